"""Pay while work is stopped through no fault of the workers (停工停产). Source: 广东省工资支付条例 第三十九条; 工资支付暂行规定 第十二条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, month_end
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money, Option
from hezhong.law import monthly, overtime
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Figure, Result
from hezhong.law.monthly import Part
from hezhong.law.overtime import MINIMUM_WAGE
from hezhong.law.statutes.labour_standards import GUANGDONG_WAGES, PAID_DAYS, WAGE_RULES
from hezhong.law.working import Working, money

ZERO, WHOLE = Decimal(0), Decimal(1)
SHORTEST_MONTH, MONTH_OF_DAYS, MOST_CYCLE, MOST_DAYS = 28, 30, 31, 7305


class DayBasis(Option):
    """How a part of a month is reckoned."""

    PAID_DAYS = "计薪日 ÷ 21.75", "计薪日是工作日和法定节假日，调休放的不算"
    CALENDAR = "日历日 ÷ 当月天数"


def arranged(answers: Answers) -> bool:
    return bool(answers.get("work_arranged"))


def idle(answers: Answers) -> bool:
    return not arranged(answers)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody whose employer stopped work says. day_basis: a switch for lawyers."""

    stop_date: date = ask("从哪天停工", "不上班的第一天", example="2025-6-1", group="停工")
    resume_date: date = ask("哪天复工", "已经离开的写离开的第二天；还停着的写算到哪天的第二天", example="2025-9-1", group="停工")
    normal_wage: Money = ask("正常上班一个月多少钱", "不含加班费", unit="元", group="工资")
    pay_cycle_days: int = ask("多少天发一次工资", "按月发的写 30", default=30, unit="天", group="工资")
    work_arranged: bool = ask("停工一段时间以后，单位又安排了别的活", "不安排、在家等的选否", default=False, group="停工", mark=True)
    new_wage: Money | None = ask("新说好的一个月多少钱", default=None, unit="元", group="工资", when=arranged)
    living_agreed: Money | None = ask(
        "说好的生活费一个月多少", "没有说过的不填", optional=True, default=None, unit="元", group="工资", when=idle
    )
    caused_by_worker: bool = ask("停工是我自己的原因", default=False, group="停工", mark=True)
    day_basis: DayBasis = ask("不满一个月怎么折算", "口径不一，由办案人员选", default=DayBasis.PAID_DAYS, group="口径")
    paid: Money | None = ask("停工以后一共发了多少", optional=True, default=None, unit="元", group="工资")

    def wrong(self) -> Iterator[Wrong]:
        if self.resume_date <= self.stop_date:
            yield "resume_date", f"复工那天（{self.resume_date}）要晚于停工那天（{self.stop_date}）"
        elif (self.resume_date - self.stop_date).days > MOST_DAYS:
            yield "resume_date", f"停工超过{MOST_DAYS // 365}年，请核对年份"
        if not 1 <= self.pay_cycle_days <= MOST_CYCLE:
            yield "pay_cycle_days", "工资至少每月发一次，写 1 到 31 天"
        if self.work_arranged and self.new_wage is None:
            yield "new_wage", "请填写新说好的一个月多少钱"

    @property
    def last_day(self) -> date:
        return self.resume_date - ONE_DAY


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return what is owed for the whole stoppage: the first pay cycle in full, then the new wage or a living allowance."""
    sheet = Working(place, book)
    if facts.caused_by_worker:
        sheet.say("停工是劳动者自己的原因造成的，没有停工工资", _under(place))
        return sheet.result(ZERO)
    cycle = _first_cycle(facts, sheet)
    first_ends = min(facts.last_day, _cycle_ends(facts, cycle, sheet))
    first = _first(facts, cycle, first_ends, sheet)
    later = _later(facts, monthly.parts(first_ends + ONE_DAY, facts.last_day), sheet)
    figures = [Figure("first", "第一个支付周期", first)] if first is not None else []
    if later is not None:
        figures.append(Figure("later", "以后", later))
    if first is None or later is None:
        return sheet.result(None, figures=tuple(figures), since=facts.stop_date, until=facts.last_day)
    left = overtime.less_paid(first + later, facts.paid, sheet, _under(place))
    return sheet.result(left, figures=tuple(figures), since=facts.stop_date, until=facts.last_day)


def _under(place: Place) -> Article:
    return GUANGDONG_WAGES.article(39) if GUANGDONG.covers(place) else WAGE_RULES.article(12)


def _first_cycle(facts: Facts, sheet: Working) -> int:
    """Return the days that are paid in full: one pay cycle, in Guangdong never more than its limit."""
    if not GUANGDONG.covers(sheet.place):
        return facts.pay_cycle_days
    most = sheet.figure("gd.stoppage.normal_pay_days", facts.stop_date)
    return min(facts.pay_cycle_days, int(most)) if most is not None else facts.pay_cycle_days


def _cycle_ends(facts: Facts, cycle: int, sheet: Working) -> date:
    """Return the last day of the first cycle: a calendar month that is stopped from its first day is one month's wage, its 31st with it."""
    ends = facts.stop_date + (cycle - 1) * ONE_DAY
    month_ends = month_end(facts.stop_date)
    if facts.stop_date.day > 1 or cycle < MONTH_OF_DAYS or month_ends <= ends or facts.last_day <= ends:
        return ends
    sheet.warn(f"{month_ends}是第31天：这个月的工资已经按整月付，不再另加一天；最长三十日从严理解的，这一天另有生活费", _under(sheet.place))
    return month_ends


