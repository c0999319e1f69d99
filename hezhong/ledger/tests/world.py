"""Rows to test with, the slow reference that they are compared with, and a writer that can be killed.

Nothing here reads a ledger: a writer starts the faster without what readers need.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa

from hezhong.ledger.batch import Batch
from hezhong.ledger.ingest import ingest
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import local
from hezhong.ledger.shapes import arrow_schema, key_schema
from hezhong.ledger.vocabulary import Table

Row = Mapping[str, Any]
Key = tuple[Any, ...]


def paid(line: int, fen: int = 100, on: date = date(2026, 1, 15), city: int = 440300, **more: Any) -> dict[str, Any]:
    """Return a bank line, whole."""
    empty = dict.fromkeys(BANK_LINES.all_columns)
    said = {"city": city, "booked_on": on, "line": line, "account": 7, "worker": line, "card": line + 1, "paid_fen": fen}
    return {**empty, **said, "channel": "wage_account", "state": "paid", **more}


def key(table: Table, row: Row) -> Key:
    return tuple(row[name] for name in table.identity)


def batch(rows: Iterable[Row] = (), withdrawn: Iterable[Row] = (), *, number: str = "", table: Table = BANK_LINES, sender: str = "bank") -> Batch:
    """Return a batch of rows; of those withdrawn only the key is taken."""
    gone = [{name: row[name] for name in table.identity} for row in withdrawn]
    return Batch(table, sender, pa.Table.from_pylist(list(rows), _loose(arrow_schema(table))), pa.Table.from_pylist(gone, key_schema(table)), number)


def _loose(schema: pa.Schema) -> pa.Schema:
    return pa.schema([field.with_nullable(True) for field in schema])


def reference(batches: Iterable[Batch]) -> dict[Key, Row]:
    """Return what batches, taken in one after another, leave standing: a dict of rows, nothing else."""
    rows: dict[Key, Row] = {}
    for each in batches:
        rows.update({key(each.table, row): row for row in each.rows.to_pylist()})
        for gone in each.withdrawn.to_pylist() if each.withdrawn else ():
            rows.pop(key(each.table, gone), None)
    return rows


def daily(number: int, writer: str = "w") -> Batch:
    """Return one of an endless series of batches: always the same for a number, three partitions, some corrections."""
    chance = Random(f"{writer}/{number}")
    lines = sorted(chance.sample(range(1, 400), 60))
    rows = [paid(line, chance.randrange(1, 10**6), date(2026, 1 + line % 2, 1 + line % 20), 440300 if line % 3 else 440100) for line in lines]
    return batch(rows[:50], rows[50:], number=str(number), sender=writer)


def write(root: str, writer: str, numbers: tuple[int, int], told: Connection) -> None:
    """Take a series in, and tell each receipt: what a process does that a test kills. numbers: since, until."""
    ledger = local(Path(root))
    told.send("ready")
    for number in range(*numbers):
        ingest(ledger, daily(number, writer))
        told.send(number)
