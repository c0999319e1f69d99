"""Who is there, who is listed, who left: attendance, payroll and roster that do not say the same."""

from datetime import date

import numpy as np

from hezhong.app.synthetic.scenarios.arrears import unpay
from hezhong.app.synthetic.span import bit, last_working
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.kernel.dates import ONE_DAY

WELL_PAID = 45_000
"""Fen a day: who works only a part of a month still earns more than the minimum wage."""
HALF = 15
"""The first day of the second half of a month."""
ON_LEAVING = "工资支付暂行规定 第九条"


def leave(stage: Stage, hand: int, month: int, day: int) -> None:
    """Let a worker leave on a day of a month, or the last working day before, paid on that day."""
    hands, on = stage.plan.hands, last_working(stage.span.start(month).replace(day=day))
    hands.left_on[hand] = on
    hands.bits[hand, month] &= np.uint32((1 << (on.day + 1)) - 1)
    hands.bits[hand, month + 1 :] = 0
    for each in range(stage.span.months):
        stage.plan.reckon(np.array([hand]), each)
    stage.plan.settle(hand)


def _attended_not_listed(stage: Stage) -> None:
    hands, hand = stage.plan.hands, stage.hand()
    why = "was there all month and stands on no sheet"
    _unlisted(stage, hand, why)
    hands.listed[hand, stage.month] = False


def _unlisted(stage: Stage, hand: int, why: str) -> None:
    """Tell that a worker was there, is on no sheet and was not paid; the amount is that of the days at the agreed wage."""
    hands, month = stage.plan.hands, stage.month
    due, days = stage.plan.due(hand, month), int(hands.days[hand, month])
    stage.of_hand("attended_not_listed", hand, month, Told(int(hands.net_fen[hand, month]), days, due, last_working(due) + ONE_DAY), why)
    unpay(stage, hand, month, f"unpaid: {why}")


def _listed_not_attended(stage: Stage) -> None:
    hands, hand, month = stage.plan.hands, stage.hand(), stage.month
    hands.bits[hand, month] = 0
    due = stage.plan.places.due_on[stage.place, month].item()
    told = Told(int(hands.net_fen[hand, month]), int(hands.days[hand, month]), due, due)
    stage.of_hand("listed_not_attended", hand, month, told, "listed with days and paid, and never at the gate in that month")


def _not_on_roster(stage: Stage) -> None:
    hands, hand = stage.plan.hands, stage.hand()
    hands.on_roster[hand] = False
    first = _first_day(stage, hand, 0)
    told = Told(number=int(np.bitwise_count(hands.bits[hand]).sum()), since=first, day=first)
    stage.of_hand("not_on_roster", hand, -1, told, "works and is paid, and is on no roster (保障农民工工资支付条例 第二十八条)")


def _first_day(stage: Stage, hand: int, month: int) -> date:
    bits = stage.plan.hands.bits[hand, month]
    first: date = next(day for day in stage.span.days(month).tolist() if bits & bit(day))
    return first


def _same_worker(stage: Stage) -> tuple[int, int]:
    """Make the first worker of the first site the first one of the second as well; return both rows."""
    hands = stage.plan.hands
    one, other = (int(group[0]) for group in stage.hands)
    for column in (hands.worker, hands.card):
        column[other] = column[one]
    hands.paid_card[other] = hands.paid_card[one]
    hands.agreed_fen[[one, other]] = WELL_PAID
    return one, other


def _two_sites_one_day(stage: Stage) -> None:
    hands, (one, other) = stage.plan.hands, _same_worker(stage)
    for month in range(stage.span.months):
        both = hands.bits[one, month] & hands.bits[other, month]
        stage.plan.reckon(np.array([one, other]), month)
        first = next(day for day in stage.span.days(month).tolist() if both & bit(day))
        told = Told(number=int(np.bitwise_count(both)), since=first, day=first)
        for hand in (one, other):
            stage.of_hand("two_sites_one_day", hand, month, told, "at the gates of two sites on the same days; both sites are told")


def _two_sites_other_days(stage: Stage) -> None:
    hands, (one, other), month = stage.plan.hands, _same_worker(stage), stage.month
    days = stage.span.working_days(month)
    hands.bits[one, month] = sum(int(bit(day)) for day in days)
    hands.bits[other, month] = sum(int(bit(day)) for day in days if day.day >= HALF)
    leave(stage, one, month, HALF - 1)
    came = next(day for day in days if day.day >= HALF)
    hands.entered_on[other] = hands.signed_on[other] = hands.contract_since[other] = came
    hands.bits[other, :month] = 0
    for each in range(stage.span.months):
        stage.plan.reckon(np.array([other]), each)
    told = Told(since=came, wrong=False, edge=True)
    stage.of_hand("two_sites_one_day", one, month, told, "on two sites in one month, but on no day on both: left the one, then came to the other")


def _left(settled: bool) -> Play:
    def play(stage: Stage) -> None:
        hand = stage.hand()
        stage.plan.hands.agreed_fen[hand] = WELL_PAID
        leave(stage, hand, stage.month, 24)
        hands, left = stage.plan.hands, stage.plan.hands.left_on[hand].item()
        if settled:
            told = Told(since=left, wrong=False, edge=True)
            stage.of_hand("left_unsettled", hand, stage.month, told, "left, and all wages were stated and paid on that day")
            return
        told = Told(int(hands.net_fen[hand, stage.month]), since=left, day=left + ONE_DAY)
        stage.of_hand("left_unsettled", hand, stage.month, told, f"left, and the last month is neither stated nor paid ({ON_LEAVING})")
        _unlisted(stage, hand, "left without a settlement")
        hands.listed[hand, stage.month] = False

    return play


def _finished(stage: Stage) -> None:
    places, day = stage.plan.places, last_working(stage.span.start(stage.month).replace(day=20))
    places.ended_on[stage.place], places.state[stage.place] = day, 1
    stage.plan.hands.agreed_fen[stage.hands[0]] = WELL_PAID
    for hand in stage.hands[0].tolist():
        leave(stage, hand, stage.month, 20)
    told = Told(number=len(stage.hands[0]), since=day, wrong=False, edge=True)
    stage.of_place("site_finished", stage.month, told, "finished, all left and were paid that day: no swipes and no sheets afterwards are no violation")


SCENARIOS = (
    Scenario("attended_not_listed", 40, _attended_not_listed),
    Scenario("listed_not_attended", 30, _listed_not_attended),
    Scenario("not_on_roster", 30, _not_on_roster),
    Scenario("two_sites_one_day", 20, _two_sites_one_day, sites=2),
    Scenario("two_sites_other_days", 20, _two_sites_other_days, sites=2),
    Scenario("left_unsettled", 30, _left(False)),
    Scenario("left_settled", 20, _left(True)),
    Scenario("site_finished", 20, _finished),
)
