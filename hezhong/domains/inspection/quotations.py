"""The articles that the papers of inspection rest on, word for word; a test holds them against the texts."""

from collections.abc import Mapping

from hezhong.domains.inspection.facts import RescissionGround, SuspensionGround
from hezhong.law.model import Statute
from hezhong.law.statutes.arbitration import ACT as ARBITRATION_ACT
from hezhong.law.statutes.crime_transfer import TRANSFER
from hezhong.law.statutes.enforcement import COMPULSION
from hezhong.law.statutes.inspection import GUANGDONG_ACT, PENALTIES

Cited = tuple[str, str]
"""An article as it is named, and what it says there; a colon at the end stands for items left out."""


def item(statute: Statute, number: int, paragraph: int | None, which: str, says: str) -> Cited:
    """Return an item of an article, and what it says after its own number."""
    return f"{statute.article(number, paragraph)}第（{which}）项", says


# Filing and investigation
FILE_DISCOVERY: Cited = (
    str(GUANGDONG_ACT.article(32)),
    "人力资源社会保障行政部门发现用人单位可能存在劳动保障违法行为，需要调查处理的，应当在发现之日起五个工作日内立案。",
)
FILE_COMPLAINT: Cited = (
    str(GUANGDONG_ACT.article(36, 1)),
    "对符合下列条件的投诉，人力资源社会保障行政部门应当在接到投诉之日起五个工作日内受理，并于受理之日立案查处：",
)
TWO_INSPECTORS: Cited = (
    str(GUANGDONG_ACT.article(11, 1)),
    "人力资源社会保障行政部门或者劳动保障监察机构中实施劳动保障监察的人员（以下简称劳动保障监察员）进行调查、检查，"
    "不得少于两人，并应当佩戴统一的劳动保障监察标志，出示劳动保障监察证件。",
)
ENTER = item(GUANGDONG_ACT, 40, 1, "一", "进入用人单位的劳动场所实地调查、检查；")
ASK_PEOPLE = item(GUANGDONG_ACT, 40, 1, "二", "就调查、检查事项询问有关人员；")
DEMAND_PAPERS = item(
    GUANGDONG_ACT, 40, 1, "三",
    "要求相关单位或者个人提供与调查、检查事项相关的文件资料或者证据材料，必要时可以发出询问通知书；",
)  # fmt: skip
KEEP_EVIDENCE = item(
    GUANGDONG_ACT, 40, 1, "五", "在证据可能被伪造、变造、损毁、灭失或者事后难以取得的情况下，可以采取证据登记保存措施；"
)  # fmt: skip
AUDIT = item(GUANGDONG_ACT, 40, 1, "六", "委托会计师事务所对用人单位工资支付等进行审计；")
APPRAISAL = item(GUANGDONG_ACT, 40, 1, "七", "委托专门的鉴定机构对专门性问题进行鉴定；")
COOPERATE: Cited = (
    str(GUANGDONG_ACT.article(40, 2)),
    "人力资源社会保障行政部门实施调查、检查时，被检查的单位和个人不得拒绝、阻挠调查人员进入劳动场所，应当如实陈述和提供相关资料，"
    "并在调查笔录上签名或者盖章；拒绝签名或者盖章的，由调查人员注明拒签事由。",
)
REFUSING_TO_COME = item(
    GUANGDONG_ACT, 52, 1, "二", "无正当理由，拒绝按照劳动保障监察询问通知书要求在指定时间和地点接受调查询问的；"
)  # fmt: skip
TOUCHING_EVIDENCE = item(
    GUANGDONG_ACT, 52, 1, "五", "对人力资源社会保障行政部门采取登记保存措施的证据材料及相关设备擅自处理的。"
)  # fmt: skip
MINUTES_ARE_TAKEN: Cited = (
    str(PENALTIES.article(55, 2)),
    "当事人或者有关人员应当如实回答询问，并协助调查或者检查，不得拒绝或者阻挠。询问或者检查应当制作笔录。",
)
REGISTER_EVIDENCE: Cited = (
    str(PENALTIES.article(56)),
    "行政机关在收集证据时，可以采取抽样取证的方法；在证据可能灭失或者以后难以取得的情况下，经行政机关负责人批准，"
    "可以先行登记保存，并应当在七日内及时作出处理决定，在此期间，当事人或者有关人员不得销毁或者转移证据。",
)
SEVEN_ARE_WORKING: Cited = (
    str(PENALTIES.article(85)),
    "本法中“二日”“三日”“五日”“七日”的规定是指工作日，不含法定节假日。",
)
CALL_BY_NOTICE: Cited = (
    str(GUANGDONG_ACT.article(41, 2)),
    "用人单位发生欠薪，人力资源社会保障行政部门可以采用电话、书面或者张贴公告，以及其他可以确认收悉的方式，通知其法定代表人或者主要负责人"
    "接受调查或者配合处理；用人单位法定代表人或者主要负责人无正当理由不接受调查或者配合处理的，人力资源社会保障行政部门可以通过当地新闻媒体"
    "或者人力资源社会保障行政部门门户网站，公开用人单位名称、涉嫌欠薪情况、法定代表人或者主要负责人个人基本信息，公告通知其接受调查或者配合处理。",
)
STAYING_AWAY: Cited = (
    str(GUANGDONG_ACT.article(41, 3)),
    "人力资源社会保障行政部门按照前款规定公告通知后，用人单位法定代表人或者主要负责人仍不接受调查或者配合处理的，"
    "按照《广东省工资支付条例》以逃匿方式拖欠工资的有关规定处理。",
)

