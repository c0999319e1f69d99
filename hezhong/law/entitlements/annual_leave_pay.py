"""Pay for annual leave not taken (未休年休假工资). Source: 职工带薪年休假条例 第三至五条; 企业职工带薪年休假实施办法 第五、十、十一、十二条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

from hezhong.kernel.dates import add_months
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import MonthlyWages, Option
from hezhong.law import overtime
from hezhong.law.annual_leave import DAYS_OF_A_YEAR, full_days, lost, statutory_days
from hezhong.law.book import LawBook, from_files
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.arbitration import ACT as ARBITRATION
from hezhong.law.statutes.labour_standards import ANNUAL_LEAVE, ANNUAL_LEAVE_MEASURES, INTERPRETATION_2, OVERAGE_WORKERS
from hezhong.law.working import Working, money

ZERO, WAGE_ALREADY_PAID = Decimal(0), Decimal(1)
"""100 % of the 300 % is the wage of the day worked (实施办法 第十条)."""
MOST_YEARS, MONTHS_OF_A_YEAR = 70, 12
EARLIEST_YEAR, LATEST_YEAR = 1949, 2100


class LeavePayLimitation(Option):
    """How limitation runs for leave pay. It is the employer's to plead: no amount is cut by it, only the warning tells it."""

    AS_WAGES = "同工资一样：在职不限，离职后一年内"
    ONE_YEAR = "次年1月1日起一年内", "同意跨年安排的，再晚一年；离职的从离职起算"


