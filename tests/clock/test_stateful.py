"""A clock under any sequence of what can happen to it, over the real calendars of 2024 to 2026, against the second loop.

The loop (``entry_loop``) was written from the statutes by somebody who had not seen the engine. The two differ in one
place: the loop rolls a last day of rest on to the next day worked even while the clock stands still there, the engine to
the first on which it does not. That one step is counted here as the engine reads it, in ``by_the_loop``.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from hezhong.engine import codec
from hezhong.engine.case_type import TollingOrder
from hezhong.engine.clock import Clock, clocks, due, explain, ribbon
from hezhong.engine.core import Refused, refold
from hezhong.engine.roles import CLERK, CLOCK, DIRECTOR
from hezhong.engine.telling import SHENZHEN, Story
from hezhong.engine.tests.counting import Counted, Day, begin, clock_of, due_of
from hezhong.kernel.dates import Period, Span, SquareKind, calendar_days, working_days
from hezhong.kernel.holidays import state_council
from hezhong.kernel.places import GUANGDONG
from hezhong.law.book import Toll
from tests.clock import entry_loop
from tests.clock.test_entry_vectors import ordered

DAY = timedelta(days=1)
HOLIDAYS = ordered()
STARTS = st.integers(0, 430).map(lambda n: date(2024, 1, 2) + n * DAY)
UNITS = st.sampled_from(["working_day", "calendar_day"])
GAPS = st.integers(0, 14)
LENGTHS = st.integers(1, 30)
AHEAD = st.integers(-25, 40)


def period(unit: str, days: int) -> Period:
    return {"working_day": working_days, "calendar_day": calendar_days}[unit](days)


@dataclass
class Told:
    """The same clock as the loop hears of it: its limit, and what happened, in order. orders: number -> its event."""

    amount: int
    unit: str
    start: date
    events: list[dict[str, Any]] = field(default_factory=list)
    orders: dict[str, dict[str, Any]] = field(default_factory=dict)

    def still(self) -> list[tuple[date, date]]:
        """What stands still: the orders, and the pauses since the last restart; an open one has no end."""
        pauses: list[tuple[date, date]] = []
        for event in self.events:
            if event["op"] == "suspend":
                pauses.append((event["on"], date.max))
            elif event["op"] == "restart":
                pauses = []
            elif event["op"] == "resume":
                pauses[-1] = (pauses[-1][0], event["on"])
        return [*pauses, *((each["since"], each["until"]) for each in self.orders.values())]

    def by_the_loop(self) -> date | None:
        """The loop's last day, rolled on: to the first day that is worked and on which nothing stands still."""
        counted = [*self.orders.values(), *(each for each in self.events if each["op"] != "stop")]
        last = entry_loop.due(self.amount, self.unit, self.start, counted, HOLIDAYS, rolls=False)
        held = self.still()
        while last is not None and (HOLIDAYS.rest(last) or any(since <= last < until for since, until in held)):
            last += DAY
            if any(since <= last and until == date.max for since, until in held):
                return None
        return last

    @property
    def zero(self) -> date:
        return next((e["on"] for e in reversed(self.events) if e["op"] == "restart"), self.start)


