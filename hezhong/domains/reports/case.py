"""Reports of labour violations (举报): received, registered where they belong, filed for inspection or not, answered.

The law gives five working days to pass on what is not one's own (广东 33(2)); so they are also the time to see whose it
is. Whoever gave a name and wants to hear is answered (34(2)); who reported is nobody's business (35): no reporter is a
party, and letters are events without words, because what they say is sealed (decision 012). What is worth an inquiry
becomes an inspection, which begins as a clue, is filed there with the head's approval and has its own 45 days. Filing
nothing ends somebody's hope, so the head signs it here. What nobody at a desk may press (a letter came, an officer wrote, the office
reported about steps aside) is done by the engine, by=CLOCK.
"""

from hezhong.domains.reports import steps
from hezhong.domains.reports.facts import Allegation, Conclusion, Dismissal, HandOver, Registration
from hezhong.engine.case_type import CaseType, Recusal
from hezhong.engine.roles import CLOCK, DIRECTOR, INSPECTOR
from hezhong.engine.vocabulary import Action, Deadline, State, restart
from hezhong.law.duties import inspection as duty
from hezhong.law.statutes.inspection import GUANGDONG_ACT


class Report(CaseType):
    title = "劳动保障监察举报"
    series = "劳监举"
    facts = Allegation

    # States
    received = State("已收到", "已收到，正在看归哪里管", waits=steps.waits)
    transferred = State("已移送", "已转到有管辖权的机关", waits=steps.waits)
    registered = State("已登记", "归这个机关管，正在核查", waits=steps.waits)
    accepted = State("已转监察", "查到了线索，劳动监察正在办理", waits=steps.waits_for_inspection)
    not_founded = State("不予立案", "核查过了，没有立案", waits=steps.waits)
    concluded = State("已办结", "办完了，结果在下面")
    closed = (concluded,)
    stages = (
        ("收到举报", (received,)),
        ("转到有管辖权的机关", (transferred,)),
        ("核查", (registered,)),
        ("监察办理", (accepted,)),
        ("处理结果", (not_founded, concluded)),
    )

    # Deadlines
    sort = Deadline(
        duty.PASS_ON_REPORT, since=received, until=(registered, accepted, not_founded, concluded), owed_by=INSPECTOR
    )

    # Actions
    register = Action(
        "登记", (received, transferred), registered, by=INSPECTOR, given=Registration,
        cites=GUANGDONG_ACT.article(33, 2),
    )
    hand_over = Action(
        "移送有管辖权的机关", (received, transferred), transferred, by=INSPECTOR, given=HandOver,
        guard=steps.goes_elsewhere, moves="office", clock=(restart(sort, under=GUANGDONG_ACT.article(33, 2)),),
        cites=GUANGDONG_ACT.article(33, 2),
    )
    accept = Action(
        "转监察查处", registered, accepted, by=INSPECTOR, guard=steps.is_about_an_employer, opens="inspection",
        cites=GUANGDONG_ACT.article(34, 1),
    )
    dismiss = Action(
        "不予立案", registered, not_founded, by=INSPECTOR, given=Dismissal, effect=steps.note_ground,
        signed_by=(DIRECTOR,), grave=True, cites=GUANGDONG_ACT.article(34, 1),
    )
    conclude_report = Action(
        "办结", (accepted, not_founded), concluded, by=INSPECTOR, given=Conclusion,
        guard=steps.may_be_closed, effect=steps.note_outcome, cites=GUANGDONG_ACT.article(34, 2),
    )

    # What the engine does when a letter is sealed, and when the report is about an office
    hear = Action("举报人来信", (), None, by=CLOCK, effect=steps.note_letter)
    write = Action("给举报人写信", (), None, by=CLOCK, effect=steps.note_reply)
    answer = Action("答复举报人", (), None, by=CLOCK, effect=steps.note_answer, cites=GUANGDONG_ACT.article(34, 2))
    step_aside = Action("被举报机关的人员回避", (), None, by=CLOCK, given=Recusal)
