"""Legal values that administrators have confirmed, and the law book made of them: an immutable snapshot with a version."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from hezhong.engine.core import Refused
from hezhong.engine.models import ConfirmedValue, OfficePromise
from hezhong.kernel.dates import DayKind, Period
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook, Value, from_files
from hezhong.law.model import TimeLimit

NEWEST = """
SELECT coalesce((SELECT max(id) FROM engine_confirmedvalue), 0), coalesce((SELECT max(id) FROM engine_officepromise), 0)
"""


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


@dataclass(frozen=True)
class Promise:
    """What an office promises: to do a duty in a shorter time than the law gives. ``period`` none ends the promise."""

    office: int
    limit: TimeLimit
    period: Period | None


def promise(given: Promise, by: str, at: datetime) -> None:
    """Keep an office's promise; it counts for clocks that start from now on. Raises Refused unless it is the shorter time."""
    statutory, wanted = given.limit.period, given.period
    if wanted is not None:
        shorter = isinstance(statutory, Period) and statutory.kind is wanted.kind and 1 <= wanted.days < statutory.days
        if not shorter:
            raise Refused(f"承诺时限要短于法定时限{statutory}（{given.limit.article}），日子的算法也要一样")
    OfficePromise.objects.create(
        office=given.office,
        duty=given.limit.duty.code,
        days=wanted.days if wanted else None,
        working=wanted is None or wanted.kind is DayKind.WORKING,
        by=by,
        at=at,
    )


def book() -> LawBook:
    """Return the law book in force: the product's files, every confirmed value and promise. One query when nothing changed."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        newest, promises = cursor.fetchone() or (0, 0)
    return _book(newest, promises)


def history() -> tuple[ConfirmedValue, ...]:
    """Return every confirmation ever made, the newest first."""
    return tuple(ConfirmedValue.objects.order_by("-id"))


def forget() -> None:
    """Read the confirmed values anew next time, where ids begin again: in another database."""
    _book.cache_clear()


@lru_cache(maxsize=4)
def _book(newest: int, promises: int) -> LawBook:
    """Return the book up to the newest confirmation and promise; its version names both."""
    if not newest and not promises:
        return from_files()
    values = [
        Value(row.name, row.amount, row.cites, row.since, row.until, Place(tuple(row.place)))
        for row in ConfirmedValue.objects.filter(id__lte=newest).order_by("-id")
    ]
    confirmed = from_files().confirm(*values, version=f"files+{newest}.{promises}")
    return replace(confirmed, promises=_promises(promises))


def _promises(newest: int) -> tuple[tuple[int, str, Period], ...]:
    """Return (office, duty, period) of every promise in force."""
    last: dict[tuple[int, str], Period | None] = {}
    for row in OfficePromise.objects.filter(id__lte=newest).order_by("id"):
        kind = DayKind.WORKING if row.working else DayKind.CALENDAR
        last[row.office, row.duty] = Period(row.days, kind) if row.days else None
    return tuple((office, duty, period) for (office, duty), period in last.items() if period)