class AnyClock(RuleBasedStateMachine):
    """Start, suspend, resume, restart, extend, toll, correct the toll, stop: in any order, on any day."""

    story: Story
    told: Told
    on: date
    stopped: bool
    before_pause: date | None
    undisturbed: bool

    @initialize(start=STARTS, unit=UNITS, days=st.integers(1, 60), more=st.integers(1, 30))
    def starts(self, start: date, unit: str, days: int, more: int) -> None:
        self.more = more
        self.story = begin(period(unit, days), start, state_council(), period(unit, more))
        self.told = Told(days, unit, start)
        self.on, self.stopped, self.extended, self.undisturbed, self.before_pause = start, False, False, False, None

    def does(self, name: str, gap: int, event: dict[str, Any]) -> bool:
        """Try one step some days later; return whether it was allowed."""
        self.on += gap * DAY
        try:
            self.story.do(name, DIRECTOR if name == "prolong" else CLERK, self.on.isoformat())
        except Refused:
            return False
        self.told.events.append({"on": self.on} | event)
        return True

    @rule(gap=GAPS)
    def pauses(self, gap: int) -> None:
        before, standing = due_of(self.story), clock_of(self.story).suspended
        done = self.does("pause", gap, {"op": "suspend"})
        assert done is (not standing and not self.stopped)
        if done:
            self.before_pause, self.undisturbed = before, True

    @rule(gap=GAPS)
    def goes_on(self, gap: int) -> None:
        standing = clock_of(self.story).suspended
        assert self.does("go_on", gap, {"op": "resume"}) is (standing and not self.stopped)
        if standing and not self.stopped and self.undisturbed and self.told.unit == "working_day":
            self.moved_by_exactly_the_days_held()

    def moved_by_exactly_the_days_held(self) -> None:
        """As many counting days as the suspension took away come after the old due day, and none more."""
        before, after, since = self.before_pause, due_of(self.story), self.told.events[-2]["on"]
        assert before and after
        orders = self.told.orders.values()

        def counts(day: date) -> bool:
            return not HOLIDAYS.rest(day) and not any(each["since"] <= day < each["until"] for each in orders)

        held = [since + n * DAY for n in range((self.on - since).days) if since + n * DAY > self.told.zero]
        lost = sum(map(counts, held)) if since <= before else 0
        assert sum(counts(before + n * DAY) for n in range(1, (after - before).days + 1)) == lost

    @rule(gap=GAPS)
    def begins_again(self, gap: int) -> None:
        if self.does("again", gap, {"op": "restart"}):
            self.extended = self.undisturbed = False

    @rule(gap=GAPS)
    def is_prolonged(self, gap: int) -> None:
        last, again = due_of(self.story), self.extended
        done = self.does("prolong", gap, {"op": "extend", "by": self.more})
        assert done is (not self.stopped and not again and (last is None or self.on <= last))
        if done:
            self.extended, self.undisturbed = True, False

    @precondition(lambda self: not self.stopped and len(self.told.orders) < 4)
    @rule(gap=GAPS, ahead=AHEAD, length=LENGTHS)
    def is_tolled(self, gap: int, ahead: int, length: int) -> None:
        before = due_of(self.story)
        self.on += gap * DAY
        self.order(f"粤府〔2025〕{len(self.told.orders) + 1}号", self.on + ahead * DAY, length)
        after = due_of(self.story)
        assert before is None or after is None or after >= before

    @precondition(lambda self: not self.stopped and self.told.orders)
    @rule(gap=GAPS, which=st.integers(0, 3), ahead=AHEAD, length=st.integers(0, 30))
    def has_its_order_corrected(self, gap: int, which: int, ahead: int, length: int) -> None:
        self.on += gap * DAY
        number = sorted(self.told.orders)[which % len(self.told.orders)]
        self.order(number, self.on + ahead * DAY, length)
        if length == 0:
            assert any(hold.order == number for hold in clock_of(self.story).holds if hold.span.until != hold.span.since) is False

    def order(self, number: str, since: date, length: int) -> None:
        """Let an order stand in the book, and bring the case in line with it, twice: the second time does nothing."""
        until = since + length * DAY
        others = tuple(toll for toll in self.story.book.tolls if toll.order != number)
        self.story.book = replace(self.story.book, tolls=(*others, Toll(number, GUANGDONG, Span(since, until))))
        given = TollingOrder(GUANGDONG, since, until - DAY if length else since, number)
        self.story.do("toll", CLOCK, self.on.isoformat(), given)
        again = self.story.do("toll", CLOCK, self.on.isoformat(), given)
        assert again.ticks == (), "an order never tolls a clock twice"
        self.told.orders[number] = {"op": "toll", "since": since, "until": until}
        self.undisturbed = False

    @rule(gap=st.integers(0, 60))
    def is_met(self, gap: int) -> None:
        if len(self.told.events) + len(self.told.orders) > 5 and self.does("end", gap, {"op": "stop"}):
            self.stopped = True

    @invariant()
    def the_loop_agrees(self) -> None:
        assert due_of(self.story) == self.told.by_the_loop()

    @invariant()
    def its_due_day_is_the_last_square_and_no_day_of_rest(self) -> None:
        calendar, last = self.story.book.calendar, due_of(self.story)
        drawn = ribbon(clock_of(self.story), calendar)
        assert [square.day for square in drawn] == [drawn[0].day + n * DAY for n in range(len(drawn))]
        assert [square.kind for square in drawn].count(SquareKind.START) == 1
        if last is not None:
            assert drawn[-1].day == last and not HOLIDAYS.rest(last)
        assert str(last or "中止中") in " ".join(map(str, explain(clock_of(self.story), calendar)))

    @invariant()
    def it_is_a_function_of_its_events(self) -> None:
        """From memory or from the bytes that are stored, in whatever order independent orders are held: the same day."""
        events = self.story.dossier.events
        stored = tuple(codec.from_bytes(Counted, codec.to_bytes(Counted, event)) for event in events)
        assert stored == events
        again = refold(Counted, "C", self.story.dossier.opening, stored)
        assert clocks(again.events) == clocks(events)
        clock: Clock = clock_of(self.story)
        turned = replace(clock, holds=tuple(reversed(clock.holds)))
        assert due(turned, self.story.book.calendar) == due_of(self.story)


