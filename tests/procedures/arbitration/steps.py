"""Guards and effects of arbitrations."""

from dataclasses import replace
from typing import Any

from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.matter import ClaimItem, ItemStatus
from hezhong.law.finality import is_final
from hezhong.law.statutes.arbitration import ACT, RULES
from tests.procedures.arbitration.facts import Acceptance, Award, Dispute, Panel, Track


def may_be_simplified(dossier: Dossier[Dispute], given: Acceptance, at: Moment) -> str | None:
    barred = given.respondent_missing or given.great_impact
    return f"不得简易处理（{RULES.article(57)}）" if given.track is Track.SIMPLIFIED and barred else None


def enough_arbitrators(dossier: Dossier[Dispute], given: Panel, at: Moment) -> str | None:
    allowed = {1, 3} if dossier.facts.track is Track.SIMPLIFIED else {3}
    if len(set(given.arbitrators)) not in allowed:
        return f"仲裁庭由三名仲裁员组成，简易处理可以独任（{ACT.article(31)}）"
    return None


def nothing_pending(dossier: Dossier[Dispute], given: Any, at: Moment) -> str | None:
    """While jurisdiction or the tribunal itself is in question, nothing is heard or awarded."""
    waiting = {"jurisdiction_objection": RULES.article(10), "recusal": RULES.article(12)}
    article = next((waiting[code] for code in dossier.open_children if code in waiting), None)
    return f"管辖异议或者回避尚未决定（{article}）" if article else None


def every_item_answered(dossier: Dossier[Dispute], given: Award, at: Moment) -> str | None:
    asked = {item.number for item in dossier.matter.items if item.case == dossier.number}
    if asked != {awarded.number for awarded in given.items}:
        return "应当对每一项请求作出裁决"
    return nothing_pending(dossier, given, at) or rests_on_a_doubtful_figure(dossier, given, at)


def rests_on_a_doubtful_figure(dossier: Dossier[Dispute], given: Award, at: Moment) -> str | None:
    """Whether an award is final may not hang on a minimum wage that nobody has confirmed."""
    kinds = {item.number: item.kind for item in dossier.matter.items}
    for each in given.items:
        _, step = is_final(kinds[each.number], each.amount, dossier.filed_on, dossier.matter.place, at.book)
        if not step.confidence.binding:
            return f"{step}：最低工资标准{step.confidence.label}，请管理员先核对"
    return None


def choose_track(dossier: Dossier[Dispute], given: Acceptance, at: Moment) -> dict[str, Any]:
    return {"track": given.track}


def turn_ordinary(dossier: Dossier[Dispute], given: Any, at: Moment) -> dict[str, Any]:
    return {"track": Track.ORDINARY}


def award_items(dossier: Dossier[Dispute], given: Award, at: Moment) -> tuple[ClaimItem, ...]:
    """Return each item with what was awarded and whether that is final."""
    items = {item.number: item for item in dossier.matter.items}
    place = dossier.matter.place
    return tuple(
        replace(
            items[each.number],
            status=ItemStatus.DECIDED,
            awarded=each.amount,
            final=is_final(items[each.number].kind, each.amount, dossier.filed_on, place, at.book)[0],
        )
        for each in given.items
    )
