"""The derived tables as SQL for DuckDB, over views that are called like the tables they show."""

from collections.abc import Mapping
from functools import cache

import ibis

from hezhong.ledger import site_months, worker_months
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.months import Scope
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import CITY, Column, Kind
from hezhong.ledger.worker_months import KEPT_BESIDE

KEPT = "kept_worker_month"
"""The view of the month's rows as they were kept before."""
COLUMNS: Mapping[str, Mapping[str, Column]] = {
    WORKER_MONTH.name: {**WORKER_MONTH.all_columns, **{name: Column(Kind.TOKEN, "", optional=True) for name in KEPT_BESIDE}},
    SITE_MONTH.name: SITE_MONTH.all_columns,
}
"""The columns of the files."""
IBIS: Mapping[str, str] = {"BIGINT": "int64", "INTEGER": "int32", "DATE": "date", "TIMESTAMP": "timestamp", "BOOLEAN": "boolean", "VARCHAR": "string"}


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


@cache
def worker_month_sql(scope: Scope, again: bool = False) -> str:
    """Return a SELECT of the rows, without city. again: the swipes of KEPT are in it, and the view of attendance has later ones."""
    tables = {name: _view(name, TABLES[name].all_columns) for name in worker_months.SOURCES}
    if not again:
        return str(ibis.to_sql(worker_months.worker_month(tables, scope), dialect="duckdb"))
    kept = worker_months.gate_again(_view(KEPT, COLUMNS[WORKER_MONTH.name]), scope)
    found = worker_months.worker_month_of([kept, worker_months.gate(tables["attendance"], scope)], tables, scope)
    return str(ibis.to_sql(found, dialect="duckdb"))


@cache
def site_month_sql(scope: Scope) -> str:
    """Return a SELECT of the rows, over the view of worker_month."""
    tables = {name: _view(name, TABLES[name].all_columns) for name in site_months.SOURCES}
    workers = _view(WORKER_MONTH.name, COLUMNS[WORKER_MONTH.name])
    return str(ibis.to_sql(site_months.site_month(workers, tables, scope), dialect="duckdb"))


def typed(table: Derived, query: str, city: int) -> str:
    """Return a SELECT of the rows as files hold them. Sums are wider than what they are declared as."""
    free = [f"CAST({quoted(name)} AS {column.kind.sql}) AS {quoted(name)}" for name, column in COLUMNS[table.name].items() if name != CITY]
    return f"SELECT {city}::INTEGER AS {CITY}, {', '.join(free)} FROM ({query})"


def _view(name: str, columns: Mapping[str, Column]) -> ibis.Table:
    return ibis.table({column: IBIS[of.kind.sql] for column, of in columns.items()}, name=name)
