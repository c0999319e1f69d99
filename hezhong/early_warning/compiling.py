"""Rules as SQL: made once for a day, then run for each city. The same expression gives the text for DuckDB and for Spark.

The names of tables are those of the ledger; beside them stand ``excluded`` (who is lawfully left out of which rule) and
``watched`` (of which subjects a warning is open, so that what is left of it is told even below every band).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import ibis
import pyarrow as pa

from hezhong.early_warning.detection import Compiled, Frame
from hezhong.early_warning.editions import Standing, bands_of
from hezhong.early_warning.finding import facts, findings
from hezhong.ledger.derived_tables import DERIVED, Derived
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind, Table

EXCLUDED, WATCHED = "excluded", "watched"
KINDS: Mapping[Kind, str] = {
    Kind.TOKEN: "int64", Kind.FEN: "int64", Kind.COUNT: "int32", Kind.MINUTES: "int32", Kind.CITY: "int32", Kind.MONTH: "int32",
    Kind.DAY: "date", Kind.MOMENT: "timestamp", Kind.FLAG: "boolean", Kind.CODE: "string",
}  # fmt: skip
ROWS: Mapping[str, pa.Schema] = {
    EXCLUDED: pa.schema([("rule", pa.string()), ("subject", pa.int64()), ("worker", pa.int64())]),
    WATCHED: pa.schema([("rule", pa.string()), ("subject", pa.int64())]),
}
OF_LEDGER: tuple[Table | Derived, ...] = (*TABLES.values(), *DERIVED.values())
DECLARED: Mapping[str, ibis.Table] = {
    **{
        table.name: ibis.table({each: KINDS[column.kind] for each, column in table.all_columns.items()}, name=table.name)
        for table in OF_LEDGER
    },
    EXCLUDED: ibis.table({"rule": "string", "subject": "int64", "worker": "int64"}, name=EXCLUDED),
    WATCHED: ibis.table({"rule": "string", "subject": "int64"}, name=WATCHED),
}
"""Every table of the ledger by its declaration alone: what an expression is written over before there is a connection."""


def compiled(standing: Iterable[Standing], frame: Frame, dialect: str = "duckdb", without: frozenset[str] = frozenset()) -> list[Compiled]:
    """Return a query for each rule and set of parameters in force. without: rules that nobody is excluded from."""
    found = []
    for each in standing:
        for parameters, editions in each.by_parameters():
            out = None if each.rule.code in without else DECLARED[EXCLUDED].filter(DECLARED[EXCLUDED].rule == each.rule.code)
            watched = DECLARED[WATCHED].filter(DECLARED[WATCHED].rule == each.rule.code)
            edition = replace(editions[0], parameters=parameters)
            try:
                looked_at = facts(edition.rule, DECLARED, frame.asked(parameters), out)
                query = findings(edition.rule, looked_at, bands_of(editions), watched.subject)
                found.append(Compiled(each.rule.code, parameters, str(ibis.to_sql(query, dialect=dialect))))
            except Exception as trouble:  # noqa: BLE001 - named with its rule; the other rules must be asked
                found.append(Compiled(each.rule.code, parameters, trouble=f"{type(trouble).__name__}: {trouble}"[:500]))
    return found


def excluded_rows(rows: Sequence[tuple[str, int, int]]) -> pa.Table:
    """Return (rule, subject, worker) as the table that queries read."""
    return _table(EXCLUDED, rows)


def watched_rows(rows: Sequence[tuple[str, int]]) -> pa.Table:
    """Return (rule, subject) as the table that queries read."""
    return _table(WATCHED, rows)


def _table(name: str, rows: Sequence[tuple[object, ...]]) -> pa.Table:
    schema = ROWS[name]
    return pa.table([pa.array([row[place] for row in rows], field.type) for place, field in enumerate(schema)], schema=schema)
