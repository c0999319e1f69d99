"""What a rule is asked with: the day, the law of that day, and the rule's own figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import ibis
import ibis.expr.types as ir

from hezhong.kernel.dates import ONE_DAY, Calendar, add_months, month_end
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.model import Missing, NotInForce
from hezhong.ledger.months import month_of


@dataclass(frozen=True)
class Asked:
    """on: the last day whose rows count. cities: code of a city -> its place. figures: the rule's parameters."""

    on: date
    book: LawBook
    cities: Mapping[int, Place]
    figures: Mapping[str, int]

    @property
    def calendar(self) -> Calendar:
        return self.book.calendar

    def __getitem__(self, name: str) -> int:
        """Return a parameter of the rule. Raises KeyError."""
        return self.figures[name]

    def month(self, back: int = 0) -> int:
        """Return the month of the day, or one so many months before it, as YYYYMM."""
        return month_of(self.first_day(back))

    def first_day(self, back: int = 0) -> date:
        """Return the first day of the month of the day, or of one so many months before it."""
        return add_months(self.on.replace(day=1), -back)

    def last_day(self, back: int = 0) -> date:
        """Return the last day of that month, though it may lie ahead."""
        return month_end(self.first_day(back))

    def passed(self, months: int) -> date:
        """Return the latest day from which more than so many months have passed: the same day of the later month is over.

        Where that month is too short, its last day stands for it (31 January and a month: 28 February).
        """
        day = add_months(self.on, -months)
        while add_months(day, months) >= self.on:
            day -= ONE_DAY
        return day

    def days_back(self, days: int) -> date:
        """Return the first of so many days that end with the day asked for, both included."""
        return self.on - (days - 1) * ONE_DAY

    @cached_property
    def legal(self) -> dict[str, dict[int, int]]:
        """Return what was asked of the law so far: name and day -> city -> figure; the run notes it with its findings."""
        return {}

    def fen_of_law(self, city: ir.Column, name: str, on: date | None = None) -> ir.Column:
        """Return a figure of the law in fen, by the city of each row; null where the law has none there that day."""
        found: dict[int, int] = {}
        day = on or self.on
        for code, place in self.cities.items():
            try:
                figure = self.book.value(name, place, day).figure
            except (NotInForce, Missing):
                continue
            if figure is not None:
                found[code] = int(figure * 100)
        self.legal.setdefault(f"{name} {day}", {}).update(found)
        if not found:
            return ibis.null("int64")
        return ibis.cases(*((city == code, ibis.literal(fen, "int64")) for code, fen in found.items()))
