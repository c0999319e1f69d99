"""What the worker does: messages at once, bad ones without holding up others, and sweeping up what is too old."""

import threading
from dataclasses import dataclass, field
from datetime import timedelta

import psycopg
import pytest
from django.db import connection

from hezhong.app import worker
from hezhong.engine import backlog, drafts, outbox, sweeping
from hezhong.engine.messenger import MessageRefused, MessengerDown, Receipt
from hezhong.web import clock
from hezhong.web.listening import address
from tests import province

pytestmark = pytest.mark.django_db


@dataclass
class Gateway:
    """A gateway of the tests. dead: numbers it will never send to."""

    down: bool = False
    dead: tuple[str, ...] = ()
    sent: list[str] = field(default_factory=list)

    def send(self, to: str, text: str, key: str) -> Receipt:
        if self.down:
            raise MessengerDown("down")
        if to in self.dead:
            raise MessageRefused("no such number")
        self.sent.append(to)
        return Receipt(key)


def write(*phones: str, before: timedelta = timedelta(0)) -> None:
    for n, phone in enumerate(phones):
        outbox.send_to_phone(f"{phone}/{n}", phone, "您好", clock.now() - before + timedelta(milliseconds=n))


def test_everything_that_waits_is_done_in_one_look() -> None:
    province.build()
    province.file()
    write("15400000001")
    gateway = Gateway()
    assert worker.once(gateway) == 2
    assert gateway.sent.count("15400000001") == 1 and len(gateway.sent) == 2
    assert worker.once(gateway) == 0


def test_a_dead_number_holds_up_nobody() -> None:
    write("15400000001", "15400000002", "15400000003", before=timedelta(hours=3))
    gateway = Gateway(dead=("15400000001",))
    worker.once(gateway)
    assert gateway.sent == ["15400000002", "15400000003"]
    left = backlog.messages(clock.now())
    assert (left.waiting, left.given_up) == (0, 1)


def test_a_gateway_that_is_down_for_days_delays_and_loses_nothing() -> None:
    now = clock.now()
    write("15400000001")
    gateway = Gateway(down=True)
    tries = sum(outbox.drain(gateway, now + timedelta(minutes=3 * n)) == 0 for n in range(3 * 24 * 20))
    assert tries == 3 * 24 * 20
    gateway.down = False
    assert outbox.drain(gateway, now + timedelta(days=4)) == 1 and gateway.sent == ["15400000001"]


@pytest.mark.django_db(transaction=True)
def test_writing_to_a_phone_wakes_the_worker() -> None:
    with psycopg.connect(**address(), autocommit=True) as bell:
        bell.execute(f"LISTEN {outbox.CHANNEL}")
        write("15400000001")
        rung = [notice.payload for notice in bell.notifies(timeout=30, stop_after=1)]
    assert rung == [str(outbox.NOWHERE)]


def test_what_is_too_old_is_swept_away_and_nothing_else() -> None:
    now = clock.now()
    old, young = now - timedelta(days=31), now - timedelta(days=29)
    gone, kept = drafts.new("complaints", old), drafts.new("complaints", young)
    drafts.send_phone_code("15400000009", "file", now - timedelta(days=2))
    drafts.send_phone_code("15400000009", "file", now - timedelta(hours=1))
    worker.once(Gateway())
    assert sweeping.sweep(now) == 1
    assert drafts.load(gone, old) is None and drafts.load(kept, now) is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM engine_phonecode")
        assert cursor.fetchone() == (1,)


def test_a_ledger_that_cannot_be_written_does_not_end_the_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: it is tried again, and stopping still works."""
    stop, tries = threading.Event(), []

    def bring(ledger: object) -> int:
        tries.append(ledger)
        if len(tries) == 2:
            stop.set()
        raise OSError("No space left on device")

    monkeypatch.setattr(worker.ledger_stream, "bring", bring)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    worker.feed_ledger(stop, every=0)
    assert len(tries) == 2
