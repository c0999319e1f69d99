"""Every indicator against a plain recount of the rows, for whoever asks; and how the first duty of a case was kept."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hezhong.directory import regions
from hezhong.engine.models import Case, Exclusion, MatterRow, Participation
from hezhong.engine.rights import Asker, Duties
from hezhong.indicators import reckoning
from hezhong.indicators.reckoning import Row, by_region
from hezhong.indicators.vocabulary import Today
from hezhong.kernel import holidays

ON = date(2026, 11, 2)  # a Monday; the third working day after it is Thursday the fifth
TODAY = Today(ON, holidays.state_council())
OFFICE = 7
PLACES = (  # city, county, town
    ("440300", "440306", "440306001"),
    ("440300", "440305", "440305001"),
    ("440100", "440106", "440106001"),
    ("441900", "", "441900003"),  # a city without counties
    ("440300", "", ""),  # a case of the city itself
)
VIEWS = ("440000", "440300", "440306", "441900")


@dataclass(frozen=True)
class Made:
    """A case as a test knows it. Days are counted back from today; due: days from today."""

    place: int
    opened: int
    closed: int | None
    due: int | None
    kind: str
    state: str
    answer: str
    answered_in: int | None
    in_time: bool | None
    moved: int | None
    amount: int | None
    people: int
    sealed: bool
    recused: bool
    shared: bool
    arrived: str = ""
    content: str = ""
    colour: int = 1
    supervised: bool = False


ANSWERS = st.sampled_from([("", None, None), ("accepted", 2, True), ("accepted", 5, True), ("accepted", 6, False), ("refused", 3, True)])
DAYS = st.sampled_from([0, 1, 29, 30, 31, 89, 90, 91, 400])
MADE = st.builds(
    lambda answer, **more: Made(answer=answer[0], answered_in=answer[1], in_time=answer[2], **more),
    answer=ANSWERS,
    place=st.integers(0, len(PLACES) - 1),
    opened=DAYS,
    closed=st.none() | DAYS,
    due=st.none() | st.integers(-2, 5),
    kind=st.sampled_from(["complaint", "complaint", "other", "warning_response", "warning_response"]),
    state=st.sampled_from(["received", "accepted", "refused", "dispatched", "dismissed", "set_aside"]),
    moved=st.none() | DAYS,
    amount=st.none() | st.sampled_from([0, 100, 18600]),
    people=st.integers(1, 26),
    sealed=st.sampled_from([False, False, False, True]),
    recused=st.sampled_from([False, False, False, True]),
    shared=st.booleans(),
    arrived=st.sampled_from(["", "", "all", "part", "none"]),
    content=st.sampled_from(["", "", "very", "rather", "so_so", "not"]),
    colour=st.integers(1, 4),
    supervised=st.booleans(),
)


def store(made: Iterable[Made]) -> None:
    """Write the cases as rows."""
    matter = MatterRow.objects.create(number="事项", data={}, opened_on=ON)
    for number, one in enumerate(made):
        city, county, town = PLACES[one.place]
        row = Case.objects.create(
            matter=matter, number=str(number), year=2026, case_type=one.kind, state=one.state, province="440000", city=city,
            county=county, town=town, office=1, people=one.people, amount=one.amount, opened_on=ago(one.opened),
            closed_on=None if one.closed is None else ago(one.closed), sealed=one.sealed, version=1,
            facts={name: said for name, said in (("arrived", one.arrived), ("content", one.content)) if said}
            | ({"supervision_waits": one.supervised} if one.kind == "warning_response" else {}), colour=one.colour,
            next_due=date(9999, 12, 31) if one.due is None else ago(-one.due), answer=one.answer,
            answered_in=one.answered_in, in_time=one.in_time, moved_on=None if one.moved is None else ago(one.moved),
            recorded_at="2026-11-02T10:00:00+08:00",
        )  # fmt: skip
        if one.recused:
            Exclusion.objects.create(case=row, token=HEAD)
        if one.shared:
            Participation.objects.create(case=row, office=OFFICE, kind="handed_over", since=ON)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


HEAD = 99


def head(path: str) -> Asker:
    """Return a head whose post is for a region."""
    return Asker(str(HEAD), duties=(Duties(frozenset(), regions.place(path), OFFICE, leader=True),))


def recount(made: list[Made], view: str, post: str, own: bool = False) -> dict[str, Any]:
    """Return every figure by going through the cases one by one: the second implementation."""
    seen = []
    for one in made:
        codes = ("440000", *PLACES[one.place])
        there = view in codes and (not own or codes[codes.index(view) + 1 :].count("") == len(codes) - codes.index(view) - 1)
        if there and not one.sealed and not one.recused and (post in codes or one.shared):
            seen.append(one)
    there_now = [one for one in seen if one.closed is None]
    last30 = [one for one in seen if one.opened <= 29]
    taken_up = [one for one in seen if one.kind == "complaint" and one.opened <= 89 and one.answer == "accepted"]
    on_time = [one for one in taken_up if one.in_time]
    days = sorted(one.answered_in for one in taken_up if one.answered_in is not None)
    own_words = [one for one in seen if one.kind == "complaint" and one.opened <= 89]
    answers, ratings = [one.arrived for one in own_words if one.arrived], [one.content for one in own_words if one.content]
    happy = [rating for rating in ratings if rating in ("very", "rather")]
    return {
        "open": len(there_now),
        "received": len(last30),
        "overdue": sum(one.due is not None and one.due < 0 for one in there_now),
        "due_soon": sum(one.due is not None and 0 <= one.due <= 3 for one in there_now),
        "amount": sum(one.amount or 0 for one in there_now),
        "people": sum(one.people for one in there_now),
        "accepted_in_time": round(Decimal(100 * len(on_time)) / len(taken_up), 1) if taken_up else None,
        "days_to_accept": days[(len(days) - 1) // 2] if days else None,
        "handed_over": sum(one.kind == "complaint" and one.moved is not None and one.moved <= 29 for one in last30),
        "refused": sum(one.kind == "complaint" and one.state == "refused" for one in last30),
        "money_arrived": round(Decimal(100 * answers.count("all")) / len(answers), 1) if answers else None,
        "satisfied": round(Decimal(100 * len(happy)) / len(ratings), 1) if ratings else None,
        **recount_warnings([one for one in seen if one.kind == "warning_response"]),
    }


def share(part: int, whole: int) -> Decimal | None:
    return round(Decimal(100 * part) / whole, 1) if whole else None


def recount_warnings(seen: list[Made]) -> dict[str, Any]:
    """Days are counted back, so what was opened 400 and closed 90 days ago took 310."""
    there = [one for one in seen if one.closed is None]
    sent = [one for one in seen if one.opened <= 89]
    over = [one for one in sent if one.closed is not None]
    old = [one for one in sent if one.opened >= 30]
    soon = [one for one in old if one.closed is not None and 0 <= one.opened - one.closed <= 30]
    took = sorted(one.opened - (one.closed or 0) for one in over)
    return {
        "warnings_open": len(there),
        "warnings_red": sum(one.colour == 1 for one in there),
        "warnings_orange": sum(one.colour == 2 for one in there),
        "warnings_yellow": sum(one.colour == 3 for one in there),
        "warnings_blue": sum(one.colour == 4 for one in there),
        "warnings_due_today": sum(one.due == 0 for one in there),
        "warnings_waiting": sum(one.state == "dispatched" for one in there),
        "warnings_overdue": sum(one.due is not None and one.due < 0 for one in there),
        "warnings_supervised": sum(one.supervised for one in there),
        "warnings_closed_in_a_month": share(len(soon), len(old)),
        "warnings_closed": share(len(over), len(sent)),
        "warnings_precise": share(sum(one.state not in ("dismissed", "set_aside") for one in over), sum(one.state != "set_aside" for one in over)),
        "warnings_days": took[(len(took) - 1) // 2] if took else None,
    }


def values(row: Row) -> dict[str, Any]:
    return {each.indicator.code: each.value for each in row.figures}


class Recounted(TestCase):
    """Whatever the cases are, the one query says what going through them says."""

    @classmethod
    def setUpTestData(cls) -> None:
        regions.load_guangdong()

    @given(st.lists(MADE, max_size=12))
    @settings(max_examples=60, suppress_health_check=list(HealthCheck))
    def test_every_figure_equals_a_plain_recount(self, made: list[Made]) -> None:
        store(made)
        for post in ("440000", "440300", "440306"):
            for view in VIEWS:
                self.compare(made, view, post)

    def compare(self, made: list[Made], view: str, post: str) -> None:
        table = by_region(head(post), view, TODAY)
        assert values(table.whole) == recount(made, view, post), (view, post)
        for row in table.below:
            assert values(row) == recount(made, row.code, post, own=row.own), (row.code, post)
        for code in ("open", "received", "overdue", "due_soon", "amount", "people", "handed_over", "refused"):
            assert sum(row.figure(code).value or 0 for row in table.below) == table.whole.figure(code).value


@pytest.mark.django_db
def test_all_figures_of_all_regions_cost_one_query() -> None:
    regions.load_guangdong()
    by_region(head("440000"), "440000", TODAY)
    with CaptureQueriesContext(connection) as queries:
        table = by_region(head("440000"), "440000", TODAY)
    assert len(queries) == 1 and len(table.below) == 21 and all(row.figure("open").value == 0 for row in table.below)


@pytest.mark.django_db
def test_the_figures_walk_indexes() -> None:
    """With a whole table forbidden where an index would do, what is open and what came in lately are found by theirs."""
    regions.load_guangdong()
    chance = random.Random(26)
    store([Made(chance.randrange(5), 400, 400, None, "complaint", "accepted", "accepted", 2, True, None, None, 1, False, False, False)] * 50)
    with CaptureQueriesContext(connection) as queries:
        by_region(head("440300"), "440300", TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + queries.captured_queries[-1]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    assert "Seq Scan on engine_case" not in plan and "Index" in plan, plan


def test_every_indicator_can_be_read_and_looked_up() -> None:
    found = reckoning.indicators()
    assert [each.code for each in found] == [
        "open", "received", "overdue", "due_soon", "amount", "people",
        "accepted_in_time", "days_to_accept", "handed_over", "refused", "money_arrived", "satisfied",
        "warnings_open", "warnings_red", "warnings_orange", "warnings_yellow", "warnings_blue", "warnings_due_today",
        "warnings_waiting", "warnings_overdue", "warnings_supervised", "warnings_closed_in_a_month", "warnings_closed",
        "warnings_precise", "warnings_days",
    ]  # fmt: skip
    for each in found:
        assert each.title and each.unit and each.definition.endswith("。")
        assert not each.part_of or reckoning.known(each.part_of) is not None
    assert reckoning.known("nothing") is None
