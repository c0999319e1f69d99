"""Warnings about written employment contracts: none within a month of the hiring, and work after the contract's end."""

from datetime import date

from hezhong.early_warning.families.written_contracts import ABOUT_TO_END, AFTER_ITS_END, WITHOUT_CONTRACT
from hezhong.early_warning.vocabulary import Alleged, Band, Grade, WarningRule
from hezhong.law.statutes import interpretations
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION

HIRER = "用人单位取劳动者月度汇总的用工单位，用工单位为空的取单位，都没有的不计"
AT_WORK = "出勤天数大于零或者工资表行数大于零的行为有用工"
ENDS = "取劳动合同台账，一份合同的结束日取解除或者终止日期，为空的取终止日，都为空的为没有结束；单位的一名劳动者各份合同都有结束日、"

NO_CONTRACT = WarningRule(
    "work_without_contract", "用工满一个月没有书面劳动合同", WITHOUT_CONTRACT, alleges=Alleged.CONTRACT,
    says=f"{HIRER}；{AT_WORK}，所属月为统计日所在月及之前11个月；每个单位的每名劳动者，最近有用工的月份是统计日所在月或者上个月、"
    "这两个月的有用工行都没有退场日期、全部有用工行都没有劳动合同（劳动合同在统计日以后才起始的，算没有）的，为没有书面合同；劳动合同台账里没有这个单位的一份合同、全部行也都没有劳动合同的单位不看（看不出是没有订立还是没有报）。"
    "用工之日取这些行中最早的进场日期；没有的，取这12个月工资支付表明细中该单位该劳动者最早的计薪起日；再没有的，取最早有用工月份的最后一日；晚于统计日的不计。"
    "天数以用工之日为第1天；统计日已到下一个月的对应日（没有对应日的取月末）的，为满一个月，不足32天的按32天计。按单位没有书面合同的劳动者中最大的天数定级：20天起蓝，30天起橙，32天起红。",
    bands=(Band(32, Grade.RED), Band(30, Grade.ORANGE), Band(20, Grade.BLUE)),
    basis=(ACT.article(10, 2), ACT.article(82, 1), IMPLEMENTATION.article(6)), since=date(2008, 9, 18),
    suggested="第20天提醒、第30天升级是本系统建议的；满一个月是法条规定的",
)  # fmt: skip
CONTRACT_OVER = WarningRule(
    "work_after_contract_end", "劳动合同到期后仍在用工", AFTER_ITS_END, alleges=Alleged.CONTRACT,
    says=f"{ENDS}且最晚的结束日早于统计日的，为合同已到期。{HIRER}；{AT_WORK}；该单位该劳动者在统计日所在月或者上个月有用工，且有用工的月份晚于最晚结束日所在月的，为到期后仍在用工。"
    "天数以结束日的次日为第1天；统计日已到该次日在下一个月的对应日（没有对应日的取月末）的，为满一个月，不足32天的按32天计。按单位到期后仍在用工的劳动者中最大的天数定级：1天起蓝，32天起橙。",
    bands=(Band(32, Grade.ORANGE), Band(1, Grade.BLUE)),
    basis=(ACT.article(10, 1), interpretations.SECOND.article(11)), since=date(2025, 9, 1),
    suggested="到期次日提醒是本系统建议的；期满超过一个月对照司法解释（二）第十一条",
)  # fmt: skip
CONTRACTS_END = WarningRule(
    "contracts_about_to_end", "劳动合同三十天内到期", ABOUT_TO_END,
    says=f"{ENDS}且最晚的结束日在统计日到之后第29天（共30天，首尾都算）的，为即将到期。{HIRER}；{AT_WORK}；"
    "按单位数即将到期、且在统计日所在月或者上个月有用工的劳动者人数（同一人只数一次）定级：1人起蓝。",
    bands=(Band(1, Grade.BLUE),),
    basis=(ACT.article(44), ACT.article(50, 1)), since=date(2008, 1, 1), parameters={"days": 30},
    suggested="法条没有规定提前多少天提醒，30天是本系统建议的；是否应当订立无固定期限劳动合同（劳动合同法第十四条）须核对",
)  # fmt: skip

RULES = (NO_CONTRACT, CONTRACT_OVER, CONTRACTS_END)
