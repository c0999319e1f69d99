"""What an inspection knows, and what each of its actions asks for."""

from dataclasses import dataclass
from datetime import date, time

from hezhong.engine.answers import Address, Employer, Evidence, Money, Option, Prose
from hezhong.kernel.fields import ask


class Source(Option):
    """Where a case comes from (案件来源)."""

    COMPLAINT = "投诉"
    REPORT = "举报"
    PATROL = "日常巡查"
    RANDOM = "双随机抽查"
    WARNING = "预警"
    TRANSFER = "移送、转办"
    OTHER = "其他"


class Violation(Option):
    """What the employer is suspected of; each names the article that forbids or fines it."""

    WAGES = "克扣、拖欠工资", "劳动保障监察条例第二十六条第（一）项"
    MINIMUM_WAGE = "工资低于当地最低工资标准", "劳动保障监察条例第二十六条第（二）项"
    SEVERANCE = "未依法支付经济补偿", "劳动保障监察条例第二十六条第（三）项"
    HOURS = "违法延长工作时间", "劳动保障监察条例第二十五条"
    WOMEN_AND_MINORS = "违反女职工、未成年工特殊保护", "劳动保障监察条例第二十三条"
    REGISTERS = "未建立、保存或者伪造台账", "广东省劳动保障监察条例第四十九条"
    FINING_WORKERS = "对劳动者罚款、违法扣工资", "广东省劳动保障监察条例第五十条第二款"
    CONTRACT = "未依法订立书面劳动合同", "劳动保障监察条例第二十四条"
    SOCIAL_INSURANCE = "未依法办理社会保险登记、缴纳社会保险费", "社会保险法第八十四条、第八十六条"
    LABOUR_COSTS = "未按约定拨付人工费用", "保障农民工工资支付条例第五十七条第（二）项"
    WAGE_ACCOUNT = "未按规定开设、使用工资专用账户", "保障农民工工资支付条例第五十五条第（一）项"
    WAGE_DEPOSIT = "未按规定存储工资保证金", "保障农民工工资支付条例第五十五条第（二）项"
    REAL_NAMES = "未实行劳动用工实名制管理", "保障农民工工资支付条例第五十五条第（三）项"
    WAGE_SHEETS = "未按月编制工资支付表并经本人签字确认", "保障农民工工资支付条例第五十六条第（一）项"
    SITE_NOTICE = "未实行维权信息公示", "保障农民工工资支付条例第五十六条第（四）项"
    OBSTRUCTION = "拒绝、阻挠检查或者作伪证", "广东省劳动保障监察条例第五十二条"
    ABSCONDED = "欠薪后经公告通知仍不接受调查", "广东省劳动保障监察条例第五十一条第二款"
    OTHER = "其他"


class SuspensionGround(Option):
    AWAITS_OTHERS = "要以司法、仲裁或者其他机关的结论为依据", "广东省劳动保障监察条例第四十五条第一款第（一）项"
    UNREACHABLE = "投诉人无法联系，或者有不可抗拒的事由", "广东省劳动保障监察条例第四十五条第一款第（二）项"


class RescissionGround(Option):
    """Why a filed case is withdrawn: the items of 广东 46."""

    UNFOUNDED = "违法事实不成立", "第四十六条第（一）项"
    CORRECTED = "已经改正，依法可以不予处罚", "第四十六条第（二）项"
    NOT_ACCEPTABLE = "投诉不符合受理条件但已经立案", "第四十六条第（三）项"
    WITHDRAWN = "投诉人撤回投诉", "第四十六条第（四）项"
    SETTLED = "调解一致，已当场履行或者换成仲裁调解书", "第四十六条第（五）项"
    OTHER = "法律法规规定的其他情形", "第四十六条第（六）项"


class MediationResult(Option):
    PAID = "达成一致，当场全部履行"
    TO_ARBITRATION = "达成一致，到仲裁机构审查确认"
    FAILED = "没有达成一致，终止调解"


class Hearing(Option):
    """Whether the employer must be told that it may ask for a hearing (处罚法 63)."""

    MAY_ASK = "较大数额罚款等，告知可以要求听证"
    NO = "不属于应当告知听证的情形"


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Facts of the case."""

    source: Source = ask("案件来源", default=Source.COMPLAINT)
    violation: Violation = ask("涉嫌违法行为", default=Violation.WAGES)
    also: tuple[Violation, ...] = ask("另涉嫌", default=())
    to_choose: str = ask("待监察员选定", default="")
    found: Prose = ask("查明的事实", default=Prose(""))
    main: str = ask("主办监察员", default="")
    second: str = ask("协办监察员", default="")
    people: int = ask("涉及劳动者", unit="人", default=1)
    owed: Money | None = ask("查实应付金额", unit="元", default=None)
    fine: Money | None = ask("拟罚款", unit="元", default=None)
    may_be_heard: bool = ask("应当告知听证权利", default=False, mark=True)
    discussed: bool = ask("已经集体讨论", default=False, mark=True)
    grave: bool = ask("情节复杂或者重大违法", default=False, mark=True)
    perform_by: date | None = ask("限期", default=None)
    absconded: bool = ask("负责人逃匿或者引发群体性事件", default=False, mark=True)
    paid: Money | None = ask("已追回金额", unit="元", default=None)
    extra: Money | None = ask("加付赔偿金", unit="元", default=None)
    why: Prose = ask("说明", default=Prose(""))
    report: Prose = ask("听证、审计或者鉴定的结论", default=Prose(""))


class OwnSource(Option):
    """Where an officer's own clue comes from; complaints and reports have doors of their own."""

    PATROL = "日常巡查"
    RANDOM = "双随机抽查"
    WARNING = "预警"
    TRANSFER = "移送、转办"
    OTHER = "其他"


