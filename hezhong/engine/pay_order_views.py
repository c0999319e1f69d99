"""Orders as their bank and who gave them see them: how far they are, and payment by payment what was answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hezhong.directory import accounts, bank_clerks, employers, feeders
from hezhong.directory.accounts import AccountCard
from hezhong.engine import pay_order_rows, pay_orders
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.models import PayAnswer, PayOrder, PayStep

LISTED = 100
PAGE = 100
"""Payments on a page."""
TAIL = 4
"""Digits at the end that show of a card."""
PAID = PayAnswer.Outcome.PAID
FEEDER = "feeder:"
SHOWS = ("open", "paid", "all")


@dataclass(frozen=True)
class Line:
    """An order in one line. months: in words; fen: sum; by: who fetched it first; replaced: a correction was taken since.

    paid, returned: payments that the bank answered so, of ``people``.
    """

    id: UUID
    number: str
    account: AccountCard
    firm: str
    months: str
    people: int
    fen: int
    given_at: datetime
    fetched_at: datetime | None
    taken_at: datetime | None
    by: str
    replaced: bool
    paid: int
    returned: int

    @property
    def waits(self) -> bool:
        return self.fetched_at is None and not self.replaced and not self.paid + self.returned

    @property
    def left(self) -> int:
        """Return how many payments were not answered yet."""
        return self.people - self.paid - self.returned

    @property
    def state(self) -> str:
        """Return how far the order is: replaced, given, fetched, taken, answering, answered."""
        if not self.left:
            return "answered"
        if self.replaced:
            return "replaced"
        if self.paid + self.returned:
            return "answering"
        return "taken" if self.taken_at else "fetched" if self.fetched_at else "given"


@dataclass(frozen=True)
class Row:
    """One payment. card: its last digits. outcome: paid, returned, '' for not answered yet. on: when that was said."""

    place: int
    name: str
    card: str
    fen: int
    outcome: str
    reason: str
    on: datetime | None


@dataclass(frozen=True)
class Whole:
    """An order with its payments. sums: fen that were paid, sent back, not answered. after: the place from which the next page goes on, 0 at the end. about: tokens of site and employer."""

    line: Line
    rows: tuple[Row, ...]
    sums: Mapping[str, int]
    after: int
    about: tuple[int, int]


def waiting(hander: Hander) -> tuple[Line, ...]:
    """Return the orders that were given to a bank, the newest first; a fixed number of queries."""
    found = list(pay_order_rows.progressed(pay_order_rows.of(hander)).order_by("-given_at")[:LISTED])
    return lines(found, hander.accounts)


def lines(found: Sequence[PayOrder], known: Mapping[int, AccountCard]) -> tuple[Line, ...]:
    """Return progressed orders as lines; three queries. known: cards of their accounts."""
    firms = employers.cards(each.handed.employer for each in found)
    steps = list(PayStep.objects.filter(order__in=[each.id for each in found]).order_by("at"))
    fetched = {step.order_id: step for step in reversed(steps)}
    taken = {step.order_id: step.at for step in reversed(steps) if step.kind == PayStep.Kind.TAKEN}
    names = _names(step.by for step in fetched.values())
    return tuple(
        Line(
            each.id, each.number, known[each.account], firms[each.handed.employer].name if each.handed.employer in firms else "",
            pay_order_rows.months_in_words(each.months), each.people, each.fen, each.given_at, fetched[each.id].at if each.id in fetched else None, taken.get(each.id),
            names.get(fetched[each.id].by, "") if each.id in fetched else "", each.replaced, each.answered - each.returned, each.returned,  # type: ignore[attr-defined]
        )
        for each in found
    )  # fmt: skip


def look(name: UUID, hander: Hander, show: str = "open", after: int = 0) -> Whole:
    """Return one order with a page of its payments. show: of ``SHOWS``; after: a place. Raises NoSuchFile."""
    found = pay_order_rows.progressed(pay_order_rows.of(hander).filter(id=name)).select_related("handed__file").first()
    if found is None:
        raise NoSuchFile("没有这份代发指令，或者不是您的")
    (line,) = lines([found], hander.accounts if hander.bank else {card.token: card for card in accounts.within([], [found.account])})
    said: dict[int, PayAnswer] = {}
    for each in found.answers.order_by("outcome"):  # paid comes before returned, which is the later word
        said[each.place] = each
    sums = {"paid": 0, "returned": 0, "left": 0}
    rows: list[Row] = []
    after_all = 0
    for place, payment in enumerate(pay_orders.payments(found), 1):
        answer = said.get(place)
        sums[answer.outcome if answer else "left"] += payment.fen
        if place <= after or not _shows(show, answer):
            continue
        if len(rows) < PAGE:
            rows.append(Row(place, payment.name, payment.account[-TAIL:], payment.fen, answer.outcome if answer else "", pay_order_rows.reason(answer) if answer else "", answer.at if answer else None))
        else:
            after_all = rows[-1].place
    return Whole(line, tuple(rows), sums, after_all, pay_orders.about(found))


def _shows(show: str, answer: PayAnswer | None) -> bool:
    paid = bool(answer and answer.outcome == PAID)
    return show == "all" or paid == (show == "paid")


def _names(who: Iterable[str]) -> Mapping[str, str]:
    """Return who did a step -> how it is shown: a clerk of a bank, or a bank's program."""
    wanted = set(who)
    clerks = bank_clerks.names(int(each) for each in wanted if each.isdecimal())
    programs = feeders.names(int(each.removeprefix(FEEDER)) for each in wanted if each.startswith(FEEDER))
    return {**{str(token): name for token, name in clerks.items()}, **{f"{FEEDER}{number}": f"{name}（程序）" for number, name in programs.items()}}
