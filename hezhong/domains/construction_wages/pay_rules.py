"""Warning rules on the wages of a site: owed, late, short, below the minimum, and what stands or fails to stand on the payroll."""

from hezhong.domains.construction_wages.policies import GUIZHOU_PAYOUT_RULES
from hezhong.early_warning.families.arrears import (
    SITE_AMOUNT_OWED,
    SITE_ARREARS,
    SITE_DAYS_LATE,
    SITE_MONTHS_RUNNING,
    SITE_PAID_IN_PART,
    SITE_RETURNED,
)
from hezhong.early_warning.families.confirmation import SITE_NOT_FILED, SITE_REFUSED, SITE_UNCONFIRMED
from hezhong.early_warning.families.leaving import SITE_LEFT_UNCONFIRMED, SITE_UNSETTLED
from hezhong.early_warning.families.minimum import SITE_AVERAGE_BELOW_MINIMUM, SITE_BELOW_MINIMUM
from hezhong.early_warning.families.pay_days import SITE_NOT_BEFORE_REST
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.labour_standards import GUANGDONG_WAGES, LABOUR_ACT, PAID_DAYS, WAGE_RULES
from hezhong.law.statutes.migrant_wages import REGULATIONS
from hezhong.law.statutes.wage_crime import INTERPRETATION

SINCE = REGULATIONS.since
COLOURS = "颜色分级是本系统建议的"
DUE = (
    "看近12个月（统计日所在月和之前11个月）项目的工资，一人一项目一个所属月算一笔：工资表上有应发日期且早于统计日的才看（几行的取最早的应发日期），"
    "已支付少于实发的，差一分也算欠；已支付不分渠道和时间，退票不算。"
)

