"""Whom rows that came concern, and in which months: so that of a month that is kept only their rows are made again.

What is derived of a worker depends on rows of that worker, and on the contract that his roster line names, whosever it
is. A register stands in every month, but a line of it is seen only by those that it stood in, and who leaves later has
not left yet: so who comes or goes this month changes no month before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hezhong.ledger.commits import Partition, Placed
from hezhong.ledger.deriving import quoted
from hezhong.ledger.pay_tables import CONTRACTS
from hezhong.ledger.querying import files_sql, rows_sql
from hezhong.ledger.site_tables import ROSTER
from hezhong.ledger.vocabulary import Table

EVER = 999_912
"""The month until which something counts that has no end."""
ON_ROSTER = ("entered_on", "card", "agreed_fen", "per", "contract")
BY_CONTRACT = ("employer", "worker", "site", "since")
"""The columns besides the end that a month sees of a line."""


@dataclass(frozen=True)
class Came:
    """What came to a register, by partition. new: its files; old: those that say what stood before."""

    new: Sequence[Sequence[Placed]]
    old: Sequence[Sequence[Placed]]

    @classmethod
    def to(cls, partitions: Sequence[tuple[Partition, Sequence[Placed]]]) -> "Came":
        """Return what came to partitions, each with its new files."""
        met = [(partition, new) for partition, new in partitions if new]
        return cls([new for _, new in met], [_before(partition, new) for partition, new in met])

    @property
    def files(self) -> tuple[Placed, ...]:
        """Return the new files."""
        return tuple(placed for part in self.new for placed in part)


def overtaken(partition: Partition, new: Sequence[Placed]) -> bool:
    """Return whether new files are in the folding already, so that what stood before stands in the batches' own files only."""
    return any(placed.seq <= partition.folded_upto for placed in new)


def _before(partition: Partition, new: Sequence[Placed]) -> list[Placed]:
    came = {placed.file.path for placed in new}
    return [placed for placed in (partition.sources if overtaken(partition, new) else partition.active()) if placed.file.path not in came]


def in_files(root: Path, new: Sequence[Placed]) -> str:
    """Return a SELECT of city and worker of the rows that files have, also of those taken back. The worker is in the table's key."""
    return f"SELECT city, worker FROM {files_sql(root, new)}"


def by_roster(root: Path, came: Came) -> str:
    """Return a SELECT of city, worker, since and until (months, both included) of the roster lines that are not what they were."""
    alike = _alike(ON_ROSTER)
    since = f"CASE WHEN {alike} THEN least(o.left_on, n.left_on) ELSE least(o.entered_on, n.entered_on) END"
    until = _until(alike, "o.left_on", "n.left_on")
    return (
        f"SELECT city, worker, {_month(since)} AS since, coalesce({_month(until)}, {EVER}) AS until"
        f" FROM ({_versions(root, ROSTER, came, (*ON_ROSTER, 'left_on'))}) WHERE NOT ({alike} AND o.left_on IS NOT DISTINCT FROM n.left_on)"
    )


def by_contracts(root: Path, came: Came, roster: str) -> str:
    """Return the same of contracts: of their workers, and of whose roster line names one. roster: a SELECT of the lines that stand."""
    alike, ends = _alike(BY_CONTRACT), ("least(o.until, o.ended_on)", "least(n.until, n.ended_on)")
    since = f"CASE WHEN {alike} THEN least({', '.join(ends)}) ELSE least(o.since, n.since) END"
    until = f"coalesce({_month(_until(alike, *ends))}, {EVER})"
    theirs = f"SELECT city, unnest([o.worker, n.worker]) AS worker, {_month(since)} AS since, {until} AS until"
    named = f"SELECT city, worker, {_month('entered_on')}, coalesce({_month('left_on')}, {EVER}) FROM ({roster})"
    return (
        f"WITH versions AS MATERIALIZED ({_versions(root, CONTRACTS, came, (*BY_CONTRACT, 'until', 'ended_on'))})"
        f" {theirs} FROM versions WHERE NOT ({alike} AND {ends[0]} IS NOT DISTINCT FROM {ends[1]})"
        f" UNION ALL {named} SEMI JOIN (SELECT city, contract FROM versions WHERE o.since IS DISTINCT FROM n.since) USING (city, contract)"
    )


def _versions(root: Path, table: Table, came: Came, names: Sequence[str]) -> str:
    """Return a SELECT of the keys that came, with the columns of the row that stood (o, null for none) and of that which stands (n)."""
    key = ", ".join(map(quoted, table.identity))
    said = "{" + ", ".join(f"{name}: {name}" for name in names) + "}"
    keys = f"(SELECT DISTINCT {key} FROM {files_sql(root, came.files)})"
    stood = f"(SELECT {key}, {said} AS o FROM ({rows_sql(root, table, came.old)}) SEMI JOIN {keys} USING ({key}))"
    stands = f"(SELECT {key}, {said} AS n FROM ({rows_sql(root, table, came.new)}))"
    return f"SELECT {key}, o, n FROM {keys} LEFT JOIN {stood} USING ({key}) LEFT JOIN {stands} USING ({key})"


def _alike(names: Sequence[str]) -> str:
    return "(" + " AND ".join(("o IS NOT NULL", "n IS NOT NULL", *(f"o.{name} IS NOT DISTINCT FROM n.{name}" for name in names))) + ")"


def _until(alike: str, stood: str, stands: str) -> str:
    """Return the later of two ends, null where a line that is there has none."""
    return f"CASE WHEN (o IS NOT NULL AND {stood} IS NULL) OR (n IS NOT NULL AND {stands} IS NULL) THEN NULL ELSE greatest({stood}, {stands}) END"


def _month(day: str) -> str:
    return f"(year({day}) * 100 + month({day}))"
