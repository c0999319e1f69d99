"""How a truth is staged: a scenario asks for workplaces of its own, changes their plan, and tells what is now true."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from hezhong.app.synthetic.cities import City
from hezhong.app.synthetic.plan import Plan
from hezhong.app.synthetic.span import Span
from hezhong.app.synthetic.tokens import chance
from hezhong.app.synthetic.truth import Fact
from hezhong.kernel.dates import ONE_DAY


@dataclass(frozen=True)
class Told:
    """What a scenario says of a truth beyond where it is. See ``Fact``."""

    amount: int = 0
    number: int = 0
    since: date | None = None
    day: date | None = None
    until: date | None = None
    wrong: bool = True
    edge: bool = False


@dataclass
class Stage:
    """The part of a plan that belongs to one case. places: its workplaces. hands: the workers of each of them.

    month: the month it is about, such that the months the scenario asks for are there. facts: what was told.
    """

    plan: Plan
    case: str
    places: list[int]
    hands: list[np.ndarray]
    month: int
    dice: np.random.Generator
    facts: list[Fact] = field(default_factory=list)

    @property
    def place(self) -> int:
        """Return the first workplace."""
        return self.places[0]

    @property
    def span(self) -> Span:
        """Return the time of the plan."""
        return self.plan.span

    def hand(self, number: int = 0) -> int:
        """Return one of the workers of the first workplace."""
        return int(self.hands[0][number])

    def first_wrong_day(self, month: int) -> date:
        """Return the first day on which wages of a month are late at the first workplace."""
        return self.plan.last_day(self.place, month) + ONE_DAY

    def of_hand(self, kind: str, hand: int, month: int, told: Told, why: str) -> None:
        """Tell a truth of a worker. month: counted from 0, -1 for none."""
        ours = self.plan.hands
        site = int(self.plan.places.site[ours.place[hand]])
        self._tell(kind, (site, int(ours.employer[hand]), int(ours.worker[hand])), month, told, why)

    def of_worker(self, kind: str, worker: int, month: int, told: Told, why: str) -> None:
        """Tell a truth of a worker of the first workplace whom the plan does not have."""
        places = self.plan.places
        self._tell(kind, (int(places.site[self.place]), int(self.plan.hands.employer[self.hand()]), worker), month, told, why)

    def of_place(self, kind: str, month: int, told: Told, why: str) -> None:
        """Tell a truth of the workplace: of its general contractor, or of an employer without a site."""
        places = self.plan.places
        self._tell(kind, (int(places.site[self.place]), int(places.employer[self.place]), 0), month, told, why)

    def _tell(self, kind: str, who: tuple[int, int, int], month: int, told: Told, why: str) -> None:
        self.facts.append(Fact(
            kind, self.case, self.plan.city.code, *who, self.span.number(month) if month >= 0 else 0, told.amount, told.number,
            told.since, told.day, told.until, told.wrong, told.edge, why,
        ))  # fmt: skip


Play = Callable[[Stage], None]
Fits = Callable[[City, Span], bool]


def everywhere(city: City, span: Span) -> bool:
    """Return True: the scenario can play in any city at any time."""
    return True


@dataclass(frozen=True)
class Scenario:
    """One way in which something is wrong or looks wrong. name: of its cases. count: how many in a whole province.

    play: what is done to the plan. money: what is done to the wage account, once all wages are known. sites, hands: how
    many workplaces and workers in each. firm: an employer without sites. gated: whether the site has a gate. months: the
    fewest months of work it needs. fits: whether it can play in a city in that time.
    """

    name: str
    count: int
    play: Play
    money: Play | None = None
    sites: int = 1
    hands: int = 12
    firm: bool = False
    gated: bool = True
    months: int = 1
    fits: Fits = everywhere

    def cases(self, scale: float) -> int:
        """Return how many cases a province of a scale gets: at least one."""
        return max(1, round(self.count * scale))


def staged(plan: Plan, scenario: Scenario, number: int, places: list[int], facts: list[Fact] | None = None) -> Stage:
    """Return the stage of a case. number: of the case. places: the workplaces that were made for it."""
    dice: Any = chance(plan.seed, "case", scenario.name, number)
    month = int(dice.integers(0, plan.span.months - scenario.months + 1))
    hands = [np.nonzero(plan.hands.place == place)[0] for place in places]
    return Stage(plan, f"{scenario.name}#{number}", places, hands, month, dice, [] if facts is None else facts)
