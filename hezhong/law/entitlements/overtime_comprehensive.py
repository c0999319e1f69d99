"""Overtime under comprehensive hours (综合计算工时). Source: 工资支付暂行规定 第十三条第三款; 深圳市员工工资支付条例 第十九条."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, Option
from hezhong.law import overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.overtime import HOURS_OF_A_DAY, Overtime
from hezhong.law.statutes.labour_standards import (
    LABOUR_ACT,
    PAID_DAYS,
    SHENZHEN,
    SHENZHEN_WAGES,
    SPECIAL_HOURS,
    WAGE_RULES,
    WORKING_TIME,
)
from hezhong.law.working import Working, money

ZERO = Decimal(0)


class Cycle(Option):
    """How long the hours are reckoned together."""

    WEEK = "一周"
    MONTH = "一个月"
    QUARTER = "一个季度"
    YEAR = "一年"

    @property
    def months(self) -> int:
        """Return its months; none for a week."""
        return {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.YEAR: 12}.get(self, 0)

    def last_day(self, first: date) -> date:
        return (add_months(first, self.months) if self.months else first + 7 * ONE_DAY) - ONE_DAY


class StandardBasis(Option):
    """What the standard of a cycle is."""

    AVERAGE = "平均数", "全国统一的月、季、年平均工时"
    CALENDAR = "当期工作日数", "这个周期里实际有几个工作日，每天按8小时"


def approved(answers: Answers) -> bool:
    return bool(answers.get("approval_id"))


def unapproved(answers: Answers) -> bool:
    return not approved(answers) or answers.get("approval_valid") is False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody on comprehensive hours says of one cycle. comprehensive_std_basis: a switch for lawyers."""

    approval_id: str | None = ask("批准综合计算工时的文号", "人社部门批的；没有批过、不知道的不填", optional=True, default=None, group="工作")
    approval_valid: bool = ask("岗位在批准范围里，还在有效期", default=True, group="工作", when=approved)
    cycle: Cycle = ask("多长时间合起来算", group="工作")
    cycle_start: date = ask("从哪天算起", "周期的第一天", example="2025-1-1", group="工作")
    actual_hours: Decimal = ask("这段时间一共干了几小时", "节假日干的也算在里面", unit="小时", group="加班")
    holiday_hours: Decimal = ask("其中法定节假日干的", "只算法定的那几天", default=ZERO, unit="小时", group="加班")
    holiday_date: date | None = ask(
        "那个法定节假日是哪天", "这段时间里最低工资调整过的才要写；调整前后都有的分开算", optional=True, default=None, group="加班"
    )
    hourly_wage: Money = ask("一小时多少钱", "月工资÷21.75÷8", unit="元", group="工资")
    weekday_hours: Decimal | None = ask(
        "平时每天超过8小时的", "没有批准的按标准工时算，要知道这个", optional=True, default=None, unit="小时", group="加班", when=unapproved
    )
    restday_hours: Decimal | None = ask("休息日干的", optional=True, default=None, unit="小时", group="加班", when=unapproved)
    restday_compensated_hours: Decimal = ask(
        "休息日里已经补休的", default=ZERO, unit="小时", group="加班", when=unapproved
    )
    comprehensive_std_basis: StandardBasis = ask(
        "标准工时怎么定", "口径不一，由办案人员选", default=StandardBasis.AVERAGE, group="口径"
    )
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="工作", mark=True)
    overtime_paid: Money | None = ask("已经付了的加班费", optional=True, default=None, unit="元", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        most = ((self.last_day - self.cycle_start).days + 1) * HOURS_OF_A_DAY
        if self.actual_hours > most:
            yield "actual_hours", f"{self.cycle_start}至{self.last_day}一共只有{most}小时，写了{self.actual_hours}小时"
        if self.holiday_hours > self.actual_hours:
            yield "holiday_hours", f"法定节假日{self.holiday_hours}小时，多于一共干的{self.actual_hours}小时"
        if self.holiday_date and not self.cycle_start <= self.holiday_date <= self.last_day:
            yield "holiday_date", f"{self.holiday_date}不在{self.cycle_start}至{self.last_day}里，请核对"
        beyond = (self.weekday_hours or ZERO) + (self.restday_hours or ZERO) + self.holiday_hours
        if beyond > self.actual_hours >= self.holiday_hours:
            yield "weekday_hours", f"加班加起来{beyond}小时，多于一共干的{self.actual_hours}小时"
        if self.restday_hours is not None or self.restday_compensated_hours:
            yield from Overtime(restday=self.restday_hours or ZERO, compensated=self.restday_compensated_hours).wrong_rest()

    @property
    def last_day(self) -> date:
        return self.cycle.last_day(self.cycle_start)

    @property
    def holds(self) -> bool:
        """Whether these hours were approved for this post and time."""
        return bool(self.approval_id) and self.approval_valid


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the overtime still owed for one cycle.

    Rates and minimum wage are those of its last day, when it is reckoned; for holiday hours those of the holiday, where it is told.
    """
    sheet = Working(place, book)
    if facts.over_age and not overtime.over_age_covered(facts.cycle_start, 9, sheet):
        return sheet.result(None)
    worked = _over_the_cycle(facts, sheet) if facts.holds else _by_standard_hours(facts, sheet)
    if worked is None:
        return sheet.result(None)
    owed = _owed(facts, worked, sheet)
    if owed is None:
        return sheet.result(None)
    due, figures = owed
    left = overtime.less_paid(due, facts.overtime_paid, sheet, WAGE_RULES.article(13, 3))
    hours = Figure("overtime_hours", "延长工作时间", worked.weekday, "小时")
    return sheet.result(left, figures=(hours, *figures), since=facts.cycle_start, until=facts.last_day)


def _owed(facts: Facts, worked: Overtime, sheet: Working) -> overtime.Owed | None:
    """Return what the hours earn: those of holidays by the minimum wage of the holiday."""
    each = overtime.hourly_at_least_minimum(facts.hourly_wage, facts.last_day, sheet)
    if facts.holiday_date is None or not worked.holiday:
        _warn_of_change(facts, worked, each, sheet)
        return overtime.owed(each, worked, facts.last_day, sheet)
    then = overtime.hourly_at_least_minimum(facts.hourly_wage, facts.holiday_date, sheet)
    others = overtime.owed(each, replace(worked, holiday=ZERO), facts.last_day, sheet)
    holidays = overtime.owed(then, Overtime(holiday=worked.holiday), facts.holiday_date, sheet)
    if others is None or holidays is None:
        return None
    return others[0] + holidays[0], others[1] + holidays[1]


def _warn_of_change(facts: Facts, worked: Overtime, each: Decimal, sheet: Working) -> None:
    """Warn where the minimum wage changed within the cycle, so that the day of the holiday decides."""
    at_first = overtime.hourly_at_least_minimum(facts.hourly_wage, facts.cycle_start, Working(sheet.place, sheet.book))
    if worked.holiday and at_first != each:
        sheet.warn(f"周期里最低工资调整过：节假日干的现按{facts.last_day}的算，写上是哪天的再算一次", LABOUR_ACT.article(48))


def _by_standard_hours(facts: Facts, sheet: Working) -> Overtime | None:
    sheet.say("没有批准，或者岗位、时间不在批准范围里：按标准工时算加班费", LABOUR_ACT.article(39))
    if facts.weekday_hours is None or facts.restday_hours is None:
        sheet.lack("weekday_hours", "没有批准的按标准工时算，要知道平时每天超过8小时的和休息日干的各几小时")
        return None
    return Overtime(facts.weekday_hours, facts.restday_hours, facts.restday_compensated_hours, facts.holiday_hours)


def _over_the_cycle(facts: Facts, sheet: Working) -> Overtime | None:
    """Return the hours beyond the standard of the cycle; rest days are not paid twice over."""
    standard = _calendar(facts, sheet) if facts.comprehensive_std_basis is StandardBasis.CALENDAR else _average(facts, sheet)
    if standard is None:
        return None
    beyond = max(ZERO, facts.actual_hours - facts.holiday_hours - standard)
    sheet.say(
        f"实际{money(facts.actual_hours)}小时，减法定节假日{money(facts.holiday_hours)}小时，减标准{money(standard)}小时，"
        f"超过{money(beyond)}小时；休息日干活不另计",
        WAGE_RULES.article(13, 3),
    )
    if facts.holiday_hours:
        shenzhen = SHENZHEN.covers(sheet.place)
        sheet.say("法定节假日干活另按三倍付", SHENZHEN_WAGES.article(19) if shenzhen else LABOUR_ACT.article(44))
        if shenzhen:
            sheet.warn("深圳条例这一条读到的是旧本，2022年的修正没有核对，请人工核对", SHENZHEN_WAGES.article(19))
    sheet.warn(
        f"标准工时现按“{facts.comprehensive_std_basis}”定（口径：comprehensive_std_basis）", SPECIAL_HOURS.article(5)
    )
    return Overtime(weekday=beyond, holiday=facts.holiday_hours)


def _average(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the standard of the cycle; across a change of law each part of it by its own."""
    name, cycle = "cn.hours.comprehensive_std", facts.cycle.code
    first, last = sheet.value(name, facts.cycle_start), sheet.value(name, facts.last_day)
    if first is None or last is None:
        return None
    before, after = first.part(cycle), last.part(cycle)
    if first is last or before == after:
        sheet.say(f"{facts.cycle}的标准工时是{money(after)}小时", PAID_DAYS.article(1))
        return after
    share = _share(facts, last.since)
    standard = before * share + after * (1 - share)
    sheet.say(
        f"周期跨{last.since}：以前的部分按{money(before)}小时、以后的部分按{money(after)}小时，各按所占时间折算，合{money(standard)}小时",
        PAID_DAYS.article(1),
    )
    return standard


def _share(facts: Facts, changed: date) -> Decimal:
    """Return which part of the cycle lies before that day: by months where it begins with one, else by days."""
    if facts.cycle_start.day == changed.day == 1 and facts.cycle.months:
        months = (changed.year - facts.cycle_start.year) * 12 + changed.month - facts.cycle_start.month
        return Decimal(months) / facts.cycle.months
    return Decimal((changed - facts.cycle_start).days) / ((facts.last_day - facts.cycle_start).days + 1)


def _calendar(facts: Facts, sheet: Working) -> Decimal | None:
    hours = sheet.figure("cn.hours.daily_max_standard", facts.last_day)
    days = [facts.cycle_start + n * ONE_DAY for n in range((facts.last_day - facts.cycle_start).days + 1)]
    working = sum(map(sheet.book.calendar.is_working, days))
    if unknown := {day.year for day in days} - sheet.book.calendar.announced:
        sheet.warn(f"{'、'.join(map(str, sorted(unknown)))}年的放假安排没有录入，工作日数请人工核对", PAID_DAYS.article(1))
    if hours is None:
        return None
    sheet.say(f"当期工作日{working}天 × {hours} = {money(working * hours)}小时", WORKING_TIME.article(3))
    return working * hours


ENTITLEMENT = Entitlement(
    "overtime_comprehensive",
    "加班费（综合计算工时）",
    "单位说工时按月、按季、按年合起来算，加班费该有多少",
    Facts,
    reckon,
    (WAGE_RULES.article(13, 3), SPECIAL_HOURS.article(5), PAID_DAYS.article(1)),
    (
        "综合计算工时的批准文件（单位保管；也可以向批准的人社部门查）",
        "这个周期的考勤记录，写明每天几点到几点",
        "经本人签名的工时记录（单位至少保存两年）",
        "工资条和银行流水",
    ),
    ClaimKind.WAGES,
)
