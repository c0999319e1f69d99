"""How much may be fined for which violation: the ranges of the statutes, whole or for each worker concerned. Unit: yuan."""

from dataclasses import dataclass
from decimal import Decimal

from hezhong.law.model import Article
from hezhong.law.rule import Threshold
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES
from hezhong.law.statutes.migrant_wages import REGULATIONS

LATE = Threshold("late_fine_rate", Decimal("0.03"), "ratio", PENALTIES.article(72, 1))  # of the fine, each day late
LATE_RATE, LATE_UNDER = LATE.amount, LATE.article
EXTRA_LEAST, EXTRA_MOST = Decimal("0.5"), Decimal(1)  # of what is owed
EXTRA_UNDER = GUANGDONG_ACT.article(51, 1)
EXTRA_UNDER_NATIONAL = NATIONAL.article(26)
EXTRA = Threshold("extra_compensation", EXTRA_LEAST, "ratio", EXTRA_UNDER_NATIONAL, most=EXTRA_MOST)


@dataclass(frozen=True)
class FineRange:
    """From least to most, both included; for each worker concerned, or for the employer once. entry: its id in provisions/."""

    least: Decimal
    most: Decimal
    article: Article
    each: bool = False
    entry: str = ""

    def bounds(self, people: int) -> tuple[Decimal, Decimal]:
        """Return the least and the most for so many workers."""
        heads = people if self.each else 1
        return self.least * heads, self.most * heads


OVERTIME = FineRange(Decimal(100), Decimal(500), NATIONAL.article(25), each=True, entry="fine_overtime_per_head")
PROTECTION = FineRange(Decimal(1000), Decimal(5000), NATIONAL.article(23), each=True, entry="fine_protection_per_head")
REGISTERS = FineRange(Decimal(2000), Decimal(20000), GUANGDONG_ACT.article(49), entry="fine_register_gd")
FINING_WORKERS = FineRange(Decimal(2000), Decimal(5000), GUANGDONG_ACT.article(50, 2), each=True, entry="fine_deduction_gd")
OBSTRUCTION = FineRange(Decimal(2000), Decimal(20000), GUANGDONG_ACT.article(52, 1))
ABSCONDED = FineRange(Decimal(10000), Decimal(50000), GUANGDONG_ACT.article(51, 2), entry="fine_absconder_gd")
DISOBEDIENCE = FineRange(Decimal(2000), Decimal(20000), NATIONAL.article(30), entry="fine_obstruction")

NOT_IN_MONEY = FineRange(Decimal(20000), Decimal(50000), REGULATIONS.article(54), entry="fine_nmg_54_unit")
NOT_IN_MONEY_PERSON = FineRange(Decimal(10000), Decimal(30000), REGULATIONS.article(54), entry="fine_nmg_54_person")
"""Wages in kind, no ledger, cards kept: the employer; and who answers for it."""
NO_ACCOUNT = FineRange(Decimal(50000), Decimal(100000), REGULATIONS.article(55), entry="fine_nmg_55")
"""No account for wages, no deposit, no register of real names; the site is stopped."""
NOT_SUPERVISED = FineRange(Decimal(50000), Decimal(100000), REGULATIONS.article(56), entry="fine_nmg_56")
"""Work not checked monthly, wages of subcontractors not supervised, no notice on the site."""
NO_SURETY = FineRange(Decimal(50000), Decimal(100000), REGULATIONS.article(57), entry="fine_nmg_57")
"""A client that gives no surety or pays no labour costs; the site is stopped."""


def surcharge(fine: Decimal, days: int) -> Decimal:
    """Return what is added to a fine so many days late: three in a hundred a day, never more than the fine itself."""
    return min(fine * LATE_RATE * max(days, 0), fine).quantize(Decimal("0.01"))
