"""The independent second implementation of the clock of one entry of the table of time limits.

It was written from the statutes and the rules of counting alone, without sight of the product, and it
is deliberately simple: it walks one day at a time (one minute at a time for hours) and asks of each day
whether it counts. It serves to check the product's answers, never to give them.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
CLOCKS = ("working_day", "calendar_day", "hour", "month", "year")
FAR = 40_000  # days (or minutes) after which a count that still runs is a mistake


class Holidays(NamedTuple):
    """The days off that were ordered, and the weekend days that were ordered to be worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def rest(self, day: date) -> bool:
        """Whether nobody is at work on this day."""
        if day in self.worked:
            return False
        return day in self.off or day.weekday() >= 5


def due(
    amount: int,
    unit: str,
    start: date | datetime,
    events: Iterable[Mapping[str, Any]],
    holidays: Holidays,
    *,
    backwards: bool = False,
    rolls: bool = True,
) -> date | datetime | None:
    """The last day (for hours: the last moment) that is in time, or None while the clock stands still.

    Events are in the order in which they happened: suspend, resume, restart and stop have ``on``;
    extend has ``by``, in the unit of the limit; toll has ``since`` and ``until``, which is exclusive.
    """
    if unit not in CLOCKS:
        raise ValueError(f"{unit} has no clock")
    events = list(events)
    start, still, extra = _story(start, events)
    if unit == "hour":
        return _moment(amount + extra, _clock(start), still)
    if backwards:
        return _before(amount, unit, _day(start), holidays)
    last = _count(amount + extra, unit, _day(start), still, holidays)
    if last is None:
        return None
    while rolls and holidays.rest(last):
        last += DAY
    return last


class _Still(NamedTuple):
    """A time that is not counted: from its first day on, until the day before its end (None: not ended)."""

    since: date
    until: date | None


def _story(start: date, events: list[Mapping[str, Any]]) -> tuple[date, list[_Still], int]:
    """Where the count begins, when it stood still, and by how much it was extended."""
    paused: list[_Still] = []
    tolled: list[_Still] = []
    extra = 0
    for event in events:
        if event["op"] == "stop":
            break
        if event["op"] == "suspend" and not (paused and paused[-1].until is None):
            paused.append(_Still(event["on"], None))
        elif event["op"] == "resume" and paused and paused[-1].until is None:
            paused[-1] = _Still(paused[-1].since, event["on"])
        elif event["op"] == "extend":
            extra += int(event["by"])
        elif event["op"] == "restart":
            start, paused, extra = event["on"], [], 0
        elif event["op"] == "toll":
            tolled.append(_Still(event["since"], event["until"]))
    return start, paused + tolled, extra


def _count(amount: int, unit: str, start: date, still: list[_Still], holidays: Holidays) -> date | None:
    """The day on which the period is full, before any roll-over."""
    if unit in ("month", "year"):
        amount = (_later(start, amount * (12 if unit == "year" else 1)) - start).days
    day, counted = start, 0
    for _ in range(FAR):
        if counted == amount:
            return day
        day += DAY
        if any(_day(s.since) <= day and (s.until is None or day < _day(s.until)) for s in still):
            continue
        if unit == "working_day" and holidays.rest(day):
            continue
        counted += 1
    return None


def _before(amount: int, unit: str, appointment: date, holidays: Holidays) -> date:
    """The latest working day whose period, its own day not counted, is over before the appointment."""
    day = appointment
    while True:
        day -= DAY
        full = _count(amount, unit, day, [], holidays)
        if full is not None and full < appointment and not holidays.rest(day):
            return day


def _moment(hours: int, start: datetime, still: list[_Still]) -> datetime | None:
    """The moment at which the hours are over; hours run day and night, working day or not."""
    now, counted = start, 0
    for _ in range(FAR):
        if counted == hours * 60:
            return now
        if not any(_clock(s.since) <= now and (s.until is None or now < _clock(s.until)) for s in still):
            counted += 1
        now += MINUTE
    return None


def _later(start: date, months: int) -> date:
    """The corresponding day so many months later, or the last day of that month if it has none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _clock(when: date) -> datetime:
    return when if isinstance(when, datetime) else datetime(when.year, when.month, when.day)
