"""Pay while ill (病伤假工资). Source: 广东省工资支付条例 第二十四条; 深圳市员工工资支付条例 第二十三条; 劳部发〔1994〕479号."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.dates import month_end
from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money
from hezhong.law import monthly, overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Figure, Result, Value
from hezhong.law.overtime import MINIMUM_WAGE
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import (
    GUANGDONG_WAGES,
    MEDICAL_PERIOD,
    PAID_DAYS,
    SHENZHEN,
    SHENZHEN_WAGES,
)
from hezhong.law.working import Working, money

ZERO, ALL = Decimal(0), Decimal(1)
MOST_YEARS = 70
DAYS_OF_A_MONTH, LONGEST_MONTH = 30, 31
"""The medical period is given in months and days of illness are counted: no text says how many days a month is, so between both it is only warned."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who is ill says of one month."""

    date: datetime.date = ask("哪个月病的", "写那个月的任意一天", example="2025-6-1", group="病假")
    normal_wage: Money = ask("不病的时候一个月多少钱", "正常上班的月工资，不含加班费", unit="元", group="工资")
    agreed_ratio: Decimal | None = ask(
        "合同或者制度说病假发几成", "六成写 0.6；没有说的不填", optional=True, default=None, example="0.6", group="工资"
    )
    sick_workdays: Decimal | None = ask(
        "这个月病了几个工作日", "整个月都病的不填", optional=True, default=None, unit="天", group="病假"
    )
    total_years: Decimal | None = ask("一共工作了几年", "所有单位加起来；影响医疗期", optional=True, default=None, unit="年", group="医疗期")
    unit_years: Decimal | None = ask("在这个单位几年", optional=True, default=None, unit="年", group="医疗期")
    sick_days_in_window: Decimal | None = ask(
        "累计病休几天", "从第一天病休算，休息日、节假日也算", optional=True, default=None, unit="天", group="医疗期"
    )
    paid: Money | None = ask("这个月已经发了多少病假工资", optional=True, default=None, unit="元", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        most = month_end(self.date).day
        if self.agreed_ratio is not None and self.agreed_ratio > ALL:
            yield "agreed_ratio", f"写成小数，六成写 0.6，不能大于 1（写的是{self.agreed_ratio}）"
        if self.sick_workdays is not None and self.sick_workdays > most:
            yield "sick_workdays", f"{self.date:%Y-%m}只有{most}天，写了{self.sick_workdays}天"
        if self.total_years is not None and self.total_years > MOST_YEARS:
            yield "total_years", f"工作了{self.total_years}年，超过{MOST_YEARS}年，请核对"
        if self.unit_years is not None and self.unit_years > (MOST_YEARS if self.total_years is None else self.total_years):
            yield "unit_years", f"在这个单位的{self.unit_years}年多于一共工作的年数，请核对"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the sick pay still owed for one month: the agreed share, and never below the floor of the place."""
    sheet = Working(place, book)
    period = _medical_period(facts, sheet)
    figures = _figures(period)
    if period and _beyond(facts.sick_days_in_window or ZERO, period.part("months"), sheet):
        return sheet.result(None, figures=figures)
    month = _of_a_month(facts, sheet)
    if month is None:
        return sheet.result(None, figures=figures)
    due = _of_days(facts, month, sheet)
    if due is None:
        return sheet.result(None, figures=figures)
    under = GUANGDONG_WAGES.article(24)
    left = overtime.less_paid(due, facts.paid, sheet, SHENZHEN_WAGES.article(23) if SHENZHEN.covers(place) else under)
    return sheet.result(left, figures=figures, since=facts.date.replace(day=1), until=month_end(facts.date))


def _of_a_month(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the pay of a whole month's illness; without a floor only what was agreed, and None where nothing was."""
    ratio = facts.agreed_ratio
    if SHENZHEN.covers(sheet.place):
        least = sheet.figure("sz.sick_pay.ratio", facts.date)
        if least is not None and (ratio is None or ratio < least):
            ratio = least
            sheet.say(f"深圳：不低于本人正常工资的{money(100 * least)}%", SHENZHEN_WAGES.article(23))
    agreed = facts.normal_wage * ratio if ratio is not None else None
    if agreed is not None and ratio is not None:
        sheet.say(f"{money(facts.normal_wage)} × {money(100 * ratio)}% = {money(agreed)}元", ACT.article(30))
    floor_ratio, minimum = sheet.figure("gd.sick_pay.floor_ratio", facts.date), sheet.figure(MINIMUM_WAGE, facts.date)
    if floor_ratio is None or minimum is None:
        return agreed
    floor = minimum * floor_ratio
    sheet.say(f"不低于最低工资{money(minimum)}元的{money(100 * floor_ratio)}%：{money(floor)}元", GUANGDONG_WAGES.article(24))
    if agreed is None:
        sheet.warn("合同、集体合同或者规章说了病假工资几成的，按说的算，现在只按最低的算", GUANGDONG_WAGES.article(24))
    return max(agreed or ZERO, floor)


def _of_days(facts: Facts, month: Decimal, sheet: Working) -> Decimal | None:
    """Return the pay of the days of illness; who was ill on every working day, however few they are, has that of the month."""
    if facts.sick_workdays is None or _all_ill(facts.date, facts.sick_workdays, sheet):
        return month
    days = sheet.figure("cn.pay.days_per_month", facts.date)
    if days is None:
        return None
    due = min(month, month / days * facts.sick_workdays)
    sheet.say(f"病了{money(facts.sick_workdays)}个工作日：{money(month)} ÷ {days} × {money(facts.sick_workdays)}", PAID_DAYS.article(2))
    return due


def _all_ill(on: datetime.date, ill: Decimal, sheet: Working) -> bool:
    """Return whether somebody was ill on every working day of the month."""
    whole, working, holidays = monthly.working_month(on, sheet)
    if ill >= working:
        sheet.say(f"{whole}有{working}个工作日，病了{money(ill)}天，是整月都病", PAID_DAYS.article(2))
    elif holidays:
        sheet.warn(f"{whole}有{holidays}天照付工资的法定节假日：病假中间遇上的也是计薪日，没有写进天数的请加上", PAID_DAYS.article(2))
    return ill >= working


def _medical_period(facts: Facts, sheet: Working) -> Value | None:
    """Return the months for which a sick worker may not be dismissed, where the years are told."""
    if facts.total_years is None or facts.unit_years is None:
        return None
    value = sheet.value("cn.medical_period.months", facts.date, _case(facts.total_years, facts.unit_years))
    if value is None:
        return None
    months, window = value.part("months"), value.part("window_months")
    sheet.say(f"医疗期{months}个月，在{window}个月里累计计算；期间单位不得以病为由解除", MEDICAL_PERIOD.article(3))
    return value


def _figures(period: Value | None) -> tuple[Figure, ...]:
    if period is None:
        return ()
    months, window = period.part("months"), period.part("window_months")
    return (Figure("medical_period", "医疗期", months, "个月"), Figure("window", "累计计算的时间", window, "个月"))


def _beyond(ill: Decimal, months: Decimal, sheet: Working) -> bool:
    """Return whether the days of illness in all are beyond the medical period: for those days no text says what is due."""
    if ill > months * LONGEST_MONTH:
        sheet.say(f"累计病休{money(ill)}天，超过医疗期{months}个月；病假工资的规定只管国家规定的医疗期内", _within(sheet.place))
        sheet.lack(
            "sick_days_in_window",
            f"医疗期{months}个月以外的病假怎么付，读到的条文没有规定，请看合同、规章并人工核对；"
            "这个月有几天还在医疗期里的，“病了几个工作日”只写那几天、“累计病休几天”写到那几天为止，再算一次",
        )
    elif ill > months * DAYS_OF_A_MONTH:
        sheet.warn(
            f"累计病休{money(ill)}天，按每月{DAYS_OF_A_MONTH}天算已超过医疗期{months}个月、按日历月可能没有；病假工资的规定只管医疗期内，请人工核对",
            MEDICAL_PERIOD.article(4),
        )
    return ill > months * LONGEST_MONTH


def _within(place: Place) -> Article:
    """Return the article that gives sick pay within the medical period, or what that period is."""
    if SHENZHEN.covers(place):
        return SHENZHEN_WAGES.article(23)
    return GUANGDONG_WAGES.article(24) if GUANGDONG.covers(place) else MEDICAL_PERIOD.article(2)


def _case(total: Decimal, unit: Decimal) -> str:
    """Return the row of the medical periods for the years in all and in this unit. Source: 劳部发〔1994〕479号 第三条."""
    if total < 10:
        return "total_under_10_unit_under_5" if unit < 5 else "total_under_10_unit_from_5"
    rows = ((5, "under_5"), (10, "5_to_10"), (15, "10_to_15"), (20, "15_to_20"))
    return "total_from_10_unit_" + next((row for years, row in rows if unit < years), "from_20")


ENTITLEMENT = Entitlement(
    "sick_pay",
    "病伤假工资",
    "病了没上班，单位该发多少钱",
    Facts,
    reckon,
    (GUANGDONG_WAGES.article(24), SHENZHEN_WAGES.article(23), MEDICAL_PERIOD.article(3)),
    ("病历、医院开的病假条（自己留着）", "请假的消息、请假单", "合同、规章里写病假工资的那一条", "工资条、银行流水", "考勤记录（单位保管）"),
    ClaimKind.WAGES,
)
