"""Compensation for not competing after the contract (竞业限制补偿). Source: 法释〔2020〕26号 第三十六至三十九条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.kernel.fields import ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, MonthlyWages
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import INTERPRETATION_1
from hezhong.law.working import Working, money

MINIMUM_WAGE = "gd.min_wage.monthly"
RATIO, MOST_MONTHS = "cn.noncompete.default_ratio", "cn.noncompete.max_months"
RELEASE_MONTHS = 3
"""What early release costs on top, in months. Source: 法释〔2020〕26号 第三十九条第二款."""
UNPAID_MONTHS = 3
"""Months unpaid after which the promise may be undone. Source: 法释〔2020〕26号 第三十八条."""
LONGEST = 240


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A promise not to compete, and how long it was kept."""

    end_date: date = ask("劳动合同的最后一天", example="2025-5-31", group="约定")
    avg12: MonthlyWages = ask("离开前12个月平均每月工资", unit="元", group="工资")
    months: int = ask("离开后守了几个月", "没有去同行上班、没有自己开同行生意的整月；没有守的写0", unit="个月", group="约定")
    agreed_monthly: Money | None = ask(
        "约定每月补偿多少", "合同或者协议里没有写的不填", unit="元", optional=True, default=None, group="约定"
    )
    early_release_by_employer: bool = ask("单位提前解除了竞业限制", default=False, group="约定", mark=True)
    unpaid_months: int = ask("单位欠了几个月补偿没付", unit="个月", default=0, group="约定")

    def wrong(self) -> Iterator[Wrong]:
        if self.months > LONGEST:
            yield "months", f"最多写{LONGEST}个月，请核对"
        if self.unpaid_months > self.months:
            yield "unpaid_months", "欠付的月数不能多于守了的月数"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the compensation of the months kept, each at the minimum wage of its own time, and that of early release."""
    sheet = Working(place, book)
    rate = facts.agreed_monthly if facts.agreed_monthly is not None else _share(facts, sheet)
    if rate is None:
        return sheet.result(None)
    first, kept = facts.end_date + ONE_DAY, _kept(facts, sheet)
    total = _sum(facts, [_monthly(facts, rate, add_months(first, number), sheet) for number in range(kept)], sheet)
    extra = _release(facts, rate, add_months(first, kept), sheet)
    _say_unpaid(facts, sheet)
    figures = (Figure("kept", "守约期间的补偿", Money(total)), Figure("release", "提前解除额外付的补偿", Money(extra)))
    return sheet.result(total + extra, figures=figures)


def _share(facts: Facts, sheet: Working) -> Decimal | None:
    """Return the share of the average wage that is owed where nothing was agreed, or None where it cannot be said."""
    average, ratio = facts.avg12.average(), sheet.figure(RATIO, facts.end_date)
    if average is None:
        sheet.lack("avg12", "要知道离开前12个月平均每月工资")
    if ratio is None or average is None:
        return None
    share = average * ratio
    sheet.say(f"没有约定补偿：前12个月平均工资的{ratio:.0%}，{money(average)} × {ratio} = {money(share)}元", INTERPRETATION_1.article(36, 1))
    return share


def _kept(facts: Facts, sheet: Working) -> int:
    """Return the months that count: nobody is bound for longer than the law allows."""
    most = sheet.figure(MOST_MONTHS, facts.end_date)
    if most is None or facts.months <= most:
        return facts.months
    sheet.say(f"竞业限制最长{most}个月，超过的月份不受约束，也不计补偿", ACT.article(24, 2))
    return int(most)


def _monthly(facts: Facts, rate: Decimal, on: date, sheet: Working) -> Decimal:
    """Return what is owed for the month that starts on that day."""
    if facts.agreed_monthly is not None:
        return rate
    minimum = sheet.figure(MINIMUM_WAGE, on)
    if minimum is None or minimum <= rate:
        return rate
    sheet.say(f"{on}起的一个月：低于履行地最低工资，按{money(minimum)}元算", INTERPRETATION_1.article(36, 2))
    return minimum


def _sum(facts: Facts, each: list[Decimal], sheet: Working) -> Decimal:
    article = INTERPRETATION_1.article(36) if facts.agreed_monthly is None else INTERPRETATION_1.article(37)
    runs = [(amount, len(list(run))) for amount, run in groupby(each)]
    if runs:
        total = sum(each, Decimal(0))
        terms = " + ".join(f"{money(amount)} × {months}" for amount, months in runs)
        sheet.say(f"守了{len(each)}个月：{terms} = {money(total)}元", article)
        return total
    sheet.say("没有守约的月份，没有按月的补偿", article)
    return Decimal(0)


def _release(facts: Facts, rate: Decimal, on: date, sheet: Working) -> Decimal:
    """Return what is owed on top because the employer let go early."""
    if not facts.early_release_by_employer:
        return Decimal(0)
    if on < INTERPRETATION_1.since:
        sheet.lack("early_release_by_employer", f"{INTERPRETATION_1.since}以前提前解除要不要另付，没有读到规定，请人工核对")
        return Decimal(0)
    most = sheet.figure(MOST_MONTHS, facts.end_date)
    if most is not None and facts.months >= most:
        sheet.say("竞业限制期限已满，不存在提前解除，没有额外的补偿", INTERPRETATION_1.article(39))
        return Decimal(0)
    extra = RELEASE_MONTHS * _monthly(facts, rate, on, sheet)
    sheet.say(f"单位提前解除，可以另要{RELEASE_MONTHS}个月补偿：{money(extra)}元", INTERPRETATION_1.article(39, 2))
    return extra


def _say_unpaid(facts: Facts, sheet: Working) -> None:
    if facts.unpaid_months >= UNPAID_MONTHS:
        sheet.say(f"因单位原因欠补偿满{UNPAID_MONTHS}个月，可以请求解除竞业限制约定", INTERPRETATION_1.article(38))


ENTITLEMENT = Entitlement(
    "noncompete_compensation",
    "竞业限制补偿",
    "不让我去同行上班，每月该补我多少",
    Facts,
    reckon,
    (ACT.article(23), INTERPRETATION_1.article(36), INTERPRETATION_1.article(39)),
    ("竞业限制的约定", "离开前12个月的工资流水", "离职后没有去同行的证明", "单位解除竞业限制的通知"),
    ClaimKind.SEVERANCE,
)
