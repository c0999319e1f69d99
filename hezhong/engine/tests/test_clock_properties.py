"""What must hold of any clock, whatever is done to it: against days counted on a list."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hezhong.engine import codec
from hezhong.engine.case_type import Correction, TollingOrder
from hezhong.engine.clock import explain, ribbon
from hezhong.engine.core import Refused, evolve, refold
from hezhong.engine.roles import CLERK, DIRECTOR
from hezhong.engine.telling import SHENZHEN, Story
from hezhong.engine.tests.counting import Counted, Counter, Day, begin, clock_of, due_of
from hezhong.kernel.dates import COUNTING, Calendar, SquareKind, calendar_days, working_days
from hezhong.kernel.places import GUANGDONG

BASE = date(2025, 1, 1)
ONE = timedelta(days=1)
Term = tuple[int, bool]  # days, in working days


@dataclass(frozen=True)
class Year:
    """Some days off and some weekends worked, as the product is told and as the list is."""

    off: frozenset[date]
    worked: frozenset[date]

    @property
    def calendar(self) -> Calendar:
        return Calendar(self.off, self.worked, frozenset(range(2025, 2035)))

    def works(self, day: date) -> bool:
        return day in self.worked or (day.isoweekday() not in (6, 7) and day not in self.off)


def _year(off: set[int], worked: set[int]) -> Year:
    weekends = {BASE + n * ONE for n in worked if (BASE + n * ONE).isoweekday() in (6, 7)}
    return Year(frozenset({BASE + n * ONE for n in off} - weekends), frozenset(weekends))


YEARS = st.builds(_year, st.sets(st.integers(0, 300), max_size=40), st.sets(st.integers(0, 300), max_size=30))
DAYS = st.integers(0, 200).map(lambda n: BASE + n * ONE)
TERMS = st.tuples(st.integers(1, 60), st.booleans())
GAPS = st.integers(0, 25)


def period(term: Term):
    return (working_days if term[1] else calendar_days)(term[0])


def told(year: Year, start: date, term: Term, more: Term = (5, True)) -> tuple[Story, Counter]:
    """Return a case and a clerk's list, begun alike."""
    return begin(period(term), start, year.calendar, period(more)), Counter(year.works, start, term, more)


def toll(story: Story, first: date, last: date) -> None:
    story.do("toll", DIRECTOR, first.isoformat(), TollingOrder(GUANGDONG, first, last, "省政府令"))


def do(story: Story, name: str, on: date) -> None:
    story.do(name, DIRECTOR if name == "prolong" else CLERK, on.isoformat())


@given(YEARS, DAYS, TERMS)
def test_the_due_day_is_the_last_square_and_every_day_has_one(year: Year, start: date, term: Term) -> None:
    story, by_list = told(year, start, term)
    drawn = ribbon(clock_of(story), year.calendar)
    assert [square.day for square in drawn] == [start + n * ONE for n in range(len(drawn))]
    assert drawn[0].kind is SquareKind.START
    assert sum(square.kind in COUNTING for square in drawn) == term[0]
    assert drawn[-1].day == due_of(story) == by_list.due()
    assert year.works(drawn[-1].day)
    for square in drawn[1:]:
        assert (square.kind is SquareKind.MAKE_UP) is (term[1] and square.day in year.worked)
        if square.kind is SquareKind.REST:
            assert term[1] and not year.works(square.day)


OPS = st.lists(
    st.tuples(st.sampled_from(["pause", "go_on", "again", "prolong", "toll"]), GAPS, st.integers(0, 15)), max_size=9
)


def by_list_only(by_list: Counter, name: str, on: date, length: int) -> bool:
    """Do it on the list; return whether it may be done at all."""
    last = by_list.due()
    may = {
        "pause": not by_list.standing_still,
        "go_on": by_list.standing_still,
        "again": True,
        "prolong": not by_list.extended and (last is None or on <= last),
        "toll": True,
    }[name]
    if not may:
        return False
    match name:
        case "pause":
            by_list.held.append((on, None))
        case "go_on":
            by_list.held = [(since, on if until is None else until) for since, until in by_list.held]
        case "again":
            by_list.zero, by_list.extended, by_list.held = on, False, []
        case "prolong":
            by_list.extended = True
        case "toll":
            by_list.held.append((on, on + (length + 1) * ONE))
    return True


