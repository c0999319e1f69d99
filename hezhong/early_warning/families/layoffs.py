"""Collective dismissals, from the daily reports: how many people within days on end, whether a plan was reported, and when."""

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.families.shaping import as_facts
from hezhong.early_warning.vocabulary import Family, Measure, Parameter, Subject, Tables
from hezhong.kernel.dates import ONE_DAY

READS = ("layoff_reports",)
REPORTED_WITHIN = 180
MONTHS = 7
WINDOW = Parameter("累计的天数", "天")
SIZE = {"window": WINDOW, "people": Parameter("累计达到", "人"), "share": Parameter("或者占职工总数", "万分之一")}


def on_the_scale(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the days with dismissals: they count where the employer's days together reach the scale of the law."""
    days = _dismissals(tables, asked)
    return as_facts(days, subject=days.employer, hit=days.reached, value=days.dismissed, fen=days.severance_fen)


def not_reported(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same days: they count where the scale is reached and nobody reported a plan."""
    days = _dismissals(tables, asked)
    return as_facts(days, subject=days.employer, hit=days.reached & days.planned_on.isnull(), value=days.dismissed, fen=days.severance_fen)


def too_soon(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the same days: one counts where the scale is reached and it comes too few days after the plan was reported."""
    days = _dismissals(tables, asked)
    after = days.day.delta(days.planned_on, unit="day").cast("int64")
    soon = days.reached & ibis.coalesce(after < asked["advance"], False)
    return as_facts(days, subject=days.employer, hit=soon, value=days.dismissed, fen=days.severance_fen)


def days_without_report(tables: Tables, asked: Asked) -> ibis.Table:
    """Return an employer each that reported a plan and has not carried it out: value is its working days without a report."""
    reports = _until(tables, asked, REPORTED_WITHIN)
    first = reports.day.min(where=reports.planned > 0)
    plans = reports.group_by("employer").aggregate(
        city=reports.city.max(), first=first, planned=reports.planned.max(), dismissed=reports.dismissed.sum()
    )
    plans = plans.filter(plans.first.notnull(), plans.dismissed < plans.planned)
    days = [asked.on - back * ONE_DAY for back in range(1, asked["window"] + 1)]
    working = [day for day in days if asked.calendar.is_working(day)]
    asked_for = sum(((plans.first <= day).cast("int64") for day in working), ibis.literal(0, "int64"))
    given = reports.filter(reports.day.isin(working)).join(plans.select("employer", "first"), "employer")
    given = given.filter(given.day >= given.first).group_by("employer").aggregate(given=lambda rows: rows.day.nunique())
    plans = plans.mutate(asked_for=asked_for).left_join(given, "employer").select("employer", "city", "asked_for", "given")
    missing = plans.asked_for - ibis.coalesce(plans.given, 0)
    return as_facts(plans, subject=plans.employer, hit=missing > 0, value=missing)


def _until(tables: Tables, asked: Asked, days: int) -> ibis.Table:
    reports = tables["layoff_reports"]
    return reports.filter(reports.day.between(asked.days_back(days), asked.on))


def _dismissals(tables: Tables, asked: Asked) -> ibis.Table:
    """Return the reports with dismissals of the window, with ``reached`` and ``planned_on``, the first day of a plan."""
    window = _until(tables, asked, asked["window"])
    together = window.group_by("employer").aggregate(total=window.dismissed.sum(), staff=window.employed.max())
    plans = _until(tables, asked, REPORTED_WITHIN).filter(lambda rows: rows.planned > 0)
    plans = plans.group_by("employer").aggregate(planned_on=plans.day.min())
    days = window.filter(window.dismissed > 0).inner_join(together, "employer").select(window, "total", "staff")
    days = days.left_join(plans, "employer").select(days, "planned_on")
    reached = (days.total >= asked["people"]) | (days.total.cast("int64") * 10_000 >= days.staff.cast("int64") * asked["share"])
    return days.mutate(reached=reached)


ON_THE_SCALE = Family(
    "layoffs_on_the_scale", "裁员达到法定程序的人数", Subject.EMPLOYER, Measure.TOTAL, READS, MONTHS, on_the_scale,
    closes="累计解除人数回到法定程序的人数以下", parameters=SIZE, unit="人",
)  # fmt: skip
NOT_REPORTED = Family(
    "layoffs_not_reported", "达到法定人数的裁员没有报告", Subject.EMPLOYER, Measure.TOTAL, READS, MONTHS, not_reported,
    closes="补报裁减人员方案，已解除的经监察处理", parameters=SIZE, unit="人",
)  # fmt: skip
TOO_SOON = Family(
    "layoffs_too_soon", "报告方案后过早解除", Subject.EMPLOYER, Measure.TOTAL, READS, MONTHS, too_soon,
    closes="停止提前解除，已解除的经核实处理", parameters={**SIZE, "advance": Parameter("报告后至少", "天")}, unit="人",
)  # fmt: skip
DAYS_WITHOUT_REPORT = Family(
    "layoff_days_without_report", "裁员日报缺报", Subject.EMPLOYER, Measure.MOST, READS, MONTHS, days_without_report,
    closes="缺报的日报都已补报，没有解除的也报零", parameters={"window": Parameter("往前看", "天")}, unit="天",
)  # fmt: skip
