"""The situation report (形势分析报告) of a week or a quarter: written from the same numbers as the screen, figures with their lists.

What happened in the period is the ledger's history (``period_figures``); what stands now is counted as it is published, and says so.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.directory import regions
from hezhong.early_warning import watching
from hezhong.engine.dossier import Moment
from hezhong.engine.rights import Asker
from hezhong.indicators import publishing, reckoning, targets
from hezhong.indicators.models import Report
from hezhong.indicators.publishing import WARNINGS, About, Frozen, Signing
from hezhong.indicators.report_editions import Correction
from hezhong.indicators.vocabulary import LONG, Measure, Today
from hezhong.kernel.dates import ONE_DAY
from hezhong.kernel.money import yuan
from hezhong.web.desk.centre import period_figures
from hezhong.web.desk.centre.period_figures import Past
from hezhong.web.desk.centre.tiles import PAID, PAID_MEANS, PAID_TITLE

CASES = ("received", "overdue", "accepted_in_time", "money_arrived", "satisfied")
"""Of the figures of cases, those a report has; of warnings it has all."""
NAMED, ALL = 20, 1_000_000
NONE = "没有可算的"


@dataclass(frozen=True)
class Period:
    """A finished week or quarter. words: as the title has it."""

    kind: str
    since: date
    until: date
    words: str


def period(kind: str, on: date) -> Period:
    """Return the last week (Monday to Sunday) or quarter that is over on a day."""
    if kind == Report.Kind.WEEK:
        until = on - (on.weekday() + 1) * ONE_DAY
        since = until - 6 * ONE_DAY
        return Period(kind, since, until, f"{since.year}年{since.month}月{since.day}日至{until.month}月{until.day}日")
    until = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1) - ONE_DAY
    quarter = (until.month - 1) // 3 + 1
    return Period(kind, until.replace(month=3 * quarter - 2, day=1), until, f"{until.year}年第{'一二三四'[quarter - 1]}季度")


def publish(asker: Asker, code: str, which: Period, by: Signing, moment: Moment, correction: Correction | None = None) -> Report:
    """Write and freeze the report of a region. Raises AlreadyPublished."""
    today = Today(moment.happened_on, moment.calendar)
    run = watching.last_run()
    about = About(which.kind, code, which.since, which.until, run.on if run else None, run.seq if run else 0)
    publishing.not_yet_published(about, correction)
    past = period_figures.reckoned(asker, code, which.since, which.until, today.on, NAMED)
    figures = [*past.figures, *_figures(asker, code, today)]
    return publishing.publish(about, _text(code, which, past, figures), figures, by, moment, correction)


def correct(asker: Asker, correction: Correction, by: Signing, moment: Moment) -> Report:
    """Write and freeze a further edition of a report: its period as the ledger's history has it now. Raises AlreadyPublished."""
    wrong = correction.replaces
    which = Period(wrong.kind, wrong.since, wrong.until, json.loads(wrong.text)["period"])
    return publish(asker, wrong.region, which, by, moment, correction)


def _figures(asker: Asker, code: str, today: Today) -> list[Frozen]:
    """Return every figure of warnings, some of cases, what is owed less, and those of the plan's targets."""
    wanted = [each for each in reckoning.indicators() if each.code.startswith("warnings_") or each.code in CASES]
    found = [publishing.frozen(asker, code, each, today) for each in (*wanted, *reckoning.of_the_year())]
    rows = watching.paid(asker, code, today.on - LONG * ONE_DAY, today.on, (ALL, 0)).shown
    listed = [(str(each.id), "", f"{each.yuan:.2f}") for each in rows]
    value = publishing.made_of(Measure.TOTAL.name, [row[2] for row in listed])
    return [*found, Frozen(PAID, PAID_TITLE, "元", PAID_MEANS, Measure.TOTAL.name, value, WARNINGS, listed)]


def _text(code: str, which: Period, past: Past, figures: list[Frozen]) -> Mapping[str, Any]:
    return {
        "title": f"{regions.code_name(code)}劳动关系形势分析报告",
        "period": which.words,
        "history": _history(past),
        "now": _now({each.code: each for each in figures}),
        "regions": period_figures.by_region(code, past),
        "days": period_figures.by_day(past),
        "worst": [
            [each.grade.title, each.subject, each.title, regions.full_name(each.place), each.people, yuan(each.yuan)] for each in past.worst
        ],
    }  # fmt: skip


def _history(past: Past) -> list[str]:
    came, over, before, after = (len(past.rows(code)) for code in period_figures.CODES)
    colours = "、".join(f"{grade.title}色 {number} 件" for grade, number in period_figures.by_colour(past.rows(period_figures.CAME)))
    moved = "和期初一样" if after == before else f"比期初{'多' if after > before else '少'} {abs(after - before)} 件"
    return [
        f"本期发出预警 {came} 件（{colours}），消失或者处置结束 {over} 件。",
        f"期末还在的 {after} 件，{moved}。以上按台账每次运行记下的变化算。",
    ]


def _now(there: Mapping[str, Frozen]) -> list[str]:
    def said(code: str) -> str:
        each = there[code]
        if not each.value:
            return f"{each.title}{NONE}"
        unit = "%" if each.measure == Measure.SHARE.name else f" {each.unit}"
        value = yuan(Decimal(each.value)) if each.unit == "元" else each.value
        return f"{each.title} {value}{unit}"

    plan = []
    for target in targets.TARGETS:
        figure = there.get(target.code)
        if figure is None:
            plan.append(f"{target.title}：还没有这项业务")
        else:
            met = "" if not figure.value else "，已达到" if Decimal(figure.value) > target.above else "，还差"
            plan.append(f"{said(target.code)}，目标超过 {target.above}%{met}")
    return [
        "发布时，" + "，".join(said(f"warnings_{name}") for name in ("open", "red", "orange", "yellow", "blue")) + "。",
        "，".join(said(f"warnings_{name}") for name in ("waiting", "overdue", "supervised")) + "。",
        "，".join(said(code) for code in ("warnings_closed_in_a_month", "warnings_precise", PAID)) + "。",
        f"“十四五”规划目标（{targets.PLAN}，到 2025 年底）：" + "；".join(plan) + "。",
    ]

