"""The due day of one limit on the course its events left it, and that count in words. The arithmetic is kernel.dates'."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hezhong.kernel.dates import (
    ONE_DAY,
    Calendar,
    DayKind,
    Hours,
    Months,
    Period,
    Square,
    SquareKind,
    add_months,
    squares,
)
from hezhong.law.clock_events import ClockEvent, Course, Op, day_of
from hezhong.law.model import Step, TimeLimit


@dataclass(frozen=True)
class Count:
    """Where a count ends. full: the day the term is full, before it rolls. stricter: see LimitAnswer."""

    due: date | None
    full: date | None
    stricter: date | None = None
    provisional_years: tuple[int, ...] = ()


def counted(limit: TimeLimit, now: Course, calendar: Calendar) -> Count:
    """Return where the count of a limit ends, on the course its events left it."""
    if isinstance(limit.period, Hours):
        return _hours(limit.period, limit, now)
    if limit.backwards and isinstance(limit.period, Months):
        since = add_months(now.start, -limit.period.months)
        return Count(since, since)
    terms = (limit.period, limit.extension.period) if limit.extension and now.extended else (limit.period,)
    drawn = tuple(squares(now.start, terms, calendar, now.idle, -ONE_DAY if limit.backwards else ONE_DAY))
    kept = drawn if limit.rolls else tuple(each for each in drawn if each.kind is not SquareKind.ROLLED)
    if kept[-1].kind is SquareKind.SUSPENDED:
        return Count(None, None)
    full = [each.day for each in drawn if each.kind is not SquareKind.ROLLED][-1]
    stricter = _working_day_before(kept[-1].day, calendar) if limit.backwards else None
    return Count(kept[-1].day, full, stricter, _unannounced(limit, kept, full, calendar))


def told(
    limit: TimeLimit, on: date, events: Sequence[ClockEvent], count: Count, missed: str
) -> tuple[Step, ...]:
    """Return the count in words, each step with its article."""
    sure = limit.confidence
    verb = "往前倒数" if limit.backwards else "起算"
    begins = Step(f"{_said(on)}{verb}（当日不计），{limit.duty.title}：{limit.period}", limit.article, sure)
    turns = tuple(_turn(each, limit) for each in sorted(events, key=lambda each: day_of(each.on)))
    doubt = () if sure.binding else (Step(f"这一期限的条文{sure.label}，不能单独作为依据", limit.article, sure),)
    follows = (Step(f"逾期：{missed}", limit.missed_under or limit.article, sure),) if missed else ()
    return (begins, *turns, *doubt, *_ending(limit, count), *follows)


def _ending(limit: TimeLimit, count: Count) -> tuple[Step, ...]:
    """Return the last steps: what is provisional, the roll-over, the last day."""
    if count.due is None:
        return (Step("中止中，期满日待恢复后确定"),)
    guess = tuple(Step(f"{year}年放假安排尚未公布或者没有收录，暂按周末和法定节日推算") for year in count.provisional_years)
    mark = "（暂定）" if guess else ""
    if isinstance(count.due, datetime):
        return (Step(f"至{_said(count.due)}（小时连续计算，节假日不扣除、不顺延）"),)
    if limit.backwards and isinstance(limit.period, Months):
        return (Step(f"倒推至{count.due}"),)
    if limit.backwards:
        strict = f"；从严理解（通知当日也不计）最迟{count.stricter}"
        return (*guess, Step(f"最迟{count.due}{mark}{strict}"))
    rolled = (Step(f"{count.full}期满，为休息日，顺延"),) if count.due != count.full else ()
    stays = () if limit.rolls else (Step("期满之日无人须有所行为，遇休息日不顺延"),)
    return (*guess, *rolled, *stays, Step(f"截至{count.due}{mark}"))


def _turn(event: ClockEvent, limit: TimeLimit) -> Step:
    """Return one event in words."""
    day = day_of(event.on)
    match event.op:
        case Op.TOLL:
            return Step(f"{day}起不计入，{day_of(event.until or day)}起重新计入")
        case Op.EXTEND if limit.extension:
            return Step(f"{day}批准延长{limit.extension.period}", limit.extension.article)
        case Op.RESTART:
            return Step(f"{day}起重新计算（当日不计）")
        case Op.RESUME:
            return Step(f"{day}恢复计算（当日计入）")
        case _:
            return Step(f"{day}{event.op.words}")


def _hours(term: Hours, limit: TimeLimit, now: Course) -> Count:
    """Return the moment the hours are over."""
    assert isinstance(now.start, datetime)
    more = limit.extension.period.hours if limit.extension and isinstance(limit.extension.period, Hours) else 0
    end = Hours(term.hours + (more if now.extended else 0)).end(now.start, now.idle)
    return Count(end, end)


def _unannounced(limit: TimeLimit, drawn: Sequence[Square], full: date, calendar: Calendar) -> tuple[int, ...]:
    """Return the years whose days off the count rests on and nobody has announced: all on its way, or only at its end."""
    working = isinstance(limit.period, Period) and limit.period.kind is DayKind.WORKING
    rests_on = drawn if working else [each for each in drawn if each.day >= full and limit.rolls]
    return tuple(sorted({each.day.year for each in rests_on} - calendar.announced))


def _working_day_before(day: date, calendar: Calendar) -> date:
    day -= ONE_DAY
    while not calendar.is_working(day):
        day -= ONE_DAY
    return day


def _said(when: date) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if isinstance(when, datetime) else str(when)
