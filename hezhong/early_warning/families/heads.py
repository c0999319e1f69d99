"""Heads that do not match: who worked, who stands on the payroll, who was paid."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import YEAR, as_facts, of_months, of_sites, worked
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

LAST, FIRST = 1, 3
"""The months looked at, counted back: of the one still being worked nobody has a payroll yet."""
SITE_OF_MONTH = ("city", "subject", "month")
WHOLE = 10_000
BACK = Parameter("往前第几个月", "个月")


def no_payout(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months of sites with attendance, to the last but one: they count when the wage account paid nothing for it."""
    months = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1, 2)
    by_site = months.group_by(*SITE_OF_MONTH).aggregate(
        attended=worked(months).cast("int64").sum(), paid=(months.paid_fen - months.other_fen).sum(), employer=months.employer.max()
    )
    by_site = by_site.filter(by_site.attended > 0)
    return as_facts(by_site, hit=by_site.paid <= 0, value=by_site.attended)


def fewer_paid(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the site's month asked for, with attendance: it counts when fewer heads were paid than the share of those attended."""
    months = _site_months(tables, asked, asked["back"], asked["back"]).filter(lambda rows: rows.attended > 0)
    return as_facts(months, hit=months.paid * WHOLE < months.attended * asked["share"], value=months.attended - months.paid)


def without_pay_record(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked on a site in the month asked for: he counts with neither payroll line nor payment."""
    months = of_months(of_sites(tables["worker_month"]), asked, asked["back"], asked["back"])
    months = months.filter(worked(months))
    return as_facts(months, hit=(months.lines == 0) & (months.paid_fen <= 0), value=months.days)


def not_on_payroll(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked on a site whose payroll of that month is there: he counts when he does not stand on it."""
    months = of_months(of_sites(tables["worker_month"]), asked, FIRST, LAST)
    stated = months.filter(months.lines > 0).select(*SITE_OF_MONTH).distinct()
    months = months.filter(worked(months)).semi_join(stated, SITE_OF_MONTH)
    return as_facts(months, hit=months.lines == 0, value=months.days)


def not_attended(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who stands on a payroll with wages, of a month in which somebody worked there: he counts when he did not."""
    months = of_months(of_sites(tables["worker_month"]), asked, FIRST, LAST)
    attended = months.filter(worked(months)).select(*SITE_OF_MONTH).distinct()
    months = months.filter(months.lines > 0, months.due_fen > 0).semi_join(attended, SITE_OF_MONTH)
    return as_facts(months, hit=months.days == 0, fen=months.net_fen)


def heads_apart(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months of sites with attendance and payroll: they count when the heads differ by more than the share of those attended."""
    months = _site_months(tables, asked, FIRST, LAST)
    months = months.filter(months.attended > 0, months.stated > 0)
    apart = ibis.greatest(months.attended - months.stated, months.stated - months.attended)
    return as_facts(months, hit=apart * WHOLE > months.attended * asked["share"], value=apart)


def _site_months(tables: Tables, asked: Asked, since: int, until: int) -> ibis.Table:
    months = of_months(tables["site_month"], asked, since, until)
    return months.mutate(subject=months.site, **{name: months[name].cast("int64") for name in ("attended", "stated", "paid")})


SITE_NO_PAYOUT = Family(
    "site_no_payout", "项目有出勤而专户未发当月工资", Subject.SITE, Measure.COUNT, ("worker_month",), YEAR, no_payout,
    closes="经专户发放所欠月份的工资", unit="个月",
)  # fmt: skip
SITE_FEWER_PAID = Family(
    "site_fewer_paid", "项目发放人数少于考勤人数", Subject.SITE, Measure.MOST, ("site_month",), YEAR, fewer_paid,
    closes="核对考勤与发放名单，补发漏发的人", parameters={"back": BACK, "share": Parameter("发放人数至少占考勤人数", "万分之一")}, unit="人",
)  # fmt: skip
SITE_WITHOUT_PAY_RECORD = Family(
    "site_without_pay_record", "项目考勤人员没有工资记录", Subject.SITE, Measure.SHARE, ("worker_month",), YEAR, without_pay_record, once=True,
    closes="补报工资表，补发漏发的人", parameters={"back": BACK},
)  # fmt: skip
SITE_NOT_ON_PAYROLL = Family(
    "site_not_on_payroll", "项目有出勤而不在工资表上", Subject.SITE, Measure.PEOPLE, ("worker_month",), FIRST + 1, not_on_payroll,
    closes="把有出勤的人补进工资表",
)  # fmt: skip
SITE_NOT_ATTENDED = Family(
    "site_not_attended", "项目在工资表上而没有出勤", Subject.SITE, Measure.PEOPLE, ("worker_month",), FIRST + 1, not_attended,
    closes="核实无出勤的人，更正工资表或者补报考勤",
)  # fmt: skip
SITE_HEADS_APART = Family(
    "site_heads_apart", "项目考勤人数与工资表人数不符", Subject.SITE, Measure.MOST, ("site_month",), FIRST + 1, heads_apart,
    closes="核对考勤与工资表，更正其中一份", parameters={"share": Parameter("人数之差占考勤人数超过", "万分之一")}, unit="人",
)  # fmt: skip
