"""Warnings about social insurance: not everybody insured, heads that fall at once, contributions owed."""

from datetime import date

from hezhong.early_warning.families.insured import FALLING_HEADS, FEWER_THAN_STAFF, INSURANCE_OWED
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES
from hezhong.law.statutes.labour_standards import LABOUR_ACT, SOCIAL_INSURANCE

TOLD = "只看同一地级以上市在上个月至少有一行的险种；单位在上个月没有该险种的行的，参保人数按0"

NOT_INSURED = WarningRule(
    "insured_fewer_than_staff", "参保人数少于用工人数", FEWER_THAN_STAFF, alleges=Alleged.SOCIAL_INSURANCE,
    says="用工人数为劳动者月度汇总中项目为0（单位无项目）、工资表行数大于零的劳动者，统计日之前第1个月和第2个月在同一市都有行的，按市和单位数人；"
    f"参保人数取社会保险参保人数中费款所属月为统计日之前第1个月（上个月）的行。{TOLD}。用工人数减参保人数大于零、"
    "且不少于用工人数的5%（恰为5%也算）的险种，按单位各市各险种中最大的差数定级：1人起橙。",
    bands=(Band(1, Grade.ORANGE),),
    basis=(SOCIAL_INSURANCE.article(58, 1), LABOUR_ACT.article(72)), since=date(2011, 7, 1), parameters={"share": 500},
    suggested="台账没有用工起始日，以连续两个月在工资表上推定用工已满三十日；5%的差异率是本系统建议的；退休返聘等不需要参保的须核对",
)  # fmt: skip
HEADS_FALL = WarningRule(
    "insured_heads_falling", "参保人数一个月内骤降", FALLING_HEADS, alleges=Alleged.SOCIAL_INSURANCE,
    says="取社会保险参保人数中费款所属月为统计日之前第2个月的行，与同市同单位同险种在第1个月（上个月）的行比。"
    f"{TOLD}。前一个月减后一个月的参保人数大于零、且不少于前一个月的10%（恰为10%也算）的险种，按单位各市各险种中最大的减少人数定级：10人起黄，20人起橙，50人起红。",
    bands=(Band(50, Grade.RED), Band(20, Grade.ORANGE), Band(10, Grade.YELLOW)),
    basis=(GUANGDONG_MEASURES.article(11),), since=date(2017, 5, 1), parameters={"share": 1_000},
    suggested="法规只要求收集社会保险等信息加强风险预警，没有定数；10%和10人、20人、50人是本系统参照劳动合同法第四十一条的裁员人数建议的",
)  # fmt: skip
CONTRIBUTIONS_OWED = WarningRule(
    "social_insurance_owed", "欠缴社会保险费", INSURANCE_OWED, alleges=Alleged.SOCIAL_INSURANCE,
    says="取社会保险参保人数中费款所属月为统计日所在月及之前11个月的行，把欠缴金额大于零的相加，按单位的合计金额定级：1分起黄，10万元起橙。",
    bands=(Band(10_000_000, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(SOCIAL_INSURANCE.article(60, 1), SOCIAL_INSURANCE.article(86)), since=date(2011, 7, 1), suggested="十万元升橙是本系统建议的",
)  # fmt: skip

RULES = (NOT_INSURED, HEADS_FALL, CONTRIBUTIONS_OWED)
