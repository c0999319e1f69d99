"""The months for which double wages are paid, by the calendar or from the day of hiring, and which wages they earn. Source: 法释〔2025〕12号 第六条."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, Calendar, add_months
from hezhong.kernel.values import Month, Option
from hezhong.law import monthly
from hezhong.law.monthly import Part

ZERO, WHOLE = Decimal(0), Decimal(1)


class MonthBasis(Option):
    """Which months are whole months."""

    CALENDAR = "日历月", "头尾不满一个月的按该月实际工作日"
    ANNIVERSARY = "用工之日的对应日", "从用工那天起，每满一个月是一个月"


@dataclass(frozen=True)
class Stretch:
    """Some days that are a month, or a part of one."""

    parts: tuple[Part, ...]
    whole: bool

    @property
    def first(self) -> date:
        return self.parts[0].first

    @property
    def last(self) -> date:
        return self.parts[-1].last

    @property
    def name(self) -> str:
        """Return what its figure is called: the month, or its first day where it lies in two months or begins within one."""
        return monthly.spelled(self.parts[0].month) if len(self.parts) == 1 else f"{self.first}"

    def working_days(self, calendar: Calendar) -> int:
        return sum(part.working_days(calendar) for part in self.parts)

    def earns(self, base: Callable[[Month], Decimal], calendar: Calendar, paid_days: Decimal) -> tuple[Decimal, Decimal]:
        """Return (which share of a month it is, what it earns), not rounded; across two months each at its own wage.

        A whole month by its days; a part by its working days of the paid days of a month, never more than all of it.
        """
        if self.whole:
            days = sum(part.days for part in self.parts)
            return WHOLE, sum((base(part.month) * part.days for part in self.parts), ZERO) / days
        worked = self.working_days(calendar)
        amount = sum((base(part.month) * part.working_days(calendar) for part in self.parts), ZERO) / max(paid_days, Decimal(worked))
        return min(WHOLE, worked / paid_days), amount

    def __str__(self) -> str:
        return f"{self.parts[0]}" if len(self.parts) == 1 else f"{self.first}至{self.last}"


def stretches(first: date, last: date, hired: date, basis: MonthBasis) -> tuple[Stretch, ...]:
    """Return the time from one day to another, both counted, cut into months; none where it ends before it begins."""
    if basis is MonthBasis.CALENDAR:
        return tuple(Stretch((part,), part.whole) for part in monthly.parts(first, last))
    return tuple(_from_hiring(first, last, hired))


def _from_hiring(first: date, last: date, hired: date) -> Iterator[Stretch]:
    months = 0
    while (opens := add_months(hired, months)) <= last:
        months += 1
        closes = add_months(hired, months) - ONE_DAY
        if closes >= first:
            begins, ends = max(first, opens), min(last, closes)
            yield Stretch(monthly.parts(begins, ends), (begins, ends) == (opens, closes))
