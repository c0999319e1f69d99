"""The journal in PostgreSQL: each number once, two writers at a time, nothing of it falls with another transaction."""

import os
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from random import Random

import psycopg
import pytest
from django.db import connection, transaction

from hezhong.app.database_roles import APPEND_ONLY
from hezhong.engine import ledger_place
from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.ledger.ingest import Receipt, ingest
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.pay_tables import BANK_LINES
from hezhong.ledger.place import Ledger
from hezhong.ledger.reading import Reader
from hezhong.ledger.tests.asking import standing
from hezhong.ledger.tests.world import batch, daily, paid, reference
from hezhong.ledger.upkeep import damaged

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH = 4, 6


def test_a_number_is_taken_once() -> None:
    journal = PostgresJournal()
    assert journal.append(1, {"kind": "revoked", "batch": "甲"})
    assert not journal.append(1, {"kind": "revoked", "batch": "乙"})
    assert journal.append(2, {"kind": "revoked", "batch": "乙"})
    assert list(journal.after(0)) == [(1, {"kind": "revoked", "batch": "甲"}), (2, {"kind": "revoked", "batch": "乙"})]
    assert list(journal.after(1)) == [(2, {"kind": "revoked", "batch": "乙"})]


def test_inside_another_transaction_it_refuses() -> None:
    """A rollback of the caller's would take away what a sender was told of."""
    with pytest.raises(RuntimeError), transaction.atomic():
        PostgresJournal().append(1, {})
    assert list(PostgresJournal().after(0)) == []


def test_writers_side_by_side_lose_nothing_and_count_nothing_twice(tmp_path: Path) -> None:
    """Every batch is sent by two of the writers; each counts once, whoever came first."""

    def write(writer: int) -> list[Receipt]:
        ledger = Ledger(tmp_path, Manifest(PostgresJournal()))
        try:
            shared = [(writer // 2, number) for number in range(EACH)]
            return [ingest(ledger, batch([paid(pair * 100 + number + 1, fen=number)], number=f"{pair}/{number}")) for pair, number in shared]
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        receipts = [receipt for each in pool.map(write, range(WRITERS)) for receipt in each]
    assert set(Counter(receipt.batch for receipt in receipts).values()) == {2}
    assert sorted(receipt.repeated for receipt in receipts) == [False] * 12 + [True] * 12
    there = Ledger(tmp_path, Manifest(PostgresJournal()))
    assert there.manifest.state().seq == 12
    rows = Reader(tmp_path, there.manifest.state()).rows(BANK_LINES).to_pylist()
    assert sorted((row["line"], row["paid_fen"]) for row in rows) == sorted((pair * 100 + number + 1, number) for pair in (0, 1) for number in range(EACH))
    assert {row["booked_on"] for row in rows} == {date(2026, 1, 15)}


def test_the_application_may_add_and_read_and_no_more() -> None:
    assert "engine_ledgerentry" in APPEND_ONLY
    with connection.cursor() as cursor:
        cursor.execute("DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledger_writer') THEN CREATE ROLE ledger_writer; END IF; END $$")
        cursor.execute("GRANT SELECT, INSERT ON engine_ledgerentry TO ledger_writer")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET ROLE ledger_writer")
        assert PostgresJournal().append(1, {"kind": "revoked", "batch": "甲"}) and not PostgresJournal().append(1, {})
        with pytest.raises(Exception) as refusal, connection.cursor() as cursor:
            cursor.execute("UPDATE engine_ledgerentry SET seq = 2")
        assert isinstance(refusal.value.__cause__, psycopg.errors.InsufficientPrivilege)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")
            cursor.execute("REVOKE ALL ON engine_ledgerentry FROM ledger_writer")
            cursor.execute("DROP ROLE ledger_writer")


def test_the_ledger_of_the_installation_stands_under_its_home() -> None:
    ledger = ledger_place.current()
    assert ledger is ledger_place.current() and ledger.root.name == "ledger"
    assert isinstance(ledger.manifest.journal, PostgresJournal)


WRITER = """
import sys, django
from itertools import count
from pathlib import Path
django.setup()
from hezhong.engine.ledger_journal import PostgresJournal
from hezhong.ledger.ingest import ingest
from hezhong.ledger.manifest import Manifest
from hezhong.ledger.place import Ledger
from hezhong.ledger.tests.world import daily
ledger = Ledger(Path(sys.argv[1]), Manifest(PostgresJournal()))
for number in count(int(sys.argv[2])):
    ingest(ledger, daily(number))
    print(number, flush=True)
"""


KILLS = 200


@pytest.mark.prove
def test_a_writer_killed_two_hundred_times_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """kill -9 at chance moments; each life begins some batches back, as a sender does who does not know how far he came."""
    chance, done, unacknowledged = Random(7), 0, 0
    for life in range(KILLS):
        since = max(0, done - chance.randrange(3))
        heard = _lived(tmp_path, since, done - since + chance.randrange(1, 5), chance.random() / 20)
        assert heard == list(range(since, since + len(heard)))
        ledger = Ledger(tmp_path, Manifest(PostgresJournal()))
        kept = len(ledger.manifest.state().batches)
        assert kept - since - len(heard) in (0, 1)  # one may count that could not be acknowledged any more
        unacknowledged, done = unacknowledged + kept - since - len(heard), kept
        if life % 20 == 19:
            assert damaged(ledger) == []
            assert standing(ledger) == reference(daily(number) for number in range(kept))
    print(f"{KILLS} kills, {done} batches, {unacknowledged} of them counted without having been acknowledged")
    assert done > KILLS


def _lived(root: Path, since: int, most: int, later: float) -> list[int]:
    """Return the numbers that a writer acknowledged before it was killed, a moment after it had said so many."""
    url = connection.settings_dict
    place = f"postgresql://{url['USER']}:{url['PASSWORD']}@{url['HOST']}:{url['PORT']}/{url['NAME']}"
    command = [sys.executable, "-c", WRITER, str(root), str(since)]
    writer = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": place}, stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    heard = [int(writer.stdout.readline()) for _ in range(most)]
    time.sleep(later)
    writer.kill()
    heard += [int(line) for line in writer.stdout.read().splitlines()]
    writer.wait()
    return heard
