"""Guards and effects of inspections."""

from typing import Any

from hezhong.engine.dossier import Dossier, Moment
from hezhong.law.statutes.inspection import NATIONAL, PENALTIES
from tests.procedures.inspection.facts import Expertise, Filing, Findings, Minutes, Penalty


def two_inspectors(dossier: Dossier[Findings], given: Filing, at: Moment) -> str | None:
    return None if len(set(given.inspectors)) >= 2 else f"调查人员不得少于两人（{NATIONAL.article(16)}）"


def hearing_is_over(dossier: Dossier[Findings], given: Any, at: Moment) -> str | None:
    return f"听证尚未结束（{PENALTIES.article(65)}）" if "hearing" in dossier.open_children else None


def fine_not_above_notice(dossier: Dossier[Findings], given: Penalty, at: Moment) -> str | None:
    """What was not announced cannot be imposed; and the hearing comes first."""
    if given.fine > dossier.facts.fine:
        return f"罚款高于事先告知的{dossier.facts.fine}元，应当重新告知（{PENALTIES.article(44)}）"
    return hearing_is_over(dossier, given, at)


def note_violation(dossier: Dossier[Findings], given: Filing, at: Moment) -> dict[str, Any]:
    return {"violation": given.violation}


def note_fine(dossier: Dossier[Findings], given: Penalty, at: Moment) -> dict[str, Any]:
    return {"fine": given.fine}


def note_report(dossier: Dossier[Any], given: Expertise | Minutes, at: Moment) -> dict[str, Any]:
    return {"report": given.report}
