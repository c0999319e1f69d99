"""Warnings about wages of employers without a site: owed, too little, too much taken off, late, without a sheet."""

from datetime import date

from hezhong.early_warning.families.arrears import EMPLOYER_ARREARS
from hezhong.early_warning.families.employer_arrears import LATE, MONTHS_RUNNING, OF_MANY, OVERDUE_MONTHS
from hezhong.early_warning.families.pay import AFTER_A_DAY_OF_REST, BELOW_MINIMUM, TOO_MUCH_DEDUCTED, WITHOUT_A_SHEET
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes import labour_contract
from hezhong.law.statutes.labour_standards import GUANGDONG_WAGES, LABOUR_ACT, MINIMUM_WAGE_RULES, WAGE_RULES
from hezhong.law.statutes.wage_crime import GUANGDONG_NOTICE, INTERPRETATION

OWING = (LABOUR_ACT.article(50), labour_contract.ACT.article(30, 1))
ROWS = "取劳动者月度汇总中项目为0（单位无项目）、工资表行数大于零"
DUE = f"{ROWS}、应发日期早于统计日的行，所属月为统计日所在月及之前11个月"
SHORT = f"{DUE}；已支付少于实发的为未付清，差额为实发减已支付，差一分也算"
LATELY = f"{ROWS}的行，所属月为统计日所在月及之前2个月"

