"""A case with one deadline that can be turned in every way, for the tests of the clock; and days counted on a list.

The second half shares no arithmetic with the product: it writes the days down and counts along the list.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hezhong.engine.case_type import CaseType
from hezhong.engine.clock import Clock, clocks, due
from hezhong.engine.core import THE_CLOCK, open_case
from hezhong.engine.dossier import Opening
from hezhong.engine.matter import Matter
from hezhong.engine.roles import CLERK, DIRECTOR
from hezhong.engine.telling import SHENZHEN, Story, moment
from hezhong.engine.vocabulary import Action, Appointment, Deadline, State, extend, restart, resume, suspend
from hezhong.kernel.dates import Calendar, Period
from hezhong.kernel.fields import ask
from hezhong.law.book import LawBook
from hezhong.law.model import Duty, Extension, Statute, TimeLimit

ACT = Statute("计时办法", date(2010, 1, 1))
DUTY, NOTICE = Duty("count.answer", "答复"), Duty("count.notice", "事先通知")


@dataclass(frozen=True)
class Nothing:
    """No facts of its own."""


@dataclass(frozen=True)
class Day:
    day: date = ask("日子")


class Counted(CaseType):
    title = "计时"
    facts = Nothing
    begun = State("已开始")
    ended = State("已结束")
    closed = (ended,)
    meeting = Appointment("会面")
    deadline = Deadline(DUTY, since=begun, until=(ended,))
    notice = Deadline(NOTICE, before=meeting)

    pause = Action("中止", begun, None, by=CLERK, clock=(suspend(deadline, ACT.article(3)),))
    go_on = Action("恢复", begun, None, by=CLERK, clock=(resume(deadline),))
    again = Action("重来", begun, None, by=CLERK, clock=(restart(deadline, ACT.article(4)),))
    prolong = Action("延长", begun, None, by=DIRECTOR, clock=(extend(deadline),))
    meet = Action("约定", begun, None, by=CLERK, given=Day, books=meeting)
    end = Action("结束", begun, ended, by=CLERK)


def begin(
    period: Period, on: date, calendar: Calendar, more: Period | None = None, notice: Period | None = None
) -> Story:
    """Return the story of a case whose deadline is this period, with this extension."""
    extension = Extension(more, DIRECTOR.name, ACT.article(2)) if more else None
    limits = [
        TimeLimit(DUTY, period, ACT.article(1), extension=extension),
        TimeLimit(NOTICE, notice or period, ACT.article(5)),
    ]
    book = LawBook("counted", calendar, tuple(limits), ())
    opening = Opening(Matter("M", ("w",), "e", SHENZHEN), Nothing())
    return Story(open_case(Counted, "C", THE_CLOCK, moment(on.isoformat(), book), opening), book)


def clock_of(story: Story, deadline: Deadline = Counted.deadline) -> Clock:
    return clocks(story.dossier.events)[(deadline, "")]


def due_of(story: Story, deadline: Deadline = Counted.deadline) -> date | None:
    return due(clock_of(story, deadline), story.book.calendar)


HORIZON = 700


@dataclass
class Counter:
    """A clerk with a list of days. works: whether a day is one; terms: (days, in working days)."""

    works: Callable[[date], bool]
    zero: date
    term: tuple[int, bool]
    more: tuple[int, bool]
    extended: bool = False
    held: list[tuple[date, date | None]] = field(default_factory=list)

    @property
    def standing_still(self) -> bool:
        """Return whether somebody has stopped the clock and nobody has let it go."""
        return any(until is None for _, until in self.held)

    def idle(self, day: date) -> bool:
        return any(since <= day and (until is None or day < until) for since, until in self.held)

    def due(self) -> date | None:
        """Return the last day: the n-th on the list of the days that count, then the first that works."""
        reached: date | None = self.zero
        for days, working in (self.term, self.more) if self.extended else (self.term,):
            assert reached is not None
            ahead = [reached + timedelta(n) for n in range(1, HORIZON)]
            counting = [day for day in ahead if not self.idle(day) and (not working or self.works(day))]
            if len(counting) < days:
                return None
            reached = counting[days - 1]
        assert reached is not None
        if self.works(reached):
            return reached
        ahead = [reached + timedelta(n) for n in range(1, HORIZON)]
        return next((day for day in ahead if self.works(day) and not self.idle(day)), None)
