"""The views over which derived tables are computed: what stands of each table, in one city and month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hezhong.ledger import payments
from hezhong.ledger.commits import Part, Partition, Placed
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.deriving import COLUMNS, KEPT, LATER, LATER_COLUMNS, quoted
from hezhong.ledger.kept import KeptFile, Made, kept_sql, months_sql
from hezhong.ledger.pay_tables import BANK_LINES, CONTRACTS
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.reading import Reader
from hezhong.ledger.site_tables import ROSTER
from hezhong.ledger.vocabulary import Table


@dataclass(frozen=True)
class Views:
    """The views on one connection. parts: of the ledger's state. Each call replaces the view of that name."""

    reader: Reader
    parts: Mapping[Part, Partition]

    def standing(self, table: Table, part: Part) -> None:
        """Show the rows of a table that stand in the month, or in the register."""
        self.view(table.name, self.rows(table, part.month, [part.city]))

    def standing_in(self, table: Table, month: int, cities: Iterable[int]) -> None:
        """Show the same of several cities."""
        self.view(table.name, self.rows(table, month, cities))

    def rows(self, table: Table, month: int, cities: Iterable[int]) -> str:
        """Return a SELECT of them."""
        files = [tuple(self.partition(table, Part(table.name, month, city)).active()) for city in cities]
        return rows_sql(self.reader.root, table, files)

    def of_workers(self, table: Table, month: int, cities: Iterable[int], who: str) -> None:
        """Show the same of some workers only. who: a table of city and worker."""
        self.held(table.name, f"SELECT * FROM ({self.rows(table, month, cities)}) SEMI JOIN {who} USING (city, worker)")

    def contracts_of(self, month: int, cities: Sequence[int], who: str) -> None:
        """Show the contracts of some workers, and those that a line of the roster names which is shown."""
        named = f"contract IN (SELECT contract FROM {ROSTER.name} WHERE contract IS NOT NULL)"
        self.held(CONTRACTS.name, f"SELECT * FROM ({self.rows(CONTRACTS, month, cities)}) WHERE {named} OR worker IN (SELECT worker FROM {who})")

    def partition(self, table: Table, part: Part) -> Partition:
        """Return what stands of a table that a month's rows are made of."""
        return self.parts.get(source(table, part), Partition())

    def batches(self, table: Table, files: Sequence[Placed]) -> None:
        """Show the rows of some batches' files only."""
        self.view(table.name, rows_sql(self.reader.root, table, [files]))

    def payments(self, files: Iterable[KeptFile], who: str = "") -> None:
        """Show payments in the columns of bank lines. who: a table of the cities and workers whose they are; of all without it."""
        missing = [f"NULL::{column.kind.sql} AS {quoted(name)}" for name, column in BANK_LINES.all_columns.items() if name not in payments.COLUMNS]
        query = f"SELECT *, {', '.join(missing)} FROM ({kept_sql(self.reader.root, files, payments.COLUMNS)})"
        if who:
            self.held(BANK_LINES.name, f"{query} SEMI JOIN {who} USING (city, worker)")
        else:
            self.view(BANK_LINES.name, query)

    def kept_gates(self, standing: Iterable[Made], who: str) -> None:
        """Show workers' months as their files have them, of some workers."""
        files = (file for each in standing for file in each.files)
        self.view(KEPT, f"SELECT * FROM ({kept_sql(self.reader.root, files, COLUMNS[WORKER_MONTH.name])}) SEMI JOIN {who} USING (city, worker)")

    def kept(self, standing: Made) -> None:
        """Show a worker's month as its files have it, and the swipes that came since."""
        self.view(KEPT, kept_sql(self.reader.root, standing.files, COLUMNS[WORKER_MONTH.name]))
        self.view(LATER, kept_sql(self.reader.root, standing.later, LATER_COLUMNS))

    def kept_of(self, standing: Sequence[Made]) -> None:
        """Show the workers' months of several cities, and the swipes that came since, each with its city."""
        self.view(KEPT, months_sql(self.reader.root, standing, COLUMNS[WORKER_MONTH.name]))
        later = (f"SELECT {each.part.city}::INTEGER AS city, * FROM ({kept_sql(self.reader.root, each.later, LATER_COLUMNS)})" for each in standing)
        self.view(LATER, " UNION ALL ".join(later))

    def held(self, name: str, query: str) -> None:
        """Show the rows of a query, few, which is asked once for all that look."""
        self.reader.connection.execute(f"CREATE OR REPLACE TABLE {held(name)} AS {query}")
        self.view(name, f"SELECT * FROM {held(name)}")

    def view(self, name: str, query: str) -> None:
        """Show the rows of a query under a name."""
        self.reader.connection.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {query}")

    def sources(self, tables: Iterable[Table], part: Part) -> Mapping[str, tuple[str, ...]]:
        """Return table -> the batches' files that stand in it: folding changes none of them."""
        found = {table.name: self.partition(table, part).sources for table in tables}
        return {name: tuple(sorted(placed.file.path for placed in files)) for name, files in found.items()}


def source(table: Table, part: Part) -> Part:
    """Return the partition of a table that a month's rows are made of: a register stands in no month."""
    return Part(table.name, part.month if table.dated else 0, part.city)


def held(name: str) -> str:
    """Return the name under which rows are held that a view shows."""
    return quoted(f"held_{name}")
