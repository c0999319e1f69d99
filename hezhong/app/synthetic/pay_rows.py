"""The rows of pay: sheets, bank lines, the balances that follow from them, what banks tell of accounts, and contracts."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic import plan as words
from hezhong.app.synthetic.plan import NEVER, Plan, line_number
from hezhong.app.synthetic.rows import coded, known, table_of
from hezhong.app.synthetic.tokens import Thing
from hezhong.ledger.pay_tables import ACCOUNT_BALANCES, ACCOUNT_NOTICES, BANK_LINES, CONTRACTS, PAYROLL_LINES
from hezhong.ledger.shapes import rows_of

TERMS = ("task", "fixed")
OTHER_ACCOUNTS = 2**30
"""Numbers of the accounts that employers have beside the wage accounts of their sites."""


def payroll_lines(plan: Plan, month: int) -> pa.Table:
    """Return the sheets of a month."""
    return payroll_of(plan, np.nonzero(plan.hands.listed[:, month])[0], month)


def payroll_of(plan: Plan, some: np.ndarray, month: int) -> pa.Table:
    """Return the lines of some workers on the sheets of a month: one sheet for each workplace."""
    hands, places = plan.hands, plan.places
    place, first, last = hands.place[some], plan.span.days(month)[0], plan.span.days(month)[-1]
    due, net = hands.due_fen[some, month], hands.net_fen[some, month]
    confirmed = hands.confirmed[some, month]
    said = (confirmed == words.PHONE) | (confirmed == words.SIGNED)
    settled = hands.settled_on[some, month]
    agreed, leaves = places.due_on[place, month], ~np.isnat(settled)
    return table_of(PAYROLL_LINES, plan.city.code, {
        "month": np.full(len(some), plan.span.number(month), np.int32),
        "sheet": plan.tokens.of(Thing.SHEET, place * 64 + month),
        "worker": hands.worker[some],
        "employer": hands.employer[some],
        "site": known(places.site[place]),
        "since": np.maximum(hands.entered_on[some], first),
        "until": np.where(hands.left_on[some] < last, hands.left_on[some], last),
        "days": pa.array(hands.days[some, month], mask=places.site[place] == 0),
        "due_fen": due,
        "deducted_fen": due - net,
        "net_fen": net,
        "due_on": np.where(leaves, settled, agreed),
        "confirmed": coded(confirmed, words.CONFIRMED),
        "confirmed_on": np.where(said, np.where(leaves, settled, agreed - 4), NEVER),
    })  # fmt: skip


@dataclass(frozen=True)
class Payments:
    """Payments in columns. returned_on: NaT for one that arrived."""

    hand: np.ndarray
    line: np.ndarray
    fen: np.ndarray
    on: np.ndarray
    card: np.ndarray
    channel: np.ndarray
    returned_on: np.ndarray


def payments(plan: Plan, month: int) -> Payments:
    """Return what was paid for a month of work: the month's own payments, then the others."""
    hands = plan.hands
    some = np.nonzero(hands.paid_fen[:, month] > 0)[0]
    others = [each for each in plan.payments if each.month == month]
    hand = np.array([each.hand for each in others], np.int64)
    again = Payments(
        hand, line_number(hand, month, 1), np.array([each.fen for each in others], np.int64), np.array([each.on for each in others], "datetime64[D]"),
        np.array([each.card for each in others], np.int64), np.array([each.channel for each in others], np.int64), np.full(len(others), NEVER),
    )  # fmt: skip
    own = (some, line_number(some, month), *(column[some, month] for column in (hands.paid_fen, hands.paid_on, hands.paid_card, hands.channel, hands.returned_on)))
    return Payments(*(np.concatenate(both) for both in zip(own, vars(again).values(), strict=True)))


def bank_lines(plan: Plan, month: int) -> pa.Table:
    """Return the bank's lines for the wages of a month, whenever booked."""
    hands, places, paid = plan.hands, plan.places, payments(plan, month)
    place = hands.place[paid.hand]
    site = places.site[place]
    others = (paid.channel != words.WAGE_ACCOUNT) & (site != 0)
    return table_of(BANK_LINES, plan.city.code, {
        "booked_on": paid.on,
        "line": plan.tokens.of(Thing.LINE, paid.line),
        "account": np.where(others, plan.tokens.of(Thing.ACCOUNT, place + OTHER_ACCOUNTS), places.account[place]),
        "employer": places.employer[place],
        "site": known(site),
        "worker": hands.worker[paid.hand],
        "card": paid.card,
        "paid_fen": paid.fen,
        "month": np.full(len(place), plan.span.number(month), np.int32),
        "channel": coded(paid.channel, words.CHANNELS),
        "state": coded((~np.isnat(paid.returned_on)).astype(int), ("paid", "returned")),
        "returned_on": paid.returned_on,
    })  # fmt: skip


def account_balances(plan: Plan) -> pa.Table:
    """Return each wage account on each day. What comes back from a returned payment is taken off what was paid that day."""
    places, days = plan.places, plan.span.every_day
    received, spent = np.zeros((2, len(places.site), len(days)), np.int64)
    every = np.arange(len(places.site))
    for month in range(plan.span.months):
        _add(received, every, places.received_on[:, month] - days[0], places.received_fen[:, month])
        paid = payments(plan, month)
        ours = paid.channel == words.WAGE_ACCOUNT
        place = plan.hands.place[paid.hand]
        back = ours & ~np.isnat(paid.returned_on)
        _add(spent, place[ours], paid.on[ours] - days[0], paid.fen[ours])
        _add(spent, place[back], paid.returned_on[back] - days[0], -paid.fen[back])
    for each in plan.receipts:
        received[each.place, (np.datetime64(each.on, "D") - days[0]).astype(int)] += each.fen
    balance = places.opening_fen[:, None] + np.cumsum(received - spent, axis=1)
    some = np.nonzero(places.site)[0]
    return table_of(ACCOUNT_BALANCES, plan.city.code, {
        "account": np.repeat(places.account[some], len(days)),
        "day": np.tile(days, len(some)),
        "site": np.repeat(places.site[some], len(days)),
        "received_fen": received[some].ravel(),
        "paid_fen": spent[some].ravel(),
        "balance_fen": balance[some].ravel(),
    })  # fmt: skip


def _add(to: np.ndarray, place: np.ndarray, after: np.ndarray, fen: np.ndarray) -> None:
    np.add.at(to, (place, after.astype(int)), fen)


def account_notices(plan: Plan) -> pa.Table:
    """Return what banks tell of accounts: of lawful sites nothing."""
    return rows_of(ACCOUNT_NOTICES, plan.extra[ACCOUNT_NOTICES.name])


def contracts(plan: Plan) -> pa.Table:
    """Return the labour contracts."""
    ours = plan.hands.take(np.nonzero(plan.hands.contract)[0])
    site = plan.places.site[ours.place]
    fixed = (site == 0).astype(int)
    return table_of(CONTRACTS, plan.city.code, {
        "contract": ours.contract,
        "employer": ours.employer,
        "worker": ours.worker,
        "site": known(site),
        "signed_on": ours.signed_on,
        "since": ours.contract_since,
        "until": np.where(fixed == 1, ours.contract_since + 3 * 365, NEVER),
        "term": coded(fixed, TERMS),
        "agreed_fen": known(ours.agreed_fen),
        "per": coded(ours.per, words.PER),
        "ended_on": ours.left_on,
    })  # fmt: skip
