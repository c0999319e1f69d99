"""What a table is to others: the Arrow schema of its files, and the JSON Schema that senders are given."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from hezhong.ledger.vocabulary import WITHDRAWN, Column, Kind, Table

ARROW: Mapping[Kind, pa.DataType] = {
    Kind.TOKEN: pa.int64(),
    Kind.FEN: pa.int64(),
    Kind.COUNT: pa.int32(),
    Kind.MINUTES: pa.int32(),
    Kind.CITY: pa.int32(),
    Kind.MONTH: pa.int32(),
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.FLAG: pa.bool_(),
    Kind.CODE: pa.string(),
}
LIMITS: Mapping[Kind, tuple[int, int]] = {
    Kind.TOKEN: (1, 2**63 - 1),
    Kind.FEN: (-(10**15), 10**15),
    Kind.COUNT: (0, 2**31 - 1),
    Kind.MINUTES: (0, 24 * 60),
    Kind.CITY: (110000, 829999),
    Kind.MONTH: (190001, 209912),
}
"""The least and the greatest value of a whole number; a sum beyond ten thousand billion yuan in one row is a slip of the pen."""
WRITTEN: Mapping[Kind, Mapping[str, Any]] = {
    Kind.DAY: {"type": "string", "format": "date"},
    Kind.MOMENT: {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"},
    Kind.FLAG: {"type": "boolean"},
    Kind.CODE: {"type": "string"},
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def arrow_schema(table: Table) -> pa.Schema:
    """Return the columns of a table as batches bring them, the city first."""
    return _arrow(table.all_columns)


def loose_schema(table: Table) -> pa.Schema:
    """Return the same columns, each of which may be empty: rows that are still to be checked."""
    return loosened(arrow_schema(table))


def loosened(schema: pa.Schema) -> pa.Schema:
    """Return columns, each of which may be empty."""
    return pa.schema([field.with_nullable(True) for field in schema])


def rows_of(table: Table, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Return rows of a table from plain values, still to be checked."""
    return pa.Table.from_pylist([dict(row) for row in rows], loose_schema(table))


def key_schema(table: Table) -> pa.Schema:
    """Return the columns by which a batch says which rows it takes back."""
    return _arrow({name: table.all_columns[name] for name in table.identity})


def file_schema(table: Table) -> pa.Schema:
    """Return the columns of a file: of a row that is taken back only the key is filled."""
    free = [pa.field(name, ARROW[column.kind], name not in table.identity) for name, column in table.all_columns.items()]
    return pa.schema([*free, pa.field(WITHDRAWN, pa.bool_(), False)])


def _arrow(columns: Mapping[str, Column]) -> pa.Schema:
    return pa.schema([pa.field(name, ARROW[column.kind], column.optional) for name, column in columns.items()])


def json_schema(table: Table) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one row; Parquet and JSON batches have the same columns."""
    columns = table.all_columns
    return {
        "$schema": DIALECT,
        "$id": f"urn:hezhong:ledger:{table.name}",
        "title": table.title,
        "description": f"One row per {table.one_row_per}. A later row of the same key replaces the earlier.",
        "x-key": list(table.identity),
        "x-month-of": table.dated or None,
        "type": "object",
        "properties": {name: _property(column) for name, column in columns.items()},
        "required": [name for name, column in columns.items() if not column.optional],
        "additionalProperties": False,
    }


def _property(column: Column) -> dict[str, Any]:
    if column.kind in LIMITS:
        least, most = LIMITS[column.kind]
        shape: dict[str, Any] = {"type": "integer", "minimum": least, "maximum": most}
    else:
        shape = dict(WRITTEN[column.kind])
    if column.codes:
        shape["enum"] = [*column.codes, *([None] if column.optional else [])]
        shape["x-titles"] = dict(column.codes)
    if column.optional:
        shape["type"] = [shape["type"], "null"]
    return {"title": column.title, **shape}
