"""Heat allowance in Guangdong (高温津贴). Source: 广东省高温天气劳动保护办法 (省政府令第166号); 粤人社发〔2012〕118号, read in reprints."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from hezhong.kernel.dates import month_end
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, Month, Months
from hezhong.law import monthly, overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.labour_standards import GUANGDONG_HEAT, GUANGDONG_HEAT_RATES, GUANGDONG_MINUTES
from hezhong.law.working import Working, money

ZERO = Decimal(0)
MONTHLY, DAILY, PAID_MONTHS = "gd.heat.allowance_monthly", "gd.heat.allowance_daily", "gd.heat.months"
MOST_MONTHS = 240


def indoors(answers: Answers) -> bool:
    return answers.get("outdoor") is False


def by_days(answers: Answers) -> bool:
    return answers.get("full_month") is False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who works in the heat says. month: one or several whole months; date: a day of the month stands for it."""

    month: Months | None = ask("哪几个月", optional=True, default=None, group="高温", most=20)
    date: datetime.date | None = ask("或者写那个月的任意一天", optional=True, default=None, group="高温")
    outdoor: bool = ask("在露天干活", group="高温")
    workplace_temp_c: Decimal | None = ask(
        "室内最高多少度", "降温措施都用上以后的温度；不知道的不填", optional=True, default=None, unit="℃", group="高温", when=indoors
    )
    full_month: bool = ask("整月都在高温下干活", default=True, group="高温")
    days_in_heat: Decimal | None = ask("在高温下干了几天", default=None, unit="天", group="高温", when=by_days)
    paid: Money | None = ask("已经发了多少高温津贴", "清凉饮料、绿豆汤不能抵", optional=True, default=None, unit="元", group="高温")

    def wrong(self) -> Iterator[Wrong]:
        if self.month is None and self.date is None:
            yield "month", "请填写哪几个月，或者那个月的任意一天"
            return
        if self.month is not None and self.month.until < self.month.since:
            yield "month", f"最后一个月（{monthly.spelled(self.month.until)}）早于第一个月（{monthly.spelled(self.month.since)}）"
            return
        if self.month is not None and len(self.month) > MOST_MONTHS:
            yield "month", f"一共{len(self.month)}个月，请核对年份"
            return
        if self.date and (self.date.year, self.date.month) not in self.months:
            yield "date", f"{self.date}不在写的那几个月里"
        yield from self._wrong_days()

    def _wrong_days(self) -> Iterator[Wrong]:
        if self.full_month:
            return
        first = datetime.date(*self.months[0], 1)
        if len(self.months) > 1:
            yield "full_month", "不是整月的，一个月一个月算"
        if self.days_in_heat is None:
            yield "days_in_heat", "请填写在高温下干了几天"
        elif self.days_in_heat > month_end(first).day:
            yield "days_in_heat", f"{first:%Y-%m}只有{month_end(first).day}天，写了{self.days_in_heat}天"

    @property
    def months(self) -> tuple[Month, ...]:
        if self.month is not None:
            return monthly.months(self.month)
        return ((self.date.year, self.date.month),) if self.date else ()


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the allowance still owed: none outside the paid months, and none indoors below the threshold."""
    sheet = Working(place, book)
    hot = _hot(facts, sheet)
    if hot is None:
        return sheet.result(None)
    if not hot:
        return sheet.result(ZERO)
    each = [(month, _of_month(facts, datetime.date(*month, 1), sheet)) for month in facts.months]
    told = [(month, amount) for month, amount in each if amount is not None]
    if len(told) < len(each):
        return sheet.result(None)
    sheet.warn("有没有高温、发没发津贴，由单位举证；高温津贴不算在最低工资里", GUANGDONG_HEAT.article(0))
    left = overtime.less_paid(sum((amount for _, amount in told), ZERO), facts.paid, sheet, GUANGDONG_HEAT.article(0))
    figures = tuple(Figure(monthly.spelled(month), f"{monthly.spelled(month)}", amount) for month, amount in told)
    since, until = datetime.date(*facts.months[0], 1), month_end(datetime.date(*facts.months[-1], 1))
    return sheet.result(left, figures=figures, since=since, until=until)


def _hot(facts: Facts, sheet: Working) -> bool | None:
    """Return whether the work counts as work in heat; None where nobody can say."""
    if facts.outdoor:
        sheet.say("露天岗位", GUANGDONG_HEAT.article(0))
        return True
    threshold = sheet.figure("gd.heat.threshold_c", datetime.date(*facts.months[0], 1))
    if threshold is None:
        return None
    if facts.workplace_temp_c is None:
        sheet.lack("workplace_temp_c", f"室内干活的，要知道温度能不能降到{threshold}℃以下")
        return None
    hot = facts.workplace_temp_c >= threshold
    says = "没有降到" if hot else "降到了"
    sheet.say(f"室内{money(facts.workplace_temp_c)}℃，{says}{threshold}℃以下", GUANGDONG_HEAT.article(0))
    return hot


def _of_month(facts: Facts, on: datetime.date, sheet: Working) -> Decimal | None:
    """Return the allowance of one month; None where a figure is missing."""
    months, amount = sheet.value(PAID_MONTHS, month_end(on)), sheet.figure(MONTHLY, on)
    if months is None:
        return None
    if str(on.month) not in months.members:
        sheet.say(f"{on:%Y-%m}不在发高温津贴的月份（{'、'.join(months.members)}月）", GUANGDONG_HEAT.article(0))
        return ZERO
    if amount is None or facts.full_month:
        if amount is not None:
            sheet.say(f"{on:%Y-%m}整月{money(amount)}元", GUANGDONG_HEAT_RATES.article(0))
        return amount
    each = sheet.figure(DAILY, on)
    if each is None:
        return None
    days = facts.days_in_heat or ZERO
    sheet.say(f"{on:%Y-%m}：{money(days)}天 × {each}元，最多{money(amount)}元", GUANGDONG_HEAT_RATES.article(0))
    return min(amount, days * each)


ENTITLEMENT = Entitlement(
    "heat_allowance",
    "高温津贴",
    "大热天在外面干活，高温补贴该有多少",
    Facts,
    reckon,
    (GUANGDONG_HEAT.article(0), GUANGDONG_HEAT_RATES.article(0), GUANGDONG_MINUTES.article(12)),
    ("在露天、高温下干活的照片、派工单", "工资清单里有没有“高温津贴”一项", "车间温度记录（由单位举证）", "高温津贴发放记录（单位至少保存两年）"),
    ClaimKind.WAGES,
)
