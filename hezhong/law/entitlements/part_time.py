"""Pay for part-time work by the hour (非全日制报酬). Source: 劳动合同法 第六十八至七十二条."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.dates import month_end
from hezhong.kernel.fields import ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money
from hezhong.law import overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Result, Value
from hezhong.law.overtime import HOURS_OF_A_DAY
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.working import Working, money

ZERO = Decimal(0)
LIMITS = "cn.parttime.limits"
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who works by the hour says of one month."""

    date: datetime.date = ask("哪个月干的", "写那个月的任意一天", example="2025-6-1", group="工作")
    hours: Decimal = ask("一共干了几小时", unit="小时", group="工作")
    rate: Money = ask("一小时说好多少钱", unit="元", group="工资")
    paid: Money | None = ask("已经给了多少", "一分没给的不填", optional=True, default=None, unit="元", group="工资")
    daily_avg_hours: Decimal | None = ask("平均每天干几小时", optional=True, default=None, unit="小时", group="工作")
    weekly_hours: Decimal | None = ask("一周一共干几小时", optional=True, default=None, unit="小时", group="工作")
    pay_cycle_days: Decimal | None = ask("多少天结一次钱", optional=True, default=None, unit="天", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        most = month_end(self.date).day * HOURS_OF_A_DAY
        if self.hours > most:
            yield "hours", f"{self.date:%Y-%m}一共只有{most}小时，写了{self.hours}小时"
        if self.daily_avg_hours is not None and self.daily_avg_hours > HOURS_OF_A_DAY:
            yield "daily_avg_hours", f"一天只有{HOURS_OF_A_DAY}小时，写了{self.daily_avg_hours}小时"
        if self.weekly_hours is not None and self.weekly_hours > DAYS_OF_A_WEEK * HOURS_OF_A_DAY:
            yield "weekly_hours", f"一周只有{DAYS_OF_A_WEEK * HOURS_OF_A_DAY}小时，写了{self.weekly_hours}小时"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the pay still owed, at the agreed rate or the minimum by the hour; without a minimum the agreed rate is not checked."""
    sheet = Working(place, book)
    rate, minimum = Decimal(facts.rate), sheet.figure("gd.min_wage.hourly", facts.date)
    if minimum is not None and rate < minimum:
        sheet.say(f"说好每小时{money(rate)}元，低于当地小时最低工资，按{minimum}元算", ACT.article(72, 1))
        rate = minimum
    sheet.warn(
        "小时最低工资按干活的地方算；劳动合同法第七十二条写的是用人单位所在地，单位在别处、标准更高的请人工核对", IMPLEMENTATION.article(14)
    )
    due = facts.hours * rate
    sheet.say(f"{money(facts.hours)} × {money(rate)} = {money(due)}元", ACT.article(68))
    limits = sheet.value(LIMITS, facts.date)
    if limits:
        _warn(facts, limits, sheet)
    sheet.say("非全日制终止用工没有经济补偿，也不得约定试用期", ACT.article(71))
    left = overtime.less_paid(due, facts.paid, sheet, ACT.article(30))
    return sheet.result(left, since=facts.date.replace(day=1), until=month_end(facts.date))


def _warn(facts: Facts, limits: Value, sheet: Working) -> None:
    """Warn where the work is no part-time work, or is paid too seldom."""
    daily, weekly, cycle = limits.part("daily_avg_hours"), limits.part("weekly_hours"), limits.part("pay_cycle_days")
    if (facts.daily_avg_hours or ZERO) > daily or (facts.weekly_hours or ZERO) > weekly:
        sheet.warn(
            f"平均每天超过{daily}小时或者每周超过{weekly}小时，可能要按全日制算：要签书面合同，有加班费和经济补偿", ACT.article(68)
        )
    if (facts.pay_cycle_days or ZERO) > cycle:
        sheet.warn(f"非全日制最长{cycle}天要结一次钱", ACT.article(72, 2))


ENTITLEMENT = Entitlement(
    "part_time",
    "非全日制劳动报酬",
    "做小时工，钱该有多少",
    Facts,
    reckon,
    (ACT.article(68), ACT.article(71), ACT.article(72)),
    ("说好每小时多少钱的聊天记录、协议", "每天干几小时的记录：考勤、派单、签到", "转账记录、工资清单"),
    ClaimKind.WAGES,
)
