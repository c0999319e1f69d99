"""A return file against the order it answers: each payment paid, sent back or not answered yet; sums to the fen, nothing by halves."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hezhong.kernel.money import in_yuan
from hezhong.ledger.ways_in.bank_orders import Payment
from hezhong.ledger.ways_in.faults import Fault

NUMBER = re.compile(r"(?<![0-9A-Za-z])DF\d{12}(?=(?:\d{6})?(?!\d))")
"""The number of an order, alone or at the head of a payment's serial number."""
WORDS = {"paid": "已付", "returned": "退票"}

Before = Mapping[int, Mapping[str, str]]
"""What was answered earlier: place -> outcome -> the day, in words."""


@dataclass(frozen=True)
class Told:
    """What a return says of one payment. row: where; place: of the payment, 0 where it is known by serial or card.

    outcome: paid, returned, '' for neither yet. month: YYYYMM of the wages, 0 where it does not say.
    """

    row: int
    fen: int
    outcome: str
    card: str = ""
    serial: str = ""
    reason: str = ""
    place: int = 0
    sheet: str = ""
    booked_on: date | None = None
    month: int = 0


@dataclass(frozen=True)
class Answer:
    """An answer to one payment. place: of it in the order, from 1. late: it sends back what was paid before."""

    place: int
    outcome: str
    reason: str
    late: bool = False
    told: Told | None = field(default=None, compare=False)


def named(texts: Iterable[str]) -> frozenset[str]:
    """Return the numbers of orders that stand in these texts."""
    return frozenset(found for text in texts for found in NUMBER.findall(text))


def matched(number: str, payments: Sequence[Payment], told: Sequence[Told], before: Before) -> tuple[tuple[Answer, ...], tuple[Fault, ...]]:
    """Return the answers of a return, or everything that does not fit; never both."""
    if told and _nothing_open(payments, told, before):
        days = "、".join(sorted({day for said in before.values() for day in said.values()}))
        says = f"代发指令 {number} 的 {len(payments)} 笔已经全部回过（{days}），这一份没有收。交错文件的，请换一份；回的是另一份指令的，请改选那一份"
        return (), (Fault(told[0].sheet, 0, "", says),)
    match = _Match(number, payments, before)
    answers = tuple(answer for each in told if (answer := match.answer(each)))
    return ((), tuple(match.faults)) if match.faults else (answers, ())


def _nothing_open(payments: Sequence[Payment], told: Sequence[Told], before: Before) -> bool:
    """Return whether every payment was answered, and the return does not send back what was paid either."""
    if len(before) < len(payments):
        return False
    return all("returned" in said for said in before.values()) or all(each.outcome != "returned" for each in told)


class _Match:
    """Rows of a return laid beside the payments of the order, one after another. taken: place -> the row that answered it."""

    def __init__(self, number: str, payments: Sequence[Payment], before: Before) -> None:
        self.number, self.payments, self.before = number, payments, before
        self.faults: list[Fault] = []
        self.taken: dict[int, int] = {}
        self.of_serial = {each.serial: place for place, each in enumerate(payments, 1)}
        self.of_card: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(payments, 1):
            self.of_card[each.account].append(place)

    def answer(self, told: Told) -> Answer | None:
        """Return what a row answers, None where it says nothing yet or something is wrong with it."""
        place, wrong = self._place(told)
        wrong = wrong or next(self._against(told, place), None)
        if wrong:
            self.faults.append(Fault(told.sheet, told.row, *wrong))
            return None
        self.taken[place] = told.row
        late = told.outcome == "returned" and "paid" in self.before.get(place, {})
        return Answer(place, told.outcome, told.reason, late, told) if told.outcome else None

    def _place(self, told: Told) -> tuple[int, tuple[str, str] | None]:
        """Return which payment a row is about (by place, serial number, or card and sum), or what is wrong."""
        if told.place > len(self.payments):
            return 0, ("序号", f"指令 {self.number} 只有 {len(self.payments)} 笔，没有第 {told.place} 笔。请核对序号")
        if place := told.place or self.of_serial.get(told.serial or "-", 0):
            return place, None
        there = self.of_card.get(told.card, [])
        if not there:
            return 0, ("收款账号", f"代发指令 {self.number} 里没有付给这个账号的。请核对账号；是别的指令的，请分开交")
        free = [place for place in there if place not in self.taken] or there
        same = [place for place in free if self.payments[place - 1].fen == told.fen]
        fresh = [place for place in same if told.outcome not in self.before.get(place, {})]
        return (fresh or same or free)[0], None

    def _against(self, told: Told, place: int) -> Iterator[tuple[str, str]]:
        """Yield what does not agree with the payment itself, with another row, or with what was said of it earlier."""
        payment, said = self.payments[place - 1], self.before.get(place, {})
        if first := self.taken.get(place):
            yield "", f"和第 {first} 行回的是同一笔（指令的第 {place} 笔）。一笔只回一次，请去掉多的一行"
        if told.card and told.card != payment.account:
            yield "收款账号", f"流水号是指令第 {place} 笔的，收款账号却不是那个人的。请核对"
        if told.fen != payment.fen:
            more = "多" if told.fen > payment.fen else "少"
            yield "金额", (
                f"指令 {self.number} 的第 {place} 笔是 {in_yuan(payment.fen)} 元，这里是 {in_yuan(told.fen)} 元，{more} {in_yuan(abs(told.fen - payment.fen))} 元。"
                "写错的请改正；付的确实不是这个数，请先和单位核对"
            )
        if told.outcome and told.outcome in said:
            yield "结果", f"指令的第 {place} 笔 {said[told.outcome]}已经回过：{WORDS[told.outcome]}。不要再回一次，只交还没有回的"
        elif told.outcome == "paid" and "returned" in said:
            yield "结果", f"指令的第 {place} 笔 {said['returned']}回的是退票。重新发的，请单位另交一份代发指令，回那一份"
