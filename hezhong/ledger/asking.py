"""What rules read: every table of the ledger, stated or derived, for some months and cities, on one connection with limits.

City by city, as the rules are run: what of a month was only added to is folded in when it is first asked for, and that
is kept in memory.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import ibis

from hezhong.ledger.as_known import as_known
from hezhong.ledger.commits import Part
from hezhong.ledger.connecting import Limits
from hezhong.ledger.derived_tables import DERIVED, SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.deriving import COLUMNS, folded_sql, quoted, site_month_sql, typed
from hezhong.ledger.kept import KeptFile, Made, kept_sql, made
from hezhong.ledger.months import Scope
from hezhong.ledger.pay_tables import CONTRACTS
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.refreshing import DATED, OF_SITES
from hezhong.ledger.showing import Views
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind, Table

TOGETHER = 600_000
"""Workers of cities that are asked together: with a day folded in, 1.1 GB for the whole process (decision 035)."""


class NotMade(LookupError):
    """A month was asked for that is not derived yet: an empty answer would say that nothing is wrong."""


@contextmanager
def asked(
    ledger: Ledger, months: Collection[int], cities: Collection[int], limits: Limits | None = None, until: date | None = None, *, of_sites: bool = True
) -> Iterator["Shown"]:
    """Give ``tables`` and close the connection afterwards, with the memory that it holds. of_sites: whether SITE_MONTH is asked for."""
    reader = Reader(ledger.root, ledger.manifest.state(), limits)
    try:
        yield _tables(Views(reader, dict(ledger.manifest.state().parts)), months, cities, until, of_sites)
    finally:
        reader.connection.close()


def tables(ledger: Ledger, months: Collection[int], cities: Collection[int], limits: Limits | None = None, until: date | None = None) -> "Shown":
    """Return name -> table: of the months and cities, and the registers of the cities. ``refresh`` comes before.

    bank_lines are those booked in the months; worker_month has the payments for them, whenever booked. until: nothing
    dated later counts, and the derived tables are then made of the stated ones. Raises: NotMade.
    """
    state = ledger.manifest.state()
    return _tables(Views(Reader(ledger.root, state, limits), dict(state.parts)), months, cities, until)


def _tables(views: Views, months: Collection[int], cities: Collection[int], until: date | None, of_sites: bool = True) -> "Shown":
    if until:
        as_known(views, months, cities, until)
    else:
        _as_kept(views, months, cities, of_sites)
    return Shown(views, frozenset(months) | {0}, frozenset(cities), until)


def _as_kept(views: Views, months: Collection[int], cities: Collection[int], of_sites: bool) -> None:
    """Show what is kept: all files of a table in one scan, beside them the months that have to be computed."""
    asking = _Asking(views)
    pairs = [(month, city) for month in sorted(months) for city in sorted(cities)]
    wanted = ((WORKER_MONTH, asking.workers), (SITE_MONTH, asking.sites)) if of_sites else ((WORKER_MONTH, asking.workers),)
    for table, asked_for in wanted:
        found = [asked_for(*pair) for pair in pairs]
        files = [file for each in found if not isinstance(each, str) for file in each]
        kept = _declared(table, kept_sql(views.reader.root, files, COLUMNS[table.name]))
        views.view(f"{table.name}_shown", " UNION ALL ".join((kept, *(each for each in found if isinstance(each, str)))))
    for table, _ in wanted:  # under their own names last: a site's month is computed over one city's workers of that name
        views.view(table.name, f"SELECT * FROM {table.name}_shown")


class Shown(Mapping[str, ibis.Table]):
    """The tables, each looked up when it is first asked for: a rule needs few of them."""

    def __init__(self, views: Views, months: Collection[int], cities: Collection[int], until: date | None) -> None:
        self._views, self._months, self._cities, self._until = views, months, cities, until
        self.connection = views.reader.connection
        self._backend = ibis.duckdb.from_connection(views.reader.connection)
        self._found: dict[str, ibis.Table] = {}

    def __getitem__(self, name: str) -> ibis.Table:
        """Return a table. Raises: KeyError."""
        if name not in self._found:
            if name not in DERIVED:
                query = self._views.reader.sql(TABLES[name], lambda part: part.city in self._cities and part.month in self._months)
                self._views.view(name, _until(TABLES[name], query, self._until))
            self._found[name] = self._backend.table(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*TABLES, *DERIVED))

    def __len__(self) -> int:
        return len(TABLES) + len(DERIVED)


@dataclass(frozen=True)
class _Asking:
    views: Views

    def workers(self, month: int, city: int) -> Sequence[KeptFile] | str:
        """Return the files of a city's workers' month, or a SELECT where something has to be folded in."""
        part = Part(WORKER_MONTH.name, month, city)
        standing = self._made(part)
        if standing is None or not standing.additions:
            return standing.files if standing else ()
        self.views.kept(standing)
        self.views.payments(standing.paid)
        self.views.standing(CONTRACTS, part)
        return self._computed(WORKER_MONTH, part, folded_sql(Scope(month, alone=True), once=len(standing.later) == 1))

    def sites(self, month: int, city: int) -> Sequence[KeptFile] | str:
        """Return the files of a city's sites' month, or a SELECT, after the workers' was asked for."""
        part, workers = Part(SITE_MONTH.name, month, city), Part(WORKER_MONTH.name, month, city)
        under = self._made(workers)
        standing = made(self.views.reader.root, part)
        if under is None:  # there are no rows of that month
            return standing.files if standing else ()
        if standing and not under.additions and standing.of(WORKER_MONTH.name) == {file.path for file in under.files}:
            return standing.files
        for table in OF_SITES:
            self.views.standing(table, part)
        self.views.view(WORKER_MONTH.name, self._once_more(workers, under))
        return self._computed(SITE_MONTH, part, site_month_sql(Scope(month)))

    def _once_more(self, part: Part, standing: Made) -> str:
        if standing.additions:
            return f"SELECT * FROM {_name(part)}"
        return kept_sql(self.views.reader.root, standing.files, COLUMNS[WORKER_MONTH.name])

    def _computed(self, table: Derived, part: Part, query: str) -> str:
        self.views.reader.connection.execute(f"CREATE OR REPLACE TEMP TABLE {_name(part)} AS {typed(table, query, part.city)}")
        return _declared(table, f"SELECT * FROM {_name(part)}")

    def _made(self, part: Part) -> Made | None:
        standing = made(self.views.reader.root, part)
        there = any(of.sources for each, of in self.views.parts.items() if (each.month, each.city) == (part.month, part.city) and each.table in _DATED)
        if standing is None and there:
            raise NotMade(f"{part.month} 月 {part.city} 的汇总还没有生成，请先刷新汇总再查询。")
        return standing


