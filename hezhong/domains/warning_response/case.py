"""Answering a warning, from dispatch to closure (派单—核查—整改或者转监察—办结).

The nightly run opens it at the office that serves the place and grades it; the colour sets the pace, and a worse colour
starts its own clock. It closes in four ways: the ledger finds nothing more (for wages: every worker covered by bank
lines, to the cent), the head agrees that it was a false alarm, it goes away before anybody had to act, or the ledger does not
look at it any more (合法排除, a rule switched off) and an officer sets it aside, which says nothing of being paid. A
dismissed one feeds the precision of its rule. When the time has run out the run puts it under supervision by the office above; that
is a proposal's pace and no law's silence, so it is no action ``after`` a deadline. Neither is what follows from a day that an
officer has set, for rectifying or for an answer: the run notices that it is over, and a case that comes back to be looked
into has a clock again.
"""

from typing import Any

from hezhong.domains.warning_response import steps
from hezhong.domains.warning_response.facts import (
    Dismissal,
    Rectification,
    Rectified,
    Referral,
    Response,
    Settlement,
    Supervision,
    SupervisionAnswer,
    Visit,
)
from hezhong.early_warning.answering import Colour, Reading
from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import CLOCK, DIRECTOR, EMPLOYER, INSPECTOR, UPPER_LEVEL
from hezhong.engine.vocabulary import Action, Deadline, Document, State, begin, drop
from hezhong.law.duties import warning_response as duty
from hezhong.law.statutes.migrant_wages import REGULATIONS


