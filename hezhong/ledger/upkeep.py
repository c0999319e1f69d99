"""Upkeep of the folder: what killed writers left behind is removed, and what stands is checked against the manifest."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from hezhong.ledger.connecting import SPILL
from hezhong.ledger.disk import UNFINISHED
from hezhong.ledger.kept import FOLDER, notes
from hezhong.ledger.place import Ledger
from hezhong.ledger.tables import TABLES

GRACE = timedelta(days=1)
"""Longer than any batch or query takes: a younger file may be one that a writer is about to commit."""


def sweep(ledger: Ledger, at: datetime, grace: timedelta = GRACE) -> int:
    """Return how many files that no commit names, and no note of what is derived, were removed. at: now, with its zone; only older files go."""
    needed, before = ledger.manifest.state().paths() | _derived(ledger.root), (at - grace).timestamp()
    left = [file for file in _found(ledger.root) if file.relative_to(ledger.root).as_posix() not in needed]
    old = [file for file in left if file.stat().st_mtime < before]
    for file in old:
        file.unlink()
    return len(old)


def damaged(ledger: Ledger) -> list[str]:
    """Return the paths of files that the manifest names and that are missing or not what was written."""
    return [path for path, sound in checked(ledger) if not sound]


def checked(ledger: Ledger) -> Iterator[tuple[str, bool]]:
    """Yield the path of every file that the manifest names, and whether it holds what was written, byte for byte."""
    files = named(ledger)
    for path in sorted(files):
        yield path, _sha256(ledger.root / path) == files[path]


def named(ledger: Ledger) -> Mapping[str, str]:
    """Return path -> SHA-256 of every file that the manifest names: those that batches brought, and those that were folded."""
    parts = ledger.manifest.state().parts.values()
    return {placed.file.path: placed.file.sha256 for part in parts for placed in (*part.sources, *part.active())}


def _derived(root: Path) -> set[str]:
    """Return the files that a reader of the derived tables may read."""
    return set().union(*(made.paths() for made in notes(root)))


def _found(root: Path) -> Iterator[Path]:
    for folder in (*TABLES, FOLDER):
        yield from (root / folder).rglob("*.parquet")
    yield from root.rglob(f"*{UNFINISHED}")
    yield from root.glob(f"{SPILL}*/*")


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # not there, or the disk does not give it
        return ""