SITE_WAGES_UNPAID = WarningRule(
    "site_wages_unpaid", "工地工资到期未足额支付", SITE_ARREARS,
    says=DUE + "按被欠的人数定级，同一人只数一次：1人起黄，10人起橙，30人起红。",
    bands=(Band(30, Grade.RED), Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(12), REGULATIONS.article(31, 3)), since=SINCE, parameters={"grace": 0}, suggested=COLOURS,
)  # fmt: skip
SITE_WAGES_LATE = WarningRule(
    "site_wages_late", "工地工资拖欠多日", SITE_DAYS_LATE,
    says=DUE + "看欠得最久的一笔，应发日期的次日为第1天，数到统计日：满1天黄，满7天橙，满30天红。",
    bands=(Band(30, Grade.RED), Band(7, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(12), REGULATIONS.article(13)), since=SINCE, parameters={"grace": 0},
    suggested="7天、30天（约一个支付周期）和颜色是本系统建议的",
)  # fmt: skip
SITE_WAGES_OWED = WarningRule(
    "site_wages_owed", "工地拖欠工资数额大", SITE_AMOUNT_OWED,
    says=DUE + "把各笔所差的钱加起来：3万元起橙，10万元起红；不到3万元的由人数规则预警。",
    bands=(Band(10_000_000, Grade.RED), Band(3_000_000, Grade.ORANGE)),
    basis=(REGULATIONS.article(3, 1), REGULATIONS.article(12), INTERPRETATION.article(3, 1)), since=SINCE, parameters={"grace": 0},
    suggested="3万元、10万元是司法解释第三条第二项幅度的两端，只借作分级，不是认定犯罪；颜色是本系统建议的",
)  # fmt: skip
SITE_WAGES_RUNNING = WarningRule(
    "site_wages_running", "工地连续几个月拖欠工资", SITE_MONTHS_RUNNING,
    says=DUE + "同一人在同一项目上被欠的所属月，一个紧接一个的连着数，中间有一个月不欠或者没有工资表就断开；看最长的：连续2个月橙，3个月起红。",
    bands=(Band(3, Grade.RED), Band(2, Grade.ORANGE)),
    basis=(REGULATIONS.article(12), REGULATIONS.article(13), INTERPRETATION.article(3, 1)), since=SINCE, parameters={"grace": 0},
    suggested="3个月借自司法解释第三条第一项，只作分级；2个月和颜色是本系统建议的",
)  # fmt: skip
SITE_WAGES_IN_PART = WarningRule(
    "site_wages_in_part", "工地工资没有发足", SITE_PAID_IN_PART,
    says=DUE + "其中已支付大于0的才看，即付了一部分而没有付足的；按人数定级，同一人只数一次：1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(12), REGULATIONS.article(31, 3)), since=SINCE, parameters={"grace": 0}, suggested=COLOURS,
)  # fmt: skip
SITE_PAYMENT_RETURNED = WarningRule(
    "site_payment_returned", "工地工资退票没有补发", SITE_RETURNED,
    says="看近12个月（统计日所在月和之前11个月）项目的工资，一人一项目一个所属月算一笔：有退票，而已支付（退票不算）仍少于工资表实发的，不等应发日期就算；"
    "没有工资表行的不算。按人数定级，同一人只数一次：1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(12), REGULATIONS.article(31, 3)), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_MINIMUM_WAGE = WarningRule(
    "site_minimum_wage", "工地工人工资低于最低工资", SITE_BELOW_MINIMUM, alleges=Alleged.MINIMUM_WAGE,
    says="看统计日所在月之前的3个月里项目工资表上的人，应发日期晚于统计日的不看，没写应发日期的看，花名册上按时计薪的不看。天数用工资表出勤天数"
    "（几行相加），没有的用出勤天数；为0的不看。天数达到当月工作日数（按放假调休）的，应发低于当地当月末的月最低工资就算；不到的，应发低于月最低工资，"
    "并且低于月最低工资÷21.75×天数才算；刚好等于都不算。应发里的加班费、津贴没有剔除，所以算出来的只会少不会多。当地没有录入最低工资的不看。"
    "按人数定级，同一人只数一次：1人起橙，10人起红。",
    bands=(Band(10, Grade.RED), Band(1, Grade.ORANGE)),
    basis=(LABOUR_ACT.article(48, 2), GUANGDONG_WAGES.article(4), PAID_DAYS.article(2)), since=SINCE,
    suggested="看几个月、颜色分级是本系统建议的",
)  # fmt: skip
SITE_AVERAGE_WAGE = WarningRule(
    "site_average_wage", "工资表人均低于最低工资", SITE_AVERAGE_BELOW_MINIMUM, alleges=Alleged.MINIMUM_WAGE,
    says="看统计日所在月之前的3个月：项目当月工资表的应发合计，少于月最低工资（当地当月末的）×工资表人数的，这个月就算；刚好等于不算。"
    "当地没有录入最低工资的不算。有1个月就红。",
    bands=(Band(1, Grade.RED),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, suggested="看几个月是本系统建议的；最低工资用本地的", shadow=True,
)  # fmt: skip
SITE_PAYROLL_UNCONFIRMED = WarningRule(
    "site_payroll_unconfirmed", "工地工资表未经本人确认", SITE_UNCONFIRMED, alleges=Alleged.WAGE_SHEETS,
    says="看统计日所在月和之前2个月项目的工资表：应发日期是统计日或者更早（几行的取最早的，没写的不看），还有一行以上本人未确认的就算；"
    "本人写明不认可的不在这里算。按人数定级，同一人只数一次：1人起黄，30人起橙。",
    bands=(Band(30, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(31, 2), REGULATIONS.article(56)), since=SINCE, suggested="看几个月、颜色分级是本系统建议的",
)  # fmt: skip
SITE_PAYROLL_REFUSED = WarningRule(
    "site_payroll_refused", "工地工人不认可工资表", SITE_REFUSED, alleges=Alleged.WAGE_SHEETS,
    says="看近12个月（统计日所在月和之前11个月）项目的工资表：有一行以上本人不认可的就算，不管是否已付。按人数定级，同一人只数一次：1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(31, 2),), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_PAYROLL_MISSING = WarningRule(
    "site_payroll_missing", "工地有出勤而没有工资表", SITE_NOT_FILED, alleges=Alleged.WAGE_SHEETS,
    says="看统计日所在月之前的11个月里，月末加15天早于统计日的月份：项目当月有人出勤，而没有一个人在工资表上的，这个月就算。"
    "按月数定级：1个月黄，2个月橙，3个月起红。",
    bands=(Band(3, Grade.RED), Band(2, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(31, 2), REGULATIONS.article(15, 1), REGULATIONS.article(56)), since=SINCE, parameters={"grace": 15},
    suggested="等15天和颜色分级是本系统建议的",
)  # fmt: skip
SITE_PAY_BEFORE_REST = WarningRule(
    "site_pay_before_rest", "应发日遇休息日没有提前发放", SITE_NOT_BEFORE_REST, alleges=Alleged.WAGES,
    says="应发日期是休息日或者节假日（按放假调休）的项目工资，应当在它前面最近的一个工作日或者更早付清。看统计日所在月和之前3个月的工资里，应发日期在统计日前61天到统计日后10天之间、"
    "而那个工作日早于统计日、实发大于0的（几行的取最早的应发日期）：已支付少于实发，或者最晚支付日在那个工作日之后的就算。按人数，同一人只数一次，1人起黄。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(14, 1), WAGE_RULES.article(7)), since=SINCE, suggested="看几天、颜色是本系统建议的",
)  # fmt: skip
SITE_LEFT_UNSETTLED = WarningRule(
    "site_left_unsettled", "工人退场没有结清工资", SITE_UNSETTLED,
    says="花名册上在这个项目的各行都有退场日期、最晚的退场日期加7天早于统计日、且在近12个月（统计日所在月和之前11个月）以内的人，看他近12个月在这个项目的"
    "每一个月：已支付（退票不算）少于实发的算；出勤天数大于0而没有工资表行的也算。按人数定级，同一人只数一次：1人起黄，10人起橙，30人起红。",
    bands=(Band(30, Grade.RED), Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(WAGE_RULES.article(9), GUANGDONG_WAGES.article(13), REGULATIONS.article(16)), since=SINCE, parameters={"grace": 7},
    suggested="等7天和颜色分级是本系统建议的；退场按解除、终止劳动关系看待，须核实",
)  # fmt: skip
SITE_LEFT_WITHOUT_CONFIRMATION = WarningRule(
    "site_left_without_confirmation", "工人退场没有本人确认的结算", SITE_LEFT_UNCONFIRMED, alleges=Alleged.WAGE_SHEETS,
    says="花名册上在这个项目的各行都有退场日期、最晚的退场日期早于统计日、且在近12个月（统计日所在月和之前11个月）以内的人，看退场那个月：有出勤，"
    "而没有一行工资表是本人确认过的（没有工资表行、全是未确认或者不认可的）就算。1人就红。",
    bands=(Band(1, Grade.RED),),
    basis=(GUIZHOU_PAYOUT_RULES,), since=GUIZHOU_PAYOUT_RULES.since, parameters={"grace": 0},
    suggested="以退场当月的工资表当作结算单，是本系统建议的", shadow=True,
)  # fmt: skip

PAY_RULES = (
    SITE_WAGES_UNPAID, SITE_WAGES_LATE, SITE_WAGES_OWED, SITE_WAGES_RUNNING, SITE_WAGES_IN_PART, SITE_PAYMENT_RETURNED,
    SITE_MINIMUM_WAGE, SITE_AVERAGE_WAGE, SITE_PAYROLL_UNCONFIRMED, SITE_PAYROLL_REFUSED, SITE_PAYROLL_MISSING,
    SITE_PAY_BEFORE_REST, SITE_LEFT_UNSETTLED, SITE_LEFT_WITHOUT_CONFIRMATION,
)  # fmt: skip
