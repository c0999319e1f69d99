"""What a report knows in clear, and what each action asks for: choices, offices and days, never a word of the reporter.

What the reporter writes stands in ``telling.Told``, sealed; what an officer wants to say stands in a sealed letter.
So no action here has a field for free text: a trail that lasts for ever is no place for a secret.
"""

from dataclasses import dataclass
from datetime import date

from hezhong.engine.answers import Option
from hezhong.engine.dossier import Destination
from hezhong.kernel.fields import ask


class Violation(Option):
    """Kinds of violation, after 劳动保障监察条例 art. 11, in plain words; the last is about an office."""

    WAGES = "拖欠、克扣工资，或者工资低于最低标准"
    CONTRACT = "不签劳动合同，扣押证件或者收押金"
    HOURS = "超时加班，不给休息休假"
    INSURANCE = "不缴或者少缴社会保险费"
    YOUNG = "使用童工，或者违反女职工、未成年工保护规定"
    AGENCY = "违法派遣、职业介绍或者培训骗钱"
    OTHER = "别的劳动保障违法行为"
    OFFICE = "人社部门或者它的工作人员不依法办事"


class Basis(Option):
    """Why the report is this office's own."""

    PLACE = "用工地在本机关辖区"
    APPOINTED = "上级指定本机关办理"
    ABOVE = "举报的是下级机关，由本机关办理"


class Reach(Option):
    """Why it is another office's."""

    PLACE = "用工地不在本机关辖区"
    LEVEL = "按级别由接收机关管辖"
    APPOINTED = "上级指定接收机关办理"


class Ground(Option):
    """Why nothing is filed for inspection."""

    UNPROVED = "经核查，没有发现举报的违法行为"
    VAGUE = "线索不够，问过举报人仍无法核查"
    NOT_OURS = "不属于劳动保障监察职权范围，已在答复里告知该找谁"
    HANDLED = "同一行为已经依法查处"
    SUPERVISED = "举报的是机关，不立监察案，已由上级机关核查，结果写在信里"


class Outcome(Option):
    """What came of it, when it is closed."""

    DEALT_WITH = "属实，已依法处理"
    PARTLY = "部分属实，已依法处理"
    NOT_FOUND = "没有查到举报的事"
    NOT_FILED = "没有立案，理由写在信里"


@dataclass(frozen=True, kw_only=True)
class Allegation:
    """The report's own facts. about: the office reported, which no case of it may reach."""

    violation: Violation = ask("举报事项", default=Violation.OTHER)
    about: Destination | None = ask("被举报的机关", default=None)
    named: bool = ask("留了姓名和联系方式", default=False)
    wants_answer: bool = ask("要求反馈处理情况", default=False)
    letter_waits: bool = ask("举报人有新的来信", default=False, mark=True)
    answered_on: date | None = ask("答复日期", default=None)
    ground: Ground | None = ask("没有立案的理由", default=None)
    outcome: Outcome | None = ask("办理结果", default=None)


@dataclass(frozen=True, kw_only=True)
class Registration:
    basis: Basis = ask("为什么归本机关管", group="登记")


@dataclass(frozen=True, kw_only=True)
class HandOver:
    office: Destination = ask("有管辖权的机关", group="移送")
    reach: Reach = ask("理由", group="移送")


@dataclass(frozen=True, kw_only=True)
class Dismissal:
    ground: Ground = ask("理由", "想对举报人说的话写在“举报内容和往来”里，不写在这里", group="决定")


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    outcome: Outcome = ask("办理结果", "举报人凭取件码能看到", group="办结")
