"""Months as the ledger writes them, YYYYMM."""

from calendar import monthrange
from datetime import date


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    return date(month // 100, month % 100, monthrange(month // 100, month % 100)[1])


def seen_until(month: int, until: date | None) -> date:
    """Return the last day of a month that counts when nothing after ``until`` does."""
    return min(last_day(month), until or date.max)
