"""The ledger's journal in PostgreSQL: a table that is only added to, each number taken by one writer for good."""

import json
from collections.abc import Iterator

from django.db import connection, transaction

from hezhong.engine.models import LedgerEntry
from hezhong.ledger.ports import Entry

APPEND = "INSERT INTO engine_ledgerentry (seq, entry) VALUES (%s, %s) ON CONFLICT (seq) DO NOTHING"
AT_ONCE = 2000
"""Entries that a reader holds in memory at a time."""


class PostgresJournal:
    """The entries of ``engine_ledgerentry``. Many writers in many processes share it; nobody holds a lock between two calls."""

    def after(self, seq: int) -> Iterator[tuple[int, Entry]]:
        """Yield the entries whose number is greater, in order. Only committed ones show, and those are on the disk."""
        rows = LedgerEntry.objects.filter(seq__gt=seq).order_by("seq").values_list("seq", "entry")
        yield from rows.iterator(chunk_size=AT_ONCE)

    def append(self, seq: int, entry: Entry) -> bool:
        """Return whether the entry now stands under this number, durably; False when another writer took it first.

        It is a transaction of its own: a batch that a sender was told of must not fall with what the caller does next.
        Raises: RuntimeError inside another transaction.
        """
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit = on")  # also where an operator has put it off for the rest
            cursor.execute(APPEND, [seq, json.dumps(entry, ensure_ascii=False)])
            return bool(cursor.rowcount)