@settings(max_examples=300)
@given(YEARS, DAYS, TERMS, TERMS, OPS)
def test_whatever_is_done_the_list_agrees(
    year: Year, start: date, term: Term, more: Term, ops: list[tuple[str, int, int]]
) -> None:
    """Start, suspend, resume, restart, extend, toll in any order: allowed alike, and due on the same day."""
    story, by_list = told(year, start, term, more)
    on = start
    for name, gap, length in ops:
        on += gap * ONE
        may = by_list_only(by_list, name, on, length)
        try:
            toll(story, on, on + length * ONE) if name == "toll" else do(story, name, on)
        except Refused:
            assert not may, name
        else:
            assert may, name
        assert due_of(story) == by_list.due(), name
    assert str(due_of(story) or "中止中") in " ".join(map(str, explain(clock_of(story), year.calendar)))


@given(YEARS, DAYS, TERMS, GAPS, st.integers(0, 40))
def test_a_suspension_moves_the_due_day_by_the_counting_days_held(
    year: Year, start: date, term: Term, wait: int, length: int
) -> None:
    story, _ = told(year, start, (term[0], True))
    before = due_of(story)
    since, until = start + wait * ONE, start + (wait + length) * ONE
    do(story, "pause", since)
    do(story, "go_on", until)
    after = due_of(story)
    assert before and after
    held = [since + n * ONE for n in range(length) if start < since + n * ONE]
    lost = sum(year.works(day) for day in held) if since <= before else 0
    later = [before + n * ONE for n in range(1, (after - before).days + 1)]
    assert sum(map(year.works, later)) == lost


@given(YEARS, DAYS, TERMS, st.integers(1, 40))
def test_the_day_of_resumption_counts_and_that_of_suspension_does_not(
    year: Year, start: date, term: Term, length: int
) -> None:
    """Stopped on its last day, it has one day left, and that is the day on which it goes on."""
    story, _ = told(year, start, (term[0], True))
    last = due_of(story)
    assert last
    resumed = last + length * ONE
    assume(year.works(resumed))
    do(story, "pause", last)
    assert due_of(story) is None
    do(story, "go_on", resumed)
    assert due_of(story) == resumed


@given(YEARS, DAYS, st.integers(1, 60), st.integers(1, 30))
def test_an_extension_is_added_before_the_one_roll_over(year: Year, start: date, days: int, more: int) -> None:
    story, _ = told(year, start, (days, False), (more, False))
    do(story, "prolong", start)
    expected = start + (days + more) * ONE
    while not year.works(expected):
        expected += ONE
    assert due_of(story) == expected
    kinds = [square.kind for square in ribbon(clock_of(story), year.calendar)]
    assert SquareKind.ROLLED not in kinds[: days + more + 1]


@given(YEARS, DAYS, TERMS, OPS, GAPS)
def test_a_restart_forgets(year: Year, start: date, term: Term, ops: list[tuple[str, int, int]], gap: int) -> None:
    story, _ = told(year, start, term)
    on = start
    for name, wait, length in ops:
        on += wait * ONE
        try:
            toll(story, on, on + length * ONE) if name == "toll" else do(story, name, on)
        except Refused:
            continue
    on += gap * ONE
    do(story, "again", on)
    fresh, _ = told(year, on, term)
    assert due_of(story) == due_of(fresh)
    assert ribbon(clock_of(story), year.calendar) == ribbon(clock_of(fresh), year.calendar)


@given(YEARS, DAYS, TERMS, GAPS, st.integers(1, 40))
def test_tolling_is_suspension_over_the_same_days(year: Year, start: date, term: Term, wait: int, length: int) -> None:
    first, last = start + wait * ONE, start + (wait + length - 1) * ONE
    suspended, _ = told(year, start, term)
    do(suspended, "pause", first)
    do(suspended, "go_on", last + ONE)
    tolled, _ = told(year, start, term)
    toll(tolled, first, last)
    assert due_of(suspended) == due_of(tolled)
    assert ribbon(clock_of(suspended), year.calendar) == ribbon(clock_of(tolled), year.calendar)


@given(YEARS, DAYS, TERMS, st.sampled_from(["pause", "again"]), GAPS, GAPS)
def test_moving_an_event_and_back_changes_nothing(
    year: Year, start: date, term: Term, name: str, wait: int, away: int
) -> None:
    story, by_list = told(year, start, term)
    on, elsewhere = start + wait * ONE, start + (wait + away) * ONE
    do(story, name, on)
    before, drawn = story.dossier, ribbon(clock_of(story), year.calendar)
    late = (start + 100 * ONE).isoformat()
    story.do("correct", DIRECTOR, late, Correction(2, "误录", elsewhere))
    by_list_only(by_list, name, elsewhere, 0)
    assert due_of(story) == by_list.due()
    story.do("correct", DIRECTOR, late, Correction(2, "没有误录", on))
    assert ribbon(clock_of(story), year.calendar) == drawn
    assert clock_of(story).turns[-1] == (on, before.events[1].ticks[0])
    after = story.dossier
    assert (after.state, after.facts, after.matter) == (before.state, before.facts, before.matter)


