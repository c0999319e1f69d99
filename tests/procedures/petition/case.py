"""Petitions in three rounds: handling, review, re-examination (办理—复查—复核)."""

from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import DIRECTOR, PETITION_CLERK, PETITIONER, UPPER_LEVEL
from hezhong.engine.vocabulary import Action, Deadline, Document, State, extend, suspend
from hezhong.kernel.fields import Reason
from hezhong.law.duties import petition as duty
from hezhong.law.statutes.petition import REGULATIONS
from tests.procedures.petition import steps
from tests.procedures.petition.facts import Opinion, Request


class Petition(CaseType):
    title = "信访事项"
    facts = Request

    # States
    registered = State("已登记")
    handling = State("办理中")
    redirected = State("已导入法定途径")
    answered = State("已答复")
    reviewing = State("复查中")
    reviewed = State("已复查")
    re_examining = State("复核中")
    exhausted = State("已复核终结")
    archived = State("已办结")
    closed = (archived,)

    # Documents
    acceptance_notice = Document("受理告知书", PETITIONER)
    redirection_notice = Document("导入法定途径告知书", PETITIONER)
    extension_notice = Document("延期告知书", PETITIONER)
    handling_opinion = Document("信访处理意见书", PETITIONER)
    review_opinion = Document("复查意见书", PETITIONER)
    re_examination_opinion = Document("复核意见书", PETITIONER)

    # Deadlines: what the office owes
    notify = Deadline(duty.NOTIFY, since=registered, until=(handling, redirected), owed_by=PETITION_CLERK)
    handle = Deadline(duty.HANDLE, since=handling, until=(answered, redirected), owed_by=PETITION_CLERK)
    review_in_time = Deadline(duty.REVIEW, since=reviewing, until=(reviewed,), owed_by=UPPER_LEVEL)
    re_examine_in_time = Deadline(duty.RE_EXAMINE, since=re_examining, until=(exhausted,), owed_by=UPPER_LEVEL)

    # Deadlines: how long the petitioner may go on, from the day the answer was received
    ask_review = Deadline(
        duty.ASK_REVIEW, since=handling_opinion.served(PETITIONER), until=(reviewing, *closed), owed_by=PETITIONER
    )
    ask_re_examination = Deadline(
        duty.ASK_RE_EXAMINATION, since=review_opinion.served(PETITIONER), until=(re_examining, *closed),
        owed_by=PETITIONER,
    )

    # Actions: the first round
    accept = Action(
        "受理", registered, handling, by=PETITION_CLERK, guard=steps.not_handled_already, issues=(acceptance_notice,)
    )
    hand_to_arbitration = Action(
        "导入仲裁", (registered, handling), redirected, by=PETITION_CLERK, given=Reason,
        opens="arbitration", issues=(redirection_notice,),
    )
    hand_to_inspection = Action(
        "导入监察", (registered, handling), redirected, by=PETITION_CLERK, given=Reason,
        opens="inspection", issues=(redirection_notice,),
    )
    prolong = Action(
        "延期", handling, None, by=PETITION_CLERK, given=Reason, signed_by=(DIRECTOR,),
        clock=(extend(handle),), issues=(extension_notice,),
    )
    answer = Action(
        "答复", handling, answered, by=PETITION_CLERK, given=Opinion,
        effect=steps.write_opinion, signed_by=(DIRECTOR,), issues=(handling_opinion,),
    )

    # Actions: the second and the third
    request_review = Action("请求复查", answered, reviewing, by=PETITIONER, given=Reason, within=ask_review)
    review = Action(
        "复查", reviewing, reviewed, by=UPPER_LEVEL, given=Opinion,
        effect=steps.write_opinion, issues=(review_opinion,),
    )
    request_re_examination = Action(
        "请求复核", reviewed, re_examining, by=PETITIONER, given=Reason, within=ask_re_examination
    )
    hear = Action(
        "决定听证", re_examining, None, by=UPPER_LEVEL, given=Reason, opens="petition_hearing",
        clock=(suspend(re_examine_in_time, under=REGULATIONS.article(36, 2)),),
    )
    re_examine = Action(
        "复核", re_examining, exhausted, by=UPPER_LEVEL, given=Opinion, guard=steps.hearing_is_over,
        effect=steps.write_opinion, issues=(re_examination_opinion,),
    )
    archive = Action("办结", (answered, reviewed, exhausted, redirected), archived, by=PETITION_CLERK)
