"""How inspections of the demonstration go on, after a complaint was accepted or an inspector wrote down a clue.

As in ``courses``, days are working days after the first step and no step of an officer lies on today or later.
"""

from collections.abc import Sequence
from dataclasses import replace

from hezhong.app.demo import acts, inspecting, texts
from hezhong.app.demo.acts import Complained
from hezhong.app.demo.courses import Course, Step, Steps, accepted
from hezhong.app.demo.inspecting import act, in_child, owed, proposed, serve, serve_in_child, take_beside
from hezhong.app.demo.inspection_answers import (
    closing,
    conclusion,
    default,
    discussion,
    extra,
    filing,
    hearing_day,
    inquiry,
    notice,
    order,
    pay_order,
    penalty,
    performance,
    pick,
    visit,
)
from hezhong.domains.inspection import facts, outcomes
from hezhong.domains.inspection.children import Findings, Minutes, Sending, TransferFile
from hezhong.engine.answers import Prose
from hezhong.engine.dossier import Moment
from hezhong.engine.roles import COMPLAINANT
from hezhong.kernel.fields import Reason

HEAD, BOTH = ("head",), ("reviewer", "head")


def looked_into(age: int) -> Sequence[Step]:
    """Summoned, asked and visited in the first weeks, each as far as there was time."""
    day = 2 + age % 3
    steps = (
        *accepted(age),
        Step(day + 1, 10.0, act("summon", inspecting.summons)),
        Step(day + 3, 9.6, act("visit", visit)),
        Step(day + 6, 14.4, act("inquire", inquiry)),
    )
    return tuple(step for step in steps if step.day < age)


def concluded(age: int) -> Sequence[Step]:
    return (*looked_into(age), Step(12 + age % 4, 15.2, act("conclude_inquiry", conclusion)))


def ordering(age: int) -> Sequence[Step]:
    return (*concluded(age), Step(age - 1, 16.1, proposed("order", order)))


def ordered(age: int) -> Sequence[Step]:
    day = 14 + age % 4
    return (*concluded(age), Step(day, 10.5, act("order", order, *HEAD)), Step(day + 1, 11.0, serve("order_text")))


def performed(age: int) -> Sequence[Step]:
    return (*ordered(age), Step(24 + age % 3, 15.0, act("perform", performance)))


def archived(age: int) -> Sequence[Step]:
    return (*performed(age), Step(27 + age % 5, 10.0, act("archive", closing, *HEAD)))


def prolonging(age: int) -> Sequence[Step]:
    return (*looked_into(age), Step(age - 1, 14.0, proposed("prolong", lambda one, at: Reason(pick(texts.LONGER, one)))))


def prolonged(age: int) -> Sequence[Step]:
    return (*looked_into(age), Step(40 + age % 3, 14.0, act("prolong", lambda one, at: Reason(pick(texts.LONGER, one)), *HEAD)))


def paused(age: int) -> Sequence[Step]:
    given = facts.Suspension(ground=facts.SuspensionGround.AWAITS_OTHERS, reason=Prose("同一笔欠款正由仲裁机构确认劳动关系，需要以裁决为依据。"))
    return (
        *looked_into(age),
        Step(13, 10.1, act("pause", lambda one, at: given, *HEAD)),
        Step(14, 11.4, serve("suspension_notice", COMPLAINANT)),
    )


def announced(age: int) -> Sequence[Step]:
    given = facts.Announcement(text=Prose("请负责人在公告之日起七日内到本机关接受调查。"), where="用工地大门和本机关门户网站")
    return (*looked_into(age), Step(13, 10.1, act("announce", lambda one, at: given, *HEAD)))


def settled(age: int) -> Sequence[Step]:
    """Mediated and paid on the spot, so that the case is withdrawn and closed."""
    asked = outcomes.Mediation(asked_by="劳动者", agreed=True)

    def end(one: Complained, at: Moment) -> outcomes.MediationEnd:
        return outcomes.MediationEnd(result=facts.MediationResult.PAID, terms=Prose(texts.SETTLED), paid=owed(one))

    ground = outcomes.Rescission(ground=facts.RescissionGround.SETTLED, reason=Prose(texts.SETTLED))
    return (
        *looked_into(age),
        Step(12, 9.3, act("mediate", lambda one, at: asked)),
        Step(14, 15.3, act("end_mediation", end)),
        Step(16, 10.2, act("rescind", lambda one, at: ground, *HEAD)),
        Step(18, 10.2, act("archive", closing, *HEAD)),
    )


