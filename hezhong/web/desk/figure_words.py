"""Figures as a page shows them: written out, graded for the map, and with the address of the list of their cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from hezhong.indicators.reckoning import Figure, Row
from hezhong.indicators.vocabulary import PARTS, Indicator, Measure, Sense
from hezhong.kernel.money import yuan

TEN_THOUSAND = 10_000
MUCH = 1_000_000  # yuan; from here on a sum is written in 万元
WARM, DEEP = ("红", "橙", "黄", "蓝"), ("多", "较多", "较少", "少")
LARGE = "万元"
NOTHING = "—"
TONES = {"overdue": "red", "due_soon": "orange", "warnings_red": "red", "warnings_overdue": "orange", "warnings_due_today": "orange"}
"""The few numbers that stand in a colour when there are any."""


@dataclass(frozen=True)
class Shown:
    """One figure on a page. full: in its own unit, however long. exact: its value as programs read it, '' for none.

    parts: (words, how many, address) of a share.
    """

    indicator: Indicator
    text: str
    unit: str
    full: str
    exact: str
    address: str
    tone: str = ""
    parts: tuple[tuple[str, int, str], ...] = ()


def shown(row: Row, figure: Figure) -> Shown:
    """Return a figure as it is shown, with the address of the list of exactly its cases."""
    text, unit = written(figure.value, figure.indicator)
    tone = "" if not figure.value else TONES.get(figure.indicator.code, "")
    exact = "" if figure.value is None else f"{figure.value:f}"
    full = text if unit != LARGE else yuan(figure.value or Decimal(0))
    return Shown(figure.indicator, text, unit, full, exact, address(row, figure.indicator), tone, _parts(row, figure))


def address(row: Row, indicator: Indicator, part: str = "") -> str:
    """Return the address of the list of the cases that a figure counts."""
    query = {"figure": indicator.code, "place": row.code} | ({"own": "1"} if row.own else {}) | ({"part": part} if part else {})
    return f"{reverse('worklist')}?{urlencode(query)}"


def _parts(row: Row, figure: Figure) -> tuple[tuple[str, int, str], ...]:
    if figure.indicator.measure is not Measure.SHARE:
        return ()
    counts = {"met": figure.met, "missed": figure.cases - figure.met}
    return tuple((PARTS[part], n, address(row, figure.indicator, part)) for part, n in counts.items())


def written(value: Decimal | None, indicator: Indicator) -> tuple[str, str]:
    """Return a value and its unit in the fewest words: 4,182.5 and 万元."""
    if value is None:
        return NOTHING, ""
    if indicator.unit == "元":
        return (f"{value / TEN_THOUSAND:,.1f}", LARGE) if value >= MUCH else (yuan(value), "元")
    if indicator.measure is Measure.SHARE:
        return f"{value:.1f}", "%"
    return f"{value:,}", indicator.unit


def brief(value: Decimal | None, indicator: Indicator) -> str:
    """Return a value as a hexagon has room for it: 418.2万."""
    if value is not None and indicator.unit == "元" and value >= TEN_THOUSAND:
        return f"{value / TEN_THOUSAND:,.0f}万"
    text, unit = written(value, indicator)
    return text + ("%" if unit == "%" else "")


@dataclass(frozen=True)
class Scale:
    """How a map colours one indicator. steps: the three thresholds, most worrying or largest first."""

    indicator: Indicator
    steps: tuple[Decimal, Decimal, Decimal]

    @property
    def palette(self) -> str:
        return "warm" if self.indicator.grades else "deep"

    @property
    def words(self) -> tuple[str, str, str, str]:
        return WARM if self.indicator.grades else DEEP

    @property
    def unit(self) -> str:
        """Return the unit of what is compared."""
        return "%" if self.indicator.part_of or self.indicator.measure is Measure.SHARE else self.indicator.unit

    def grade(self, value: Decimal | None) -> int:
        """Return 1 (most) to 4, or 0 where there is nothing to compare."""
        if value is None:
            return 0
        low_is_bad = self.indicator.sense is Sense.GOOD
        reached = (value < step if low_is_bad else value >= step for step in self.steps)
        return next((number for number, there in enumerate(reached, 1) if there), 4)

    def legend(self) -> list[tuple[int, str]]:
        """Return (grade, words) of each colour: 红 20% 以上; where little is worrying: 红 不到 80%."""
        first, second, third = (f"{step:f}" for step in self.steps)
        if self.indicator.sense is Sense.GOOD:
            edges = (f"不到 {first}%u", f"{first} 到 {second}%u", f"{second} 到 {third}%u", f"{third}%u 以上")
        else:
            edges = (f"{first}%u 以上", f"{second} 到 {first}%u", f"{third} 到 {second}%u", f"不到 {third}%u")
        unit = self.unit if self.unit == "%" else f" {self.unit}"
        texts = (edge.replace("%u", unit) for edge in edges)
        return [(number, f"{word} {text}") for number, (word, text) in enumerate(zip(self.words, texts, strict=True), 1)]


def scale(indicator: Indicator, rows: Sequence[Row]) -> Scale:
    """Return the scale of an indicator: its own grades, or quarters of the largest region."""
    if indicator.grades:
        first, second, third = indicator.grades
        return Scale(indicator, (Decimal(first), Decimal(second), Decimal(third)))
    largest = max((row.share(row.figure(indicator.code)) or Decimal(0) for row in rows), default=Decimal(0))
    step = max((largest / 4).to_integral_value("ROUND_CEILING"), Decimal(1))
    return Scale(indicator, (3 * step, 2 * step, step))
