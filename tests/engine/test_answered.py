"""How the first duty was kept, as the row says it after each story; the expected words are counted by hand.

Every story begins on Monday 6 July 2026; five working days after is Monday the thirteenth.
"""

from collections.abc import Callable
from datetime import date

import pytest

from hezhong.domains.complaints.case import Complaint
from hezhong.engine import answered
from hezhong.engine.conditions import Between, Not, holds
from hezhong.engine.models import Case
from tests import province
from tests.engine import test_rebuilding as stories
from tests.engine.test_rebuilding import Story

Told = tuple[str, int | None, bool | None, date | None]
OWED: Told = ("", None, None, None)


def accepted_then_struck_out(one: Story) -> None:
    stories.accepted(one)
    one.strikes_out("2026-07-09")


def accepted_then_moved_to_the_day_before(one: Story) -> None:
    stories.accepted(one)
    one.strikes_out("2026-07-09", to=date(2026, 7, 7))


def supplemented_and_accepted(one: Story) -> None:
    """The clock begins anew on the twentieth."""
    stories.supplemented(one)
    one.accepts("2026-07-21")


def handed_over_and_accepted_there(one: Story) -> None:
    """Another office begins anew on the eighth."""
    stories.handed_over(one)
    given = stories.Acceptance(main="何志远（440305-118）", second="罗敏（440305-121）")
    one.does("accept", given, "2026-07-13", "nanshan.inspector")


EXPECTED: tuple[tuple[Callable[[Story], None], Told], ...] = (
    (stories.only_filed, OWED),
    (stories.accepted, ("accepted", 2, True, None)),
    (stories.accepted_by_silence, ("accepted", 6, False, None)),
    (stories.refused, ("refused", 3, True, None)),
    (stories.waits_for_the_head, OWED),
    (stories.supplemented, OWED),
    (supplemented_and_accepted, ("accepted", 1, True, None)),
    (stories.handed_over, ("", None, None, date(2026, 7, 8))),
    (handed_over_and_accepted_there, ("accepted", 3, True, date(2026, 7, 8))),
    (stories.handed_over_and_brought_back, OWED),
    (stories.withdrawn_and_moved, ("withdrawn", 9, False, None)),
    (accepted_then_struck_out, OWED),
    (accepted_then_moved_to_the_day_before, ("accepted", 1, True, None)),
)


@pytest.mark.django_db
@pytest.mark.parametrize(("story", "expected"), EXPECTED, ids=lambda each: getattr(each, "__name__", ""))
def test_the_row_says_how_the_first_duty_was_kept(story: Callable[[Story], None], expected: Told) -> None:
    one = Story(province.build())
    story(one)
    row = Case.objects.get(id=one.case)
    assert (row.answer, row.answered_in, row.in_time, row.moved_on) == expected


def test_the_first_duty_of_a_complaint_is_to_answer() -> None:
    assert answered.first_duty(Complaint) is Complaint.answer


@pytest.mark.parametrize(("found", "there"), [(1, False), (2, True), (3, True), (4, True), (5, False), (None, False)])
def test_between_holds_from_the_least_to_the_most(found: int | None, there: bool) -> None:
    assert holds(Between("x", 2, 4), {"x": found}) is there
    assert holds(Not(Between("x", 2, 4)), {"x": found}) is not there
