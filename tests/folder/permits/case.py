"""Permits: examined, heard, decided by two signatures, reviewed by the office above."""

from typing import Any

from hezhong.engine.appointments import Booking
from hezhong.engine.case_type import CaseType
from hezhong.engine.dossier import Dossier, Moment
from hezhong.engine.roles import APPLICANT, CLERK, DIRECTOR, LEGAL_REVIEWER, UPPER_LEVEL
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State, suspend
from hezhong.kernel.fields import Reason
from hezhong.law.duties import arbitration, inspection, petition
from hezhong.law.statutes.petition import REGULATIONS
from tests.folder.permits.facts import Decision, Permission


def note_opinion(dossier: Dossier[Permission], given: Decision, at: Moment) -> dict[str, Any]:
    return {"opinion": given.opinion}


def appraisal_is_over(dossier: Dossier[Permission], given: Decision, at: Moment) -> str | None:
    return "鉴定还没有结束" if "appraisal" in dossier.open_children else None


class Permit(CaseType):
    title = "试验许可"
    series = "试许"
    facts = Permission

    # States
    applied = State("已申请", "已收到申请")
    examined = State("审查中")
    granted = State("已准许")
    refused = State("不予准许")
    reviewing = State("复查中")
    reviewed = State("已复查")
    closed = (granted, reviewed)
    stages = (("申请", (applied,)), ("审查", (examined,)), ("决定", (granted, refused)), ("复查", (reviewing, reviewed)))

    # Documents, an appointment
    decision = Document("不予准许决定书", APPLICANT, series="试决")
    hearing_notice = Document("听证通知书", APPLICANT, series="试听")
    review_opinion = Document("复查决定书", APPLICANT, series="试复", by=UPPER_LEVEL)
    hearing = Appointment("听证")

    # Deadlines: forwards, backwards, from service
    conclude = Deadline(inspection.CONCLUDE, since=examined, until=(granted, refused), owed_by=CLERK)
    notify_hearing = Deadline(
        arbitration.NOTIFY_HEARING, before=hearing, until=(hearing_notice.served(APPLICANT), granted, refused),
        owed_by=CLERK,
    )
    ask_review = Deadline(
        petition.ASK_REVIEW, since=decision.served(APPLICANT), until=(reviewing, *closed), owed_by=APPLICANT
    )

    # Actions
    examine = Action("受理", applied, examined, by=CLERK)
    list_hearing = Action(
        "安排听证", examined, None, by=CLERK, given=Booking, books=hearing, issues=(hearing_notice,)
    )
    appraise = Action(
        "委托鉴定", examined, None, by=CLERK, given=Reason, opens="appraisal",
        clock=(suspend(conclude, under=REGULATIONS.article(36, 2)),),
    )
    grant = Action(
        "准许", examined, granted, by=CLERK, given=Decision, guard=appraisal_is_over, effect=note_opinion,
        signed_by=(LEGAL_REVIEWER, DIRECTOR),
    )
    refuse = Action(
        "不予准许", examined, refused, by=CLERK, given=Decision, guard=appraisal_is_over, effect=note_opinion,
        signed_by=(LEGAL_REVIEWER, DIRECTOR), issues=(decision,), grave=True,
    )
    request_review = Action("请求复查", refused, reviewing, by=APPLICANT, given=Reason, within=ask_review)
    review = Action("复查决定", reviewing, reviewed, by=UPPER_LEVEL, given=Decision, issues=(review_opinion,))
