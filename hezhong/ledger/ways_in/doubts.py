"""What somebody should look at once more in a payroll before filing it: it may be right, so it warns and never refuses.

Sums that contradict the sheet's own total rows are no doubts but faults, see ``lines.wrong_totals``.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from hezhong.ledger.ways_in.rows import PayrollRow

TOLERANCE = 100
"""Fen: offices round to whole yuan."""
SHOWN = 10
"""Rows that a sentence names; the others are counted."""


@dataclass(frozen=True)
class Floor:
    """The minimum wage where the work is done. fen: of a whole month; paid_days: days a month is paid for; under: the article.

    sure: whether the figure was confirmed; an unconfirmed one is said to be so.
    """

    fen: int
    paid_days: Decimal
    place: str
    under: str
    sure: bool = True

    def of(self, days: Decimal | None) -> int:
        """Return what so many days must bring at least, in fen; a whole month's where nobody says how many."""
        if days is None or days >= self.paid_days:
            return self.fen
        return int((self.fen * days / self.paid_days).quantize(Decimal(1), ROUND_HALF_UP))


@dataclass(frozen=True)
class Standing:
    """What is known already. roster: identity numbers on the site's roster, None where it has none yet; filed: months filed before.

    elsewhere: (identity number, month) -> who else has filed wages of that month for the same site.
    """

    floor: Floor | None = None
    roster: Collection[str] | None = None
    filed: Collection[tuple[int, int]] = field(default_factory=tuple)
    elsewhere: Mapping[tuple[str, tuple[int, int]], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Doubt:
    """Something to confirm. key: what is confirmed; rows: as the spreadsheet counts; law: the article, where one is meant."""

    key: str
    says: str
    rows: tuple[int, ...] = ()
    law: str = ""

    @property
    def where(self) -> str:
        """Return the rows in words."""
        if not self.rows:
            return ""
        told = "、".join(map(str, self.rows[:SHOWN]))
        return f"第 {told} 行{f'等 {len(self.rows)} 行' if len(self.rows) > SHOWN else ''}"


def of_payroll(rows: Sequence[PayrollRow], known: Standing) -> tuple[Doubt, ...]:
    """Return what should be looked at in these wages, in the order of the page."""
    return tuple(_doubts(rows, known))


def _doubts(rows: Sequence[PayrollRow], known: Standing) -> Iterator[Doubt]:
    if again := sorted({month for row in rows if (month := _month(row)) and not row.is_back_pay} & set(known.filed)):
        told = "、".join(f"{year}年{month}月" for year, month in again)
        yield Doubt("filed", f"{told}的工资表已经报过。如果是更正，请选“更正上次的”；如果是另一批人，请确认")
    yield from _elsewhere(rows, known)
    if unequal := [row.number for row in rows if not _adds_up(row)]:
        yield Doubt("unequal", "应发减去扣的钱，和实发对不上（相差一元以上）", tuple(unequal))
    if known.floor and (below := _below(rows, known.floor)):
        floor = known.floor
        unsure = "" if floor.sure else "，这个数还没有核对过原文"
        says = f"应发工资低于{floor.place}最低工资（每月 {floor.fen / 100:,.2f} 元{unsure}；不足一个月的按出勤天数折算）"
        yield Doubt("below_minimum", says, below, floor.under)
    if known.roster is not None and (strangers := [row.number for row in rows if row.identity and row.identity not in known.roster]):
        yield Doubt("not_on_roster", "不在这个工地的花名册上", tuple(strangers))
    if nameless := [row.number for row in rows if not row.identity]:
        yield Doubt("no_identity", "没有身份证号，只能按姓名和花名册对", tuple(nameless))
    if shared := _same_card(rows):
        yield Doubt("same_card", "不同的人用了同一张银行卡", shared)
    if owing := [row.number for row in rows if row.unpaid]:
        yield Doubt("unpaid", "表里写明还有没付的工资，报上去以后会作为欠薪线索", tuple(owing))


def _elsewhere(rows: Sequence[PayrollRow], known: Standing) -> Iterator[Doubt]:
    """Yield a doubt for each that has filed wages of the same people and months: taken again they would be owed twice."""
    twice: dict[str, list[int]] = {}
    for row in rows:
        month = _month(row)
        if row.identity and month and not row.is_back_pay and (whose := known.elsewhere.get((row.identity, month))):
            twice.setdefault(whose, []).append(row.number)
    for whose, numbers in sorted(twice.items()):
        says = f"这些人同一个月的工资，{whose}已经报过。再报一次，应发工资会算两份。重复的请从这张表里删掉；确实是另一笔的，请确认"
        yield Doubt(f"elsewhere:{whose}", says, tuple(numbers))


def _month(row: PayrollRow) -> tuple[int, int] | None:
    return row.month or ((row.since.year, row.since.month) if row.since else None)


def _adds_up(row: PayrollRow) -> bool:
    """Return whether due less what was taken off is net; of 其他 nobody says whether it adds or takes."""
    if row.gross is None or row.net is None:
        return True
    taken = sum(each or 0 for each in (row.advance, row.fine, row.social_deduct, row.tax))
    left, other = row.gross - taken - row.net, row.other or 0
    return any(abs(left - each) <= TOLERANCE for each in (0, other, -other, row.unpaid or 0))


def _below(rows: Sequence[PayrollRow], floor: Floor) -> tuple[int, ...]:
    due = ((row, row.gross if row.gross is not None else row.net) for row in rows if not row.is_back_pay)
    return tuple(row.number for row, fen in due if fen is not None and fen < floor.of(row.days) and not _none_worked(row))


def _none_worked(row: PayrollRow) -> bool:
    return row.days == 0


def _same_card(rows: Sequence[PayrollRow]) -> tuple[int, ...]:
    holders: dict[str, set[str]] = {}
    for row in rows:
        if row.bank_account:
            holders.setdefault(row.bank_account, set()).add(row.identity or row.name or "")
    return tuple(row.number for row in rows if row.bank_account and len(holders[row.bank_account]) > 1)
