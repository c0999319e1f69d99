"""Making derived partitions again, those that new commits touch and no others."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hezhong.ledger import payments
from hezhong.ledger.adding import later, only_add
from hezhong.ledger.commits import Part, Partition, Placed, State
from hezhong.ledger.connecting import Limits
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.deriving import COLUMNS, KEPT, quoted, site_month_sql, typed, worker_month_sql
from hezhong.ledger.kept import KeptFile, Made, kept_sql, made, note, write
from hezhong.ledger.months import Scope
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, BANK_LINES, CONTRACTS, PAYROLL_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_DAYS, LABOUR_FEES, ROSTER, SITES
from hezhong.ledger.vocabulary import Table

OF_WORKERS = (ATTENDANCE, LABOUR_DAYS, PAYROLL_LINES, ROSTER, CONTRACTS)
OF_SITES = (LABOUR_FEES, ACCOUNT_BALANCES, SITES)
DATED = (ATTENDANCE, LABOUR_DAYS, PAYROLL_LINES, LABOUR_FEES, ACCOUNT_BALANCES)
"""The tables whose rows make a month be there at all."""
Files = Mapping[str, tuple[str, ...]]


@dataclass
class Refresher:
    """One state of the ledger, being derived from city by city. paid: city -> the payments that stand."""

    reader: Reader
    parts: Mapping[Part, Partition]
    paid: Mapping[int, list[KeptFile]]

    def workers(self, part: Part) -> bool:
        """Return whether a city's workers' month was made again; False when nothing had changed."""
        sources = {**self._sources(OF_WORKERS, part), payments.PAYMENTS: tuple(sorted(file.path for file in self._paid(part)))}
        standing = made(self.reader.root, part)
        if standing and all(standing.of(name) == set(paths) for name, paths in sources.items()):
            return False
        swipes = self.parts.get(Part(ATTENDANCE.name, part.month, part.city), Partition())
        new = self._added(standing, swipes)
        for table in OF_WORKERS:
            self._show(table, part)
        self._view(BANK_LINES.name, self._payments(part))
        if standing and new is not None:
            self._view(KEPT, kept_sql(self.reader.root, standing.files, COLUMNS[WORKER_MONTH.name]))
            self._view(ATTENDANCE.name, rows_sql(self.reader.root, ATTENDANCE, [new]))
        query = worker_month_sql(Scope(part.month, alone=True), again=bool(standing and new is not None))
        self._make(WORKER_MONTH, part, query, sources)
        return True

    def sites(self, part: Part) -> bool:
        """Return whether a city's sites' month was made again, after the workers' was."""
        workers = made(self.reader.root, Part(WORKER_MONTH.name, part.month, part.city))
        files = workers.files if workers else ()
        sources = {**self._sources(OF_SITES, part), WORKER_MONTH.name: tuple(file.path for file in files)}
        standing = made(self.reader.root, part)
        if standing and all(standing.of(name) == set(paths) for name, paths in sources.items()):
            return False
        for table in OF_SITES:
            self._show(table, part)
        self._view(WORKER_MONTH.name, kept_sql(self.reader.root, files, COLUMNS[WORKER_MONTH.name]))
        self._make(SITE_MONTH, part, site_month_sql(Scope(part.month)), sources)
        return True

    def _added(self, standing: Made | None, swipes: Partition) -> list[Placed] | None:
        """Return the files of swipes that came since, None when those that stand cannot be built on."""
        if standing is None:
            return None
        used = standing.of(ATTENDANCE.name)
        new = later(swipes, used)
        old = [placed for placed in swipes.sources if placed.file.path in used]
        return new if new is not None and only_add(self.reader.connection, self.reader.root, ATTENDANCE, new, old) else None

    def _make(self, table: Derived, part: Part, query: str, sources: Files) -> None:
        order = ", ".join(quoted(name) for name in table.key)
        file = write(self.reader.connection, self.reader.root, part, part.month, f"{typed(table, query, part.city)} ORDER BY {order}")
        note(self.reader.root, Made(part, self.reader.seq, (file,), sources))

    def _sources(self, tables: Iterable[Table], part: Part) -> Files:
        found = {table.name: self.parts.get(_source(table, part), Partition()).sources for table in tables}
        return {name: tuple(sorted(placed.file.path for placed in files)) for name, files in found.items()}

    def _paid(self, part: Part) -> list[KeptFile]:
        return [file for file in self.paid.get(part.city, ()) if file.month == part.month]

    def _payments(self, part: Part) -> str:
        """Return the payments in the columns of bank lines."""
        missing = [f"NULL::{column.kind.sql} AS {quoted(name)}" for name, column in BANK_LINES.all_columns.items() if name not in payments.COLUMNS]
        return f"SELECT *, {', '.join(missing)} FROM ({kept_sql(self.reader.root, self._paid(part), payments.COLUMNS)})"

    def _show(self, table: Table, part: Part) -> None:
        files = tuple(self.parts.get(_source(table, part), Partition()).active())
        self._view(table.name, rows_sql(self.reader.root, table, [files]))

    def _view(self, name: str, query: str) -> None:
        self.reader.connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {query}")


def refresh(ledger: Ledger, months: Collection[int] | None = None, limits: Limits | None = None) -> list[Part]:
    """Return the derived partitions that were made again, so that all agree with the ledger as it stands.

    months: those to look at, also one that only the roster knows; None for all that have rows. Whoever is killed leaves
    partitions old or new, and is finished by the next.
    """
    state = ledger.manifest.state()
    reader = Reader(ledger.root, state, limits)
    booked = {part: of for part, of in state.parts.items() if part.table == BANK_LINES.name}
    paid: dict[int, list[KeptFile]] = {}
    for part, of in sorted(booked.items()):
        paid.setdefault(part.city, []).extend(payments.payments(reader, part.city, part.month, of).files)
    refresher = Refresher(reader, dict(state.parts), paid)
    again: list[Part] = []
    for month, city in sorted(present(state, paid, months)):
        workers, sites = (Part(table.name, month, city) for table in (WORKER_MONTH, SITE_MONTH))
        again += [workers] if refresher.workers(workers) else []
        again += [sites] if refresher.sites(sites) else []
    return again


def present(state: State, paid: Mapping[int, Iterable[KeptFile]], months: Collection[int] | None) -> set[tuple[int, int]]:
    """Return the months and cities that there are rows of; every city in a month that is asked for."""
    dated = {table.name for table in DATED}
    found = {(part.month, part.city) for part in state.parts if part.table in dated}
    found |= {(file.month, city) for city, files in paid.items() for file in files}
    if months is None:
        return found
    cities = {part.city for part in state.parts}
    return {(month, city) for month in months for city in cities}


def _source(table: Table, part: Part) -> Part:
    return Part(table.name, part.month if table.dated else 0, part.city)
