"""What a site must have: security, notice board, labour officer, labour fees in time, a balance that covers the next payroll.

Source: 保障农民工工资支付条例 第二十四条, 第二十八条, 第三十二条, 第三十四条; 人社部发〔2021〕65号.
"""

from datetime import timedelta

import numpy as np

from hezhong.app.synthetic import plan as words
from hezhong.app.synthetic.plan import Receipt
from hezhong.app.synthetic.staging import Play, Scenario, Stage, Told
from hezhong.kernel.dates import ONE_DAY

GUARANTEE = words.SECURITIES.index("guarantee")


def _missing(column: str, kind: str, why: str) -> Play:
    """column: of the workplaces; its value for none is 0."""

    def play(stage: Stage) -> None:
        getattr(stage.plan.places, column)[stage.place] = 0
        stage.of_place(kind, -1, Told(since=stage.span.first, day=stage.span.first), why)

    return play


def _unsecured(stage: Stage) -> None:
    places = stage.plan.places
    places.security[stage.place] = words.UNSECURED
    told = Told(int(places.security_fen[stage.place]), since=stage.span.first, day=stage.span.first)
    stage.of_place("no_security", -1, told, "neither deposit nor guarantee nor insurance; the amount is what sites here usually give")


def _expires(days: int, why: str) -> Play:
    """days: from the day of the truth to the last day of the guarantee."""

    def play(stage: Stage) -> None:
        places, last = stage.plan.places, stage.span.as_of + timedelta(days)
        places.security[stage.place], places.security_until[stage.place] = GUARANTEE, last
        told = Told(int(places.security_fen[stage.place]), since=last, day=last + ONE_DAY, wrong=days < 0, edge=True)
        stage.of_place("security_expired", -1, told, why)

    return play


def _scarce(missing: int) -> Play:
    """Leave less on the account than the payroll needs, until the pay day. missing: in fen; -1 for two fifths of the wages."""

    def play(stage: Stage) -> None:
        places, place, month = stage.plan.places, stage.place, 0
        wages, paid_on = stage.plan.wages(place, month), stage.plan.hands.paid_on[stage.hand(), month].item()
        short = wages * 2 // 5 if missing < 0 else missing
        came, reserve = stage.span.start(month + 1), int(places.opening_fen[place])
        # All fees come on the first of the month, so that no two are more than a month apart.
        firsts = np.array([stage.span.start(each + 1) for each in range(stage.span.months)], "datetime64[D]")
        places.fee_on[place] = places.received_on[place] = firsts
        places.opening_fen[place] = 0
        places.fee_fen[place, month] = places.received_fen[place, month] = wages - short
        stage.plan.receipts.append(Receipt(place, paid_on, short + reserve))
        told = Told(short, since=came, day=came if short else None, until=paid_on - ONE_DAY, wrong=short > 0, edge=missing >= 0)
        what = f"{short} fen less than the next payroll" if short else "exactly the next payroll, which is enough"
        stage.of_place("balance_short", month, told, f"from the labour fee to the day before the pay day the balance is {what}; on the pay day the rest came")

    return play


def _fee(late: int) -> Play:
    """late: days after the due day; -1 for never."""

    def play(stage: Stage) -> None:
        places, place, month = stage.plan.places, stage.place, stage.month + 1
        due, fen = places.fee_on[place, month].item(), int(places.fee_fen[place, month])
        places.opening_fen[place] += fen
        if late < 0:
            places.received_fen[place, month] = 0
        else:
            places.received_on[place, month] = due + timedelta(late)
        wrong = late != 0
        until = due + timedelta(late - 1) if late > 0 else None
        told = Told(fen if wrong else 0, max(late, 0), due, due + ONE_DAY if wrong else None, until, wrong, edge=late >= 0)
        stage.of_place("fee_late", month, told, _FEE_SAYS[late])

    return play


_FEE_SAYS = {
    -1: "the owner never transferred this month's labour fee: more than a month since the one before",
    0: "transferred on the due day, exactly one month after the one before: not more than a month",
    1: "transferred one day after the due day, one month and one day after the one before: more than a month",
}


SCENARIOS = (
    Scenario("no_security", 40, _unsecured),
    Scenario("guarantee_expired_yesterday", 10, _expires(-1, "the last day of the guarantee was the day before: expired")),
    Scenario("guarantee_expires_today", 10, _expires(0, "today is the last day of the guarantee: still in force")),
    Scenario("guarantee_expires_tomorrow", 10, _expires(1, "tomorrow is the last day of the guarantee: in force, to be renewed now")),
    Scenario("no_notice_board", 40, _missing("notice_board", "no_notice_board", "no board with the information on rights")),
    Scenario("no_labour_officer", 40, _missing("officer", "no_labour_officer", "no labour officer on the site")),
    Scenario("balance_short", 30, lambda stage: None, money=_scarce(-1)),
    Scenario("balance_one_fen_short", 10, lambda stage: None, money=_scarce(1)),
    Scenario("balance_exact", 10, lambda stage: None, money=_scarce(0)),
    Scenario("fee_never", 30, lambda stage: None, money=_fee(-1), months=2),
    Scenario("fee_one_day_late", 10, lambda stage: None, money=_fee(1), months=2),
    Scenario("fee_exactly_one_month", 10, lambda stage: None, money=_fee(0), months=2),
)
