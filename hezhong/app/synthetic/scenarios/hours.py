"""Days without rest and hours beyond the limits. Source: 劳动法 第三十八条, 第四十一条."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from hezhong.app.synthetic.plan import Written
from hezhong.app.synthetic.scenarios.paying import work_whole_month
from hezhong.app.synthetic.scenarios.rosters import WELL_PAID
from hezhong.app.synthetic.scenarios.swiping import days_worked
from hezhong.app.synthetic.site_rows import STANDARD_MINUTES
from hezhong.app.synthetic.span import bit
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told

LONGEST_RUN = 6
MONTHLY, DAILY = 36 * 60, 3 * 60
"""Minutes of overtime that are still allowed."""
WITHIN = 8
"""The day of a month on which a run inside it begins."""


def _run(length: int, before_end: int = 0) -> Play:
    """before_end: how many of the days fall on the last of a month, the rest into the next; 0 for a run inside a month."""

    def play(stage: Stage) -> None:
        hand, start = stage.hand(), stage.span.start(stage.month).replace(day=WITHIN)
        if before_end:
            start = stage.span.start(stage.month + 1) - timedelta(before_end)
        _work(stage, hand, start, length)
        wrong, last = length > LONGEST_RUN, start + timedelta(length - 1)
        told = Told(number=length, since=start, day=last if wrong else None, wrong=wrong, edge=True)
        where = ", across the end of a month" if before_end else ""
        stage.of_hand("no_rest", hand, stage.month, told, f"{length} days running without a day of rest{where}; at least one day in each week is for rest")

    return play


def _work(stage: Stage, hand: int, start: date, length: int) -> None:
    """Let a worker work from a day on for a number of days, and rest two days before and after."""
    hands = stage.plan.hands
    for day in (start + timedelta(number) for number in range(-2, length + 2)):
        month = next(month for month in range(stage.span.months) if stage.span.number(month) == day.year * 100 + day.month)
        hands.bits[hand, month] &= ~bit(day)
        if start <= day < start + timedelta(length):
            hands.bits[hand, month] |= bit(day)
    hands.agreed_fen[hand] = WELL_PAID
    for month in range(stage.span.months):
        stage.plan.reckon(np.array([hand]), month)


def _overtime(minutes: int) -> Play:
    def play(stage: Stage) -> None:
        hand = stage.hand()
        days = _whole_month(stage, hand)
        share, rest = divmod(minutes, len(days))
        _write(stage, hand, [share + (number < rest) for number in range(len(days))])
        wrong = minutes > MONTHLY
        told = Told(number=minutes, since=days[0], day=days[-1] if wrong else None, wrong=wrong, edge=abs(minutes - MONTHLY) <= 1)
        stage.of_hand("overtime_month", hand, stage.month, told, f"{minutes} minutes of overtime in the month; 36 hours are {MONTHLY}")

    return play


def _long_day(minutes: int) -> Play:
    def play(stage: Stage) -> None:
        hand = stage.hand()
        days = _whole_month(stage, hand)
        _write(stage, hand, [minutes, *(0 for _ in days[1:])])
        wrong = minutes > DAILY
        told = Told(number=minutes, since=days[0], day=days[0] if wrong else None, wrong=wrong, edge=True)
        stage.of_hand("overtime_day", hand, stage.month, told, f"{minutes} minutes of overtime in one day; three hours are {DAILY}")

    return play


def _whole_month(stage: Stage, hand: int) -> list[date]:
    work_whole_month(stage, hand, stage.month)
    stage.plan.reckon(np.array([hand]), stage.month)
    return stage.span.working_days(stage.month)


def _write(stage: Stage, hand: int, overtime: Sequence[int]) -> None:
    """Write a worker's days down: with the overtime in the month of the stage, without any in the others."""
    stage.plan.hands.own[hand] = True
    for month in range(stage.span.months):
        days = days_worked(stage, hand, month)
        beyond = overtime if month == stage.month else [0] * len(days)
        stage.plan.written += [Written(hand, day, STANDARD_MINUTES + minutes) for day, minutes in zip(days, beyond, strict=True)]


SCENARIOS = (
    Scenario("seven_days_running", 20, _run(7)),
    Scenario("six_days_running", 20, _run(6)),
    Scenario("seven_days_across_months", 20, _run(7, 4), months=2),
    Scenario("six_days_across_months", 10, _run(6, 3), months=2),
    Scenario("overtime_50_hours", 20, _overtime(50 * 60), gated=False),
    Scenario("overtime_36_hours", 10, _overtime(MONTHLY), gated=False),
    Scenario("overtime_36_hours_1_minute", 10, _overtime(MONTHLY + 1), gated=False),
    Scenario("overtime_day_3_hours", 10, _long_day(DAILY), gated=False),
    Scenario("overtime_day_3_hours_1_minute", 10, _long_day(DAILY + 1), gated=False),
)
