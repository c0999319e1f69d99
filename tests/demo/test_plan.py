"""The plan of the demonstration on days that are not plain: every step falls on a working day in the past."""

import random
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hezhong.app.demo import acts, folk, inspecting, plan, reporting
from hezhong.app.demo.plan import Cast, Entry, Ground
from hezhong.directory import regions
from hezhong.kernel.holidays import state_council

pytestmark = pytest.mark.django_db
DAYS = (
    "2026-11-25T10:20", "2026-10-05T09:00", "2026-09-20T08:30", "2026-11-22T00:01", "2026-02-18T12:00",
    "2026-12-31T23:59", "2027-01-01T00:00", "2025-10-09T07:00",
)  # fmt: skip
"""A Wednesday; National Day week; a Sunday worked; a minute past midnight; New Year's Day abroad and at home; a year's edges."""


@pytest.fixture(autouse=True)
def _tree(db: None) -> Iterator[None]:
    regions.forget()
    regions.load_guangdong()
    yield
    regions.forget()


BEGINNINGS = (acts.file, inspecting.clue, reporting.lodge)


def planned(now: datetime) -> list[Entry]:
    chance = random.Random("a seed")
    firms = folk.employers(chance)
    workers = list(enumerate(folk.workers(chance, now.date()), 1))
    return plan.entries(Cast(workers, firms, {}), Ground(now, state_council()), chance)


@pytest.mark.parametrize("day", DAYS)
def test_every_step_lies_on_a_working_day_in_the_past(day: str) -> None:
    now = datetime.fromisoformat(day).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    entries = planned(now)
    begun = {id(entry.one): entry.at for entry in entries if entry.do in BEGINNINGS}
    assert len(begun) == 150 + 179 + 42 + 24, "complaints, complaints that are inspected, clues, reports"
    calendar = state_council()
    for entry in entries:
        assert entry.at <= now
        if entry.do not in BEGINNINGS:
            assert entry.at > begun[id(entry.one)]
            assert entry.do is reporting.reply or entry.at.date() < now.date() and calendar.is_working(entry.at.date())
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)


def test_the_same_day_gives_the_same_plan() -> None:
    now = datetime.fromisoformat(DAYS[0]).replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    first, second = planned(now), planned(now)
    told = [[(entry.at, getattr(entry.one, "answers", None) or entry.one.told) for entry in each] for each in (first, second)]
    assert told[0] == told[1]


def test_workers_are_the_same_for_the_same_seed_and_others_for_another() -> None:
    day = datetime.fromisoformat(DAYS[0]).date()
    first = list(folk.workers(random.Random("x"), day))
    assert first == list(folk.workers(random.Random("x"), day)) != list(folk.workers(random.Random("y"), day))
