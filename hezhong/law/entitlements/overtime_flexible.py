"""Overtime under flexible hours (不定时工时). Source: 工资支付暂行规定 第十三条第四款; 深圳市员工工资支付条例 第二十条."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money, Option
from hezhong.law import overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Result
from hezhong.law.overtime import Overtime
from hezhong.law.statutes.labour_standards import (
    GUANGDONG_WAGES,
    LABOUR_ACT,
    SHENZHEN,
    SHENZHEN_WAGES,
    SPECIAL_HOURS,
    WAGE_RULES,
)
from hezhong.law.working import Working

ZERO = Decimal(0)


class HolidayPay(Option):
    """Whether work on public holidays is paid threefold under approved flexible hours outside Shenzhen."""

    NOT_PAID = "不付", "国家规定：不定时工时不执行加班费的规定"
    PAID = "付三倍", "当地裁审口径支持时选"


def unapproved(answers: Answers) -> bool:
    return not answers.get("approved")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody on flexible hours says of one month. flexible_holiday_pay: a switch for lawyers; in Shenzhen it says nothing."""

    date: datetime.date = ask("哪个月加的班", "写那个月的任意一天；每个月分开算", example="2025-6-1", group="加班")
    approved: bool = ask("不定时工时经过人社部门批准", "岗位在批准的范围里、还在有效期；不知道的选否", group="工作")
    hourly_wage: Money = ask("一小时多少钱", "月工资÷21.75÷8", unit="元", group="工资")
    weekday_hours: Decimal = ask("平时超过8小时的", "这个月一共几小时", default=ZERO, unit="小时", group="加班")
    restday_hours: Decimal = ask("休息日干活", "这个月一共几小时", default=ZERO, unit="小时", group="加班")
    restday_compensated_hours: Decimal = ask(
        "休息日里已经补休的", default=ZERO, unit="小时", group="加班", when=unapproved
    )
    holiday_hours: Decimal = ask("法定节假日干活", "只算法定的那几天，调休放的不算", default=ZERO, unit="小时", group="加班")
    flexible_holiday_pay: HolidayPay = ask(
        "深圳以外，批准了的节假日加班费", "口径不一，由办案人员选", default=HolidayPay.NOT_PAID, group="口径"
    )
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="工作", mark=True)
    overtime_paid: Money | None = ask("已经付了的加班费", optional=True, default=None, unit="元", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        yield from self.hours.wrong(self.date)

    @property
    def hours(self) -> Overtime:
        return Overtime(self.weekday_hours, self.restday_hours, self.restday_compensated_hours, self.holiday_hours)


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the overtime still owed for one month: under approved hours at most that of public holidays."""
    sheet = Working(place, book)
    if facts.over_age and not overtime.over_age_covered(facts.date, 9, sheet):
        return sheet.result(None)
    worked = _counted(facts, sheet)
    if worked == Overtime():
        return sheet.result(ZERO)
    each = overtime.hourly_at_least_minimum(facts.hourly_wage, facts.date, sheet)
    owed = overtime.owed(each, worked, facts.date, sheet)
    if owed is None:
        return sheet.result(None)
    due, figures = owed
    left = overtime.less_paid(due, facts.overtime_paid, sheet, overtime.article(place))
    return sheet.result(left, figures=figures, since=facts.date.replace(day=1))


def _counted(facts: Facts, sheet: Working) -> Overtime:
    """Return the hours that are paid as overtime."""
    if not facts.approved:
        sheet.say("不定时工时没有经过批准，按标准工时算加班费", LABOUR_ACT.article(39))
        return facts.hours
    sheet.say("经批准实行不定时工时，平时和休息日不另付加班费", WAGE_RULES.article(13, 4))
    if not facts.holiday_hours:
        return Overtime()
    if SHENZHEN.covers(sheet.place):
        sheet.say("深圳：法定节假日仍按三倍付", SHENZHEN_WAGES.article(20))
        sheet.warn("深圳条例这一条读到的是旧本，2022年的修正没有核对，请人工核对", SHENZHEN_WAGES.article(20))
        return Overtime(holiday=facts.holiday_hours)
    sheet.warn(
        f"深圳以外，批准了的不定时工时节假日付不付三倍，各地口径不一；现按“{facts.flexible_holiday_pay}”算（口径：flexible_holiday_pay）",
        WAGE_RULES.article(13, 4),
    )
    if GUANGDONG.covers(sheet.place):
        sheet.warn("广东省工资支付条例第二十三条怎么写节假日的，没有读到原文，请人工核对", GUANGDONG_WAGES.article(23))
    return Overtime(holiday=facts.holiday_hours if facts.flexible_holiday_pay is HolidayPay.PAID else ZERO)


ENTITLEMENT = Entitlement(
    "overtime_flexible",
    "加班费（不定时工时）",
    "单位说我们是不定时上班，没有加班费，对不对",
    Facts,
    reckon,
    (WAGE_RULES.article(13, 4), SPECIAL_HOURS.article(4), SHENZHEN_WAGES.article(20)),
    ("不定时工时的批准文件（单位保管；也可以向批准的人社部门查）", "考勤、派工、出车记录", "劳动合同里写工时的那一条", "工资条和银行流水"),
    ClaimKind.WAGES,
)
