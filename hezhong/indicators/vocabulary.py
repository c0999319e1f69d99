"""The words an indicator is declared in. Nothing is counted here; ``reckoning`` counts.

An indicator says which cases it is about as a condition on the case row, so that the number and its list are one text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from hezhong.engine.conditions import Between, Condition, Has, Not, both, either
from hezhong.kernel.dates import ONE_DAY, Calendar, working_days
from hezhong.law.model import Duty

LATELY, LONG = 30, 90  # calendar days, today included
SOON = 3  # working days
BEGINNING = date(1, 1, 1)


@dataclass(frozen=True)
class Today:
    """The day an indicator is asked for, with the calendar that says which days are worked."""

    on: date
    calendar: Calendar

    def back(self, days: int) -> date:
        """Return the first of so many calendar days that end today."""
        return self.on - (days - 1) * ONE_DAY

    @property
    def soon(self) -> date:
        """Return the third working day after today."""
        return working_days(SOON).after(self.on, self.calendar)


Which = Callable[[Today], Condition]
"""The cases an indicator is about, as of a day."""
PARTS = {"met": "达到", "missed": "没达到"}


class Measure(Enum):
    """What is made of the cases."""

    COUNT = "件数"
    SHARE = "占比"
    MEDIAN = "中位数"
    TOTAL = "合计"


class Sense(Enum):
    """What a map may say of a figure by its colour."""

    NEUTRAL = "多少"
    BAD = "越高越要留意"
    GOOD = "越低越要留意"


@dataclass(frozen=True)
class Indicator:
    """One figure. title, unit and definition are read by people; code stands in addresses.

    cases: whom it counts; of a share, its denominator. met: of a share, the cases in its numerator.
    column: of a median or total, what is taken of each case. closed: cases that have ended count too.
    duty: the duty whose limit stands behind it; its article is shown. part_of: code of the indicator among whose cases
    these are, by which a map compares places of different size. grades: three thresholds for the colours of a map,
    most worrying first, for what the map shows (a share in per cent, or the figure itself).
    """

    code: str
    title: str
    unit: str
    definition: str
    cases: Which
    measure: Measure = Measure.COUNT
    met: Which | None = None
    column: str = ""
    closed: bool = False
    duty: Duty | None = None
    part_of: str = ""
    sense: Sense = Sense.NEUTRAL
    grades: tuple[int, int, int] | None = None

    def part(self, name: str, today: Today) -> Condition:
        """Return the cases it counts; of a share also those in its numerator (``met``), or the others (``missed``)."""
        cases = self.cases(today)
        if self.met is None or name not in PARTS:
            return cases
        met = self.met(today)
        return both(cases, met if name == "met" else Not(met))


def is_open(_: Today) -> Condition:
    return Has("open", True)


def received_within(days: int) -> Which:
    """Return the cases filed within so many days up to today."""
    return lambda today: Between("opened_on", today.back(days), today.on)


def together(*which: Which) -> Which:
    """Return the cases that all of these are about."""
    return lambda today: both(*(each(today) for each in which))


def reach(today: Today) -> Condition:
    """Return what holds of every case that any indicator may be about: open, or received within the longer time.

    Two indexes lead to them, whatever else has been closed in former years.
    """
    return either(Has("open", True), Between("opened_on", today.back(LONG), today.on))
