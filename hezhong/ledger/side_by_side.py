"""Queries side by side: as many at once as a reader may take threads, each on one of them.

DuckDB would put all threads to each query in turn, which takes more of the processors and leaves them idle where a query
has only one thing left to do (decision 044).
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from hezhong.ledger.deriving import quoted

Rows = list[dict[str, Any]]
GIVEN = "given_rows"


class Source:
    """Tables on one connection of DuckDB, to be asked in SQL. Views and tables of the connection itself (TEMP) are not seen."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def put(self, name: str, rows: pa.Table) -> None:
        """Show rows to all queries under a name, in place of those that stood there."""
        self._connection.register(GIVEN, rows)
        self._connection.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS FROM {GIVEN}")
        self._connection.unregister(GIVEN)

    @contextmanager
    def asked(self, queries: Iterable[str]) -> Iterator[Callable[[str], Rows]]:
        """Ask all queries and give query -> its rows, which waits for them and raises what the query raised.

        Whoever leaves before the end waits for those that have begun; the others are not asked.
        """
        ((threads,),) = self._connection.execute("SELECT current_setting('threads')").fetchall()
        self._connection.execute("SET threads = 1")  # those that ask are not counted among DuckDB's own
        pool = ThreadPoolExecutor(threads, "asking")
        try:
            found = {query: pool.submit(self.answer, query) for query in queries}
            yield lambda query: found[query].result().to_pylist()
        finally:
            pool.shutdown(cancel_futures=True)
            self._connection.execute(f"SET threads = {threads}")

    def answer(self, query: str) -> pa.Table:
        """Return the rows of one query."""
        with self._connection.cursor() as own:
            return own.sql(query).to_arrow_table()
