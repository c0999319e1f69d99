"""Some workers' rows of kept months made again, beside the files: what a payroll or a register says of few costs what few cost.

Many cities of a month in one go, since a query costs the same again for each.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hezhong.ledger.adding import later
from hezhong.ledger.commits import Part, Placed
from hezhong.ledger.concerned import Came, by_contracts, by_roster, in_files, overtaken
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.deriving import quoted, restated_sql
from hezhong.ledger.grouping import grouped
from hezhong.ledger.kept import WHO, KeptFile, Made, kept_sql, write
from hezhong.ledger.months import Scope
from hezhong.ledger.pay_tables import CONTRACTS, PAYROLL_LINES
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.showing import Views
from hezhong.ledger.site_tables import LABOUR_DAYS, ROSTER
from hezhong.ledger.vocabulary import Table

OF_MONTHS, REGISTERS = (LABOUR_DAYS, PAYROLL_LINES), (ROSTER, CONTRACTS)
MOST_RESTATED, FEW = 0.25, 1_000
"""The share of a month's workers of whom rows are made again beside its files, and how many always are; when it is more, all are."""
TOGETHER = 300_000
"""Workers that are made again in one query, of all cities: 0.85 KB each."""
MOST_FILES = 100
"""The batches' files of a register that are read one by one, where a folding has taken in what came."""
COME, WHOM, RESTATED = "come", "whom", "restated"
NOBODY = "SELECT NULL::INTEGER AS city, NULL::BIGINT AS worker WHERE false"


@dataclass(frozen=True)
class Kept:
    """A city's month that is kept, and the payments that its files have."""

    standing: Made
    paid: Sequence[KeptFile]

    @property
    def city(self) -> int:
        """Return the city."""
        return self.standing.part.city

    @property
    def most(self) -> float:
        """Return of how many workers rows are made again beside the files."""
        return max(sum(file.rows for file in self.standing.files) * MOST_RESTATED, FEW)


@dataclass(frozen=True)
class Restating:
    """Of one state of the ledger. A register is compared once for all months that know the same of it."""

    views: Views
    compared: dict[tuple[str, ...], str] = field(default_factory=dict)

    def restated(self, month: int, kept: Iterable[Kept]) -> Mapping[int, Made]:
        """Return city -> its month with the rows of those made again whom rows of other tables than swipes and payments concern.

        As it was where they concern nobody. Cities are left out where a file stands no more that was used, or where it is too
        many. What their files hold is made again, without the swipes and payments that came since.
        """
        came = {each.city: (each, files) for each in kept if (files := self._came(each.standing)) is not None}
        if not any(files for _, new in came.values() for files in new.values()):
            return {city: each.standing for city, (each, _) in came.items()}
        self._execute(f"CREATE OR REPLACE TABLE {COME} AS {self._concerned(month, [files for _, files in came.values()])}")
        before = kept_sql(self.views.reader.root, (file for each, _ in came.values() for file in each.standing.who), WHO)
        self._execute(f"CREATE OR REPLACE TABLE {WHOM} AS FROM {COME} UNION FROM ({before}) SEMI JOIN {COME} USING (city)")
        many = dict(self.views.reader.connection.execute(f"SELECT city, count(*) FROM {WHOM} GROUP BY city").fetchall())
        found = {city: each.standing for city, (each, _) in came.items() if city not in many}
        again = {city: each for city, (each, _) in came.items() if 0 < many.get(city, 0) <= each.most}
        for group in grouped({city: many[city] for city in again}, TOGETHER):
            found |= self._made(month, [again[city] for city in group])
        return found

    def _came(self, standing: Made) -> Mapping[str, list[Placed]] | None:
        """Return table -> the files that came since.

        None when one stands no more that was used, or when what stood before could only be read from very many files.
        """
        found = {}
        for table in (*OF_MONTHS, *REGISTERS):
            partition = self.views.partition(table, standing.part)
            files = later(partition, standing.of(table.name))
            if files is None or (table in REGISTERS and overtaken(partition, files) and len(partition.sources) > MOST_FILES):
                return None
            found[table.name] = files
        return found

    def _concerned(self, month: int, came: Sequence[Mapping[str, list[Placed]]]) -> str:
        new = {table.name: [placed for files in came for placed in files[table.name]] for table in (*OF_MONTHS, *REGISTERS)}
        selects = [in_files(self.views.reader.root, new[table.name]) for table in OF_MONTHS if new[table.name]]
        if any(new[table.name] for table in REGISTERS):
            selects.append(f"SELECT city, worker FROM {self._compared(new)} WHERE {month} BETWEEN since AND until")
        return f"SELECT DISTINCT * FROM ({' UNION ALL '.join(selects) or NOBODY}) WHERE worker IS NOT NULL"

    def _compared(self, new: Mapping[str, list[Placed]]) -> str:
        """Return the name of a table of city, worker, since and until: whose lines of a register are not what they were."""
        key = tuple(placed.file.path for table in REGISTERS for placed in new[table.name])
        if key not in self.compared:
            root, lines, contracts = self.views.reader.root, self._to(ROSTER, new), self._to(CONTRACTS, new)
            selects = [by_roster(root, lines)] if lines.new else []
            selects += [f"FROM ({by_contracts(root, contracts, self._roster(contracts))})"] if contracts.new else []
            self.compared[key] = f"compared_{len(self.compared)}"
            self._execute(f"CREATE TEMP TABLE {self.compared[key]} AS {' UNION ALL '.join(selects)}")
        return self.compared[key]

    def _to(self, table: Table, new: Mapping[str, list[Placed]]) -> Came:
        by_part: dict[Part, list[Placed]] = {}
        for placed in new[table.name]:
            by_part.setdefault(placed.file.part, []).append(placed)
        return Came.to([(self.views.parts[part], files) for part, files in by_part.items()])

    def _roster(self, contracts: Came) -> str:
        """Return a SELECT of the roster of the cities that contracts came to."""
        cities = {placed.file.part.city for placed in contracts.files}
        lines = [tuple(of.active()) for part, of in self.views.parts.items() if part.table == ROSTER.name and part.city in cities]
        return rows_sql(self.views.reader.root, ROSTER, lines)

    def _made(self, month: int, again: Sequence[Kept]) -> Mapping[int, Made]:
        cities = [each.city for each in again]
        for table in (*OF_MONTHS, ROSTER):
            self.views.of_workers(table, month, cities, WHOM)
        self.views.contracts_of(month, cities, WHOM)
        self.views.kept_gates([each.standing for each in again], WHOM)
        self.views.payments((file for each in again for file in each.paid), WHOM)
        self._execute(f"CREATE OR REPLACE TABLE {RESTATED} AS {restated_sql(Scope(month))}")
        order = ", ".join(quoted(name) for name in WORKER_MONTH.key)
        found = {}
        for each in again:
            who = self._written(each, f"SELECT city, worker FROM {WHOM} WHERE city = {each.city} ORDER BY worker")
            instead = self._written(each, f"SELECT * FROM {RESTATED} WHERE city = {each.city} ORDER BY {order}")
            found[each.city] = replace(each.standing, who=(who,), instead=(instead,))
        return found

    def _written(self, each: Kept, query: str) -> KeptFile:
        return write(self.views.reader.connection, self.views.reader.root, each.standing.part, each.standing.part.month, query)

    def _execute(self, query: str) -> None:
        self.views.reader.connection.execute(query)
