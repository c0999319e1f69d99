"""A city in which everybody keeps the law: sites, employers, workers, their days and their pay.

Wages are paid in the month after the work, on or before the agreed day, before it where it is a day of rest; who leaves is paid
on that day; nobody works on a day of rest; every sum stays above each minimum wage and below each mark of the warning rules.
What is wrong is staged later.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from hezhong.app.synthetic import plan as words
from hezhong.app.synthetic.cities import City
from hezhong.app.synthetic.plan import NEVER, Hands, Payment, Plan, Workplaces
from hezhong.app.synthetic.span import Span, last_working
from hezhong.app.synthetic.tokens import Thing, Tokens, chance

PRESENT = 0.9
"""The share of working days on which a worker is there."""
RETURNED = 0.003
"""The share of payments that the bank returns."""
FEWEST_DAYS = 12
"""So few days at the least daily wage still earn more than the highest minimum wage of a month; who has fewer misses none."""
LEAST_DAILY, MOST_DAILY = 24_000, 45_000  # fen
LEAST_MONTHLY, MOST_MONTHLY = 350_000, 1_200_000  # fen
SMALL_CONTRACT = 400_000_000  # fen: 小型项目, no gate, the team writes the days down


@dataclass(frozen=True)
class Wanted:
    """Which workplaces a city gets. Shape: one entry each. steady: nobody comes or leaves in the time."""

    size: np.ndarray
    gated: np.ndarray
    firm: np.ndarray
    steady: np.ndarray


def drawn(seed: int, city: City, sites: int, firms: int) -> Wanted:
    """Return workplaces of the sizes that occur: sites with a gate about 100 workers, small sites 34, employers 20."""
    dice = chance(seed, city.code, "sizes")
    gated = dice.random(sites) < 0.6
    large = np.clip(dice.lognormal(4.25, 0.85, sites), 12, 1500)
    small = np.clip(dice.lognormal(3.4, 0.5, sites), 6, 120)
    staff = np.clip(dice.lognormal(2.8, 0.6, firms), 6, 500)
    size = np.concatenate([np.where(gated, large, small), staff]).astype(np.int64)
    firm = np.arange(sites + firms) >= sites
    return Wanted(size, np.concatenate([gated, np.zeros(firms, bool)]), firm, firm)


def planned(seed: int, city: City, span: Span, wanted: Wanted) -> Plan:
    """Return the lawful plan of a city."""
    tokens = Tokens(seed, city.number)
    dice = chance(seed, city.code, "places")
    places = _places(dice, tokens, span, wanted)
    hands = _hands(chance(seed, city.code, "hands"), tokens, places, span, wanted)
    plan = Plan(seed, city, span, tokens, places, hands)
    everybody = np.arange(len(hands.place))
    for hand in np.nonzero(~np.isnat(hands.left_on))[0].tolist():
        plan.settle(hand)
    for month in range(span.months):
        plan.reckon(everybody, month)
        _return_some(chance(seed, city.code, "returned", month), plan, np.nonzero(~wanted.steady[hands.place])[0], month)
    return plan


def _return_some(dice: np.random.Generator, plan: Plan, among: np.ndarray, month: int) -> None:
    """Let few payments come back, and be made again on the last day in time."""
    hands = plan.hands
    some = among[(dice.random(len(among)) < RETURNED) & np.isnat(hands.settled_on[among, month])]
    for hand in some[hands.paid_fen[some, month] > 0].tolist():
        last = plan.last_day(int(hands.place[hand]), month)
        hands.paid_on[hand, month] = last_working(date.fromordinal(last.toordinal() - 6))
        hands.returned_on[hand, month] = date.fromordinal(last.toordinal() - 3)
        plan.payments.append(Payment(hand, month, int(hands.paid_fen[hand, month]), last, int(hands.card[hand])))


def _places(dice: np.random.Generator, tokens: Tokens, span: Span, wanted: Wanted) -> Workplaces:
    count = len(wanted.size)
    number, first = np.arange(count), np.datetime64(span.first, "D")
    large, small = dice.integers(8, 800, count) * 100_000_000, dice.integers(50, 390, count) * 1_000_000
    contract = np.where(wanted.gated, large, small)
    security = dice.choice(3, count, p=(0.3, 0.5, 0.2))
    due, fees = _days(dice, span, count)
    second = np.where(wanted.size > 25, tokens.of(Thing.SUBCONTRACTOR, number * 2 + 1), 0)
    nothing = np.zeros((count, span.months), np.int64)
    return Workplaces(
        site=np.where(wanted.firm, 0, tokens.of(Thing.SITE, number)),
        employer=tokens.of(Thing.EMPLOYER, number),
        owner=tokens.of(Thing.OWNER, number),
        subcontractors=np.stack([tokens.of(Thing.SUBCONTRACTOR, number * 2), second], 1),
        trade=dice.choice(len(words.TRADES), count, p=(0.5, 0.2, 0.14, 0.06, 0.06, 0.04)),
        contract_fen=contract,
        began_on=first - dice.integers(330, 700, count),
        ended_on=np.full(count, NEVER),
        state=np.zeros(count, np.int8),
        account=tokens.of(Thing.ACCOUNT, number),
        security=security,
        security_fen=contract * 2 // 100,
        security_until=np.where(security == 0, NEVER, np.datetime64(span.as_of, "D") + dice.integers(120, 700, count)),
        notice_board=np.ones(count, bool),
        officer=tokens.of(Thing.OFFICER, number),
        gated=wanted.gated.copy(),
        due_on=due,
        fee_on=fees,
        fee_fen=nothing.copy(),
        received_on=fees.copy(),
        received_fen=nothing.copy(),
        opening_fen=np.zeros(count, np.int64),
        heads=np.repeat(wanted.size[:, None], span.months + 1, 1),
        owed_fen=np.zeros((count, span.months + 1), np.int64),
    )


def _days(dice: np.random.Generator, span: Span, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the agreed pay days and the days of the labour fee, each in the month after that of the work.

    The same day of each month, so from one fee to the next it is a month and not a day more.
    """
    pay, fee = dice.integers(10, 26, count), dice.integers(1, 6, count)
    starts = np.array([span.start(month + 1) for month in range(span.months)], "datetime64[D]")
    return starts[None, :] + (pay - 1)[:, None], starts[None, :] + (fee - 1)[:, None]


