"""Which commission hears a dispute (管辖): the place of performance first, then who accepted first (办案规则 8, 9; 广东 39)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Decision, Step
from hezhong.law.rule import no, rule, yes
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES, RULES


class Link(StrEnum):
    """What ties a commission to the dispute."""

    PERFORMANCE = "劳动合同履行地"
    EMPLOYER = "用人单位所在地"


@dataclass(frozen=True)
class Application:
    """An application to one commission. accepted_on: none while it is not accepted."""

    commission: str
    link: Link
    accepted_on: date | None = None


@dataclass(frozen=True)
class Competent:
    """The commission that hears the dispute, with the reason; '' while that is open."""

    commission: str
    step: Step


@rule(jurisdiction_priority=RULES.article(8, 2))
def competent(applications: Sequence[Application], performance_known: bool = True) -> Competent:
    """Return which commission hears the dispute when several were applied to."""
    at_employer = [each for each in applications if each.link is Link.EMPLOYER]
    performed = [each for each in applications if each.link is Link.PERFORMANCE and performance_known]
    under = RULES.article(8, 2)
    if not performed:
        says = "由用人单位所在地管辖" if performance_known else "劳动合同履行地不明确，由用人单位所在地管辖"
        return Competent(at_employer[0].commission if at_employer else "", Step(says, under))
    if len(performed) == 1:
        return Competent(performed[0].commission, Step("由劳动合同履行地的仲裁委员会管辖", under))
    accepted = [(each.accepted_on, each.commission) for each in performed if each.accepted_on]
    if not accepted:
        return Competent("", Step("有多个履行地，都还没有受理：由最先受理的管辖", under))
    first = min(accepted)
    if len([day for day, _ in accepted if day == first[0]]) > 1:
        return Competent("", Step("多个履行地同日受理，协商不成的报请指定管辖", RULES.article(9, 2)))
    return Competent(first[1], Step(f"有多个履行地，由最先受理的（{first[0]}）管辖", under))


def has_to_refer(place: Place, refused_elsewhere: bool, also_not_ours: bool) -> Decision:
    """Return whether the second commission asks the authority above both to decide (广东 39; 办案规则 9, 2).

    refused_elsewhere: the first denied jurisdiction, or passed the case on. Guangdong gives three working days for it.
    """
    under = GUANGDONG_MEASURES.article(39) if GUANGDONG.covers(place) else RULES.article(9, 2)
    if refused_elsewhere and also_not_ours:
        return yes("也认为不归自己管辖，报请共同的上一级主管部门指定管辖", under)
    return no("不必报请指定管辖", under)


def cancelled_by(place: Place) -> tuple[str, Step]:
    """Return the paper that tells of a cancelled case: a decision (办案规则 32), in Guangdong a notice of refusal (51)."""
    if GUANGDONG.covers(place):
        return "不予受理通知书", Step("出具不予受理通知书，写明撤销案件", GUANGDONG_MEASURES.article(51))
    return "决定书", Step("以决定书的形式通知当事人", RULES.article(32))


@rule(claim_change=RULES.article(44, 1))
def claim_may_change(on: date, evidence_due: date) -> Decision:
    """Return whether the applicant may still add to or change his claims: before the time for evidence is over."""
    if on <= evidence_due:
        return yes("举证期限届满前，可以增加或者变更仲裁请求", RULES.article(44, 1))
    return no(f"举证期限{evidence_due}已经届满，应当另行申请仲裁", RULES.article(44, 1))


@rule(claimant_no_show=RULES.article(39))
def counts_as_withdrawn(notified_in_writing: bool, excused: bool, absent: bool, left_early: bool = False) -> Decision:
    """Return whether an absent applicant may be taken to have withdrawn; a new application is then not accepted."""
    if notified_in_writing and ((absent and not excused) or left_early):
        return yes("可以按撤回仲裁申请处理；重新申请的不予受理", RULES.article(39))
    return no("没有收到书面开庭通知，或者有正当理由", RULES.article(39))


@rule(respondent_no_show=RULES.article(39))
def may_go_on_without(notified_in_writing: bool, excused: bool, absent: bool, left_early: bool = False) -> Decision:
    """Return whether the hearing may go on and the award be made without an absent respondent."""
    if notified_in_writing and ((absent and not excused) or left_early):
        return yes("可以继续开庭审理，并缺席裁决", RULES.article(39))
    return no("没有收到书面开庭通知，或者有正当理由", RULES.article(39))


@rule(award_correction=RULES.article(54))
def has_to_be_corrected(slip: bool, decided_but_left_out: bool) -> Decision:
    """Return whether the tribunal corrects its award by decision: slips of words or sums, and what it decided but left out."""
    if slip or decided_but_left_out:
        return yes("应当及时制作决定书予以补正并送达", RULES.article(54))
    return no("没有文字、计算错误，也没有遗漏已经裁决的事项", RULES.article(54))
