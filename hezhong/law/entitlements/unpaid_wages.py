"""Wages not paid, or not in full (拖欠工资). Source: 劳动法 第五十条; 劳动合同法 第三十条; 工资支付暂行规定 第七、九、十五条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months, month_end, working_days
from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money, Month, MonthlyWages, Months
from hezhong.law import monthly
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.arbitration import ACT as ARBITRATION
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import (
    GUANGDONG_WAGES,
    LABOUR_ACT,
    MIGRANT_WAGES,
    SHENZHEN,
    SHENZHEN_WAGES,
    WAGE_RULES,
)
from hezhong.law.working import Working, money

ZERO = Decimal(0)
MOST_MONTHS = 840
PAY_DAY = "sz.wage.pay_day"


def by_piece(answers: Answers) -> bool:
    return bool(answers.get("piece_rate_flag"))


def by_time(answers: Answers) -> bool:
    return not by_piece(answers)


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody who was not paid says of some months. Every amount is told for each month, or is the same in all."""

    period: Months = ask("哪几个月的工资", "从哪个月到哪个月没有发够", group="工资", most=20)
    piece_rate_flag: bool = ask("按件算钱", default=False, group="工资", mark=True)
    agreed_wage: MonthlyWages | None = ask(
        "说好的每个月多少钱", "不含加班费和津贴；日工写当月天数乘每天的钱", default=None, unit="元", group="工资", when=by_time
    )
    pieces: Decimal | None = ask("做了多少件", "按件的一个月一个月算", default=None, unit="件", group="工资", when=by_piece)
    piece_price: Money | None = ask("一件多少钱", default=None, unit="元", group="工资", when=by_piece)
    overtime_due: MonthlyWages | None = ask("应得的加班费", optional=True, default=None, unit="元", group="工资")
    allowances_due: MonthlyWages | None = ask("应得的津贴、补贴", optional=True, default=None, unit="元", group="工资")
    paid: MonthlyWages = ask("实际发到手多少", "每个月的；没发的写 0", unit="元", group="工资")
    lawful_deductions: MonthlyWages | None = ask(
        "依法扣的", "个税、社保个人部分、法院判决扣的；罚款、押金不算", optional=True, default=None, unit="元", group="工资"
    )
    employment_end: date | None = ask("最后一天上班", "还在干的不填", optional=True, default=None, group="时间")
    claim_date: date | None = ask("哪天要的钱", "投诉或者申请仲裁那天；还没有的不填", optional=True, default=None, group="时间")
    delay_agreed: bool = ask("工会或者我书面同意过晚发", "深圳的规定", default=False, group="时间", mark=True)

    def wrong(self) -> Iterator[Wrong]:
        if self.period.until < self.period.since:
            yield "period", f"最后一个月（{monthly.spelled(self.period.until)}）早于第一个月（{monthly.spelled(self.period.since)}）"
            return
        if len(self.period) > MOST_MONTHS:
            yield "period", f"一共{len(self.period)}个月，超过{MOST_MONTHS // 12}年，请核对年份"
            return
        yield from self._wrong_wage()
        told = [*self._wrong_months()]
        yield from told
        for month in [] if told else self.months:
            if self._of(self.lawful_deductions, month) > self.earned(month):
                yield "lawful_deductions", f"{monthly.spelled(month)}扣的比应得的还多，请核对"
        if self.employment_end and self.employment_end < date(*self.period.since, 1):
            yield "employment_end", f"最后一天（{self.employment_end}）早于{monthly.spelled(self.period.since)}，请核对"

    def _wrong_wage(self) -> Iterator[Wrong]:
        if self.piece_rate_flag and len(self.period) > 1:
            yield "period", "按件算钱的，一个月一个月算"
        if self.piece_rate_flag and self.pieces is None:
            yield "pieces", "请填写做了多少件"
        if self.piece_rate_flag and self.piece_price is None:
            yield "piece_price", "请填写一件多少钱"
        if not self.piece_rate_flag and self.agreed_wage is None:
            yield "agreed_wage", "请填写说好的每个月多少钱"

    def _wrong_months(self) -> Iterator[Wrong]:
        of = self.months
        yield from monthly.wrong("agreed_wage", None if self.piece_rate_flag else self.agreed_wage, of, "工资")
        yield from monthly.wrong("overtime_due", self.overtime_due, of, "加班费")
        yield from monthly.wrong("allowances_due", self.allowances_due, of, "津贴")
        yield from monthly.wrong("paid", self.paid, of, "实发工资")
        yield from monthly.wrong("lawful_deductions", self.lawful_deductions, of, "扣款")
        for month in (month for month, _ in self.paid.named if month not in of):
            yield "paid", f"{monthly.spelled(month)}不在要算的几个月里"

    def _of(self, wages: MonthlyWages | None, month: Month) -> Decimal:
        return monthly.amount(wages, month, self.months) or ZERO

    @property
    def months(self) -> tuple[Month, ...]:
        return monthly.months(self.period)

    def earned(self, month: Month) -> Decimal:
        """Return what a month earned before deductions."""
        wage = (self.pieces or ZERO) * (self.piece_price or ZERO) if self.piece_rate_flag else self._of(self.agreed_wage, month)
        return wage + self._of(self.overtime_due, month) + self._of(self.allowances_due, month)

    def left(self, month: Month) -> Decimal:
        """Return what is still owed for a month; what was paid too much in one is not set off in another."""
        return max(ZERO, self.earned(month) - self._of(self.lawful_deductions, month) - self._of(self.paid, month))

    def spelled(self, month: Month) -> str:
        """Return the arithmetic of one month."""
        cut, paid = self._of(self.lawful_deductions, month), self._of(self.paid, month)
        less = f" − 依法扣{money(cut)}" if cut else ""
        return f"{monthly.spelled(month)}：应得{money(self.earned(month))}{less} − 实发{money(paid)} → 欠{money(self.left(month))}元"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the wages still owed, by month; months that were overpaid count for nothing."""
    sheet = Working(place, book)
    for month in facts.months:
        sheet.say(facts.spelled(month), WAGE_RULES.article(15) if facts.lawful_deductions else ACT.article(30))
    _say_pay_day(facts, sheet)
    _say_end(facts, sheet)
    _say_limitation(facts, sheet)
    total = sum(map(facts.left, facts.months), ZERO)
    figures = tuple(Figure(monthly.spelled(month), f"{monthly.spelled(month)}欠", facts.left(month)) for month in facts.months)
    since, until = date(*facts.period.since, 1), month_end(date(*facts.period.until, 1))
    return sheet.result(total, figures=figures, since=since, until=until)


def _say_pay_day(facts: Facts, sheet: Working) -> None:
    """Say by when the last month had to be paid: Shenzhen names the days, elsewhere it is the day agreed."""
    ended = month_end(date(*facts.period.until, 1))
    if not SHENZHEN.covers(sheet.place):
        sheet.say("工资要在约定的那天发，至少每月一次；碰上节假日、休息日的提前发", WAGE_RULES.article(7))
        return
    days = sheet.value(PAY_DAY, ended)
    if days is None:
        return
    latest = ended + int(days.part("after_period_end_days")) * ONE_DAY
    while not sheet.book.calendar.is_working(latest):
        latest -= ONE_DAY
    sheet.say(f"深圳：{monthly.spelled(facts.period.until)}的工资最迟{latest}发", SHENZHEN_WAGES.article(11))
    more = days.part("delay_with_consent_max_days" if facts.delay_agreed else "delay_allowed_days")
    delayed = latest + int(more) * ONE_DAY
    sheet.say(f"有原因的可以再延{more}日，到{delayed}", SHENZHEN_WAGES.article(12))
    if facts.claim_date and facts.claim_date <= delayed and facts.employment_end is None:
        sheet.warn(f"{facts.claim_date}要的时候，最后一个月的工资可能还没到最迟的发薪日{delayed}", SHENZHEN_WAGES.article(12))


def _say_end(facts: Facts, sheet: Working) -> None:
    ended = facts.employment_end
    if ended is None:
        return
    if not SHENZHEN.covers(sheet.place):
        at_once = GUANGDONG_WAGES.article(13) if GUANGDONG.covers(sheet.place) else WAGE_RULES.article(9)
        sheet.say(f"{ended}离开，工资要在当时一次付清", at_once)
    elif days := sheet.value(PAY_DAY, ended):
        within = working_days(int(days.part("final_pay_workdays")))
        latest = within.after(ended, sheet.book.calendar)
        sheet.say(f"深圳：{ended}离开，工资要在{within}内（{latest}前）一次付清", SHENZHEN_WAGES.article(13))


def _say_limitation(facts: Facts, sheet: Working) -> None:
    """Say how long wages can be claimed; the amount stays, for limitation is the employer's to plead."""
    if facts.employment_end is None:
        sheet.say("还在单位干的，要工资不受一年时效的限制", ARBITRATION.article(27, 4))
        return
    years = sheet.figure("cn.limitation.arbitration_years", facts.employment_end)
    if years is None:
        return
    latest = add_months(facts.employment_end, int(12 * years))
    sheet.say(f"离开以后要在{years}年内（{latest}前）申请仲裁", ARBITRATION.article(27, 4))
    if facts.claim_date and facts.claim_date > latest:
        sheet.warn(f"{facts.claim_date}才要，超过了{latest}；单位提出时效的，可能得不到支持", ARBITRATION.article(27, 4))


ENTITLEMENT = Entitlement(
    "unpaid_wages",
    "拖欠、未足额支付工资",
    "干了活没给钱，或者给少了，差多少",
    Facts,
    reckon,
    (LABOUR_ACT.article(50), ACT.article(30), WAGE_RULES.article(7), MIGRANT_WAGES.article(3)),
    (
        "劳动合同、欠条、说好工钱的聊天记录（自己留着）",
        "考勤、记工本、工地实名制记录（单位保管，不拿出来由单位承担不利后果）",
        "工资支付台账和工资清单（单位至少保存两年，农民工工资的至少三年）",
        "银行流水、微信转账记录",
    ),
    ClaimKind.WAGES,
)
