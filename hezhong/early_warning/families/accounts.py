"""The wage account of a site: what the owner owes it, what it holds against the next payroll, what else it paid."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import (
    YEAR,
    as_facts,
    building,
    days_since,
    fell_due,
    of_months,
    of_sites,
    owed,
)
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables

SITE = ["city", "site"]
FEES = ("labour_fees", "site_month", "sites")


def fees_open(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the instalments of labour fees due within a year: one counts as far as the money received does not reach.

    Money received fills the earliest first. fen: what is open of it; value: days since it was due. employer: the owner.
    """
    fees, sites = tables["labour_fees"], tables["sites"]
    fees = fees.filter(fees.due_on.between(asked.first_day(YEAR - 1), asked.days_back(asked["grace"] + 2)))
    summed = fees.due_fen.sum().over(ibis.window(group_by=SITE, order_by=fees.due_on, preceding=None, following=0))
    fees = fees.mutate(so_far=summed.cast("int64"))
    months = of_months(tables["site_month"], asked, YEAR - 1)
    received = months.group_by(*SITE).aggregate(received=months.received_fen.sum().cast("int64"))
    fees = fees.left_join(received, SITE).select(fees, "received")
    fees = fees.left_join(sites, SITE).select(fees, subject=fees.site, employer=sites.owner)
    missing = ibis.least(fees.due_fen, ibis.greatest(fees.so_far - ibis.coalesce(fees.received, 0), 0))
    month = fees.due_on.year().cast("int64") * 100 + fees.due_on.month().cast("int64")
    return as_facts(fees, hit=missing > 0, fen=missing, value=days_since(fees.due_on, asked.on), month=month)


def no_transfer(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites under construction: one counts when the last money came, or else work began, longer ago than the months."""
    days = tables["account_balances"]
    days = days.filter(days.day.between(asked.first_day(YEAR - 1), asked.on), days.received_fen > 0)
    days = of_holders(days, tables["sites"])
    last = days.group_by(*SITE).aggregate(last=days.day.max())
    sites = building(tables["sites"])
    sites = sites.left_join(last, SITE).select(sites, "last")
    sites = sites.mutate(reached=ibis.coalesce(sites["last"], sites.began_on)).filter(lambda rows: rows.reached.notnull())
    return as_facts(
        sites, hit=sites.reached <= asked.passed(asked["months"]), value=days_since(sites.reached, asked.on), employer=sites.owner
    )


def balance_short(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the sites whose balance is known: one counts when it is less than what is owed and falls due within the days."""
    months = of_months(of_sites(tables["worker_month"]), asked, YEAR - 1)
    due = fell_due(months, asked.days_back(1 - asked["days"]))
    open_ = due.mutate(owed=owed(due)).group_by("city", "site").aggregate(
        owed=lambda rows: rows.owed.sum().cast("int64"), employer=lambda rows: rows.employer.max()
    )
    known = of_months(tables["site_month"], asked, 1)
    known = known.filter(known.balance_fen.notnull())
    latest = known.group_by(*SITE).aggregate(balance=known.balance_fen.argmax(known.month))
    joined = latest.join(open_, SITE)
    sites = joined.select(latest, "owed", "employer", subject=latest.site)
    short = ibis.greatest(sites.owed - sites.balance, 0)
    return as_facts(sites, hit=short > 0, fen=short)


def spent_elsewhere(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the wage accounts with spending last month: one counts when it spent more than the wages booked from it, by more than allowed."""
    first, last = asked.first_day(1), asked.last_day(1)
    days, lines = tables["account_balances"], tables["bank_lines"]
    days = days.filter(days.day.between(first, last))
    spent = of_holders(days, tables["sites"]).group_by("city", "site", "account").aggregate(spent=lambda rows: rows.paid_fen.sum().cast("int64"))
    lines = lines.filter(lines.booked_on.between(first, last))
    wages = lines.group_by("city", "account").aggregate(wages=lines.paid_fen.sum().cast("int64"))
    accounts = spent.left_join(wages, ["city", "account"]).select(spent, "wages", subject=spent.site)
    accounts = accounts.left_join(tables["sites"], SITE).select(accounts, employer=tables["sites"].general_contractor)
    accounts = accounts.filter(accounts.spent > 0)
    rest = accounts.spent - ibis.coalesce(accounts.wages, 0)
    return as_facts(accounts, hit=rest > asked["allowed"], fen=ibis.greatest(rest, 0), month=ibis.literal(asked.month(1)))


def of_holders(days: ibis.Table, sites: ibis.Table) -> ibis.Table:
    """Return the lines of accounts with their site: the one they name, else the first whose wage account it is."""
    known = sites.filter(sites.wage_account.notnull())
    known = known.group_by("city", account=known.wage_account).aggregate(holder=known.site.min())
    found = days.left_join(known, ["city", "account"]).select(days, "holder")
    found = found.mutate(site=ibis.coalesce(found.site, found.holder))
    return found.filter(found.site.notnull())


SITE_FEES_LATE = Family(
    "site_fees_late", "项目人工费用逾期未拨付", Subject.SITE, Measure.MOST, FEES, YEAR, fees_open,
    closes="建设单位把到期的人工费用足额拨付到专用账户", parameters={"grace": Parameter("约定拨付日以后再等", "天")}, unit="天",
)  # fmt: skip
SITE_FEES_OPEN = Family(
    "site_fees_open", "项目多期人工费用未拨付", Subject.SITE, Measure.COUNT, FEES, YEAR, fees_open,
    closes="建设单位把到期的人工费用足额拨付到专用账户", parameters={"grace": Parameter("约定拨付日以后再等", "天")}, unit="期",
)  # fmt: skip
SITE_NO_TRANSFER = Family(
    "site_no_transfer", "项目专户很久没有拨入", Subject.SITE, Measure.MOST, ("account_balances", "sites"), YEAR, no_transfer,
    closes="建设单位拨付人工费用，并按不超过一个月的周期拨付", parameters={"months": Parameter("距上次拨入超过", "个月")}, unit="天",
)  # fmt: skip
SITE_BALANCE_SHORT = Family(
    "site_balance_short", "项目专户余额不够下期工资", Subject.SITE, Measure.COUNT, ("worker_month", "site_month"), YEAR, balance_short,
    closes="专户补足到期工资，或者工资付清", parameters={"days": Parameter("看今后", "天")},
)  # fmt: skip
SITE_SPENT_ELSEWHERE = Family(
    "site_spent_elsewhere", "项目专户支出多于代发工资", Subject.SITE, Measure.AMOUNT, ("account_balances", "bank_lines", "sites"), 2,
    spent_elsewhere, closes="说明专户支出的去向，非工资支出退回专户", parameters={"allowed": Parameter("允许相差", "分")},
)  # fmt: skip
