"""The Supreme People's Court on labour disputes (最高人民法院司法解释一、二): what follows an award, and what is lost.

First interpretation since 2021, second since September 2025.
"""

from datetime import date
from enum import StrEnum

from hezhong.kernel.dates import Months, calendar_days
from hezhong.law.duties import courts as duty
from hezhong.law.model import Decision, Statute, TimeLimit
from hezhong.law.rule import any_of, no, rule, yes

FIRST = Statute("最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", date(2021, 1, 1))
SECOND = Statute("最高人民法院关于审理劳动争议案件适用法律问题的解释（二）", date(2025, 9, 1))

LIMITS = (
    TimeLimit(
        duty.ASK_ANNULMENT_AFTER_SUIT,
        calendar_days(30),
        FIRST.article(21, 2),
        entries=("annul_after_worker_suit_ended",),
    ),
    TimeLimit(
        duty.SUE_AFTER_NON_ENFORCEMENT,
        calendar_days(30),
        FIRST.article(24, 2),
        entries=("non_enforcement_suit",),
    ),
    TimeLimit(
        duty.ENFORCE_AFTER_PRESERVATION,
        Months(3),
        FIRST.article(49, 2),
        entries=("preservation_then_enforce",),
    ),
)


class Delay(StrEnum):
    """Why an arbitration that is late may not yet be left for the court (解释一 12)."""

    TRANSFERRED = "移送管辖"
    BEING_SERVED = "正在送达或者送达延误"
    OTHER_CASE = "等待另案诉讼结果、评残结论"
    HEARING = "正在等待开庭"
    EXPERTISE = "启动鉴定程序或者委托其他部门调查取证"
    OTHER = "其他正当事由"


@rule(overdue_suit_exceptions=FIRST.article(12, 1))
def suit_over_delay(delays: tuple[Delay, ...], has_receipt: bool) -> Decision:
    """Return whether the court takes a suit because the commission is late. Needs a receipt of the application (12, 2)."""
    excused = any_of(delays, FIRST.article(12, 1), "")
    if excused.holds:
        return Decision(False, excused.reasons)
    if not has_receipt:
        return no("起诉应当提交受理通知书或者其他已接受仲裁申请的凭证", FIRST.article(12, 2))
    return yes("逾期未作出受理决定或者裁决，又没有例外事由，法院应予受理", FIRST.article(12, 1))


@rule(part_suit_no_effect=FIRST.article(16))
def award_takes_effect(sued_by_this_worker: bool, sued_by_another: bool = False) -> Decision:
    """Return whether an award that may be sued over takes effect for one worker when its time is over.

    A suit over part of it keeps all of it from effect; of several workers only for those who sue (17).
    """
    if sued_by_this_worker:
        return no("对部分事项起诉的，整份裁决不发生法律效力", FIRST.article(16))
    if sued_by_another:
        return yes("其他劳动者起诉，对未起诉的劳动者仍发生法律效力", FIRST.article(17))
    return yes("期满无人起诉，裁决发生法律效力", FIRST.article(17))


class Annulment(StrEnum):
    """Where the employer's request to annul a final award stands."""

    PENDING = "正在审查"
    WITHDRAWN = "撤回申请"
    REJECTED = "申请被驳回"
    GRANTED = "裁决被撤销"


@rule(annul_stays_enforcement=FIRST.article(25, 1))
def enforcement_goes_on(annulment: Annulment | None) -> Decision:
    """Return whether enforcement of a final award goes on: stayed while annulment is asked for, ended when granted."""
    if annulment is Annulment.PENDING:
        return no("用人单位申请撤销，裁定中止执行", FIRST.article(25, 1))
    if annulment is Annulment.GRANTED:
        return no("裁决被撤销，裁定终结执行", FIRST.article(25, 2))
    if annulment is None:
        return yes("没有人申请撤销，照常执行", FIRST.article(25, 1))
    return yes(f"{annulment}，裁定恢复执行", FIRST.article(25, 2))


@rule(limitation_defence_waiver=SECOND.article(20, 1))
def limitation_defence_is_heard(
    raised_in_arbitration: bool, by_own_fault: bool = True, new_evidence: bool = False, retrial: bool = False
) -> Decision:
    """Return whether a court hears the defence that the time to apply had run out.

    by_own_fault: that it was not raised is the party's own doing. new_evidence: it proves that the time had run out.
    """
    if raised_in_arbitration:
        return yes("仲裁期间已经提出时效抗辩", SECOND.article(20, 1))
    if retrial:
        return no("以时效届满为由申请再审或者提出再审抗辩的，不予支持", SECOND.article(20, 2))
    if new_evidence:
        return yes("基于新的证据能够证明时效期间届满", SECOND.article(20, 1))
    if by_own_fault:
        return no("仲裁期间因自身原因未提出，一审、二审再提不予支持", SECOND.article(20, 1))
    return yes("仲裁期间未提出不是因为自身原因", SECOND.article(20, 1))


@rule(wage_only_mediation_suit=FIRST.article(51, 2))
def agreement_may_be_sued_over(only_wages: bool, not_performed: bool) -> Decision:
    """Return whether a worker may sue straight over a mediation agreement: wages alone, and the employer does not pay."""
    if not only_wages:
        return no("协议不只涉及劳动报酬，应当先申请仲裁", FIRST.article(51, 2))
    if not not_performed:
        return no("用人单位没有不履行给付义务", FIRST.article(51, 2))
    return yes("仅就劳动报酬达成协议而不履行，可以直接起诉", FIRST.article(51, 2))


@rule(judicial_confirmation_scope=FIRST.article(52))
def may_be_confirmed(by_peoples_mediation: bool, only_payment: bool) -> Decision:
    """Return whether a court may confirm the agreement: made before a people's mediation committee, of payment alone."""
    if not by_peoples_mediation:
        return no("不是在人民调解委员会主持下达成", FIRST.article(52))
    if not only_payment:
        return no("不是仅就给付义务达成", FIRST.article(52))
    return yes("仅就给付义务达成的协议，双方可以共同申请司法确认", FIRST.article(52))
