"""Arbitration of labour disputes, from filing to archive (申请—受理—组庭—开庭—裁决—归档)."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import APPLICANT, ARBITRATOR, DIRECTOR, REGISTRAR, RESPONDENT
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State, extend, restart, resume, suspend
from hezhong.kernel.fields import Reason
from hezhong.law.duties import arbitration as duty
from hezhong.law.statutes.arbitration import RULES
from tests.procedures.arbitration import steps
from tests.procedures.arbitration.facts import Acceptance, Award, Challenge, Dispute, Objection, Panel, Session

BOTH = (APPLICANT, RESPONDENT)


class Arbitration(CaseType):
    title = "劳动人事争议仲裁"
    facts = Dispute

    # States
    filed = State("已申请")
    accepted = State("已受理")
    refused = State("不予受理")
    seated = State("已组庭")
    listed = State("已排庭")
    settled = State("调解结案")
    awarded = State("裁决结案")
    withdrawn = State("撤回")
    archived = State("已归档")
    pending = (accepted, seated, listed)
    ended = (settled, awarded, withdrawn)
    closed = (archived,)

    # Documents and appointments
    acceptance_notice = Document("受理通知书", APPLICANT)
    response_notice = Document("应诉通知书", RESPONDENT)
    refusal_notice = Document("不予受理通知书", APPLICANT)
    panel_notice = Document("组庭通知书", *BOTH)
    hearing_notice = Document("开庭通知书", *BOTH)
    suspension_notice = Document("中止审理通知书", *BOTH)
    extension_notice = Document("延期审理通知书", *BOTH)
    settlement = Document("仲裁调解书", *BOTH)
    award_text = Document("仲裁裁决书", *BOTH)
    hearing = Appointment("开庭")

    # Deadlines
    decide_acceptance = Deadline(duty.DECIDE_ACCEPTANCE, since=filed, until=(accepted, refused), owed_by=REGISTRAR)
    serve_application = Deadline(
        duty.SERVE_APPLICATION, since=accepted, until=(response_notice.served(RESPONDENT),), owed_by=REGISTRAR
    )
    notify_panel = Deadline(
        duty.NOTIFY_PANEL, since=accepted, until=(panel_notice.served(RESPONDENT), *ended), owed_by=REGISTRAR
    )
    answer = Deadline(duty.ANSWER, since=response_notice.served(RESPONDENT), until=ended, owed_by=RESPONDENT)
    notify_hearing = Deadline(
        duty.NOTIFY_HEARING, before=hearing, until=(hearing_notice.served(RESPONDENT), *ended), owed_by=REGISTRAR
    )
    ask_postponement = Deadline(duty.ASK_POSTPONEMENT, before=hearing, until=ended, owed_by=RESPONDENT)
    conclude = Deadline(duty.CONCLUDE, since=accepted, until=ended, owed_by=ARBITRATOR)
    sue = Deadline(duty.SUE, since=award_text.served(APPLICANT), until=closed, owed_by=APPLICANT)

    # Actions: acceptance and tribunal
    accept = Action(
        "受理", filed, accepted, by=REGISTRAR, given=Acceptance, guard=steps.may_be_simplified,
        effect=steps.choose_track, signed_by=(DIRECTOR,), issues=(acceptance_notice, response_notice),
    )
    refuse = Action("不予受理", filed, refused, by=REGISTRAR, given=Reason, issues=(refusal_notice,))
    seat_panel = Action(
        "组庭", accepted, seated, by=REGISTRAR, given=Panel, guard=steps.enough_arbitrators, issues=(panel_notice,)
    )
    make_ordinary = Action(
        "转为普通程序", pending, accepted, by=ARBITRATOR, given=Reason, effect=steps.turn_ordinary
    )
    object_to_jurisdiction = Action(
        "提出管辖异议", pending, None, by=RESPONDENT, given=Objection, within=answer, opens="jurisdiction_objection"
    )
    challenge = Action("申请回避", (seated, listed), None, by=BOTH, given=Challenge, opens="recusal")

    # Actions: hearing and clock
    list_hearing = Action(
        "排庭", seated, listed, by=(REGISTRAR, ARBITRATOR), given=Session,
        guard=steps.nothing_pending, books=hearing, issues=(hearing_notice,),
    )
    postpone = Action("同意延期开庭", listed, seated, by=ARBITRATOR, given=Reason)
    take_new_claims = Action(
        "受理增变请求", pending, None, by=ARBITRATOR, given=Reason,
        clock=(restart(conclude, under=RULES.article(46)),), issues=(response_notice,),
    )
    pause = Action(
        "中止审理", pending, None, by=ARBITRATOR, given=Reason, signed_by=(DIRECTOR,),
        clock=(suspend(conclude, under=RULES.article(47)),), issues=(suspension_notice,),
    )
    go_on = Action(
        "恢复审理", pending, None, by=ARBITRATOR, given=Reason, clock=(resume(conclude, under=RULES.article(47)),)
    )
    prolong = Action(
        "延长审限", pending, None, by=ARBITRATOR, given=Reason, signed_by=(DIRECTOR,),
        clock=(extend(conclude),), issues=(extension_notice,),
    )

    # Actions: the end
    settle = Action("调解结案", pending, settled, by=ARBITRATOR, given=Reason, issues=(settlement,))
    award = Action(
        "裁决", listed, awarded, by=ARBITRATOR, given=Award,
        guard=steps.every_item_answered, decides=steps.award_items, issues=(award_text,),
    )
    withdraw = Action("撤回申请", (filed, *pending), withdrawn, by=APPLICANT, given=Reason)
    archive = Action("归档", (refused, *ended), archived, by=REGISTRAR)
