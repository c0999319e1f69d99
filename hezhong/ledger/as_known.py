"""The derived tables as they were known on a day: made of the stated ones, month by month for all the cities that are asked.

Into one table each: DuckDB takes a quarter of a megabyte for every column of a table, whatever stands in it, and fourteen
months of twenty-one cities as tables of their own were more than a reader may take.
"""

from collections.abc import Collection, Iterable
from datetime import date

from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.deriving import COLUMNS, paid_months_sql, quoted, site_month_sql, typed, worker_month_sql
from hezhong.ledger.known_months import known
from hezhong.ledger.months import Scope, month_of
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.refreshing import OF_SITES, OF_WORKERS
from hezhong.ledger.showing import Views
from hezhong.ledger.vocabulary import Table


def as_known(views: Views, months: Collection[int], cities: Collection[int], until: date) -> None:
    """Show worker_month and site_month of the months and cities, nothing dated after ``until`` counted."""
    for table in (WORKER_MONTH, SITE_MONTH):
        columns = ", ".join(f"{quoted(name)} {column.kind.sql}" for name, column in COLUMNS[table.name].items())
        views.reader.connection.execute(f"CREATE OR REPLACE TABLE {_kept(table)} ({columns})")
    views.view(BANK_LINES.name, views.reader.sql(BANK_LINES, lambda part: part.city in cities))
    paid = views.reader.connection.execute(paid_months_sql(until)).fetchall()
    there = known((part for part in views.parts if part.city in cities), month_of(until), paid)
    for month in sorted(there.keys() & set(months)):
        scope, knowing = Scope(month, until), there[month]
        _show(views, OF_WORKERS, month, knowing)
        _add(views, WORKER_MONTH, worker_month_sql(scope))
        _show(views, OF_SITES, month, knowing)
        views.view(WORKER_MONTH.name, f"SELECT * FROM {_kept(WORKER_MONTH)} WHERE month = {month}")
        _add(views, SITE_MONTH, site_month_sql(scope))
    for table in (WORKER_MONTH, SITE_MONTH):
        names = ", ".join(quoted(name) for name in table.all_columns)
        views.view(table.name, f"SELECT {names} FROM {_kept(table)}")


def _show(views: Views, tables: Iterable[Table], month: int, cities: Collection[int]) -> None:
    for table in tables:
        wanted = month if table.dated else 0
        views.view(table.name, views.reader.sql(table, lambda part, wanted=wanted: part.month == wanted and part.city in cities))  # type: ignore[misc]


def _add(views: Views, table: Derived, query: str) -> None:
    views.reader.connection.execute(f"INSERT INTO {_kept(table)} BY NAME {typed(table, query)}")


def _kept(table: Derived) -> str:
    return f"{table.name}_as_known"
