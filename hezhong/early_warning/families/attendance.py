"""Attendance that looks made up, and days without rest."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.running import has_run
from hezhong.early_warning.families.shaping import as_facts, of_months, of_sites, worked
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.ledger.joining import bit_count

DAY_OF_SITE = ("city", "site", "day")
DAYS = Parameter("至少", "天")


def same_minute(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who came in through a gate this month or the last: he counts when all his comings are of one minute, on enough days."""
    months = _recent(tables, asked)
    months = months.filter(months.come_first.notnull())
    return as_facts(months, hit=(months.come_first == months.come_last) & (months.days >= asked["days"]), value=months.days)


def all_at_once(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the days of sites since the first of last month on which all came in within one minute: enough workers count."""
    swipes, since, come = tables["attendance"], asked.first_day(1), "come"
    near = swipes.filter(swipes.day.between(since, asked.on), swipes.direction == come)
    near = near.group_by(*DAY_OF_SITE).aggregate(first=near.swiped_at.min(), last=near.swiped_at.max(), swipes=near.count())
    # Of ninety million swipes only the first and the last of each day are looked at; of the few days left all of them are.
    near = near.filter(_minute(near["first"]) == _minute(near["last"]), near.swipes >= asked["people"])
    rows = swipes.filter(swipes.direction == come, swipes.day.between(since, asked.on)).semi_join(near, DAY_OF_SITE)
    rows = rows.mutate(at=_minute(rows.swiped_at))
    days = rows.group_by(*DAY_OF_SITE).aggregate(first=rows.at.min(), last=rows.at.max(), value=rows.worker.nunique())
    days = days.filter(days["first"] == days["last"])
    month = days.day.year().cast("int64") * 100 + days.day.month().cast("int64")
    return as_facts(days, subject=days.site, hit=days.value >= asked["people"], month=month)


def two_sites(tables: Tables, asked: Asked) -> ibis.Table:
    """Return pairs of sites of one city at which a worker was on the same days: of each site he counts with enough; value: the days."""
    months = _recent(tables, asked)
    others = months.select("city", "month", "worker", other="site", other_bits="day_bits").view()
    pairs = months.join(others, ["city", "month", "worker"])
    pairs = pairs.select(months, "other", "other_bits").filter(lambda rows: rows.site != rows.other)
    days = bit_count(pairs.day_bits & pairs.other_bits).cast("int64")
    return as_facts(pairs, hit=days >= asked["days"], value=days)


def no_rest(tables: Tables, asked: Asked) -> ibis.Table:
    """Return who worked on a site this month or the last: he counts with so many days running, over the turn of the month too."""
    months = _recent(tables, asked)
    here, before = months.month == asked.month(), months.month == asked.month(1)
    both = months.group_by("city", "subject", "worker").aggregate(
        employer=months.employer.max(), this=months.day_bits.max(where=here), last=months.day_bits.max(where=before)
    )
    # Bit 0 is the first of last month; the bits of this month follow its last day.
    days = ibis.coalesce(both["last"], 0) >> 1
    days = days | (ibis.coalesce(both.this, 0) << (asked.last_day(1).day - 1))
    both = both.mutate(days=days)
    return as_facts(both, hit=has_run(both.days, asked["days"]))


def long_days(tables: Tables, asked: Asked) -> ibis.Table:
    """Return whose days the team wrote down, this month or the last: he counts with a day of more than the minutes."""
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    months = months.filter(months.written_most.notnull())
    return as_facts(months, hit=months.written_most > asked["minutes"], value=months.written_most)


def _minute(at: ibis.Value) -> ibis.Value:
    """Return the minute of the day."""
    return at.hour().cast("int64") * 60 + at.minute().cast("int64")


def _recent(tables: Tables, asked: Asked) -> ibis.Table:
    months = of_months(of_sites(tables["worker_month"]), asked, 1)
    return months.filter(worked(months))


SITE_SAME_MINUTE = Family(
    "site_same_minute", "项目工人每天同一分钟进场", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, same_minute,
    closes="核查考勤是否真实，更正补录的考勤", parameters={"days": DAYS},
)  # fmt: skip
SITE_ALL_AT_ONCE = Family(
    "site_all_at_once", "项目全体工人同一分钟进场", Subject.SITE, Measure.COUNT, ("attendance",), 2, all_at_once,
    closes="核查考勤是否真实，更正补录的考勤", parameters={"people": Parameter("当日进场至少", "人")}, unit="天",
)  # fmt: skip
SITE_TWO_SITES = Family(
    "site_two_sites", "工人同日在两个项目出勤", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, two_sites,
    closes="核查考勤是否真实，更正其中一处", parameters={"days": DAYS},
)  # fmt: skip
SITE_NO_REST = Family(
    "site_no_rest", "项目工人连续出勤没有休息", Subject.SITE, Measure.SHARE, ("worker_month",), 2, no_rest,
    closes="安排每周至少休息一日", parameters={"days": Parameter("连续出勤", "天")},
)  # fmt: skip
SITE_LONG_DAYS = Family(
    "site_long_days", "项目计工单单日工时过长", Subject.SITE, Measure.PEOPLE, ("worker_month",), 2, long_days,
    closes="安排工时，核对计工单", parameters={"minutes": Parameter("单日超过", "分钟")},
)  # fmt: skip
