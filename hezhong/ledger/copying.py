"""A ledger copied into a folder that keeps its own journal: for ``hezhong warn``, ``why-not`` and Spark, which ask no database.

Files are never changed once they stand, so where the file system allows it the copy has the very same ones (hard links) and
costs no room.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from hezhong.ledger.commits import State, from_json
from hezhong.ledger.disk import put
from hezhong.ledger.local_journal import LocalJournal
from hezhong.ledger.place import JOURNAL, Ledger


class FolderTaken(FileExistsError):
    """Something stands in the folder already."""


def copy(ledger: Ledger, root: Path) -> Iterator[tuple[int, int]]:
    """Copy a ledger as it stands into a new folder; yield how many of how many files there are so far. Raises: FolderTaken, OSError.

    Files come first and the journal after them: whoever is killed leaves a folder without one, which nobody takes for a ledger.
    """
    if root.exists() and any(root.iterdir()):
        raise FolderTaken(root)
    entries = list(ledger.manifest.journal.after(0))
    state = State()
    for seq, entry in entries:
        state.apply(seq, from_json(entry))
    paths = sorted(state.paths())
    for number, path in enumerate(paths, 1):
        put(root, path, lambda beside, path=path: _same(ledger.root / path, beside))  # type: ignore[misc]
        yield number, len(paths)
    journal = LocalJournal(root / JOURNAL)
    for seq, entry in entries:
        journal.append(seq, entry)


def _same(file: Path, beside: Path) -> None:
    try:
        os.link(file, beside)
    except OSError:  # another file system, or one without hard links
        shutil.copyfile(file, beside)
