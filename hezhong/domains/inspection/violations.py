"""What each violation breaks, and what the law lets the office do about it, word for word."""

from collections.abc import Mapping
from datetime import date

from hezhong.domains.inspection.facts import Violation
from hezhong.domains.inspection.quotations import COOPERATE, Cited, item
from hezhong.law.model import Statute
from hezhong.law.statutes.inspection import GUANGDONG_ACT, NATIONAL
from hezhong.law.statutes.labour_contract import ACT as CONTRACT_ACT
from hezhong.law.statutes.labour_standards import SOCIAL_INSURANCE
from hezhong.law.statutes.migrant_wages import REGULATIONS

LABOUR_ACT = Statute("中华人民共和国劳动法", date(1995, 1, 1))

BROKEN: Mapping[Violation, Cited] = {
    Violation.WAGES: (
        str(LABOUR_ACT.article(50)),
        "工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
    ),
    Violation.MINIMUM_WAGE: (str(LABOUR_ACT.article(48, 2)), "用人单位支付劳动者的工资不得低于当地最低工资标准。"),
    Violation.SEVERANCE: (str(CONTRACT_ACT.article(46)), "有下列情形之一的，用人单位应当向劳动者支付经济补偿:"),
    Violation.HOURS: (str(LABOUR_ACT.article(43)), "用人单位不得违反本法规定延长劳动者的工作时间。"),
    Violation.WOMEN_AND_MINORS: (str(LABOUR_ACT.article(58, 1)), "国家对女职工和未成年工实行特殊劳动保护。"),
    Violation.REGISTERS: (
        str(GUANGDONG_ACT.article(14, 1)),
        "用人单位应当建立以下用工管理台账，真实、准确记录各种用工信息：",
    ),
    Violation.FINING_WORKERS: (
        str(LABOUR_ACT.article(50)),
        "工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。",
    ),
    Violation.CONTRACT: (str(CONTRACT_ACT.article(10, 1)), "建立劳动关系，应当订立书面劳动合同。"),
    Violation.SOCIAL_INSURANCE: (str(LABOUR_ACT.article(72)), "用人单位和劳动者必须依法参加社会保险，缴纳社会保险费。"),
    Violation.LABOUR_COSTS: (
        str(REGULATIONS.article(29, 1)),
        "建设单位应当按照合同约定及时拨付工程款，并将人工费用及时足额拨付至农民工工资专用账户，加强对施工总承包单位按时足额支付农民工工资的监督。",
    ),
    Violation.WAGE_ACCOUNT: (
        str(REGULATIONS.article(26, 1)),
        "施工总承包单位应当按照有关规定开设农民工工资专用账户，专项用于支付该工程建设项目农民工工资。",
    ),
    Violation.WAGE_DEPOSIT: (
        str(REGULATIONS.article(32, 1)),
        "施工总承包单位应当按照有关规定存储工资保证金，专项用于支付为所承包工程提供劳动的农民工被拖欠的工资。",
    ),
    Violation.REAL_NAMES: (
        str(REGULATIONS.article(28, 1)),
        "施工总承包单位或者分包单位应当依法与所招用的农民工订立劳动合同并进行用工实名登记，具备条件的行业应当通过相应的管理服务信息平台"
        "进行用工实名登记、管理。",
    ),
    Violation.WAGE_SHEETS: (
        str(REGULATIONS.article(31, 2)),
        "分包单位应当按月考核农民工工作量并编制工资支付表，经农民工本人签字确认后，与当月工程进度等情况一并交施工总承包单位。",
    ),
    Violation.SITE_NOTICE: (str(REGULATIONS.article(34)), "施工总承包单位应当在施工现场醒目位置设立维权信息告示牌，明示下列事项："),
    Violation.OBSTRUCTION: COOPERATE,
    Violation.ABSCONDED: COOPERATE,
}
"""The duty itself, before what follows from breaking it."""

PAY_WORKERS = (
    "用人单位有下列行为之一的，由劳动保障行政部门分别责令限期支付劳动者的工资报酬、劳动者工资低于当地最低工资标准的差额"
    "或者解除劳动合同的经济补偿；逾期不支付的，责令用人单位按照应付金额50%以上1倍以下的标准计算，向劳动者加付赔偿金："
)
PAY_OR_PAY_MORE: Cited = (str(NATIONAL.article(26)), PAY_WORKERS)
ARREARS: Cited = (
    str(GUANGDONG_ACT.article(51, 1)),
    "用人单位发生欠薪的，由人力资源社会保障行政部门责令其限期支付；逾期不支付的，"
    "责令用人单位按照应付金额百分之五十以上一倍以下的标准向劳动者加付赔偿金。",
)
DISOBEYING: Cited = (
    str(NATIONAL.article(30, 1)),
    "有下列行为之一的，由劳动保障行政部门责令改正；对有第(一)项、第(二)项或者第(三)项规定的行为的，处2000元以上2万元以下的罚款：",
)
DISOBEYED = item(
    NATIONAL, 30, 1, "三", "经劳动保障行政部门责令改正拒不改正，或者拒不履行劳动保障行政部门的行政处理决定的；"
)  # fmt: skip

ON_SITES = "有下列情形之一的，由人力资源社会保障行政部门、相关行业工程建设主管部门按照职责责令限期改正；逾期不改正的，"
STOPPED: Cited = (
    str(REGULATIONS.article(55)),
    f"{ON_SITES}责令项目停工，并处5万元以上10万元以下的罚款；情节严重的，给予施工单位限制承接新工程、降低资质等级、吊销资质证书等处罚：",
)
FINED: Cited = (str(REGULATIONS.article(56)), f"{ON_SITES}处5万元以上10万元以下的罚款：")
STOPPED_AND_FINED: Cited = (str(REGULATIONS.article(57)), f"{ON_SITES}责令项目停工，并处5万元以上10万元以下的罚款：")

