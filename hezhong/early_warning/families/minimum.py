"""Wages below the minimum wage of the city: of a worker, and of a site's payroll on average."""

from datetime import date

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, by_month, of_months, of_sites
from hezhong.early_warning.vocabulary import Family, Measure, Subject, Tables
from hezhong.kernel.dates import ONE_DAY, Calendar
from hezhong.kernel.places import GUANGDONG

MONTHLY = "gd.min_wage.monthly"
PAID_DAYS = "cn.pay.days_per_month"
LAST, FIRST = 1, 3
"""The months looked at, counted back: not the one that is still being worked."""


def below_minimum(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the workers with a payroll line, but who is paid by the hour: they count when the gross wage is below the minimum.

    Of who did not work all working days, the share for the days worked (minimum / 21.75 x days).
    """
    months = of_months(of_sites(tables["worker_month"]), asked, FIRST, LAST)
    months = months.mutate(
        done=ibis.coalesce(months.stated_days, months.days).cast("int64"),
        least=_by_law(months, asked),
        full=by_month(months, {asked.month(back): ibis.literal(_working_days(asked, back)) for back in _backs()}),
        parts=by_month(months, {asked.month(back): ibis.literal(_hundredths(asked, back)) for back in _backs()}),
    )
    months = months.filter(
        months.lines > 0,
        months.done > 0,
        months.least.notnull(),
        months.due_on.isnull() | (months.due_on <= asked.on),
        months.per.isnull() | (months.per != "hour"),
    )
    below_share = months.due_fen * months.parts < months.least * 100 * months.done
    hit = (months.due_fen < months.least) & ((months.done >= months.full) | below_share)
    return as_facts(months, hit=hit)


def average_below_minimum(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months of sites with a payroll: they count when its gross wages, shared out by heads, are below the minimum."""
    months = of_months(tables["site_month"], asked, FIRST, LAST)
    months = months.mutate(subject=months.site, least=_by_law(months, asked)).filter(months.stated > 0)
    return as_facts(months, hit=months.due_fen < months.least * months.stated.cast("int64"), value=months.stated)


def _backs() -> range:
    return range(LAST, FIRST + 1)


def _by_law(rows: ibis.Table, asked: Asked) -> ir.Column:
    """Return the minimum wage of the last day of each row's month, by its city."""
    return by_month(rows, {asked.month(back): asked.fen_of_law(rows.city, MONTHLY, asked.last_day(back)) for back in _backs()})


def _working_days(asked: Asked, back: int) -> int:
    return working_days(asked.first_day(back), asked.last_day(back), asked.calendar)


def working_days(first: date, last: date, calendar: Calendar) -> int:
    """Return how many working days lie between two days, both included."""
    return sum(calendar.is_working(first + n * ONE_DAY) for n in range((last - first).days + 1))


def _hundredths(asked: Asked, back: int) -> int:
    """Return the days of a month for which wages are paid (21.75), times a hundred."""
    return int(asked.book.value(PAID_DAYS, GUANGDONG, asked.last_day(back)).amount * 100)


SITE_BELOW_MINIMUM = Family(
    "site_below_minimum", "项目工人工资低于最低工资", Subject.SITE, Measure.PEOPLE, ("worker_month",), FIRST + 1, below_minimum,
    closes="重新核算工资表，不低于最低工资，差额付给本人", law=(MONTHLY, PAID_DAYS),
)  # fmt: skip
SITE_AVERAGE_BELOW_MINIMUM = Family(
    "site_average_below_minimum", "项目工资表人均低于最低工资", Subject.SITE, Measure.COUNT, ("site_month",), FIRST + 1,
    average_below_minimum, closes="核实工资表，人均不低于最低工资", law=(MONTHLY,), unit="个月",
)  # fmt: skip
