"""A published report as PDF and as a working copy for Word: from what was frozen, never counted again."""

from pathlib import Path
from typing import Any

from django.utils.timezone import localtime

import hezhong.indicators
from hezhong.engine import addressees, papers
from hezhong.engine.renderer import PaperData, TemplateRef
from hezhong.indicators.publishing import Frozen, Whole
from hezhong.indicators.vocabulary import Measure

TEMPLATE = TemplateRef(Path(hezhong.indicators.__file__).parent / "report_templates", "situation_report")


def pdf(whole: Whole) -> bytes:
    """Return the report as PDF; the same report gives the same bytes."""
    return papers.renderer().render(TEMPLATE, _data(whole))


def word(whole: Whole) -> bytes:
    """Return the same words as a working copy for Word."""
    return papers.renderer().word(TEMPLATE, _data(whole))


def as_of(whole: Whole) -> str:
    """Return for when the figures stand: the moment of publishing, and the day and number of the ledger."""
    report, at = whole.report, localtime(whole.report.at)
    ledger = f"台账截至{report.run_on}（第 {report.seq} 号）" if report.run_on else "台账还没有运行过"
    return f"{report.by_words}发布于 {at:%Y-%m-%d %H:%M}，{ledger}"


def edition(whole: Whole) -> str:
    """Return which edition of the report this is, what it replaces and why; '' of a first one."""
    report, before = whole.report, whole.report.replaces
    if before is None:
        return ""
    return f"第{report.edition}版，替换第{before.edition}版（校验值 {before.hash[:16]}…）。更正的理由：{report.reason}"


def valued(figure: Frozen) -> str:
    """Return a frozen value with its unit, — where there is none."""
    if not figure.value:
        return "—"
    return f"{figure.value}%" if figure.measure == Measure.SHARE.name else f"{figure.value} {figure.unit}"


def _data(whole: Whole) -> PaperData:
    office = addressees.heading(whole.report.office)
    text = whole.text
    return PaperData(
        title=text["title"],
        office=office.name,
        office_address=office.address,
        office_phone=office.phone,
        number="",
        case_number="",
        addressee="",
        dated=localtime(whole.report.at).date().isoformat(),
        check_url="",
        check_code="",
        stage="final",
        demo=papers.letterhead().demo,
        fields={
            "period": text["period"],
            "as_of": as_of(whole),
            "edition": edition(whole),
            "history": text["history"],
            "now": text["now"],
            "regions": _written(text["regions"]),
            "days": _written(text["days"]),
            "worst": _written(text["worst"]),
            "figures": [
                {
                    "title": each.figure.title,
                    "value": valued(each.figure),
                    "count": f"{len(each.figure.list)} 条",
                    "definition": each.figure.definition,
                }
                for each in whole.figures
            ],
            "hash": whole.report.hash,
        },
    )


def _written(rows: list[list[Any]]) -> list[list[str]]:
    return [[str(cell) for cell in row] for row in rows]
