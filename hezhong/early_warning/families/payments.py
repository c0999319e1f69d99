"""How wages were paid: not from the wage account, more than the payroll, to people the site does not know, conspicuously much."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import YEAR, as_facts, of_months, of_sites, worked
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

BACK = 2
"""The months of wages looked at, counted back from that of the day."""
WORKER_ON_SITE = ("city", "subject", "worker")


def other_channel(tables: Tables, asked: Asked) -> ibis.Table:
    """Return paid workers: one counts when some of it did not come from the wage account."""
    months = _paid(tables, asked)
    return as_facts(months, hit=months.other_fen > 0, fen=months.other_fen)


def overpaid(tables: Tables, asked: Asked) -> ibis.Table:
    """Return paid workers with a payroll line: one counts when more was paid than its net wage."""
    months = _paid(tables, asked)
    months = months.filter(months.lines > 0)
    return as_facts(months, hit=months.paid_fen > months.net_fen, fen=months.paid_fen - months.net_fen)


def strangers(tables: Tables, asked: Asked) -> ibis.Table:
    """Return whom the wage account paid and the site has not known for a year: on no roster, no payroll, at no gate."""
    months = _paid(tables, asked)
    unknown = months.filter(months.paid_fen > months.other_fen, months.lines == 0, ~worked(months), ~months.on_roster)
    # Only of those few the whole year is asked.
    year = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1).semi_join(unknown, WORKER_ON_SITE)
    known = year.filter(year.on_roster | (year.lines > 0) | worked(year)).select(*WORKER_ON_SITE).distinct()
    unknown = unknown.anti_join(known, WORKER_ON_SITE)
    return as_facts(unknown, hit=ibis.literal(1), fen=unknown.paid_fen - unknown.other_fen)


def outliers(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who was paid on a site for months of this calendar year: he counts above the figure of a month and that of the year."""
    months = of_sites(tables["worker_month"])
    months = months.filter(months.month.between(asked.on.year * 100 + 1, asked.month()), months.paid_fen > 0)
    paid = months.group_by(*WORKER_ON_SITE).aggregate(most=months.paid_fen.max(), fen=months.paid_fen.sum(), employer=months.employer.max())
    return as_facts(paid, hit=(paid.most > asked["month"]) & (paid.fen > asked["year"]))


def _paid(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_months(of_sites(tables["worker_month"]), asked, BACK)
    return months.filter(months.paid_fen > 0)


SITE_OTHER_CHANNEL = Family(
    "site_other_channel", "项目工资没有经专用账户支付", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, other_channel,
    closes="说明原因，以后工资一律经专用账户代发",
)  # fmt: skip
SITE_OVERPAID = Family(
    "site_overpaid", "项目发放多于工资表", Subject.SITE, Measure.PEOPLE, ("worker_month",), BACK + 1, overpaid,
    closes="核对发放与工资表，更正工资表或者查清多付的钱",
)  # fmt: skip
SITE_STRANGERS = Family(
    "site_strangers", "项目专户付给不认识的人", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, strangers,
    closes="说明收款人是谁，补登记或者追回专户资金",
)  # fmt: skip
SITE_OUTLIERS = Family(
    "site_outliers", "项目单人工资异常偏高", Subject.SITE, Measure.PEOPLE, ("worker_month",), YEAR, outliers,
    closes="核实所付是否都是本人工资",
    parameters={"month": Parameter("单月超过", "分"), "year": Parameter("当年累计超过", "分")},
)  # fmt: skip