def _hands(dice: np.random.Generator, tokens: Tokens, places: Workplaces, span: Span, wanted: Wanted) -> Hands:
    place = np.repeat(np.arange(len(wanted.size)), wanted.size)
    count, number = len(place), np.arange(len(place))
    firm, shape = wanted.firm[place], (len(place), span.months)
    entered, left = _coming_and_going(dice, span, wanted.steady[place])
    signed = entered - dice.integers(0, 10, count)
    second = (places.subcontractors[place, 1] != 0) & (dice.random(count) < 0.4)
    card = tokens.of(Thing.CARD, number)
    hands = Hands(
        place=place,
        worker=tokens.of(Thing.WORKER, number),
        card=card,
        employer=np.where(firm, places.employer[place], places.subcontractors[place, second.astype(int)]),
        contract=tokens.of(Thing.CONTRACT, number),
        signed_on=signed,
        contract_since=entered.copy(),
        entered_on=entered,
        left_on=left,
        agreed_fen=np.where(firm, dice.integers(LEAST_MONTHLY // 100, MOST_MONTHLY // 100, count) * 100,
                            dice.integers(LEAST_DAILY // 1000, MOST_DAILY // 1000, count) * 1000),
        per=np.where(firm, words.BY_MONTH, words.BY_DAY),
        on_roster=~firm,
        own=np.zeros(count, bool),
        bits=np.zeros(shape, np.uint32),
        listed=np.zeros(shape, bool),
        days=np.zeros(shape, np.int64),
        due_fen=np.zeros(shape, np.int64),
        net_fen=np.zeros(shape, np.int64),
        confirmed=dice.choice((words.PHONE, words.SIGNED), shape, p=(0.7, 0.3)).astype(np.int8),
        paid_fen=np.zeros(shape, np.int64),
        paid_on=_pay_days(dice, places)[place],
        paid_card=np.repeat(card[:, None], span.months, 1),
        channel=np.repeat(np.where(firm, words.EMPLOYER_ACCOUNT, words.WAGE_ACCOUNT)[:, None], span.months, 1),
        returned_on=np.full(shape, NEVER),
        settled_on=np.full(shape, NEVER),
    )  # fmt: skip
    for month in range(span.months):
        hands.bits[:, month] = _worked(dice, span, month, hands)
    return hands


def _coming_and_going(dice: np.random.Generator, span: Span, steady: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the days of entry and leaving: few come in the first week of a month, few leave in the last week of one."""
    count, first = len(steady), np.datetime64(span.first, "D")
    starts = np.array([span.start(month) for month in range(span.months)], "datetime64[D]")
    month, moves = dice.integers(0, span.months, count), dice.random(count)
    before = first - dice.integers(20, 300, count)
    comes = (moves < 0.08) & ~steady
    goes = (moves > 0.93) & ~steady
    entered = np.where(comes, starts[month] + dice.integers(0, 6, count), before)
    leaving = starts[month] + dice.integers(21, 28, count)
    for day in np.unique(leaving).tolist():
        leaving[leaving == np.datetime64(day, "D")] = np.datetime64(last_working(day), "D")
    return entered, np.where(goes, leaving, NEVER)


def _worked(dice: np.random.Generator, span: Span, month: int, hands: Hands) -> np.ndarray:
    """Return the days that each worker worked in a month, as bits."""
    days, working = span.days(month), span.working(month)
    bits = np.zeros(len(hands.place), np.uint32)
    open_days = np.zeros(len(bits), np.uint32)
    for day, works in zip(days, working, strict=True):
        if works:
            there = (hands.entered_on <= day) & ~(hands.left_on < day)
            flag = np.uint32(1 << day.astype(object).day)
            open_days |= np.where(there, flag, np.uint32(0))
            bits |= np.where(there & (dice.random(len(bits)) < PRESENT), flag, np.uint32(0))
    bits = np.where(np.bitwise_count(bits) < FEWEST_DAYS, open_days, bits)
    return np.where(hands.on_roster, bits, np.uint32(0))


def _pay_days(dice: np.random.Generator, places: Workplaces) -> np.ndarray:
    """Return the day on which each workplace pays each month: the last in time, or up to three days before it."""
    early = dice.integers(0, 4, places.due_on.shape)
    latest = {day: last_working(day) for day in np.unique(places.due_on).tolist()}
    paid = np.vectorize(lambda day, days: _earlier(latest[day], days), otypes=["datetime64[D]"])(places.due_on.astype(object), early)
    return np.asarray(paid, "datetime64[D]")


def _earlier(last: date, days: int) -> date:
    return last_working(date.fromordinal(last.toordinal() - days))