@given(YEARS, st.integers(60, 200).map(lambda n: BASE + n * ONE), st.integers(1, 10))
def test_backwards_from_an_appointment_and_forwards_agree(year: Year, meeting: date, days: int) -> None:
    """From the last day for a notice, the whole period lies before the day appointed, and not from the next on."""
    story = begin(working_days(30), BASE, year.calendar, notice=working_days(days))
    story.do("meet", CLERK, BASE.isoformat(), Day(meeting))
    latest = due_of(story, Counted.notice)
    assert latest and year.works(latest)
    between = [latest + n * ONE for n in range((meeting - latest).days)]
    assert sum(map(year.works, between)) == days  # the last day itself is one of them
    first_on_or_after = next(day for n in range(60) if year.works(day := meeting + n * ONE))
    assert due_of(begin(working_days(days), latest, year.calendar)) == first_on_or_after
    drawn = ribbon(clock_of(story, Counted.notice), year.calendar)
    assert [square.day for square in drawn] == [meeting - n * ONE for n in range(len(drawn))]


@given(YEARS, st.integers(30, 200).map(lambda n: BASE + n * ONE), st.integers(1, 20))
def test_calendar_days_backwards_end_on_an_earlier_working_day(year: Year, meeting: date, days: int) -> None:
    story = begin(working_days(30), BASE, year.calendar, notice=calendar_days(days))
    expected = meeting - days * ONE
    while not year.works(expected):
        expected -= ONE
    assume(expected >= BASE)
    story.do("meet", CLERK, BASE.isoformat(), Day(meeting))
    assert due_of(story, Counted.notice) == expected


@given(YEARS, DAYS, TERMS, TERMS)
def test_a_second_extension_is_refused(year: Year, start: date, term: Term, more: Term) -> None:
    story, _ = told(year, start, term, more)
    do(story, "prolong", start)
    after, events = due_of(story), story.dossier.events
    with pytest.raises(Refused, match="已经延长过一次"):
        do(story, "prolong", start)
    assert due_of(story) == after and story.dossier.events == events


@given(YEARS, DAYS, TERMS)
def test_a_period_that_is_over_is_not_extended(year: Year, start: date, term: Term) -> None:
    story, _ = told(year, start, term)
    last = due_of(story)
    assert last
    with pytest.raises(Refused, match="期限已经届满，不能延长"):
        do(story, "prolong", last + ONE)
    do(story, "prolong", last)


@given(YEARS, DAYS, TERMS, OPS)
def test_replaying_equals_going_step_by_step(
    year: Year, start: date, term: Term, ops: list[tuple[str, int, int]]
) -> None:
    """The fold of the events, at once or one by one, from memory or from the bytes that are stored."""
    story, _ = told(year, start, term)
    first, on = story.dossier, start
    for name, wait, length in ops:
        on += wait * ONE
        try:
            toll(story, on, on + length * ONE) if name == "toll" else do(story, name, on)
        except Refused:
            continue
    done = story.dossier
    assert reduce(evolve, done.events[1:], first) == done
    assert refold(Counted, "C", done.opening, done.events) == done
    stored = tuple(codec.from_bytes(Counted, codec.to_bytes(Counted, event)) for event in done.events)
    assert stored == done.events
    assert due_of(Story(refold(Counted, "C", done.opening, stored), story.book)) == due_of(story)


@given(YEARS, DAYS, TERMS)
def test_a_tolling_order_of_another_region_changes_nothing(year: Year, start: date, term: Term) -> None:
    story, by_list = told(year, start, term)
    order = TollingOrder(GUANGDONG / "440100", start, start + 30 * ONE, "省政府令")
    story.do("toll", DIRECTOR, start.isoformat(), order)
    assert due_of(story) == by_list.due()
    story.do("toll", DIRECTOR, start.isoformat(), TollingOrder(SHENZHEN, start, start + 30 * ONE, "市政府令"))
    by_list_only(by_list, "toll", start, 30)
    assert due_of(story) == by_list.due()
