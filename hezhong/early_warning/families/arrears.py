"""Wages that were stated on a payroll and are not paid: short by how much, late by how many days, over how many months."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, of_employers, of_sites
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

GRACE = Parameter("应发日以后再等", "天")
LOOK_BACK = 12


def short_at_sites(tables: Tables, asked: Asked) -> ibis.Table:
    """Return every payroll line of a site that fell due: it counts while less than its net wage has been paid."""
    return _short(of_sites(tables["worker_month"]), asked)


def short_at_employers(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same of employers without a site."""
    return _short(of_employers(tables["worker_month"]), asked)


def _short(months: ibis.Table, asked: Asked) -> ibis.Table:
    due = months.filter(
        months.month.between(asked.month(LOOK_BACK - 1), asked.month()),
        months.lines > 0,
        months.due_on.notnull(),
        months.due_on <= asked.days_back(asked["grace"] + 2),  # with no grace at all it is late on the day after
    )
    owed = due.net_fen - due.paid_fen
    late = (ibis.literal(asked.on, "date").delta(due.due_on, unit="day")).cast("int64")
    return as_facts(due, hit=owed > 0, fen=ibis.greatest(owed, 0), value=late)


SITE_ARREARS = Family(
    "site_arrears", "项目工资到期未足额支付", Subject.SITE, Measure.PEOPLE, ("worker_month",), LOOK_BACK, short_at_sites,
    closes="每名工人应得的差额都经银行付清，一分不少",
    parameters={"grace": GRACE}, money=True,
)  # fmt: skip
EMPLOYER_ARREARS = Family(
    "employer_arrears", "单位工资到期未足额支付", Subject.EMPLOYER, Measure.PEOPLE, ("worker_month",), LOOK_BACK,
    short_at_employers, closes="每名劳动者应得的差额都经银行付清，一分不少",
    parameters={"grace": GRACE}, money=True,
)  # fmt: skip
