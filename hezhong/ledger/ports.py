"""What the ledger asks of its surroundings: one append-only journal. ``app`` binds it to PostgreSQL."""

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

Entry = Mapping[str, Any]
"""A commit as plain JSON values."""


class Journal(Protocol):
    """Entries numbered 1, 2, 3 ... without a gap, each written once and never changed.

    In PostgreSQL: a table of (seq primary key, entry jsonb); ``append`` is INSERT ... ON CONFLICT DO NOTHING.
    """

    def after(self, seq: int) -> Iterator[tuple[int, Entry]]:
        """Yield the entries whose number is greater, in order: only such as a power cut would not take away again."""
        ...

    def append(self, seq: int, entry: Entry) -> bool:
        """Return whether the entry now stands under this number, durably; False when another writer took it first."""
        ...
