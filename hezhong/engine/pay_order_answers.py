"""A return (银行回盘) and the order it answers: found by its number, or by what it comes to; what it says is kept payment by payment.

A return names its order by the number in the pay file. Where the bank's layout has no room for one, account, month, count and sum
say which is meant, but only where exactly one order that waits for answers agrees; otherwise a person chooses.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from hezhong.engine import pay_order_rows
from hezhong.engine.core import Refused
from hezhong.engine.handers import Hander
from hezhong.engine.holding import held
from hezhong.engine.models import HandedFile, PayAnswer, PayOrder
from hezhong.engine.pay_order_rows import Booked
from hezhong.kernel.local_time import local
from hezhong.kernel.money import in_yuan
from hezhong.ledger.ways_in import order_answers
from hezhong.ledger.ways_in.doubts import Doubt
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.order_answers import Answer, Told
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.rows import BankRow

NO_ORDER = "no-pay-order"
OUTCOMES = {"paid": "paid", "failed": "returned"}
OFFERED = 30


@dataclass(frozen=True)
class Tie:
    """What a return answers. order: None where it answers none; there are no answers where there are faults.

    late: sheet and row of what sends back a payment that was booked as paid earlier -> how it was booked, and the day on which it came back.
    """

    order: PayOrder | None = None
    answers: tuple[Answer, ...] = ()
    faults: tuple[Fault, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    notes: tuple[str, ...] = ()
    late: Mapping[tuple[str, int], tuple[Booked, date | None]] = field(default_factory=dict)

    @property
    def shown(self) -> dict[str, Any] | None:
        """Return the order as the page of the return names it, with what the return says of it."""
        if self.order is None:
            return None
        returned = sum(each.outcome == "returned" for each in self.answers)
        return {
            "id": str(self.order.id), "number": self.order.number, "months": pay_order_rows.months_in_words(self.order.months),
            "people": self.order.people, "fen": self.order.fen, "paid": len(self.answers) - returned, "returned": returned,
        }  # fmt: skip


@dataclass(frozen=True)
class Open:
    """An order that waits for answers, to be chosen. left: payments that were not answered."""

    number: str
    months: str
    people: int
    fen: int
    left: int


def meant(hander: Hander, number: str) -> PayOrder:
    """Return the order of this number that somebody may answer. Raises Refused."""
    found = pay_order_rows.of(hander).filter(number="".join(number.split()).upper()).select_related("handed").first()
    if found is None:
        raise Refused(f"没有代发指令“{number.strip()[:20]}”，或者不归您回。号码是 DF 加 12 位数字，写在代发文件的流水号或者用途里，请核对")
    return found


def offered(row: HandedFile) -> tuple[Open, ...]:
    """Return the orders that a return may answer, the newest first."""
    found = pay_order_rows.unanswered(pay_order_rows.progressed(_scope(row))).order_by("-number")[:OFFERED]
    return tuple(Open(each.number, pay_order_rows.months_in_words(each.months), each.people, each.fen, each.people - each.answered) for each in found)


def tied(row: HandedFile, readings: Sequence[Reading]) -> Tie:
    """Return the order that a file of a bank answers, payment by payment, or why that cannot be said."""
    told = [each for reading in readings for each in _told(reading, row.booked_on)]
    if not any(each.outcome for each in told):
        return Tie()
    rows = [each for reading in readings for each in reading.rows if isinstance(each, BankRow)]
    found = _order(row, rows)
    return found if isinstance(found, Tie) else compared(found, told, source(row))


def compared(order: PayOrder, told: Sequence[Told], by: str) -> Tie:
    """Return what a return says of an order. by: the source whose own answers, taken down before, are no answers given twice."""
    before: dict[int, dict[str, str]] = {}
    for each in order.answers.exclude(source=by):
        on = local(each.at)
        before.setdefault(each.place, {})[each.outcome] = f"{on.month}月{on.day}日"
    answers, faults = order_answers.matched(order.number, pay_order_rows.kept(order), told, before)
    paid = {each.place: each for each in order.answers.filter(outcome="paid")} if any(each.late for each in answers) else {}
    late = {(each.told.sheet, each.told.row): (pay_order_rows.booked(paid[each.place]), each.told.booked_on) for each in answers if each.late and each.told}
    return Tie(order, answers, faults, late=late)


def repeated(order: PayOrder, told: Sequence[Told], by: str) -> Tie:
    """Return what the same return says once more: nothing is compared again with what was answered since."""
    paid = {each.place: each for each in order.answers.filter(outcome="paid").exclude(source=by)}
    answers = tuple(Answer(each.place, each.outcome, each.reason, each.outcome == "returned" and each.place in paid, each) for each in told)
    late = {(each.sheet, each.row): (pay_order_rows.booked(paid[each.place]), each.booked_on) for each, said in zip(told, answers, strict=True) if said.late}
    return Tie(order, answers, late=late)


def as_booked(readings: Sequence[Reading], tie: Tie) -> tuple[Reading, ...]:
    """Return the readings in which what is sent back late says how it was booked when it was paid: so it is one line of the ledger, no second one."""
    return tuple(replace(each, rows=[_as_booked(row, tie.late.get((each.sheet, row.number))) for row in each.rows]) for each in readings)


def _as_booked(row: Any, late: tuple[Booked, date | None] | None) -> Any:
    if late is None:
        return row
    booked, back_on = late
    month = divmod(booked.month, 100) if booked.month else None
    return replace(row, serial=booked.serial or None, pay_date=booked.on, month=month, returned_on=back_on)


def keep(tie: Tie, by: str, at: datetime) -> None:
    """Take down what a return answered; what this source said before stays as it is. The order is held ``alone`` meanwhile."""
    if tie.order is None:
        return
    name = tie.order.id
    rows = [
        PayAnswer(order_id=name, place=each.place, outcome=each.outcome, body=pay_order_rows.said_sealed(name, each, _booked(each)), source=by, at=at)
        for each in tie.answers
    ]
    PayAnswer.objects.bulk_create(rows, ignore_conflicts=True)


def _booked(answer: Answer) -> Booked:
    told = answer.told
    return Booked(told.serial, told.booked_on, told.month) if told else Booked("", None, 0)


@contextmanager
def alone(order: PayOrder | None) -> Iterator[None]:
    """Hold an order, so that two returns to it come one after another."""
    if order is None:
        yield
        return
    with held(f"pay order {order.id}"):
        yield


def source(row: HandedFile) -> str:
    """Return how the answers of a file name it."""
    return f"file:{row.id}"


def _scope(row: HandedFile) -> QuerySet[PayOrder]:
    """Return the orders that a file may answer: of its account; of others than banks, also the employer's own only."""
    orders = PayOrder.objects.filter(body__isnull=False)
    orders = orders.filter(account=row.account) if row.account else orders.filter(handed__site=row.site)
    return orders if row.sender.startswith("feeder:") else orders.filter(handed__employer=row.employer)


