"""The journal in a folder: one small file for each entry, for a machine without PostgreSQL, for tests and benches."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hezhong.ledger.disk import sync, write_once
from hezhong.ledger.ports import Entry


@dataclass(frozen=True)
class LocalJournal:
    """A folder of numbered files. It asks for a file system with hard links and needs no lock that a killed writer holds."""

    folder: Path

    def after(self, seq: int) -> Iterator[tuple[int, Entry]]:
        """Yield the entries whose number is greater, in order."""
        found = list(self._found(seq))
        if found:
            # Who wrote them may have been killed before he made sure of their names; what is built on them must stand.
            sync(self.folder)
        yield from found

    def _found(self, seq: int) -> Iterator[tuple[int, Entry]]:
        while True:
            seq += 1
            try:
                content = self._path(seq).read_bytes()
            except FileNotFoundError:
                return
            yield seq, json.loads(content)

    def append(self, seq: int, entry: Entry) -> bool:
        """Return whether the entry now stands under this number; False when another writer took it first."""
        return write_once(json.dumps(entry, ensure_ascii=False).encode(), self._path(seq))

    def _path(self, seq: int) -> Path:
        return self.folder / f"{seq:012d}.json"
