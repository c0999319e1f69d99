"""The sheet a calculation is written on: its steps with articles, the figures of law it used, and what was missing."""

from copy import copy
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.facts import spoken_place
from hezhong.law.model import Article, Confidence, Figure, Gap, NotInForce, Result, Step, Value
from hezhong.law.parameter_files import parameters

CENT = Decimal("0.01")
EXACT = Decimal("1e-12")


def cents(amount: Decimal) -> Decimal:
    """Return the amount rounded to the cent, half up: done once, at the end (金额中间不取整).

    What a division left in the last digits is taken off first: three times a sixth of 1.19 is half a cent, not less.
    """
    return amount.quantize(EXACT, ROUND_HALF_UP).quantize(CENT, ROUND_HALF_UP)


def money(amount: Decimal) -> str:
    """Return an amount for a step: to the cent at most, without zeros that say nothing."""
    text = f"{cents(amount):f}"
    return text.removesuffix(".00") if text.endswith(".00") else text.rstrip("0") if "." in text else text


class Working:
    """One calculation in one place. Figures of law are asked here and nowhere else, so that each is named in the result."""

    def __init__(self, place: Place, book: LawBook) -> None:
        self.place = place
        self.book = book
        self._steps: list[Step] = []
        self._used: list[Value] = []
        self._warnings: list[Step] = []
        self._gaps: list[Gap] = []

    def value(self, name: str, on: date, case: str = "") -> Value | None:
        """Return the figure of law in force here on that day and note that it was used; None is noted as missing."""
        try:
            value = self.book.value(name, self.place, on, case)
        except NotInForce:
            title = parameters()[name].title if name in parameters() else name
            self.lack(name, f"缺{title}（{on}，{spoken_place(self.place)}）：请向管理员补录并写明来源")
            return None
        if value not in self._used:
            self._used.append(value)
            if value.confidence is Confidence.FROM_MEMORY:
                self.warn(f"{parameters()[name].title}（{value.since}起）没有读到原文，请人工核对后再用")
        return value

    def elsewhere(self, place: Place) -> "Working":
        """Return the same sheet, asking the figures of another place."""
        there = copy(self)
        there.place = place
        return there

    def figure(self, name: str, on: date, case: str = "") -> Decimal | None:
        """Return the amount of a figure of law, or None where it is missing."""
        value = self.value(name, on, case)
        return value.amount if value else None

    def say(self, says: str, article: Article | None = None) -> None:
        self._steps.append(Step(says, article))

    def warn(self, says: str, article: Article | None = None) -> None:
        """Note what a person has to look at; it changes no amount."""
        self._warnings.append(Step(says, article))

    def lack(self, what: str, says: str) -> None:
        """Note what a full answer lacks: a parameter or a fact."""
        if what not in {gap.what for gap in self._gaps}:
            self._gaps.append(Gap(what, says))

    @property
    def incomplete(self) -> bool:
        return bool(self._gaps)

    def result(
        self,
        amount: Decimal | None,
        *,
        figures: tuple[Figure, ...] = (),
        unit: str = "元",
        since: date | None = None,
        until: date | None = None,
    ) -> Result:
        """Return what the sheet says. Amounts are rounded to the cent here, and only here."""
        rounded = cents(amount) if amount is not None else None
        return Result(
            rounded,
            tuple(self._steps),
            unit,
            tuple(replace(each, amount=cents(each.amount)) if each.unit == "元" else each for each in figures),
            tuple(self._used),
            tuple(self._warnings),
            tuple(self._gaps),
            since=since,
            until=until,
        )
