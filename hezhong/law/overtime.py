"""Overtime by its three rates, and what a day and an hour are worth: for standard, comprehensive and flexible hours alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import month_end
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.facts import Wrong
from hezhong.law.model import Article, Figure
from hezhong.law.statutes.labour_standards import (
    GUANGDONG_WAGES,
    LABOUR_ACT,
    OVERAGE_WORKERS,
    PAID_DAYS,
    SHENZHEN,
    SHENZHEN_WAGES,
)
from hezhong.law.working import Working, money

MINIMUM_WAGE = "gd.min_wage.monthly"
NOTHING = Decimal(0)
HOURS_OF_A_DAY = 24
Owed = tuple[Decimal, tuple[Figure, ...]]
"""(what overtime earns in all, by kind of day)."""


@dataclass(frozen=True)
class Overtime:
    """Hours beyond the standard by the day they were worked on. compensated: of those on rest days, for which time off was given."""

    weekday: Decimal = NOTHING
    restday: Decimal = NOTHING
    compensated: Decimal = NOTHING
    holiday: Decimal = NOTHING

    def wrong(self, month: date) -> Iterator[Wrong]:
        """Yield why these cannot be the hours of one month."""
        most = month_end(month).day * HOURS_OF_A_DAY
        if self.weekday + self.restday + self.holiday > most:
            yield "weekday_hours", f"{month:%Y-%m}一共只有{most}小时，加班写了{self.weekday + self.restday + self.holiday}小时"
        yield from self.wrong_rest()

    def wrong_rest(self) -> Iterator[Wrong]:
        """Yield why the time off cannot be."""
        if self.compensated > self.restday:
            yield (
                "restday_compensated_hours",
                f"已补休{self.compensated}小时，多于休息日加班的{self.restday}小时。补休只抵休息日加班、不抵平时和节假日的，请最多写{self.restday}",
            )


def article(place: Place) -> Article:
    """Return the article under which overtime is paid at a place."""
    if SHENZHEN.covers(place):
        return SHENZHEN_WAGES.article(18)
    return GUANGDONG_WAGES.article(20) if GUANGDONG.covers(place) else LABOUR_ACT.article(44)


def daily(wage: Decimal, on: date, sheet: Working) -> Decimal | None:
    """Return a day's wage of a month's, not rounded; None where the paid days of a month are missing."""
    days = sheet.figure("cn.pay.days_per_month", on)
    return wage / days if days else None


def hourly(wage: Decimal, on: date, sheet: Working) -> Decimal | None:
    """Return an hour's wage of a month's, not rounded; None where a figure is missing."""
    days, hours = sheet.figure("cn.pay.days_per_month", on), sheet.figure("cn.hours.daily_max_standard", on)
    if days is None or hours is None:
        return None
    each = wage / days / hours
    sheet.say(f"小时工资 = {money(wage)} ÷ {days} ÷ {hours} ≈ {money(each)}元（计算时不取整）", PAID_DAYS.article(2))
    return each


def at_least_minimum(wage: Decimal, on: date, sheet: Working) -> Decimal:
    """Return the month's wage that overtime is reckoned from: never below the local minimum. Without a minimum it is not checked."""
    minimum = sheet.figure(MINIMUM_WAGE, on)
    if minimum is None or wage >= minimum:
        return wage
    sheet.say(f"约定的{money(wage)}元低于当地最低工资，按{money(minimum)}元算", LABOUR_ACT.article(48))
    return minimum


def hourly_at_least_minimum(each: Decimal, on: date, sheet: Working) -> Decimal:
    """Return the hour's wage, never below an hour of the local minimum. Without a minimum it is not checked."""
    minimum, days = sheet.figure(MINIMUM_WAGE, on), sheet.figure("cn.pay.days_per_month", on)
    hours = sheet.figure("cn.hours.daily_max_standard", on)
    if minimum is None or days is None or hours is None or each >= minimum / days / hours:
        return each
    sheet.say(
        f"每小时{money(each)}元低于当地最低工资，按{money(minimum)} ÷ {days} ÷ {hours}算", LABOUR_ACT.article(48)
    )
    return minimum / days / hours


def owed(each: Decimal, worked: Overtime, on: date, sheet: Working) -> Owed | None:
    """Return what overtime earns for an hour's wage or a piece's price; None where a rate is missing."""
    kinds = (
        ("weekday", "工作日延时", worked.weekday),
        ("restday", "休息日", worked.restday - worked.compensated),
        ("holiday", "法定节假日", worked.holiday),
    )
    total, figures = NOTHING, []
    if worked.compensated:
        sheet.say(f"休息日加班{money(worked.compensated)}小时已经补休，不另付", LABOUR_ACT.article(44))
    for name, title, hours in kinds:
        if not hours:
            continue
        rate = sheet.figure(f"cn.overtime.rate.{name}", on)
        if rate is None:
            return None
        amount = each * hours * rate
        sheet.say(f"{title}：{money(hours)} × {money(each)} × {rate} = {money(amount)}元", article(sheet.place))
        total += amount
        figures.append(Figure(name, f"{title}加班费", amount))
    return total, tuple(figures)


def less_paid(due: Decimal, paid: Decimal | None, sheet: Working, under: Article) -> Decimal:
    """Return what is still owed: more than was owed is not set off against anything."""
    if not paid:
        return due
    left = max(NOTHING, due - paid)
    sheet.say(f"已经付了{money(paid)}元，还应付{money(left)}元", under)
    return left


def over_age_covered(on: date, number: int, sheet: Working) -> bool:
    """Return whether the rules for workers over age hold on that day; where not, the sheet says that nothing can be told."""
    if on >= OVERAGE_WORKERS.since:
        sheet.say("超过法定退休年龄的，同样适用", OVERAGE_WORKERS.article(number))
        return True
    sheet.lack("over_age", f"超龄劳动者的规定{OVERAGE_WORKERS.since}起施行，{on}还没有，不能照这项计算，请人工核对当时的约定")
    return False
