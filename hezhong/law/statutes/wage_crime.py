"""Refusing to pay wages as a crime (拒不支付劳动报酬罪): its thresholds, the order that has to come first, what paying undoes.

The interpretation gives ranges; Guangdong's high court set its figures in 2015 for two classes of cities. Its text was found
in reprints only, which agree with each other.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.model import Decision, NotInForce, Statute, Step
from hezhong.law.rule import Threshold, all_of, any_of, no, rule, yes
from hezhong.law.statutes.crime_transfer import TRANSFER
from hezhong.law.statutes.migrant_wages import REGULATIONS

INTERPRETATION = Statute("最高人民法院关于审理拒不支付劳动报酬刑事案件适用法律若干问题的解释", date(2013, 1, 23))
GUANGDONG_NOTICE = Statute(
    "广东省高级人民法院关于确定拒不支付劳动报酬刑事案件数额标准的通知", date(2015, 3, 3), place=GUANGDONG
)

MONTHS, WORKERS = 3, 10
SINGLE = Threshold(
    "refusal_crime_single", Decimal(5000), "yuan", INTERPRETATION.article(3, 1), most=Decimal(20000)
)
GROUP = Threshold("refusal_crime_group", Decimal(30000), "yuan", INTERPRETATION.article(3, 1), most=Decimal(100000))
FIRST_SINGLE = Threshold("refusal_crime_gd_class1_single", Decimal(20000), "yuan", GUANGDONG_NOTICE.article(0))
FIRST_GROUP = Threshold("refusal_crime_gd_class1_group", Decimal(100000), "yuan", GUANGDONG_NOTICE.article(0))
SECOND_SINGLE = Threshold("refusal_crime_gd_class2_single", Decimal(10000), "yuan", GUANGDONG_NOTICE.article(0))
SECOND_GROUP = Threshold("refusal_crime_gd_class2_group", Decimal(60000), "yuan", GUANGDONG_NOTICE.article(0))

FIRST_CLASS = frozenset({"440100", "440300", "440400", "440600", "441900", "442000"})
"""广州、深圳、珠海、佛山、东莞、中山; the other fifteen cities are of the second class."""
TEAM = Threshold("transfer_team", Decimal(2), "people", TRANSFER.article(5, 1))


@dataclass(frozen=True)
class Arrears:
    """What is owed. Unit: yuan. largest: to one worker, for so many months; together: to all the workers."""

    workers: int
    together: Decimal
    months_of_one: int = 0
    largest: Decimal = Decimal(0)


def thresholds(place: Place, on: date) -> tuple[Threshold, Threshold]:
    """Return the figures for one worker and for ten. Raises NotInForce where there are only ranges (解释 3)."""
    if not GUANGDONG.covers(place) or on < GUANGDONG_NOTICE.since:
        raise NotInForce(f"本地没有录入具体数额：{INTERPRETATION.article(3, 1)}只规定了幅度，请查本省高级人民法院的规定")
    if len(place.path) < 2:
        raise NotInForce("广东的数额标准按地级以上市分两类，请写明是哪个市")
    return (FIRST_SINGLE, FIRST_GROUP) if place.path[1] in FIRST_CLASS else (SECOND_SINGLE, SECOND_GROUP)


def amount_is_large(arrears: Arrears, place: Place, on: date) -> Decision:
    """Return whether the arrears reach the crime: three months of one worker, or ten workers together. Raises NotInForce."""
    single, group = thresholds(place, on)
    reasons = []
    if arrears.months_of_one >= MONTHS and single.holds(arrears.largest):
        reasons.append(Step(f"一名劳动者三个月以上{arrears.largest}元，达到{single.amount}元", single.article, single.confidence))
    if arrears.workers >= WORKERS and group.holds(arrears.together):
        reasons.append(Step(f"{arrears.workers}名劳动者累计{arrears.together}元，达到{group.amount}元", group.article, group.confidence))
    short = Step(f"未达到一人{single.amount}元（三个月以上）或者十人{group.amount}元", single.article, single.confidence)
    return Decision(bool(reasons), tuple(reasons) or (short,))


@dataclass(frozen=True)
class Order:
    """What became of the order to pay. posted: at the residence or place of work, with photographs or film."""

    in_writing: bool
    served: bool
    term_over: bool
    paid: bool
    absconded: bool = False
    posted: bool = False
    recorded: bool = False
    excused: bool = False


@rule(refusal_crime_order=INTERPRETATION.article(4, 1))
def refused_despite_order(order: Order) -> Decision:
    """Return whether an order to pay was disobeyed; for who absconded a posting that is on record will do (4, 2)."""
    posted = order.absconded and order.posted and order.recorded
    if order.excused:
        return no("有证据证明有正当理由未知悉责令支付或者未及时支付", INTERPRETATION.article(4, 1))
    conditions = {
        "以限期整改指令书、行政处理决定书等文书责令支付": order.in_writing,
        "已经送达，或者逃匿的已经张贴并拍照、录像": order.served or posted,
        "指定的期限已满": order.term_over,
        "仍不支付": not order.paid,
    }
    under = INTERPRETATION.article(4, 2) if posted and not order.served else INTERPRETATION.article(4, 1)
    return all_of(conditions, under, "经政府有关部门责令支付仍不支付")


@rule(handover_nmg_crime=REGULATIONS.article(41, 2))
def has_to_be_transferred(large: Decision, refused: Decision) -> Decision:
    """Return whether the office hands the case to the police: the amount, and an order disobeyed."""
    if not (large.holds and refused.holds):
        lacking = [step for decision in (large, refused) if not decision.holds for step in decision.reasons]
        return Decision(False, tuple(lacking))
    says = Step("涉嫌构成拒不支付劳动报酬罪，应当及时移送公安机关", REGULATIONS.article(41, 2))
    return Decision(True, (*large.reasons, *refused.reasons, says))


class Leniency(StrEnum):
    """What paying before a stage of the proceedings can bring."""

    NO_CRIME = "可以不认为是犯罪"
    MITIGATED = "可以减轻或者免除刑事处罚"
    LIGHTER = "可以从轻处罚"
    CONSIDERED = "可以酌情从宽处罚"
    NONE = "没有从宽的规定"


@dataclass(frozen=True)
class Payment:
    """When what was owed was paid. compensated: with the compensation that the law asks for."""

    before_case: bool = False
    before_charge: bool = False
    before_judgment: bool = False
    compensated: bool = False
    grave: bool = False  # it has had grave consequences


@rule(refusal_crime_leniency=INTERPRETATION.article(6))
def leniency(payment: Payment) -> tuple[Leniency, Step]:
    """Return what the payment can bring: before the case is opened it may be no crime at all (6, 1 and 3)."""
    first, third = INTERPRETATION.article(6, 1), INTERPRETATION.article(6, 3)
    paid = payment.before_case or payment.before_charge or payment.before_judgment
    if payment.grave and paid:
        return Leniency.CONSIDERED, Step("造成严重后果，但在宣判前支付并赔偿", third)
    if not payment.compensated or not paid:
        return Leniency.NONE, Step("没有在宣判前支付并承担赔偿责任", first)
    if payment.before_case:
        return Leniency.NO_CRIME, Step("刑事立案前支付并赔偿", first)
    if payment.before_charge:
        return Leniency.MITIGATED, Step("提起公诉前支付并赔偿", first)
    return Leniency.LIGHTER, Step("一审宣判前支付并赔偿", first)


class TransferPaper(StrEnum):
    """What goes with a transfer (移送规定 6)."""

    LETTER = "涉嫌犯罪案件移送书"
    REPORT = "涉嫌犯罪案件情况的调查报告"
    ITEMS = "涉案物品清单"
    EXPERTISE = "有关检验报告或者鉴定结论"
    OTHER = "其他有关涉嫌犯罪的材料"


@rule(transfer_documents=TRANSFER.article(6))
def papers_are_missing(present: tuple[TransferPaper, ...], there_is_expertise: bool) -> Decision:
    """Return whether papers are missing of a transfer; expertise only where there is some."""
    needed = [TransferPaper.LETTER, TransferPaper.REPORT, TransferPaper.ITEMS]
    needed += [TransferPaper.EXPERTISE] if there_is_expertise else []
    return any_of((paper for paper in needed if paper not in present), TRANSFER.article(6), "移送材料齐全")


@rule(no_penalty_instead=TRANSFER.article(11, 1))
def penalty_may_stand_alone(has_to_transfer: bool) -> Decision:
    """Return whether the office may leave it at a penalty: never where it has to transfer."""
    if has_to_transfer:
        return no("应当移送的涉嫌犯罪案件，不得以行政处罚代替移送", TRANSFER.article(11, 1))
    return yes("不属于应当移送的案件", TRANSFER.article(11, 1))
