"""The sheet of a calculation (权益计算单): what was told, what the law gives for it, step by step, as PDF. It decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.engine import papers
from hezhong.engine.renderer import PaperData, TemplateRef
from hezhong.engine.sheets import TEMPLATES
from hezhong.kernel.money import yuan
from hezhong.law.entitlement import Entitlement
from hezhong.law.model import Result, Step, Value
from hezhong.law.parameter_files import parameters
from hezhong.law.statutes.arbitration import ACT

NOTHING = Decimal(0)
Told = tuple[str, str]
"""(what was asked, what was answered), in words."""


@dataclass(frozen=True)
class Line:
    """One entitlement as a page or a sheet shows it; every word is ready."""

    id: str
    title: str
    plain: str
    amount: str
    unit: str
    known: bool
    claimed: str
    supported: str
    figures: tuple[Told, ...]
    steps: tuple[Told, ...]
    used: tuple[str, ...]
    warnings: tuple[Told, ...]
    missing: tuple[str, ...]
    evidence: tuple[str, ...]
    sure: str

    @classmethod
    def of(cls, entitlement: Entitlement, result: Result) -> "Line":
        return cls(
            entitlement.id,
            entitlement.title,
            entitlement.plain,
            _number(result.amount, result.unit) if result.amount is not None else "算不出来",
            result.unit if result.amount is not None else "",
            result.amount is not None,
            yuan(result.claimed) if result.claimed is not None else "",
            yuan(result.supported) if result.claimed is not None and result.supported is not None else "",
            tuple((figure.title, _measured(figure.amount, figure.unit)) for figure in result.figures),
            tuple(map(_cited, result.steps)),
            tuple(map(used_words, result.used)),
            tuple(map(_cited, result.warnings)),
            tuple(gap.says for gap in result.missing),
            result.evidence,
            "" if result.confidence.binding else result.confidence.label,
        )


def _number(amount: Decimal, unit: str) -> str:
    """Return money to the cent, other numbers as short as they are."""
    return yuan(amount) if unit == "元" else f"{amount.normalize():f}"


def _measured(amount: Decimal, unit: str) -> str:
    return f"{_number(amount, unit)} {unit}"


def _cited(step: Step) -> Told:
    return step.says, str(step.article) if step.article else ""


def used_words(value: Value) -> str:
    """Return a figure of law in words: what it is, how much, since when, from where, how sure."""
    known = parameters().get(value.name)
    title = known.title if known else value.name
    figure = f"{value.figure.normalize():f}" if value.figure is not None else ""
    until = f"至{value.until}" if value.until else "起"
    return f"{title} {figure}（{value.since}{until}，{value.cites}，{value.confidence.label}）"


def total(results: Sequence[Result]) -> Decimal:
    """Return what all of them come to that could be said, in yuan."""
    return sum((each.amount for each in results if each.amount is not None and each.unit == "元"), Decimal(0))


def printed(told: Sequence[Told], lines: Sequence[Line], on: date, sum_of: Decimal, whose: str = "") -> bytes:
    """Return the sheet as PDF; the same answers give the same bytes on one day. whose: the number of a case, if it stands beside one."""
    data = PaperData(
        title="权益计算单",
        office="",
        office_address="",
        office_phone="",
        number="",
        case_number=whose,
        addressee="",
        dated=on.isoformat(),
        check_url="",
        check_code="",
        stage="final",
        demo=papers.letterhead().demo,
        fields={
            "told": [list(each) for each in told],
            "lines": [_plain(line) for line in lines],
            "total": yuan(sum_of),
            "limitation": f"申请仲裁的时效一般是一年（{ACT.article(27)}）",
        },
    )
    return papers.renderer().render(TemplateRef(TEMPLATES, "claim_sheet"), data)


def _plain(line: Line) -> dict[str, Any]:
    return {name: _listed(value) for name, value in vars(line).items()}


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value
