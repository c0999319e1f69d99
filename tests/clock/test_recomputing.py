"""A calendar that changes: every deadline it touches falls where counting by hand says, others are left alone."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hezhong.engine import clock_law, clock_moves, clock_runs, recomputing, store, writing
from hezhong.engine.case_type import Submission
from hezhong.engine.clock_law import Notice
from hezhong.engine.core import Refused
from hezhong.engine.models import CalendarYear, Case, ClockRun, Task
from hezhong.kernel.dates import Calendar
from hezhong.kernel.holidays import in_file, state_council, with_years
from tests import province
from tests.clock.test_orders import HE, SECOND, SHE, THIRD, TWO, at, due, here, work  # noqa: F401
from tests.province import Province

pytestmark = pytest.mark.django_db
STORM = date(2026, 11, 5)
TABLE = in_file()[2026]
NOTICE = Notice(2026, "国办发明电〔2026〕7号", date(2026, 11, 3), (*TABLE.off, STORM), tuple(TABLE.worked))


def approved(notice: Notice = NOTICE, day: str = "2026-11-03") -> None:
    year = clock_law.propose(notice, HE, at(day).recorded_at)
    work(at(day, 11))
    clock_law.decide(year, SHE, at(day, 12).recorded_at, agrees=True)
    clock_runs.work(at(day, 12), lambda: False)  # it is seen, and waits until nobody counts by the old days
    work(at(day, 13))


def test_the_first_look_counts_everything_and_moves_nothing(here: Province) -> None:  # noqa: F811
    case = province.file("2026-11-02").case_id
    assert recomputing.watch(at("2026-11-02")) is not None and recomputing.watch(at("2026-11-02")) is None
    work(at("2026-11-02", 12))
    (run,) = ClockRun.objects.all()
    assert (run.total, run.done, run.moved) == (1, 1, 0) and run.finished_at is not None
    assert due(case) == date(2026, 11, 9)


def test_a_notice_two_administrators_confirm_moves_what_it_touches(here: Province) -> None:  # noqa: F811
    work(at("2026-11-02"))
    case = province.file("2026-11-02").case_id
    year = clock_law.propose(NOTICE, HE, at("2026-11-03").recorded_at)
    work(at("2026-11-03", 11))
    dry = ClockRun.objects.get(key=f"year/{year.pk}/dry")
    assert (dry.total, dry.done, dry.later) == (1, 1, 1) and due(case) == date(2026, 11, 9)
    with pytest.raises(Refused, match="不能批准自己的"):
        clock_law.decide(year, HE, at("2026-11-03").recorded_at, agrees=True)
    clock_law.decide(year, SHE, at("2026-11-03", 12).recorded_at, agrees=True)
    assert not at("2026-11-03").calendar.is_working(STORM)
    clock_runs.work(at("2026-11-03", 12), lambda: False)
    assert due(case) == date(2026, 11, 9), "not in the minute in which somebody may still count by the old days"
    work(at("2026-11-03", 13))
    assert due(case) == date(2026, 11, 10)  # 3, 4, 6, 9, 10
    run = ClockRun.objects.filter(kind="calendar").latest("id")
    (line,), _ = clock_moves.page(run)
    assert (line["before"], line["after"], run.later, run.earlier, run.overdue) == (date(2026, 11, 9), date(2026, 11, 10), 1, 0, 0)
    # a correction of the correction: the day is worked after all, and the deadline falls where it did
    approved(replace(NOTICE, number="国办发明电〔2026〕8号", off=tuple(TABLE.off)), "2026-11-10")
    run = ClockRun.objects.filter(kind="calendar").latest("id")
    assert (due(case), run.earlier, run.overdue) == (date(2026, 11, 9), 1, 1), "and it became late by it on the 10th"


def test_it_says_what_rebuilding_from_the_trail_says(here: Province) -> None:  # noqa: F811
    work(at("2026-11-02"))
    me, cases = here.asker("boan.inspector"), []
    for who in ({}, SECOND, THIRD):
        case = province.file("2026-11-02", **who).case_id
        store.act(case, "take", None, me, at("2026-11-02"))
        cases.append(case)
    store.act(cases[0], "accept", TWO, me, at("2026-11-03"))
    store.act(cases[1], "submit", _says(), me, at("2026-11-03"))
    approved()
    counted = {case: rows(case) for case in cases}
    for case in cases:
        writing.rebuild(case, at("2026-11-03").calendar)
    assert {case: rows(case) for case in cases} == counted


def _says() -> Any:

    return Submission(says="只有转账记录")


def rows(case: UUID) -> tuple[Any, ...]:
    tasks = Task.objects.filter(case=case).order_by("key", "party").values_list("key", "party", "due_on", "since")
    return (*Case.objects.filter(id=case).values_list("next_due", "next_duty"), *tasks)


def test_what_lies_before_the_changed_days_is_not_even_read(here: Province) -> None:  # noqa: F811
    work(at("2026-11-02"))
    province.file("2026-11-02")
    approved(replace(NOTICE, off=(*TABLE.off, date(2026, 12, 30))))
    run = ClockRun.objects.filter(kind="calendar").latest("id")
    assert (run.total, run.done, run.moved) == (0, 0, 0)


def test_a_killed_worker_goes_on_with_the_batch_it_lost(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    work(at("2026-11-02"))
    cases = [province.file("2026-11-02", **who).case_id for who in ({}, SECOND, THIRD)]
    monkeypatch.setattr(recomputing, "BATCH", 1)
    monkeypatch.setattr(recomputing.step, "__defaults__", (1,))
    year = clock_law.propose(NOTICE, HE, at("2026-11-03").recorded_at)
    work(at("2026-11-03", 11))
    clock_law.decide(year, SHE, at("2026-11-03", 12).recorded_at, agrees=True)
    recomputing.watch(at("2026-11-03", 12))
    work(at("2026-11-03", 13), batches=2)
    run = ClockRun.objects.filter(kind="calendar").latest("id")
    assert (run.done, run.later, run.finished_at) == (2, 2, None)
    work(at("2026-11-03", 14))
    assert [due(case) for case in cases] == [date(2026, 11, 10)] * 3
    assert len(clock_moves.page(run)[0]) == 3


def test_a_batch_costs_the_same_statements_however_many_cases(here: Province) -> None:  # noqa: F811
    work(at("2026-11-02"))
    taken = []
    for who in ({}, SECOND):
        province.file("2026-11-02", **who)
        ClockRun.objects.filter(kind="calendar").update(before=recomputing.as_plain(Calendar()), cursor=None, finished_at=None)
        (run,) = ClockRun.objects.all()
        with CaptureQueriesContext(connection) as queries:
            recomputing.step(run.pk, at("2026-11-02"))
        taken.append(len([each for each in queries.captured_queries if "SAVEPOINT" not in each["sql"]]))
    assert taken[0] == taken[1] <= 9


@pytest.mark.parametrize(("notice", "why"), [
    (replace(NOTICE, off=()), "请填写放假的日子"),
    (replace(NOTICE, worked=(date(2026, 11, 6),)), "不是周末"),
    (replace(NOTICE, worked=(date(2026, 10, 4),)), "又放假又上班"),
    (replace(NOTICE, off=(date(2027, 1, 1),)), "不在2026年"),
])  # fmt: skip
def test_a_notice_that_makes_no_sense_is_refused(notice: Notice, why: str) -> None:
    with pytest.raises(Refused, match=why):
        clock_law.propose(notice, HE, at("2026-11-03").recorded_at)


def test_days_that_changed_are_those_that_work_in_one_calendar_only() -> None:
    more = with_years({2026: clock_law._days_off(_row())})
    assert recomputing.changed_days(state_council(), more) == [date(2026, 11, 5), date(2026, 11, 7)]
    assert recomputing.changed_days(recomputing.from_plain(recomputing.as_plain(more)), more) == []


def _row() -> Any:
    return CalendarYear(off=[*TABLE.off, STORM], worked=[*TABLE.worked, date(2026, 11, 7)])
