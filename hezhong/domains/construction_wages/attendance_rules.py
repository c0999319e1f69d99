"""Warning rules on who works on a site: registered, under contract, on the payroll, and attendance that cannot be true."""

from hezhong.early_warning.families.attendance import (
    SITE_ALL_AT_ONCE,
    SITE_LONG_DAYS,
    SITE_NO_REST,
    SITE_SAME_MINUTE,
    SITE_TWO_SITES,
)
from hezhong.early_warning.families.complaints import SITE_WAGE_COMPLAINTS
from hezhong.early_warning.families.heads import SITE_HEADS_APART, SITE_NOT_ATTENDED, SITE_NOT_ON_PAYROLL
from hezhong.early_warning.families.registration import (
    SITE_BEFORE_CONTRACT,
    SITE_CONTRACT_OVERDUE,
    SITE_OUTSIDE_STAY,
    SITE_UNREGISTERED,
)
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import LABOUR_ACT
from hezhong.law.statutes.migrant_wages import REGULATIONS

SINCE = REGULATIONS.since
COLOURS = "看几个月、颜色分级是本系统建议的"
RECENT = "看统计日所在月和上个月在项目有出勤（刷卡或者计工单）的人，一人一项目一个月算一笔："
BEFORE = "看统计日所在月之前的3个月，一人一项目一个月算一笔："
HEADS = "按人数定级，同一人只数一次："

