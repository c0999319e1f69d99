"""Final and other awards (终局裁决与非终局裁决): item by item, by the amount awarded, and what may be done against each."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from hezhong.kernel.dates import calendar_days
from hezhong.kernel.places import GUANGDONG, Place
from hezhong.law.duties import arbitration as duty
from hezhong.law.model import Decision, Step, TimeLimit, Value
from hezhong.law.rule import Threshold, no, rule, yes
from hezhong.law.statutes.arbitration import ACT, GUANGDONG_MEASURES, RULES
from hezhong.law.statutes.interpretations import FIRST
from hezhong.law.statutes.limitation_of_actions import GUANGDONG_MINUTES

LIMITS = (
    TimeLimit(duty.SUE_OVER_FINAL_AWARD, calendar_days(15), ACT.article(48), entries=("final_award_worker_suit",)),
    TimeLimit(duty.ASK_ANNULMENT, calendar_days(30), ACT.article(49, 1), entries=("final_award_annul",)),
    TimeLimit(duty.SUE_AFTER_ANNULMENT, calendar_days(15), ACT.article(49, 3), entries=("annulled_suit",)),
)

FINAL_UP_TO = Threshold("final_award_amount_test", Decimal(12), "month", RULES.article(50, 1), ceiling=True)
FINAL_UP_TO_GUANGDONG = Threshold(
    "final_award_reference_date_gd", Decimal(12), "month", GUANGDONG_MEASURES.article(57), ceiling=True
)
"""Times the monthly minimum wage; in Guangdong that of the day of the application."""


class Awarded(StrEnum):
    """What one item of an award gives."""

    WAGES = "劳动报酬"
    INJURY_TREATMENT = "工伤医疗费"
    SEVERANCE = "解除或者终止劳动合同的经济补偿"
    COMPETITION_PAY = "竞业限制期限内的经济补偿"
    DOUBLE_WAGE = "未签订书面劳动合同第二倍工资"
    PROBATION_DAMAGES = "违法约定试用期的赔偿金"
    DISMISSAL_DAMAGES = "违法解除或者终止劳动合同的赔偿金"
    PAY_IN_LIEU = "代通知金"
    HOURS = "工作时间"
    REST = "休息休假"
    INSURANCE = "社会保险"
    INJURY_BENEFITS = "工伤保险待遇"
    OTHER = "其他事项"


MONEY = (Awarded.WAGES, Awarded.INJURY_TREATMENT)
COMPENSATION = (Awarded.SEVERANCE, Awarded.COMPETITION_PAY)
DAMAGES = (Awarded.DOUBLE_WAGE, Awarded.PROBATION_DAMAGES, Awarded.DISMISSAL_DAMAGES)
STANDARDS = (Awarded.HOURS, Awarded.REST, Awarded.INSURANCE)


@dataclass(frozen=True)
class Item:
    """One item awarded. Unit of amount: yuan."""

    what: Awarded
    amount: Decimal = Decimal(0)


@rule(final_award_damages_scope=RULES.article(50, 2))
def is_compensation_or_damages(what: Awarded, place: Place) -> Decision:
    """Return whether the item counts as severance or damages; in Guangdong pay in lieu of notice does too (纪要 37)."""
    if what in COMPENSATION:
        return yes(f"{what}属于经济补偿", RULES.article(50, 2))
    if what in DAMAGES:
        return yes(f"{what}属于赔偿金", RULES.article(50, 2))
    if what is Awarded.PAY_IN_LIEU and GUANGDONG.covers(place):
        return yes("代通知金作为赔偿金争议处理", GUANGDONG_MINUTES.article(37, 1))
    return no(f"{what}不属于经济补偿或者赔偿金", RULES.article(50, 2))


@rule(final_award_labour_standard=ACT.article(47))
def is_labour_standard(what: Awarded) -> Decision:
    """Return whether the item is about the state's labour standards: final, whatever the amount."""
    if what in STANDARDS:
        return yes(f"因执行国家的劳动标准在{what}方面发生的争议", ACT.article(47))
    return no(f"{what}不是执行国家劳动标准的争议", ACT.article(47))


