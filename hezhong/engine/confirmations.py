"""The law book in force: the product's files, the figures that two administrators confirmed, and what offices promise.

Who proposes and approves a figure stands in ``proposals``; here is what counts, as an immutable snapshot with a version.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from django.db import connection

from hezhong.engine import clock_law
from hezhong.engine.core import Refused
from hezhong.engine.models import ConfirmedValue, OfficePromise
from hezhong.kernel.dates import DayKind, Period
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook, Value, from_files
from hezhong.law.model import TimeLimit

NEWEST = """
SELECT coalesce((SELECT max(approval) FROM engine_confirmedvalue), 0), coalesce((SELECT max(id) FROM engine_officepromise), 0),
    coalesce((SELECT max(id) FROM engine_clockdecision WHERE agrees), 0)
"""


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
    """Return the law book in force: the product's files, every approved value and promise. One query when nothing changed."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        newest, promises, decided = cursor.fetchone() or (0, 0, 0)
    return _with_orders(newest, promises, decided)


def before(row: ConfirmedValue) -> LawBook:
    """Return the book without this value: that of the approval before it, or today's where it is not approved."""
    return book() if row.approval is None else _book(_approved_before(row.approval), 0)


def _approved_before(approval: int) -> int:
    earlier = ConfirmedValue.objects.filter(approval__lt=approval).order_by("-approval").first()
    return earlier.approval or 0 if earlier else 0


def forget() -> None:
    """Read the confirmed values anew next time, where ids begin again: in another database."""
    _book.cache_clear()
    _with_orders.cache_clear()


@lru_cache(maxsize=4)
def _with_orders(newest: int, promises: int, decided: int) -> LawBook:
    """Return the book with the calendar and the orders of the region as officers decided them."""
    return clock_law.over(_book(newest, promises), decided)


def values_of(row: ConfirmedValue) -> Iterator[Value]:
    """Yield the figure of a row once for each place where it holds."""
    for place in (row.place, *row.also):
        yield Value(
            row.name,
            None if row.amount is None else _as_written(row.amount),
            row.cites,
            row.since,
            row.until,
            Place(tuple(place)),
            case=row.case,
            parts=tuple((part, Decimal(number)) for part, number in row.parts),
            members=tuple(row.members),
            text=row.text,
        )


def _as_written(amount: Decimal) -> Decimal:
    """Return a number without the zeros of its column: sentences of the law say 2710, not 2710.0000."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


@lru_cache(maxsize=4)
def _book(newest: int, promises: int) -> LawBook:
    """Return the book up to the newest approval and promise; its version names both."""
    if not newest and not promises:
        return from_files()
    approved = ConfirmedValue.objects.filter(approval__lte=newest).order_by("-approval")
    values = [value for row in approved for value in values_of(row)]
    confirmed = from_files().confirm(*values, version=f"files+{newest}.{promises}")
    return replace(confirmed, promises=_promises(promises))


def _promises(newest: int) -> tuple[tuple[int, str, Period], ...]:
    """Return (office, duty, period) of every promise in force."""
    last: dict[tuple[int, str], Period | None] = {}
    for row in OfficePromise.objects.filter(id__lte=newest).order_by("id"):
        kind = DayKind.WORKING if row.working else DayKind.CALENDAR
        last[row.office, row.duty] = Period(row.days, kind) if row.days else None
    return tuple((office, duty, period) for (office, duty), period in last.items() if period)
