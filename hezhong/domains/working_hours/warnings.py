"""Warnings about working hours and rest: overtime of a month, overtime of a day, days running without rest."""

from datetime import date

from hezhong.early_warning.families.working_time import DAY_OVERTIME, MONTH_OVERTIME, WITHOUT_REST
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.labour_standards import LABOUR_ACT, WORKING_TIME

HIRER = "单位取劳动者月度汇总的用工单位，用工单位为空的取单位，都没有的不计"
MONTHS = "所属月为统计日所在月或者上个月"
GRADED = "按这样的人数占该单位有上述行的劳动者人数的比例定级：有一人为黄，不少于10%为橙，不少于30%为红"
BANDS = (Band(3_000, Grade.RED), Band(1_000, Grade.ORANGE), Band(0, Grade.YELLOW, above=True))
SHARES = "10%升橙、30%升红是本系统建议的"
BASIS = (LABOUR_ACT.article(41), LABOUR_ACT.article(90))

MONTHLY = WarningRule(
    "overtime_of_a_month", "每月加班超过三十六小时", MONTH_OVERTIME, alleges=Alleged.HOURS,
    says=f"{HIRER}；取记工时长不为空的行，{MONTHS}；同一单位同一劳动者同一个月各行的记工时长相加，减去该月工作日数（按国务院放假安排，整月计）乘480分钟，"
    f"为该月延长的时间；两个月中较大的一个大于2160分钟的为超过（恰为2160分钟不算）。{GRADED}。",
    bands=BANDS, basis=(*BASIS, WORKING_TIME.article(3)), since=date(1995, 5, 1), parameters={"daily": 480, "most": 2_160},
    suggested=f"缺勤会抵减延长的时间，所以只少算不多算；特殊工时制和劳动法第四十二条的情形须核对；{SHARES}",
)  # fmt: skip
DAILY = WarningRule(
    "overtime_of_a_day", "单日加班超过三小时", DAY_OVERTIME, alleges=Alleged.HOURS,
    says=f"{HIRER}；取记工时长不为空的行，{MONTHS}；同一单位同一劳动者各行中最大的单日最长，减去480分钟，大于180分钟的为超过（恰为180分钟不算）。{GRADED}。",
    bands=BANDS, basis=(*BASIS, WORKING_TIME.article(3)), since=date(1995, 5, 1), parameters={"daily": 480, "most": 180},
    suggested=f"特殊工时制和劳动法第四十二条的情形须核对；{SHARES}",
)  # fmt: skip
NO_REST = WarningRule(
    "days_without_rest", "连续七日没有休息", WITHOUT_REST, alleges=Alleged.HOURS,
    says=f"{HIRER}；取出勤天数大于零的行，{MONTHS}；同一单位同一劳动者各行的出勤日（按位）合并（任一行出勤即为出勤），上个月1日到统计日之间"
    f"有连续7个自然日都出勤的（可以跨月）为没有休息。{GRADED}。",
    bands=BANDS, basis=(LABOUR_ACT.article(38),), since=date(1995, 1, 1), parameters={"days": 7},
    suggested=f"法条是每周至少休息一日，以连续七日出勤来查是本系统建议的；{SHARES}",
)  # fmt: skip

RULES = (MONTHLY, DAILY, NO_REST)