@rule(final_award_work_injury_gd=GUANGDONG_MINUTES.article(37, 2))
def is_injury_benefit_in_guangdong(what: Awarded, place: Place) -> Decision:
    """Return whether the item is final in Guangdong because benefits of injury insurance are social insurance there."""
    if what is Awarded.INJURY_BENEFITS and GUANGDONG.covers(place):
        return yes("工伤保险待遇属于社会保险方面的劳动标准争议", GUANGDONG_MINUTES.article(37, 2))
    return no("不适用广东关于工伤保险待遇的规定", GUANGDONG_MINUTES.article(37, 2))


def within_twelve_months(amount: Decimal, what: str, place: Place, minimum: Value) -> Decision:
    """Return whether the amount awarded is at most twelve times the minimum wage (50, 1; 广东 57).

    minimum: of a month, at the place, on the day of the application.
    """
    ceiling = FINAL_UP_TO.amount * minimum.amount
    verb = "不超过" if amount <= ceiling else "超过"
    says = f"{what}裁决{amount}元，{verb}最低工资十二个月{ceiling}元"
    under = FINAL_UP_TO_GUANGDONG.article if GUANGDONG.covers(place) else FINAL_UP_TO.article
    return Decision(amount <= ceiling, (Step(says, under, minimum.confidence),))


def item_is_final(item: Item, place: Place, minimum: Value) -> Decision:
    """Return whether the award of one item is final (调解仲裁法 47): never what was claimed, always what is awarded."""
    for standard in (is_labour_standard(item.what), is_injury_benefit_in_guangdong(item.what, place)):
        if standard.holds:
            return standard
    counts = is_compensation_or_damages(item.what, place)
    if item.what not in MONEY and not counts.holds:
        return no(f"{item.what}不属于终局裁决事项", ACT.article(50))
    small = within_twelve_months(item.amount, item.what, place, minimum)
    return Decision(small.holds, (*(counts.reasons if counts.holds else ()), *small.reasons))


@dataclass(frozen=True)
class Awards:
    """The items as they go into one or two documents, with the reasons."""

    final: tuple[Item, ...]
    other: tuple[Item, ...]
    steps: tuple[Step, ...]


@rule(split_awards=RULES.article(50, 4))
def split(items: Sequence[Item], place: Place, minimum: Value) -> Awards:
    """Return which items go into the final award and which into the other; both kinds make two documents."""
    decided = [(item, item_is_final(item, place, minimum)) for item in items]
    final = tuple(item for item, decision in decided if decision.holds)
    other = tuple(item for item, decision in decided if not decision.holds)
    both = (Step("兼有终局和非终局事项，分别制作裁决书", RULES.article(50, 4)),) if final and other else ()
    return Awards(final, other, (*(step for _, decision in decided for step in decision.reasons), *both))


class Remedy(StrEnum):
    """What may be done against an award."""

    SUE = "自收到裁决书之日起十五日内起诉"
    ASK_ANNULMENT = "自收到裁决书之日起三十日内申请中级人民法院撤销"


@rule(award_type_by_text=FIRST.article(18))
def treated_as_final(says_final: bool | None, found_final: bool, mixed: bool = False) -> Decision:
    """Return whether a court treats the award as final: by its own words, else by what it finds; mixed as not final (20).

    says_final: none where the document does not say.
    """
    if mixed:
        return no("同一裁决同时包含终局和非终局事项，按非终局裁决处理", FIRST.article(20))
    if says_final is not None:
        kind = "终局" if says_final else "非终局"
        return Decision(says_final, (Step(f"裁决书载明为{kind}裁决，以裁决书为准", FIRST.article(18)),))
    kind = "终局" if found_final else "非终局"
    return Decision(found_final, (Step(f"裁决书未载明，经审查为{kind}裁决", FIRST.article(18)),))


def remedy(final: bool, by_worker: bool) -> tuple[Remedy, Step]:
    """Return what a party may do: the worker sues, the employer asks that a final award be annulled (48, 49, 50)."""
    if not final:
        return Remedy.SUE, Step(Remedy.SUE, ACT.article(50))
    if by_worker:
        return Remedy.SUE, Step(Remedy.SUE, ACT.article(48))
    return Remedy.ASK_ANNULMENT, Step(Remedy.ASK_ANNULMENT, ACT.article(49, 1))