# Time
IN_TIME: Cited = (
    str(GUANGDONG_ACT.article(44, 1)),
    "人力资源社会保障行政部门对违反劳动保障法律、法规或者规章的行为，根据调查、检查的结果，应当自立案之日起四十五个工作日内作出以下处理：",
)
EXTENDED: Cited = (
    str(GUANGDONG_ACT.article(44, 2)),
    "对情况复杂的，经人力资源社会保障行政部门负责人批准，可以延长三十个工作日。属于投诉案件的，应当书面通知投诉人。"
    "公告、委托审计或者鉴定等期间不计算在办案时限内。",
)
SUSPENDED: Mapping[SuspensionGround, Cited] = {
    SuspensionGround.AWAITS_OTHERS: item(
        GUANGDONG_ACT, 45, 1, "一",
        "依法必须以司法机关、劳动争议仲裁机构或者有关行政部门的结论为依据的，在司法机关、劳动争议仲裁机构或者有关部门尚未作出结论期间；",
    ),
    SuspensionGround.UNREACHABLE: item(
        GUANGDONG_ACT, 45, 1, "二", "投诉人无法联系或者存在其他不可抗拒的事由，致使调查取证无法进行的。"
    ),
}  # fmt: skip
TELL_SUSPENDED: Cited = (
    str(GUANGDONG_ACT.article(45, 2)),
    "办案中止由人力资源社会保障行政部门负责人批准，并自批准之日起三个工作日内书面通知投诉人，投诉人无法联系的除外。中止原因消除后，恢复案件办理。",
)

# Before a decision
HEARD_FIRST: Cited = (
    str(GUANGDONG_ACT.article(24, 1)),
    "人力资源社会保障行政部门对违反劳动保障法律、法规或者规章的行为作出行政处罚或者行政处理决定前，应当听取用人单位的陈述、申辩；"
    "作出行政处罚或者行政处理决定，应当告知用人单位依法享有申请行政复议或者提起行政诉讼的权利。",
)
TOLD_FIRST: Cited = (
    str(PENALTIES.article(44)),
    "行政机关在作出行政处罚决定之前，应当告知当事人拟作出的行政处罚内容及事实、理由、依据，并告知当事人依法享有的陈述、申辩、要求听证等权利。",
)
DEFENCE: Cited = (
    str(PENALTIES.article(45, 1)),
    "当事人有权进行陈述和申辩。行政机关必须充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行复核；"
    "当事人提出的事实、理由或者证据成立的，行政机关应当采纳。",
)
NO_HARSHER: Cited = (str(PENALTIES.article(45, 2)), "行政机关不得因当事人陈述、申辩而给予更重的处罚。")
MAY_BE_HEARD: Cited = (
    str(PENALTIES.article(63, 1)),
    "行政机关拟作出下列行政处罚决定，应当告知当事人有要求听证的权利，当事人要求听证的，行政机关应当组织听证：",
)
HEARING_ASKED = item(PENALTIES, 64, None, "一", "当事人要求听证的，应当在行政机关告知后五日内提出；")
HEARING_TOLD = item(
    PENALTIES, 64, None, "二", "行政机关应当在举行听证的七日前，通知当事人及有关人员听证的时间、地点；"
)  # fmt: skip
HEARING_CHAIRED = item(
    PENALTIES, 64, None, "四",
    "听证由行政机关指定的非本案调查人员主持；当事人认为主持人与本案有直接利害关系的，有权申请回避；",
)  # fmt: skip
HEARING_AGENTS = item(PENALTIES, 64, None, "五", "当事人可以亲自参加听证，也可以委托一至二人代理；")
HEARING_MISSED = item(
    PENALTIES, 64, None, "六",
    "当事人及其代理人无正当理由拒不出席听证或者未经许可中途退出听证的，视为放弃听证权利，行政机关终止听证；",
)  # fmt: skip
HEARING_WRITTEN = item(
    PENALTIES, 64, None, "八",
    "听证应当制作笔录。笔录应当交当事人或者其代理人核对无误后签字或者盖章。当事人或者其代理人拒绝签字或者盖章的，由听证主持人在笔录中注明。",
)  # fmt: skip
HEARING_FOLLOWED: Cited = (
    str(PENALTIES.article(65)),
    "听证结束后，行政机关应当根据听证笔录，依照本法第五十七条的规定，作出决定。",
)
HEADS_EXAMINE: Cited = (
    str(PENALTIES.article(57, 1)),
    "调查终结，行政机关负责人应当对调查结果进行审查，根据不同情况，分别作出如下决定：",
)
HEADS_DISCUSS: Cited = (
    str(PENALTIES.article(57, 2)),
    "对情节复杂或者重大违法行为给予行政处罚，行政机关负责人应当集体讨论决定。",
)
LEGAL_REVIEW: Cited = (
    str(PENALTIES.article(58, 1)),
    "有下列情形之一，在行政机关负责人作出行政处罚的决定之前，应当由从事行政处罚决定法制审核的人员进行法制审核；"
    "未经法制审核或者审核未通过的，不得作出决定：",
)

