"""Which complaints are taken up and what becomes of the others (广东省劳动保障监察条例 34 to 39).

This is the rule of conditions. How an office works through them at its desk, with what it does not know yet, is the table
of hezhong/domains/complaints.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hezhong.law.model import Decision, Step
from hezhong.law.rule import Threshold, all_of, no, rule, yes
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL

TOGETHER = 10  # complainants for one reason
REPRESENTATIVES = Threshold("collective_complaint_reps", Decimal(5), "people", GUANGDONG_ACT.article(38), ceiling=True)


@dataclass(frozen=True)
class Complaint:
    """What acceptance depends on.

    sent_back: the commission or a court held that the authority has to deal with it. complete: the paper says what 37 asks
    and the proofs are there. in_person: handed in by the complainant. verified: asked himself, he says it is true.
    """

    in_time: bool = True
    employer_named: bool = True
    own_rights: bool = True
    our_matter: bool = True
    our_place: bool = True
    in_dispute: bool = False
    sent_back: bool = False
    for_dispute: bool = False
    decided_before: bool = False
    complete: bool = True
    in_person: bool = True
    verified: bool = False


class Outcome(StrEnum):
    """What becomes of a complaint."""

    ACCEPTED = "受理，当日立案"
    TOLD = "书面告知投诉人"
    TOLD_WHERE = "告知向有管辖权的部门提出"
    REFUSED = "不予受理"
    TO_COMPLETE = "一次性告知补正"
    TO_VERIFY = "先向投诉人本人核实"


@dataclass(frozen=True)
class Branch:
    """The outcome of a complaint with the item that says so."""

    outcome: Outcome
    step: Step


def _branch(outcome: Outcome, item: str, says: str) -> Branch:
    return Branch(outcome, Step(f"第（{item}）项：{says}", GUANGDONG_ACT.article(39, 1)))


@rule(complaint_reject_list=GUANGDONG_ACT.article(39, 1))
def sorted_out(complaint: Complaint) -> Branch:
    """Return what becomes of a complaint: the eight items in their order, and acceptance where none applies (36)."""
    if not complaint.our_matter:
        return _branch(Outcome.TOLD, "一", "不属于劳动保障监察职权范围")
    if not complaint.our_place:
        return _branch(Outcome.TOLD_WHERE, "二", "不属于本部门管辖")
    if not complaint.in_time:
        return _branch(Outcome.REFUSED, "三", "超出查处期限")
    if complaint.in_dispute and not complaint.sent_back:
        return _branch(Outcome.REFUSED, "四", "已经申请仲裁、提起诉讼或者申请支付令")
    if complaint.for_dispute:
        return _branch(Outcome.REFUSED, "五", "应当通过劳动争议处理程序解决")
    if complaint.decided_before:
        return _branch(Outcome.REFUSED, "六", "已经处理的同一事项重复投诉")
    if not complaint.complete:
        return _branch(Outcome.TO_COMPLETE, "七", "载明事项不明确或者材料不齐全")
    if not complaint.in_person:
        outcome = Outcome.ACCEPTED if complaint.verified else Outcome.TO_VERIFY
        return _branch(outcome, "八", "邮寄或者委托提交，经本人核实属实的受理")
    decision = has_to_be_accepted(complaint)
    return Branch(Outcome.ACCEPTED if decision.holds else Outcome.REFUSED, decision.reasons[0])


@rule(complaint_conditions_gd=GUANGDONG_ACT.article(36, 1))
def has_to_be_accepted(complaint: Complaint) -> Decision:
    """Return whether the conditions of acceptance are met: in time, an employer, own rights, our matter and place."""
    conditions = {
        "投诉时间在查处期限内": complaint.in_time,
        "有明确的被投诉用人单位": complaint.employer_named,
        "投诉人的合法权益受到被投诉单位侵害": complaint.own_rights,
        "属于劳动保障监察职权范围": complaint.our_matter,
        "由本部门管辖": complaint.our_place,
        "当面提交身份证明、投诉文书和劳动关系证明，或者经本人核实": complaint.in_person or complaint.verified,
    }
    return all_of(conditions, GUANGDONG_ACT.article(36), "符合受理条件，五个工作日内受理并于当日立案")


@rule(anonymous_as_report=GUANGDONG_ACT.article(34, 1))
def is_dealt_with_as_report(anonymous: bool, claims_own_rights: bool) -> Decision:
    """Return whether a lead is a report (举报) and no complaint: anonymous, or without a claim of one's own."""
    if anonymous:
        return yes("以匿名方式反映，按照举报处理", GUANGDONG_ACT.article(34, 1))
    if not claims_own_rights:
        return yes("实名反映但不提出维护其具体权益的主张，按照举报处理", GUANGDONG_ACT.article(34, 1))
    return no("实名并提出具体权益主张，是投诉", GUANGDONG_ACT.article(34, 1))


def representatives_are_in_order(complainants: int, representatives: int, chosen_in_writing: bool) -> Decision:
    """Return whether a joint complaint may come through representatives (广东 38): ten, five at most, a signed choice."""
    conditions = {
        "同一事由十人以上": complainants >= TOGETHER,
        "代表五名以下": representatives >= 1 and REPRESENTATIVES.holds(representatives),
        "提交投诉人签名或者盖章的推选书": chosen_in_writing,
    }
    return all_of(conditions, REPRESENTATIVES.article, "可以由代表投诉")


@rule(handover_inspection_to_arbitration=NATIONAL.article(21, 2))
def belongs_to_dispute_procedure(should_be_dispute: bool, already_in_dispute: bool) -> Decision:
    """Return whether the complainant is told to go the way of disputes, or of the court he has gone to already."""
    if should_be_dispute or already_in_dispute:
        return yes("告知投诉人依照劳动争议处理或者诉讼的程序办理", NATIONAL.article(21, 2))
    return no("不是应当或者已经按争议程序处理的事项", NATIONAL.article(21, 2))
