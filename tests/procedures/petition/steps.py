"""Guards and effects of petitions."""

from typing import Any

from hezhong.engine.dossier import Dossier, Moment
from hezhong.law.statutes.petition import REGULATIONS
from tests.procedures.petition.facts import Minutes, Opinion, Request


def not_handled_already(dossier: Dossier[Request], given: Any, at: Moment) -> str | None:
    """Refuse as a petition what a statutory procedure has already decided."""
    decided = dossier.matter.decided_before()
    return f"第{decided[0].number}项已由{decided[0].case}处理（{REGULATIONS.article(19)}）" if decided else None


def hearing_is_over(dossier: Dossier[Request], given: Any, at: Moment) -> str | None:
    return f"听证尚未结束（{REGULATIONS.article(36)}）" if "petition_hearing" in dossier.open_children else None


def write_opinion(dossier: Dossier[Request], given: Opinion, at: Moment) -> dict[str, Any]:
    return {"opinion": given.opinion}


def note_report(dossier: Dossier[Minutes], given: Minutes, at: Moment) -> dict[str, Any]:
    return {"report": given.report}
