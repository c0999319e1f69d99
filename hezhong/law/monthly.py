"""Wages that are reckoned month by month: the months of a time, the wage told for each, and what a part of a month earns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, Calendar, add_months, month_end
from hezhong.kernel.values import Month, MonthlyWages, Months
from hezhong.law.facts import Wrong
from hezhong.law.statutes.labour_standards import PAID_DAYS
from hezhong.law.working import Working

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Part:
    """Some days of one calendar month, both ends counted."""

    first: date
    last: date

    @property
    def month(self) -> Month:
        return self.first.year, self.first.month

    @property
    def whole(self) -> bool:
        return self.first.day == 1 and self.last == month_end(self.first)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def working_days(self, calendar: Calendar) -> int:
        return sum(calendar.is_working(self.first + n * ONE_DAY) for n in range(self.days))

    def paid_days(self, calendar: Calendar) -> int:
        """Return the working days and the statutory holidays kept on weekdays (劳动法 51; 劳社部发〔2008〕3号 二)."""
        return sum(calendar.is_paid(self.first + n * ONE_DAY) for n in range(self.days))

    def __str__(self) -> str:
        named = f"{self.first:%Y-%m}"
        return named if self.whole else f"{named}（{self.first.day}日至{self.last.day}日）"


def whole_month(day: date) -> Part:
    """Return the calendar month of a day."""
    return Part(day.replace(day=1), month_end(day))


def working_month(on: date, sheet: Working) -> tuple[Part, int, int]:
    """Return the month of a day, its working days, and its statutory holidays kept on weekdays; a guess is said."""
    whole, calendar = whole_month(on), sheet.book.calendar
    if on.year not in calendar.announced:
        sheet.warn(f"{on.year}年的放假安排没有录入，工作日数请人工核对", PAID_DAYS.article(2))
    working = whole.working_days(calendar)
    return whole, working, whole.paid_days(calendar) - working


def parts(first: date, last: date) -> tuple[Part, ...]:
    """Return the time from one day to another, both counted, cut at the ends of the months; none where it ends before it begins."""
    return tuple(_parts(first, last))


def _parts(first: date, last: date) -> Iterator[Part]:
    while first <= last:
        yield Part(first, min(last, month_end(first)))
        first = month_end(first) + ONE_DAY


def months(told: Months) -> tuple[Month, ...]:
    """Return every month of a range in order."""
    since = date(*told.since, 1)
    days = (add_months(since, n) for n in range(len(told)))
    return tuple((day.year, day.month) for day in days)


def spelled(month: Month) -> str:
    return f"{month[0]}-{month[1]:02}"


def amount(wages: MonthlyWages | None, month: Month, of: Sequence[Month]) -> Decimal | None:
    """Return what was told for a month; a bare list stands for the months in order. Nothing told at all is nothing."""
    if wages is None:
        return NOTHING
    if wages.listed:
        return dict(zip(of, wages.listed, strict=False)).get(month)
    return wages.of_month(month)


def wrong(field: str, wages: MonthlyWages | None, of: Sequence[Month], what: str) -> Iterator[Wrong]:
    """Yield which of the months the wages of a field do not tell, or that a bare list does not fit them."""
    if wages is None:
        return
    if wages.listed and len(wages.listed) != len(of):
        yield field, f"列了{len(wages.listed)}个数，要算的是{spelled(of[0])}至{spelled(of[-1])}共{len(of)}个月，请每月写一个"
        return
    lacking = [spelled(month) for month in of if amount(wages, month, of) is None]
    if lacking:
        yield field, f"缺{'、'.join(lacking)}的{what}，请补上，没有的写 0"
