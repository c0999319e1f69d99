"""Guards and effects of reports."""

from typing import Any

from hezhong.domains.reports.facts import Allegation, Conclusion, Dismissal, HandOver
from hezhong.engine.dossier import Dossier, Moment
from hezhong.law.statutes.inspection import GUANGDONG_ACT

ANSWER_OWED = GUANGDONG_ACT.article(34, 2)


def goes_elsewhere(dossier: Dossier[Allegation], given: HandOver, at: Moment) -> str | None:
    """Refuse the same office again, and whatever the office reported about could look into."""
    if given.office.office == dossier.handled_at.office:
        return "举报已经在这个机关，请选有管辖权的另一个机关"
    about = dossier.facts.about
    if about is not None and about.place.covers(given.office.place):
        return "举报的就是这个机关，或者是它管得到的地方。请选别的机关"
    return None


def is_about_an_employer(dossier: Dossier[Allegation], given: None, at: Moment) -> str | None:
    """Inspection is for employers; what an office did is looked into by the one above, without an inspection."""
    about = dossier.facts.about
    return "举报的是机关，不是用人单位，不能转监察。核查后用“不予立案”，结果写信告诉举报人" if about else None


def may_be_closed(dossier: Dossier[Allegation], given: Any, at: Moment) -> str | None:
    """Not while the inspection goes on; and who gave a name and wants to hear is answered before it is over."""
    facts = dossier.facts
    if dossier.open_children:
        return "转出的监察案件还没有办结，办结后再来填办理结果"
    if facts.named and facts.wants_answer and facts.answered_on is None:
        return f"举报人要求反馈处理情况：请先在“举报内容和往来”里答复，再办结（{ANSWER_OWED}）"
    return None


def note_answer(dossier: Dossier[Allegation], given: None, at: Moment) -> dict[str, Any]:
    return {"answered_on": at.happened_on, "letter_waits": False}


def note_letter(dossier: Dossier[Allegation], given: None, at: Moment) -> dict[str, Any]:
    return {"letter_waits": True}


def note_reply(dossier: Dossier[Allegation], given: None, at: Moment) -> dict[str, Any]:
    return {"letter_waits": False}


def note_ground(dossier: Dossier[Allegation], given: Dismissal, at: Moment) -> dict[str, Any]:
    return {"ground": given.ground}


def note_outcome(dossier: Dossier[Allegation], given: Conclusion, at: Moment) -> dict[str, Any]:
    return {"outcome": given.outcome}


def waits(facts: Allegation) -> str:
    return "举报人有新的来信" if facts.letter_waits else ""


def waits_for_inspection(facts: Allegation) -> str:
    return waits(facts) or "等监察案件办结"
