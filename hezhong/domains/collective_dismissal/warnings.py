"""Warnings of collective dismissals (劳动合同法 41): the scale that binds, the plan reported, the days between, the daily reports."""

from datetime import date

from hezhong.early_warning.families.layoffs import DAYS_WITHOUT_REPORT, NOT_REPORTED, ON_THE_SCALE, TOO_SOON
from hezhong.early_warning.vocabulary import Band, Grade, WarningRule
from hezhong.law.statutes.labour_contract import ACT

BASIS = (ACT.article(41, 1),)
SCALE = {"window": 30, "people": 20, "share": 1_000}
SUMMED = (
    "取裁员日报告中报告日在统计日及之前29天（共30天）内的行，按用人单位合计：当日解除人数之和达到20人，"
    "或者不足20人但不少于职工总数的10%（职工总数取这30天内报告的最大值，恰为10%也算），即为达到法定人数"
)
ROLLING = "法条没有规定人数累计的期间，连续30天是本系统建议的"
PLAN = "报告方案日取裁员日报告中统计日及之前179天（共180天）内拟裁减人数大于零的最早报告日"

ON_SCALE = WarningRule(
    "layoffs_on_the_scale", "裁员达到法定程序人数", ON_THE_SCALE,
    says=f"{SUMMED}；达到的，按这30天当日解除人数之和定级：1人起黄，50人起橙，100人起红。",
    bands=(Band(100, Grade.RED), Band(50, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=BASIS, since=date(2008, 1, 1), parameters=SCALE, suggested=f"{ROLLING}；按50人、100人升级也是",
)  # fmt: skip
UNREPORTED = WarningRule(
    "layoffs_not_reported", "裁员达到法定人数而没有报告方案", NOT_REPORTED,
    says=f"{SUMMED}；达到的单位，统计日及之前179天（共180天）内没有一行拟裁减人数大于零的，按这30天当日解除人数之和定级：1人起红。",
    bands=(Band(1, Grade.RED),),
    basis=BASIS, since=date(2008, 1, 1), parameters=SCALE,
    suggested=f"{ROLLING}；以日报告中的拟裁减人数作为已经报告方案的记录，往前看180天，也是",
)  # fmt: skip
SOON = WarningRule(
    "layoffs_too_soon", "报告裁员方案后不满三十日解除", TOO_SOON,
    says=f"{SUMMED}；{PLAN}；达到法定人数且有报告方案日的单位，这30天内解除的报告日早于报告方案日之后第30天的（报告方案日之前的也算，恰为第30天的不算），"
    "把这些天的当日解除人数相加：1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=BASIS, since=date(2008, 1, 1), parameters={**SCALE, "advance": 30},
    suggested=f"{ROLLING}；法条的三十日从向工会或者全体职工说明情况起算，台账没有这一天，以报告方案日代替",
)  # fmt: skip
GAPS = WarningRule(
    "layoff_days_without_report", "裁员期间日报缺报", DAYS_WITHOUT_REPORT,
    says=f"{PLAN}；统计日及之前179天内当日解除人数之和仍少于其中最大的拟裁减人数的单位，在统计日之前的30天（不含统计日）中，"
    "数出不早于报告方案日的工作日（按国务院放假安排），减去其中有报告行的工作日，差数为缺报天数：1天起黄，5天起橙。",
    bands=(Band(5, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=BASIS, since=date(2008, 1, 1), parameters={"window": 30},
    suggested="法条只要求报告裁减人员方案；裁员期间每个工作日报告一次、缺报天数和分级都是本系统建议的，须由主管机关以文件确定",
)  # fmt: skip

RULES = (ON_SCALE, UNREPORTED, SOON, GAPS)
