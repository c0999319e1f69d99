"""What a site under construction must have: wage account, security for wages, labour officer, notice board, attendance at all."""

from collections.abc import Callable
from datetime import date

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts, building, of_months
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY, working_days_between

WHOLE = 10_000
SMALL = Parameter("合同价款低于此数的不看", "分")
Condition = Callable[[ibis.Table, Asked], ir.BooleanColumn]


def lacking(code: str, title: str, lacks: Condition, closes: str) -> Family:
    """Return the family of sites under construction that lack something. lacks: whether one does, of its row in the register."""

    def facts(tables: Tables, asked: Asked) -> ibis.Table:
        sites = building(tables["sites"])
        return as_facts(sites, hit=lacks(sites, asked))

    return Family(code, title, Subject.SITE, Measure.COUNT, ("sites",), 0, facts, closes=closes)


def no_account(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction: one counts without a wage account; value: the days of work, the first included.

    Whoever does not say when work began is at his first day.
    """
    sites = building(tables["sites"])
    days = ibis.literal(asked.on, "date").delta(ibis.coalesce(sites.began_on, ibis.literal(asked.on, "date")), unit="day").cast("int64") + 1
    return as_facts(sites, hit=sites.wage_account.isnull() & (days > 0), value=days)


def no_security(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction, but small ones: one counts with nothing deposited and the working days over since it began."""
    sites = _not_small(tables, asked)
    return as_facts(sites, hit=(sites.security == "none") & (sites.began_on <= over(asked["days"], asked)))


def security_low(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction, but small ones, with security: one counts below the share of the contract price."""
    sites = _not_small(tables, asked)
    sites = sites.filter(sites.security != "none", sites.security_fen.notnull(), sites.contract_fen.notnull())
    return as_facts(sites, hit=sites.security_fen * WHOLE < sites.contract_fen * asked["share"])


def security_ending(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction with dated security: one counts from the day asked for to so many days ahead."""
    sites = _dated(tables)
    return as_facts(sites, hit=sites.security_until.between(asked.on, asked.days_back(1 - asked["days"])))


def security_ended(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same sites: one counts when the security has ended before the day; value: days since."""
    sites = _dated(tables)
    days = ibis.literal(asked.on, "date").delta(sites.security_until, unit="day").cast("int64")
    return as_facts(sites, hit=days > 0, value=ibis.greatest(days, 0))


def no_attendance(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction since before last month: one counts with no attendance last month and this."""
    sites = building(tables["sites"])
    sites = sites.filter(sites.began_on < asked.first_day(1))
    months = of_months(tables["site_month"], asked, 1)
    came = months.group_by("city", "site").aggregate(attended=months.attended.sum().cast("int64"))
    sites = sites.left_join(came, ["city", "site"]).select(sites, "attended")
    return as_facts(sites, hit=ibis.coalesce(sites.attended, 0) == 0)


def over(days: int, asked: Asked) -> date:
    """Return the latest day after which so many working days are over: the last of them lies before the day asked for."""
    day = asked.on - ONE_DAY
    while working_days_between(day, asked.on - ONE_DAY, asked.calendar) < days:
        day -= ONE_DAY
    return day


def _not_small(tables: Tables, asked: Asked) -> ibis.Table:
    sites = building(tables["sites"])
    return sites.filter(sites.contract_fen.isnull() | (sites.contract_fen >= asked["small"]))


def _dated(tables: Tables) -> ibis.Table:
    sites = building(tables["sites"])
    return sites.filter(sites.security != "none", sites.security_until.notnull())


SITE_NO_OFFICER = lacking(
    "site_no_officer", "项目没有劳资专管员", lambda sites, asked: sites.labour_officer.isnull(), closes="配备劳资专管员并登记"
)
SITE_NO_BOARD = lacking("site_no_board", "项目没有维权信息告示牌", lambda sites, asked: ~sites.notice_board, closes="设立维权信息告示牌并登记")
SITE_NO_ACCOUNT = Family(
    "site_no_account", "项目没有开设工资专用账户", Subject.SITE, Measure.MOST, ("sites",), 0, no_account,
    closes="开设农民工工资专用账户并登记", unit="天",
)  # fmt: skip
SITE_NO_SECURITY = Family(
    "site_no_security", "项目没有工资保证金或者保函", Subject.SITE, Measure.COUNT, ("sites",), 0, no_security,
    closes="存储工资保证金或者提供保函", parameters={"days": Parameter("开工以后", "个工作日"), "small": SMALL},
)  # fmt: skip
SITE_SECURITY_LOW = Family(
    "site_security_low", "项目工资保证金偏低", Subject.SITE, Measure.COUNT, ("sites",), 0, security_low,
    closes="补足工资保证金，或者登记经核定的比例", parameters={"share": Parameter("低于合同价款的", "万分之一"), "small": SMALL},
)  # fmt: skip
SITE_SECURITY_ENDING = Family(
    "site_security_ending", "项目工资保证金（保函）快到期", Subject.SITE, Measure.COUNT, ("sites",), 0, security_ending,
    closes="续存或者续开保函", parameters={"days": Parameter("看今后", "天")},
)  # fmt: skip
SITE_SECURITY_ENDED = Family(
    "site_security_ended", "项目工资保证金（保函）已到期", Subject.SITE, Measure.MOST, ("sites",), 0, security_ended,
    closes="续存或者续开保函", unit="天",
)  # fmt: skip
SITE_NO_ATTENDANCE = Family(
    "site_no_attendance", "在建项目没有考勤", Subject.SITE, Measure.COUNT, ("sites", "site_month"), 2, no_attendance,
    closes="报送考勤，停工的登记停工",
)  # fmt: skip
