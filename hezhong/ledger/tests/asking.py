"""What a ledger says, by key."""

from collections.abc import Sequence

from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.world import Key, Row, key
from hezhong.ledger.vocabulary import Table


def standing(ledger: Ledger, table: Table = BANK_LINES) -> dict[Key, Row]:
    """Return what the ledger says, by key. Fails when a key comes twice."""
    return by_key(table, Reader(ledger.root, ledger.manifest.state()).rows(table).to_pylist())


def by_key(table: Table, rows: Sequence[Row]) -> dict[Key, Row]:
    found = {key(table, row): row for row in rows}
    assert len(found) == len(rows), "a key stands twice"
    return found
