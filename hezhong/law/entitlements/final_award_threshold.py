"""Up to which amount an award is final, item by item (一裁终局). Source: 劳动争议调解仲裁法 第四十七条; 法释〔2020〕26号 第十九、二十条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.fields import ask
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.kernel.values import Money
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import BadFacts, Wrong, place_of
from hezhong.law.finality import FINAL_UP_TO_TWELVE_MONTHS, ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.arbitration import ACT, GUANGDONG_MEASURES, RULES
from hezhong.law.statutes.labour_standards import INTERPRETATION_1
from hezhong.law.working import Working, money

MINIMUM_WAGE, MONTHS = "gd.min_wage.monthly", "cn.final_award.min_wage_months"


@dataclass(frozen=True)
class Item:
    """One item of an award; where its place or day is another than the award's, it says so."""

    kind: ClaimKind = ask("哪一项")
    amount: Money = ask("裁决的数额", unit="元")
    city: str = ask("别的城市", "与上面相同的不填", optional=True, default="")
    date: str = ask("别的日期", "与上面相同的不填", optional=True, default="")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An award and its items."""

    award_date: date = ask("裁决日期", example="2025-6-30", group="裁决")
    filed_on: date | None = ask("申请仲裁的日期", "广东按申请仲裁时的最低工资", optional=True, default=None, group="裁决")
    items: tuple[Item, ...] = ask("裁决了哪几项", optional=True, default=(), group="裁决")

    def wrong(self) -> Iterator[Wrong]:
        if self.filed_on and self.filed_on > self.award_date:
            yield "filed_on", f"申请仲裁的日期（{self.filed_on}）不能晚于裁决日期（{self.award_date}）"
        for number, item in enumerate(self.items, start=1):
            if item.date and _day(item.date) is None:
                yield "items", f"第{number}项的日期“{item.date}”要写成 2025-03-01 这样"
            try:
                place_of(item.city or "440000")
            except BadFacts as why:
                yield "items", f"第{number}项：{why.wrong[0][1]}"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return the amount up to which an item is final, and of each item whether it is."""
    sheet = Working(place, book)
    on = _counted_on(facts, place, sheet)
    ceiling = _ceiling(on, sheet)
    if ceiling is not None:
        sheet.say(f"每项不超过{money(ceiling)}元的，终局", RULES.article(50, 1))
    verdicts = [_final(item, place, on, sheet) for item in facts.items]
    open_items = sum(verdict is False for verdict in verdicts)
    if facts.items and None not in verdicts:
        _say_whole(len(facts.items) - open_items, open_items, sheet)
    figures = (
        Figure("final_items", "终局的项数", Decimal(sum(verdict is True for verdict in verdicts)), "项"),
        Figure("other_items", "非终局的项数", Decimal(open_items), "项"),
    )
    return sheet.result(ceiling, figures=figures if facts.items else ())


def _counted_on(facts: Facts, place: Place, sheet: Working) -> date:
    """Return the day whose minimum wage counts: in Guangdong that of filing."""
    if not GUANGDONG.covers(place):
        return facts.award_date
    if facts.filed_on:
        sheet.say(f"按申请仲裁时（{facts.filed_on}）的最低工资", GUANGDONG_MEASURES.article(57))
        return facts.filed_on
    sheet.warn("广东按申请仲裁时的最低工资；没有填申请日期，这里用了裁决日期的", GUANGDONG_MEASURES.article(57))
    return facts.award_date


def _ceiling(on: date, sheet: Working) -> Decimal | None:
    months, minimum = sheet.figure(MONTHS, on), sheet.figure(MINIMUM_WAGE, on)
    if months is None or minimum is None:
        return None
    return months * minimum


def _final(item: Item, place: Place, on: date, sheet: Working) -> bool | None:
    """Return whether one item is final; None where its minimum wage is missing."""
    if item.kind is ClaimKind.LABOUR_STANDARD:
        sheet.say(f"{item.kind}：因执行国家劳动标准发生的争议，终局", ACT.article(47))
        return True
    if item.kind not in FINAL_UP_TO_TWELVE_MONTHS:
        sheet.say(f"{item.kind}：不属于终局裁决的事项", ACT.article(50))
        return False
    ceiling = _ceiling(_day(item.date) or on, sheet.elsewhere(place_of(item.city) if item.city else place))
    if ceiling is None:
        sheet.warn(f"缺当地的最低工资，{item.kind}{money(item.amount)}元是不是终局说不了", RULES.article(50, 1))
        return None
    final = item.amount <= ceiling
    verb, so = ("不超过", "终局") if final else ("超过", "非终局")
    sheet.say(f"{item.kind}{money(item.amount)}元{verb}{money(ceiling)}元：{so}", RULES.article(50, 1))
    return final


def _say_whole(final: int, other: int, sheet: Working) -> None:
    if final and other:
        sheet.say("既有终局又有非终局的，应当分别制作裁决书", RULES.article(50, 4))
        sheet.say("写在同一份裁决里的，起诉时按非终局处理", INTERPRETATION_1.article(20))
    elif final:
        sheet.say("各项都终局，整份裁决终局", INTERPRETATION_1.article(19))


ENTITLEMENT = Entitlement(
    "final_award_threshold",
    "一裁终局金额",
    "仲裁裁了这些钱，单位还能不能起诉",
    Facts,
    reckon,
    (ACT.article(47), RULES.article(50), INTERPRETATION_1.article(19)),
    ("裁决书", "仲裁申请书（看日期）"),
)