TestAnyClock = AnyClock.TestCase
TestAnyClock.settings = settings(max_examples=120, stateful_step_count=14, deadline=None)


@given(STARTS, UNITS, st.integers(1, 60), st.lists(st.tuples(AHEAD, LENGTHS), min_size=2, max_size=4))
def test_the_order_of_orders_does_not_matter(start: date, unit: str, days: int, orders: list[tuple[int, int]]) -> None:
    def after(numbered: list[tuple[int, tuple[int, int]]]) -> date | None:
        story = begin(period(unit, days), start, state_council())
        for number, (ahead, length) in numbered:
            since = start + ahead * DAY
            toll = Toll(f"{number}号", GUANGDONG, Span(since, since + length * DAY))
            story.book = replace(story.book, tolls=(*story.book.tolls, toll))
            story.do("toll", CLOCK, start.isoformat(), TollingOrder(GUANGDONG, since, since, f"{number}号"))
        return due_of(story)

    numbered = list(enumerate(orders))
    assert after(numbered) == after(numbered[::-1])


def test_a_clock_that_begins_inside_an_order_is_tolled_by_the_event_that_starts_it() -> None:
    """Ordered from Monday 6 to Sunday 19 January 2025; begun again on Friday the 10th: five days from Monday the 20th."""
    story = begin(working_days(5), date(2025, 1, 2), state_council())
    toll = Toll("粤府〔2025〕1号", SHENZHEN, Span(date(2025, 1, 6), date(2025, 1, 20)))
    story.book = replace(story.book, tolls=(toll,))
    event = story.do("again", CLERK, "2025-01-10")
    assert [tick.order for tick in event.ticks] == ["", "粤府〔2025〕1号"]
    assert due_of(story) == date(2025, 1, 24)
    assert "2025-01-06至2025-01-19区域中止（粤府〔2025〕1号），不计入" in story.explain(Counted.deadline)


@pytest.mark.parametrize(("toll", "why"), [
    (Toll("1号", GUANGDONG / "440100", Span(date(2025, 1, 6), date(2025, 1, 20))), "another city's"),
    (Toll("1号", GUANGDONG, Span(date(2025, 1, 6), date(2025, 1, 20)), procedures=frozenset({"arbitration"})), "procedure"),
    (Toll("1号", GUANGDONG, Span(date(2025, 1, 6), date(2025, 1, 20)), duties=frozenset({"count.notice"})), "duty"),
    (Toll("1号", GUANGDONG, Span(date(2024, 12, 2), date(2025, 1, 2))), "over before it began"),
])  # fmt: skip
def test_an_order_leaves_alone_what_it_does_not_cover(toll: Toll, why: str) -> None:
    story = begin(working_days(5), date(2025, 1, 2), state_council())
    story.book = replace(story.book, tolls=(toll,))
    event = story.do("toll", CLOCK, "2025-01-03", TollingOrder(toll.place, toll.span.since, toll.span.since, "1号"))
    assert event.ticks == (), why


def test_a_duty_counted_back_from_an_appointment_is_never_tolled() -> None:
    story = begin(working_days(5), date(2025, 1, 2), state_council(), notice=working_days(3))
    toll = Toll("1号", GUANGDONG, Span(date(2025, 3, 3), date(2025, 3, 17)))
    story.book = replace(story.book, tolls=(toll,))
    story.do("meet", CLERK, "2025-02-20", Day(date(2025, 3, 20)))
    event = story.do("toll", CLOCK, "2025-02-20", TollingOrder(GUANGDONG, date(2025, 3, 3), date(2025, 3, 16), "1号"))
    assert {tick.deadline.name for tick in event.ticks} <= {"deadline"}
    assert due_of(story, Counted.notice) == date(2025, 3, 17)


def test_an_order_that_gives_an_overdue_clock_time_again_lets_the_earlier_order_reach_it() -> None:
    """Due on 8 January; an order for the 9th comes too late for it, then one for the 8th makes it 9, and so 10 January."""
    clock = AnyClock()
    clock.starts(start=date(2024, 1, 2), unit="working_day", days=4, more=1)
    clock.goes_on(gap=7)
    clock.is_tolled(ahead=0, gap=0, length=1)
    assert due_of(clock.story) == date(2024, 1, 8)
    clock.is_tolled(ahead=-1, gap=0, length=1)
    assert due_of(clock.story) == date(2024, 1, 10)
