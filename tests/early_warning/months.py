"""Rows of worker_month for tests, made from the declaration: what is not said is empty."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from hezhong.ledger.derived_tables import DERIVED
from hezhong.ledger.shapes import ARROW
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind

EMPTY = {Kind.FLAG: False, Kind.CITY: 440300}
NUMBERS = {Kind.FEN, Kind.COUNT, Kind.MINUTES}


def table(name: str, *rows: Mapping[str, Any]) -> ibis.Table:
    """Return a table of the ledger with these rows: numbers are 0 and flags off where a row does not say otherwise."""
    columns = {**TABLES, **DERIVED}[name].all_columns
    schema = pa.schema([pa.field(each, ARROW[column.kind]) for each, column in columns.items()])

    def value(each: str, row: Mapping[str, Any]) -> Any:
        column = columns[each]
        blank = None if column.optional else 0 if column.kind in NUMBERS or column.kind is Kind.TOKEN else EMPTY.get(column.kind)
        return row.get(each, blank)

    return ibis.memtable(pa.Table.from_pylist([{each: value(each, row) for each in columns} for row in rows], schema=schema))


def owed(site: int, worker: int, net: int, paid: int, **more: Any) -> dict[str, Any]:
    """Return a worker's month on a site: February's wages, due on 15 March 2026. Units: fen."""
    return {
        "month": 202602, "site": site, "worker": worker, "lines": 1, "due_fen": net, "net_fen": net, "paid_fen": paid,
        "due_on": date(2026, 3, 15), **more,
    }  # fmt: skip
