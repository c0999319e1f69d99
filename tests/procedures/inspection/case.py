"""Labour inspection: filing, investigation, decision, service, closing (立案—调查—处理—送达—结案)."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import COMPLAINANT, DIRECTOR, EMPLOYER, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.vocabulary import Action, Deadline, Document, State, extend, resume, suspend
from hezhong.kernel.fields import Reason
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes.inspection import GUANGDONG_ACT
from tests.procedures.inspection import steps
from tests.procedures.inspection.facts import Commission, Filing, Findings, Penalty


class Inspection(CaseType):
    title = "劳动保障监察案件"
    facts = Findings

    # States
    reported = State("线索")
    filed = State("已立案")
    announced = State("已事先告知")
    ordered = State("已责令改正")
    penalised = State("已行政处罚")
    rescinded = State("已撤销立案")
    redirected = State("已导入仲裁")
    archived = State("已结案")
    decided = (ordered, penalised, rescinded, redirected)
    closed = (archived,)

    # Documents
    prior_notice = Document("行政处罚事先告知书", EMPLOYER)
    order_text = Document("劳动保障监察限期整改指令书", EMPLOYER)
    penalty_text = Document("行政处罚决定书", EMPLOYER)
    rescission_notice = Document("撤销立案告知书", COMPLAINANT)
    extension_notice = Document("延期告知书", COMPLAINANT)
    suspension_notice = Document("中止通知书", COMPLAINANT)
    arbitration_notice = Document("劳动争议处理程序告知书", COMPLAINANT)

    # Deadlines
    conclude = Deadline(duty.CONCLUDE, since=filed, until=decided, owed_by=INSPECTOR)
    await_hearing_request = Deadline(
        duty.REQUEST_HEARING, since=prior_notice.served(EMPLOYER), until=(penalised,), owed_by=EMPLOYER, at_least=True
    )
    serve_order = Deadline(
        duty.SERVE_DECISION, since=ordered, until=(order_text.served(EMPLOYER),), owed_by=INSPECTOR
    )
    serve_penalty = Deadline(
        duty.SERVE_DECISION, since=penalised, until=(penalty_text.served(EMPLOYER),), owed_by=INSPECTOR
    )
    pay_fine = Deadline(
        duty.PAY_FINE, since=penalty_text.served(EMPLOYER), until=closed, owed_by=EMPLOYER
    )

    # Actions: filing and the clock
    file = Action(
        "立案", reported, filed, by=INSPECTOR, given=Filing,
        guard=steps.two_inspectors, effect=steps.note_violation, signed_by=(DIRECTOR,),
    )
    commission_expert = Action(
        "委托审计或者鉴定", filed, None, by=INSPECTOR, given=Commission, opens="expertise_report",
        clock=(suspend(conclude, under=GUANGDONG_ACT.article(44, 2)),),
    )
    pause = Action(
        "中止", (filed, announced), None, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,),
        clock=(suspend(conclude, under=GUANGDONG_ACT.article(45)),), issues=(suspension_notice,),
    )
    go_on = Action(
        "恢复", (filed, announced), None, by=INSPECTOR, given=Reason,
        clock=(resume(conclude, under=GUANGDONG_ACT.article(45)),),
    )
    prolong = Action(
        "延期", (filed, announced), None, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,),
        clock=(extend(conclude),), issues=(extension_notice,),
    )

    # Actions: the decision
    announce = Action(
        "事先告知", filed, announced, by=INSPECTOR, given=Penalty,
        effect=steps.note_fine, issues=(prior_notice,),
    )
    request_hearing = Action(
        "要求听证", announced, None, by=EMPLOYER, given=Reason, within=await_hearing_request, opens="hearing"
    )
    penalise = Action(
        "行政处罚", announced, penalised, by=INSPECTOR, given=Penalty, guard=steps.fine_not_above_notice,
        effect=steps.note_fine, signed_by=(LEGAL_REVIEWER, DIRECTOR), issues=(penalty_text,),
    )
    order = Action(
        "责令改正", filed, ordered, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,), issues=(order_text,)
    )
    rescind = Action(
        "撤销立案", (filed, announced), rescinded, by=INSPECTOR, given=Reason,
        guard=steps.hearing_is_over, signed_by=(DIRECTOR,), issues=(rescission_notice,),
    )
    hand_to_arbitration = Action(
        "告知按争议处理", filed, redirected, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,),
        opens="arbitration", issues=(arbitration_notice,),
    )
    archive = Action("结案", decided, archived, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,))
