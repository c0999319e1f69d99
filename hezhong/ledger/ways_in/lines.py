"""Which rows below the heads are records, and which are totals, samples, signatures, notes or heads once more."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.headers import Head, Heading
from hezhong.ledger.ways_in.layouts import bare

TOTAL = re.compile(r".{0,12}?(?:小计|合计|总计|累计|共计)(?:[:：(（\d].*)?")
NOTE = re.compile(
    r".*(?:签字|签名|签章|盖章|制表|审核人|负责人|填表|发放时间|发生数|发生额|期末余额|以下空白).*|(?:说明|注|备注)[:：]?.*"
)
SAMPLE = re.compile(r"x{3,}", re.IGNORECASE)
LABELS = 4
"""Among so many of a row's first filled cells the word 合计 stands."""
SHORT_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
NUMBERED = re.compile(r"\d{15,}[\dXx]?")


@dataclass(frozen=True)
class Column:
    """A mapped column of a sheet."""

    head: Head
    name: str


@dataclass
class Sums:
    """Running sums of the columns, to check what total rows say. block: since the last total row; places: columns from 0."""

    block: dict[int, Decimal] = field(default_factory=dict)
    whole: dict[int, Decimal] = field(default_factory=dict)
    records: int = 0

    def add(self, place: int, value: Any) -> None:
        """Add what a record's cell holds; only money and numbers count."""
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            self.block[place] = self.block.get(place, Decimal(0)) + value
            self.whole[place] = self.whole.get(place, Decimal(0)) + value

    def agree(self, place: int, told: Decimal) -> bool:
        """Return whether a total is the sum of the rows above it, since the last total or from the start."""
        return told in (self.block.get(place, Decimal(0)), self.whole.get(place, Decimal(0)))


def why_no_record(row: Sequence[Cell], heading: Heading, keys: Sequence[int], numbers: Sequence[int]) -> str:
    """Return why a row is no record, or nothing. keys: columns that name it; numbers: columns of money and days."""
    filled = [(place, plain(cell)) for place, cell in enumerate(row) if not is_empty(cell)]
    if not filled:
        return "空行"
    heads = {head.place: head for head in heading.heads}
    if _is_head(heads, *filled[0]) and sum(_is_head(heads, *each) for each in filled) * 2 > len(filled):
        return "重复的表头"
    if any(SAMPLE.search(each) for place, each in filled if place in keys):
        return "样例行"
    first = next((each for _, each in filled if not each.replace(".", "").isdigit()), "")
    if any(TOTAL.fullmatch("".join(each.split())) for _, each in filled[:LABELS]):
        return "合计行"
    counted = [place for place, _ in filled if place in numbers]
    few = len(filled) * 2 < len(heads) and not any(NUMBERED.fullmatch(each) for _, each in filled)
    alone = len(filled) == 1 and not (filled[0][0] in keys and SHORT_NAME.fullmatch(first))
    if not counted and (alone or (few and NOTE.fullmatch(first))):
        return "签字或者说明"
    named = any(place in keys for place, _ in filled)
    return "" if named or counted else "没有人、没有数的行"


def _is_head(heads: Mapping[int, Head], place: int, text: str) -> bool:
    return place in heads and bare(text) in (heads[place].last, heads[place].path)


def is_unlabelled_total(values: Mapping[int, Decimal], sums: Sums) -> bool:
    """Return whether a row that names nobody is the sum of the rows above it; of one row it may as well be a twin."""
    return bool(values) and sums.records > 1 and all(sums.agree(place, told) for place, told in values.items())


def wrong_totals(sheet: str, row: int, values: Mapping[Column, tuple[int, Decimal]], sums: Sums) -> list[Fault]:
    """Return a fault for every figure of a total row that is not the sum of its column. values: (place, what it says)."""
    found = []
    for column, (place, told) in values.items():
        if not sums.agree(place, told):
            added = sums.whole.get(place, Decimal(0))
            by = 100 if column.name in MONEY else 1
            says = f"合计写的是 {_said(told, by)}，各行相加是 {_said(added, by)}。请看看哪一行漏了或者写错了"
            found.append(Fault(sheet, row, column.head.title, says))
    return found


def _said(value: Decimal, by: int) -> str:
    return f"{value / by:,.2f}" if by == 100 else f"{value.normalize():f}"


MONEY = {
    "overtime_pay", "travel_pay", "gross", "advance", "fine", "social_deduct", "tax", "other", "net", "paid_by_contractor",
    "paid_by_foreman", "unpaid", "amount", "income", "expense", "balance", "day_pay", "severance", "billed", "owed", "due",
}  # fmt: skip
