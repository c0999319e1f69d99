"""Wages not paid, paid short, paid late: of sites and of employers without one."""

from datetime import date

import numpy as np

from hezhong.app.synthetic.span import last_working
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.holidays import state_council

DUE = "保障农民工工资支付条例 第十四条"
FIRST_USABLE_DAY = 7
"""Pay days that are moved stay after the labour fee has come."""


def unpay(stage: Stage, hand: int, month: int, why: str, *, edge: bool = False) -> int:
    """Leave a worker's month unpaid and tell it; return the amount in fen."""
    hands = stage.plan.hands
    hands.paid_fen[hand, month] = 0
    amount, due = int(hands.net_fen[hand, month]), stage.plan.due(hand, month)
    stage.of_hand("unpaid", hand, month, Told(amount, since=due, day=last_working(due) + ONE_DAY, edge=edge), why)
    return amount


def _months(count: int) -> Play:
    def play(stage: Stage) -> None:
        for hand in stage.hands[0][:3].tolist():
            amounts = [unpay(stage, hand, month, f"{count} months unpaid") for month in range(stage.month, stage.month + count)]
            last = stage.month + count - 1
            told = Told(sum(amounts), count, stage.plan.places.due_on[stage.place, stage.month].item(), stage.first_wrong_day(last))
            stage.of_hand("unpaid_months", hand, last, told, f"{count} months running unpaid, in all")

    return play


def _people(count: int) -> Play:
    def play(stage: Stage) -> None:
        why = f"one of {count} people of the site whose month is unpaid"
        amount = sum(unpay(stage, hand, stage.month, why) for hand in stage.hands[0][:count].tolist())
        due = stage.plan.places.due_on[stage.place, stage.month].item()
        told = Told(amount, count, due, stage.first_wrong_day(stage.month), edge=True)
        stage.of_place("unpaid_people", stage.month, told, f"exactly {count} people are unpaid; a rule of N 人以上 (at least N) holds for N itself and not for N-1")

    return play


def _short(missing: int, edge: bool, why: str) -> Play:
    """missing: in fen; 0 for a fifth of the wage."""

    def play(stage: Stage) -> None:
        hands, hand = stage.plan.hands, stage.hand()
        amount = missing or int(hands.net_fen[hand, stage.month]) // 5
        hands.paid_fen[hand, stage.month] -= amount
        due = stage.plan.places.due_on[stage.place, stage.month].item()
        stage.of_hand("short", hand, stage.month, Told(amount, since=due, day=stage.first_wrong_day(stage.month), edge=edge), why)

    return play


def _one_day_late(stage: Stage) -> None:
    hand, last = stage.hand(), stage.plan.last_day(stage.place, stage.month)
    stage.plan.places.due_on[stage.place, stage.month] = last
    _paid(stage, hand, last + ONE_DAY, last, "paid one day after the last day, which is a working day: late by one day")


def _paid(stage: Stage, hand: int, on: date, last: date, why: str) -> None:
    """Pay a worker's month on a day and tell whether that was late."""
    hands = stage.plan.hands
    hands.paid_on[hand, stage.month] = on
    late = on > last
    amount = int(hands.paid_fen[hand, stage.month]) if late else 0
    due = stage.plan.places.due_on[stage.place, stage.month].item()
    told = Told(amount, max((on - last).days, 0), due, last + ONE_DAY if late else None, wrong=late, edge=True)
    stage.of_hand("late", hand, stage.month, told, why)


def _rest_day(shift: int) -> Play:
    """shift: 1 paid on the working day after the day of rest, 0 on it, -1 on the working day before."""

    def play(stage: Stage) -> None:
        due = _day_of_rest(stage)
        last = last_working(due)
        stage.plan.places.due_on[stage.place, stage.month] = due
        stage.plan.hands.paid_on[stage.hands[0], stage.month] = last
        on, word = {1: (_next_working(due), "after it: late"), 0: (due, "on it: late, it had to be before"), -1: (last, "before it: in time")}[shift]
        _paid(stage, stage.hand(), on, last, f"the pay day falls on a day of rest and was paid {word} ({DUE})")

    return play


def _day_of_rest(stage: Stage) -> date:
    """Return a statutory holiday of the month of settlement, else a day off, else a day of a weekend; none in its last days."""
    days: list[date] = [day for day in stage.span.days(stage.month + 1).tolist() if FIRST_USABLE_DAY <= day.day <= 24]
    calendar = state_council()
    kinds = ([day for day in days if day in calendar.holidays], [day for day in days if day in calendar.days_off], [day for day in days if not calendar.is_working(day)])
    found = next(kind for kind in kinds if kind)
    return found[int(stage.dice.integers(0, len(found)))]


def _next_working(day: date) -> date:
    while not state_council().is_working(day):
        day += ONE_DAY
    return day


def _employer(stage: Stage) -> None:
    for hand in np.asarray(stage.hands[0][:4]).tolist():
        unpay(stage, hand, stage.month, "an employer without a site has not paid the month")


SCENARIOS = (
    Scenario("unpaid_one_month", 60, _months(1)),
    Scenario("unpaid_two_months", 30, _months(2), months=2),
    Scenario("unpaid_three_months", 20, _months(3), months=3),
    Scenario("unpaid_9_people", 10, _people(9), hands=14),
    Scenario("unpaid_10_people", 10, _people(10), hands=14),
    Scenario("unpaid_29_people", 6, _people(29), hands=34),
    Scenario("unpaid_30_people", 6, _people(30), hands=34),
    Scenario("unpaid_31_people", 6, _people(31), hands=34),
    Scenario("employer_unpaid", 40, _employer, firm=True),
    Scenario("paid_short", 40, _short(0, False, "four fifths of the wage were paid")),
    Scenario("one_fen_short", 20, _short(1, True, "0.01 yuan is missing: not paid in full")),
    Scenario("one_day_late", 30, _one_day_late),
    Scenario("rest_day_paid_after", 20, _rest_day(1)),
    Scenario("rest_day_paid_on_it", 10, _rest_day(0)),
    Scenario("rest_day_paid_before", 20, _rest_day(-1)),
)