# Decisions
PUNISH = item(GUANGDONG_ACT, 44, 1, "一", "对依法应当受到行政处罚的，依法作出行政处罚决定；")
CORRECT = item(GUANGDONG_ACT, 44, 1, "二", "对应当改正未改正的，依法责令改正或者作出相应的行政处理决定；")
ORDER_PAYMENT: Cited = (
    str(GUANGDONG_ACT.article(44, 3)),
    "投诉事项属于未依法支付工资、经济补偿金、赔偿金，经调查查实的证据证明违法行为存在的，应当依法责令改正或者作出相应的行政处理决定。",
)
TO_DISPUTES: Cited = (
    str(GUANGDONG_ACT.article(44, 4)),
    "对前款规定的投诉事项，人力资源社会保障行政部门已按照本条例第四十条的有关规定充分调查核实，仍无法查实相关事实，双方存在争议的，"
    "告知投诉人按照劳动争议处理程序办理。",
)
TO_OTHERS: Cited = (
    str(GUANGDONG_ACT.article(44, 5)),
    "发现违法案件不属于劳动保障监察事项的，应当及时移送有关部门处理；存在拒不支付劳动报酬，骗取社会保险基金支出或者社会保险待遇，"
    "或者雇用童工从事危重劳动等情形，涉嫌犯罪的，应当依法移送司法机关。",
)
RESCINDED: Mapping[RescissionGround, Cited] = {
    RescissionGround.UNFOUNDED: item(GUANGDONG_ACT, 46, 1, "一", "违法事实不成立的；"),
    RescissionGround.CORRECTED: item(GUANGDONG_ACT, 46, 1, "二", "违法行为已经改正，依法可以不予处罚的；"),
    RescissionGround.NOT_ACCEPTABLE: item(GUANGDONG_ACT, 46, 1, "三", "投诉不符合规定的受理条件但已经立案的；"),
    RescissionGround.WITHDRAWN: item(GUANGDONG_ACT, 46, 1, "四", "投诉案件投诉人撤回投诉的；"),
    RescissionGround.SETTLED: item(
        GUANGDONG_ACT, 46, 1, "五",
        "经人力资源社会保障行政部门调解达成一致意见，已当场全部履行或者置换劳动争议仲裁调解书的；",
    ),
    RescissionGround.OTHER: item(GUANGDONG_ACT, 46, 1, "六", "法律、法规和规章规定的其他情形。"),
}  # fmt: skip
TELL_RESCINDED: Cited = (str(GUANGDONG_ACT.article(46, 2)), "投诉案件撤销立案的，应当告知投诉人。")
WHICH_TRIBUNAL: Cited = (
    str(ARBITRATION_ACT.article(21, 2)),
    "劳动争议由劳动合同履行地或者用人单位所在地的劳动争议仲裁委员会管辖。双方当事人分别向劳动合同履行地和用人单位所在地的劳动争议仲裁委员会"
    "申请仲裁的，由劳动合同履行地的劳动争议仲裁委员会管辖。",
)
ONE_YEAR: Cited = (
    str(ARBITRATION_ACT.article(27, 1)),
    "劳动争议申请仲裁的时效期间为一年。仲裁时效期间从当事人知道或者应当知道其权利被侵害之日起计算。",
)
BEGINS_ANEW: Cited = (
    str(ARBITRATION_ACT.article(27, 2)),
    "前款规定的仲裁时效，因当事人一方向对方当事人主张权利，或者向有关部门请求权利救济，或者对方当事人同意履行义务而中断。"
    "从中断时起，仲裁时效期间重新计算。",
)

