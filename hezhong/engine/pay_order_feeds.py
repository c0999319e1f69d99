"""Orders to pay for a bank's program: listed, fetched, acknowledged and answered by number. A bank sees those of its accounts only.

An answer names no person: the line of the order does, and what the ledger gets of it is made of what stands sealed there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hezhong.directory import accounts
from hezhong.directory.feeders import Admitted
from hezhong.engine import ledger_feeds, pay_order_answers, pay_order_rows, pay_order_views, pay_orders
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.handing_in import NoSuchFile
from hezhong.engine.ledger_feeds import BadFeed, Paid, RowFault
from hezhong.engine.models import PayOrder, PayStep
from hezhong.engine.pay_order_answers import Tie
from hezhong.engine.pay_order_views import Line
from hezhong.engine.pay_orders import Out
from hezhong.engine.received import KeyReused
from hezhong.ledger.ingest import Receipt
from hezhong.ledger.place import Ledger
from hezhong.ledger.ways_in.bank_orders import Payment
from hezhong.ledger.ways_in.order_answers import Answer, Told

NO_ORDER = "没有这份代发指令，或者不是贵行的账户。请核对指令号"
NO_LAYOUT = "还没有约定代发文件的格式。请系统管理员登记：hezhong ledger feeder --agree 号 --layout 格式"
OTHER_FILE = "sha256 和发出的代发文件对不上，没有记下收到。请重新取文件，核对后再确认"
FIELDS = {"金额": "paid_fen", "结果": "state", "收款账号": "place", "序号": "place", "": "place"}
"""Columns of a return -> what a fault of the API names; ``place`` is the line of the order."""


@dataclass(frozen=True)
class Order:
    """An order as a bank's program sees it. account: its whole number. months: YYYYMM."""

    line: Line
    account: str
    months: tuple[int, ...]


@dataclass(frozen=True)
class Said:
    """What a bank answers to one payment. line: its place in the file, from 1. serial: the bank's own. booked_on: the day on which it was paid or came back."""

    line: int
    fen: int
    state: str
    serial: str
    booked_on: date
    reason: str = ""


def listed(feeder: Admitted, on: date, after: str, most: int) -> tuple[tuple[Order, ...], bool]:
    """Return the open orders behind a number, the newest last, and whether there are more; a fixed number of queries."""
    hander = _hander(feeder, on)
    waits = pay_order_rows.unanswered(pay_order_rows.progressed(pay_order_rows.of(hander).filter(number__gt=after))).filter(replaced=False)
    found = list(waits.order_by("number")[: most + 1])
    return _told(found[:most], hander), len(found) > most


def one(feeder: Admitted, on: date, number: str) -> Order:
    """Return one order, open or not. Raises NoSuchFile."""
    hander = _hander(feeder, on)
    return _told([_found(hander, number)], hander)[0]


def fetch(feeder: Admitted, on: date, number: str, at: datetime) -> Out:
    """Return the pay file in the layout that was agreed; that it went out is kept. Raises NoSuchFile, Refused."""
    found = _found(_hander(feeder, on), number)
    if not feeder.layout:
        raise Refused(NO_LAYOUT)
    return pay_orders.given_out(found, feeder.layout, feeder.sender, at)


def acknowledge(feeder: Admitted, on: date, number: str, digest: str, at: datetime) -> Order:
    """Take down that the bank has the order; again, nothing changes. digest: SHA-256 of the file it has, '' where it does not say. Raises NoSuchFile, Refused."""
    hander = _hander(feeder, on)
    found = _found(hander, number)
    fetched = PayStep.objects.filter(order=found, kind=PayStep.Kind.FETCHED)
    if digest and not fetched.filter(digest=digest.lower()).exists():
        raise Refused(OTHER_FILE)
    PayStep.objects.get_or_create(order=found, kind=PayStep.Kind.TAKEN, by=feeder.sender, layout="", digest="", defaults={"at": at})
    return _told([found], hander)[0]


def answer(feeder: Admitted, number: str, said: Sequence[Said], key: str, at: datetime, ledger: Ledger) -> tuple[Receipt, Order]:
    """Take a return in, whole or not at all; the same key again gives the same receipt. Raises NoSuchFile, Refused, BadFeed, KeyReused, NumberTaken."""
    hander, by = _hander(feeder, at.date()), f"{feeder.sender}/{key}"
    found = _found(hander, number)
    with pay_order_answers.alone(found):
        tie = _tie(found, said, by)
        receipt = ledger_feeds.take_bank_lines(feeder, _rows(found, tie, said), f"{number}/{key}", ledger)
        pay_order_answers.keep(tie, by, at)
    return receipt, _told([_found(hander, number)], hander)[0]


def _tie(found: PayOrder, said: Sequence[Said], by: str) -> Tie:
    told = [Told(row, each.fen, each.state, serial=each.serial, reason=each.reason, place=each.line, booked_on=each.booked_on) for row, each in enumerate(said, 1)]
    before = set(found.answers.filter(source=by).values_list("place", "outcome"))
    if before and before != {(each.place, each.outcome) for each in told}:
        raise KeyReused("同一个批次号换了内容。更正请用新的批次号")
    tie = pay_order_answers.repeated(found, told, by) if before else pay_order_answers.compared(found, told, by)
    if whole := next((fault for fault in tie.faults if not fault.row), None):
        raise Refused(whole.says)
    if tie.faults:
        raise BadFeed([RowFault(fault.row, FIELDS.get(fault.column, "place"), fault.says) for fault in tie.faults])
    return tie


def _rows(found: PayOrder, tie: Tie, said: Sequence[Said]) -> list[Paid]:
    """Return the lines of the ledger that a return makes, in its order; what is sent back late is the line it was paid by."""
    payments = pay_order_rows.kept(found)
    number = accounts.numbers([found.account])[found.account]
    return [_row(number, payments[each.place - 1], each, told, tie) for each, told in zip(tie.answers, said, strict=True)]


def _row(account: str, payment: Payment, answer: Answer, said: Said, tie: Tie) -> Paid:
    booked, _ = tie.late.get(("", answer.told.row if answer.told else 0), (None, None))
    month = (booked.month if booked else 0) or payment.month
    return Paid(
        account, booked.serial if booked else said.serial, payment.identity, payment.name, payment.account,
        (booked.on if booked else None) or said.booked_on, said.fen, said.state, divmod(month, 100) if month else None, "",
        said.booked_on if said.state == "returned" else None,
    )  # fmt: skip


def _hander(feeder: Admitted, on: date) -> Hander:
    return Hander(feeder.sender, on, bank=feeder)


def _found(hander: Hander, number: str) -> PayOrder:
    found: PayOrder | None = pay_order_rows.progressed(pay_order_rows.of(hander).filter(number=number, body__isnull=False)).first()
    if found is None:
        raise NoSuchFile(NO_ORDER)
    return found


def _told(found: Sequence[PayOrder], hander: Hander) -> tuple[Order, ...]:
    numbers = accounts.numbers({each.account for each in found})
    lines = pay_order_views.lines(found, hander.accounts)
    return tuple(Order(line, numbers[each.account], tuple(each.months)) for each, line in zip(found, lines, strict=True))
