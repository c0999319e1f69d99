"""Attendance that looks made up, and days without rest."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.running import has_run
from hezhong.early_warning.families.shaping import as_facts, of_months, of_sites, worked
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.ledger.joining import bit_count, bit_or
from hezhong.ledger.worker_months import MONTH_DAYS

WORKER_ON_SITE, WORKER_OF_MONTH = ("city", "subject", "worker"), ("city", "month", "worker")
MONTH_OF_SITE = ("city", "site", "month")
DAYS_OF_MONTH = ((1 << MONTH_DAYS) - 1) << 1
DAYS = Parameter("至少", "天")


def same_minute(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who came in through a gate this month or the last: he counts when all his comings are of one minute, on enough days."""
    months = _recent(tables, asked)
    months = months.filter(months.come_first.notnull())
    return as_facts(months, hit=(months.come_first == months.come_last) & (months.days >= asked["days"]), value=months.days)


def all_at_once(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the days of sites since the first of last month on which all came in within one minute: enough workers count."""
    near = _near(tables, asked)
    rows = tables["attendance"]
    rows = rows.filter(rows.direction == "come", rows.day.between(asked.first_day(1), asked.on))
    rows = rows.mutate(at=rows.swiped_at.hour().cast("int64") * 60 + rows.swiped_at.minute().cast("int64"))
    rows = rows.semi_join(near, ["city", "site", rows.day.day() == near.number, rows.day.month() == near.month % 100])
    days = rows.group_by("city", "site", "day").aggregate(first=rows.at.min(), last=rows.at.max(), value=rows.worker.nunique())
    days = days.filter(days["first"] == days["last"])
    month = days.day.year().cast("int64") * 100 + days.day.month().cast("int64")
    return as_facts(days, subject=days.site, hit=days.value >= asked["people"], month=month)


def _near(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the days of sites on which enough came and none at an even minute, or none at an odd one: city, site, month, number.

    Read from the workers' months, so that of ninety million swipes only those of these few days are looked at.
    """
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    sites = months.group_by(*MONTH_OF_SITE).aggregate(bits=bit_or(months.come_bits), people=(months.come_bits != 0).sum())
    sites = sites.filter(sites.people >= asked["people"])
    alike = sites.select(*MONTH_OF_SITE, alike=(sites.bits ^ (sites.bits >> MONTH_DAYS)) & DAYS_OF_MONTH).filter(lambda rows: rows.alike != 0)
    # Of the same months in another order: one expression used twice would be kept in memory for the second.
    came = of_sites(of_months(tables["worker_month"], asked, 1)).join(alike, MONTH_OF_SITE)
    came = came.select(*MONTH_OF_SITE, on=(came.come_bits | (came.come_bits >> MONTH_DAYS)) & came.alike)
    came = came.filter(came.on != 0)
    days = came.mutate(number=ibis.array(range(1, MONTH_DAYS + 1)).unnest())
    days = days.filter(((days.on >> days.number.cast("int32")) & 1) == 1)
    counted = days.group_by(*MONTH_OF_SITE, "number").aggregate(people=days.count())
    return counted.filter(counted.people >= asked["people"])


def two_sites(tables: Tables, asked: Asked) -> ibis.Table:
    """Return pairs of sites of one city at which a worker was on the same days: of each site he counts with enough; value: the days."""
    months = _recent(tables, asked)
    # Who stands twice is told by sorting, which costs half of joining everybody to himself. Said in other orders: one
    # expression used twice would be kept in memory for the second.
    twice = tables["worker_month"]
    twice = of_months(twice.filter(twice.site != 0, worked(twice)), asked, 1)
    twice = twice.select(*WORKER_OF_MONTH, before=twice.worker.lag().over(ibis.window(group_by=("city", "month"), order_by="worker")))
    twice = twice.filter(twice.worker == twice.before).select(*WORKER_OF_MONTH).distinct()
    others = of_sites(of_months(tables["worker_month"], asked, 1))
    others = others.filter(worked(others)).semi_join(twice, WORKER_OF_MONTH).select(*WORKER_OF_MONTH, other="site", other_bits="day_bits")
    pairs = months.select(*WORKER_OF_MONTH, "subject", "employer", "day_bits").join(others, WORKER_OF_MONTH)
    pairs = pairs.filter(pairs.subject != pairs.other)
    days = bit_count(pairs.day_bits & pairs.other_bits).cast("int64")
    return as_facts(pairs, hit=days >= asked["days"], value=days)


def no_rest(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked on a site this month or the last: he counts with so many days running, over the turn of the month too."""
    months = _recent(tables, asked)
    # Joined, not grouped: nobody is there twice in a month, and two narrow sides cost less than a group for everybody.
    this = months.filter(months.month == asked.month()).select(*WORKER_ON_SITE, "employer", this="day_bits")
    last = _recent(tables, asked).filter(lambda rows: rows.month == asked.month(1)).select(*WORKER_ON_SITE, was_employer="employer", last="day_bits")
    both = this.outer_join(last, WORKER_ON_SITE, rname="{name}_before")
    keys = {name: ibis.coalesce(both[name], both[f"{name}_before"]) for name in WORKER_ON_SITE}
    # Bit 0 is the first of last month; the bits of this month follow its last day.
    days = (ibis.coalesce(both["last"], 0) >> 1) | (ibis.coalesce(both.this, 0) << (asked.last_day(1).day - 1))
    both = both.select(**keys, employer=ibis.greatest(both.employer, both.was_employer), days=days)
    return as_facts(both, hit=has_run(both.days, asked["days"]))


def long_days(tables: Tables, asked: Asked) -> ibis.Table:
    """Return whose days the team wrote down, this month or the last: he counts with a day of more than the minutes."""
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    months = months.filter(months.written_most.notnull())
    return as_facts(months, hit=months.written_most > asked["minutes"], value=months.written_most)


def _recent(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    return months.filter(worked(months))


SITE_SAME_MINUTE = Family(
    "site_same_minute", "项目工人每天同一分钟进场", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, same_minute,
    closes="核查考勤是否真实，更正补录的考勤", parameters={"days": DAYS},
)  # fmt: skip
SITE_ALL_AT_ONCE = Family(
    "site_all_at_once", "项目全体工人同一分钟进场", Subject.SITE, Measure.COUNT, ("worker_month", "attendance"), 2, all_at_once,
    closes="核查考勤是否真实，更正补录的考勤", parameters={"people": Parameter("当日进场至少", "人")}, unit="天",
)  # fmt: skip
SITE_TWO_SITES = Family(
    "site_two_sites", "工人同日在两个项目出勤", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, two_sites,
    closes="核查考勤是否真实，更正其中一处", parameters={"days": DAYS},
)  # fmt: skip
SITE_NO_REST = Family(
    "site_no_rest", "项目工人连续出勤没有休息", Subject.SITE, Measure.SHARE, ("worker_month",), 2, no_rest, once=True,
    closes="安排每周至少休息一日", parameters={"days": Parameter("连续出勤", "天")},
)  # fmt: skip
SITE_LONG_DAYS = Family(
    "site_long_days", "项目计工单单日工时过长", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, long_days,
    closes="安排工时，核对计工单", parameters={"minutes": Parameter("单日超过", "分钟")},
)  # fmt: skip
