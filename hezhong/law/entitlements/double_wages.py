"""Double wages where there is no written contract (二倍工资差额). Source: 劳动合同法 第八十二条; 实施条例 第六、七条; 法释〔2025〕12号 第六至九条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Month, MonthlyWages, Option
from hezhong.law import monthly
from hezhong.law.book import LawBook, from_files
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Figure, Result
from hezhong.law.service import Service
from hezhong.law.statutes.arbitration import ACT as ARBITRATION
from hezhong.law.statutes.labour_contract import ACT, IMPLEMENTATION
from hezhong.law.statutes.labour_standards import GUANGDONG_MINUTES, INTERPRETATION_2, OVERAGE_WORKERS, PAID_DAYS
from hezhong.law.unwritten_contract import LimitationMode, Unwritten
from hezhong.law.unwritten_months import MonthBasis, Stretch, stretches
from hezhong.law.working import Working, cents, money

ZERO = Decimal(0)
MOST_YEARS = 70
MOST_MONTHS = "cn.contract.double_wage_max_months"


class WageBase(Option):
    """Which part of a month's pay is paid a second time."""

    REGULAR = "当月应得工资，不含一个月以上发一次或者不定期的奖金、津贴", "广东的口径；按月发的奖金算在里面"
    ALL = "当月全部应得"
    NORMAL = "正常工作时间工资", "不含加班费，也不含一个月以上发一次或者不定期的奖金、津贴"


class Excuse(Option):
    """Why no contract, as the employer says and has to prove."""

    FORCE_MAJEURE = "不可抗力"
    WORKERS_FAULT = "劳动者故意或者有重大过失", "如冒用他人身份、管合同的人自己不签"
    OTHER_STATUTORY = "法律、行政法规规定的其他情形"
    STATUTORY_PROLONGATION = "合同依法自动续延", "医疗期、孕产哺乳期、服务期、工会任期等"