def _first(facts: Facts, cycle: int, ends: date, sheet: Working) -> Decimal | None:
    """Return the wage of the first cycle: a cycle of a month in full is one month's wage, whatever days it holds."""
    days = (ends - facts.stop_date).days + 1
    whole_month = facts.stop_date.day == 1 and ends >= month_end(facts.stop_date)
    if whole_month or (days == cycle and facts.pay_cycle_days >= SHORTEST_MONTH):
        sheet.say(f"{facts.stop_date}至{ends}，一个工资支付周期，按正常工资{money(facts.normal_wage)}元", _under(sheet.place))
        return Decimal(facts.normal_wage)
    shares = [_share(part, facts, sheet) for part in monthly.parts(facts.stop_date, ends)]
    told = [share for share in shares if share is not None]
    if len(told) < len(shares):
        return None
    amount = facts.normal_wage * min(WHOLE, sum(told, ZERO))
    sheet.say(f"{facts.stop_date}至{ends}，在一个工资支付周期里，按正常工资{money(amount)}元", _under(sheet.place))
    return amount


def _later(facts: Facts, parts: tuple[Part, ...], sheet: Working) -> Decimal | None:
    """Return what is owed after the first cycle; None where a figure is missing or the rules of the place were never read."""
    total: Decimal | None = ZERO
    for part in parts:
        amount, share = _of_month(facts, part.first, sheet), _share(part, facts, sheet)
        if amount is None or share is None:
            return None
        sheet.say(f"{part}：{money(amount * share)}元", _under(sheet.place))
        total = (total or ZERO) + amount * share
    return total


def _of_month(facts: Facts, on: date, sheet: Working) -> Decimal | None:
    """Return what a whole month after the first cycle brings."""
    minimum = sheet.figure(MINIMUM_WAGE, on)
    if facts.work_arranged:
        wage = Decimal(facts.new_wage or ZERO)
        if minimum is not None and wage < minimum:
            sheet.say(f"安排了活的，新工资{money(wage)}元低于最低工资，按{money(minimum)}元", WAGE_RULES.article(12))
        return wage if minimum is None else max(wage, minimum)
    ratio = sheet.figure("gd.stoppage.living_ratio", on)
    if minimum is None or ratio is None:
        return None
    agreed = Decimal(facts.living_agreed or ZERO)
    if agreed > minimum * ratio:
        sheet.say(f"说好的生活费每月{money(agreed)}元，高于最低的，按说好的", GUANGDONG_WAGES.article(39))
        return agreed
    sheet.say(f"生活费每月{money(minimum)} × {money(100 * ratio)}% = {money(minimum * ratio)}元", GUANGDONG_WAGES.article(39))
    return minimum * ratio


def _share(part: Part, facts: Facts, sheet: Working) -> Decimal | None:
    """Return which share of its month a part is, never more than all of it."""
    if part.whole:
        return WHOLE
    sheet.warn(f"不满一个月的按“{facts.day_basis}”折算（口径：day_basis）", PAID_DAYS.article(2))
    if facts.day_basis is DayBasis.CALENDAR:
        return Decimal(part.days) / month_end(part.first).day
    days = sheet.figure("cn.pay.days_per_month", part.first)
    return None if days is None else min(WHOLE, part.paid_days(sheet.book.calendar) / days)


ENTITLEMENT = Entitlement(
    "stoppage_pay",
    "停工停产工资、生活费",
    "单位停工了让我们等，这段时间该发多少钱",
    Facts,
    reckon,
    (GUANGDONG_WAGES.article(39), WAGE_RULES.article(12)),
    ("停工、放假、复工的通知", "停工期间的考勤、等活的聊天记录", "工资条、银行流水", "新安排工作的通知和说好的工资"),
    ClaimKind.WAGES,
)
