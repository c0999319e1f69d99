"""How a complaint is dealt with at intake: the eight items of 广东省劳动保障监察条例 39 as a table, and what it says of one complaint.

Read from the top: the first line whose conditions hold says what to do; where none does, the complaint is accepted (36).
The officer decides; what the file cannot know stays open until somebody answers it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from hezhong.domains.complaints.facts import Channel, Grievance, Ground, Trouble
from hezhong.domains.complaints.papers import ANOTHER_OFFICE, ANSWERED_IN_TIME, BY_OTHERS, GROUNDS, INCOMPLETE, NOT_OURS
from hezhong.domains.complaints.steps import looked_back_too_far
from hezhong.engine.dossier import Dossier
from hezhong.kernel.fields import ask


@dataclass(frozen=True)
class Situation:
    """What the table asks of a complaint; None: not known yet."""

    ours: bool | None = ask("属于劳动保障监察的职权范围吗", default=None)
    here: bool | None = ask("由本机关管辖吗", "按用工地", default=None)
    in_time: bool | None = ask("在查处期限内吗", "违法行为终了之日起两年", default=None)
    in_dispute: bool | None = ask("已经申请仲裁、提起诉讼或者申请支付令吗", default=None)
    sent_back: bool | None = ask("仲裁机构或者法院是不是认为应当由行政部门解决", "对请求不予受理或者驳回的，才选“是”", default=None)
    for_dispute: bool | None = ask("依法应当走劳动争议处理程序吗", default=None)
    decided: bool | None = ask("同一事项已经按监察程序处理过吗", default=None)
    complete: bool | None = ask("投诉文书写明了，材料也齐了吗", "第三十七条：姓名、证件、送达地址、电话，单位，事实和请求", default=None)
    by_others: bool | None = ask("是邮寄来的，或者别人代交的吗", default=None)
    verified: bool | None = ask("投诉人本人核实过，情况属实吗", default=None)


@dataclass(frozen=True)
class Branch:
    """One line of the table. when: question -> the answer under which it applies; action: code of what to do, '' for none.

    item: of the article; says: its words; then: what to do.
    """

    item: str
    when: Mapping[str, bool]
    then: str
    action: str
    article: str
    says: str


def _refusal(item: str, when: Mapping[str, bool], ground: Ground) -> Branch:
    article, says = GROUNDS[ground]
    return Branch(item, when, "不予受理，书面告知", "refuse", article, says)


BRANCHES = (
    Branch("一", {"ours": False}, "书面告知投诉人去向", "tell_forum", *NOT_OURS),
    Branch("二", {"here": False}, "移送，并告知投诉人", "hand_over", *ANOTHER_OFFICE),
    _refusal("三", {"in_time": False}, Ground.TOO_LATE),
    _refusal("四", {"in_dispute": True, "sent_back": False}, Ground.IN_DISPUTE),
    _refusal("五", {"for_dispute": True}, Ground.FOR_DISPUTE),
    _refusal("六", {"decided": True}, Ground.DECIDED),
    Branch("七", {"complete": False}, "一次性告知补正", "ask_supplement", *INCOMPLETE),
    Branch("八", {"by_others": True, "verified": False}, "先向投诉人本人核实", "", *BY_OTHERS),
    Branch("八", {"by_others": True, "verified": True}, "受理", "accept", *BY_OTHERS),
)  # fmt: skip
ACCEPT = Branch("", {}, "受理，当日立案", "accept", ANSWERED_IN_TIME[0], ANSWERED_IN_TIME[1].rstrip("：") + "。")
QUESTIONS = tuple(each.name for each in fields(Situation))


@dataclass(frozen=True)
class Suggestion:
    """What the table says. unsure: questions that are still open and could lead to an earlier line."""

    branch: Branch
    unsure: tuple[str, ...]


def suggested(situation: Situation) -> Suggestion:
    """Return the first line whose conditions hold, with the open questions of the lines before it."""
    unsure: list[str] = []
    for branch in BRANCHES:
        answers = {name: getattr(situation, name) for name in branch.when}
        if all(answers[name] is wanted for name, wanted in branch.when.items()):
            return Suggestion(branch, tuple(dict.fromkeys(unsure)))
        if all(answers[name] in (None, wanted) for name, wanted in branch.when.items()):
            unsure += [name for name, answer in answers.items() if answer is None]
    return Suggestion(ACCEPT, tuple(dict.fromkeys(unsure)))


def known(dossier: Dossier[Grievance], *, here: bool | None) -> Situation:
    """Return what the file itself says of a complaint; here: whether the office that has it has jurisdiction."""
    facts: Grievance = dossier.facts
    others = facts.channel is Channel.ROSTER
    answers: dict[str, Any] = {
        "ours": facts.trouble in (Trouble.WAGES, Trouble.CONTRACT, Trouble.HOURS) or None,
        "here": here,
        "in_time": None if facts.ended_on is None else not looked_back_too_far(dossier),
        "decided": bool(dossier.matter.decided_before()),
        "by_others": others,
    }
    return Situation(**answers)
