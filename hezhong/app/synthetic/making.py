"""Makes a synthetic province: city by city planned, staged, settled, written and taken in."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from hezhong.app.synthetic import lawful, office_rows, pay_rows, site_rows, swipe_rows
from hezhong.app.synthetic.cities import City, cities
from hezhong.app.synthetic.delivering import Delivery
from hezhong.app.synthetic.plan import Later, Plan
from hezhong.app.synthetic.scenarios.catalogue import SCENARIOS
from hezhong.app.synthetic.settling import settle
from hezhong.app.synthetic.span import Span
from hezhong.app.synthetic.staging import Scenario, Stage, staged
from hezhong.app.synthetic.tokens import chance
from hezhong.app.synthetic.truth import Fact, Truth
from hezhong.ledger.place import Ledger

SITES, FIRMS = 40_000, 10_000
"""Of a whole province (scale 1): with about 3 million workers on sites and 90 million swipes a month."""


@dataclass(frozen=True)
class Case:
    """One case of a scenario, and the city in which it plays."""

    scenario: Scenario
    number: int
    city: int


def make(seed: int, months: int, scale: float, first: date, into: Ledger | Delivery, only: Sequence[int] = ()) -> Truth:
    """Return what is true of a synthetic province whose rows the ledger now holds; the same arguments give the same.

    months: of work; a month of settlement follows. scale: of a whole province, 1.0 for 40,000 sites. first: the first day
    of a month. into: a ledger, or a delivery that stops at a day; what is true of the whole may then be unknown to the ledger.
    only: codes of the cities to make, all of them where none is given.
    """
    span = Span(first, months)
    chosen = [city for city in cities() if not only or city.code in only]
    cases = _cases(seed, scale, span, chosen)
    delivery = into if isinstance(into, Delivery) else Delivery(into)
    facts, later = list[Fact](), list[Later]()
    share = sum(city.share for city in chosen)
    sites, firms = (_shared(round(count * scale), [city.share / share for city in chosen]) for count in (SITES, FIRMS))
    for city, of_sites, of_firms in zip(chosen, sites, firms, strict=True):
        plan, background, stages = _played(seed, city, span, lawful.drawn(seed, city, of_sites, of_firms), cases[city.number])
        facts += [fact for stage in stages for fact in stage.facts]
        later += plan.later
        _deliver(plan, background, delivery)
    delivery.finish(later)
    return Truth(seed, first, months, span.as_of, tuple(sorted(facts, key=_order)), delivery.rows)


def _order(fact: Fact) -> tuple[object, ...]:
    return fact.kind, fact.case, fact.city, fact.site, fact.employer, fact.worker, fact.month, fact.number


def _cases(seed: int, scale: float, span: Span, chosen: Sequence[City]) -> defaultdict[int, list[Case]]:
    """Return the cases of each city. Each scenario deals its cases with dice of its own."""
    found: defaultdict[int, list[Case]] = defaultdict(list)
    for scenario in SCENARIOS:
        dice = chance(seed, "cities", scenario.name)
        fitting = [city for city in chosen if scenario.months <= span.months and scenario.fits(city, span)]
        if fitting:
            for number in range(scenario.cases(scale)):
                city = fitting[int(dice.integers(0, len(fitting)))].number
                found[city].append(Case(scenario, number, city))
    return found


def _shared(count: int, shares: Sequence[float]) -> list[int]:
    """Return whole parts of a count by shares: they add up, and who lost most by rounding down gets one more first."""
    whole = [int(count * share) for share in shares]
    rest = sorted(range(len(shares)), key=lambda place: (whole[place] - count * shares[place], place))
    for place in rest[: count - sum(whole)]:
        whole[place] += 1
    return whole


def _played(seed: int, city: City, span: Span, background: lawful.Wanted, cases: Sequence[Case]) -> tuple[Plan, np.ndarray, list[Stage]]:
    """Return the plan of a city with its cases played, the workplaces that no case uses, and the stages."""
    each = [case for case in cases for _ in range(case.scenario.sites)]
    own = lawful.Wanted(
        np.array([case.scenario.hands for case in each], np.int64), np.array([case.scenario.gated and not case.scenario.firm for case in each], bool),
        np.array([case.scenario.firm for case in each], bool), np.ones(len(each), bool),
    )  # fmt: skip
    wanted = lawful.Wanted(*(np.concatenate(both) for both in zip(vars(own).values(), vars(background).values(), strict=True)))
    plan = lawful.planned(seed, city, span, wanted)
    stages = list(_stages(plan, cases))
    for stage, case in zip(stages, cases, strict=True):
        case.scenario.play(stage)
    settle(plan)
    for stage, case in zip(stages, cases, strict=True):
        if case.scenario.money:
            case.scenario.money(stage)
    return plan, np.arange(len(each), len(wanted.size)), stages


def _stages(plan: Plan, cases: Sequence[Case]) -> Iterator[Stage]:
    since = 0
    for case in cases:
        until = since + case.scenario.sites
        yield staged(plan, case.scenario, case.number, list(range(since, until)))
        since = until


def _deliver(plan: Plan, background: np.ndarray, delivery: Delivery) -> None:
    """Write the rows of a city into the ledger."""
    for month in range(plan.span.months):
        number = plan.span.number(month)
        delivery.give("attendance", number, swipe_rows.attendance(plan, month), in_order=True)
        delivery.give("labour_days", number, site_rows.labour_days(plan, month))
        delivery.give("payroll_lines", number, pay_rows.payroll_lines(plan, month))
        delivery.give("bank_lines", number, pay_rows.bank_lines(plan, month))
        delivery.give("labour_fees", number, site_rows.labour_fees(plan, month))
    complaints, events = office_rows.complaints_and_cases(plan, background)
    for name, rows in (
        ("sites", site_rows.sites(plan)), ("site_employers", site_rows.site_employers(plan)), ("roster", site_rows.roster(plan)),
        ("contracts", pay_rows.contracts(plan)), ("account_balances", pay_rows.account_balances(plan)),
        ("account_notices", pay_rows.account_notices(plan)),
        ("insured_heads", office_rows.insured_heads(plan)), ("layoff_reports", office_rows.layoff_reports(plan)), ("signals", office_rows.signals(plan)),
        ("complaints", complaints), ("case_events", events),
    ):  # fmt: skip
        delivery.give(name, 0, rows)
