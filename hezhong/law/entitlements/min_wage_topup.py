"""What is lacking to the minimum wage (最低工资差额). Source: 劳动法 第四十八条; 劳动合同法 第八十五条; 最低工资规定 第十二条."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.dates import month_end
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money
from hezhong.law import monthly, overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import BadFacts, Wrong, place_of
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.overtime import HOURS_OF_A_DAY, MINIMUM_WAGE
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import GUANGDONG_WAGES, LABOUR_ACT, MINIMUM_WAGE_RULES, PAID_DAYS
from hezhong.law.working import Working, money

ZERO = Decimal(0)


def full_time(answers: Answers) -> bool:
    return answers.get("full_time_flag", True) is not False


def part_time(answers: Answers) -> bool:
    return not full_time(answers)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody says of one month's pay. The month before deductions: what is compared is what was due to him, not what he took home."""

    date: datetime.date = ask("哪个月的工资", "写那个月的任意一天", example="2025-6-1", group="工资")
    full_time_flag: bool = ask("是全日制", "每天干不超过4小时、按小时算钱的选否", default=True, group="工作")
    gross_pay: Money = ask("这个月应发多少", "扣社保、个税以前的，全部加起来", unit="元", group="工资")
    overtime_pay: Money = ask("其中加班费", default=Money(0), unit="元", group="工资")
    special_allowances: Money = ask("其中特殊津贴", "高温、中班、夜班、井下、有毒有害等津贴", default=Money(0), unit="元", group="工资")
    welfare: Money = ask("其中福利", "法律规定的福利待遇，如伙食、住房补贴", default=Money(0), unit="元", group="工资")
    normal_days_worked: Decimal | None = ask(
        "请过事假、缺勤的，实际干了几个工作日", "全勤的不填；年休假、婚丧假、产假、放假的法定节假日也算干了", optional=True, default=None, unit="天",
        group="工作", when=full_time,
    )  # fmt: skip
    hours: Decimal | None = ask("这个月干了几小时", default=None, unit="小时", group="工作", when=part_time)
    agreed_city: str | None = ask(
        "说好按单位注册地算的，注册在哪个市", "注册地标准更高、又约定了的才按注册地；没有约定的不填", optional=True, default=None, group="工作"
    )
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="工作", mark=True)

    def wrong(self) -> Iterator[Wrong]:
        most = month_end(self.date).day
        if self.excluded > self.gross_pay:
            yield "gross_pay", f"加班费、津贴、福利加起来{self.excluded}元，多于应发的{self.gross_pay}元，请核对"
        if self.normal_days_worked is not None and self.normal_days_worked > most:
            yield "normal_days_worked", f"{self.date:%Y-%m}只有{most}天，写了{self.normal_days_worked}天"
        if self.agreed_city:
            yield from _wrong_city(self.agreed_city)
        if not self.full_time_flag and self.hours is None:
            yield "hours", "请填写这个月干了几小时"
        if self.hours is not None and self.hours > most * HOURS_OF_A_DAY:
            yield "hours", f"{self.date:%Y-%m}一共只有{most * HOURS_OF_A_DAY}小时，写了{self.hours}小时"

    @property
    def excluded(self) -> Decimal:
        """Return what does not count towards the minimum."""
        return self.overtime_pay + self.special_allowances + self.welfare


