"""Upkeep of the installation's ledger: partitions of many files become one, and what killed writers left behind goes."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hezhong.ledger import compaction, upkeep
from hezhong.ledger.connecting import Limits
from hezhong.ledger.place import Ledger

FOLDING = Limits(memory="1GB", threads=1)


@dataclass(frozen=True)
class TableState:
    """What the ledger holds of a table. months: the first and the last, 0 for a register; size: bytes on the disk."""

    name: str
    files: int
    rows: int
    months: tuple[int, int]
    size: int


def fold(ledger: Ledger, tables: Collection[str] = ()) -> tuple[int, int]:
    """Return how many partitions were folded and how many were due; tables: only of these, all when empty."""
    due = [part for part in compaction.due(ledger.manifest.state()) if not tables or part.table in tables]
    return sum(compaction.fold(ledger, part, FOLDING) for part in due), len(due)


def sweep(ledger: Ledger, at: datetime) -> int:
    """Return how many files went that no commit names. at: now."""
    return upkeep.sweep(ledger, at)


def status(ledger: Ledger) -> tuple[TableState, ...]:
    """Return what stands of each table that holds anything. rows: of the files to be read, corrections not yet folded in."""
    state = ledger.manifest.state()
    found = []
    for table in sorted({part.table for part in state.parts}):
        active = state.active(table)
        files = [placed.file for of in active.values() for placed in of]
        months = [part.month for part in active] or [0]
        size = sum((ledger.root / file.path).stat().st_size for file in files)
        found.append(TableState(table, len(files), sum(file.rows for file in files), (min(months), max(months)), size))
    return tuple(found)
