"""Which days a period counts: each statute says so itself; the number alone never does (期间的日种类)."""

from datetime import date

from hezhong.kernel.dates import ONE_DAY, Calendar, DayKind
from hezhong.law.rule import rule
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES, RULES
from hezhong.law.statutes.civil_procedure import ACT as CIVIL_PROCEDURE
from hezhong.law.statutes.enforcement import COMPULSION
from hezhong.law.statutes.inspection import PENALTIES


@rule(day_kind_arbitration_national=RULES.article(80))
def of_the_rules(days: int) -> DayKind:
    """Return the kind of so many days in the case-handling rules. Raises LookupError for a number they do not name."""
    if days in (3, 5, 10):
        return DayKind.WORKING
    if days in (15, 45):
        return DayKind.CALENDAR
    raise LookupError(f"办案规则没有规定{days}日是哪一种日")


@rule(day_kind_gd_measures=GUANGDONG_MEASURES.article(72))
def of_guangdong(days: int) -> DayKind:
    """Return the kind of so many days in Guangdong's measures: three and five are working days."""
    return DayKind.WORKING if days in (3, 5) else DayKind.CALENDAR


@rule(day_kind_penalty_law=PENALTIES.article(85))
def of_penalties(days: int) -> DayKind:
    """Return the kind of so many days in the penalties act: two, three, five and seven are working days."""
    return DayKind.WORKING if days in (2, 3, 5, 7) else DayKind.CALENDAR


@rule(day_kind_compulsion_law=COMPULSION.article(69))
def of_compulsion(days: int) -> DayKind:
    """Return the kind of so many days in the compulsion act: up to ten are working days, the ten of urging with them."""
    return DayKind.WORKING if days <= 10 else DayKind.CALENDAR


@rule(day_kind_civil_procedure=CIVIL_PROCEDURE.article(85, 3))
def ends_on(last: date, calendar: Calendar) -> date:
    """Return the day a period ends whose last day is a day of rest: the first working day after it."""
    while not calendar.is_working(last):
        last += ONE_DAY
    return last