_DATED = {table.name for table in DATED}


def _name(part: Part) -> str:
    return f"{part.table}_{part.month}_{part.city}"


def _declared(table: Derived, query: str) -> str:
    return f"SELECT {', '.join(quoted(name) for name in table.all_columns)} FROM ({query})"


def _until(table: Table, query: str, until: date | None) -> str:
    if until is None or not table.dated or table.columns[table.dated].kind is not Kind.DAY:
        return query
    return f"SELECT * FROM ({query}) WHERE {quoted(table.dated)} <= DATE '{until}'"


def together(ledger: Ledger, cities: Iterable[int], months: Collection[int], most: int = TOGETHER) -> list[list[int]]:
    """Return the cities in groups that are asked at once, each of at most so many workers in its fullest month, or one city."""
    sizes = {city: max((_workers(ledger, month, city) for month in months), default=0) for city in cities}
    groups: list[list[int]] = []
    rooms: list[int] = []
    for city in sorted(sizes, key=lambda city: (-sizes[city], city)):
        place = next((number for number, room in enumerate(rooms) if room >= sizes[city]), None)
        if place is None:
            groups.append([city])
            rooms.append(most - sizes[city])
        else:
            groups[place].append(city)
            rooms[place] -= sizes[city]
    return groups


def _workers(ledger: Ledger, month: int, city: int) -> int:
    standing = made(ledger.root, Part(WORKER_MONTH.name, month, city))
    return sum(file.rows for file in standing.files) if standing else 0


def cities_of(ledger: Ledger) -> Sequence[int]:
    """Return the cities that have rows of anything."""
    return sorted({part.city for part, of in ledger.manifest.state().parts.items() if of.sources})
