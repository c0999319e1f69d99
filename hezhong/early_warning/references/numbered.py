"""Months by their number, YYYYMM, and the windows of months that the sentences speak of."""

from datetime import date, timedelta


def month_of(day: date) -> int:
    """Return the month in which a day lies."""
    return day.year * 100 + day.month


def first_day(month: int) -> date:
    """Return the first day of a month."""
    return date(month // 100, month % 100, 1)


def last_day(month: int) -> date:
    """Return the last day of a month."""
    return first_day(month_after(month)) - timedelta(days=1)


def month_after(month: int) -> int:
    """Return the month after it."""
    return month + 1 if month % 100 < 12 else month + 89


def month_before(month: int) -> int:
    """Return the month before it."""
    return month - 1 if month % 100 > 1 else month - 89


def back(on: date, months: int) -> int:
    """Return the month that many months before that of the day (统计日所在月之前第几个月)."""
    month = month_of(on)
    for _ in range(months):
        month = month_before(month)
    return month


def window(on: date, since: int, until: int = 0) -> list[int]:
    """Return the months from so many before that of the day to so many before it, both included, earliest first."""
    return [back(on, months) for months in range(since, until - 1, -1)]


def same_day_later(day: date) -> date:
    """Return the same day of the next month, or its last day where it has none (次月的同一天，没有这一天的按月末)."""
    end = last_day(month_after(month_of(day)))
    return end if day.day > end.day else end.replace(day=day.day)
