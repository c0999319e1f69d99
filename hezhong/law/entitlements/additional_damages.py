"""Damages on top where an order to pay was not obeyed in time (加付赔偿金). Source: 劳动合同法 第八十五条."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.kernel.fields import Answers, ask
from hezhong.kernel.places import Place
from hezhong.kernel.values import Money, Option
from hezhong.law.book import LawBook
from hezhong.law.entitlement import Entitlement
from hezhong.law.facts import Wrong
from hezhong.law.finality import ClaimKind
from hezhong.law.model import Figure, Result
from hezhong.law.statutes.labour_contract import ACT
from hezhong.law.statutes.labour_standards import ANNUAL_LEAVE
from hezhong.law.working import Working, money

RATIO = "cn.arrears.additional_damages"


class Item(Option):
    """What was ordered to be paid."""

    WAGES = "工资"
    MINIMUM_WAGE = "低于最低工资的差额"
    OVERTIME = "加班费"
    SEVERANCE = "经济补偿"
    ANNUAL_LEAVE = "没休年休假的工资"
    OTHER = "别的"


def _ordered(answers: Answers) -> bool:
    return bool(answers.get("order_id"))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An order of the labour office, and what was still unpaid when its time had run out."""

    item: Item = ask("欠的是什么", default=Item.WAGES, group="欠款")
    order_id: str = ask("劳动部门责令限期支付的文书号", "没有下过责令的不填", optional=True, default="", group="责令")
    order_deadline: date | None = ask("责令付清的最后一天", default=None, group="责令", when=_ordered)
    unpaid_after_deadline: Money | None = ask("到期还没付的钱", "期限内付清的写0", unit="元", default=None, group="欠款", when=_ordered)
    ratio_decided: Decimal | None = ask(
        "劳动部门决定的比例", "写成小数，百分之五十写0.5；还没决定的不填", optional=True, default=None, group="责令", when=_ordered
    )

    def wrong(self) -> Iterator[Wrong]:
        if self.order_id and self.order_deadline is None:
            yield "order_deadline", "请填责令付清的最后一天"
        if self.order_id and self.unpaid_after_deadline is None:
            yield "unpaid_after_deadline", "请填到期还没付的钱，付清的写0"
        if not self.order_id and self.ratio_decided is not None:
            yield "ratio_decided", "没有责令限期支付，就不会有决定的比例；请填文书号或者删去比例"


def reckon(facts: Facts, place: Place, book: LawBook) -> Result:
    """Return what is owed on top; without a ratio decided no amount, only from how much to how much."""
    sheet = Working(place, book)
    unpaid, deadline = facts.unpaid_after_deadline, facts.order_deadline
    if not facts.order_id or unpaid is None or deadline is None:
        sheet.say("劳动部门没有责令限期支付，或者还没有逾期，没有加付赔偿金", ACT.article(85))
        return sheet.result(Decimal(0))
    if not unpaid:
        sheet.say("期限内已经付清，没有加付赔偿金", ACT.article(85))
        return sheet.result(Decimal(0))
    if facts.item is Item.OTHER:
        sheet.say("只有劳动报酬、最低工资差额、加班费、经济补偿逾期不付的才加付", ACT.article(85))
        return sheet.result(Decimal(0))
    if facts.item is Item.ANNUAL_LEAVE:
        sheet.say(f"年休假工资{money(unpaid)}元逾期没付，按同样数额加付赔偿金", ANNUAL_LEAVE.article(7))
        return sheet.result(unpaid)
    return _by_ratio(facts, unpaid, deadline, sheet)


def _by_ratio(facts: Facts, unpaid: Decimal, deadline: date, sheet: Working) -> Result:
    bounds = sheet.value(RATIO, deadline)
    if bounds is None:
        return sheet.result(None)
    least, most, ratio = bounds.part("least"), bounds.part("most"), facts.ratio_decided
    figures = (
        Figure("least", "最少", Money(unpaid * least)),
        Figure("most", "最多", Money(unpaid * most)),
    )
    sheet.say(f"{deadline}到期还欠{facts.item}{money(unpaid)}元，按{least:%}到{most:%}加付".replace(".000000", ""), ACT.article(85))
    if ratio is None:
        sheet.lack("ratio_decided", f"比例由劳动部门决定：在{money(unpaid * least)}元到{money(unpaid * most)}元之间")
        return sheet.result(None, figures=figures)
    if not least <= ratio <= most:
        sheet.lack("ratio_decided", f"决定的比例{ratio}不在{least}到{most}之间，请核对；百分之五十写0.5")
        return sheet.result(None, figures=figures)
    sheet.say(f"{money(unpaid)} × {ratio} = {money(unpaid * ratio)}元", ACT.article(85))
    return sheet.result(unpaid * ratio, figures=figures)


ENTITLEMENT = Entitlement(
    "additional_damages",
    "加付赔偿金",
    "劳动部门责令付钱，单位到期还不付，要多付多少",
    Facts,
    reckon,
    (ACT.article(85), ANNUAL_LEAVE.article(7)),
    ("责令限期支付的文书", "送达回证", "期限内外的付款记录"),
    ClaimKind.DAMAGES,
)
