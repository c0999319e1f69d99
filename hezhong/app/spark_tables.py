"""The ledger's tables in a Spark session: what was stated as it lies in its files, and the derived months made once.

A derived month is written to a folder and read back from there: the plan of a rule then begins at a file and not at the
hundreds of steps that a month is made of, which Spark would otherwise plan anew for each rule.
"""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis

from hezhong.early_warning.compiling import DECLARED, EXCLUDED, WATCHED
from hezhong.ledger import site_months, worker_months
from hezhong.ledger.commits import State
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.months import Scope
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import WITHDRAWN, Table

DIALECT = "pyspark"
STATED: Mapping[str, ibis.Table] = {name: DECLARED[name] for name in TABLES}
TYPES: Mapping[str, str] = {
    "BIGINT": "bigint", "INTEGER": "int", "DATE": "date", "TIMESTAMP": "timestamp_ntz", "BOOLEAN": "boolean", "VARCHAR": "string",
}  # fmt: skip
OF_IBIS: Mapping[str, str] = {"int64": "bigint", "int32": "int"}
OWN_MONTH = ("attendance", "labour_days", "payroll_lines", "labour_fees", "account_balances")
"""Tables of which a derived month sees that month's partitions only. A payment is for another month than that of its booking."""


@dataclass(frozen=True)
class Making:
    """How derived months are made. work: a folder that the driver and the workers see."""

    work: Path
    submit: Executor


def show_stated(session: Any, ledger: Ledger, state: State, months: Iterable[int]) -> None:
    """Show every stated table under its name, the registers and these months of the others."""
    wanted = {0, *months}
    for table in TABLES.values():
        _show(session, table.name, _schema(table), _files(ledger, state, table, wanted))
    for name in (EXCLUDED, WATCHED):
        _show(session, name, {each: OF_IBIS.get(str(kind), str(kind)) for each, kind in DECLARED[name].schema().items()}, ())


def paid_months(session: Any) -> list[tuple[int, int]]:
    """Return month and city of the payments that are shown."""
    found = session.sql(ibis.to_sql(worker_months.paid_months(STATED[BANK_LINES.name], None), dialect=DIALECT)).collect()
    return [(row["month"], row["city"]) for row in found]


def derive(session: Any, ledger: Ledger, state: State, months: Mapping[int, Collection[int]], making: Making) -> Iterable[str]:
    """Make the workers' and the sites' months from the stated tables and show them. Yields the name of each when it is made.

    months: month -> the cities that know something of it.
    """
    of_month = {month: _of_month(session, ledger, state, month, cities) for month, cities in months.items()}
    workers = DECLARED[WORKER_MONTH.name]
    own = {month: workers.filter(workers.month == month) for month in months}
    yield from _made(session, WORKER_MONTH, {month: worker_months.worker_month(of_month[month], Scope(month)) for month in months}, making)
    yield from _made(session, SITE_MONTH, {month: site_months.site_month(own[month], of_month[month], Scope(month)) for month in months}, making)


def _of_month(session: Any, ledger: Ledger, state: State, month: int, cities: Collection[int]) -> Mapping[str, ibis.Table]:
    """Return the stated tables for a derived month: of those that it sees one month of, that month's files only.

    Where there are none, Spark strikes what is made of them from its plan before anything runs. Of cities that do not know
    the month no register speaks.
    """
    tables = dict(STATED)
    if {part.city for part in state.parts} - set(cities):
        tables = {name: table.filter(table.city.isin(sorted(cities))) for name, table in STATED.items()}
    for name in OWN_MONTH:
        tables[name] = ibis.table(DECLARED[name].schema(), name=f"{name}_{month}")
        _show(session, f"{name}_{month}", _schema(TABLES[name]), _files(ledger, state, TABLES[name], {month}))
    return tables


def _made(session: Any, table: Derived, queries: Mapping[int, ibis.Table], making: Making) -> Iterable[str]:
    names = ", ".join(f"CAST(`{name}` AS {kind}) AS `{name}`" for name, kind in _schema(table).items())
    folders = {month: making.work / table.name / f"month={month}" for month in queries}

    def make(query: ibis.Table, folder: Path) -> None:
        session.sql(f"SELECT {names} FROM ({ibis.to_sql(query, dialect=DIALECT)})").write.parquet(folder.as_uri())

    made = {month: making.submit.submit(make, query, folders[month]) for month, query in queries.items()}
    for month, each in made.items():
        each.result()
        yield f"{table.title} {month}"
    rows = session.read.schema(_written(_schema(table))).parquet(*(folder.as_uri() for folder in folders.values()))
    rows.createOrReplaceTempView(table.name)


def _show(session: Any, name: str, columns: Mapping[str, str], files: Sequence[str]) -> None:
    """Show the rows of files under a name. With the types told, no file is opened to ask for them."""
    if files:
        rows = session.read.schema(f"{_written(columns)}, `{WITHDRAWN}` boolean").parquet(*files)
        rows.where(f"NOT {WITHDRAWN}").drop(WITHDRAWN).createOrReplaceTempView(name)
        return
    # Not an empty data frame, which would be read by tasks: this is known to be empty when a query is planned.
    nothing = ", ".join(f"CAST(NULL AS {kind}) AS `{each}`" for each, kind in columns.items())
    session.sql(f"SELECT * FROM (SELECT {nothing}) WHERE FALSE").createOrReplaceTempView(name)


def _files(ledger: Ledger, state: State, table: Table, months: Container[int]) -> list[str]:
    parts = (of for part, of in sorted(state.parts.items()) if part.table == table.name and part.month in months)
    return [str(ledger.root / placed.file.path) for of in parts for placed in of.active()]


def _schema(table: Table | Derived) -> Mapping[str, str]:
    return {name: TYPES[column.kind.sql] for name, column in table.all_columns.items()}


def _written(columns: Mapping[str, str]) -> str:
    return ", ".join(f"`{name}` {kind}" for name, kind in columns.items())
