"""Wages that were stated on a payroll and are not paid: short by how much, late by how many days, over how many months."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import (
    YEAR,
    as_facts,
    by_month,
    days_since,
    fell_due,
    of_employers,
    of_months,
    of_sites,
    owed,
)
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

GRACE = Parameter("应发日以后再等", "天")
LOOK_BACK = YEAR
PAID_IN_FULL = "每名工人应得的差额都经银行付清，一分不少"


def short_at_sites(tables: Tables, asked: Asked) -> ibis.Table:
    """Return every payroll line of a site that fell due: it counts while less than its net wage has been paid."""
    return _short(_due(of_sites(tables["worker_month"]), asked), asked)


def short_at_employers(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same of employers without a site."""
    return _short(_due(of_employers(tables["worker_month"]), asked), asked)


def paid_in_part(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the lines due of which something was paid: they count where it is not all."""
    due = _due(of_sites(tables["worker_month"]), asked)
    return _short(due.filter(due.paid_fen > 0), asked)


def returned(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the workers' months of which a payment came back: they count while less than the net wage has arrived."""
    months = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1)
    back = months.filter(months.returned_fen > 0)
    missing = owed(back)
    return as_facts(back, hit=missing > 0, fen=ibis.least(back.returned_fen, missing))


def months_running(tables: Tables, asked: Asked) -> ibis.Table:
    """Return each unbroken row of months for which a worker of a site is owed; value: how many."""
    due = _due(of_sites(tables["worker_month"]), asked)
    open_ = due.mutate(owed=owed(due), place=by_month(due, {asked.month(back): ibis.literal(YEAR - back) for back in range(YEAR)}))
    open_ = open_.filter(open_.owed > 0)
    nth = ibis.row_number().over(ibis.window(group_by=["city", "subject", "worker"], order_by=open_.place))
    # Months that follow one another keep the same distance from their place in the row.
    open_ = open_.mutate(run=open_.place - nth)
    runs = open_.group_by("city", "subject", "worker", "run").aggregate(
        employer=open_.employer.max(), month=open_.month.max(), value=open_.count(), fen=open_.owed.sum()
    )
    return as_facts(runs, hit=ibis.literal(1))


def _due(months: ibis.Table, asked: Asked) -> ibis.Table:
    # With no grace at all it is late on the day after.
    return fell_due(of_months(months, asked, YEAR - 1), asked.days_back(asked["grace"] + 2))


def _short(due: ibis.Table, asked: Asked) -> ibis.Table:
    return as_facts(due, hit=owed(due) > 0, fen=owed(due), value=days_since(due.due_on, asked.on))


SITE_ARREARS = Family(
    "site_arrears", "项目工资到期未足额支付", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, short_at_sites,
    closes=PAID_IN_FULL, parameters={"grace": GRACE}, money=True,
)  # fmt: skip
EMPLOYER_ARREARS = Family(
    "employer_arrears", "单位工资到期未足额支付", Subject.EMPLOYER, Measure.PEOPLE, ("worker_month",), YEAR, short_at_employers,
    closes="每名劳动者应得的差额都经银行付清，一分不少", parameters={"grace": GRACE}, money=True,
)  # fmt: skip
SITE_DAYS_LATE = Family(
    "site_days_late", "项目工资拖欠天数", Subject.SITE, Measure.MOST, ("worker_month",), YEAR, short_at_sites,
    closes=PAID_IN_FULL, parameters={"grace": GRACE}, money=True, unit="天",
)  # fmt: skip
SITE_AMOUNT_OWED = Family(
    "site_amount_owed", "项目拖欠工资金额", Subject.SITE, Measure.AMOUNT, ("worker_month",), YEAR, short_at_sites,
    closes=PAID_IN_FULL, parameters={"grace": GRACE}, money=True,
)  # fmt: skip
SITE_MONTHS_RUNNING = Family(
    "site_months_running", "项目连续拖欠月数", Subject.SITE, Measure.MOST, ("worker_month",), YEAR, months_running,
    closes=PAID_IN_FULL, parameters={"grace": GRACE}, money=True, unit="个月",
)  # fmt: skip
SITE_PAID_IN_PART = Family(
    "site_paid_in_part", "项目工资没有发足", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, paid_in_part,
    closes=PAID_IN_FULL, parameters={"grace": GRACE}, money=True,
)  # fmt: skip
SITE_RETURNED = Family(
    "site_returned", "项目工资退票后没有补发", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, returned,
    closes="退回的工资重新付到工人本人卡上，一分不少", money=True,
)  # fmt: skip
