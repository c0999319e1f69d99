"""How a statute module says a rule of decision or a threshold, so that each id of provisions/ is found where its law stands.

A rule is a pure function under the name of its entries: ``@rule(split_awards=RULES.article(50, 4))``. A threshold is a number
of people, yuan, parts or multiples that the law compares something with; it has no clock.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, ParamSpec, TypeVar

from hezhong.law.model import Article, Confidence, Decision, Step

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Rule(Generic[P, R]):
    """A rule of decision: the entries it encodes, each with its article, and the function that decides."""

    under: tuple[tuple[str, Article], ...]
    decide: Callable[P, R]
    confidence: Confidence = Confidence.VERIFIED_TEXT

    def __call__(self, *arguments: P.args, **named: P.kwargs) -> R:
        return self.decide(*arguments, **named)


def rule(
    sure: Confidence = Confidence.VERIFIED_TEXT, /, **under: Article
) -> Callable[[Callable[P, R]], Rule[P, R]]:
    """Return what makes a function the rule of these entries. under: id of provisions/ -> the article that says it."""

    def mark(decide: Callable[P, R]) -> Rule[P, R]:
        return Rule(tuple(under.items()), decide, sure)

    return mark


@dataclass(frozen=True)
class Threshold:
    """A number that the law compares something with: the least, or as a ceiling the most; or a range of two, both included.

    unit: people, yuan, ratio, times; month, year: so many times a month's or a year's wage.
    """

    entry: str
    amount: Decimal
    unit: str
    article: Article
    most: Decimal | None = None
    ceiling: bool = False
    confidence: Confidence = Confidence.VERIFIED_TEXT

    @property
    def people(self) -> int:
        """Return the number as one of people, or of times."""
        return int(self.amount)

    def holds(self, amount: Decimal | int) -> bool:
        """Return whether the amount lies in the range; whether it reaches the number, or keeps under the ceiling."""
        if self.ceiling:
            return amount <= self.amount
        return self.amount <= amount and (self.most is None or amount <= self.most)


def yes(says: str, article: Article, sure: Confidence = Confidence.VERIFIED_TEXT) -> Decision:
    """Return that it holds, for one reason."""
    return Decision(True, (Step(says, article, sure),))


def no(says: str, article: Article, sure: Confidence = Confidence.VERIFIED_TEXT) -> Decision:
    """Return that it does not hold, for one reason."""
    return Decision(False, (Step(says, article, sure),))


def any_of(
    present: Iterable[StrEnum], article: Article, otherwise: str, sure: Confidence = Confidence.VERIFIED_TEXT
) -> Decision:
    """Return whether one of the listed grounds is present; each that is stands as a reason."""
    found = tuple(Step(str(each), article, sure) for each in present)
    return Decision(bool(found), found or (Step(otherwise, article, sure),))


def all_of(
    conditions: Mapping[str, bool], article: Article, met: str, sure: Confidence = Confidence.VERIFIED_TEXT
) -> Decision:
    """Return whether every condition is met; each that is not stands as a reason. conditions: words -> whether it is met."""
    lacking = tuple(Step(f"不具备：{says}", article, sure) for says, holds in conditions.items() if not holds)
    return Decision(not lacking, lacking or (Step(met, article, sure),))
