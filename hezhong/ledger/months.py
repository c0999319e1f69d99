"""Months as the ledger writes them, YYYYMM, and which of what is dated counts for one."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from hezhong.kernel.dates import add_months


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def month_of(on: date) -> int:
    """Return the month of a day."""
    return on.year * 100 + on.month


LOOKS_BACK = 14
"""Months, that of the day included: as far back as any rule looks."""


def back_from(on: date, count: int = LOOKS_BACK) -> list[int]:
    """Return the month of a day and those before it, latest first."""
    days = [add_months(on.replace(day=1), -back) for back in range(count)]
    return [month_of(day) for day in days]


@dataclass(frozen=True)
class Scope:
    """A month as it is looked at. until: nothing dated later counts.

    alone: the tables hold one city only; that is quicker, and the column ``city`` is left to whoever knows it.
    """

    month: int
    until: date | None = None
    alone: bool = False

    @property
    def first(self) -> date:
        """Return the first day of the month."""
        return first_day(self.month)

    @property
    def last(self) -> date:
        """Return the last day of the month that counts."""
        return min(last_day(self.month), self.until or date.max)
"""What a month sees of registers is what stood by its last day: who leaves later has not left yet."""
