"""Making derived partitions again, those that new commits touch and no others."""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date

import duckdb

from hezhong.ledger import payments
from hezhong.ledger.adding import later, only_add
from hezhong.ledger.commits import Part, Partition, Placed
from hezhong.ledger.connecting import Limits
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.deriving import (
    COLUMNS,
    LATER_COLUMNS,
    casts,
    gate_sql,
    quoted,
    site_month_sql,
    typed,
    worker_month_sql,
)
from hezhong.ledger.kept import KeptFile, Made, forget, kept_sql, made, note, noted, write
from hezhong.ledger.known_months import known
from hezhong.ledger.months import Scope, month_of
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, BANK_LINES, CONTRACTS, PAYROLL_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.restating import Kept, Restating
from hezhong.ledger.showing import Views
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_DAYS, LABOUR_FEES, ROSTER, SITES

log = logging.getLogger(__name__)
UNREADABLE = (duckdb.Error, OSError)
OF_WORKERS = (ATTENDANCE, LABOUR_DAYS, PAYROLL_LINES, ROSTER, CONTRACTS)
OF_SITES = (LABOUR_FEES, ACCOUNT_BALANCES, SITES)
MOST_ADDITIONS = 8
"""Files that a reader folds in; when there are more the month is made again. Folding one in costs little, reading many more."""


@dataclass(frozen=True)
class Wanting:
    """A city's workers' month that does not agree with the ledger. paid: the payments for it.

    swipes: files that came since and only add, None where they do more or it was never made. late: payments since. kept: where
    it can be added to; room: how many additions it may have had for that.
    """

    part: Part
    sources: Mapping[str, tuple[str, ...]]
    paid: Sequence[KeptFile]
    standing: Made | None = None
    swipes: Sequence[Placed] | None = None
    late: Sequence[KeptFile] = ()
    kept: Kept | None = None
    room: int = 0


class Unmade(RuntimeError):
    """Files of some cities could not be read, so that their months are not made; those of all others are. cities: city -> why."""

    def __init__(self, cities: Mapping[int, str]) -> None:
        super().__init__("；".join(f"{city} 的汇总没有生成：{why}" for city, why in sorted(cities.items())))
        self.cities = cities


