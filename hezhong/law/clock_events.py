"""What happened to one clock, as a lawyer tells it: the six operations, and the course they leave it on.

Their meaning is the engine's (hezhong/engine/clock.py): the day of resumption counts again; of a toll ``until`` is the first
day that counts again; a restart forgets suspension and extension; a stopped clock keeps its day.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from hezhong.kernel.dates import Span
from hezhong.law.model import TimeLimit


class BadEvents(ValueError):
    """Events that cannot be. wrong: a sentence for each."""

    def __init__(self, wrong: Sequence[str]) -> None:
        super().__init__("；".join(wrong))
        self.wrong = tuple(wrong)


class Op(StrEnum):
    """What can happen to a clock."""

    SUSPEND = "suspend"
    RESUME = "resume"
    RESTART = "restart"
    EXTEND = "extend"
    TOLL = "toll"
    STOP = "stop"

    @property
    def words(self) -> str:
        return TITLES[self]


TITLES = {
    Op.SUSPEND: "中止",
    Op.RESUME: "恢复",
    Op.RESTART: "重新计算",
    Op.EXTEND: "延长",
    Op.TOLL: "不计入",
    Op.STOP: "停止",
}


@dataclass(frozen=True)
class ClockEvent:
    """One operation. on: its day, or moment; of a toll the first day not counted. until: of a toll, the day that counts again."""

    op: Op
    on: date
    until: date | None = None


@dataclass(frozen=True)
class Course:
    """How its events left a clock. start: a moment for hours."""

    start: date
    held: tuple[Span, ...] = ()
    tolled: tuple[Span, ...] = ()
    extended: bool = False
    stopped: date | None = None

    @property
    def idle(self) -> tuple[Span, ...]:
        return self.held + self.tolled

    @property
    def stands_still(self) -> bool:
        """Whether a suspension is still open."""
        return bool(self.held) and self.held[-1].until is None


def read(plain: Sequence[Mapping[str, Any]]) -> tuple[ClockEvent, ...]:
    """Return the events of plain values: op, and on, or since and until. Raises BadEvents with all that is wrong."""
    wrong, events = [], []
    for number, each in enumerate(plain, start=1):
        try:
            events.append(_event(each))
        except ValueError as why:
            wrong.append(f"第{number}个事件：{why}")
    if wrong:
        raise BadEvents(wrong)
    return tuple(events)


def course(start: date, events: Sequence[ClockEvent], limit: TimeLimit) -> Course:
    """Return how the events leave the clock of a limit. Raises BadEvents at the first that cannot follow."""
    now = Course(start)
    for event in sorted(events, key=lambda each: day_of(each.on)):
        if why_not := refused(now, event, limit):
            raise BadEvents([f"{day_of(event.on)}{event.op.words}：{why_not}"])
        now = _turned(now, event)
    return now


def refused(now: Course, event: ClockEvent, limit: TimeLimit) -> str:
    """Return why the event cannot follow, or ''."""
    if now.stopped is not None:
        return f"期限已经在{now.stopped}停止"
    if limit.backwards and event.op not in (Op.RESTART, Op.STOP):
        return f"从约定之日往前倒数的期限没有{event.op.words}（{limit.article}）"
    if event.op is not Op.TOLL and day_of(event.on) < day_of(now.start):
        return f"早于起算日{day_of(now.start)}"
    if event.op is Op.SUSPEND and now.stands_still:
        return "期限已经中止，请先写恢复"
    if event.op is Op.RESUME and not now.stands_still:
        return "期限没有中止，不能恢复"
    if event.op is Op.EXTEND and limit.extension is None:
        return f"{limit.article}没有规定这一期限可以延长一段固定的时间"
    if event.op is Op.EXTEND and limit.extension and now.extended:
        return f"只能延长一次，已经延长过（{limit.extension.article}）"
    return ""


def day_of(when: date) -> date:
    """Return the day of a moment."""
    return when.date() if isinstance(when, datetime) else when


def _turned(now: Course, event: ClockEvent) -> Course:
    day = day_of(event.on)
    match event.op:
        case Op.SUSPEND:
            return replace(now, held=(*now.held, Span(day)))
        case Op.RESUME:
            return replace(now, held=(*now.held[:-1], Span(now.held[-1].since, day)))
        case Op.TOLL:
            return replace(now, tolled=(*now.tolled, Span(day, event.until and day_of(event.until))))
        case Op.RESTART:
            return Course(event.on, tolled=now.tolled)
        case Op.EXTEND:
            return replace(now, extended=True)
        case Op.STOP:
            return replace(now, stopped=day)


def _event(plain: Mapping[str, Any]) -> ClockEvent:
    """Return one event. Raises ValueError with the reason."""
    if not isinstance(plain, Mapping):
        raise ValueError('要写成 {"op": …, "on": …}')
    try:
        op = Op(plain.get("op", ""))
    except ValueError:
        raise ValueError(f"op 不认识“{plain.get('op', '')}”，请写{'、'.join(Op)}之一") from None
    known = {"op", "since", "until"} if op is Op.TOLL else {"op", "on"}
    if more := sorted(set(plain) - known):
        raise ValueError(f"{op} 没有{'、'.join(more)}这一项，只写{'、'.join(sorted(known))}")
    if op is not Op.TOLL:
        return ClockEvent(op, moment(plain.get("on"), "on"))
    since, until = moment(plain.get("since"), "since"), moment(plain.get("until"), "until")
    if day_of(until) <= day_of(since):
        raise ValueError("until 是重新计入的第一天，要晚于 since")
    return ClockEvent(op, since, until)


def moment(given: Any, name: str) -> date:
    """Return a day, or a moment in Beijing time, of a text. Raises ValueError with the reason."""
    if isinstance(given, date):
        return given
    try:
        return datetime.fromisoformat(given) if "T" in given else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise ValueError(f"{name} 要写日期，如 2026-03-02（小时的期限写 2026-03-02T09:30），不是“{given or ''}”") from None
