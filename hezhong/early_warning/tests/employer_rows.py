"""A few rows of the ledger written by hand, and what a rule finds in them; for the rules about employers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.finding import facts, findings
from hezhong.early_warning.rules import declared
from hezhong.early_warning.vocabulary import WarningRule
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import from_files
from hezhong.ledger.derived_tables import shaped
from hezhong.ledger.shapes import ARROW
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Column, Kind

SHENZHEN = 440300
Row = Mapping[str, Any]
NOTHING: Mapping[Kind, Any] = {Kind.FLAG: False, Kind.DAY: None, Kind.MOMENT: None, Kind.CODE: None}


def table(name: str, rows: Sequence[Row]) -> ibis.Table:
    """Return a table of the ledger; what a row does not say is empty where it may be, else 0."""
    columns = shaped(name, TABLES).all_columns
    schema = pa.schema([pa.field(key, ARROW[column.kind]) for key, column in columns.items()])
    strange = {key for row in rows for key in row} - set(columns)
    assert not strange, f"{name} has no columns {strange}"
    return ibis.memtable(pa.Table.from_pylist([{key: row.get(key, _nothing(key, column)) for key, column in columns.items()} for row in rows], schema))


def _nothing(key: str, column: Column) -> Any:
    if key == "city":
        return SHENZHEN
    return None if column.optional else NOTHING.get(column.kind, 0)


def rule(code: str) -> WarningRule:
    return declared()[code]


def asked_on(of: WarningRule, on: date) -> Asked:
    """Return what a rule is asked with on a day, for Shenzhen and Guangzhou."""
    return Asked(on, from_files(), {SHENZHEN: GUANGDONG / "440300", 440100: GUANGDONG / "440100"}, of.parameters)


def look(code: str, on: date, tables: Mapping[str, Sequence[Row]]) -> ibis.Table:
    """Return the facts of a rule on a day, among these rows."""
    of = rule(code)
    assert set(tables) == set(of.family.reads)
    return facts(of, {name: table(name, rows) for name, rows in tables.items()}, asked_on(of, on))


def found(code: str, on: date, /, **tables: Sequence[Row]) -> dict[int, str]:
    """Return employer -> "colour measure/among people fen" of the warnings that a rule gives; among only of a share."""
    of = rule(code)
    rows = findings(of, look(code, on, tables), of.bands).to_pyarrow().to_pylist()
    return {row["subject"]: f"{_colour(of, row)} {row['measure']}{_among(of, row)} {row['people']} {row['fen']}" for row in rows}


def _colour(of: WarningRule, row: Row) -> str:
    grade = of.grade(row["measure"], row["among"])
    assert grade, "what reaches no band is no finding"
    return grade.title


def _among(of: WarningRule, row: Row) -> str:
    return "" if row["among"] == 1 and of.family.measure.name != "SHARE" else f"/{row['among']}"
