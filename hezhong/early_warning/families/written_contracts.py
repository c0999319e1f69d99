"""Work without a written contract: since which day of the hiring, or since which day after the contract ended."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.hiring import last_day, months_back, nth_day, nth_day_after, of_hirers
from hezhong.early_warning.families.shaping import as_facts, no_contract_yet
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY

LOOK_BACK, LATELY = 12, 2
PERSON = ["subject", "worker"]


def without_contract(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone at work lately: one counts where no month names a contract that has begun; value is which day of the hiring it is.

    Of an employer that never told of any contract nobody counts: whether they were not signed or not told cannot be seen.
    """
    at_work = _at_work(tables, asked, LATELY)
    without = at_work.filter(no_contract_yet(at_work, asked.on)).select(*PERSON).distinct()
    # Said in another order: of those with a contract no year has to be looked through, and they need not be put together.
    others = of_hirers(tables["worker_month"].filter(lambda rows: ~no_contract_yet(rows, asked.on) & ((rows.days > 0) | (rows.lines > 0))))
    others = others.filter(others.month.between(asked.month(LATELY - 1), asked.month()))
    people = _without(tables, asked, without)
    people = people.left_join(_telling(tables, asked), "subject").select(people, "tells")
    hit = (people.never == 1) & people.tells.notnull()
    return ibis.union(
        as_facts(people, employer=people.subject, hit=hit, value=nth_day(people.start, asked.on)),
        as_facts(others, employer=others.subject, hit=ibis.literal(False), value=ibis.literal(0)),
    )


def _without(tables: Tables, asked: Asked, whose: ibis.Table) -> ibis.Table:
    """Return the people of ``whose`` who have not left: whether no month of a year names a contract, and start of their work."""
    months = _at_work(tables, asked, LOOK_BACK).semi_join(whose, PERSON)
    lately = months.month >= asked.month(LATELY - 1)
    people = months.group_by(*PERSON).aggregate(
        city=months.city.max(), never=no_contract_yet(months, asked.on).cast("int64").min(), first=months.month.min(), entered_on=months.entered_on.min(),
        left=(lately & months.left_on.notnull()).cast("int64").max(),
    )  # fmt: skip
    people = people.filter(people.left == 0)
    unknown = people.filter(people.entered_on.isnull()).select(*PERSON)
    people = people.left_join(_paid_since(tables, asked, unknown), PERSON).select(people, "since")
    ends = ibis.cases(*((people.first == month, ibis.literal(last_day(month), "date")) for month in months_back(asked, LOOK_BACK)))
    people = people.mutate(start=ibis.coalesce(people.entered_on, people.since, ends))
    return people.filter(people.start <= asked.on)


def _telling(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the employers of whom any contract is known: told by themselves, or named by a month of the year."""
    months = of_hirers(tables["worker_month"])
    named = months.filter(months.contract.notnull(), months.month.between(asked.month(LOOK_BACK - 1), asked.month()))
    told = ibis.union(named.select("subject"), tables["contracts"].select(subject="employer"))
    return told.distinct().mutate(tells=ibis.literal(True))


def after_its_end(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone whose last contract is over: one counts where a later month shows work; value is which day after it."""
    ends = _ends(tables, asked)
    ends = ends.filter(ends.over_on < asked.on)
    over_in = ends.over_on.year().cast("int64") * 100 + ends.over_on.month().cast("int64")
    day = nth_day_after(ends.over_on, asked.on)
    hit = ibis.coalesce(ends.month > over_in, False)
    return as_facts(ends, subject=ends.employer, month=ibis.literal(0), hit=hit, value=day)


def about_to_end(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone whose last contract ends within days from today on: one counts who was at work lately."""
    ends = _ends(tables, asked)
    ends = ends.filter(ends.over_on.between(asked.on, asked.on + (asked["days"] - 1) * ONE_DAY))
    return as_facts(ends, subject=ends.employer, month=ibis.literal(0), hit=ends.month.notnull())


def _ends(tables: Tables, asked: Asked) -> ibis.Table:
    """Return whose contracts all have an end: employer, worker, the last end, and the latest month at work lately, if any."""
    contracts = tables["contracts"]
    contracts = contracts.mutate(over_on=ibis.coalesce(contracts.ended_on, contracts.until))
    ends = contracts.group_by("employer", "worker").aggregate(
        city=contracts.city.max(), over_on=contracts.over_on.max(), running=contracts.over_on.isnull().cast("int64").max()
    )
    ends = ends.filter(ends.running == 0)
    work = _at_work(tables, asked, LATELY)
    work = work.group_by(*PERSON).aggregate(month=work.month.max())
    return ends.left_join(work, [ends.employer == work.subject, "worker"]).select(ends, "month")


def _at_work(tables: Tables, asked: Asked, many: int) -> ibis.Table:
    """Return the months, of so many back, in which a worker came or stands on a payroll."""
    months = of_hirers(tables["worker_month"])
    months = months.filter(months.month.between(asked.month(many - 1), asked.month()))
    return months.filter((months.days > 0) | (months.lines > 0))


def _paid_since(tables: Tables, asked: Asked, whose: ibis.Table) -> ibis.Table:
    """Return the first day that a payroll states for a worker of an employer, of those of ``whose``."""
    lines = tables["payroll_lines"]
    lines = lines.filter(lines.since.notnull(), lines.month.between(asked.month(LOOK_BACK - 1), asked.month())).mutate(subject=lines.employer)
    lines = lines.semi_join(whose, PERSON)
    return lines.group_by(*PERSON).aggregate(since=lines.since.min())


WITHOUT_CONTRACT = Family(
    "without_written_contract", "用工没有书面劳动合同", Subject.EMPLOYER, Measure.MOST, ("worker_month", "payroll_lines", "contracts"), LOOK_BACK,
    without_contract, closes="每名劳动者都已订立书面劳动合同，或者已经依法终止用工", unit="天",
)  # fmt: skip
AFTER_ITS_END = Family(
    "work_after_contract_end", "劳动合同到期后仍在用工", Subject.EMPLOYER, Measure.MOST, ("worker_month", "contracts"), LATELY,
    after_its_end, closes="每名劳动者都已续订劳动合同，或者已经依法终止用工", unit="天",
)  # fmt: skip
ABOUT_TO_END = Family(
    "contracts_about_to_end", "劳动合同即将到期", Subject.EMPLOYER, Measure.PEOPLE, ("worker_month", "contracts"), LATELY,
    about_to_end, closes="每名劳动者都已续订劳动合同，或者到期依法终止", parameters={"days": Parameter("今后", "天")},
)  # fmt: skip