SITE_REAL_NAMES = WarningRule(
    "site_real_names", "未实名登记的人员出勤", SITE_UNREGISTERED, alleges=Alleged.REAL_NAMES,
    says=RECENT + "当月不在这个项目花名册上（没有一行进场日期不晚于月末且没有在月初以前退场）的就算，统计日所在月以统计日为月末。" + HEADS + "1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(28, 1), REGULATIONS.article(55)), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_CONTRACT_FIRST = WarningRule(
    "site_contract_first", "未订立劳动合同的人员出勤", SITE_BEFORE_CONTRACT, alleges=Alleged.CONTRACT,
    says=RECENT + "没有劳动合同（花名册写的，或者当月有效的）就算；有合同而起始日之前已有出勤日的也算，起始日当天不算；起始日不详的不算。" + HEADS + "1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(28, 1),), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_CONTRACT_LATE = WarningRule(
    "site_contract_late", "用工满一个月未订立书面劳动合同", SITE_CONTRACT_OVERDUE, alleges=Alleged.CONTRACT,
    says="看统计日所在月在项目花名册上、没有退场的人：没有劳动合同（劳动合同在统计日以后才起始的，算没有），而且从进场日期起超过1个月的就算，即次月的同一天（没有这一天的按月末）早于统计日；当天不算。"
    "新进场未满1个月的不算。" + HEADS + "1人起橙，10人起红。",
    bands=(Band(10, Grade.RED), Band(1, Grade.ORANGE)),
    basis=(ACT.article(10, 2), ACT.article(82, 1)), since=SINCE, parameters={"months": 1}, suggested="颜色分级是本系统建议的",
)  # fmt: skip
SITE_STAY_DATES = WarningRule(
    "site_stay_dates", "进场前、退场后的出勤", SITE_OUTSIDE_STAY, alleges=Alleged.REAL_NAMES,
    says=RECENT + "当月在花名册上，而有出勤日早于花名册上最早的进场日期，或者晚于当月所记的退场日期的就算；进场、退场当天不算；两次进场之间的不看。"
    + HEADS + "1人起黄。",
    bands=(Band(1, Grade.YELLOW),),
    basis=(REGULATIONS.article(28, 1), REGULATIONS.article(28, 2)), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_LEFT_OFF_PAYROLL = WarningRule(
    "site_left_off_payroll", "有出勤而不在工资表上", SITE_NOT_ON_PAYROLL, alleges=Alleged.WAGE_SHEETS,
    says=BEFORE + "项目当月有工资表（至少一个人有行），而有出勤的人没有行的就算。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(31, 2), REGULATIONS.article(15, 1)), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_GHOSTS = WarningRule(
    "site_ghosts", "在工资表上而没有出勤", SITE_NOT_ATTENDED, alleges=Alleged.WAGE_SHEETS,
    says=BEFORE + "项目当月有人出勤，而工资表上应发大于0的人出勤天数为0的就算。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(28, 2), REGULATIONS.article(31, 2)), since=SINCE, suggested=COLOURS,
)  # fmt: skip
SITE_HEADS_DIFFER = WarningRule(
    "site_heads_differ", "考勤人数与工资表人数不符", SITE_HEADS_APART, alleges=Alleged.WAGE_SHEETS,
    says="看统计日所在月之前的3个月里项目出勤人数和工资表人数都大于0的月份：两数之差超过出勤人数的10%就算，刚好10%不算。取差得最多的月：差1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(REGULATIONS.article(28, 2), REGULATIONS.article(31, 2)), since=SINCE, parameters={"share": 1_000},
    suggested="10%、看几个月和颜色是本系统建议的",
)  # fmt: skip
SITE_MINUTES_ALIKE = WarningRule(
    "site_minutes_alike", "工人每天同一分钟进场", SITE_SAME_MINUTE, alleges=Alleged.REAL_NAMES,
    says=RECENT + "当月有进场刷卡，最早进场和最晚进场（按一天里的分钟）是同一分钟，而且出勤天数达到10天的就算。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(28, 2),), since=SINCE, parameters={"days": 10}, suggested="10天、看几个月和颜色分级是本系统建议的",
)  # fmt: skip
SITE_SWIPES_AT_ONCE = WarningRule(
    "site_swipes_at_once", "全体工人同一分钟进场", SITE_ALL_AT_ONCE, alleges=Alleged.REAL_NAMES,
    says="看上个月1日至统计日项目的每一天：有10人以上（含10人）刷卡进场，而当天所有进场刷卡都在同一分钟的，这天就算。按天数定级：1天起黄，5天起橙。",
    bands=(Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(28, 2),), since=SINCE, parameters={"people": 10}, suggested="10人、看几个月和颜色分级是本系统建议的",
)  # fmt: skip
SITE_SAME_DAYS_ELSEWHERE = WarningRule(
    "site_same_days_elsewhere", "工人同日在两个项目出勤", SITE_TWO_SITES, alleges=Alleged.REAL_NAMES,
    says=RECENT + "同一地市同一个月里，他在另一个项目的出勤日与这个项目的出勤日有1天以上（含1天）是同一天的就算，两个项目各算一次。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(REGULATIONS.article(28, 2),), since=SINCE, parameters={"days": 1}, suggested="看几个月、颜色分级是本系统建议的；也可能是真的两处干活，须核实",
)  # fmt: skip
SITE_WITHOUT_REST = WarningRule(
    "site_without_rest", "工人连续出勤没有休息", SITE_NO_REST, alleges=Alleged.HOURS,
    says="看统计日所在月和上个月在项目有出勤的人：这两个月里在这个项目连续7天以上（含7天，可以跨月）天天有出勤的就算；在别的项目的出勤不接起来。"
    "占这些人的比例定级：有1人就黄，10%起橙，30%起红。",
    bands=(Band(3_000, Grade.RED), Band(1_000, Grade.ORANGE), Band(0, Grade.YELLOW, above=True)),
    basis=(LABOUR_ACT.article(38),), since=SINCE, parameters={"days": 7},
    suggested="法律按周说，连续7天是本系统的看法；比例和颜色是本系统建议的",
)  # fmt: skip
SITE_HOURS_A_DAY = WarningRule(
    "site_hours_a_day", "计工单单日工时过长", SITE_LONG_DAYS, alleges=Alleged.HOURS,
    says="看统计日所在月和上个月项目有计工单的人：当月单日最长超过660分钟（11小时）的就算，刚好660分钟不算。" + HEADS + "1人起黄，10人起橙。",
    bands=(Band(10, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(LABOUR_ACT.article(36), LABOUR_ACT.article(41)), since=SINCE, parameters={"minutes": 660},
    suggested="8小时加3小时为660分钟；看几个月、颜色分级是本系统建议的",
)  # fmt: skip
SITE_GROUP_COMPLAINTS = WarningRule(
    "site_group_complaints", "多人投诉讨薪", SITE_WAGE_COMPLAINTS, alleges=Alleged.WAGES,
    says="看统计日和之前29天（共30天）收到的、注明这个项目、事由是工资、到统计日还没有办结的投诉举报：涉及人数加起来，10人起橙，30人起红；几件里重复的人没有剔除。",
    bands=(Band(30, Grade.RED), Band(10, Grade.ORANGE)),
    basis=(REGULATIONS.article(29, 3), REGULATIONS.article(10, 3)), since=SINCE, parameters={"days": 30},
    suggested="30天、10人、30人和颜色是本系统建议的",
)  # fmt: skip

ATTENDANCE_RULES = (
    SITE_REAL_NAMES, SITE_CONTRACT_FIRST, SITE_CONTRACT_LATE, SITE_STAY_DATES, SITE_LEFT_OFF_PAYROLL, SITE_GHOSTS, SITE_HEADS_DIFFER,
    SITE_MINUTES_ALIKE, SITE_SWIPES_AT_ONCE, SITE_SAME_DAYS_ELSEWHERE, SITE_WITHOUT_REST, SITE_HOURS_A_DAY, SITE_GROUP_COMPLAINTS,
)  # fmt: skip
