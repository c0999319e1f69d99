"""Payrolls and the worker's word on them: not signed, contested, not made at all."""

from datetime import timedelta

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import YEAR, as_facts, fell_due, of_months, of_sites
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

BACK = 2


def unconfirmed(tables: Tables, asked: Asked) -> ibis.Table:
    """Return workers on a payroll that fell due: one counts when a line of his is not confirmed by himself."""
    due = fell_due(of_months(of_sites(tables["worker_month"]), asked, BACK), asked.on)
    return as_facts(due, hit=due.unconfirmed > 0, value=due.unconfirmed)


def refused(tables: Tables, asked: Asked) -> ibis.Table:
    """Return workers on a payroll of the last twelve months: one counts when he does not agree with a line of his."""
    months = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1)
    months = months.filter(months.lines > 0)
    return as_facts(months, hit=months.refused > 0, value=months.refused)


def not_filed(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months with attendance whose end is longer ago than the grace: they count without a single payroll line."""
    over = [asked.month(back) for back in range(1, YEAR) if asked.last_day(back) + timedelta(days=asked["grace"]) < asked.on]
    months = tables["site_month"]
    months = months.mutate(subject=months.site).filter(months.month.isin(over), months.attended > 0)
    return as_facts(months, hit=months.stated == 0, value=months.attended)


SITE_UNCONFIRMED = Family(
    "site_unconfirmed", "项目工资表未经本人确认", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, unconfirmed,
    closes="工资表逐人交本人核对，签字或者手机确认",
)  # fmt: skip
SITE_REFUSED = Family(
    "site_refused", "项目工人不认可工资表", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, refused,
    closes="与本人核对考勤和工资，更正后由本人确认",
)  # fmt: skip
SITE_NOT_FILED = Family(
    "site_not_filed", "项目有出勤而没有工资表", Subject.SITE, Measure.COUNT, ("site_month",), YEAR, not_filed,
    closes="按月补报工资支付表", parameters={"grace": Parameter("月末以后再等", "天")}, unit="个月",
)  # fmt: skip
