"""Real-name registration and contracts: who works on a site without them, or outside the time that the roster knows."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import (
    as_facts,
    bits_before,
    days_since,
    no_contract_yet,
    of_months,
    of_sites,
    worked,
)
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.ledger.joining import bit_count

WORKER_ON_SITE = ("city", "site", "worker")


def unregistered(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked on a site in this month or the last: he counts when no line of its roster holds for that month."""
    months = _recent(tables, asked)
    return as_facts(months, hit=~months.on_roster, value=months.days)


def before_contract(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same workers: one counts without a contract, or when he worked on a day before it began."""
    months = _recent(tables, asked)
    early = (bits_before(months, months.contract_since, asked.first_day(1)) != 0).fill_null(False)
    return as_facts(months, hit=months.contract.isnull() | early, value=months.days)


def contract_overdue(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who is on the roster this month and has not left: he counts with no contract yet when a month has passed since he came."""
    months = of_months(of_sites(tables["worker_month"]), asked, 0)
    there = months.filter(months.on_roster, months.left_on.isnull(), months.entered_on.notnull())
    late = no_contract_yet(there, asked.on) & (there.entered_on <= asked.passed(asked["months"]))
    return as_facts(there, hit=late, value=days_since(there.entered_on, asked.on))


def outside_stay(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked and is on the roster: he counts when a day lies before he first came or after he left; value: such days."""
    months = _recent(tables, asked)
    months = months.filter(months.on_roster)
    roster = tables["roster"]
    # Who came several times is on the month's row since he came last: only of those who worked before that is the first time looked for.
    near = of_months(of_sites(tables["worker_month"]), asked, 1)
    near = near.filter(near.on_roster, bits_before(near, near.entered_on, asked.first_day(1)).fill_null(1) > 0)
    first = roster.semi_join(near, WORKER_ON_SITE).group_by(*WORKER_ON_SITE).aggregate(came_first=lambda rows: rows.entered_on.min())
    joined = months.left_join(first, WORKER_ON_SITE)
    months = joined.select(months, "came_first")
    early = bits_before(months, months.came_first, asked.first_day(1)).fill_null(0)
    stayed = bits_before(months, months.left_on + ibis.interval(days=1), asked.first_day(1))
    late = ibis.ifelse(months.left_on.isnull(), 0, months.day_bits - stayed)
    days = bit_count(early | late).cast("int64")
    return as_facts(months, hit=days > 0, value=days)


def _recent(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    return months.filter(worked(months))


SITE_UNREGISTERED = Family(
    "site_unregistered", "项目有未实名登记的人员出勤", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, unregistered,
    closes="补办用工实名登记，或者更正考勤",
)  # fmt: skip
SITE_BEFORE_CONTRACT = Family(
    "site_before_contract", "项目有未订立劳动合同的人员出勤", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, before_contract,
    closes="订立劳动合同并登记，未订立的不得进场",
)  # fmt: skip
SITE_CONTRACT_OVERDUE = Family(
    "site_contract_overdue", "项目用工满月未订立劳动合同", Subject.SITE, Measure.PEOPLE, ("worker_month",), 1, contract_overdue,
    closes="订立书面劳动合同并登记", parameters={"months": Parameter("进场后订立合同的期限", "个月")},
)  # fmt: skip
SITE_OUTSIDE_STAY = Family(
    "site_outside_stay", "项目有进场前、退场后的出勤", Subject.SITE, Measure.PEOPLE, ("worker_month", "roster"), 2, outside_stay,
    closes="更正花名册的进退场日期，或者更正考勤",
)  # fmt: skip