@dataclass(frozen=True, kw_only=True)
class Clue:
    """What an officer writes down of a clue (线索登记)."""

    source: OwnSource = ask("线索来源", group="线索")
    employer: Employer = ask("单位", group="线索", example="示例建工集团")
    place: Address = ask("用工地点", "按干活的地方选", group="线索", example="如：新桥街道某地块二期")
    violation: Violation = ask("涉嫌违法行为", group="线索")
    people: int = ask("涉及劳动者", "不清楚就填大概数", unit="人", group="线索", example="26", default=1)
    story: Prose = ask("发现的情况", "什么时候、在哪里、看到什么", group="线索", most=4000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Pair:
    """The two inspectors of every act of investigation, each with the number of the certificate."""

    main: str = ask("主办监察员", "姓名和监察证号", group="监察员", example="何志远（440306-118）", most=40)
    second: str = ask("协办监察员", "调查须两人以上", group="监察员", example="罗敏（440306-121）", most=40)


@dataclass(frozen=True, kw_only=True)
class FilingOfCase(Pair):
    source: Source = ask("案件来源", group="立案")
    violation: Violation = ask("涉嫌违法行为", group="立案")
    also: tuple[Violation, ...] = ask("另涉嫌", "一起查的还有哪些，可以选多项", group="立案", optional=True, default=())
    reason: Prose = ask(
        "案件基本情况", "写明线索怎么来的、涉嫌违反什么", group="立案", most=4000, wide=True, known_as="found"
    )


@dataclass(frozen=True, kw_only=True)
class NoFiling:
    reason: Prose = ask("为什么不立案", group="不予立案", most=1000, wide=True)


@dataclass(frozen=True, kw_only=True)
class Summons(Pair):
    """Notice to come and be asked, and to bring papers (调查询问通知书)."""

    about: Prose = ask("调查询问的事项", group="通知", most=500, wide=True)
    bring: Prose = ask("要带来的材料", "一行一项", group="通知", most=500, wide=True, optional=True, default=Prose(""))
    day: date = ask("哪天来", group="通知", example="2026-10-23 或 10月23日")
    start: time = ask("几点", group="通知", example="9:00", default=time(9))
    room: str = ask("到哪里", group="通知", most=80)


@dataclass(frozen=True, kw_only=True)
class Inquiry(Pair):
    """Minutes of asking somebody (调查询问笔录)."""

    asked: str = ask("被询问人", "姓名和职务", group="笔录", most=60)
    minutes: Prose = ask("问答", "一问一答，读给本人听过", group="笔录", most=8000, wide=True)
    signed: bool = ask("本人核对后签名", "拒绝签名的，在问答里写明事由", group="笔录")


@dataclass(frozen=True, kw_only=True)
class SiteVisit(Pair):
    """Minutes of an inspection on the spot (现场检查笔录)."""

    where: str = ask("检查地点", group="检查", most=120)
    present: str = ask("在场人", "姓名和职务", group="检查", most=60)
    minutes: Prose = ask("检查情况", group="检查", most=4000, wide=True)
    record: Evidence = ask("照片和录像", "全过程记录，保留原件和摘要值", group="检查", optional=True, default=Evidence())


@dataclass(frozen=True, kw_only=True)
class Registration(Pair):
    """Evidence registered and kept before it can vanish (先行登记保存)."""

    things: Prose = ask("登记保存的物品和材料", "一行一项，写明数量", group="登记保存", most=2000, wide=True)
    where: str = ask("保存在哪里", group="登记保存", most=120)


@dataclass(frozen=True, kw_only=True)
class Disposal:
    outcome: Prose = ask("怎么处理", "退还、复制后退还、随案保存等", group="处理", most=500, wide=True)


@dataclass(frozen=True, kw_only=True)
class Suspension:
    ground: SuspensionGround = ask("中止理由", group="中止")
    reason: Prose = ask("事实", group="中止", most=500, wide=True)


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """A notice to the employer's head to come and cooperate (广东 41), or service by notice while the case runs."""

    text: Prose = ask("公告内容", group="公告", most=1000, wide=True)
    where: str = ask("在哪里公告", "张贴地点和媒体或者门户网站", group="公告", most=200)


@dataclass(frozen=True, kw_only=True)
class AnnouncementResult:
    absconded: bool = ask("公告后仍不接受调查或者配合处理", "选“是”的，按逃匿拖欠工资处理", group="公告")
    reason: Prose = ask("情况", group="公告", most=500, wide=True)


@dataclass(frozen=True, kw_only=True)
class Commission:
    """An audit of wages or an appraisal by somebody outside (广东 40 items 6 and 7)."""

    expert: str = ask("受托机构", group="委托", most=80)
    question: Prose = ask("审计或者鉴定的事项", group="委托", most=500, wide=True)


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """The report that ends the investigation (调查终结报告)."""

    found: Prose = ask("查明的事实和证据", group="调查终结", most=8000, wide=True)
    people: int = ask("涉及劳动者", unit="人", group="调查终结", example="26")
    owed: Money | None = ask("查实应付金额", "没有的不填", unit="元", group="调查终结", optional=True, default=None)
    grave: bool = ask("情节复杂或者重大违法", "是的话，要先集体讨论才能处罚", group="调查终结")
    proposal: Prose = ask("处理意见", group="调查终结", most=1000, wide=True)
