"""What a mediation agreement is worth, and when it is reviewed, confirmed, or ends in nothing (调解协议)."""

from dataclasses import dataclass
from enum import StrEnum

from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Decision
from hezhong.law.rule import all_of, any_of, no, rule, yes
from hezhong.law.statutes.arbitration import ACT, GUANGDONG_MEASURES, RULES
from hezhong.law.statutes.mediation import CONSULTATION


@dataclass(frozen=True)
class Signatures:
    """Who has signed or sealed an agreement."""

    worker: bool
    employer: bool
    mediator: bool
    seal: bool


@rule(mediation_agreement_effect=ACT.article(14, 2))
def takes_effect(signed: Signatures) -> Decision:
    """Return whether the agreement binds: both parties, the mediator, and the organisation's seal."""
    conditions = {
        "劳动者签名或者盖章": signed.worker,
        "用人单位签名或者盖章": signed.employer,
        "调解员签名": signed.mediator,
        "加盖调解组织印章": signed.seal,
    }
    return all_of(conditions, ACT.article(14, 2), "调解协议书生效，对双方具有约束力")


class Ending(StrEnum):
    """Why mediation ends without an agreement (广东 24)."""

    SETTLED = "当事人自行和解"
    REFUSED = "一方或者双方拒绝或者退出调解"
    TIME_OVER = "十五日内或者双方同意延长的期限内未达成调解协议"
    UNSUITABLE = "调解组织认为不宜调解"
    IMPOSSIBLE = "存在无法继续调解的其他情形"


@rule(gd_mediation_end_grounds=GUANGDONG_MEASURES.article(24, 1))
def has_to_end(endings: tuple[Ending, ...]) -> Decision:
    """Return whether the organisation has to end mediation in Guangdong."""
    return any_of(endings, GUANGDONG_MEASURES.article(24, 1), "没有应当终止调解的情形")


def tells_of_arbitration(ending: Ending) -> Decision:
    """Return whether the parties have to be told that they may apply for arbitration or complain (广东 24, 2)."""
    if ending is Ending.SETTLED:
        return no("当事人自行和解，不须告知", GUANGDONG_MEASURES.article(24, 2))
    return yes("应当告知可以依法申请仲裁或者向有关部门投诉", GUANGDONG_MEASURES.article(24, 2))


class Rejection(StrEnum):
    """Why a commission does not accept an agreement for review (办案规则 75)."""

    OUT_OF_SCOPE = "不属于仲裁委员会受理争议范围"
    NOT_HERE = "不属于本仲裁委员会管辖"
    TOO_LATE = "超出规定的仲裁审查申请期间"
    RELATIONSHIP = "确认劳动关系"
    CONFIRMED = "调解协议已经人民法院司法确认"


class RejectionInGuangdong(StrEnum):
    """What Guangdong adds (广东 28, 2)."""

    TIME_BARRED = "调解协议涉及事项超出法定仲裁时效"
    INCOMPLETE = "材料经要求补正后仍不齐备"
    BARGAINING = "集体协商争议达成的调解协议"
    OTHER = "其他不予受理的情形"


@rule(arb_review_reject_list=RULES.article(75, 2))
def review_is_refused(
    national: tuple[Rejection, ...], place: Place, more: tuple[RejectionInGuangdong, ...] = ()
) -> Decision:
    """Return whether the review is refused. more: grounds of Guangdong, which count only there."""
    found = any_of(national, RULES.article(75, 2), "没有不予受理的情形")
    if found.holds or not GUANGDONG.covers(place):
        return found
    return any_of(more, GUANGDONG_MEASURES.article(28, 2), "没有不予受理的情形")


class Defect(StrEnum):
    """Why no mediation statement is made of an agreement (办案规则 78)."""

    UNLAWFUL = "违反法律、行政法规强制性规定"
    HARMFUL = "损害国家利益、社会公共利益或者他人合法权益"
    FALSE_EVIDENCE = "证据材料有弄虚作假嫌疑"
    UNFREE = "违反自愿原则"
    UNCLEAR = "内容不明确"
    OTHER = "其他不能制作调解书的情形"


@rule(arb_review_no_statement=RULES.article(78, 1))
def no_statement_is_made(defects: tuple[Defect, ...]) -> Decision:
    """Return whether the commission refuses to make a statement of the agreement; it then tells the parties in writing."""
    return any_of(defects, RULES.article(78, 1), "没有不予制作调解书的情形")


@rule(payment_order_basis=ACT.article(16))
def allows_payment_order(by_worker: bool, for_livelihood_claim: bool, overdue: bool) -> Decision:
    """Return whether the agreement opens the way to a payment order.

    for_livelihood_claim: wages, treatment of an injury, severance or damages. overdue: not performed in the agreed time.
    """
    conditions = {
        "由劳动者申请": by_worker,
        "就劳动报酬、工伤医疗费、经济补偿或者赔偿金达成协议": for_livelihood_claim,
        "用人单位在协议约定期限内不履行": overdue,
    }
    return all_of(conditions, ACT.article(16), "可以持调解协议书申请支付令")


@rule(mediation_commission_parity=CONSULTATION.article(15))
def commission_is_even(of_workers: int, of_enterprise: int) -> Decision:
    """Return whether a mediation committee has as many members of the workers as of the enterprise, and some at all."""
    if of_workers and of_workers == of_enterprise:
        return yes("劳动者代表和企业代表人数对等", CONSULTATION.article(15))
    return no("劳动者代表和企业代表人数应当对等", CONSULTATION.article(15))


@rule(handover_arbitration_mediation_suggest=RULES.article(69))
def acceptance_waits(mediated_before: bool, agrees_to_mediate: bool) -> Decision:
    """Return whether a commission puts off acceptance because the parties try mediation first. Mediation is voluntary."""
    if mediated_before:
        return no("已经调解，不再发出调解建议书", RULES.article(69))
    if not agrees_to_mediate:
        return no("当事人不同意先行调解的，应当依法受理", RULES.article(69))
    return yes("当事人同意先行调解，暂缓受理", RULES.article(69))
