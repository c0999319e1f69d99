"""Likely lateness, counted by hand: what cases of the office usually still need against what is left of the time."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.domains.complaints.facts import Acceptance
from hezhong.engine import risks, store
from hezhong.engine.risks import Risk
from tests import province
from tests.province import Province, at

pytestmark = pytest.mark.django_db
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")


def taken(here: Province, filed_on: str, accepted_on: str = "", town: str = "440306001", who: str = "boan.inspector") -> UUID:
    """File a complaint, take it, and accept it on a day."""
    case = province.file(filed_on, number="", town=town).case_id
    store.act(case, "take", None, here.asker(who), at(filed_on))
    if accepted_on:
        store.act(case, "accept", TWO, here.asker(who), at(accepted_on))
    return case


def found(here: Province, on: str, who: str = "boan.head", office: str = "boan") -> dict[UUID, Risk]:
    there = at(on)
    every = risks.of_office(here.asker(who), here.offices[office].pk, there.happened_on, there.calendar)
    return {risk.case_id: risk for risk in every}


def slow(here: Province, town: str = "440306001", who: str = "boan.inspector") -> None:
    """Three examples: accepted after 3 working days, and two that silence took up, written down after 6."""
    taken(here, "2026-09-01", "2026-09-04", town, who)
    taken(here, "2026-09-01", "", town, who)
    taken(here, "2026-09-01", "", town, who)
    assert store.lapse_due(at("2026-09-09", 1)) == 2


def test_a_case_is_at_risk_when_less_is_left_than_it_usually_still_needs() -> None:
    """Filed on Thursday 29 October, due on Thursday 5 November.

    On Monday two days are spent. All three examples stayed longer: 3, 6, 6. The median is 6, four are still needed, three
    are left. On Thursday five are spent, two examples stayed longer: one is needed, none is left.
    """
    here = province.build()
    slow(here)
    waiting = taken(here, "2026-10-29")
    inspector = here.officers["boan.inspector"].token
    assert found(here, "2026-11-02") == {waiting: Risk(waiting, inspector, left=3, needs=4)}
    assert found(here, "2026-11-05") == {waiting: Risk(waiting, inspector, left=0, needs=1)}
    assert found(here, "2026-11-06") == {}, "what is late already is no longer at risk"


@pytest.mark.parametrize(
    ("stays", "spent", "needed"),
    [([2, 3, 9], 0, 3), ([2, 3, 9], 2, 1), ([2, 3, 9], 3, 6), ([2, 3, 9], 9, 1), ([4, 4], 0, 4), ([1, 2, 3, 4], 1, 2), ([0, 5], 0, 5)],
)
def test_what_is_still_needed_looks_only_at_longer_stays(stays: list[int], spent: int, needed: int) -> None:
    assert risks.still_needed(stays, spent) == needed


def test_without_an_example_nothing_is_said_and_quick_offices_have_few_risks() -> None:
    here = province.build()
    waiting = taken(here, "2026-10-29")
    assert found(here, "2026-11-05") == {}
    taken(here, "2026-10-26", "2026-10-28")
    assert found(here, "2026-11-02") == {}
    assert set(found(here, "2026-11-05")) == {waiting}, "due today, and longer there than any example"


def test_other_offices_neither_teach_nor_are_told() -> None:
    here = province.build()
    slow(here, "440305001", "nanshan.inspector")
    taken(here, "2026-10-29")
    assert found(here, "2026-11-02") == {}
    case = taken(here, "2026-10-29", town="440305001", who="nanshan.inspector")
    assert set(found(here, "2026-11-02", "nanshan.head", "nanshan")) == {case}
    assert found(here, "2026-11-02", "boan.head", "nanshan") == {}


def test_examples_are_a_year_old_at_most() -> None:
    here = province.build()
    slow(here)
    case = taken(here, "2027-09-06")
    assert set(found(here, "2027-09-07")) == {case}
    case = taken(here, "2027-09-10")
    assert found(here, "2027-09-10") == {}


def test_it_costs_two_queries() -> None:
    here = province.build()
    taken(here, "2026-10-29")
    asker, there = here.asker("boan.head"), at("2026-11-02")
    with CaptureQueriesContext(connection) as queries:
        risks.of_office(asker, here.offices["boan"].pk, date(2026, 11, 2), there.calendar)
    assert len(queries) == 2
