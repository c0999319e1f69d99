"""The plan of one city: who works where and what is to happen. Scenarios change it; rows are written from it last.

Everything is a column, so that a province of three million workers is planned as fast as one of three.
"""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa

from hezhong.app.synthetic.cities import City
from hezhong.app.synthetic.span import Span, last_working
from hezhong.app.synthetic.tokens import Thing, Tokens

NEVER = np.datetime64("NaT", "D")
NONE, PHONE, SIGNED, REFUSED = 0, 1, 2, 3
CONFIRMED = ("no", "phone", "signed", "refused")
WAGE_ACCOUNT, EMPLOYER_ACCOUNT = 0, 1
CHANNELS = ("wage_account", "employer_account")
BY_DAY, BY_MONTH, BY_PIECE = 0, 1, 2
PER = ("day", "month", "piece")
SECURITIES = ("deposit", "guarantee", "insurance", "none")
UNSECURED = 3
STATES = ("building", "finished")
TRADES = ("housing", "municipal", "transport", "water", "energy", "other")


class Columns:
    """A dataclass of arrays of one length."""

    def take(self, order: np.ndarray) -> Any:
        """Return the same columns in another order, or of some rows only."""
        return type(self)(**{each.name: getattr(self, each.name)[order] for each in fields(self)})  # type: ignore[arg-type]


@dataclass
class Workplaces(Columns):
    """Sites, and employers without one (site 0). Months run along the second axis of what has one; 0 or NaT: none."""

    site: np.ndarray
    employer: np.ndarray  # the general contractor, or the employer itself
    owner: np.ndarray
    subcontractors: np.ndarray  # (place, 2)
    trade: np.ndarray
    contract_fen: np.ndarray
    began_on: np.ndarray
    ended_on: np.ndarray
    state: np.ndarray
    account: np.ndarray
    security: np.ndarray
    security_fen: np.ndarray
    security_until: np.ndarray
    notice_board: np.ndarray
    officer: np.ndarray
    gated: np.ndarray
    due_on: np.ndarray  # (place, month): the agreed pay day, as agreed
    fee_on: np.ndarray  # (place, month): when the owner owes the labour fee out of which the month is paid
    fee_fen: np.ndarray
    received_on: np.ndarray
    received_fen: np.ndarray
    opening_fen: np.ndarray
    heads: np.ndarray  # (place, month + 1): people insured, from the month before the first
    owed_fen: np.ndarray


@dataclass
class Hands(Columns):
    """Workers at a workplace. own: the scenario writes each swipe and each day of this worker itself.

    settled_on: (hand, month), for wages due on leaving and not on the agreed day.
    """

    place: np.ndarray
    worker: np.ndarray
    card: np.ndarray
    employer: np.ndarray
    contract: np.ndarray
    signed_on: np.ndarray
    contract_since: np.ndarray
    entered_on: np.ndarray
    left_on: np.ndarray
    agreed_fen: np.ndarray
    per: np.ndarray
    on_roster: np.ndarray
    own: np.ndarray
    bits: np.ndarray  # (hand, month): the days worked
    listed: np.ndarray
    days: np.ndarray
    due_fen: np.ndarray
    net_fen: np.ndarray
    confirmed: np.ndarray
    paid_fen: np.ndarray
    paid_on: np.ndarray
    paid_card: np.ndarray
    channel: np.ndarray
    returned_on: np.ndarray
    settled_on: np.ndarray


@dataclass(frozen=True)
class Payment:
    """A payment beside the month's one: the other half, or the second try. fen: what it brings. channel: 0 the wage account."""

    hand: int
    month: int
    fen: int
    on: date
    card: int
    channel: int = WAGE_ACCOUNT


@dataclass(frozen=True)
class Receipt:
    """Money that came to a wage account beside the labour fees."""

    place: int
    on: date
    fen: int


@dataclass(frozen=True)
class Swipe:
    """A swipe that a scenario writes itself. day: 考勤日, the day of the shift. come: else go."""

    hand: int
    day: date
    at: datetime
    come: bool


@dataclass(frozen=True)
class Written:
    """A day of work that a scenario writes down itself, on a site without a gate."""

    hand: int
    day: date
    minutes: int


@dataclass(frozen=True)
class Later:
    """A batch that comes after all others. withdrawn: whether its rows are taken back. again: whether it is sent twice."""

    table: str
    rows: pa.Table
    withdrawn: bool = False
    again: bool = False


@dataclass
class Plan:
    """A city's workplaces, its workers, and what does not fit columns. extra: table -> rows as they will stand."""

    seed: int
    city: City
    span: Span
    tokens: Tokens
    places: Workplaces
    hands: Hands
    payments: list[Payment] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    swipes: list[Swipe] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    extra: defaultdict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    later: list[Later] = field(default_factory=list)

    def reckon(self, hands: np.ndarray, month: int) -> None:
        """State and pay what the days of some workers earn in a month, on time; what was planned before is forgotten."""
        ours = self.hands
        days = np.bitwise_count(ours.bits[hands, month]).astype(np.int64)
        due = np.where(ours.per[hands] == BY_MONTH, ours.agreed_fen[hands], days * ours.agreed_fen[hands])
        ours.listed[hands, month] = due > 0
        ours.days[hands, month] = days
        for column in (ours.due_fen, ours.net_fen, ours.paid_fen):
            column[hands, month] = due

    def last_day(self, place: int, month: int) -> date:
        """Return the last day on which the wages of a month are paid in time."""
        return last_working(self.places.due_on[place, month].item())

    def due(self, hand: int, month: int) -> date:
        """Return the day on which a worker's wages of a month are due."""
        settled, place = self.hands.settled_on[hand, month], self.hands.place[hand]
        day: date = (self.places.due_on[place, month] if np.isnat(settled) else settled).item()
        return day

    def settle(self, hand: int) -> None:
        """Make all wages due and paid on the day a worker leaves, as far as they were not before.

        Source: 工资支付暂行规定 第九条.
        """
        ours, left = self.hands, self.hands.left_on[hand]
        late = ours.paid_on[hand] > left
        ours.settled_on[hand, late] = left
        ours.paid_on[hand, late] = left

    def wages(self, place: int, month: int) -> int:
        """Return what the sheets of a workplace state for a month in all. Units: fen."""
        here = self.hands.place == place
        return int(self.hands.net_fen[here, month][self.hands.listed[here, month]].sum())

    def line(self, hand: int, month: int, part: int = 0) -> int:
        """Return the token of a worker's payment of a month."""
        return self.tokens.one(Thing.LINE, line_number(hand, month, part))


def line_number(hand: Any, month: int, part: int = 0) -> Any:
    """Return the number of a payment in its city."""
    return (hand * 64 + month) * 8 + part