def took_personal_leave(answers: Answers) -> bool:
    return bool(answers.get("personal_leave_days"))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody says of the leave of one calendar year. leave_pay_limitation: a switch for lawyers."""

    year: int | None = ask("哪一年的年休假", "今年入职或者离职的可以不填", optional=True, default=None, example="2025", group="年休假")
    cumulative_years: Decimal = ask("一共工作了几年", "所有单位加起来，算到那年年底或者离职", unit="年", group="年休假")
    continuous_12m: bool = ask("连续工作满12个月", "换单位中间没断的也算连续", default=True, group="年休假")
    joined_date: date | None = ask("当年才来这个单位的，哪天来的", "以前年份来的也可以填", optional=True, default=None, group="年休假")
    left_date: date | None = ask("当年离开的，最后一天", "还在干的不填", optional=True, default=None, group="年休假")
    taken_days: Decimal = ask("已经休了几天", default=ZERO, unit="天", group="年休假")
    agreed_days: Decimal | None = ask("合同、制度写的年休假几天", "比法律多的才填", optional=True, default=None, unit="天", group="年休假")
    last12_wages_excl_ot: MonthlyWages = ask(
        "前12个月平均每月多少钱，加班费不算", "扣社保、个税以前的；不满12个月的按实际月数平均", unit="元", group="工资"
    )
    sick_leave_days: Decimal = ask("当年病假几天", default=ZERO, unit="天", group="请假")
    sick_leave_months: Decimal | None = ask(
        "当年病假一共几个月", "整个日历月都病的算一个月；病假长的才填，填了就不看天数", optional=True, default=None, unit="个月", group="请假"
    )
    personal_leave_days: Decimal = ask("当年事假几天", default=ZERO, unit="天", group="请假")
    personal_leave_paid: bool = ask("事假按规定不扣工资", default=False, group="请假", when=took_personal_leave)
    long_vacation: bool = ask("有寒暑假，比年休假还多", default=False, group="请假", mark=True)
    waived_in_writing: bool = ask("单位安排了休，我自己书面写了不休", default=False, group="请假", mark=True)
    normal_wage_paid: bool = ask("没休的那几天，平时工资已经发了", default=True, group="工资")
    carry_over_agreed: bool = ask("我同意过推到下一年休", default=False, group="时效", mark=True)
    claim_date: date | None = ask("哪天要的钱", "投诉或者申请仲裁那天", optional=True, default=None, group="时效")
    leave_pay_limitation: LeavePayLimitation = ask(
        "时效怎么算", "口径不一，由办案人员选", default=LeavePayLimitation.AS_WAGES, group="口径"
    )
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="年休假", mark=True)

    def wrong(self) -> Iterator[Wrong]:
        if self.of is None:
            yield "year", "请填写哪一年的年休假"
            return
        if not EARLIEST_YEAR <= self.of <= LATEST_YEAR:
            yield "year", f"{self.of}不是年份，要写成 2025 这样"
            return
        if self.left_date and self.left_date.year != self.of:
            yield "left_date", f"离开那天（{self.left_date}）不在{self.of}年，只填当年离开的"
        if self.joined_date and self.joined_date.year > self.of:
            yield "joined_date", f"来这个单位那天（{self.joined_date}）晚于{self.of}年，请核对"
        if self.joined_date and self.left_date and self.left_date < self.joined_date:
            yield "left_date", f"离开那天（{self.left_date}）早于来的那天（{self.joined_date}），请核对"
        if self.cumulative_years > MOST_YEARS:
            yield "cumulative_years", f"工作了{self.cumulative_years}年，超过{MOST_YEARS}年，请核对"
        if self.sick_leave_days + self.personal_leave_days > DAYS_OF_A_YEAR + 1:
            yield "sick_leave_days", f"病假、事假加起来{self.sick_leave_days + self.personal_leave_days}天，多于一年的天数"
        if (self.sick_leave_months or ZERO) > MONTHS_OF_A_YEAR:
            yield "sick_leave_months", f"一年只有{MONTHS_OF_A_YEAR}个月，写了{self.sick_leave_months}个月"
        yield from self._wrong_taken()

    def _wrong_taken(self) -> Iterator[Wrong]:
        days = statutory_days(self.cumulative_years, self.day, from_files())
        if days is not None and self.taken_days > max(days, self.agreed_days or ZERO):
            yield "taken_days", f"一年的年休假是{max(days, self.agreed_days or ZERO)}天，写了已休{self.taken_days}天；多的是别的假，不要写"

    @property
    def of(self) -> int | None:
        """Return the year that is asked about: the one told, else that of leaving or joining."""
        told = self.left_date or self.joined_date
        return self.year if self.year is not None else told.year if told else None

    @property
    def day(self) -> date:
        """Return the day on which it is reckoned: of leaving, or the last of the year."""
        return self.left_date or date(self.of or LATEST_YEAR, 12, 31)

    @property
    def first_day(self) -> date:
        """Return the first day of the year in this unit."""
        new_year = date(self.day.year, 1, 1)
        return max(self.joined_date, new_year) if self.joined_date else new_year


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the pay for the days not taken, beside the wage already paid for them; a figure says how many days."""
    sheet = Working(place, book)
    if facts.over_age:
        sheet.lack("over_age", "超龄劳动者的规定只写了工作时间和年节假日，没有写年休假，请人工核对双方的约定")
        sheet.warn("超龄劳动者按国务院工作时间规定和年节放假办法安排休息", OVERAGE_WORKERS.article(9))
        return sheet.result(None)
    days = _days(facts, sheet)
    if days is None:
        return sheet.result(None)
    left = Figure("days", "应休未休", days, "天")
    if not days or _waived(facts, sheet):
        return sheet.result(ZERO, figures=(left,), since=facts.first_day, until=facts.day)
    _warn_of_limitation(facts, sheet)
    wage, rate = facts.last12_wages_excl_ot.average(), sheet.figure("cn.annual_leave.rate", facts.day)
    daily = overtime.daily(wage, facts.day, sheet) if wage is not None else None
    if wage is None or daily is None or rate is None:
        return sheet.result(None, figures=(left,))
    times = rate - WAGE_ALREADY_PAID if facts.normal_wage_paid else rate
    sheet.say(f"日工资 = {money(wage)} ÷ 月计薪天数 ≈ {money(daily)}元（计算时不取整）", ANNUAL_LEAVE_MEASURES.article(11))
    already = "，其中100%已随工资发，另付" if facts.normal_wage_paid else "，应付"
    sheet.say(f"{money(days)}天，按{money(100 * rate)}%{already}{money(100 * times)}%", ANNUAL_LEAVE_MEASURES.article(10))
    return sheet.result(daily * days * times, figures=(left,), since=facts.first_day, until=facts.day)