# Performance and what follows without it
PAY_FINE: Cited = (
    str(PENALTIES.article(67, 3)),
    "当事人应当自收到行政处罚决定书之日起十五日内，到指定的银行或者通过电子支付系统缴纳罚款。银行应当收受罚款，并将罚款直接上缴国库。",
)
THREE_PER_CENT = item(
    PENALTIES, 72, 1, "一", "到期不缴纳罚款的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不得超出罚款的数额；"
)  # fmt: skip
NOT_STAYED: Cited = (
    str(PENALTIES.article(73, 1)),
    "当事人对行政处罚决定不服，申请行政复议或者提起行政诉讼的，行政处罚不停止执行，法律另有规定的除外。",
)
REPORT_UP: Cited = (
    str(GUANGDONG_ACT.article(48)),
    "人力资源社会保障行政部门作出行政处罚、行政处理决定的，应当自决定书发出之日起十日内报送上一级人力资源社会保障行政部门备案。",
)
HEARD_WHEN_URGED: Cited = (
    str(COMPULSION.article(36)),
    "当事人收到催告书后有权进行陈述和申辩。行政机关应当充分听取当事人的意见，对当事人提出的事实、理由和证据，应当进行记录、复核。"
    "当事人提出的事实、理由或者证据成立的，行政机关应当采纳。",
)
TO_COURT: Cited = (
    str(COMPULSION.article(53)),
    "当事人在法定期限内不申请行政复议或者提起行政诉讼，又不履行行政决定的，没有行政强制执行权的行政机关可以自期限届满之日起三个月内，"
    "依照本章规定申请人民法院强制执行。",
)
URGED_FIRST: Cited = (
    str(COMPULSION.article(54)),
    "行政机关申请人民法院强制执行前，应当催告当事人履行义务。催告书送达十日后当事人仍未履行义务的，"
    "行政机关可以向所在地有管辖权的人民法院申请强制执行；执行对象是不动产的，向不动产所在地有管辖权的人民法院申请强制执行。",
)
TEN_ARE_WORKING: Cited = (
    str(COMPULSION.article(69)),
    "本法中十日以内期限的规定是指工作日，不含法定节假日。",
)
COURT_FILE: Cited = (
    str(COMPULSION.article(55, 1)),
    "行政机关向人民法院申请强制执行，应当提供下列材料:",
)

# Suspected crimes
MUST_BE_SENT: Cited = (
    str(TRANSFER.article(5, 1)),
    "行政执法机关对应当向公安机关移送的涉嫌犯罪案件，应当立即指定２名或者２名以上行政执法人员组成专案组专门负责，"
    "核实情况后提出移送涉嫌犯罪案件的书面报告，报经本机关正职负责人或者主持工作的负责人审批。",
)
DECIDED_IN_DAYS: Cited = (
    str(TRANSFER.article(5, 2)),
    "行政执法机关正职负责人或者主持工作的负责人应当自接到报告之日起３日内作出批准移送或者不批准移送的决定。"
    "决定批准的，应当在２４小时内向同级公安机关移送；决定不批准的，应当将不予批准的理由记录在案。",
)
SENT_WITH: Cited = (str(TRANSFER.article(6)), "行政执法机关向公安机关移送涉嫌犯罪案件，应当附有下列材料：")
POLICE_SIGN: Cited = (
    str(TRANSFER.article(7)),
    "公安机关对行政执法机关移送的涉嫌犯罪案件，应当在涉嫌犯罪案件移送书的回执上签字；其中，不属于本机关管辖的，"
    "应当在２４小时内转送有管辖权的机关，并书面告知移送案件的行政执法机关。",
)
