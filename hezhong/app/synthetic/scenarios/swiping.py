"""Swipes around midnight, and swipes that no living person makes."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import numpy as np

from hezhong.app.synthetic.plan import Swipe
from hezhong.app.synthetic.span import bit
from hezhong.app.synthetic.staging import Scenario, Stage, Told

MINUTE = timedelta(minutes=1)


def days_worked(stage: Stage, hand: int, month: int) -> list[date]:
    """Return the days that a worker worked in a month."""
    bits = stage.plan.hands.bits[hand, month]
    return [day for day in stage.span.days(month).tolist() if bits & bit(day)]


def _every_day(stage: Stage, hand: int) -> Iterator[date]:
    """Yield the days of a worker whose swipes the scenario writes."""
    stage.plan.hands.own[hand] = True
    for month in range(stage.span.months):
        yield from days_worked(stage, hand, month)


def _shift(stage: Stage, hand: int, day: date, come: datetime, go: datetime) -> None:
    stage.plan.swipes += [Swipe(hand, day, come, True), Swipe(hand, day, go, False)]


def _at(stage: Stage, day: date, hour: int, minute: int, *, after: int = 0) -> datetime:
    """Return a minute of a day, at a second that is drawn. after: whole days later."""
    return datetime.combine(day, time(hour, minute, int(stage.dice.integers(0, 60)))) + timedelta(after)


def _midnight(stage: Stage) -> None:
    hand = stage.hand()
    special = days_worked(stage, hand, stage.month)[-3:]
    for day in _every_day(stage, hand):
        minute = int(stage.dice.integers(0, 60))
        if day == special[0]:
            _shift(stage, hand, day, _at(stage, day, 15, minute), _at(stage, day, 23, 59))
        elif day == special[1]:
            _shift(stage, hand, day, _at(stage, day, 23, 59), _at(stage, day, 7, minute, after=1))
        elif day == special[2]:
            _shift(stage, hand, day, _at(stage, day, 15, minute), _at(stage, day, 0, 1, after=1))
        else:
            _shift(stage, hand, day, _at(stage, day, 7, minute), _at(stage, day, 18, 59 - minute))
    days = int(stage.plan.hands.days[hand, stage.month])
    told = Told(number=days, since=special[0], wrong=False, edge=True)
    why = f"went at 23:59, came at 23:59, went at 00:01: {days} days worked, each counted on the day of its shift, none on the day after"
    stage.of_hand("midnight", hand, stage.month, told, why)


def _same_minute(stage: Stage) -> None:
    hand = stage.hand()
    for day in _every_day(stage, hand):
        _shift(stage, hand, day, _at(stage, day, 7, 30), _at(stage, day, 18, 0))
    for month in range(stage.span.months):
        days = days_worked(stage, hand, month)
        told = Told(number=len(days), since=days[0], day=days[-1])
        stage.of_hand("same_minute_every_day", hand, month, told, "came at 07:30 and went at 18:00 on each day of the month, to the minute")


def _together(stage: Stage) -> None:
    offset = stage.dice.integers(0, 60, 31)
    for hand in stage.hands[0].tolist():
        for day in _every_day(stage, hand):
            minute = int(offset[day.day - 1]) * MINUTE
            _shift(stage, hand, day, _at(stage, day, 7, 0) + minute, _at(stage, day, 17, 30) + minute)
    for month in range(stage.span.months):
        first = int(np.bitwise_or.reduce(stage.plan.hands.bits[stage.hands[0], month]))
        days = [day for day in stage.span.days(month).tolist() if first & int(bit(day))]
        told = Told(number=len(stage.hands[0]), since=days[0], day=days[0])
        stage.of_place("same_minute_together", month, told, "all who were there that day came in the same minute and went in the same minute, on each day")


SCENARIOS = (
    Scenario("midnight", 30, _midnight),
    Scenario("same_minute_every_day", 20, _same_minute),
    Scenario("same_minute_together", 10, _together, hands=20),
)
