"""Whether files that came to a partition only add to it, so that what was derived from the others still holds."""

from collections.abc import Collection, Sequence
from pathlib import Path

import duckdb

from hezhong.ledger.commits import Partition, Placed
from hezhong.ledger.querying import rows_sql
from hezhong.ledger.vocabulary import Table


def later(partition: Partition, used: Collection[str]) -> list[Placed] | None:
    """Return the batches' files that came since some were used; None when one of those stands no more."""
    if not set(used) <= {placed.file.path for placed in partition.sources}:
        return None
    return [placed for placed in partition.sources if placed.file.path not in used]


def only_add(connection: duckdb.DuckDBPyConnection, root: Path, table: Table, new: Sequence[Placed], old: Sequence[Placed]) -> bool:
    """Return whether new files take nothing back and state nothing again that stands in the old ones.

    Of the old ones only those that share a day with a new one are read, and of them the key.
    """
    if any(placed.file.withdrawals for placed in new):
        return False
    met = [placed for placed in old if any(_share_a_day(placed, other) for other in new)]
    if not met:
        return True
    key = ", ".join(f'"{name}"' for name in table.identity)
    keys = [f"(SELECT {key} FROM ({rows_sql(root, table, [files])}))" for files in (new, met)]
    return connection.execute(f"SELECT 1 FROM {keys[0]} SEMI JOIN {keys[1]} USING ({key}) LIMIT 1").fetchone() is None


def _share_a_day(one: Placed, other: Placed) -> bool:
    return one.file.first <= other.file.last and other.file.first <= one.file.last
