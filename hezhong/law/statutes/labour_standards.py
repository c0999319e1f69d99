"""The statutes that say what is owed to a worker: wages, hours, leave, the end of a contract. Their limits of time stand elsewhere.

Where only an excerpt or a reprint was read, the comment behind the statute says so; figures carry their own confidence.
"""

from datetime import date

from hezhong.kernel.places import GUANGDONG
from hezhong.law.model import Statute

SHENZHEN = GUANGDONG / "440300"

LABOUR_ACT = Statute("中华人民共和国劳动法", date(1995, 1, 1))
WAGE_RULES = Statute("工资支付暂行规定", date(1995, 1, 1))
WORKING_TIME = Statute("国务院关于职工工作时间的规定", date(1995, 5, 1))
MINIMUM_WAGE_RULES = Statute("最低工资规定", date(2004, 3, 1))  # article 12 by reprints
PAID_DAYS = Statute("关于职工全年月平均工作时间和工资折算问题的通知", date(2008, 1, 3))
SPECIAL_HOURS = Statute("关于企业实行不定时工作制和综合计算工时工作制的审批办法", date(1995, 1, 1))  # excerpt
GUANGDONG_WAGES = Statute("广东省工资支付条例", date(2005, 5, 1), place=GUANGDONG)  # excerpt
SHENZHEN_WAGES = Statute("深圳市员工工资支付条例", date(2004, 12, 1), place=SHENZHEN)  # excerpt; amendment of 2022 not read
INTERPRETATION_1 = Statute("最高人民法院关于审理劳动争议案件适用法律问题的解释（一）", date(2021, 1, 1))
INTERPRETATION_2 = Statute("最高人民法院关于审理劳动争议案件适用法律问题的解释（二）", date(2025, 9, 1))
ANNUAL_LEAVE = Statute("职工带薪年休假条例", date(2008, 1, 1))
ANNUAL_LEAVE_MEASURES = Statute("企业职工带薪年休假实施办法", date(2008, 9, 18))
MEDICAL_PERIOD = Statute("企业职工患病或非因工负伤医疗期规定", date(1995, 1, 1))  # excerpt
WOMEN_WORKERS = Statute("女职工劳动保护特别规定", date(2012, 4, 28))
GUANGDONG_BIRTHS = Statute("广东省人口与计划生育条例", date(2021, 12, 1), place=GUANGDONG)
SOCIAL_INSURANCE = Statute("中华人民共和国社会保险法", date(2011, 7, 1))
AGENCY_WORK = Statute("劳务派遣暂行规定", date(2014, 3, 1))  # excerpt
GUANGDONG_HEAT = Statute("广东省高温天气劳动保护办法", date(2012, 3, 1), place=GUANGDONG)  # by reprints
GUANGDONG_HEAT_RATES = Statute("关于公布我省高温津贴标准的通知（粤人社发〔2012〕118号）及其2021年调整", date(2012, 6, 1), place=GUANGDONG)  # by reprints
OVERAGE_WORKERS = Statute("超龄劳动者基本权益保障暂行规定", date(2026, 7, 1))
MIGRANT_WAGES = Statute("保障农民工工资支付条例", date(2020, 5, 1))
OLD_SEVERANCE = Statute("违反和解除劳动合同的经济补偿办法", date(1995, 1, 1), date(2007, 12, 31))  # from memory, not read
GUANGDONG_MINUTES = Statute(
    "广东省高级人民法院、广东省劳动人事争议仲裁委员会关于审理劳动人事争议案件若干问题的座谈会纪要", date(2012, 7, 23), place=GUANGDONG
)
