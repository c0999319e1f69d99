"""Labour inspection, from a clue to the archive (线索—立案—调查—处理—送达—履行—结案).

The decision falls inside the 45 working days, not after them. What stands still while the office waits for others is a
state of its own, so that everybody sees it: suspension (45), public notice (44(2)); an audit or appraisal is a case beside
this one that holds the clock. A complaint's case begins where it was accepted, already filed (36); a clue is filed here.
"""

from typing import Any

from hezhong.domains.inspection import begun, employer, settling, steps
from hezhong.domains.inspection.facts import (
    Announcement,
    AnnouncementResult,
    Clue,
    Commission,
    Conclusion,
    Disposal,
    FilingOfCase,
    Findings,
    Inquiry,
    NoFiling,
    Registration,
    SiteVisit,
    Summons,
    Suspension,
)
from hezhong.domains.inspection.outcomes import (
    Application,
    Closing,
    Default,
    Discussion,
    ExtraPay,
    Mediation,
    MediationEnd,
    Notice,
    Order,
    PayOrder,
    Penalty,
    Performance,
    Redirection,
    Removal,
    Rescission,
    Statement,
    Withdrawal,
)
from hezhong.engine.case_type import CaseType, Opener
from hezhong.engine.dossier import Opening
from hezhong.engine.intake import AtDesk
from hezhong.engine.roles import CLOCK, COMPLAINANT, DIRECTOR, EMPLOYER, FILE, INSPECTOR, LEGAL_REVIEWER
from hezhong.engine.vocabulary import (
    Action,
    Appointment,
    Deadline,
    Document,
    State,
    begin,
    extend,
    meet,
    resume,
    suspend,
)
from hezhong.kernel.fields import Reason
from hezhong.law.duties import enforcement
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes.crime_transfer import TRANSFER
from hezhong.law.statutes.enforcement import COMPULSION
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL, PENALTIES