def _wrong_city(city: str) -> Iterator[Wrong]:
    try:
        place_of(city)
    except BadFacts as bad:
        yield from (("agreed_city", why) for _, why in bad.wrong)


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return what is lacking for one month, by the minimum where the work is done."""
    sheet = Working(place, book)
    if facts.over_age and not overtime.over_age_covered(facts.date, 11, sheet):
        return sheet.result(None)
    least = _monthly(facts, sheet) if facts.full_time_flag else _hourly(facts, sheet)
    compared = facts.gross_pay - facts.excluded
    if facts.excluded and sheet.value("cn.min_wage.exclusions", facts.date):
        sheet.say(
            f"能比的工资 = {money(facts.gross_pay)} − {money(facts.excluded)}（加班费、特殊津贴、福利）= {money(compared)}元",
            MINIMUM_WAGE_RULES.article(12),
        )
    if least is None:
        return sheet.result(None)
    lacking = max(ZERO, least - compared)
    sheet.say(f"最低应有{money(least)}元，能比的工资{money(compared)}元，差{money(lacking)}元", LABOUR_ACT.article(48))
    figures = (Figure("least", "最低应有", least), Figure("compared", "能比的工资", compared))
    month = facts.date.replace(day=1)
    return sheet.result(lacking, figures=figures, since=month, until=month_end(month))


def _minimum(name: str, facts: Facts, sheet: Working) -> Decimal | None:
    """Return the minimum where the work is done, or where the employer is registered if that was agreed and is higher."""
    here = sheet.figure(name, facts.date)
    if not facts.agreed_city:
        sheet.say("按干活那个地方的最低工资", IMPLEMENTATION.article(14))
        return here
    there = sheet.elsewhere(place_of(facts.agreed_city)).figure(name, facts.date)
    if here is None or there is None:
        return None
    sheet.say(f"干活的地方{money(here)}元，约定的注册地{money(there)}元，按高的", IMPLEMENTATION.article(14))
    return max(here, there)


def _monthly(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the minimum of the month, for the days worked where some were missed on the worker's side."""
    minimum, days = _minimum(MINIMUM_WAGE, facts, sheet), sheet.figure("cn.pay.days_per_month", facts.date)
    if minimum is None or days is None:
        return None
    sheet.say(f"最低工资每月{money(minimum)}元；试用期也一样", LABOUR_ACT.article(48))
    if facts.normal_days_worked is None or _all_worked(facts.date, facts.normal_days_worked, sheet):
        return minimum
    least = min(minimum, minimum / days * facts.normal_days_worked)
    sheet.say(
        f"没有全勤，按干了的{money(facts.normal_days_worked)}天算：{money(minimum)} ÷ {days} × {money(facts.normal_days_worked)}",
        PAID_DAYS.article(2),
    )
    return least


def _all_worked(on: datetime.date, worked: Decimal, sheet: Working) -> bool:
    """Return whether the days worked are all working days of the month: however short it is, its minimum is due in full."""
    month, working, holidays = monthly.working_month(on, sheet)
    if worked >= working:
        sheet.say(f"{month}有{working}个工作日，干了{money(worked)}天，是全勤，按整月", MINIMUM_WAGE_RULES.article(12))
    if holidays and worked < working + holidays and worked != working:
        sheet.warn(
            f"{month}另有{holidays}天照付工资的法定节假日：写的天数是不是算上了它们，请核对（全勤是{working}天，算上的是{working + holidays}天）",
            LABOUR_ACT.article(51),
        )
    return worked >= working


def _hourly(facts: Facts, sheet: Working) -> Decimal | None:
    minimum = _minimum("gd.min_wage.hourly", facts, sheet)
    if minimum is None or facts.hours is None:
        return None
    sheet.say(f"非全日制按小时最低工资：{money(facts.hours)} × {minimum}", ACT.article(72, 1))
    return minimum * facts.hours


ENTITLEMENT = Entitlement(
    "min_wage_topup",
    "最低工资差额",
    "工资比最低工资还低，差多少",
    Facts,
    reckon,
    (LABOUR_ACT.article(48), ACT.article(85), MINIMUM_WAGE_RULES.article(12), GUANGDONG_WAGES.article(4)),
    ("工资条、工资清单、银行流水", "考勤记录（单位保管，不拿出来由单位承担不利后果）", "工资支付台账里的加班费、津贴项目（单位保管）", "劳动合同"),
    ClaimKind.WAGES,
)
