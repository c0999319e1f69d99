"""Orders of the region from two administrators to every due day: looked at first, applied once, through kills."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from hezhong.directory import regions
from hezhong.domains.complaints.facts import Acceptance, HandOver
from hezhong.engine import clock_law, clock_moves, clock_runs, confirmations, loading, store, toll_runs
from hezhong.engine.answers import Prose
from hezhong.engine.clock import clocks
from hezhong.engine.clock_law import Administrator, Order
from hezhong.engine.core import Refused
from hezhong.engine.dossier import Destination, Moment
from hezhong.engine.models import Case, ClockMove, ClockRun, RegionOrder, Task
from hezhong.engine.vocabulary import Op
from tests import province
from tests.province import Province

pytestmark = pytest.mark.django_db
HE, SHE = Administrator(1, "何管理（he）"), Administrator(2, "佘管理（she）")
NUMBER = "深府〔2026〕9号"
ORDER = Order(NUMBER, "关于台风期间中止办案期限的通知", "深圳市人民政府", "突发事件应对法", "440300", date(2026, 11, 4), date(2026, 11, 11))
TWO = Acceptance(main="何志远（440306-118）", second="罗敏（440306-121）")
SECOND = {"name": "王小明", "number": "440306199105100049", "phone": "19900005522"}
THIRD = {"name": "李小红", "number": "440306199105100129", "phone": "19900005523"}


@pytest.fixture
def here() -> Province:
    return province.build()


def at(day: str, hour: int = 10) -> Moment:
    """Return a moment with the law book of the database."""
    return replace(province.at(day, hour), book=confirmations.book())


def due(case: UUID) -> date | None:
    """Return the one due day of a case, which its task and its row say alike."""
    (task,) = Task.objects.filter(case=case, kind="deadline", party="", role__in=["clerk", "inspector", "registrar"])
    assert Case.objects.get(id=case).next_due == (task.due_on or date(9999, 12, 31))
    return task.due_on


def work(at: Moment, batches: int = 1000) -> None:
    """Let the worker do so many batches: one that is killed does no more."""
    left = iter(range(batches - 1))
    clock_runs.work(at, lambda: next(left, None) is None)


def approved(given: Order = ORDER, day: str = "2026-11-03") -> RegionOrder:
    order = clock_law.issue(given, HE, at(day).recorded_at)
    work(at(day, 11))
    clock_law.decide(order, SHE, at(day, 12).recorded_at, agrees=True)
    return order


def test_nothing_moves_before_a_second_administrator_has_seen_what_would(here: Province) -> None:
    case = province.file("2026-11-02").case_id
    order = clock_law.issue(ORDER, HE, at("2026-11-03").recorded_at)
    with pytest.raises(Refused, match="还没有算完"):
        clock_law.decide(order, SHE, at("2026-11-03").recorded_at, agrees=True)
    work(at("2026-11-03", 11))
    dry = ClockRun.objects.get(key=f"order/{order.pk}/dry")
    (line,), after = clock_moves.page(dry)
    # five working days after Monday 2 November; 4 to 10 November count for nothing: 3, 11, 12, 13, 16
    assert (line["before"], line["after"], after) == (date(2026, 11, 9), date(2026, 11, 16), 0)
    assert (dry.total, dry.done, dry.later, dry.earlier, dry.failed) == (1, 1, 1, 0, 0)
    (share,) = clock_moves.shares(dry)
    assert (share.case_type, share.office, share.moved) == ("complaint", here.offices["boan"].pk, 1)
    assert due(case) == date(2026, 11, 9)
    with pytest.raises(Refused, match="录入的人不能批准自己的"):
        clock_law.decide(order, HE, at("2026-11-03").recorded_at, agrees=True)
    with pytest.raises(Refused, match="请写理由"):
        clock_law.decide(order, SHE, at("2026-11-03").recorded_at, agrees=False)
    clock_law.decide(order, SHE, at("2026-11-03", 12).recorded_at, agrees=True)
    with pytest.raises(Refused, match="已经有人办过了"):
        clock_law.decide(order, SHE, at("2026-11-03").recorded_at, agrees=True)
    work(at("2026-11-03", 13))
    assert due(case) == date(2026, 11, 16)
    last = loading.look(case).dossier.events[-1]
    assert (last.action.name, last.given.order, last.actor) == ("toll", NUMBER, "")
    assert last.law_version == confirmations.book().version != "files"


def test_one_refused_does_nothing_and_is_kept(here: Province) -> None:
    case = province.file("2026-11-02").case_id
    order = clock_law.issue(ORDER, HE, at("2026-11-03").recorded_at)
    clock_law.decide(order, SHE, at("2026-11-03").recorded_at, agrees=False, reason="文号不对")
    work(at("2026-11-03", 13))
    assert due(case) == date(2026, 11, 9) and confirmations.book().tolls == ()
    with pytest.raises(Refused, match="已经录入过"):
        clock_law.issue(ORDER, HE, at("2026-11-03").recorded_at)


def test_a_killed_worker_goes_on_and_no_case_is_tolled_twice(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = [province.file("2026-11-02", **who).case_id for who in ({}, SECOND, THIRD)]
    order = approved()
    monkeypatch.setattr(toll_runs, "BATCH", 1)
    work(at("2026-11-03", 13), batches=1)
    run = ClockRun.objects.get(key=f"order/{order.pk}")
    assert (run.done, run.total, run.finished_at) == (1, 3, None)
    assert sorted(map(due, cases), key=str) == [date(2026, 11, 16), date(2026, 11, 9), date(2026, 11, 9)][::-1]
    work(at("2026-11-03", 14))
    run.refresh_from_db()
    assert (run.done, run.later, run.failed) == (3, 3, 0) and run.finished_at is not None
    ClockRun.objects.filter(pk=run.pk).update(finished_at=None, cursor=None)  # as if nobody knew how far it had come
    work(at("2026-11-03", 15))
    assert {due(case) for case in cases} == {date(2026, 11, 16)}
    assert [event.action.name for event in loading.look(cases[0]).dossier.events].count("toll") == 1


def test_a_clock_that_begins_inside_the_order_is_tolled_at_once(here: Province) -> None:
    approved()
    case = province.file(at=at("2026-11-05")).case_id
    assert due(case) == date(2026, 11, 17)  # 11, 12, 13, 16, 17 November
    me = here.asker("boan.inspector")
    store.act(case, "take", None, me, at("2026-11-06"))
    store.act(case, "accept", TWO, me, at("2026-11-06"))
    inspection = loading.look(Case.objects.get(parent=case).id).dossier
    begun = [tick.deadline for tick in inspection.events[0].ticks if tick.op is Op.START]
    assert [(tick.op, tick.order, tick.deadline) for tick in inspection.events[0].ticks if tick.order] == [
        (Op.TOLL, NUMBER, deadline) for deadline in begun
    ] != []


def test_a_later_order_ends_the_first_early_and_another_takes_it_back(here: Province) -> None:
    case = province.file("2026-11-02").case_id
    approved()
    work(at("2026-11-03", 13))
    shorter = replace(ORDER, number="深府〔2026〕10号", until=date(2026, 11, 6), changes=NUMBER)
    approved(shorter, "2026-11-05")
    work(at("2026-11-05", 13))
    assert due(case) == date(2026, 11, 11)  # 3, 6, 9, 10, 11
    back = replace(ORDER, number="深府〔2026〕11号", until=ORDER.since, changes=NUMBER)
    order = approved(back, "2026-11-06")
    work(at("2026-11-06", 13))
    assert due(case) == date(2026, 11, 9)
    run = ClockRun.objects.get(key=f"order/{order.pk}")
    assert (run.earlier, run.overdue) == (1, 0)
    last = loading.look(case).dossier.events[-1].given
    assert (last.order, last.changed_by, last.lifted) == (NUMBER, "深府〔2026〕11号", True)
    with pytest.raises(Refused, match="不能更正"):
        clock_law.issue(replace(ORDER, number="x", changes="深府〔2026〕99号"), HE, at("2026-11-06").recorded_at)


def test_a_case_that_fails_is_named_with_the_reason_and_the_others_go_on(here: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    cases = sorted(province.file("2026-11-02", **who).case_id for who in ({}, SECOND))
    order, by_clock = approved(), store.by_clock

    def broken(case: UUID, *rest: object) -> object:
        if case == cases[0]:
            raise ValueError("读不出来")
        return by_clock(case, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(store, "by_clock", broken)
    work(at("2026-11-03", 13))
    run = ClockRun.objects.get(key=f"order/{order.pk}")
    assert (run.done, run.later, run.failed) == (2, 1, 1)
    assert ClockMove.objects.get(run=run, case=cases[0]).trouble == "ValueError: 读不出来"
    assert [due(case) for case in cases] == [date(2026, 11, 9), date(2026, 11, 16)]
    monkeypatch.setattr(store, "by_clock", by_clock)
    clock_law.again(order, at("2026-11-03", 14).recorded_at)
    with pytest.raises(Refused, match="还没有办完"):
        clock_law.again(order, at("2026-11-03", 14).recorded_at)
    work(at("2026-11-03", 14))
    run.refresh_from_db()
    assert (run.done, run.later, run.failed) == (2, 2, 0) and {due(case) for case in cases} == {date(2026, 11, 16)}


def test_an_order_for_another_procedure_or_another_city_moves_nothing(here: Province) -> None:
    case = province.file("2026-11-02").case_id
    approved(replace(ORDER, procedures=("inspection",)))
    approved(replace(ORDER, number="穗府〔2026〕1号", region="440100"))
    work(at("2026-11-03", 13))
    assert due(case) == date(2026, 11, 9)
    assert loading.look(case).dossier.events[-1].action.name != "toll"


def test_a_case_handed_over_into_the_region_stands_still_there_and_one_that_leaves_goes_on(here: Province) -> None:
    boan, nanshan = (replace(ORDER, number=number, region=code) for number, code in (("宝府〔2026〕1号", "440306"), ("南府〔2026〕1号", "440305")))
    case = province.file("2026-11-02").case_id
    approved(replace(nanshan, until=date(2026, 11, 12)))
    approved(boan)
    work(at("2026-11-03", 13))
    assert due(case) == date(2026, 11, 16)
    me = here.asker("boan.inspector")
    store.act(case, "take", None, me, at("2026-11-05"))
    to = Destination(here.offices["nanshan"].pk, regions.place("440305"))
    store.act(case, "hand_over", HandOver(office=to, reason=Prose("用工地在南山。")), me, at("2026-11-05"))
    spans = {
        (hold.order, hold.span.since, hold.span.until)
        for (deadline, _), clock in clocks(loading.look(case).dossier.events).items()
        for hold in clock.holds
        if clock.running and deadline.owed_by is not None
    }
    assert ("南府〔2026〕1号", ORDER.since, date(2026, 11, 12)) in spans
    assert ("宝府〔2026〕1号", ORDER.since, ORDER.until) not in spans