def mediating(age: int) -> Sequence[Step]:
    asked = outcomes.Mediation(asked_by="用人单位", agreed=True)
    return (*looked_into(age), Step(age - 1, 9.3, act("mediate", lambda one, at: asked)))


def redirected(age: int) -> Sequence[Step]:
    given = outcomes.Redirection(reason=Prose(texts.UNSURE))
    return (*looked_into(age), Step(20, 10.6, act("redirect", lambda one, at: given, *HEAD)))


def removed(age: int) -> Sequence[Step]:
    given = outcomes.Removal(to="示例区住房和城乡建设局", reason=Prose(texts.NOT_OURS))
    return (*looked_into(age), Step(13, 10.6, act("remove", lambda one, at: given, *HEAD)))


def audited(age: int) -> Sequence[Step]:
    """An audit stops the clock; its report starts it again."""
    asked = facts.Commission(expert=texts.EXPERT, question=Prose("三个月的应发和实发工资。"))
    report = in_child("expertise", ("take_report", lambda one, at: Findings(report=Prose(texts.AUDITED))))
    steps = (
        *looked_into(age),
        Step(11, 9.9, act("commission", lambda one, at: asked)),
        Step(11, 10.4, take_beside("expertise")),
        Step(26, 10.0, report),
    )
    return tuple(step for step in steps if step.day < age)


def overdue(age: int) -> Sequence[Step]:
    return (*ordered(age), Step(30, 10.0, act("find_default", default, *HEAD)), Step(31, 10.0, act("order_extra", extra, *HEAD)))


def notified(age: int) -> Sequence[Step]:
    return (*concluded(age), Step(17, 9.9, act("notify", notice(None), *HEAD)), Step(18, 11.2, serve("prior_notice")))


def handled(age: int) -> Sequence[Step]:
    return (
        *notified(age),
        Step(25, 10.4, act("handle", pay_order, *BOTH)),
        Step(26, 11.2, serve("pay_decision")),
        Step(27, 9.2, act("report_up", lambda one, at: None)),
    )


def handled_and_paid(age: int) -> Sequence[Step]:
    return (*handled(age), Step(36, 15.0, act("perform", performance)), Step(39, 10.0, act("archive", closing, *HEAD)))


def heard(age: int) -> Sequence[Step]:
    """Not obeyed; a fine is announced, and the employer asks for a hearing."""
    minutes = ("hold", lambda one, at: Minutes(report=Prose("当事人称工程款没有拨付；主持人认为事实清楚，建议维持。")))
    steps = (
        *overdue(age),
        Step(32, 9.4, act("notify", notice(5000), *HEAD)),
        Step(33, 11.0, serve("prior_notice")),
        Step(34, 9.5, act("discuss", discussion, at_head=True)),
        Step(35, 9.5, act("request_hearing", lambda one, at: Reason("单位派人来要求听证。"))),
        Step(35, 10.5, take_beside("hearing")),
        Step(36, 9.5, in_child("hearing", ("schedule", hearing_day))),
        Step(37, 9.5, serve_in_child("hearing", "notice")),
        Step(57, 9.5, in_child("hearing", minutes)),
    )
    return tuple(step for step in steps if step.day < age)


def penalised(age: int) -> Sequence[Step]:
    return (
        *heard(age),
        Step(60, 10.4, act("penalise", penalty(5000), *BOTH)),
        Step(61, 11.2, serve("penalty_decision")),
        Step(62, 9.2, act("report_up", lambda one, at: None)),
    )


def enforced(age: int) -> Sequence[Step]:
    """Nothing paid half a year after the fine: urged, then taken to court."""
    given = outcomes.Application(court=texts.COURT, reason=Prose("强制执行罚款和加处罚款。"))
    return (
        *penalised(age),
        Step(196, 9.2, act("urge", lambda one, at: Reason("罚款没有缴纳，期限已满。"))),
        Step(197, 11.2, serve("urging_letter")),
        Step(210, 10.2, act("apply", lambda one, at: given, *HEAD)),
    )


