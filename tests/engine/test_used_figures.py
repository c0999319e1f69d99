"""A step says on which figures of law it rests; who replaces a figure is told what rests on the old one."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from unittest import mock

import pytest
from django.db import transaction

from hezhong.domains.complaints.case import Complaint
from hezhong.engine import confirmations, loading, proposals, resting, store, used, writing
from hezhong.engine.case_type import Correction
from hezhong.engine.codec import from_bytes, to_bytes
from hezhong.engine.models import Calculation, ConfirmedValue, UsedValue
from hezhong.engine.proposals import Administrator, Proposal
from hezhong.engine.rights import Asker
from hezhong.engine.roles import ARBITRATOR
from hezhong.engine.used import UsedFigure
from hezhong.kernel.places import GUANGDONG
from hezhong.law.model import Confidence
from tests import province
from tests.procedures.arbitration.case import Arbitration
from tests.procedures.arbitration.facts import Award, Awarded
from tests.procedures.arbitration.tests.test_story import listed

SHENZHEN = GUANGDONG / "440300"
MINE = UsedFigure("gd.min_wage.monthly", "", SHENZHEN / "440306", date(2026, 10, 26), SHENZHEN, date(2026, 9, 1), Decimal(2700), Confidence.SECONDARY_SOURCE)
HE, LIN = Administrator(71, "何管理"), Administrator(72, "林管理")
GIVEN = Proposal("gd.min_wage.monthly", (SHENZHEN,), date(2026, 9, 1), "粤府函〔2026〕188号", "原文附件", amount=Decimal(2710))
AT = province.at("2026-11-03").recorded_at


def test_an_award_says_which_minimum_wage_it_rests_on_and_a_replay_keeps_it() -> None:
    story = listed()
    assert not any(event.used for event in story.dossier.events), "nothing else asks for a figure"
    story.do("award", ARBITRATOR, "2025-10-14", Award((Awarded(1, Decimal(30240)), Awarded(2, Decimal(0))), ""))
    event = story.dossier.events[-1]
    ((figure),) = event.used
    assert (figure.name, figure.amount, figure.on) == ("gd.min_wage.monthly", Decimal(2520), date(2025, 9, 5))
    assert (figure.of_place, figure.confidence) == (SHENZHEN, Confidence.CONFIRMED)
    assert from_bytes(Arbitration, to_bytes(Arbitration, event)) == event


def test_what_used_nothing_is_written_as_before() -> None:
    story = listed()
    assert all(b'"used"' not in to_bytes(Arbitration, event) for event in story.dossier.events)


@contextmanager
def that_uses(*figures: UsedFigure) -> Iterator[None]:
    """Let the next step rest on these figures: no case of the product asks for one yet."""
    with mock.patch.object(used, "noted", lambda book: figures):
        yield


def value(given: Proposal = GIVEN) -> ConfirmedValue:
    found = proposals.one(proposals.propose(given, HE, AT))
    assert found is not None
    return found


def found(row: ConfirmedValue, asker: Asker) -> list[tuple[str, int, bool, Decimal | None]]:
    lines = resting.on_what_it_replaces(row, asker, AT.date(), 50)
    return [(line.action, line.event, line.open, line.amount) for line in lines]


@pytest.mark.django_db
def test_who_replaces_a_figure_is_told_what_rests_on_it() -> None:
    here, at = province.build(), province.at("2026-11-02")
    filed, asker = province.file("2026-10-26"), here.asker("boan.inspector")
    with that_uses(MINE, replace(MINE, name="gd.min_wage.hourly")):
        store.act(filed.case_id, "take", None, asker, at)
    row = value()
    assert found(row, asker) == [("领办", 2, True, Decimal(2700))]
    assert found(row, here.asker("tianhe.inspector")) == [] == found(row, Asker("", True, ()))
    office = here.offices["boan"].pk
    for who in (None, asker):
        assert resting.by_office(row, who, AT.date()) == [resting.OfOffice(office, Complaint.title, True, 1)]
    assert resting.by_office(row, here.asker("tianhe.inspector"), AT.date()) == []
    for other in (
        replace(GIVEN, since=date(2026, 10, 27)),  # the case asked for the day before
        replace(GIVEN, until=date(2026, 10, 25)),
        replace(GIVEN, places=(GUANGDONG / "440100",)),
    ):
        ConfirmedValue.objects.filter(pk=row.pk).update(ended="withdrawn")
        row = value(other)
        assert found(row, asker) == [] and resting.by_office(row, None, AT.date()) == []


@pytest.mark.django_db
def test_after_the_approval_the_list_stands_and_what_comes_later_is_not_in_it() -> None:
    here = province.build()
    asker = here.asker("boan.inspector")
    before, after = province.file("2026-10-26"), province.file("2026-10-27", name="王小明", number="440306199105100049", phone="19900005522")
    row = value()
    with that_uses(MINE):
        store.act(before.case_id, "take", None, asker, province.at("2026-11-02"))
        proposals.approve(row.pk, LIN, AT)
        row.refresh_from_db()
        then = replace(province.at("2026-11-03"), book=confirmations.book())
        store.act(after.case_id, "take", None, asker, then)
    assert UsedValue.objects.count() == 2
    lines = resting.on_what_it_replaces(row, asker, date(2026, 11, 5), 50)
    assert [line.case_id for line in lines] == [before.case_id]


@pytest.mark.django_db
def test_a_figure_of_a_nearer_place_or_a_later_day_is_not_replaced() -> None:
    here = province.build()
    asker = here.asker("boan.inspector")
    filed = province.file("2026-10-26")
    later = replace(MINE, since=date(2026, 10, 1))  # of Shenzhen, in force only from October
    with that_uses(later):
        store.act(filed.case_id, "take", None, asker, province.at("2026-11-02"))
    assert found(value(), asker) == []


@pytest.mark.django_db
def test_the_rows_can_be_rebuilt_and_go_with_a_step_that_is_struck_out() -> None:
    here, at = province.build(), province.at("2026-11-02")
    filed = province.file("2026-10-26")
    with that_uses(MINE):
        store.act(filed.case_id, "take", None, here.asker("boan.inspector"), at)
    (kept,) = UsedValue.objects.values_list("name", "event", "amount", "place")
    UsedValue.objects.all().delete()
    writing.rebuild(filed.case_id, at.calendar)
    assert list(UsedValue.objects.values_list("name", "event", "amount", "place")) == [kept]
    store.act(filed.case_id, "correct", Correction(2, "不该由他接手"), here.asker("boan.head"), province.at("2026-11-03"))
    assert not UsedValue.objects.exists()
    with transaction.atomic():
        trail = loading.lock(filed.case_id).dossier.events
    assert trail[1].used == (MINE,), "the trail itself keeps what was"


@pytest.mark.django_db
def test_a_saved_calculation_that_named_the_old_figure_is_found() -> None:
    here = province.build()
    filed, asker = province.file("2026-10-26"), here.asker("boan.inspector")
    store.act(filed.case_id, "take", None, asker, province.at("2026-11-02"))
    book = confirmations.book()
    old = book.value("gd.min_wage.monthly", SHENZHEN, date(2026, 10, 1))
    used_by_it = {"name": old.name, "case": "", "place": list(old.place.path), "since": "2026-09-01", "amount": "2700", "confidence": "SECONDARY_SOURCE"}
    Calculation.objects.create(
        case_id=filed.case_id, entitlement="severance", facts={}, amount=Decimal(5400), unit="元", shown={}, used=[used_by_it],
        names=[old.name], law=book.version, by=asker.person, at=AT,
    )  # fmt: skip
    (line,) = resting.reckoned_with([old], None, asker, AT.date(), 50)
    assert (line.case_id, line.amount, line.open) == (filed.case_id, Decimal(5400), True)
    assert [each.cases for each in resting.reckoned_by_office([old], 1, None, AT.date())] == [1], "saved before the first approval"
    stranger = here.asker("tianhe.inspector")
    assert resting.reckoned_with([old], None, stranger, AT.date(), 50) == []
    assert resting.reckoned_by_office([old], None, stranger, AT.date()) == []
    for other in (replace(old, since=date(2025, 3, 1)), replace(old, place=GUANGDONG), replace(old, case="x")):
        assert resting.reckoned_by_office([other], None, None, AT.date()) == []
    Calculation.objects.update(law="files+1.0")
    assert resting.reckoned_by_office([old], 1, None, AT.date()) == [] and resting.reckoned_by_office([], None, None, AT.date()) == []
    assert [each.cases for each in resting.reckoned_by_office([old], 2, None, AT.date())] == [1]