class WarningResponse(CaseType):
    title = "预警处置"
    series = "劳预"
    facts = Response
    served_as = "complaint"

    # States
    dispatched = State("待核查", "已派单，等工作人员核查")
    checking = State("核查中", "正在核查")
    rectifying = State("整改中", "单位正在整改", waits=steps.waits_to_rectify)
    inspecting = State("已转监察", "已转劳动监察查处", waits=steps.waits_for_inspection)
    settled = State("已解决", "已经解决")
    cleared = State("自动消除", "台账已经正常")
    dismissed = State("误报", "核实为误报")
    set_aside = State("不再处置", "依法排除或者规则停用，不再处置")
    in_hand = (dispatched, checking, rectifying)
    closed = (settled, cleared, dismissed, set_aside)
    stages = (
        ("派单", (dispatched,)),
        ("核查", (checking,)),
        ("整改或者监察", (rectifying, inspecting)),
        ("办结", (settled, cleared, dismissed, set_aside)),
    )

    # Documents
    urging_notice = Document("督促整改函", EMPLOYER, series="劳预督")

    # Deadlines: one for each colour, until somebody has acted
    answer_red = Deadline(duty.ANSWER_RED, until=(rectifying, inspecting, *closed), owed_by=INSPECTOR)
    answer_orange = Deadline(duty.ANSWER_ORANGE, until=(rectifying, inspecting, *closed), owed_by=INSPECTOR)
    answer_yellow = Deadline(duty.ANSWER_YELLOW, until=(rectifying, inspecting, *closed), owed_by=INSPECTOR)
    answer_blue = Deadline(duty.ANSWER_BLUE, until=(rectifying, inspecting, *closed), owed_by=INSPECTOR)

    follow_up = Deadline(duty.FOLLOW_UP, until=(rectifying, inspecting, *closed), owed_by=INSPECTOR)

    # Actions: what the run brings
    grade_red = Action(
        "定为红色", in_hand, None, by=CLOCK, given=Reading, effect=steps.note_reading,
        clock=(drop(answer_orange), drop(answer_yellow), drop(answer_blue), drop(follow_up), begin(answer_red)),
    )
    grade_orange = Action(
        "定为橙色", in_hand, None, by=CLOCK, given=Reading, effect=steps.note_reading,
        clock=(drop(answer_red), drop(answer_yellow), drop(answer_blue), drop(follow_up), begin(answer_orange)),
    )
    grade_yellow = Action(
        "定为黄色", in_hand, None, by=CLOCK, given=Reading, effect=steps.note_reading,
        clock=(drop(answer_red), drop(answer_orange), drop(answer_blue), drop(follow_up), begin(answer_yellow)),
    )
    grade_blue = Action(
        "定为蓝色", in_hand, None, by=CLOCK, given=Reading, effect=steps.note_reading,
        clock=(drop(answer_red), drop(answer_orange), drop(answer_yellow), drop(follow_up), begin(answer_blue)),
    )
    note_ledger = Action("台账更新", (*in_hand, inspecting), None, by=CLOCK, given=Reading, effect=steps.note_reading)
    clear = Action("自动消除", dispatched, cleared, by=CLOCK, guard=steps.no_answer_is_owed, decides=steps.paid_by_the_ledger)

    lapse = Action("整改到期", rectifying, checking, by=CLOCK, guard=steps.rectify_day_is_over, clock=(begin(follow_up),))

    # Actions: the officer's
    visit = Action(
        "登记核查", in_hand, checking, by=INSPECTOR, given=Visit, effect=steps.note_visit,
        cites=REGULATIONS.article(39),
    )
    urge = Action(
        "督促整改", (dispatched, checking), rectifying, by=INSPECTOR, given=Rectification, guard=steps.is_ahead,
        effect=steps.note_plan, issues=(urging_notice,), cites=REGULATIONS.article(39),
    )
    note_rectified = Action(
        "登记整改情况", rectifying, checking, by=INSPECTOR, given=Rectified, effect=steps.note_visit, clock=(begin(follow_up),)
    )
    refer = Action(
        "转监察查处", in_hand, inspecting, by=INSPECTOR, given=Referral, opens="inspection", effect=steps.note_referral,
        cites=REGULATIONS.article(39),
    )
    inspected = Action("监察已结案", inspecting, checking, by=CLOCK, after_child=("inspection", "archived"), clock=(begin(follow_up),))
    not_filed = Action("监察没有立案", inspecting, checking, by=CLOCK, after_child=("inspection", "unfounded"), clock=(begin(follow_up),))
    settle = Action(
        "办结", in_hand, settled, by=INSPECTOR, given=Settlement, guard=steps.may_settle, decides=steps.paid_by_the_ledger,
        cites=REGULATIONS.article(39),
    )
    dismiss = Action(
        "核实为误报", in_hand, dismissed, by=INSPECTOR, given=Dismissal, guard=steps.answered_supervision,
        effect=steps.note_false, decides=steps.open_again, signed_by=(DIRECTOR,), grave=True, cites=REGULATIONS.article(39),
    )

    # Actions: supervision (督办)
    supervise = Action(
        "督办", (*in_hand, inspecting), None, by=UPPER_LEVEL, given=Supervision, guard=steps.answer_is_ahead,
        effect=steps.note_supervision,
    )
    answer_supervision = Action(
        "答复督办", (*in_hand, inspecting), None, by=INSPECTOR, given=SupervisionAnswer,
        unless=steps.no_supervision_waits, effect=steps.note_answer,
    )
    # Offered after the answer that the office above waits for
    stand_down = Action(
        "不再处置", in_hand, set_aside, by=INSPECTOR, given=Settlement, unless=steps.is_hidden, guard=steps.answered_supervision,
        decides=steps.open_again, cites=REGULATIONS.article(39),
    )
    supervision_lapsed = Action(
        "督办逾期", (*in_hand, inspecting), None, by=CLOCK, guard=steps.supervision_day_is_over, effect=steps.note_late_answer
    )
    escalate = Action("超时升级", in_hand, None, by=CLOCK, guard=steps.not_escalated, effect=steps.note_escalation)

    @classmethod
    def colour(cls, facts: Any) -> int:
        """Return the place of the colour among the four, red first."""
        return 1 + list(Colour).index(facts.colour)

    @classmethod
    def alleges(cls, facts: Any) -> tuple[str, ...]:
        return tuple(each.code for each in facts.alleged)