VIOLATED: Mapping[Violation, tuple[Cited, ...]] = {
    Violation.WAGES: (
        item(NATIONAL, 26, None, "一", "克扣或者无故拖欠劳动者工资报酬的；"),
        PAY_OR_PAY_MORE,
        ARREARS,
    ),
    Violation.MINIMUM_WAGE: (
        item(NATIONAL, 26, None, "二", "支付劳动者的工资低于当地最低工资标准的；"),
        PAY_OR_PAY_MORE,
    ),
    Violation.SEVERANCE: (
        item(NATIONAL, 26, None, "三", "解除劳动合同未依法给予劳动者经济补偿的。"),
        PAY_OR_PAY_MORE,
    ),
    Violation.HOURS: (
        (
            str(NATIONAL.article(25)),
            "用人单位违反劳动保障法律、法规或者规章延长劳动者工作时间的，由劳动保障行政部门给予警告，责令限期改正，"
            "并可以按照受侵害的劳动者每人100元以上500元以下的标准计算，处以罚款。",
        ),
    ),
    Violation.WOMEN_AND_MINORS: (
        (
            str(NATIONAL.article(23)),
            "用人单位有下列行为之一的，由劳动保障行政部门责令改正，按照受侵害的劳动者每人1000元以上5000元以下的标准计算，处以罚款：",
        ),
    ),
    Violation.REGISTERS: (
        (
            str(GUANGDONG_ACT.article(49)),
            "用人单位违反本条例第十四条、第十五条规定，未建立、保存相关台账，或者伪造相关台账的，"
            "由人力资源社会保障行政部门责令改正，并可处以二千元以上二万元以下的罚款。",
        ),
    ),
    Violation.FINING_WORKERS: (
        (
            str(GUANGDONG_ACT.article(50, 2)),
            "用人单位对劳动者实施罚款或者没有法律、法规依据扣减劳动者工资的，由人力资源社会保障行政部门责令限期改正；"
            "逾期未改正的，按照被罚款或者扣减工资的人数每人二千元以上五千元以下的标准处以罚款。",
        ),
    ),
    Violation.CONTRACT: (
        (str(NATIONAL.article(24)), "用人单位与劳动者建立劳动关系不依法订立劳动合同的，由劳动保障行政部门责令改正。"),
    ),
    Violation.SOCIAL_INSURANCE: (
        (
            str(SOCIAL_INSURANCE.article(84)),
            "用人单位不办理社会保险登记的，由社会保险行政部门责令限期改正；逾期不改正的，对用人单位处应缴社会保险费数额一倍以上三倍以下的罚款，"
            "对其直接负责的主管人员和其他直接责任人员处五百元以上三千元以下的罚款。",
        ),
        (
            str(SOCIAL_INSURANCE.article(86)),
            "用人单位未按时足额缴纳社会保险费的，由社会保险费征收机构责令限期缴纳或者补足，并自欠缴之日起，按日加收万分之五的滞纳金；"
            "逾期仍不缴纳的，由有关行政部门处欠缴数额一倍以上三倍以下的罚款。",
        ),
    ),
    Violation.LABOUR_COSTS: (
        item(REGULATIONS, 57, None, "二", "建设单位未按约定及时足额向农民工工资专用账户拨付工程款中的人工费用；"), STOPPED_AND_FINED,
    ),
    Violation.WAGE_ACCOUNT: (item(REGULATIONS, 55, None, "一", "施工总承包单位未按规定开设或者使用农民工工资专用账户；"), STOPPED),
    Violation.WAGE_DEPOSIT: (item(REGULATIONS, 55, None, "二", "施工总承包单位未按规定存储工资保证金或者未提供金融机构保函；"), STOPPED),
    Violation.REAL_NAMES: (item(REGULATIONS, 55, None, "三", "施工总承包单位、分包单位未实行劳动用工实名制管理。"), STOPPED),
    Violation.WAGE_SHEETS: (
        item(REGULATIONS, 56, None, "一", "分包单位未按月考核农民工工作量、编制工资支付表并经农民工本人签字确认；"), FINED,
    ),
    Violation.SITE_NOTICE: (item(REGULATIONS, 56, None, "四", "施工总承包单位未实行施工现场维权信息公示制度。"), FINED),
    Violation.OBSTRUCTION: (
        (
            str(GUANGDONG_ACT.article(52, 1)),
            "用人单位有下列行为之一的，由人力资源社会保障行政部门责令改正，处以二千元以上二万元以下的罚款：",
        ),
    ),
    Violation.ABSCONDED: (
        (
            str(GUANGDONG_ACT.article(51, 2)),
            "用人单位发生欠薪，人力资源社会保障行政部门按照本条例第四十一条第二款规定公告通知后，其法定代表人或者主要负责人"
            "仍不接受调查或者配合处理的，由人力资源社会保障行政部门处以一万元以上五万元以下的罚款；引发严重影响公共秩序事件的，"
            "由公安机关依法处理；构成犯罪的，依法追究刑事责任。",
        ),
    ),
}  # fmt: skip
"""What is broken, and what the law says of it. 其他 has no article until the officer names one in the text."""
OWED_TO_WORKERS = frozenset({Violation.WAGES, Violation.MINIMUM_WAGE, Violation.SEVERANCE})
