"""Legal values that administrators have confirmed, and the law book made of them: an immutable snapshot with a version."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db.models import Max

from hezhong.engine.models import ConfirmedValue, OfficePromise
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook, Value, from_files


@dataclass(frozen=True)
class Confirmation:
    """What an administrator typed: the figure, where it comes from, since when."""

    name: str
    place: Place
    amount: Decimal
    cites: str
    since: date
    until: date | None = None


def confirm(given: Confirmation, by: str, at: datetime) -> None:
    """Keep a confirmed value; earlier ones stay, so that old events can be explained."""
    ConfirmedValue.objects.create(
        name=given.name,
        place=list(given.place.path),
        amount=given.amount,
        cites=given.cites,
        since=given.since,
        until=given.until,
        confirmed_by=by,
        confirmed_at=at,
    )


def book() -> LawBook:
    """Return the law book in force: the product's files and every confirmed value. One query when nothing changed."""
    newest = ConfirmedValue.objects.aggregate(newest=Max("id"))["newest"] or 0
    promises = OfficePromise.objects.aggregate(newest=Max("id"))["newest"] or 0
    return _book(newest, promises)


@lru_cache(maxsize=4)
def _book(newest: int, promises: int) -> LawBook:
    """Return the book up to the newest confirmation; its version names both."""
    values = [
        Value(
            row.name, row.amount, row.cites, row.since, row.until, Place(tuple(row.place))
        )
        for row in ConfirmedValue.objects.filter(id__lte=newest).order_by("-id")
    ]
    return from_files().confirm(*values, version=f"files+{newest}.{promises}") if newest else from_files()
