"""Hours of work, from what teams wrote down and gates saw: overtime of a month, of a day, and weeks without a day of rest."""

from datetime import date

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.hiring import last_day, months_back, of_hirers
from hezhong.early_warning.families.running import bit_or, has_run
from hezhong.early_warning.families.shaping import as_facts
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY, working_days_between

READS = ("worker_month",)
LOOK_BACK = 2
DAILY = Parameter("每日标准工作时间", "分钟")
PERSON = ["subject", "employer", "worker"]


def month_overtime(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone with written hours: one counts where those of a month exceed its working days by more than the most."""
    months = _written(tables, asked)
    sums = months.group_by(*PERSON, "month").aggregate(city=months.city.max(), minutes=months.written_minutes.sum())
    standard = ibis.cases(*((sums.month == month, _working_days(asked, month) * asked["daily"]) for month in months_back(asked, LOOK_BACK)))
    sums = sums.mutate(over=sums.minutes.cast("int64") - standard)
    people = sums.group_by(*PERSON).aggregate(city=sums.city.max(), over=sums.over.max())
    return as_facts(people, hit=people.over > asked["most"], value=people.over)


def day_overtime(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone with written hours: one counts where one day exceeds a day's hours by more than the most."""
    months = _written(tables, asked)
    people = months.group_by(*PERSON).aggregate(city=months.city.max(), longest=months.written_most.max())
    over = people.longest.cast("int64") - asked["daily"]
    return as_facts(people, hit=over > asked["most"], value=over)


def without_rest(tables: Tables, asked: Asked) -> ibis.Table:
    """Return everyone who came: one counts where he came on so many days running, across the turn of the month too."""
    months = of_hirers(tables["worker_month"])
    months = months.filter(months.month.between(asked.month(LOOK_BACK - 1), asked.month()), months.days > 0)
    before = last_day(asked.month(1)).day
    bits = months.day_bits >> 1  # the first of the month is bit 0
    known = (1 << (before + asked.on.day)) - 1
    months = months.mutate(bits=ibis.ifelse(months.month == asked.month(), bits << before, bits) & ibis.literal(known, "int64"))
    people = months.group_by("subject", "worker").aggregate(city=months.city.max(), bits=bit_or(months.bits))
    return as_facts(people, employer=people.subject, hit=has_run(people.bits, asked["days"]))


def _written(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_hirers(tables["worker_month"])
    return months.filter(months.month.between(asked.month(LOOK_BACK - 1), asked.month()), months.written_minutes.notnull())


def _working_days(asked: Asked, month: int) -> int:
    return working_days_between(date(month // 100, month % 100, 1) - ONE_DAY, last_day(month), asked.calendar)


MONTH_OVERTIME = Family(
    "overtime_of_a_month", "每月加班过多的人员占比", Subject.EMPLOYER, Measure.SHARE, READS, LOOK_BACK, month_overtime, once=True,
    closes="本月和上月都没有超过上限的人员", parameters={"daily": DAILY, "most": Parameter("每月延长工作时间上限", "分钟")},
)  # fmt: skip
DAY_OVERTIME = Family(
    "overtime_of_a_day", "单日加班过多的人员占比", Subject.EMPLOYER, Measure.SHARE, READS, LOOK_BACK, day_overtime, once=True,
    closes="本月和上月都没有超过上限的人员", parameters={"daily": DAILY, "most": Parameter("每日延长工作时间上限", "分钟")},
)  # fmt: skip
WITHOUT_REST = Family(
    "days_without_rest", "连续多日没有休息的人员占比", Subject.EMPLOYER, Measure.SHARE, READS, LOOK_BACK, without_rest, once=True,
    closes="本月和上月都没有连续出勤达到该天数的人员", parameters={"days": Parameter("连续出勤", "天")},
)  # fmt: skip