@dataclass(frozen=True)
class Refresher:
    """One state of the ledger, being derived from month by month.

    paid: city -> the payments that stand. unmade: city -> why its months could not be made. most: additions.
    """

    views: Views
    restating: Restating
    paid: Mapping[int, list[KeptFile]]
    unmade: dict[int, str]
    most: int = MOST_ADDITIONS

    @property
    def reader(self) -> Reader:
        """Return the reader of that state."""
        return self.views.reader

    def month(self, month: int, cities: Collection[int]) -> Iterator[Part]:
        """Yield the partitions of a month, workers and then sites, that are made again or added to; none that stays as it was.

        A city whose files cannot be read is noted and holds up no other.
        """
        wanting: list[Wanting] = []
        for city in self._readable(cities):
            with named(self.unmade, city):
                wanting += filter(None, [self._wanting(Part(WORKER_MONTH.name, month, city))])
        restated = self._restated(month, wanting)
        for each in wanting:
            with named(self.unmade, each.part.city):
                if self._brought(each, restated.get(each.part.city)):
                    yield each.part
        for city in self._readable(cities):
            with named(self.unmade, city):
                if self.sites(part := Part(SITE_MONTH.name, month, city)):
                    yield part

    def _readable(self, cities: Collection[int]) -> list[int]:
        return [city for city in sorted(cities) if city not in self.unmade]

    def _restated(self, month: int, wanting: Iterable[Wanting]) -> Mapping[int, Made]:
        """Return what could be restated, of all cities at once; nothing where that fails, so that each is made again by itself."""
        kept = [each.kept for each in wanting if each.kept and each.room >= each.kept.standing.additions]
        try:
            return self.restating.restated(month, kept)
        except UNREADABLE:
            log.exception("cities could not be restated together")
            return {}

    def _brought(self, each: Wanting, now: Made | None) -> bool:
        """Bring a city's workers' month up to date; return whether it is another than it was."""
        if now and now.additions <= each.room:
            self._add(now, each)
            return now is not each.standing or bool(each.swipes or each.late)
        self._again(each)
        return True

    def _wanting(self, part: Part) -> "Wanting | None":
        """Return what has to be done of a city's workers' month; None where it agrees."""
        paid = [file for file in self.paid.get(part.city, ()) if file.month == part.month]
        sources = {**self.views.sources(OF_WORKERS, part), payments.PAYMENTS: tuple(sorted(file.path for file in paid))}
        standing = made(self.reader.root, part)
        if standing is None:
            return Wanting(part, sources, paid)
        if standing.agrees(sources) and standing.additions <= self.most:
            return None
        swipes, used = self._added(part, standing), standing.of(payments.PAYMENTS)
        late = [file for file in paid if file.path not in used]
        kept = Kept(standing, [file for file in paid if file.path in used and file not in standing.paid])
        adds = swipes is not None and used <= {file.path for file in paid}
        return Wanting(part, sources, paid, standing, swipes, late, kept if adds else None, self.most - bool(swipes) - len(late))

    def _again(self, wanting: "Wanting") -> None:
        for table in OF_WORKERS:
            self.views.standing(table, wanting.part)
        self.views.payments(wanting.paid)
        if wanting.standing and wanting.swipes is not None:
            self.views.kept(wanting.standing)
            self.views.batches(ATTENDANCE, wanting.swipes)
        query = worker_month_sql(Scope(wanting.part.month, alone=True), again=wanting.swipes is not None)
        self._make(WORKER_MONTH, wanting.part, query, wanting.sources)

    def sites(self, part: Part) -> bool:
        """Return whether a city's sites' month was made again. Not while its workers' month is added to: who reads makes it."""
        workers = made(self.reader.root, Part(WORKER_MONTH.name, part.month, part.city))
        if workers is None or workers.additions:
            return False
        sources = {**self.views.sources(OF_SITES, part), WORKER_MONTH.name: tuple(file.path for file in workers.files)}
        standing = made(self.reader.root, part)
        if standing and standing.agrees(sources):
            return False
        for table in OF_SITES:
            self.views.standing(table, part)
        self.views.view(WORKER_MONTH.name, kept_sql(self.reader.root, workers.files, COLUMNS[WORKER_MONTH.name]))
        self._make(SITE_MONTH, part, site_month_sql(Scope(part.month)), sources)
        return True

    def _added(self, part: Part, standing: Made) -> list[Placed] | None:
        """Return the files of swipes that came since, None when those that stand cannot be built on."""
        swipes = self.views.parts.get(Part(ATTENDANCE.name, part.month, part.city), Partition())
        used = standing.of(ATTENDANCE.name)
        new = later(swipes, used)
        old = [placed for placed in swipes.sources if placed.file.path in used]
        return new if new is not None and only_add(self.reader.connection, self.reader.root, ATTENDANCE, new, old) else None

    def _add(self, standing: Made, wanting: "Wanting") -> None:
        swipes = standing.later
        if wanting.swipes:
            self.views.batches(ATTENDANCE, wanting.swipes)
            query = f"SELECT {casts(LATER_COLUMNS)} FROM ({gate_sql(Scope(standing.part.month, alone=True))})"
            swipes = (*swipes, write(self.reader.connection, self.reader.root, standing.part, standing.part.month, query))
        now = replace(standing, seq=self.reader.seq, sources=wanting.sources, later=swipes, paid=(*standing.paid, *wanting.late))
        note(self.reader.root, now)

    def _make(self, table: Derived, part: Part, query: str, sources: Mapping[str, tuple[str, ...]]) -> None:
        order = ", ".join(quoted(name) for name in table.key)
        file = write(self.reader.connection, self.reader.root, part, part.month, f"{typed(table, query, part.city)} ORDER BY {order}")
        note(self.reader.root, Made(part, self.reader.seq, (file,), sources))


def refresh(ledger: Ledger, on: date | None = None, limits: Limits | None = None, most: int = MOST_ADDITIONS) -> list[Part]:
    """Return the derived partitions that were made again or added to, so that all agree with the ledger as it stands.

    on: the day, of whose month the registers speak already; None for the months of which rows came. most: additions that a
    partition may have; 0 makes whole what has any. Whoever is killed leaves partitions old or new.
    Raises: Unmade, when all that can be made is.
    """
    state = ledger.manifest.state()
    reader = Reader(ledger.root, state, limits)
    booked = {part: of for part, of in state.parts.items() if part.table == BANK_LINES.name}
    paid: dict[int, list[KeptFile]] = {}
    unmade: dict[int, str] = {}
    for part, of in sorted(booked.items()):
        with named(unmade, part.city):
            paid.setdefault(part.city, []).extend(payments.payments(reader, part, of).files)
    views = Views(reader, dict(state.parts))
    refresher = Refresher(views, Restating(views), paid, unmade, most)
    by_month = known(state.parts, month_of(on) if on else None, ((file.month, city) for city, files in paid.items() for file in files))
    for part in noted(ledger.root, (WORKER_MONTH.name, SITE_MONTH.name)):
        if part.city not in by_month.get(part.month, ()) and part.city not in unmade:
            forget(ledger.root, part, state.seq)
    changed = [part for month, cities in sorted(by_month.items()) for part in refresher.month(month, cities)]
    if unmade:
        raise Unmade(unmade)
    return changed


@contextmanager
def named(unmade: dict[int, str], city: int) -> Iterator[None]:
    """Name a city of which a file cannot be read."""
    try:
        yield
    except UNREADABLE as trouble:
        log.exception("city %s could not be derived", city)
        unmade[city] = f"{type(trouble).__name__}: {trouble}"[:500]
