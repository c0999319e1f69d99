"""Warning rules on what a site must have: wage account with money on it, security, labour officer, notice board, attendance."""

from hezhong.early_warning.families.account_notices import SITE_FUNDS_HELD, SITE_FUNDS_SHORT
from hezhong.early_warning.families.accounts import (
    SITE_BALANCE_SHORT,
    SITE_FEES_LATE,
    SITE_FEES_OPEN,
    SITE_NO_TRANSFER,
    SITE_SPENT_ELSEWHERE,
)
from hezhong.early_warning.families.sites import (
    SITE_NO_ACCOUNT,
    SITE_NO_ATTENDANCE,
    SITE_NO_BOARD,
    SITE_NO_OFFICER,
    SITE_NO_SECURITY,
    SITE_SECURITY_ENDED,
    SITE_SECURITY_ENDING,
    SITE_SECURITY_LOW,
)
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.migrant_wages import REGULATIONS

SINCE = REGULATIONS.since
COLOUR = "颜色是本系统建议的"
BUILDING = "看登记状态是在建的项目："
HOLDER = "账户没有注明项目的，归登记了这个专户的项目（几个的归编号最小的）。"
SMALL = 300_000_000
"""Three million yuan in fen: below it security may be waived (cn.site.deposit, a secondary source)."""
FEES = (
    "看近12个月（统计日所在月和之前11个月）里约定拨付日早于统计日的人工费用：这12个月拨入专户的钱合计，按约定拨付日从早到晚一期一期地抵，没有抵足的就算欠拨，"
    "差一分也算；更早拨入的钱不计。"
    + HOLDER
)

