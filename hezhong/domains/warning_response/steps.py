"""Guards and effects of answering a warning."""

from dataclasses import replace
from typing import Any

from hezhong.domains.warning_response.facts import (
    Dismissal,
    Rectification,
    Rectified,
    Response,
    Supervision,
    Visit,
)
from hezhong.early_warning.answering import Reading
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.kernel.money import yuan


def note_reading(dossier: Dossier[Response], given: Reading, at: Moment) -> dict[str, Any]:
    """Colour and what is alleged stand until the case closes once the ledger finds nothing more: they say how it was handled."""
    told = {name: getattr(given, name) for name in ("found", "people", "owed", "as_of", "seq", "still_found", "unseen")}
    return told | ({"colour": given.colour, "alleged": given.alleged} if given.still_found else {})


def nothing_is_open(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    """Only the ledger closes what is owed: every worker's wages by bank lines, to the cent."""
    facts = dossier.facts
    if not facts.still_found:
        return None
    seen = f"截至{facts.as_of.month}月{facts.as_of.day}日，" if facts.as_of else ""
    if facts.money and facts.owed:
        return f"{seen}台账里还差 {yuan(facts.owed)} 元（{facts.people} 人），差一分也不能办结。银行流水到账后系统会自动更新"
    return f"{seen}台账里仍有这个情况。{facts.closes}，或者核实为误报，才能办结"


def is_ahead(dossier: Dossier[Response], given: Rectification, at: Moment) -> str | None:
    return None if given.rectify_by > at.happened_on else "整改期限要在今天以后"


def answer_is_ahead(dossier: Dossier[Response], given: Supervision, at: Moment) -> str | None:
    return None if given.answer_by > at.happened_on else "答复的日子要在今天以后"


def no_supervision_waits(dossier: Dossier[Response]) -> str | None:
    return None if dossier.facts.supervision_waits else "没有等着答复的督办"


def answered_supervision(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    """What the office above has asked is answered before anything is closed."""
    return "上级督办还没有答复，请先答复督办" if dossier.facts.supervision_waits else None


def may_settle(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    return nothing_is_open(dossier, given, at) or looked_at(dossier, given, at) or answered_supervision(dossier, given, at)


def looked_at(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    """What is not looked at any more is not said to be paid or mended."""
    unseen = dossier.facts.unseen
    return f"台账不再看这个情况（{unseen}），没有数据证明已经解决。请按“不再处置”办理，或者等排除到期再看" if unseen else None


def is_hidden(dossier: Dossier[Response]) -> str | None:
    facts = dossier.facts
    return None if facts.unseen and not facts.still_found else "台账还在看这个情况，不能这样办"


def no_answer_is_owed(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    """What the ledger lets go by itself needs nobody, unless the office above waits for an answer."""
    return may_settle(dossier, given, at)


def paid_by_the_ledger(dossier: Dossier[Response], given: Any, at: Moment) -> tuple[ClaimItem, ...]:
    """Return the claims that nobody else has in hand as handled: bank lines cover what was owed. No sum was decided by anybody."""
    mine = [item for item in dossier.matter.items if item.status is not ItemStatus.DECIDED and item.case in (dossier.number, "")]
    return tuple(replace(item, status=ItemStatus.DECIDED, case=dossier.number) for item in mine)


def open_again(dossier: Dossier[Response], given: Any, at: Moment) -> tuple[ClaimItem, ...]:
    """Return the case's claims for whoever takes them up next: that a warning was false decides nothing about them."""
    mine = [item for item in dossier.matter.items if item.status is ItemStatus.PENDING and item.case == dossier.number]
    return tuple(replace(item, status=ItemStatus.OPEN, case="") for item in mine)


def rectify_day_is_over(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    by = dossier.facts.rectify_by
    return None if by and by < at.happened_on else "整改期限还没有到"


def supervision_day_is_over(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    facts = dossier.facts
    late = facts.supervision_waits and facts.answer_by and facts.answer_by < at.happened_on
    return None if late and not facts.supervision_late else "没有逾期的督办"


def note_visit(dossier: Dossier[Response], given: Visit | Rectified, at: Moment) -> dict[str, Any]:
    return {"visited": given.visited}


def note_plan(dossier: Dossier[Response], given: Rectification, at: Moment) -> dict[str, Any]:
    """What was let run out before is over once somebody has acted: the next time counts anew."""
    return {"plan": given.plan, "rectify_by": given.rectify_by, "escalated": False}


def note_referral(dossier: Dossier[Response], given: Any, at: Moment) -> dict[str, Any]:
    return {"escalated": False}


def note_false(dossier: Dossier[Response], given: Dismissal, at: Moment) -> dict[str, Any]:
    return {"false_ground": given.false_ground}


def note_supervision(dossier: Dossier[Response], given: Supervision, at: Moment) -> dict[str, Any]:
    return {"supervised": dossier.facts.supervised + 1, "supervision_waits": True, "answer_by": given.answer_by, "supervision_late": False}


def note_late_answer(dossier: Dossier[Response], given: Any, at: Moment) -> dict[str, Any]:
    return {"supervision_late": True}


def note_answer(dossier: Dossier[Response], given: Any, at: Moment) -> dict[str, Any]:
    return {"supervision_waits": False, "answer_by": None, "supervision_late": False}


def not_escalated(dossier: Dossier[Response], given: Any, at: Moment) -> str | None:
    return "已经升级过" if dossier.facts.escalated else None


def note_escalation(dossier: Dossier[Response], given: Any, at: Moment) -> dict[str, Any]:
    return {"escalated": True, "supervised": dossier.facts.supervised + 1, "supervision_waits": True}


def waits_for_inspection(facts: Response) -> str:
    return "等监察案件办结"


def waits_to_rectify(facts: Response) -> str:
    by = facts.rectify_by
    return f"等单位整改（至{by.month}月{by.day}日）" if by else "等单位整改"
