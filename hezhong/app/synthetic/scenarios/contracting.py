"""Labour contracts that come late or never. Source: 劳动合同法 第十条, 第八十二条; 保障农民工工资支付条例 第二十八条."""

from datetime import date, timedelta

import numpy as np

from hezhong.app.synthetic.plan import NEVER
from hezhong.app.synthetic.scenarios.rosters import WELL_PAID
from hezhong.app.synthetic.scenarios.swiping import days_worked
from hezhong.app.synthetic.span import bit
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.kernel.dates import ONE_DAY, add_months

EARLIEST = 3
"""The day of a month from which on a worker of these cases comes."""


def _never(stage: Stage) -> None:
    hands, hand = stage.plan.hands, stage.hand()
    hands.contract[hand] = 0
    hands.signed_on[hand] = hands.contract_since[hand] = NEVER
    entered = hands.entered_on[hand].item()
    late = max(add_months(entered, 1) + ONE_DAY, stage.span.first)
    stage.of_hand("no_contract", hand, -1, Told(since=entered, day=late), "more than a month at work and no written contract")
    _before(stage, hand, None)


def _after(days: int, why: str) -> Play:
    """days: from the first day of work to the contract; -1 for exactly one month, -2 for a month and a day."""

    def play(stage: Stage) -> None:
        hand, came = stage.hand(), _came(stage)
        month = add_months(came, 1)
        signed = came + timedelta(days) if days > 0 else month + (-1 - days) * ONE_DAY
        hands = stage.plan.hands
        hands.entered_on[hand] = came
        hands.signed_on[hand] = hands.contract_since[hand] = signed
        wrong = signed > month
        told = Told(number=(signed - came).days, since=came, day=month + ONE_DAY if wrong else None, until=signed - ONE_DAY if wrong else None, wrong=wrong, edge=True)
        stage.of_hand("no_contract", hand, stage.month, told, f"{why}; the month from {came} ends on {month}, the contract came on {signed}")
        _before(stage, hand, signed)

    return play


def _came(stage: Stage) -> date:
    """Return the first day of work of the first worker, and forget the days before it."""
    hands, hand = stage.plan.hands, stage.hand()
    came = next(day for day in stage.span.working_days(stage.month) if day.day >= EARLIEST)
    hands.bits[hand, stage.month] |= bit(came)
    hands.bits[hand, stage.month] &= ~np.uint32(int(bit(came)) - 1)
    hands.bits[hand, : stage.month] = 0
    hands.agreed_fen[hand] = WELL_PAID
    for month in range(stage.span.months):
        stage.plan.reckon(np.array([hand]), month)
    return came


def _before(stage: Stage, hand: int, signed: date | None) -> None:
    """Tell that somebody worked on a site before there was a contract. signed: None for never."""
    days = [day for month in range(stage.span.months) for day in days_worked(stage, hand, month) if not signed or day < signed]
    told = Told(number=len(days), since=days[0], day=days[0], until=signed and signed - ONE_DAY)
    stage.of_hand("work_before_contract", hand, -1, told, "on a site nobody may begin before the contract and the registration by name")


SCENARIOS = (
    Scenario("no_contract", 40, _never),
    Scenario("contract_after_1_day", 20, _after(1, "signed a day after the first day of work: within the month, yet after work on a site began")),
    Scenario("contract_after_29_days", 10, _after(29, "signed 29 days after the first day of work")),
    Scenario("contract_after_30_days", 10, _after(30, "signed 30 days after the first day of work")),
    Scenario("contract_after_31_days", 10, _after(31, "signed 31 days after the first day of work")),
    Scenario("contract_after_one_month", 10, _after(-1, "signed on the last day of the month")),
    Scenario("contract_after_one_month_and_a_day", 10, _after(-2, "signed the day after the month")),
)
