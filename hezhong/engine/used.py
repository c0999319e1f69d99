"""Which figures of law a step rested on: asked of the book while the step was decided, and kept in its event."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.places import Place
from hezhong.law.book import NotingBook
from hezhong.law.model import Confidence


@dataclass(frozen=True)
class UsedFigure:
    """A figure of law as it answered. place, on: for where and when it was asked; of_place, since: whose figure it is.

    amount: none where it is several numbers, a list or words. which: the case of a figure that has several.
    """

    name: str
    which: str
    place: Place
    on: date
    of_place: Place
    since: date
    amount: Decimal | None
    confidence: Confidence


def noted(book: NotingBook) -> tuple[UsedFigure, ...]:
    """Return what was asked of the book, once each, in the order of asking."""
    return tuple(
        UsedFigure(
            each.value.name,
            each.value.case,
            each.place,
            each.on,
            each.value.place,
            each.value.since,
            each.value.figure,
            each.value.confidence,
        )
        for each in book.noted
    )
