"""Whose workers rows are: of the employer that hires them, on a site or off it; and how long somebody has been hired."""

from datetime import date

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.kernel.dates import ONE_DAY, add_months, month_end

PAST_A_MONTH = 32
"""What stands for a full month that is over: no month has so many days, so it tells both apart from the 31st day of one."""


def of_hirers(months: ibis.Table) -> ibis.Table:
    """Return the rows of a worker's month whose hirer is known, with the hirer as their subject: on sites and off them."""
    known = months.mutate(subject=ibis.coalesce(months.hired_by, months.employer))
    known = known.filter(known.subject != 0)
    return known.mutate(employer=known.subject)


def months_back(asked: Asked, many: int) -> list[int]:
    """Return so many months that end with the month of the day, the latest first, as YYYYMM."""
    return [asked.month(back) for back in range(many)]


def last_day(month: int) -> date:
    """Return the last day of a month given as YYYYMM."""
    return month_end(date(month // 100, month % 100, 1))


def nth_day(start: ir.Column, on: date) -> ir.Column:
    """Return which day of the hiring the day is, the first being 1; at least 32 once a full month is over.

    A month ends on the day before the one of the same number, or on the month's last (实施条例 6, 2: 满一个月的次日).
    """
    return _nth(start, on, first=1)


def nth_day_after(end: ir.Column, on: date) -> ir.Column:
    """Return which day after the end the day is, the first day after it being 1; at least 32 once a full month is over."""
    return _nth(end, on, first=0)


def _nth(day: ir.Column, on: date, first: int) -> ir.Column:
    days = ibis.literal(on, "date").delta(day, unit="day").cast("int64") + first
    full = ibis.literal(_latest_full_month(on) - (1 - first) * ONE_DAY, "date")
    return ibis.ifelse(day <= full, ibis.greatest(days, PAST_A_MONTH), days)


def _latest_full_month(on: date) -> date:
    """Return the latest first day after which a full month is over on the day."""
    start = on - 27 * ONE_DAY
    while add_months(start, 1) > on:
        start -= ONE_DAY
    return start
