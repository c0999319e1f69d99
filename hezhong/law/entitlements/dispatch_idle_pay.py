"""Pay of an agency worker without an assignment (无工作期间报酬). Source: 劳动合同法 第五十八条; 劳务派遣暂行规定 第十二条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.dates import ONE_DAY, add_months
from hezhong.kernel.fields import ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Article, Figure, Result
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import AGENCY_WORK
from hezhong.law.working import Working, money

Day = date
"""The type, where a field is called date."""
MINIMUM_WAGE = "gd.min_wage.monthly"
LONGEST = 240


@dataclass(frozen=True)
class Spell:
    """A further time without work."""

    date: Day = ask("从哪天起没有活干")
    months: int = ask("几个月", unit="个月")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Times in which an agency had no work for somebody it employs."""

    date: Day = ask("从哪天起没有活干", "被用工单位退回、等派遣公司再派的第一天", example="2025-6-1", group="没活干的时间")
    months: int = ask("没有活干几个月", unit="个月", group="没活干的时间")
    further: tuple[Spell, ...] = ask("后来又有几段", optional=True, default=(), group="没活干的时间")
    paid: Money = ask("派遣公司这段时间已经付的", unit="元", default=Money(0), group="工资")
    contract_ended_on: Day | None = ask("与派遣公司的合同最后一天", "合同还在的不填", optional=True, default=None, group="没活干的时间")

    @property
    def spells(self) -> tuple[Spell, ...]:
        return (Spell(self.date, self.months), *self.further)

    def wrong(self) -> Iterator[Wrong]:
        starts = [spell.date for spell in self.spells]
        ends = [add_months(spell.date, spell.months) for spell in self.spells if spell.months <= LONGEST]
        if len(ends) < len(starts):
            yield "months", f"最多写{LONGEST}个月，请核对"
            return
        if not all(spell.months for spell in self.spells):
            yield "months", "至少写1个月"
        if any(start < end for start, end in zip(starts[1:], ends, strict=False)):
            yield "further", "几段时间要按先后写，不能重叠"
        if self.contract_ended_on and self.contract_ended_on < ends[-1] - ONE_DAY:
            yield "contract_ended_on", f"合同在{self.contract_ended_on}已经结束，没有活干的时间不能到{ends[-1] - ONE_DAY}"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return what is owed for the months without work, each at the minimum wage where the agency is, less what was paid."""
    sheet = Working(place, book)
    months = [add_months(spell.date, number) for spell in facts.spells for number in range(spell.months)]
    each = [_month(start, add_months(start, 1) - ONE_DAY, sheet) for start in months]
    known = [amount for amount in each if amount is not None]
    if not known:
        return sheet.result(None)
    owed = sum(known, Decimal(0))
    if len(known) < len(each):
        sheet.warn(f"{len(each) - len(known)}个月没有最低工资标准，没有计入", _under(months[-1]))
    short = max(owed - facts.paid, Decimal(0))
    sheet.say(f"应付{money(owed)}元，已付{money(facts.paid)}元，还差{money(short)}元", _under(months[-1]))
    return sheet.result(short, figures=(Figure("owed", "应付", Money(owed)),), since=months[0], until=add_months(months[-1], 1) - ONE_DAY)


def _under(on: date) -> Article:
    return AGENCY_WORK.article(12, 2) if on >= AGENCY_WORK.since else ACT.article(58, 2)


def _month(start: date, end: date, sheet: Working) -> Decimal | None:
    """Return what is owed for one month, or None where no minimum wage is known; across a change by the days of each."""
    first, last = sheet.figure(MINIMUM_WAGE, start), sheet.figure(MINIMUM_WAGE, end)
    if first is None or last is None:
        return None
    if first == last:
        sheet.say(f"{start}至{end}：最低工资{money(first)}元", _under(start))
        return first
    days = (end - start).days + 1
    before = next(n for n in range(days) if sheet.figure(MINIMUM_WAGE, start + n * ONE_DAY) != first)
    amount = (first * before + last * (days - before)) / days
    sheet.say(f"{start}至{end}：{before}天按{money(first)}元、{days - before}天按{money(last)}元，合{money(amount)}元", _under(start))
    sheet.warn("跨最低工资调整日的一个月按天数分摊，这样算没有明文，请人工核对", _under(start))
    return amount


ENTITLEMENT = Entitlement(
    "dispatch_idle_pay",
    "被派遣劳动者无工作期间报酬",
    "派遣公司没给我派活，这段时间该付多少",
    Facts,
    reckon,
    (ACT.article(58, 2), AGENCY_WORK.article(12, 2)),
    ("与派遣公司的劳动合同", "用工单位退回的通知", "工资流水"),
    ClaimKind.WAGES,
)
