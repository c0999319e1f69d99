"""The views over which derived tables are computed: what stands of each table, in one city and month."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hezhong.ledger import payments
from hezhong.ledger.commits import Part, Partition, Placed
from hezhong.ledger.derived_tables import WORKER_MONTH
from hezhong.ledger.deriving import COLUMNS, KEPT, LATER, LATER_COLUMNS, quoted
from hezhong.ledger.kept import KeptFile, Made, kept_sql
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.reading import Reader
from hezhong.ledger.vocabulary import Table


@dataclass(frozen=True)
class Views:
    """The views on one connection. parts: of the ledger's state. Each call replaces the view of that name."""

    reader: Reader
    parts: Mapping[Part, Partition]

    def standing(self, table: Table, part: Part) -> None:
        """Show the rows of a table that stand in the month, or in the register."""
        self.standing_in(table, part.month, [part.city])

    def standing_in(self, table: Table, month: int, cities: Iterable[int]) -> None:
        """Show the same of several cities."""
        files = [tuple(self.parts.get(source(table, Part(table.name, month, city)), Partition()).active()) for city in cities]
        self.view(table.name, rows_sql(self.reader.root, table, files))

    def batches(self, table: Table, files: Sequence[Placed]) -> None:
        """Show the rows of some batches' files only."""
        self.view(table.name, rows_sql(self.reader.root, table, [files]))

    def payments(self, files: Iterable[KeptFile]) -> None:
        """Show payments in the columns of bank lines."""
        missing = [f"NULL::{column.kind.sql} AS {quoted(name)}" for name, column in BANK_LINES.all_columns.items() if name not in payments.COLUMNS]
        self.view(BANK_LINES.name, f"SELECT *, {', '.join(missing)} FROM ({kept_sql(self.reader.root, files, payments.COLUMNS)})")

    def kept(self, standing: Made) -> None:
        """Show a worker's month as its files have it, and the swipes that came since."""
        self.view(KEPT, kept_sql(self.reader.root, standing.files, COLUMNS[WORKER_MONTH.name]))
        self.view(LATER, kept_sql(self.reader.root, standing.later, LATER_COLUMNS))

    def kept_of(self, standing: Sequence[Made]) -> None:
        """Show the workers' months of several cities, and the swipes that came since, each with its city."""
        self.view(KEPT, kept_sql(self.reader.root, (file for each in standing for file in each.files), COLUMNS[WORKER_MONTH.name]))
        later = (f"SELECT {each.part.city}::INTEGER AS city, * FROM ({kept_sql(self.reader.root, each.later, LATER_COLUMNS)})" for each in standing)
        self.view(LATER, " UNION ALL ".join(later))

    def view(self, name: str, query: str) -> None:
        """Show the rows of a query under a name."""
        self.reader.connection.execute(f"CREATE OR REPLACE TEMP VIEW {quoted(name)} AS {query}")

    def sources(self, tables: Iterable[Table], part: Part) -> Mapping[str, tuple[str, ...]]:
        """Return table -> the batches' files that stand in it: folding changes none of them."""
        found = {table.name: self.parts.get(source(table, part), Partition()).sources for table in tables}
        return {name: tuple(sorted(placed.file.path for placed in files)) for name, files in found.items()}


def source(table: Table, part: Part) -> Part:
    """Return the partition of a table that a month's rows are made of: a register stands in no month."""
    return Part(table.name, part.month if table.dated else 0, part.city)
