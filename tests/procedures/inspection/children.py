"""Parallel procedures within an inspection: the hearing before a penalty, and the expert's report."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import EMPLOYER, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.vocabulary import Action, Appointment, Deadline, Document, State
from hezhong.kernel.fields import Reason
from hezhong.law.duties import inspection as duty
from tests.procedures.inspection import steps
from tests.procedures.inspection.facts import Expertise, HearingDay, Minutes


class Hearing(CaseType):
    title = "行政处罚听证"
    facts = Minutes

    # States
    requested = State("已申请")
    scheduled = State("已定听证日")
    held = State("已听证")
    waived = State("已放弃听证")
    closed = (held, waived)

    # Documents, appointments, deadlines
    notice = Document("听证通知书", EMPLOYER)
    hearing = Appointment("听证")
    notify = Deadline(duty.NOTIFY_HEARING, before=hearing, until=(notice.served(EMPLOYER),), owed_by=LEGAL_REVIEWER)

    # Actions
    schedule = Action(
        "定听证日", requested, scheduled, by=LEGAL_REVIEWER, given=HearingDay, books=hearing, issues=(notice,)
    )
    hold = Action("举行听证", scheduled, held, by=LEGAL_REVIEWER, given=Minutes, effect=steps.note_report)
    waive = Action("放弃听证", (requested, scheduled), waived, by=EMPLOYER, given=Reason)


class ExpertiseReport(CaseType):
    title = "委托审计或者鉴定"
    facts = Expertise

    # States
    commissioned = State("已委托")
    reported = State("已出具意见")
    closed = (reported,)

    # Actions
    take_report = Action("收到意见", commissioned, reported, by=INSPECTOR, given=Expertise, effect=steps.note_report)
