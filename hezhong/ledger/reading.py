"""Reading the ledger: DuckDB, with limits, over the files of one state of the manifest."""

from collections.abc import Callable
from pathlib import Path

import ibis
import pyarrow as pa

from hezhong.ledger.commits import Part, State
from hezhong.ledger.connecting import Limits, answer, connect
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.vocabulary import Table

Wanted = Callable[[Part], bool]


def every(_: Part) -> bool:
    """Return True: no partition is left out."""
    return True


class Reader:
    """One state of the ledger, to be asked as often as one likes: what is committed later does not show.

    seq: the commit as of which it answers, for figures that say 截至.
    """

    def __init__(self, root: Path, state: State, limits: Limits | None = None) -> None:
        self.root = root
        self.seq = state.seq
        self.connection = connect(limits, root)
        self._parts = {part: tuple(of.active()) for part, of in sorted(state.parts.items())}

    def sql(self, table: Table, wanted: Wanted = every) -> str:
        """Return a SELECT of the rows of a table that stand, in the partitions that are wanted."""
        chosen = [files for part, files in self._parts.items() if part.table == table.name and wanted(part) and files]
        return rows_sql(self.root, table, chosen)

    def rows(self, table: Table, wanted: Wanted = every) -> pa.Table:
        """Return the rows themselves, in no order: for small answers and tests."""
        return answer(self.connection, self.sql(table, wanted))

    def table(self, table: Table, wanted: Wanted = every) -> ibis.Table:
        """Return the table for queries in Ibis: lazily, nothing is read yet."""
        self.connection.execute(f'CREATE OR REPLACE VIEW "{table.name}" AS {self.sql(table, wanted)}')
        return ibis.duckdb.from_connection(self.connection).table(table.name)
