"""On which day a payroll's wages were due: as was agreed, else as its sheet says; where neither is known it is asked, never guessed.

An agreement says a day of the month (15 日) and of which month: that of the wages, or a later one (次月). It is due on that day
as agreed; that a rest day moves the payment forward (工资支付暂行规定 7) is for the rules that ask, not for what was agreed.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hezhong.engine.core import Refused
from hezhong.engine.models import HandedFile
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.rows import PayrollRow

MONTHS: dict[int, str] = {0: "当月", 1: "次月", 2: "再下一个月"}
NOT_SAID = "表里没有写发放日期，也没有登记过约定哪天发工资。请填“约定的发薪日”，再按这样重新读；或者在表里补上“发放日期”一栏"


@dataclass(frozen=True)
class PayDay:
    """An agreed pay day. day: of the month, 1 to 31; lag: months after that of the wages. before: said with an earlier file."""

    day: int
    lag: int
    before: bool = False

    def of(self, month: int) -> date:
        """Return the day on which the wages of a month (YYYYMM) are due; a short month's last day where it has no such day."""
        year, index = divmod(month // 100 * 12 + month % 100 - 1 + self.lag, 12)
        return date(year, index + 1, min(self.day, monthrange(year, index + 1)[1]))

    @property
    def words(self) -> str:
        return f"{MONTHS[self.lag]} {self.day} 日"


def said(lag: str, day: str) -> PayDay | None:
    """Return the pay day that a form tells, None where it tells none. Raises Refused."""
    if not day.strip():
        return None
    if not day.strip().isdecimal() or not 1 <= int(day.strip()[:3]) <= 31:
        raise Refused("约定的发薪日填 1 到 31 的一个数，比如 15。请改正")
    if lag not in map(str, MONTHS):
        raise Refused("请选约定的发薪日是当月还是次月")
    return PayDay(int(day.strip()), int(lag))


def columns(told: PayDay | None) -> dict[str, int | None]:
    """Return a pay day as the columns of a file's row."""
    return {"pay_day": told.day if told else None, "pay_lag": told.lag if told else None}


def agreed(row: HandedFile) -> PayDay | None:
    """Return the pay day that holds for a file: said with it, else with the last one taken of the employer on this site."""
    if row.pay_day is not None and row.pay_lag is not None:
        return PayDay(row.pay_day, row.pay_lag)
    known = HandedFile.objects.filter(employer=row.employer, site=row.site, state=HandedFile.State.TAKEN, pay_day__isnull=False)
    last = known.exclude(pk=row.pk).order_by("-taken_at").first()
    return PayDay(last.pay_day or 0, last.pay_lag or 0, before=True) if last else None


def missing(readings: Sequence[Reading], known: PayDay | None) -> Iterator[Fault]:
    """Yield a fault for each pay sheet that leaves open when its wages were due."""
    for reading in readings if known is None else ():
        if any(isinstance(row, PayrollRow) and row.pay_date is None and (row.gross, row.net) != (None, None) for row in reading.rows):
            yield Fault(reading.sheet, 0, "发放日期", NOT_SAID, unsaid=True)