def suspected(age: int) -> Sequence[Step]:
    """The firm's head is gone with the wages: the police are told."""
    form = TransferFile(facts=Prose("责令后拒不支付，负责人逃匿，数额较大。"), materials=Prose("调查报告\n工资表\n指令书和送达回证"), team="主办监察员、协办监察员")
    return (
        *overdue(age),
        Step(33, 9.4, act("suspect_crime", lambda one, at: Reason("涉嫌拒不支付劳动报酬。"))),
        Step(33, 9.6, take_beside("crime_transfer")),
        Step(34, 9.4, in_child("crime_transfer", ("report", lambda one, at: form))),
        Step(34, 16.0, in_child("crime_transfer", ("@approve", lambda one, at: Reason("事实清楚，同意移送。")))),
        Step(35, 9.4, in_child("crime_transfer", ("send", lambda one, at: Sending(police=texts.POLICE, received_by="值班民警")))),
    )


def taken_up(age: int) -> Sequence[Step]:
    return (Step(1, 9.1, acts.take),) if age > 1 else ()


def filed(age: int) -> Sequence[Step]:
    """An inspector's own clue, filed with the head's signature, and looked into."""
    steps = (
        *taken_up(age),
        Step(2, 10.3, act("file", filing, *HEAD)),
        Step(4, 9.6, act("visit", visit)),
        Step(8, 14.4, act("inquire", inquiry)),
    )
    return tuple(step for step in steps if step.day < age)


def unfounded(age: int) -> Sequence[Step]:
    given = facts.NoFiling(reason=Prose(texts.NO_VIOLATION))
    return (*taken_up(age), Step(3, 10.3, act("not_file", lambda one, at: given, *HEAD)))


def filed_and_closed(age: int) -> Sequence[Step]:
    return (
        *filed(age),
        Step(12, 15.2, act("conclude_inquiry", conclusion)),
        Step(14, 10.5, act("order", order, *HEAD)),
        Step(15, 11.0, serve("order_text")),
        Step(24, 15.0, act("perform", performance)),
        Step(27, 10.0, act("archive", closing, *HEAD)),
    )


def own(name: str, count: int, ages: tuple[int, int], steps: Steps) -> Course:
    """Return a course that begins with an inspector's own clue."""
    return Course(name, count, ages, steps, begins=inspecting.clue, by_officer=True)


COURSES: tuple[Course, ...] = tuple(
    replace(course, owing=True)
    for course in (
        Course("调查中", 36, (8, 38), looked_into),
        Course("调查终结", 9, (20, 32), concluded),
        Course("责令改正待签批", 6, (20, 40), ordering),
        Course("已责令改正", 14, (20, 26), ordered),
        Course("已履行待结案", 6, (29, 33), performed),
        Course("已结案", 38, (36, 120), archived),
        Course("延期待签批", 4, (38, 44), prolonging),
        Course("已延期", 6, (46, 66), prolonged),
        Course("中止", 3, (20, 60), paused),
        Course("公告中", 3, (16, 30), announced),
        Course("调解中", 5, (12, 18), mediating),
        Course("调解结案", 8, (24, 90), settled),
        Course("告知走争议程序", 4, (25, 70), redirected),
        Course("已移送其他部门", 3, (18, 60), removed),
        Course("审计", 4, (18, 60), audited),
        Course("逾期未履行", 5, (34, 48), overdue),
        Course("已事先告知", 4, (20, 24), notified),
        Course("已作行政处理", 5, (30, 38), handled),
        Course("处理后结案", 6, (44, 100), handled_and_paid),
        Course("听证", 3, (42, 52), heard),
        Course("已作行政处罚", 3, (64, 92), penalised),
        Course("申请法院执行", 2, (214, 220), enforced),
        Course("涉嫌犯罪移送", 2, (40, 60), suspected),
        own("线索待立案", 10, (1, 4), taken_up),
        own("线索已立案", 16, (6, 36), filed),
        own("线索不予立案", 4, (6, 60), unfounded),
        own("线索查处结案", 12, (30, 110), filed_and_closed),
    )
)
"""Inspections of the demonstration, beside those of the complaints in ``courses``."""
