"""The derived months as they stand: the files that are kept, and where something came since, what has to be computed.

For all cities that are asked together at once, since a query costs the same again for each city; in groups, so that
memory is bounded.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hezhong.ledger.commits import Part
from hezhong.ledger.derived_tables import SITE_MONTH, WORKER_MONTH, Derived
from hezhong.ledger.deriving import COLUMNS, contracts_anew_sql, folded_sql, quoted, site_month_sql, typed
from hezhong.ledger.folded_months import ANEW
from hezhong.ledger.grouping import grouped
from hezhong.ledger.kept import KeptFile, Made, kept_sql, made, months_sql
from hezhong.ledger.known_months import known
from hezhong.ledger.months import Scope
from hezhong.ledger.pay_tables import CONTRACTS
from hezhong.ledger.refreshing import OF_SITES
from hezhong.ledger.showing import Views
from hezhong.ledger.vocabulary import CITY

TOGETHER = 600_000
"""Workers whose month is folded at once: what the query itself holds grows with them."""
ASKED = 4_000_000
"""Workers of cities that are asked together, a province's: opened once for all rules, and what is over the limit is spilled (decision 044)."""
MADE_FOR_ASKING = 600_000
"""The same where a year of months is made for whoever asks and held in memory."""
SHOWN_WORKERS = f"{WORKER_MONTH.name}_shown"


class NotMade(LookupError):
    """A month was asked for that is not derived yet: an empty answer would say that nothing is wrong."""


@dataclass
class Found:
    """What stands of a table: files, and a SELECT for each that was computed, or of whom some workers were made again."""

    files: list[KeptFile] = field(default_factory=list)
    computed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StandingMonths:
    """The months of some cities. Computed rows are kept in memory on the connection of the views. now: the month of the day."""

    views: Views
    cities: Sequence[int]
    now: int

    @cached_property
    def known(self) -> Mapping[int, Collection[int]]:
        """Return month -> cities of which something has to be there."""
        return known(self.views.parts, self.now)

    def show(self, months: Collection[int], *, of_sites: bool = True) -> None:
        """Show the workers' months, and the sites': all files of a table in one scan, beside them what was computed. Raises: NotMade."""
        workers, sites = Found(), Found()
        for month in sorted(months):
            self._workers(month, workers)
        self._shown(WORKER_MONTH, workers)
        if of_sites:
            for month in sorted(months):
                self._sites(month, sites)
            self._shown(SITE_MONTH, sites)
        # Under its own name last: a site's month is computed over some workers of that name.
        self.views.view(WORKER_MONTH.name, f"SELECT * FROM {SHOWN_WORKERS}")

    def _workers(self, month: int, found: Found) -> None:
        standing = {city: there for city in self.cities if (there := self._made(Part(WORKER_MONTH.name, month, city)))}
        found.files += [file for each in standing.values() if not each.additions for file in each.files]
        remade = [each for each in standing.values() if each.who and not each.added_to]
        found.computed += [_declared(WORKER_MONTH, months_sql(self.views.reader.root, remade, COLUMNS[WORKER_MONTH.name]))] if remade else []
        added = {city: each for city, each in standing.items() if each.added_to}
        for number, group in enumerate(grouped({city: workers_of(each) for city, each in added.items()}, TOGETHER)):
            these = [added[city] for city in group]
            self.views.kept_of(these)
            self.views.payments(file for each in these for file in each.paid)
            self.views.standing_in(CONTRACTS, month, group)
            query = folded_sql(Scope(month), once=all(len(each.later) < 2 for each in these))
            computed = self._computed(WORKER_MONTH, f"{month}_{number}", query)
            self._contracts(computed, month)
            found.computed.append(_declared(WORKER_MONTH, f"SELECT * FROM {computed}"))

    def _sites(self, month: int, found: Found) -> None:
        wanting = []
        for city in self.cities:
            under, standing = self._made(Part(WORKER_MONTH.name, month, city)), made(self.views.reader.root, Part(SITE_MONTH.name, month, city))
            agrees = standing and (under is None or (not under.additions and standing.of(WORKER_MONTH.name) == {file.path for file in under.files}))
            if standing and agrees:
                found.files += standing.files
            elif under:
                wanting.append(city)
        if wanting:
            for table in OF_SITES:
                self.views.standing_in(table, month, wanting)
            codes = ", ".join(map(str, wanting))
            self.views.view(WORKER_MONTH.name, f"SELECT * FROM {SHOWN_WORKERS} WHERE month = {month} AND city IN ({codes})")
            computed = self._computed(SITE_MONTH, str(month), typed(SITE_MONTH, site_month_sql(Scope(month))))
            found.computed.append(_declared(SITE_MONTH, f"SELECT * FROM {computed}"))

    def _computed(self, table: Derived, name: str, query: str) -> str:
        self.views.reader.connection.execute(f"CREATE OR REPLACE TABLE {table.name}_{name} AS {query}")
        return f"{table.name}_{name}"

    def _contracts(self, computed: str, month: int) -> None:
        """Put in the contracts of whoever came anew: few, so that nobody else has to be looked for."""
        self.views.view(WORKER_MONTH.name, f"SELECT * FROM {computed} WHERE {ANEW}")
        same = " AND ".join(f"{computed}.{quoted(name)} = found.{quoted(name)}" for name in (CITY, *WORKER_MONTH.key))
        self.views.reader.connection.execute(
            f"UPDATE {computed} SET contract = found.contract, contract_since = found.contract_since "
            f"FROM ({contracts_anew_sql(Scope(month))}) AS found WHERE {same}"
        )

    def _shown(self, table: Derived, found: Found) -> None:
        kept = _declared(table, kept_sql(self.views.reader.root, found.files, COLUMNS[table.name]))
        self.views.view(f"{table.name}_shown", " UNION ALL ".join((kept, *found.computed)))
        self.views.view(table.name, f"SELECT * FROM {table.name}_shown")

    def _made(self, part: Part) -> Made | None:
        standing = made(self.views.reader.root, part)
        if standing is None and part.city in self.known.get(part.month, ()):
            raise NotMade(f"{part.month} 月 {part.city} 的汇总还没有生成，请先刷新汇总再查询。")
        return standing


def workers_of(standing: Made) -> int:
    """Return how many workers a month has that is kept."""
    return sum(file.rows for file in standing.files)


def _declared(table: Derived, query: str) -> str:
    return f"SELECT {_names(table.all_columns)} FROM ({query})"


def _names(columns: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in columns)
