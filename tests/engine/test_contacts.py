"""A phone belongs to a filing: who files with somebody else's number hears of that filing alone."""

import pytest
from django.db import connection

from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import casefile, loading, outbox, store, tracker
from hezhong.engine.messenger import Receipt
from tests import province

pytestmark = pytest.mark.django_db
OWN, IMPOSTOR = "19900005521", "19900006666"
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


class Heard:
    """A gateway that notes who was told what."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []

    def send(self, to: str, text: str, key: str) -> Receipt:
        self.said.append((to, text))
        return Receipt(key)


def test_an_impostor_hears_of_nothing_but_the_own_filing() -> None:
    here, heard, at = province.build(), Heard(), province.at("2026-11-03")
    mine = province.file("2026-11-02", phone=OWN)
    theirs = province.file("2026-11-02", phone=IMPOSTOR, town="440305001")
    outbox.drain(heard, at.recorded_at)
    assert {(to, number in text) for to, text in heard.said for number in (mine.number, theirs.number)} == {
        (OWN, True), (OWN, False), (IMPOSTOR, True), (IMPOSTOR, False)
    }  # fmt: skip
    assert all((to == OWN) is (mine.number in text) for to, text in heard.said)

    inspector = here.asker("boan.inspector")
    store.act(mine.case_id, "take", None, inspector, at)
    store.act(mine.case_id, "accept", TWO, inspector, at)
    heard.said.clear()
    outbox.drain(heard, at.recorded_at)
    assert [to for to, _ in heard.said] == [OWN]

    assert tracker.recognise(mine.query_code, IMPOSTOR) is None and tracker.recognise(theirs.query_code, OWN) is None
    own, other = tracker.recognise(mine.query_code, OWN), tracker.recognise(theirs.query_code, IMPOSTOR)
    assert own is not None and other is not None and own.person == other.person and own.matter != other.matter
    assert tracker.view(other, at.happened_on, at.book).number == theirs.number

    shown = casefile.view(mine.case_id, inspector, at.happened_on, at.book).parties[0]
    elsewhere = casefile.view(theirs.case_id, here.asker("nanshan.clerk"), at.happened_on, at.book).parties[0]
    assert (shown.name, shown.phone, elsewhere.phone) == (elsewhere.name, "199****5521", "199****6666")


def test_the_trail_knows_the_way_only_as_a_token() -> None:
    province.build()
    filed = province.file(phone=OWN)
    worker, firm = loading.look(filed.case_id).dossier.parties
    assert worker.contact.isdecimal() and worker.contact != worker.token and firm.contact == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(body, 'UTF8') FROM engine_event")
        assert [OWN in body or "5521" in body for (body,) in cursor.fetchall()] == [False]
