"""The time a synthetic province covers: months of work, and the month after them in which the last wages are paid."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from hezhong.kernel.dates import ONE_DAY, add_months, month_end
from hezhong.kernel.holidays import state_council

DAYS = 31


@dataclass(frozen=True)
class Span:
    """Months of work from the first on. first: the first day of a month. months: at least 1."""

    first: date
    months: int

    @property
    def as_of(self) -> date:
        """Return the day of which a truth says whether it is wrong: the last day of the month after the last of work."""
        return month_end(add_months(self.first, self.months))

    def start(self, month: int) -> date:
        """Return the first day of a month. month: counted from 0; that of the settlement is ``months``."""
        return add_months(self.first, month)

    def number(self, month: int) -> int:
        """Return a month as YYYYMM."""
        day = self.start(month)
        return day.year * 100 + day.month

    def length(self, month: int) -> int:
        """Return the number of days of a month."""
        return month_end(self.start(month)).day

    def days(self, month: int) -> np.ndarray:
        """Return the days of a month. Shape: datetime64[D]."""
        return np.datetime64(self.start(month), "D") + np.arange(self.length(month))

    @cached_property
    def every_day(self) -> np.ndarray:
        """Return every day from the first to ``as_of``."""
        return np.arange(np.datetime64(self.first, "D"), np.datetime64(self.as_of, "D") + 1)

    def working(self, month: int) -> np.ndarray:
        """Return for each day of a month whether it is a working day of the State Council's calendar."""
        return np.array([state_council().is_working(day) for day in self.days(month).tolist()])

    def working_days(self, month: int) -> list[date]:
        """Return the working days of a month in order."""
        return [day for day in self.days(month).tolist() if state_council().is_working(day)]


def last_working(day: date) -> date:
    """Return the day, or the last working day before it: when wages due on a day of rest must have been paid.

    Source: 保障农民工工资支付条例 第十四条.
    """
    while not state_council().is_working(day):
        day -= ONE_DAY
    return day


def bit(day: date) -> np.uint32:
    """Return the bit of a day in the days of its month: bit 1 for the first."""
    return np.uint32(1 << day.day)
