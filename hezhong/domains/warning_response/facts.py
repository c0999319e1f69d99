"""What a dispatched warning knows, and what each of its actions asks for."""

from dataclasses import dataclass
from datetime import date

from hezhong.early_warning.answering import Alert
from hezhong.engine.answers import Evidence, Option, Prose
from hezhong.kernel.fields import ask


class FalseGround(Option):
    """Why a warning was none; each feeds the precision of its rule."""

    DATA = "数据错报、漏报或者重复，已经更正"
    PAID_ELSEWHERE = "已按时付清，款项没有进入台账，凭证已核"
    LAWFUL = "有合法的缓付、停工或者未用工情形"
    OTHER_SUBJECT = "不是这个单位或者项目的事"
    RULE = "规则在这里不适用"


@dataclass(frozen=True, kw_only=True)
class Response(Alert):
    """Facts of the case: what the ledger says, and what came of it."""

    visited: Prose = ask("核查情况", default=Prose(""))
    plan: Prose = ask("整改要求", default=Prose(""))
    rectify_by: date | None = ask("整改期限", default=None)
    false_ground: FalseGround | None = ask("误报原因", default=None)
    supervised: int = ask("督办次数", unit="次", default=0)
    supervision_waits: bool = ask("督办待答复", default=False, mark=True)
    answer_by: date | None = ask("督办答复期限", default=None)
    supervision_late: bool = ask("督办逾期未答复", default=False, mark=True)
    escalated: bool = ask("已超时升级", default=False, mark=True)


@dataclass(frozen=True, kw_only=True)
class Visit:
    visited: Prose = ask("核查情况", "去了哪里、见了谁、看到什么、单位怎么说", group="核查", most=2000, wide=True)
    photos: Evidence = ask("照片和材料", "现场照片、工资表、凭证", group="核查", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Rectification:
    plan: Prose = ask("整改要求", "要单位做什么、付给谁、付多少", group="督促整改", most=2000, wide=True)
    rectify_by: date = ask("整改期限", group="督促整改", example="2026-04-10")


@dataclass(frozen=True, kw_only=True)
class Rectified:
    visited: Prose = ask("整改情况", "做到了哪些，还差什么", group="整改", most=2000, wide=True)
    photos: Evidence = ask("凭证", "转账回单、工资发放表、现场照片", group="整改", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Referral:
    reason: Prose = ask("转办理由", "查到了什么，为什么要按监察程序办", group="转监察", most=2000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Dismissal:
    false_ground: FalseGround = ask("误报原因", group="误报")
    reason: Prose = ask("核实经过", "怎么核实的，看了什么凭证。负责人据此签批", group="误报", most=2000, wide=True)
    proof: Evidence = ask("凭证", group="误报", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Settlement:
    result: Prose = ask("处置结果", "怎么解决的", group="办结", most=2000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Supervision:
    demand: Prose = ask("督办要求", group="督办", most=1000, wide=True)
    answer_by: date = ask("何时前答复", group="督办", example="2026-04-10")


@dataclass(frozen=True, kw_only=True)
class SupervisionAnswer:
    answer: Prose = ask("答复", "办到了哪一步，什么时候办完", group="答复督办", most=1000, wide=True)
