"""Who has left a site without having been settled with."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import YEAR, as_facts, days_since, of_months, of_sites, owed, worked
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

WORKER_ON_SITE = ["city", "site", "worker"]
GRACE = Parameter("退场以后再等", "天")


def unsettled(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months of a year of who has left for longer than the grace: they count while unpaid, or worked and on no payroll."""
    months = _of_leavers(tables, asked)
    short = owed(months)
    return as_facts(months, hit=(short > 0) | (worked(months) & (months.lines == 0)), fen=short, value=days_since(months.gone_on, asked.on))


def left_unconfirmed(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the month of leaving, where he worked: it counts with no payroll line that he has confirmed himself."""
    months = _of_leavers(tables, asked)
    month = months.gone_on.year().cast("int64") * 100 + months.gone_on.month().cast("int64")
    last = months.filter(months.month == month, worked(months))
    return as_facts(last, hit=last.lines <= last.unconfirmed + last.refused, value=days_since(last.gone_on, asked.on))


def _of_leavers(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the months of workers none of whose roster lines on the site is still open; gone_on: the last day of the latest."""
    roster = tables["roster"]
    still = roster.filter(roster.left_on.isnull() | (roster.left_on > asked.on))
    left = roster.filter(roster.left_on.between(asked.first_day(YEAR - 1), asked.on)).anti_join(still, WORKER_ON_SITE)
    gone = left.group_by(*WORKER_ON_SITE).aggregate(gone_on=left.left_on.max())
    gone = gone.filter(gone.gone_on <= asked.days_back(asked["grace"] + 2))
    months = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1)
    return months.join(gone, WORKER_ON_SITE).select(months, "gone_on")


SITE_UNSETTLED = Family(
    "site_unsettled", "项目工人退场没有结清工资", Subject.SITE, Measure.PEOPLE, ("worker_month", "roster"), YEAR, unsettled,
    closes="退场的人所有月份的工资都经银行付清，没有工资表的补报", parameters={"grace": GRACE}, money=True,
)  # fmt: skip
SITE_LEFT_UNCONFIRMED = Family(
    "site_left_unconfirmed", "项目工人退场没有本人确认的结算", Subject.SITE, Measure.PEOPLE, ("worker_month", "roster"), YEAR,
    left_unconfirmed, closes="编制结算单，由退场的本人确认", parameters={"grace": GRACE},
)  # fmt: skip
