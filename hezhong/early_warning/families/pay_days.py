"""Pay days that fall on a day of rest: wages are due on the working day before."""

from collections.abc import Mapping
from datetime import date

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, of_months, of_sites, owed
from hezhong.early_warning.vocabulary import Family, Measure, Subject, Tables
from hezhong.kernel.dates import ONE_DAY, Calendar

BACK = 3
WATCHED = 62
"""Days that a pay day stays in sight, the day asked for included."""
AHEAD = 10
"""Days ahead: the working day before a long holiday is over before the pay day comes. None has more days of rest in a row."""


def not_before_rest(tables: Tables, asked: Asked) -> ibis.Table:
    """Return wages whose pay day is a day of rest: they count when not all was booked by the working day before; value: 1."""
    moved = brought_forward(asked)
    months = of_months(of_sites(tables["worker_month"]), asked, BACK)
    if not moved:
        return as_facts(months.filter(ibis.literal(False)), hit=ibis.literal(0))
    months = months.filter(months.lines > 0, months.net_fen > 0, months.due_on.between(min(moved), max(moved)))
    # Spans instead of days, the latest first: of cases, every row is asked one by one until one is its own.
    spans = reversed(_spans(moved))
    months = months.mutate(by=ibis.cases(*((months.due_on.between(first, last), ibis.literal(before, "date")) for first, last, before in spans)))
    months = months.filter(months.by.notnull())
    late = (months.last_paid_on > months.by).fill_null(False)
    return as_facts(months, hit=late | (months.paid_fen < months.net_fen), fen=owed(months))


def brought_forward(asked: Asked) -> dict[date, date]:
    """Return day of rest -> the last working day before it, of the days in sight, where that day is over."""
    days = [asked.days_back(WATCHED) + n * ONE_DAY for n in range(WATCHED + AHEAD)]
    found = {day: working_day_before(day, asked.calendar) for day in days if not asked.calendar.is_working(day)}
    return {day: before for day, before in found.items() if before < asked.on}


def _spans(moved: Mapping[date, date]) -> list[tuple[date, date, date]]:
    """Return the first and the last of the days of rest that have the same working day before them, and that day."""
    return [(min(days), max(days), before) for before in sorted({*moved.values()}) if (days := [day for day, each in moved.items() if each == before])]


def working_day_before(day: date, calendar: Calendar) -> date:
    """Return the last working day before a day."""
    day -= ONE_DAY
    while not calendar.is_working(day):
        day -= ONE_DAY
    return day


SITE_NOT_BEFORE_REST = Family(
    "site_not_before_rest", "项目应发日遇休息日没有提前发放", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, not_before_rest,
    closes="付清工资，以后遇节假日提前发放",
)  # fmt: skip
