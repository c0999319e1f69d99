"""How much may be fined for which violation: the ranges of the statutes, whole or for each worker concerned. Unit: yuan."""

from dataclasses import dataclass
from decimal import Decimal

from hezhong.law.model import Article
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES

LATE_RATE = Decimal("0.03")  # of the fine, for each day late
LATE_UNDER = PENALTIES.article(72, 1)
EXTRA_LEAST, EXTRA_MOST = Decimal("0.5"), Decimal(1)  # of what is owed
EXTRA_UNDER = GUANGDONG_ACT.article(51, 1)
EXTRA_UNDER_NATIONAL = NATIONAL.article(26)


@dataclass(frozen=True)
class FineRange:
    """From least to most, both included; for each worker concerned, or for the employer once."""

    least: Decimal
    most: Decimal
    article: Article
    each: bool = False

    def bounds(self, people: int) -> tuple[Decimal, Decimal]:
        """Return the least and the most for so many workers."""
        heads = people if self.each else 1
        return self.least * heads, self.most * heads


OVERTIME = FineRange(Decimal(100), Decimal(500), NATIONAL.article(25), each=True)
PROTECTION = FineRange(Decimal(1000), Decimal(5000), NATIONAL.article(23), each=True)
REGISTERS = FineRange(Decimal(2000), Decimal(20000), GUANGDONG_ACT.article(49))
FINING_WORKERS = FineRange(Decimal(2000), Decimal(5000), GUANGDONG_ACT.article(50, 2), each=True)
OBSTRUCTION = FineRange(Decimal(2000), Decimal(20000), GUANGDONG_ACT.article(52, 1))
ABSCONDED = FineRange(Decimal(10000), Decimal(50000), GUANGDONG_ACT.article(51, 2))
DISOBEDIENCE = FineRange(Decimal(2000), Decimal(20000), NATIONAL.article(30))


def surcharge(fine: Decimal, days: int) -> Decimal:
    """Return what is added to a fine so many days late: three in a hundred a day, never more than the fine itself."""
    return min(fine * LATE_RATE * max(days, 0), fine).quantize(Decimal("0.01"))
