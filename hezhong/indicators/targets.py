"""The targets of a plan beside what is reached: the share of a year, its list and its definition, or that there is no such business yet.

Source: 粤人社函〔2021〕357号 专栏2, targets of 2025. What each share is taken of, the plan does not say.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hezhong.engine.conditions import either
from hezhong.engine.rights import Asker
from hezhong.indicators import reckoning
from hezhong.indicators.reckoning import Figure, Row
from hezhong.indicators.vocabulary import Today

PLAN = "粤人社函〔2021〕357号 专栏2"


@dataclass(frozen=True)
class Target:
    """More than so many per cent of what an indicator of the year counts. code: the indicator's. until: the day it was set for."""

    code: str
    title: str
    above: int
    until: date = date(2025, 12, 31)
    source: str = PLAN


TARGETS = (
    Target("mediation_succeeded", "劳动争议调解成功率", 60),
    Target("arbitration_concluded", "劳动人事争议仲裁结案率", 90),
    Target("inspection_concluded", "监察举报投诉案件结案率", 96),
)


@dataclass(frozen=True)
class Reached:
    """A target with its figure; None where no domain has this business yet."""

    target: Target
    row: Row
    figure: Figure | None

    @property
    def met(self) -> bool | None:
        """Return whether it is more than the target; None where there is nothing to compare."""
        return None if self.figure is None or self.figure.value is None else self.figure.value > Decimal(self.target.above)


def reached(asker: Asker, code: str, today: Today) -> list[Reached]:
    """Return every target for a region, over the cases the asker may read: one query."""
    wanted = [each for each in reckoning.of_the_year() if each.code in {target.code for target in TARGETS}]
    row = reckoning.of_region(asker, code, today, wanted, either(*(each.cases(today) for each in wanted)))
    there = {each.indicator.code: each for each in row.figures}
    return [Reached(target, row, there.get(target.code)) for target in TARGETS]
