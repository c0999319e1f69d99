"""How many days of annual leave a year brings, and when they are lost. Source: 职工带薪年休假条例 第三、四条."""

from datetime import date
from decimal import Decimal
from typing import Protocol

from hezhong.kernel.places import NATION
from hezhong.law.book import LawBook
from hezhong.law.model import NotInForce, Value
from hezhong.law.statutes.labour_standards import ANNUAL_LEAVE, ANNUAL_LEAVE_MEASURES
from hezhong.law.working import Working, money

DAYS = "cn.annual_leave.days"
DAYS_OF_A_YEAR = 365
"""The denominator of both formulas, in leap years too (实施办法 第五、十二条)."""
SHORTEST_MONTH, DAYS_OF_A_MONTH, LONGEST_MONTH = 28, 30, 31
"""Annual leave is lost by months of sick leave. Told in days only: no text says how many a month is, so whoever is near it is warned."""
SICK_MONTHS = {1: 2, 10: 3, 20: 4}
"""Whole years of work -> months of sick leave that cost the leave (条例 第四条第三至五项)."""
PERSONAL_DAYS = 20
"""Days of personal leave with pay that cost the leave (条例 第四条第二项)."""


class Absent(Protocol):
    """What is told of a year's absences."""

    @property
    def cumulative_years(self) -> Decimal: ...
    @property
    def taken_days(self) -> Decimal: ...
    @property
    def sick_leave_days(self) -> Decimal: ...
    @property
    def sick_leave_months(self) -> Decimal | None: ...
    @property
    def personal_leave_days(self) -> Decimal: ...
    @property
    def personal_leave_paid(self) -> bool: ...
    @property
    def long_vacation(self) -> bool: ...


def statutory_days(years: Decimal, on: date, book: LawBook) -> Decimal | None:
    """Return the days that the law gives for so many years of work; None before it did."""
    try:
        return _days(book.value(DAYS, NATION, on), years)
    except NotInForce:
        return None


def full_days(years: Decimal, agreed: Decimal | None, on: date, sheet: Working) -> Decimal | None:
    """Return a whole year's days: those of the law, or more where more was agreed; None where the law's are missing."""
    value = sheet.value(DAYS, on)
    if value is None:
        return None
    days = _days(value, years)
    if not days:
        sheet.say(f"累计工作{money(years)}年，不满1年，没有年休假", ANNUAL_LEAVE.article(3))
        return days
    sheet.say(f"累计工作{money(years)}年，一年{days}天", ANNUAL_LEAVE.article(3))
    if agreed is not None and agreed > days:
        sheet.say(f"约定的{money(agreed)}天更多，按约定", ANNUAL_LEAVE_MEASURES.article(13))
        return agreed
    return days


def _days(value: Value, years: Decimal) -> Decimal:
    steps = ((20, "from_20_years"), (10, "from_10_years"), (1, "from_1_year"), (0, "under_1_year"))
    return value.part(next(part for least, part in steps if years >= least))


def lost(told: Absent, sheet: Working) -> bool:
    """Return whether the year's leave is lost by other absences. Source: 条例 第四条."""
    months = SICK_MONTHS[max(least for least in SICK_MONTHS if told.cumulative_years >= least)]
    reasons = (
        (told.long_vacation, "寒暑假多于年休假天数"),
        (
            told.personal_leave_days >= PERSONAL_DAYS and told.personal_leave_paid,
            f"事假{money(told.personal_leave_days)}天，满{PERSONAL_DAYS}天而且不扣工资",
        ),
        (_sick_for(months, told), f"病假{_spelled(told)}，满{months}个月"),
    )
    why = [reason for holds, reason in reasons if holds]
    if told.sick_leave_months is None and SHORTEST_MONTH * months <= told.sick_leave_days < LONGEST_MONTH * months:
        sheet.warn(
            f"病假{money(told.sick_leave_days)}天，有没有满{months}个月现按每月{DAYS_OF_A_MONTH}天算；请写一共病假几个月（整个日历月的按月数）再算",
            ANNUAL_LEAVE.article(4),
        )
    if not why:
        return False
    sheet.say(f"{'；'.join(why)}：不享受当年的年休假", ANNUAL_LEAVE.article(4))
    if told.taken_days:
        sheet.warn("当年的已经休过、后来才有这种情形的，不享受的是下一年的年休假", ANNUAL_LEAVE_MEASURES.article(8))
    return True


def _sick_for(months: int, told: Absent) -> bool:
    """Return whether the sick leave reaches so many months: by the months told, else by days of thirty a month."""
    if told.sick_leave_months is not None:
        return told.sick_leave_months >= months
    return told.sick_leave_days >= months * DAYS_OF_A_MONTH


def _spelled(told: Absent) -> str:
    if told.sick_leave_months is not None:
        return f"{money(told.sick_leave_months)}个月"
    return f"{money(told.sick_leave_days)}天（按每月{DAYS_OF_A_MONTH}天）"