def _days(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the whole days due and not taken; None where the days of the law are missing."""
    if not facts.continuous_12m:
        sheet.say("连续工作不满12个月，没有年休假", ANNUAL_LEAVE_MEASURES.article(3))
        return ZERO
    full = full_days(facts.cumulative_years, facts.agreed_days, facts.day, sheet)
    if full is None or not full:
        return full
    if lost(facts, sheet):
        return ZERO
    due = _prorated(facts, full, sheet)
    left = max(ZERO, due - facts.taken_days)
    if facts.left_date:
        whole = left.to_integral_value(ROUND_FLOOR)
        sheet.say(f"{due:.2f}天 − 已休{money(facts.taken_days)}天，不足1整天的不算 → {whole}天；多休的不扣回", ANNUAL_LEAVE_MEASURES.article(12))
        return whole
    sheet.say(f"应休{money(due)}天 − 已休{money(facts.taken_days)}天 = {money(left)}天", ANNUAL_LEAVE_MEASURES.article(10))
    return left


def _prorated(facts: Facts, full: Decimal, sheet: Working) -> Decimal:
    """Return the days due for the part of the year in this unit: rounded down for who joined, not yet for who left."""
    in_unit = (facts.day - facts.first_day).days + 1
    share = full * in_unit / DAYS_OF_A_YEAR
    if facts.left_date:
        sheet.say(f"当年在本单位{in_unit}天 ÷ {DAYS_OF_A_YEAR} × {money(full)}天", ANNUAL_LEAVE_MEASURES.article(12))
        return min(full, share)
    if facts.first_day == date(facts.day.year, 1, 1):
        return full
    whole = share.to_integral_value(ROUND_FLOOR)
    sheet.say(f"新入职：剩余{in_unit}天 ÷ {DAYS_OF_A_YEAR} × {money(full)}天，不足1整天的不算 → {whole}天", ANNUAL_LEAVE_MEASURES.article(5))
    return whole


def _waived(facts: Facts, sheet: Working) -> bool:
    if facts.waived_in_writing:
        sheet.say("单位安排了休、本人书面提出不休的，只付正常工资", ANNUAL_LEAVE_MEASURES.article(10, 2))
    return facts.waived_in_writing


def _warn_of_limitation(facts: Facts, sheet: Working) -> None:
    """Warn by when it had to be claimed, in the mode that is chosen; the amount stays, for limitation is the employer's to plead."""
    if facts.claim_date is None:
        return
    sheet.warn(f"年休假工资的时效按“{facts.leave_pay_limitation}”看（口径：leave_pay_limitation），各地不一", ARBITRATION.article(27))
    if facts.leave_pay_limitation is LeavePayLimitation.AS_WAGES and facts.left_date is None:
        return
    starts = facts.left_date or date(facts.day.year, 12, 31)
    years = sheet.figure("cn.limitation.arbitration_years", facts.claim_date)
    if years is None:
        return
    carried = MONTHS_OF_A_YEAR if facts.carry_over_agreed and facts.left_date is None else 0
    latest = add_months(starts, int(MONTHS_OF_A_YEAR * years) + carried)
    if facts.claim_date > latest:
        sheet.warn(
            f"最迟{latest}要，{facts.claim_date}才要，可能超过时效：单位在仲裁时提出时效的，可能得不到支持；没有提的不减", INTERPRETATION_2.article(20)
        )


ENTITLEMENT = Entitlement(
    "annual_leave_pay",
    "未休年休假工资",
    "年休假没休成，该补我多少钱",
    Facts,
    reckon,
    (ANNUAL_LEAVE.article(3), ANNUAL_LEAVE.article(5), ANNUAL_LEAVE_MEASURES.article(10), ANNUAL_LEAVE_MEASURES.article(12)),
    (
        "社保缴费记录（证明一共工作了几年）",
        "休假、请假记录和考勤（单位保管，不拿出来由单位承担不利后果）",
        "单位安排休假、本人书面不休的文件（由单位举证）",
        "前12个月的工资条、银行流水",
    ),
    ClaimKind.WAGES,
)