SITE_FEE_LATE = WarningRule(
    "site_fee_late", "人工费用逾期未拨付", SITE_FEES_LATE, alleges=Alleged.LABOUR_COSTS,
    says=FEES + "取欠得最久的一期，约定拨付日的次日为第1天，数到统计日：满1天黄，满5天橙。",
    bands=(Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(29, 1), REGULATIONS.article(57)), since=SINCE, parameters={"grace": 0}, suggested="5天和颜色是本系统建议的",
)  # fmt: skip
SITE_FEES_UNPAID = WarningRule(
    "site_fees_unpaid", "多期人工费用未拨付", SITE_FEES_OPEN, alleges=Alleged.LABOUR_COSTS,
    says=FEES + "欠拨2期起红。",
    bands=(Band(2, Grade.RED),),
    basis=(REGULATIONS.article(29, 1), REGULATIONS.article(57)), since=SINCE, parameters={"grace": 0}, suggested="2期和颜色是本系统建议的",
)  # fmt: skip
SITE_FEE_CYCLE = WarningRule(
    "site_fee_cycle", "人工费用拨付周期超过一个月", SITE_NO_TRANSFER, alleges=Alleged.LABOUR_COSTS,
    says=BUILDING + "近12个月（统计日所在月和之前11个月）专户最后一次有钱拨入的那天，没有拨入的按开工日期，到统计日超过1个月的就算，"
    "即次月的同一天（没有这一天的按月末）早于统计日；当天不算。没有拨入又没写开工日期的不看。" + HOLDER + "按相隔天数：1天起（即一超过就）黄，60天起橙。",
    bands=(Band(60, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(24, 2), REGULATIONS.article(57)), since=SINCE, parameters={"months": 1}, suggested="60天和颜色是本系统建议的",
)  # fmt: skip
SITE_ACCOUNT_LOW = WarningRule(
    "site_account_low", "专户余额不够下期工资", SITE_BALANCE_SHORT, alleges=Alleged.LABOUR_COSTS,
    says="专户最近余额（统计日所在月的，没有就用上个月的）少于近12个月（统计日所在月和之前11个月）工资表里应发日期不晚于统计日后第7天、还没付清的差额合计的，就算；"
    "差一分也算，每人每月多付的不抵别人的。余额不详、没有欠付的不看。有就红（1次）。",
    bands=(Band(1, Grade.RED),),
    basis=(REGULATIONS.article(26, 1), REGULATIONS.article(29, 1)), since=SINCE, parameters={"days": 7}, suggested="7天和颜色是本系统建议的",
)  # fmt: skip
SITE_ACCOUNT_SPENT = WarningRule(
    "site_account_spent", "专户支出多于代发工资", SITE_SPENT_ELSEWHERE, alleges=Alleged.WAGE_ACCOUNT,
    says="看上个月：专户每日支出合计，减去银行流水里当月从这个账户记账的工资合计（含后来退票的），超过100元的就算，刚好100元不算。"
    "按差额定级：超过100元橙，10000元起红。" + HOLDER,
    bands=(Band(1_000_000, Grade.RED), Band(10_000, Grade.ORANGE, above=True)),
    basis=(REGULATIONS.article(26, 1), REGULATIONS.article(55)), since=SINCE, parameters={"allowed": 10_000},
    suggested="允许相差100元（手续费等）和颜色分级是本系统建议的",
)  # fmt: skip
SITE_ACCOUNT_MISSING = WarningRule(
    "site_account_missing", "没有开设工资专用账户", SITE_NO_ACCOUNT, alleges=Alleged.WAGE_ACCOUNT,
    says=BUILDING + "没有登记工资专用账户的，从开工日期（当天为第1天，没写的按统计日开工）数到统计日：第1天起蓝，超过30天橙；还没到开工日期的不算。",
    bands=(Band(30, Grade.ORANGE, above=True), Band(1, Grade.BLUE)),
    basis=(REGULATIONS.article(26, 1), REGULATIONS.article(55)), since=SINCE,
    suggested="开户期限是签订施工合同之日起30日（人社部发〔2021〕53号，转载），台账没有签订日，用开工日期代替；颜色是本系统建议的",
)  # fmt: skip
SITE_SECURITY_MISSING = WarningRule(
    "site_security_missing", "没有工资保证金或者保函", SITE_NO_SECURITY, alleges=Alleged.WAGE_DEPOSIT,
    says=BUILDING + "保证金登记为未存储，而且开工日期以后（次日起）已过完20个工作日（按放假调休，统计日不计）的就算；没写开工日期的不算；"
    "工程合同价款低于300万元的不看，没写价款的看。有就橙（1次）。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(32, 1), REGULATIONS.article(55)), since=SINCE, parameters={"days": 20, "small": SMALL},
    suggested="20个工作日、300万元依人社部发〔2021〕65号（转载要点），起算日用开工日期代替；颜色是本系统建议的",
)  # fmt: skip
SITE_SECURITY_SMALL = WarningRule(
    "site_security_small", "工资保证金偏低", SITE_SECURITY_LOW, alleges=Alleged.WAGE_DEPOSIT,
    says=BUILDING + "有保证金、保函或者保险，写了金额和工程合同价款，而金额低于价款的0.5%的就算，刚好0.5%不算；"
    "价款低于300万元的不看。有就黄（1次）。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(32, 2),), since=SINCE, parameters={"share": 50, "small": SMALL},
    suggested="0.5%是人社部发〔2021〕65号（转载要点）里下浮的下限，另有单个工程上限和减免，须核实；颜色是本系统建议的",
)  # fmt: skip
SITE_SECURITY_TO_END = WarningRule(
    "site_security_to_end", "工资保证金（保函）快到期", SITE_SECURITY_ENDING,
    says=BUILDING + "有保证金、保函或者保险，到期日在统计日至统计日后第30天之间（两头都算）的就算。有就黄（1次）。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(32, 1),), since=SINCE, parameters={"days": 30}, suggested="30天和颜色是本系统建议的",
)  # fmt: skip
SITE_SECURITY_OVER = WarningRule(
    "site_security_over", "工资保证金（保函）已到期", SITE_SECURITY_ENDED, alleges=Alleged.WAGE_DEPOSIT,
    says=BUILDING + "有保证金、保函或者保险，到期日早于统计日的就算；到期当天不算。过期满1天起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(32, 1), REGULATIONS.article(55)), since=SINCE, suggested=COLOUR,
)  # fmt: skip
SITE_BOARD_MISSING = WarningRule(
    "site_board_missing", "没有维权信息告示牌", SITE_NO_BOARD, alleges=Alleged.SITE_NOTICE,
    says=BUILDING + "登记没有维权信息告示牌的就算。有就黄（1次）。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(34), REGULATIONS.article(56)), since=SINCE, suggested=COLOUR,
)  # fmt: skip
SITE_OFFICER_MISSING = WarningRule(
    "site_officer_missing", "没有劳资专管员", SITE_NO_OFFICER,
    says=BUILDING + "没有登记劳资专管员的就算。有就黄（1次）。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(28, 2),), since=SINCE, suggested=COLOUR,
)  # fmt: skip
SITE_ATTENDANCE_MISSING = WarningRule(
    "site_attendance_missing", "在建项目没有考勤", SITE_NO_ATTENDANCE, alleges=Alleged.REAL_NAMES,
    says=BUILDING + "开工日期早于上个月1日，而上个月和统计日所在月都没有人出勤（刷卡或者计工单）的就算；没写开工日期的不看。有就黄（1次）。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(28, 2), REGULATIONS.article(28, 3)), since=SINCE, suggested="看几个月、颜色是本系统建议的",
)  # fmt: skip
NOTICES = "不论项目状态。告知写了项目的归这个项目，没写的归登记了这个专户的项目（几个的归编号最小的），都没有的不看。补足、解除或者退回的当天起不算。"
SITE_TOLD_SHORT = WarningRule(
    "site_told_short", "银行告知资金未按约定拨付", SITE_FUNDS_SHORT, alleges=Alleged.LABOUR_COSTS,
    says="看银行告知日期不晚于统计日、事项是资金未按约定拨付的告知，到统计日还没有补足的就算，不论多久以前。" + NOTICES
    + "取最久的一件，告知当天为第1天，数到统计日：满1天黄，满5天橙。",
    bands=(Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(27, 1),), since=SINCE,
    suggested="5天和颜色是本系统建议的；条例只说发现了要通知总包、由总包报告、纳入预警，银行直接报送是本系统的做法",
)  # fmt: skip
SITE_MONEY_HELD = WarningRule(
    "site_money_held", "专户或者保证金被查封、冻结、划拨", SITE_FUNDS_HELD,
    says="看银行告知日期不晚于统计日、事项是查封冻结或者划拨的告知，到统计日还没有解除或者退回的就算，不论多久以前；"
    "原因是支付本项目农民工工资或者法律另有规定的不算，没写原因的算。" + NOTICES + "有就红（1次）。",
    bands=(Band(1, Grade.RED),),
    basis=(REGULATIONS.article(33),), since=SINCE, suggested="颜色、没写原因的也算是本系统建议的",
)  # fmt: skip

ACCOUNT_RULES = (
    SITE_FEE_LATE, SITE_FEES_UNPAID, SITE_FEE_CYCLE, SITE_ACCOUNT_LOW, SITE_ACCOUNT_SPENT, SITE_ACCOUNT_MISSING, SITE_SECURITY_MISSING,
    SITE_SECURITY_SMALL, SITE_SECURITY_TO_END, SITE_SECURITY_OVER, SITE_BOARD_MISSING, SITE_OFFICER_MISSING, SITE_ATTENDANCE_MISSING,
    SITE_TOLD_SHORT, SITE_MONEY_HELD,
)  # fmt: skip
