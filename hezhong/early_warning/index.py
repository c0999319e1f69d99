"""The risk index of an employer: what its open warnings add up to, each with its rule, and never more than 100.

The index decides nothing: it puts employers in an order of looking. It is made of warnings about sites and employers,
never of facts about a person. Its weights are a dated policy, proposed by the product until an office adopts its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from hezhong.early_warning.vocabulary import Basis, Family, Grade, Policy, WarningRule

MOST = Decimal(100)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Weights:
    """What a warning weighs, from the day of the policy on. Points, whole numbers.

    owed: of families about wages that are owed. of_family: of the others, by their code; otherwise: of those not named.
    of_grade: how many hundredths of the weight a colour counts.
    """

    policy: Policy
    owed: int
    of_family: Mapping[str, int]
    otherwise: int
    of_grade: Mapping[Grade, int]

    def of(self, family: Family) -> int:
        """Return the points of a red warning of a family that is about everybody."""
        return self.of_family.get(family.code, self.owed if family.money else self.otherwise)


@dataclass(frozen=True)
class Open:
    """An open warning, of the employer or of a site that it answers for. people: whom it is about; staff: of how many.

    Either 0 where it is not known, or where the warning is about no people: then it counts in full.
    """

    rule: WarningRule
    subject: int
    grade: Grade
    people: int = 0
    staff: int = 0


@dataclass(frozen=True)
class Contribution:
    """What one warning adds. points: to one tenth. counted: False where another of the same rule weighs more."""

    warning: Open
    weight: int
    hundredths: int
    share: tuple[int, int]
    points: Decimal
    counted: bool

    @property
    def basis(self) -> tuple[Basis, ...]:
        """Return the articles and policies on which its rule rests."""
        return self.warning.rule.basis

    def __str__(self) -> str:
        some, of = self.share
        part = f"×{some}/{of}人" if some != of else ""
        said = f"{self.warning.rule.title}（{self.warning.grade.title}，{'；'.join(map(str, self.basis))}）：{self.weight}×{self.hundredths}%{part}＝{self.points}"
        return said if self.counted else f"{said}，同一规则只计最重的一条"


@dataclass(frozen=True)
class Index:
    """total: to one tenth, 100 at most. together: what the contributions that count add up to, uncapped."""

    total: Decimal
    together: Decimal
    contributions: tuple[Contribution, ...]
    policy: Policy


SUGGESTED = Weights(
    Policy("单位风险指数权重（建议）", "本系统", date(2026, 11, 30)),
    owed=40,
    of_family=MappingProxyType({
        "layoffs_on_the_scale": 20, "layoffs_not_reported": 30, "layoffs_too_soon": 25, "layoff_days_without_report": 10,
        "pay_below_minimum": 25, "pay_too_much_deducted": 15, "employer_overdue_months": 20, "without_written_contract": 20, "work_after_contract_end": 10, "contracts_about_to_end": 5,
        "overtime_of_a_month": 10, "overtime_of_a_day": 10, "days_without_rest": 10,
        "insured_fewer_than_staff": 20, "insured_heads_falling": 20, "insurance_owed": 20,
        "complaint_of_a_group": 30, "complaints_repeated": 20, "site_wage_complaints": 30, "supplies_falling": 20, "tax_owed": 15, "rent_owed": 15,
    }),
    otherwise=10,
    of_grade=MappingProxyType({Grade.RED: 100, Grade.ORANGE: 70, Grade.YELLOW: 40, Grade.BLUE: 15}),
)  # fmt: skip
"""What the product proposes: no law and no office has set these figures."""


def in_force(policies: Iterable[Weights], on: date) -> Weights:
    """Return the weights that hold on a day, the latest of several. Raises LookupError."""
    held = [each for each in policies if each.policy.since <= on and (each.policy.until is None or on <= each.policy.until)]
    if not held:
        raise LookupError(f"{on} 没有适用的指数权重，请先录入。")
    return max(held, key=lambda each: each.policy.since)


def index(warnings: Iterable[Open], weights: Weights) -> Index:
    """Return the index of one employer. Each rule counts once, by its heaviest warning; shadow rules do not count.

    points = weight x hundredths of the colour x people / staff (1 where that is not known), rounded half up to a tenth;
    the total is the sum of what is shown, so that it can be added up by hand.
    """
    weighed = [_weigh(each, weights) for each in warnings if not each.rule.shadow]
    weighed.sort(key=lambda each: (-each.points, each.warning.rule.code, each.warning.subject, each.warning.grade, each.share, each.warning.people, each.warning.staff))
    shown = _once(weighed)
    together = sum((each.points for each in shown if each.counted), Decimal("0.0"))
    return Index(min(together, MOST), together, shown, weights.policy)


def _weigh(warning: Open, weights: Weights) -> Contribution:
    weight, hundredths = weights.of(warning.rule.family), weights.of_grade[warning.grade]
    known = warning.people > 0 and warning.staff > 0
    share = (min(warning.people, warning.staff), warning.staff) if known else (1, 1)
    points = Decimal(weight * hundredths * share[0]) / Decimal(100 * share[1])
    return Contribution(warning, weight, hundredths, share, points.quantize(TENTH, ROUND_HALF_UP), counted=True)


def _once(weighed: Sequence[Contribution]) -> tuple[Contribution, ...]:
    """Return the contributions, heaviest first, of which only the first of each rule counts."""
    seen: set[str] = set()
    shown = []
    for each in weighed:
        code = each.warning.rule.code
        shown.append(Contribution(each.warning, each.weight, each.hundredths, each.share, each.points, counted=code not in seen))
        seen.add(code)
    return tuple(shown)