class Inspection(CaseType):
    title = "劳动保障监察案件"
    series = "劳监立"
    facts = Findings
    at_desk = AtDesk("登记线索", Clue, steps.intake)
    served_as = "complaint"
    employer_words = employer.WORDS

    # States
    clue = State("待立案", "正在核对是否立案")
    unfounded = State("不予立案", "核对后没有立案")
    investigating = State("调查中", "正在调查")
    mediating = State("调解中", "正在组织双方调解")
    suspended = State("中止", "案件中止，原因消除后继续办", waits=lambda facts: "等中止的原因消除")
    announced = State("公告中", "已公告通知单位接受调查", waits=lambda facts: "等公告期满")
    investigated = State("调查终结", "调查已结束，正在审核")
    notified = State("已事先告知", "已把拟作的决定告诉单位，听它陈述申辩")
    ordered = State("已责令改正", "已责令单位限期改正", waits=steps.waits_to_perform)
    handled = State("已作行政处理", "已作出行政处理决定", waits=steps.waits_to_perform)
    penalised = State("已作行政处罚", "已作出行政处罚决定", waits=steps.waits_to_perform)
    overdue = State("逾期未履行", "单位到期没有履行")
    enforceable = State("可申请执行", "单位没有履行，准备申请法院强制执行")
    urged = State("已催告", "已催告单位履行")
    enforcing = State("法院执行中", "已申请法院强制执行")
    performed = State("已履行", "单位已经履行")
    rescinded = State("已撤销立案", "案件已撤销，告知书里写明了理由")
    redirected = State("已告知走争议程序", "没能查实，请申请劳动仲裁，告知书里写明了怎么办")
    removed = State("已移送其他部门", "已移送给管这件事的部门")
    archived = State("已结案", "案件已办结")
    decided = (ordered, handled, penalised, rescinded, redirected, removed)
    closed = (unfounded, archived)
    stages = (
        ("提交投诉或者线索", ()),
        ("审查立案", (clue,)),
        ("调查", (investigating, mediating, suspended, announced)),
        ("审核和告知", (investigated, notified)),
        ("处理决定", (ordered, handled, penalised, rescinded, redirected, removed)),
        ("履行", (overdue, enforceable, urged, enforcing, performed)),
        ("结案", (archived, unfounded)),
    )

    # Documents
    filing_form = Document("立案审批表", FILE)
    inquiry_notice = Document("劳动保障监察调查询问通知书", EMPLOYER, series="劳监询")
    inquiry_minutes = Document("调查询问笔录", FILE)
    site_minutes = Document("现场检查笔录", EMPLOYER)
    evidence_list = Document("证据登记保存清单", EMPLOYER, series="劳监登")
    evidence_outcome = Document("登记保存证据处理通知书", EMPLOYER, series="劳监登处")
    commission_letter = Document("委托审计（鉴定）书", FILE, series="劳监委")
    extension_form = Document("延长办案期限审批表", FILE)
    extension_notice = Document("延长办案期限告知书", COMPLAINANT, series="劳监延")
    suspension_notice = Document("中止办案通知书", COMPLAINANT, series="劳监中")
    public_notice = Document("公告", EMPLOYER, series="劳监公")
    report_of_inquiry = Document("调查终结报告", FILE)
    discussion_minutes = Document("集体讨论记录", FILE)
    prior_notice = Document("行政处罚（行政处理）事先告知书", EMPLOYER, series="劳监罚告")
    order_text = Document("劳动保障监察限期整改指令书", EMPLOYER, series="劳监令")
    review_opinion = Document("法制审核意见书", FILE)
    pay_decision = Document("劳动保障监察行政处理决定书", EMPLOYER, COMPLAINANT, series="劳监理")
    penalty_decision = Document("劳动保障监察行政处罚决定书", EMPLOYER, series="劳监罚")
    rescission_notice = Document("撤销立案告知书", COMPLAINANT, EMPLOYER, series="劳监撤")
    dispute_notice = Document("劳动争议处理程序告知书", COMPLAINANT, series="劳监争")
    removal_letter = Document("案件移送书", FILE, COMPLAINANT, series="劳监移")
    default_order = Document("责令加付赔偿金决定书", EMPLOYER, series="劳监赔")
    urging_letter = Document("催告书", EMPLOYER, series="劳监催")
    court_application = Document("强制执行申请书", FILE, series="劳监执")
    report_form = Document("行政处罚（行政处理）决定备案表", FILE)
    closing_form = Document("结案审批表", FILE)

    # Days kept
    inquiry = Appointment("调查询问")

    # Deadlines: the office's
    file_in_time = Deadline(
        duty.FILE_OWN_DISCOVERY, since=clue, until=(investigating, unfounded, removed), owed_by=INSPECTOR
    )
    conclude = Deadline(duty.CONCLUDE, since=investigating, until=decided, owed_by=INSPECTOR)
    tell_suspension = Deadline(
        duty.TELL_SUSPENSION, since=suspended, until=(suspension_notice.served(COMPLAINANT), investigating, rescinded),
        owed_by=INSPECTOR,
    )
    dispose_of_evidence = Deadline(duty.DISPOSE_OF_EVIDENCE, until=closed, owed_by=INSPECTOR)
    serve_order = Deadline(duty.SERVE_DECISION, since=ordered, until=(order_text.served(EMPLOYER),), owed_by=INSPECTOR)
    serve_handling = Deadline(
        duty.SERVE_DECISION, since=handled, until=(pay_decision.served(EMPLOYER),), owed_by=INSPECTOR
    )
    serve_penalty = Deadline(
        duty.SERVE_DECISION, since=penalised, until=(penalty_decision.served(EMPLOYER),), owed_by=INSPECTOR
    )
    report_in_time = Deadline(duty.REPORT_DECISION, since=(handled, penalised), until=closed, owed_by=INSPECTOR)
    # the employer's
    hear_me = Deadline(
        duty.REQUEST_HEARING, since=prior_notice.served(EMPLOYER), until=(handled, penalised), owed_by=EMPLOYER,
        at_least=True,
    )
    pay_fine = Deadline(
        duty.PAY_FINE, since=penalty_decision.served(EMPLOYER), until=(performed, overdue, archived), owed_by=EMPLOYER
    )
    seek_remedy = Deadline(
        enforcement.SEEK_REMEDY, since=(pay_decision.served(EMPLOYER), penalty_decision.served(EMPLOYER)),
        until=(notified, enforceable, performed, archived), owed_by=EMPLOYER,
    )
    perform_when_urged = Deadline(
        enforcement.PERFORM_WHEN_URGED, since=urging_letter.served(EMPLOYER), until=(enforcing,), owed_by=EMPLOYER,
        at_least=True,
    )
    apply_in_time = Deadline(
        enforcement.APPLY_TO_COURT, since=enforceable, until=(enforcing, performed, archived), owed_by=INSPECTOR
    )

    # Actions: filing
    file = Action(
        "立案", clue, investigating, by=INSPECTOR, given=FilingOfCase, guard=steps.two_certified,
        effect=steps.note_filing, signed_by=(DIRECTOR,), issues=(filing_form,), cites=GUANGDONG_ACT.article(32),
    )
    not_file = Action(
        "不予立案", clue, unfounded, by=INSPECTOR, given=NoFiling, effect=steps.note_reason, decides=settling.settle,
        signed_by=(DIRECTOR,), cites=GUANGDONG_ACT.article(32),
    )

    # Actions: investigation
    summon = Action(
        "发调查询问通知", investigating, None, by=INSPECTOR, given=Summons, guard=steps.two_certified,
        effect=steps.note_pair, books=inquiry, issues=(inquiry_notice,), cites=GUANGDONG_ACT.article(40, 1),
    )
    inquire = Action(
        "调查询问", investigating, None, by=INSPECTOR, given=Inquiry, guard=steps.two_certified, effect=steps.note_pair,
        issues=(inquiry_minutes,), cites=NATIONAL.article(16),
    )
    visit = Action(
        "现场检查", investigating, None, by=INSPECTOR, given=SiteVisit, guard=steps.two_certified,
        effect=steps.note_pair, issues=(site_minutes,), cites=NATIONAL.article(16),
    )
    register_evidence = Action(
        "证据登记保存", investigating, None, by=INSPECTOR, given=Registration, guard=steps.two_certified,
        effect=steps.note_pair, signed_by=(DIRECTOR,), issues=(evidence_list,), clock=(begin(dispose_of_evidence),),
        cites=PENALTIES.article(56),
    )
    dispose = Action(
        "处理登记保存的证据", (investigating, investigated, notified), None, by=INSPECTOR, given=Disposal,
        issues=(evidence_outcome,), clock=(meet(dispose_of_evidence),), cites=PENALTIES.article(56),
    )
    commission = Action(
        "委托审计或者鉴定", investigating, None, by=INSPECTOR, given=Commission, opens="expertise",
        clock=(suspend(conclude, under=GUANGDONG_ACT.article(44, 2)),), issues=(commission_letter,),
        cites=GUANGDONG_ACT.article(40, 1),
    )
    answer = Action("回复询问、交材料", (investigating, announced), None, by=EMPLOYER, given=Statement)
    prolong = Action(
        "延长办案期限", (investigating, investigated, notified), None, by=INSPECTOR, given=Reason, signed_by=(DIRECTOR,),
        clock=(extend(conclude),), issues=(extension_form, extension_notice), cites=GUANGDONG_ACT.article(44, 2),
    )
    pause = Action(
        "中止", investigating, suspended, by=INSPECTOR, given=Suspension, effect=steps.note_reason, signed_by=(DIRECTOR,),
        clock=(suspend(conclude, under=GUANGDONG_ACT.article(45, 1)),), issues=(suspension_notice,),
        cites=GUANGDONG_ACT.article(45, 1),
    )
    go_on = Action(
        "恢复办理", suspended, investigating, by=INSPECTOR, given=Reason,
        clock=(resume(conclude, under=GUANGDONG_ACT.article(45, 2)),), cites=GUANGDONG_ACT.article(45, 2),
    )
    announce = Action(
        "公告通知接受调查", investigating, announced, by=INSPECTOR, given=Announcement, signed_by=(DIRECTOR,),
        clock=(suspend(conclude, under=GUANGDONG_ACT.article(44, 2)),), issues=(public_notice,), grave=True,
        cites=GUANGDONG_ACT.article(41, 2),
    )
    end_notice = Action(
        "公告期满", announced, investigating, by=INSPECTOR, given=AnnouncementResult, effect=steps.note_announcement,
        clock=(resume(conclude, under=GUANGDONG_ACT.article(44, 2)),), cites=GUANGDONG_ACT.article(41, 3),
    )
    mediate = Action(
        "组织调解", investigating, mediating, by=INSPECTOR, given=Mediation, guard=steps.other_side_agreed,
        cites=GUANGDONG_ACT.article(42, 1),
    )
    end_mediation = Action(
        "调解结束", mediating, investigating, by=INSPECTOR, given=MediationEnd, effect=steps.note_performance,
        cites=GUANGDONG_ACT.article(43),
    )
    suspect_crime = Action(
        "报送涉嫌犯罪", (investigating, investigated, notified, ordered, handled, penalised, overdue), None, by=INSPECTOR,
        given=Reason, opens="crime_transfer", grave=True, cites=TRANSFER.article(5, 1),
    )
    conclude_inquiry = Action(
        "调查终结", investigating, investigated, by=INSPECTOR, given=Conclusion,
        guard=steps.children_are_over, effect=steps.note_conclusion, issues=(report_of_inquiry,),
    )
    discuss = Action(
        "集体讨论", (investigated, notified), None, by=DIRECTOR, given=Discussion, effect=steps.note_discussion,
        issues=(discussion_minutes,), cites=PENALTIES.article(57, 2),
    )

    # Actions: the decision
    notify = Action(
        "事先告知", (investigated, overdue), notified, by=INSPECTOR, given=Notice, guard=steps.fine_is_in_range,
        effect=steps.note_notice, signed_by=(DIRECTOR,), issues=(prior_notice,), cites=PENALTIES.article(44),
    )
    state_defence = Action(
        "陈述申辩", notified, None, by=(EMPLOYER, INSPECTOR), given=Statement, cites=PENALTIES.article(45, 1)
    )
    request_hearing = Action(
        "要求听证", notified, None, by=(EMPLOYER, INSPECTOR), given=Reason, within=hear_me, opens="hearing", once=True,
        cites=PENALTIES.article(64),
    )
    order = Action(
        "责令限期改正", (investigating, investigated), ordered, by=INSPECTOR, given=Order, guard=steps.day_is_ahead,
        effect=steps.note_order, signed_by=(DIRECTOR,), issues=(order_text,), grave=True,
        cites=GUANGDONG_ACT.article(44, 1),
    )
    handle = Action(
        "行政处理决定", notified, handled, by=INSPECTOR, given=PayOrder,
        guard=steps.all_of(steps.day_is_ahead, steps.children_are_over), effect=steps.note_pay_order,
        signed_by=(LEGAL_REVIEWER, DIRECTOR), issues=(review_opinion, pay_decision), grave=True,
        cites=GUANGDONG_ACT.article(44, 1),
    )
    penalise = Action(
        "行政处罚决定", notified, penalised, by=INSPECTOR, given=Penalty,
        guard=steps.all_of(
            steps.day_is_ahead, steps.children_are_over, steps.was_announced, steps.fine_is_in_range, steps.was_discussed
        ),
        effect=steps.note_penalty, signed_by=(LEGAL_REVIEWER, DIRECTOR), issues=(review_opinion, penalty_decision),
        grave=True, cites=PENALTIES.article(57, 1),
    )
    rescind = Action(
        "撤销立案", (investigating, suspended, investigated, notified, ordered), rescinded, by=INSPECTOR, given=Rescission,
        guard=steps.all_of(steps.children_are_over, steps.ground_holds), effect=steps.note_reason,
        signed_by=(DIRECTOR,), issues=(rescission_notice,), grave=True, cites=GUANGDONG_ACT.article(46, 1),
    )
    withdraw_complaint = Action(
        "撤回投诉", (investigating, mediating, suspended, announced, investigated, notified), None, by=COMPLAINANT,
        given=Withdrawal, once=True, grave=True, cites=GUANGDONG_ACT.article(46, 1),
    )
    redirect = Action(
        "告知走争议处理程序", (investigating, investigated), redirected, by=INSPECTOR, given=Redirection,
        guard=steps.is_owed_to_workers, effect=steps.note_reason, signed_by=(DIRECTOR,), issues=(dispute_notice,),
        grave=True, cites=GUANGDONG_ACT.article(44, 4),
    )
    remove = Action(
        "移送其他部门", (clue, investigating, investigated), removed, by=INSPECTOR, given=Removal,
        effect=steps.note_reason, signed_by=(DIRECTOR,), issues=(removal_letter,), grave=True,
        cites=GUANGDONG_ACT.article(44, 5),
    )

    # Actions: performance and what follows without it
    perform = Action(
        "履行", (ordered, handled, penalised, overdue, enforceable, urged, enforcing), performed, by=(INSPECTOR,),
        given=Performance, effect=steps.note_performance,
    )
    prove = Action(
        "报告履行、交凭证", (ordered, handled, penalised, overdue, enforceable, urged), None, by=EMPLOYER, given=Performance
    )
    report_up = Action(
        "报上一级备案", (handled, penalised, overdue, enforceable, urged, enforcing, performed), None, by=INSPECTOR,
        clock=(meet(report_in_time),), issues=(report_form,), cites=GUANGDONG_ACT.article(48),
    )
    find_default = Action(
        "认定逾期未履行", (ordered, handled, penalised), overdue, by=INSPECTOR, given=Default,
        guard=steps.time_is_over, effect=steps.note_reason, signed_by=(DIRECTOR,), grave=True,
        cites=GUANGDONG_ACT.article(51, 1),
    )
    order_extra = Action(
        "责令加付赔偿金", overdue, None, by=INSPECTOR, given=ExtraPay, guard=steps.extra_is_in_range,
        effect=steps.note_extra, signed_by=(DIRECTOR,), issues=(default_order,), once=True, grave=True,
        cites=GUANGDONG_ACT.article(51, 1),
    )
    remedies_over = Action(
        "救济期限届满", (handled, penalised, overdue), enforceable, by=CLOCK, after=seek_remedy, cites=COMPULSION.article(53)
    )
    urge = Action(
        "催告", enforceable, urged, by=INSPECTOR, given=Reason, issues=(urging_letter,), cites=COMPULSION.article(54)
    )
    apply = Action(
        "申请法院强制执行", urged, enforcing, by=INSPECTOR, given=Application, signed_by=(DIRECTOR,), within=apply_in_time,
        issues=(court_application,), grave=True, cites=COMPULSION.article(53),
    )
    archive = Action(
        "结案", (performed, rescinded, redirected, removed, enforcing), archived, by=INSPECTOR, given=Closing,
        effect=steps.note_reason, decides=settling.settle, signed_by=(DIRECTOR,), issues=(closing_form,),
        cites=GUANGDONG_ACT.article(44, 1),
    )

    @classmethod
    def starts_in(cls, opening: Opening[Any]) -> State:
        """A complaint was filed on the day it was accepted (广东 36(1)); every other clue is examined first."""
        parent = opening.parent
        return cls.investigating if parent and parent.case_type == "complaint" else cls.clue

    @classmethod
    def facts_by(cls, opener: Opener, facts: Findings) -> Findings:
        return begun.facts(opener, facts)

    @classmethod
    def tells_employer(cls, facts: Findings, served: frozenset[str]) -> tuple[tuple[str, str], ...]:
        return employer.told(facts, served)
