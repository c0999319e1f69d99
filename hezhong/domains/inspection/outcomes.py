"""What the actions ask for once the investigation is over: notice, decision, performance, and what follows without it."""

from dataclasses import dataclass
from datetime import date

from hezhong.domains.inspection.facts import Hearing, MediationResult, RescissionGround
from hezhong.engine.answers import Evidence, Money, Prose
from hezhong.kernel.fields import Answers, ask


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """Minutes of the heads' discussion (集体讨论记录)."""

    present: str = ask("参加人", group="讨论", most=200)
    minutes: Prose = ask("讨论情况", group="讨论", most=4000, wide=True)
    result: Prose = ask("讨论结论", group="讨论", most=1000, wide=True)


def _fines(answers: Answers) -> bool:
    return answers.get("fine") is not None


@dataclass(frozen=True, kw_only=True)
class Notice:
    """What the employer is told before anything is decided (事先告知)."""

    content: Prose = ask("拟作的决定", "写明内容、事实、理由和依据", group="告知", most=4000, wide=True)
    fine: Money | None = ask("拟罚款", "不罚款的不填", unit="元", group="告知", optional=True, default=None)
    factors: Prose = ask("裁量的理由", "为什么是这个数：情节、后果、次数、改正情况", group="告知", most=1000, wide=True, when=_fines, default=Prose(""))
    hearing: Hearing = ask("听证", group="告知")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What the employer says for itself (陈述申辩)."""

    says: Prose = ask("陈述和申辩", group="陈述申辩", most=4000, wide=True)
    evidence: Evidence = ask("材料", group="陈述申辩", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Order:
    """An order to put things right by a day (限期整改指令书)."""

    violation: Prose = ask("认定的事实", "有几人、欠多少，写到分", group="指令", most=4000, wide=True)
    content: Prose = ask("整改的内容", group="指令", most=2000, wide=True)
    owed: Money | None = ask("应付金额", "没有的不填", unit="元", group="指令", optional=True, default=None)
    perform_by: date = ask("在哪天以前改正", group="指令", example="2026-10-23 或 10月23日")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision that somebody must pay or do (行政处理决定), or is punished (行政处罚决定)."""

    found: Prose = ask("查明的事实", group="决定", most=8000, wide=True)
    defence: Prose = ask("对陈述申辩的意见", "逐条写明采纳或者不采纳和理由；没有提出的写明", group="决定", most=2000, wide=True)
    content: Prose = ask("决定的内容", group="决定", most=4000, wide=True)
    perform_by: date = ask("在哪天以前履行", group="决定", example="2026-10-23 或 10月23日")


@dataclass(frozen=True, kw_only=True)
class PayOrder(Decision):
    owed: Money = ask("责令支付", unit="元", group="决定")


@dataclass(frozen=True, kw_only=True)
class Penalty(Decision):
    fine: Money = ask("罚款", "不得高于事先告知的数", unit="元", group="决定")
    factors: Prose = ask("裁量的理由", group="决定", most=1000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Rescission:
    ground: RescissionGround = ask("撤销立案的理由", group="撤销")
    reason: Prose = ask("事实和说明", group="撤销", most=1000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Redirection:
    """To the procedure for disputes, where the facts cannot be found out (广东 44(4))."""

    reason: Prose = ask("做过哪些调查，为什么仍查不实", group="告知", most=2000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Removal:
    """To another department (案件移送)."""

    to: str = ask("移送给哪个部门", group="移送", most=80)
    reason: Prose = ask("为什么不属于劳动保障监察", group="移送", most=1000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Performance:
    """What was paid or put right, and how that is known."""

    paid: Money | None = ask("付了多少", "不是付钱的不填", unit="元", group="履行", optional=True, default=None)
    says: Prose = ask("怎么履行的", "写明哪天、付给谁、怎么付的", group="履行", most=1000, wide=True)
    evidence: Evidence = ask("凭证", "转账回单、签收表", group="履行", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Default:
    """What has not been done in time, and what follows."""

    reason: Prose = ask("还差什么没有履行", group="逾期", most=1000, wide=True)
    unpaid: Money | None = ask("还欠多少", "不是付钱的不填", unit="元", group="逾期", optional=True, default=None)


@dataclass(frozen=True, kw_only=True)
class ExtraPay:
    """What must be paid to the workers on top of what was not paid in time."""

    reason: Prose = ask("还差什么没有支付", group="加付", most=1000, wide=True)
    unpaid: Money = ask("还欠多少", unit="元", group="加付")
    extra: Money = ask("加付的赔偿金", "应付金额的 50% 到 100%，只限工资、最低工资差额和经济补偿", unit="元", group="加付")


@dataclass(frozen=True, kw_only=True)
class Application:
    court: str = ask("向哪个人民法院申请", group="申请", most=80)
    reason: Prose = ask("申请执行的内容", group="申请", most=2000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Mediation:
    """One side asked, the other agreed (广东 42)."""

    asked_by: str = ask("哪一方申请", group="调解", most=40)
    agreed: bool = ask("对方同意调解", group="调解")


@dataclass(frozen=True, kw_only=True)
class MediationEnd:
    result: MediationResult = ask("调解结果", group="调解")
    terms: Prose = ask("协议内容，或者为什么没有达成", group="调解", most=2000, wide=True)
    paid: Money | None = ask("当场付了多少", unit="元", group="调解", optional=True, default=None)


@dataclass(frozen=True, kw_only=True)
class Closing:
    """The sheet on which a case is closed (结案审批表)."""

    result: Prose = ask("处理和执行情况", "写明追回几人、多少钱", group="结案", most=2000, wide=True)
    reason: Prose = ask("结案理由", group="结案", most=500, wide=True)



@dataclass(frozen=True, kw_only=True)
class Withdrawal:
    reason: Prose = ask("为什么撤回", "比如：钱已经拿到了。监察员会看案件能不能撤销", group="撤回", most=300, wide=True)