def _told(reading: Reading, booked_on: date | None) -> Iterator[Told]:
    for each in reading.rows:
        if isinstance(each, BankRow):
            yield Told(
                each.number, each.amount or 0, OUTCOMES.get(each.outcome or "", ""), each.bank_account or "", each.serial or "", each.reason or "",
                sheet=reading.sheet, booked_on=each.pay_date or booked_on, month=each.month[0] * 100 + each.month[1] if each.month else 0,
            )  # fmt: skip


def _order(row: HandedFile, rows: Sequence[BankRow]) -> PayOrder | Tie:
    """Return the order that rows name or fit, or what is to be said where there is none."""
    named = order_answers.named(text for each in rows for text in (each.serial, each.purpose, each.remark) if text)
    if len(named) > 1:
        return _wrong(f"这个文件里有 {len(named)} 份代发指令的号：{'、'.join(sorted(named)[:5])}。一份回单只回一份指令，请按指令分成几个文件")
    number = next(iter(named), "")
    if row.order and number and row.order.number != number:
        return _wrong(f"选的是代发指令 {row.order.number}，文件里写的是 {number}。请改选，或者换文件")
    if row.order:
        return row.order
    if number:
        found = _scope(row).filter(number=number).first()
        return found or _wrong(f"没有代发指令 {number}，或者不是这个账户的。请核对账户和号码；文件里的号写错了的，请改正后重新上传")
    return _fitting(row, rows)


def _fitting(row: HandedFile, rows: Sequence[BankRow]) -> PayOrder | Tie:
    """Return the one order that waits for answers and agrees in month, count and sum, or what is to be said."""
    people, fen = len(rows), sum(each.amount or 0 for each in rows)
    months = {each.month[0] * 100 + each.month[1] for each in rows if each.month}
    alike = [each for each in pay_order_rows.progressed(_scope(row)).filter(people=people, fen=fen).order_by("number") if months <= set(each.months)]
    waits: list[PayOrder] = [each for each in alike if each.answered < each.people]
    if len(waits) == 1:
        return waits[0]
    if waits:
        return _wrong(f"有 {len(waits)} 份代发指令的月份、笔数和金额都和这份回单一样：{'、'.join(each.number for each in waits[:5])}。请在下面选回的是哪一份")
    sum_said = f"这份回单 {people} 笔 {in_yuan(fen)} 元"
    if alike:
        return _asked(f"{sum_said}，和已经回完的代发指令 {alike[0].number} 一样。交重了的，请点“这份不要了”；确实是另外一次付的，请勾上，收进台账但不算哪一份指令的回单")
    if pay_order_rows.unanswered(pay_order_rows.progressed(_scope(row))).exists():
        return _asked(f"{sum_said}，没有一份等着回的代发指令和它对得上。回的是其中一份的，请在下面选那一份，再重新读；不是按这里的指令付的，请勾上")
    return Tie(notes=(f"{sum_said}。没有等着回的代发指令，这份回单只收进台账。",))


def _wrong(says: str) -> Tie:
    return Tie(faults=(Fault("", 0, "", says),))


def _asked(says: str) -> Tie:
    return Tie(doubts=(Doubt(NO_ORDER, says),))
