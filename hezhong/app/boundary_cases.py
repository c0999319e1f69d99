"""The boundary cases of a synthetic province, one by one: what is true of each, and what the rule about it said.

The truth comes from the scenario that staged the case; neither the rule nor its reference was asked for it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from hezhong.app.synthetic import Fact
from hezhong.early_warning.rules import declared
from hezhong.early_warning.vocabulary import Subject
from hezhong.kernel.dates import ONE_DAY

OF_KINDS: Mapping[str, str] = {
    "balance_short": "site_account_low", "below_minimum": "site_minimum_wage", "complaint_group": "complaint_of_a_group", "fee_late": "site_fee_cycle",
    "funds_held": "site_money_held", "funds_short": "site_told_short",
    "high_month": "site_pay_outliers", "high_year": "site_pay_outliers", "late": "site_pay_before_rest", "layoff_line": "layoffs_on_the_scale",
    "left_unsettled": "site_left_unsettled", "no_contract": "site_contract_late", "no_rest": "site_without_rest", "overtime_day": "overtime_of_a_day",
    "overtime_month": "overtime_of_a_month", "returned_unpaid": "site_payment_returned", "security_expired": "site_security_over",
    "short": "site_wages_in_part", "supplies_fall": "supplies_falling", "two_sites_one_day": "site_same_days_elsewhere", "unpaid_people": "site_wages_unpaid",
}  # fmt: skip
"""Kind of truth -> the rule that has the same edge."""
OF_CASES: Mapping[str, str] = {
    "one_day_late": "", "midnight": "site_stay_dates", "repeated_batch": "site_paid_too_much", "withdrawn_rows": "site_ghosts",
    "site_finished": "site_attendance_missing",
}  # fmt: skip
"""Case -> the rule that would speak if it were read wrongly, where that is another than the kind's."""
COUNTED = frozenset({"unpaid_people"})
"""The kinds whose number is what the rule counts."""

Warned = Mapping[tuple[date, str], Mapping[int, int]]
"""(day, rule) -> subject -> measure, of every rule and day that was asked."""


@dataclass(frozen=True)
class Boundary:
    """A boundary case and the rule about it; rule is '' where none has that edge."""

    fact: Fact
    rule: str

    @property
    def subject(self) -> int:
        """Return the site or employer that the rule speaks of."""
        return self.fact.site if declared()[self.rule].family.subject is Subject.SITE else self.fact.employer

    @property
    def asked_on(self) -> date | None:
        """Return the day on which the rule has to speak; None where it has to be silent.

        What is over by the end of its first day no rule sees: days are asked at their end.
        """
        fact = self.fact
        on = first_said(fact) if self.rule and fact.wrong else None
        return on if on and (fact.until is None or on <= fact.until) else None


def first_said(fact: Fact) -> date | None:
    """Return the day on which the rule about a truth has to speak first; usually that on which it is true first."""
    match fact.kind:
        case "unpaid_people" | "short":  # before a pay day that is a day of rest another rule speaks: site_pay_before_rest
            return fact.since and fact.since + ONE_DAY
        case "balance_short":  # the rule looks seven days ahead of the pay day, not from the labour fee on
            return fact.until
        case "supplies_fall":  # the rule compares whole months before that of the day
            return fact.day and fact.day + ONE_DAY
    return fact.day


def boundaries(facts: Iterable[Fact]) -> list[Boundary]:
    """Return the boundary cases, each with its rule."""
    return [Boundary(fact, rule_of(fact)) for fact in facts if fact.is_boundary]


def rule_of(fact: Fact) -> str:
    """Return the rule about a case, '' where none has its edge."""
    return OF_CASES.get(fact.case.partition("#")[0], OF_KINDS.get(fact.kind, ""))


def days_asked(cases: Iterable[Boundary], most: date) -> list[date]:
    """Return the days on which a rule has to speak of one of the cases. most: the last day that can be asked."""
    wanted = {(case.asked_on, case.rule) for case in cases if case.asked_on and case.asked_on <= most}
    return sorted({on for on, rule in wanted if declared()[rule].in_force(on)})


def told(cases: Iterable[Boundary], warned: Warned) -> Iterator[dict[str, object]]:
    """Yield each case: what it is, the rule, what was expected and found, and whether that is right (None: nothing asked it).

    Silence is expected from the day on which the case began, else on the last day; a rule may have spoken of something else before.
    """
    for case in cases:
        known = {"case": case.fact.case, "says": case.fact.description, "rule": case.rule}
        asked = sorted(on for on, code in warned if code == case.rule)
        days = [on for on in asked if case.fact.since is None or on >= min(case.fact.since, asked[-1])]
        if case.asked_on in asked:
            found = warned[case.asked_on, case.rule].get(case.subject)
            right = found is not None and (case.fact.kind not in COUNTED or found == case.fact.number)
            yield {**known, "expected": f"speaks on {case.asked_on}", "measure": found, "right": right}
        elif case.asked_on or not days:
            yield {**known, "expected": "not asked" if case.rule else "no rule has this edge", "right": None}
        else:
            spoke = [str(on) for on in days if case.subject in warned[on, case.rule]]
            yield {**known, "expected": f"silent on all {len(days)} days", "spoke_on": spoke, "right": not spoke}
