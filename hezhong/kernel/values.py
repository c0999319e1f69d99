"""The types of answers beyond Python's own that need no register: money, one of few, months and their wages."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Money(Decimal):
    """Yuan, to the cent."""


class Option(Enum):
    """One of few: ``MEMBER = label`` or ``MEMBER = label, hint``. Stored by its code."""

    def __init__(self, label: str, hint: str = "") -> None:
        self.label = label
        self.hint = hint
        self.code = self.name.lower()

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Months:
    """A range of months, both ends included. Shape: (year, month)."""

    since: tuple[int, int]
    until: tuple[int, int]

    def __len__(self) -> int:
        return (self.until[0] - self.since[0]) * 12 + self.until[1] - self.since[1] + 1


Month = tuple[int, int]
"""(year, month)."""


@dataclass(frozen=True)
class MonthlyWages:
    """What was, or should have been, paid for each month. Unit: CNY.

    even: the same every month, but for those named. listed: the last months in order, where nobody said which they are.
    """

    even: Decimal | None = None
    named: tuple[tuple[Month, Decimal], ...] = ()
    listed: tuple[Decimal, ...] = ()

    @classmethod
    def of(cls, named: Mapping[Month, Decimal], even: Decimal | None = None) -> "MonthlyWages":
        return cls(even, tuple(sorted(named.items())))

    def of_month(self, month: Month) -> Decimal | None:
        """Return the wage of a month, or None where nobody said it."""
        return dict(self.named).get(month, self.even)

    def average(self) -> Decimal | None:
        """Return the average of the months that were told, or the even wage; None without either."""
        told = self.listed or tuple(amount for _, amount in self.named)
        return sum(told, Decimal(0)) / len(told) if told else self.even
