"""Warnings of disputes in the making: complaints that come again, of many, growing, of much money; supplies fall, tax and rent are owed."""

from datetime import date

from hezhong.early_warning.families.complained import AGAIN, CLAIMED, GROUP, GROWING, PEOPLE_TOGETHER, REPEATED
from hezhong.early_warning.families.operating import FALLING, RENT_OWED, TAX_OWED
from hezhong.early_warning.vocabulary import Band, Grade, WarningRule
from hezhong.law.statutes.arbitration import GUANGDONG_MEASURES
from hezhong.law.statutes.inspection import GUANGDONG_ACT
from hezhong.law.statutes.migrant_wages import REGULATIONS

WATCH = (GUANGDONG_MEASURES.article(11), GUANGDONG_ACT.article(21, 1))
SIGNS = (REGULATIONS.article(38, 2), GUANGDONG_MEASURES.article(11))
SINCE = date(2017, 5, 1)
DEMO = "取自一个公开的演示仓库，不是本地规定，只试运行"
IN_90 = "取投诉举报中收到日期在统计日及之前89天（共90天）内的行"
IN_30 = "取投诉举报中收到日期在统计日及之前29天（共30天）内的行"

OFTEN = WarningRule(
    "complaints_repeated", "九十天内多次被投诉举报", REPEATED,
    says=f"{IN_90}，按被投诉单位数件数定级，已办结的也算：3件起黄，5件起橙，10件起红。",
    bands=(Band(10, Grade.RED), Band(5, Grade.ORANGE), Band(3, Grade.YELLOW)),
    basis=WATCH, since=SINCE, parameters={"window": 90}, suggested="90天和3件、5件、10件都是本系统建议的",
)  # fmt: skip
OF_A_GROUP = WarningRule(
    "complaint_of_a_group", "十人以上的群体性投诉", GROUP,
    says=f"{IN_30}，按被投诉单位各件中最大的涉及人数定级，已办结的也算：10人起橙，30人起红。",
    bands=(Band(30, Grade.RED), Band(10, Grade.ORANGE)),
    basis=(GUANGDONG_ACT.article(21, 2), GUANGDONG_ACT.article(38)), since=date(2013, 5, 1), parameters={"window": 30},
    suggested="十人以上是条例所称集体投诉的人数；30天和30人升红是本系统建议的",
)  # fmt: skip
PEOPLE_IN_30_DAYS = WarningRule(
    "complaints_people", "三十天内投诉举报合计十人以上", PEOPLE_TOGETHER,
    says=f"{IN_30}，按被投诉单位把各件的涉及人数相加定级，同一人多次投诉的重复计算，已办结的也算：10人起红。",
    bands=(Band(10, Grade.RED),),
    basis=WATCH, since=SINCE, parameters={"window": 30}, shadow=True, suggested=f"30天10人报红{DEMO}",
)  # fmt: skip
MORE_THAN_BEFORE = WarningRule(
    "complaints_growing", "投诉举报明显增多", GROWING,
    says=f"{IN_30}，按被投诉单位数件数；再数之前30天（统计日之前第30天到第59天）的件数。后一段至少3件，且比前一段增加不少于30%（恰为30%也算，前一段为零也算）的，按后一段件数定级：3件起黄。",
    bands=(Band(3, Grade.YELLOW),),
    basis=WATCH, since=SINCE, parameters={"window": 30, "share": 3_000, "least": 3}, shadow=True,
    suggested=f"增长30%{DEMO}；30天和至少3件是本系统建议的",
)  # fmt: skip
SAME_AGAIN = WarningRule(
    "complaints_again", "同一事由反复被投诉举报", AGAIN,
    says=f"{IN_90}；同一被投诉单位、同一事由的投诉举报按收到日期、投诉件编号从小到大排列，一件的收到日期与它前一件（可以早于这90天）相隔少于90天的（同一天也算）为再次；"
    "按再次的件数占这90天件数的比例定级：60%起橙（恰为60%也算）。",
    bands=(Band(6_000, Grade.ORANGE),),
    basis=WATCH, since=SINCE, parameters={"window": 90}, shadow=True, suggested=f"60%{DEMO}；90天是本系统建议的",
)  # fmt: skip
MUCH_CLAIMED = WarningRule(
    "complaints_claimed", "未办结投诉举报涉及金额较大", CLAIMED,
    says="取投诉举报中收到日期在统计日及之前364天（共365天）内、办结日期为空或者晚于统计日、涉及金额大于零的行，按被投诉单位把涉及金额相加定级：5万元起橙，10万元起红。",
    bands=(Band(10_000_000, Grade.RED), Band(5_000_000, Grade.ORANGE)),
    basis=WATCH, since=SINCE, shadow=True, suggested=f"五万元、十万元{DEMO}",
)  # fmt: skip
SUPPLIES_FALL = WarningRule(
    "supplies_falling", "用水用电用气和税款骤降", FALLING,
    says="取生产经营信号中类别为水、电、燃气（看用量）和税（看当月应缴金额）、该数不为空的行，费用所属月为统计日所在月之前第1个月到第6个月；按用人单位和类别（各市合计），"
    "六个月都有的才比：第1到第3个月之和比第4到第6个月之和减少50%以上（恰为50%也算，第4到第6个月之和为零的不比）的为骤降；按骤降的类别数定级：1类黄，2类橙，3类起红。",
    bands=(Band(3, Grade.RED), Band(2, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=SIGNS, since=date(2020, 5, 1), parameters={"share": 5_000},
    suggested="法规要求监控这些指标的变化，没有定数；三个月比三个月、减少一半和按类别数分级是本系统建议的",
)  # fmt: skip
TAX = WarningRule(
    "tax_owed", "欠缴税款", TAX_OWED,
    says="取生产经营信号中类别为税、费用所属月为统计日所在月及之前11个月的行，把其中欠缴金额大于零的相加，按用人单位的合计金额定级：1分起黄，10万元起橙。",
    bands=(Band(10_000_000, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=SIGNS, since=date(2020, 5, 1), suggested="法规要求监控税收指标的变化，没有定数；十万元升橙是本系统建议的",
)  # fmt: skip
RENT = WarningRule(
    "rent_owed", "拖欠房租", RENT_OWED,
    says="取生产经营信号中类别为房租、费用所属月为统计日所在月及之前11个月的行，把其中欠缴金额大于零的相加，按用人单位的合计金额定级：1分起黄，10万元起橙。",
    bands=(Band(10_000_000, Grade.ORANGE), Band(1, Grade.YELLOW)),
    basis=(GUANGDONG_MEASURES.article(11),), since=SINCE, suggested="法规要求收集租金缴交信息加强预警，没有定数；十万元升橙是本系统建议的",
)  # fmt: skip

RULES = (OFTEN, OF_A_GROUP, PEOPLE_IN_30_DAYS, MORE_THAN_BEFORE, SAME_AGAIN, MUCH_CLAIMED, SUPPLIES_FALL, TAX, RENT)