UNPAID = WarningRule(
    "employer_wages_unpaid", "单位工资到期未足额支付", EMPLOYER_ARREARS,
    says=f"{SHORT}；按单位数未付清的劳动者人数（同一人只数一次）定级：1人起黄，5人起橙，10人起红。",
    bands=(Band(10, Grade.RED), Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=OWING, since=date(2008, 1, 1), parameters={"grace": 0}, suggested="按人数分级是本系统建议的",
)  # fmt: skip
UNPAID_FOR_DAYS = WarningRule(
    "employer_wages_late", "单位工资逾期天数", LATE,
    says=f"{SHORT}；逾期天数为统计日减应发日期，应发日的次日为1天；按单位未付清各行中最大的逾期天数定级：1天起黄，7天起橙，31天起红。",
    bands=(Band(31, Grade.RED), Band(7, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=OWING, since=date(2008, 1, 1), parameters={"grace": 0}, suggested="逾期7天升橙、31天（一个支付周期）升红是本系统建议的",
)  # fmt: skip
UNPAID_MONTHS = WarningRule(
    "employer_months_running", "单位连续几个月拖欠工资", MONTHS_RUNNING,
    says=f"{SHORT}；对每名劳动者数所属月前后相连的未付清月份，取其中最长一段的月数（不要求连到最近一个月）；按单位各劳动者中最大的月数定级：2个月橙，3个月起红。",
    bands=(Band(3, Grade.RED), Band(2, Grade.ORANGE)),
    basis=(*OWING, INTERPRETATION.article(3, 1)), since=date(2013, 1, 23), parameters={"grace": 0},
    suggested="三个月对照司法解释第三条第一项的月数，不看数额，只用来提前处置，不表示构成犯罪；两个月升橙是本系统建议的",
)  # fmt: skip
UNPAID_TO_MANY = WarningRule(
    "employer_arrears_of_many", "拖欠十人以上且数额较大", OF_MANY,
    says=f"{SHORT}；单位未付清的劳动者（同一人只数一次）达到10人的，把全部差额相加，按合计金额定级：3万元起橙，10万元起红；不足10人的不报。",
    bands=(Band(10_000_000, Grade.RED), Band(3_000_000, Grade.ORANGE)),
    basis=(*OWING, INTERPRETATION.article(3, 1), GUANGDONG_NOTICE.article(0)), since=date(2015, 3, 3), parameters={"grace": 0, "people": 10},
    suggested="三万元是司法解释所定幅度的下限，十万元是上限，也是广东一类地区的数额（二类地区为六万元）；只用来提前处置，不表示构成犯罪",
)  # fmt: skip
BELOW_LEAST = WarningRule(
    "employer_pay_below_minimum", "应发工资低于当地最低工资标准", BELOW_MINIMUM, alleges=Alleged.MINIMUM_WAGE,
    says=f"{LATELY}，且工资表出勤天数不为空、不少于该月工作日数（按国务院放假安排，整月计）；"
    "应发少于所属月最后一日当地月最低工资标准的为低于标准；当地没有录入标准的不比。按单位数低于标准的劳动者人数（同一人只数一次）定级：1人起橙，10人起红。",
    bands=(Band(10, Grade.RED), Band(1, Grade.ORANGE)),
    basis=(LABOUR_ACT.article(48, 2), labour_contract.ACT.article(85), MINIMUM_WAGE_RULES.article(12)), since=date(2008, 1, 1),
    suggested="台账的应发不能剔除加班费和津贴，只查得出明显偏低的；最低工资数额按法规参数，转载来源的须先核对；10人升红是本系统建议的",
)  # fmt: skip
DEDUCTED = WarningRule(
    "employer_pay_deducted", "工资扣款超过应发的百分之二十", TOO_MUCH_DEDUCTED, alleges=Alleged.DEDUCTIONS,
    says=f"{LATELY}；扣款大于应发的20%（恰为20%不算，应发为零而有扣款的算）的为扣款过多；按单位数扣款过多的劳动者人数（同一人只数一次）定级：1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(WAGE_RULES.article(16), GUANGDONG_WAGES.article(15)), since=date(2005, 5, 1), parameters={"share": 2_000},
    suggested="20%的上限只限制赔偿经济损失的扣除；台账的扣款还包括代扣的个人所得税和社会保险费，须核对后才能认定；10人升橙是本系统建议的",
)  # fmt: skip
REST_DAY = WarningRule(
    "employer_pay_after_rest_day", "发薪日遇休息日没有提前支付", AFTER_A_DAY_OF_REST, alleges=Alleged.WAGES,
    says=f"{LATELY}，且应发日期不早于其中最早一个月的1日、不晚于统计日，是休息日或者法定休假日（按国务院放假安排，不是工作日）；"
    "截至应发日之前最近的工作日没有付清的为没有提前：已支付少于实发，或者最晚支付日晚于该工作日。按单位数没有提前的劳动者人数（同一人只数一次）定级：1人起蓝，10人起黄。",
    bands=(Band(10, Grade.YELLOW), Band(1, Grade.BLUE)),
    basis=(WAGE_RULES.article(7),), since=date(1995, 1, 1), suggested="按人数分级是本系统建议的；应发日已付清、之后又补发同月工资的也会列出，须核对",
)  # fmt: skip
OFTEN_OVERDUE = WarningRule(
    "employer_often_overdue", "一年内多次逾期发薪", OVERDUE_MONTHS, alleges=Alleged.WAGES,
    says=f"{DUE}；单位的一个所属月里，只要有一名劳动者已支付少于实发，或者应发日后支付大于零，这个月就是逾期；按单位逾期的月数定级：1个月起黄，3个月起橙，5个月起红。",
    bands=(Band(5, Grade.RED), Band(3, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=OWING, since=date(2008, 1, 1), shadow=True, suggested="1次、3次、5次的分级取自一个公开的演示仓库，不是本地规定，只试运行",
)  # fmt: skip
NO_SHEET = WarningRule(
    "employer_without_payroll", "有用工没有工资支付表", WITHOUT_A_SHEET, alleges=Alleged.REGISTERS,
    says="取劳动者月度汇总中项目为0（单位无项目）的行，所属月为统计日所在月之前第2个月到第13个月（共12个月）；"
    "已支付大于零或者出勤天数大于零，而工资表行数为零的，为没有工资支付表；按单位数这样的劳动者人数（同一人只数一次）定级：1人起黄。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(WAGE_RULES.article(6), GUANGDONG_WAGES.article(16)), since=date(2005, 5, 1),
    suggested="台账里没有不等于单位没有编制，先提示补报；往前看12个月是本系统建议的（保存期至少两年）",
)  # fmt: skip

RULES = (UNPAID, UNPAID_FOR_DAYS, UNPAID_MONTHS, UNPAID_TO_MANY, BELOW_LEAST, DEDUCTED, REST_DAY, OFTEN_OVERDUE, NO_SHEET)
