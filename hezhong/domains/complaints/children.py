"""Beside a complaint: what is looked into when a worker says, after closing, that the money has not come (回访).

The law sets no time for it, so none runs; the case stands in the list of the officer who had the complaint until it is
settled. Whether the employer has failed to perform is decided in the inspection (广东省劳动保障监察条例 51), not here.
"""

from hezhong.domains.complaints import steps
from hezhong.domains.complaints.facts import PaymentFinding, Unpaid
from hezhong.engine.case_type import CaseType
from hezhong.engine.roles import INSPECTOR
from hezhong.engine.vocabulary import Action, State
from hezhong.law.statutes.inspection import GUANGDONG_ACT


class PaymentCheck(CaseType):
    title = "欠薪到账核实"
    series = "劳监核"
    facts = Unpaid
    served_as = "complaint"

    # States
    told = State("待核实", "您说钱没有到齐，办案机关正在核实")
    pressing = State("催付中", "办案机关查了，钱还没有到齐，正在催付")
    settled = State("已核实", "已经核实，结果告诉您了")
    closed = (settled,)
    stages = (
        ("您说钱没有到齐", ()),
        ("核实", (told,)),
        ("催付", (pressing,)),
        ("有结果", (settled,)),
    )

    # Actions
    press = Action(
        "催付", told, pressing, by=INSPECTOR, given=PaymentFinding, effect=steps.note_finding,
        cites=GUANGDONG_ACT.article(41, 1),
    )
    settle = Action(
        "核实办结", (told, pressing), settled, by=INSPECTOR, given=PaymentFinding, effect=steps.note_finding,
        cites=GUANGDONG_ACT.article(41, 1),
    )