EXCUSED_UNDER: dict[Excuse, Article] = {
    Excuse.FORCE_MAJEURE: INTERPRETATION_2.article(7),
    Excuse.WORKERS_FAULT: INTERPRETATION_2.article(7),
    Excuse.OTHER_STATUTORY: INTERPRETATION_2.article(7),
    Excuse.STATUTORY_PROLONGATION: INTERPRETATION_2.article(8),
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What somebody without a written contract says. limitation_mode, month_basis, wage_base: switches for lawyers."""

    hire_date: date = ask("开始上班那天", example="2025-3-1", group="合同")
    sign_date: date | None = ask("后来补签、续签合同那天", "一直没签的不填", optional=True, default=None, group="合同")
    contract_expired: date | None = ask(
        "签过合同、到期没有续签还在干的，合同哪天到期", "没有这种情形的不填", optional=True, default=None, group="合同"
    )
    employment_end: date | None = ask("最后一天上班", "还在干的不填", optional=True, default=None, group="合同")
    open_ended_due: date | None = ask(
        "应当签无固定期限合同、单位不签的，从哪天起", "如连续干满十年、连续签过两次固定期限合同后续签那天", optional=True, default=None, group="合同"
    )
    monthly_wages: MonthlyWages = ask("每个月应得多少钱", "扣社保、个税以前的；每月不一样的分月写", unit="元", group="工资")
    overtime_in_wages: MonthlyWages | None = ask("里面的加班费", optional=True, default=None, unit="元", group="工资")
    bonuses_in_wages: MonthlyWages | None = ask(
        "里面的季度奖、年终奖、一次性奖金", "一个月以上才发一次的，或者说不准什么时候发的奖金、津贴；按月发的奖金不要写", optional=True, default=None, unit="元", group="工资"
    )
    claim_date: date | None = ask(
        "最早哪天要过这笔钱", "向单位书面要、投诉或者申请仲裁，最早的一天；影响时效", optional=True, default=None, group="时效"
    )
    exception_flags: tuple[Excuse, ...] = ask("单位证明了哪些情形", "没有的不选", optional=True, default=(), group="合同")
    over_age: bool = ask("超过退休年龄，不是弹性延迟退休", default=False, group="合同", mark=True)
    limitation_mode: LimitationMode = ask("时效怎么算", "口径不一，由办案人员选", default=LimitationMode.ROLLING, group="口径")
    month_basis: MonthBasis = ask("怎么算一个月", "口径不一，由办案人员选", default=MonthBasis.CALENDAR, group="口径")
    wage_base: WageBase = ask("按哪些工资算", "口径不一，由办案人员选", default=WageBase.REGULAR, group="口径")

    def wrong(self) -> Iterator[Wrong]:
        last = self.employment_end or self.sign_date or self.claim_date or self.hire_date
        if self.employment_end and self.employment_end < self.hire_date:
            yield "employment_end", f"最后一天（{self.employment_end}）早于上班那天（{self.hire_date}），请核对"
        if self.sign_date and self.employment_end and self.sign_date > self.employment_end:
            yield "sign_date", f"补签那天（{self.sign_date}）晚于最后一天（{self.employment_end}），请核对"
        if self.contract_expired and self.contract_expired < self.hire_date:
            yield "contract_expired", f"合同到期那天（{self.contract_expired}）早于上班那天（{self.hire_date}），请核对"
        if self.contract_expired and self.sign_date and self.sign_date <= self.contract_expired:
            yield "sign_date", f"续签那天（{self.sign_date}）没有晚于合同到期那天（{self.contract_expired}）：到期以前续签的没有二倍工资"
        if self.open_ended_due and self.open_ended_due < self.hire_date:
            yield "open_ended_due", f"这一天早于上班那天（{self.hire_date}），请核对"
        if self.claim_date and self.claim_date < self.hire_date:
            yield "claim_date", f"要钱那天（{self.claim_date}）早于上班那天（{self.hire_date}），请核对"
        if last > self.hire_date and Service(self.hire_date, last).years >= MOST_YEARS:
            yield "hire_date", f"从上班那天到{last}超过{MOST_YEARS}年，请核对年份"
        yield from self._wrong_wages()

    def _wrong_wages(self) -> Iterator[Wrong]:
        claimed = [part.month for part in monthly.parts(*self.unwritten.claimable(from_files()))]
        if not claimed or self.over_age:
            return
        wages = (
            ("monthly_wages", self.monthly_wages, "应得工资"),
            ("overtime_in_wages", self.overtime_in_wages, "加班费"),
            ("bonuses_in_wages", self.bonuses_in_wages, "奖金"),
        )
        told = [wrong for field, each, what in wages for wrong in monthly.wrong(field, each, claimed, what)]
        yield from told
        over = [monthly.spelled(month) for month in claimed if not told and self._normal(month, claimed) < ZERO]
        if over:
            yield "overtime_in_wages", f"{'、'.join(over)}的加班费和奖金比应得工资还多，请核对"

    def _normal(self, month: Month, of: list[Month]) -> Decimal:
        """Return the month's pay without overtime and bonuses."""
        wage, extra, bonus = (
            monthly.amount(each, month, of) or ZERO
            for each in (self.monthly_wages, self.overtime_in_wages, self.bonuses_in_wages)
        )
        return wage - extra - bonus

    def base(self, month: Month, of: list[Month]) -> Decimal:
        """Return what is paid a second time for a whole month."""
        bonus = monthly.amount(self.bonuses_in_wages, month, of) or ZERO
        extra = monthly.amount(self.overtime_in_wages, month, of) or ZERO
        add = {WageBase.ALL: bonus + extra, WageBase.REGULAR: extra, WageBase.NORMAL: ZERO}
        return self._normal(month, of) + add[self.wage_base]

    @property
    def unwritten(self) -> Unwritten:
        known = (self.hire_date, self.sign_date, self.employment_end, self.open_ended_due, self.claim_date)
        return Unwritten(*known, self.limitation_mode, self.contract_expired)


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the second wage still to be paid: whole months by their wage, parts of months by their working days."""
    sheet = Working(place, book)
    if facts.over_age:
        return _over_age(sheet)
    if _excused(facts, sheet):
        return sheet.result(ZERO)
    if facts.open_ended_due and not facts.unwritten.known_end:
        sheet.lack("claim_date", "应当签无固定期限合同的，要知道最后一天、补签那天或者哪天要的钱，才知道算到哪天")
        return sheet.result(None)
    if facts.contract_expired and not GUANGDONG.covers(place):
        sheet.lack("contract_expired", "合同期满接着干、没有续订的付二倍工资，只读到广东的座谈会纪要，这里的规定请人工核对")
        return sheet.result(None)
    window = facts.unwritten.window(sheet)
    if window is None:
        return sheet.result(None)
    if window[1] < window[0]:
        sheet.say("一个月内签了合同或者已经离开，没有二倍工资", ACT.article(10, 2))
        return sheet.result(ZERO)
    since, until = facts.unwritten.in_time(window, sheet)
    if until < since:
        sheet.say("全部超过了一年时效", ARBITRATION.article(27))
        return sheet.result(ZERO)
    _say_base(facts, sheet)
    total, figures = _sum(facts, _claimed(facts, facts.month_basis, since, until), sheet)
    _compare(facts, total, since, until, sheet)
    return sheet.result(total, figures=figures, since=since, until=until)


def _over_age(sheet: Working) -> Result:
    """Return no amount: the rules for workers over age want a written agreement, and say nothing of double wages."""
    sheet.say("超龄用工要订立书面用工协议", OVERAGE_WORKERS.article(6))
    sheet.say("按规定弹性延迟退休的，延迟期间仍然适用劳动合同法，请改选“没有超过”再算", OVERAGE_WORKERS.article(23))
    sheet.lack("over_age", "规定没有写不订书面用工协议的付二倍工资，从读到的条文推不出来，请人工核对")
    return sheet.result(None)


def _excused(facts: Facts, sheet: Working) -> bool:
    """Return whether the employer is excused, by the interpretation of 2025: it holds for what is decided after it came into force."""
    for flag in facts.exception_flags:
        sheet.say(f"{flag}：单位举证证明的，不付二倍工资", EXCUSED_UNDER[flag])
    if facts.exception_flags and facts.claim_date is not None and facts.claim_date < INTERPRETATION_2.since:
        sheet.warn(
            f"{facts.claim_date}主张时{INTERPRETATION_2}还没有施行（{INTERPRETATION_2.since}起），施行以后裁判的按它；以前已经裁判的不适用，请人工核对",
            INTERPRETATION_2.article(21),
        )
    return bool(facts.exception_flags)


def _say_base(facts: Facts, sheet: Working) -> None:
    if facts.wage_base is WageBase.REGULAR and GUANGDONG.covers(sheet.place):
        sheet.say(f"基数：{facts.wage_base}", GUANGDONG_MINUTES.article(14))
    else:
        sheet.say(f"基数：{facts.wage_base}", ACT.article(82))
    sheet.warn("加班费、奖金算不算在基数里，各地口径不一（口径：wage_base）", ACT.article(82))


def _claimed(facts: Facts, basis: MonthBasis, since: date, until: date) -> tuple[Stretch, ...]:
    return stretches(since, until, facts.unwritten.counted_from, basis)


def _compare(facts: Facts, total: Decimal, since: date, until: date, sheet: Working) -> None:
    """Warn where the other reading of a month would bring another amount."""
    other = next(basis for basis in MonthBasis if basis is not facts.month_basis)
    by_other, _ = _sum(facts, _claimed(facts, other, since, until), Working(sheet.place, sheet.book))
    if cents(by_other) != cents(total):
        sheet.warn(
            f"一个月按“{facts.month_basis}”算（口径：month_basis）；按“{other}”算是{money(by_other)}元", INTERPRETATION_2.article(6)
        )


def _sum(facts: Facts, claimed: tuple[Stretch, ...], sheet: Working) -> tuple[Decimal, tuple[Figure, ...]]:
    """Return (the second wages of all months, how many months that is and each of them), never for more months than the law allows."""
    most = None if facts.open_ended_due or all(each.whole for each in claimed) else sheet.figure(MOST_MONTHS, claimed[-1].last)
    months, total, figures = ZERO, ZERO, []
    for each in claimed:
        share, amount = _earned(each, facts, claimed, sheet)
        if most is not None and months + share > most:
            sheet.say(f"合计最多{money(most)}个月，{each}只算到满{money(most)}个月", IMPLEMENTATION.article(7))
            share, amount = most - months, amount * (most - months) / share
        months, total = months + share, total + amount
        figures.append(Figure(each.name, f"{each}", amount))
    sheet.say(f"整月的每月再付一份，合计折合{money(months)}个月，共{money(total)}元", _under(facts, claimed[-1].last))
    return total, (Figure("months", "折合月数", cents(months), "个月"), *figures)


def _earned(each: Stretch, facts: Facts, claimed: tuple[Stretch, ...], sheet: Working) -> tuple[Decimal, Decimal]:
    """Return (which share of a month a stretch is, what it earns)."""
    named = list(dict.fromkeys(part.month for stretch in claimed for part in stretch.parts))
    calendar = sheet.book.calendar
    paid = Decimal(1) if each.whole else sheet.figure("cn.pay.days_per_month", each.last)
    if paid is None:
        return ZERO, ZERO
    if not each.whole:
        if each.first.year not in calendar.announced:
            sheet.warn(f"{each.first.year}年的放假安排没有录入，工作日数请人工核对", PAID_DAYS.article(2))
        sheet.say(f"{each}不满一个月，实际工作日{each.working_days(calendar)}天 ÷ {paid}", _part_under(facts, each.last))
    return each.earns(lambda month: facts.base(month, named), calendar, paid)


def _recent(facts: Facts, last: date) -> bool:
    """Return whether the interpretation of 2025 was in force when it was claimed."""
    return (facts.claim_date or last) >= INTERPRETATION_2.since


def _part_under(facts: Facts, last: date) -> Article:
    return INTERPRETATION_2.article(6) if _recent(facts, last) else PAID_DAYS.article(2)


def _under(facts: Facts, last: date) -> Article:
    if facts.open_ended_due:
        return ACT.article(82, 2)
    return INTERPRETATION_2.article(6) if _recent(facts, last) else ACT.article(82, 1)


ENTITLEMENT = Entitlement(
    "double_wages",
    "未订立书面劳动合同二倍工资差额",
    "一直没签合同，能不能要双倍工资",
    Facts,
    reckon,
    (ACT.article(82), IMPLEMENTATION.article(6), IMPLEMENTATION.article(7), INTERPRETATION_2.article(6)),
    (
        "能证明哪天开始上班的：入职登记、考勤、工作证、工作群记录",
        "能证明什么时候补签的：劳动合同（签订日期）",
        "每月的工资条、银行流水（工资台账由单位保管，不拿出来由单位承担不利后果）",
        "什么时候向单位要过：书面通知、投诉或者仲裁的收件凭证",
    ),
    ClaimKind.DAMAGES,
)
