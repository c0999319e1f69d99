"""Wages for the time between an unlawful end of the contract and the day on which work goes on."""

from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.law.service import Service
from hezhong.law.statutes.labour_standards import INTERPRETATION_2, PAID_DAYS
from hezhong.law.working import Working, money

PAID_DAYS_A_MONTH = "cn.pay.days_per_month"


def wages_meanwhile(monthly: Decimal, since: date, until: date, sheet: Working) -> Decimal | None:
    """Return the wages of normal work from one day to another, both counted, or None where a figure is missing.

    Full months at the monthly wage, what is left by its working days and statutory holidays, at most a month's. Unit: CNY, not rounded.
    Source: 法释〔2025〕12号 第十八条.
    """
    if until < since:
        return Decimal(0)
    months = Service(since, until).full_months
    first_left = add_months(since, months)
    rest = sum(sheet.book.calendar.is_paid(first_left + n * ONE_DAY) for n in range((until - first_left).days + 1))
    paid_days = sheet.figure(PAID_DAYS_A_MONTH, until) if rest else Decimal(1)
    if paid_days is None:
        return None
    wages = monthly * months + min(monthly, monthly / paid_days * rest)
    sheet.say(f"违法解除后（{since}至{until}）按正常工资{money(monthly)}元付{money(wages)}元，另行主张", INTERPRETATION_2.article(18, 1))
    if rest:
        sheet.say(f"整月{months}个，余下{rest}个计薪日（工作日和法定节假日）按月计薪{paid_days}天折算", PAID_DAYS.article(2))
    return wages
