"""Questions decided beside an arbitration: who has jurisdiction (管辖异议), who may sit (回避)."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import APPLICANT, DIRECTOR, REGISTRAR, RESPONDENT
from hezhong.engine.vocabulary import Action, Deadline, Document, State
from hezhong.kernel.fields import Reason
from hezhong.law.duties import arbitration as duty
from tests.procedures.arbitration.facts import Challenge, Objection


class JurisdictionObjection(CaseType):
    title = "管辖异议"
    facts = Objection

    # States, documents, deadlines
    raised = State("已提出")
    upheld = State("异议成立")
    rejected = State("已驳回")
    closed = (upheld, rejected)
    decision = Document("管辖异议决定书", APPLICANT, RESPONDENT)
    decide = Deadline(duty.DECIDE_OBJECTION, since=raised, until=closed, owed_by=REGISTRAR)

    # Actions
    uphold = Action(
        "异议成立，移送", raised, upheld, by=REGISTRAR, given=Reason, signed_by=(DIRECTOR,), issues=(decision,)
    )
    reject = Action("驳回异议", raised, rejected, by=REGISTRAR, given=Reason, issues=(decision,))


class Recusal(CaseType):
    title = "回避"
    facts = Challenge

    # States, documents, deadlines
    raised = State("已申请")
    recused = State("已回避")
    rejected = State("已驳回")
    closed = (recused, rejected)
    decision = Document("回避决定书", APPLICANT, RESPONDENT)
    decide = Deadline(duty.DECIDE_RECUSAL, since=raised, until=closed, owed_by=DIRECTOR)

    # Actions
    recuse = Action("决定回避", raised, recused, by=DIRECTOR, given=Reason, issues=(decision,))
    reject = Action("驳回申请", raised, rejected, by=DIRECTOR, given=Reason, issues=(decision,))
