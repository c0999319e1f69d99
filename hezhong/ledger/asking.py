"""What rules read: every table of the ledger, stated or derived, for some months and cities, on one connection with limits.

Some cities at a time, as the rules are run: what of a month was only added to is folded in when it is asked for, and that is
kept in memory.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import ibis

from hezhong.ledger.as_known import as_known
from hezhong.ledger.commits import Part
from hezhong.ledger.connecting import Limits
from hezhong.ledger.derived_tables import DERIVED, WORKER_MONTH
from hezhong.ledger.deriving import quoted
from hezhong.ledger.grouping import grouped
from hezhong.ledger.kept import made
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.showing import Views
from hezhong.ledger.side_by_side import Source
from hezhong.ledger.standing_months import ASKED, MADE_FOR_ASKING, StandingMonths, workers_of
from hezhong.ledger.tables import TABLES
from hezhong.ledger.vocabulary import Kind, Table


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
        StandingMonths(views, sorted(cities), max(months)).show(months, of_sites=of_sites)
    return Shown(views, frozenset(months) | {0}, frozenset(cities), until)


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

    def source(self, names: Iterable[str]) -> Source:
        """Return the tables of these names to be asked in SQL."""
        for name in names:  # a table is there once it has been asked for
            self[name]
        return Source(self.connection)

    def __iter__(self) -> Iterator[str]:
        return iter((*TABLES, *DERIVED))

    def __len__(self) -> int:
        return len(TABLES) + len(DERIVED)


def _until(table: Table, query: str, until: date | None) -> str:
    if until is None or not table.dated or table.columns[table.dated].kind is not Kind.DAY:
        return query
    return f"SELECT * FROM ({query}) WHERE {quoted(table.dated)} <= DATE '{until}'"


def together(ledger: Ledger, cities: Iterable[int], months: Collection[int], *, held: bool = False) -> list[list[int]]:
    """Return the cities in groups that are asked at once, by the workers of their fullest month: a province in one.

    held: the months are made of the stated rows for whoever asks, all of them, and held in memory.
    """
    standing = {city: [made(ledger.root, Part(WORKER_MONTH.name, month, city)) for month in months] for city in cities}
    fullest = {city: max((workers_of(each) for each in of if each), default=0) for city, of in standing.items()}
    return grouped(fullest, MADE_FOR_ASKING if held else ASKED)


def cities_of(ledger: Ledger) -> Sequence[int]:
    """Return the cities that have rows of anything."""
    return sorted({part.city for part, of in ledger.manifest.state().parts.items() if of.sources})
