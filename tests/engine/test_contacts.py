"""A phone belongs to a filing: who files with somebody else's number hears of that filing alone."""

import pytest
from django.db import connection

from hezhong.directory import people
from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import casefile, loading, outbox, store, tracker
from hezhong.engine.case_type import Correction, Joining
from hezhong.engine.messenger import Receipt
from hezhong.engine.models import Party
from tests import province

pytestmark = pytest.mark.django_db
OWN, IMPOSTOR, NEW = "19900005521", "19900006666", "19900007777"
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


def test_an_officer_gives_an_old_case_the_new_phone_of_its_worker() -> None:
    """Who joins again is the same party, reached anew; struck out, as before. The worker's other case is left alone."""
    here, heard, at = province.build(), Heard(), province.at("2026-11-03")
    mine, inspector = province.file("2026-11-02", phone=OWN), here.asker("boan.inspector")
    other = province.file("2026-11-02", phone=OWN, town="440305001")
    store.act(mine.case_id, "take", None, inspector, at)
    worker = loading.look(mine.case_id).dossier.parties[0]
    fresh = people.contact(int(worker.token), NEW)
    store.act(mine.case_id, "join", Joining("complainant", worker.token, contact=str(fresh)), inspector, at)
    outbox.drain(heard, at.recorded_at)
    heard.said.clear()
    store.act(mine.case_id, "accept", TWO, inspector, at)
    outbox.drain(heard, at.recorded_at)
    assert [to for to, _ in heard.said] == [NEW]
    assert tracker.recognise(mine.query_code, NEW) is not None and tracker.recognise(mine.query_code, OWN) is None
    assert tracker.recognise(other.query_code, OWN) is not None and tracker.recognise(other.query_code, NEW) is None
    shown = casefile.view(mine.case_id, inspector, at.happened_on, at.book).parties
    assert [(party.role, party.phone) for party in shown] == [("投诉人", "199****7777"), ("用人单位", "")]

    for number in (4, 3):  # the acceptance, then the new phone
        store.act(mine.case_id, "correct", Correction(number, "录错"), here.asker("boan.head"), at)
    province.work("2026-11-03")  # the inspection falls with the acceptance
    assert tracker.recognise(mine.query_code, OWN) is not None and tracker.recognise(mine.query_code, NEW) is None
    assert Party.objects.filter(case=mine.case_id).count() == 2


def test_who_joins_again_without_a_phone_keeps_the_one_there_is() -> None:
    here, at = province.build(), province.at("2026-11-03")
    mine, inspector = province.file("2026-11-02", phone=OWN), here.asker("boan.inspector")
    store.act(mine.case_id, "take", None, inspector, at)
    worker = loading.look(mine.case_id).dossier.parties[0]
    store.act(mine.case_id, "join", Joining("complainant", worker.token, elected=True), inspector, at)
    shown = casefile.view(mine.case_id, inspector, at.happened_on, at.book).parties
    assert [(party.phone, party.note) for party in shown] == [("199****5521", "代表人"), ("", "")]
    assert Party.objects.get(case=mine.case_id, role="complainant").elected


def test_the_trail_knows_the_way_only_as_a_token() -> None:
    province.build()
    filed = province.file(phone=OWN)
    worker, firm = loading.look(filed.case_id).dossier.parties
    assert worker.contact.isdecimal() and worker.contact != worker.token and firm.contact == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(body, 'UTF8') FROM engine_event")
        assert [OWN in body for (body,) in cursor.fetchall()] == [False]
