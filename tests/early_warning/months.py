"""Rows of worker_month for tests, made from the declaration: what is not said is empty."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from hezhong.early_warning import runs
from hezhong.ledger.derived_tables import DERIVED
from hezhong.ledger.shapes import ARROW
from hezhong.ledger.side_by_side import Source
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind

EMPTY = {Kind.FLAG: False, Kind.CITY: 440300}
NUMBERS = {Kind.FEN, Kind.COUNT, Kind.MINUTES}


def table(name: str, *rows: Mapping[str, Any]) -> pa.Table:
    """Return a table of the ledger with these rows: numbers are 0 and flags off where a row does not say otherwise."""
    columns = {**TABLES, **DERIVED}[name].all_columns
    schema = pa.schema([pa.field(each, ARROW[column.kind]) for each, column in columns.items()])

    def value(each: str, row: Mapping[str, Any]) -> Any:
        column = columns[each]
        blank = None if column.optional else 0 if column.kind in NUMBERS or column.kind is Kind.TOKEN else EMPTY.get(column.kind)
        return row.get(each, blank)

    return pa.Table.from_pylist([{each: value(each, row) for each in columns} for row in rows], schema=schema)


def asking(on: str, seq: int) -> runs.Ask:
    """Return a run of a day over a ledger that is another one with each number."""
    cities = (*runs.cities(), runs.EVERYWHERE)
    return runs.Ask(date.fromisoformat(on), seq, {city: f"{on}/{seq}/{city}" for city in cities})


def opened(tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> Any:
    """Return how to open the tables of cities: the rows given that lie there, and nothing in the other tables.

    On one connection for all, which are opened one after the other: one each was most of what a run took.
    """
    everywhere: list[Source] = []

    @contextmanager
    def open_cities(cities: Sequence[int]) -> Iterator[Source]:
        if not everywhere:
            everywhere.append(Source(duckdb.connect()))
            for name in (*TABLES, *DERIVED):
                everywhere[0].put(name, table(name))
        for name, rows in tables.items():
            everywhere[0].put(name, table(name, *[row for row in rows if row.get("city", 440300) in cities]))
        yield everywhere[0]

    return open_cities


def owed(site: int, worker: int, net: int, paid: int, **more: Any) -> dict[str, Any]:
    """Return a worker's month on a site: February's wages, due on 15 March 2026. Units: fen."""
    return {
        "month": 202602, "site": site, "worker": worker, "lines": 1, "due_fen": net, "net_fen": net, "paid_fen": paid,
        "due_on": date(2026, 3, 15), **more,
    }  # fmt: skip
