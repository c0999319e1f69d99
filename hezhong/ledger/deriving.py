"""The derived tables as SQL for DuckDB, over views that are called like the tables they show."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import ibis

from hezhong.ledger import site_months, worker_months
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.folded_months import ANEW, contracts_anew, folded
from hezhong.ledger.months import Scope
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import CITY, Column, Kind
from hezhong.ledger.worker_months import GATE, KEPT_BESIDE

KEPT = "kept_worker_month"
"""The view of the month's rows as they were kept before."""
LATER = "later_swipes"
"""The view of swipes that were summed up since."""
COLUMNS: Mapping[str, Mapping[str, Column]] = {
    WORKER_MONTH.name: {**WORKER_MONTH.all_columns, **{name: Column(Kind.TOKEN, "", optional=True) for name in KEPT_BESIDE}},
    SITE_MONTH.name: SITE_MONTH.all_columns,
}
"""The columns of the files."""
LATER_COLUMNS: Mapping[str, Column] = {
    "place": Column(Kind.TOKEN, ""), "worker": Column(Kind.TOKEN, ""), **{name: COLUMNS[WORKER_MONTH.name][name] for name in GATE},
}  # fmt: skip
IBIS: Mapping[str, str] = {"BIGINT": "int64", "INTEGER": "int32", "DATE": "date", "TIMESTAMP": "timestamp", "BOOLEAN": "boolean", "VARCHAR": "string"}


def quoted(name: str) -> str:
    """Return a name as SQL writes it."""
    return '"' + name.replace('"', '""') + '"'


@cache
def worker_month_sql(scope: Scope, again: bool = False) -> str:
    """Return a SELECT of the rows, without city. again: the swipes of KEPT and LATER are in it, and attendance shows others."""
    tables = _stated(worker_months.SOURCES)
    swipes = worker_months.gate(tables["attendance"], scope)
    if again:
        swipes = worker_months.together([worker_months.gate_again(_kept(), scope), _later(), swipes], scope)
    return str(ibis.to_sql(worker_months.worker_month_of(swipes, tables, scope), dialect="duckdb"))


@cache
def restated_sql(scope: Scope) -> str:
    """Return a SELECT of the rows of files, for any number of cities: the swipes are those of KEPT, what stands else is shown."""
    kept = worker_months.gate_again(_kept(), scope)
    return typed(WORKER_MONTH, str(ibis.to_sql(worker_months.worker_month_of(kept, _stated(worker_months.SOURCES), scope), dialect="duckdb")))


@cache
def folded_sql(scope: Scope, once: bool = False) -> str:
    """Return a SELECT of the rows of KEPT with those of LATER, and of the payments that bank_lines shows, for any number of cities.

    LATER has the city in front here. once: it has each key once. Of rows that are ANEW the contract is that of
    ``contracts_anew_sql``.
    """
    later = _view(LATER, {CITY: Column(Kind.CITY, ""), **LATER_COLUMNS})
    query = str(ibis.to_sql(folded(_kept(), later, _stated(("bank_lines",)), scope, once=once), dialect="duckdb"))
    return f"SELECT {casts(WORKER_MONTH.all_columns)}, {ANEW} FROM ({query})"


@cache
def contracts_anew_sql(scope: Scope) -> str:
    """Return a SELECT of the contracts of the rows that the view of worker_month shows: its key, contract, contract_since."""
    workers = _view(WORKER_MONTH.name, WORKER_MONTH.all_columns)
    return str(ibis.to_sql(contracts_anew(workers, _stated(("contracts",))["contracts"], scope), dialect="duckdb"))


@cache
def gate_sql(scope: Scope) -> str:
    """Return a SELECT of the swipes that attendance shows, summed up: what LATER is made of."""
    return str(ibis.to_sql(worker_months.gate(_stated(("attendance",))["attendance"], scope), dialect="duckdb"))


@cache
def paid_months_sql(until: date) -> str:
    """Return a SELECT of month and city of the payments that bank_lines shows, as they were known on a day."""
    return str(ibis.to_sql(worker_months.paid_months(_stated(("bank_lines",))["bank_lines"], until), dialect="duckdb"))


@cache
def site_month_sql(scope: Scope) -> str:
    """Return a SELECT of the rows, over the view of worker_month."""
    tables = _stated(site_months.SOURCES)
    workers = _view(WORKER_MONTH.name, COLUMNS[WORKER_MONTH.name])
    return str(ibis.to_sql(site_months.site_month(workers, tables, scope), dialect="duckdb"))


def typed(table: Derived, query: str, city: int | None = None) -> str:
    """Return a SELECT of the rows as files hold them; city: where the query has none. Sums are wider than they are declared."""
    if city is None:
        return f"SELECT {casts(COLUMNS[table.name])} FROM ({query})"
    free = {name: column for name, column in COLUMNS[table.name].items() if name != CITY}
    return f"SELECT {city}::INTEGER AS {CITY}, {casts(free)} FROM ({query})"


def casts(columns: Mapping[str, Column]) -> str:
    """Return columns cast to what they are declared as."""
    return ", ".join(f"CAST({quoted(name)} AS {column.kind.sql}) AS {quoted(name)}" for name, column in columns.items())


def _stated(names: Iterable[str]) -> Mapping[str, ibis.Table]:
    return {name: _view(name, TABLES[name].all_columns) for name in names}


def _kept() -> ibis.Table:
    return _view(KEPT, COLUMNS[WORKER_MONTH.name])


def _later() -> ibis.Table:
    return _view(LATER, LATER_COLUMNS)


def _view(name: str, columns: Mapping[str, Column]) -> ibis.Table:
    return ibis.table({column: IBIS[of.kind.sql] for column, of in columns.items()}, name=name)
