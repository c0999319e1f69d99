"""Indicators reckoned by region, with the rights of who asks: one query for a region and all regions directly below it.

Nothing is kept between two questions. The cases are led to by ``case_open_<level>`` (what is open there) and
``case_opened`` (what came in within ninety days); what was closed in former years is not read.
"""

import importlib
import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import ModuleType
from typing import Any

from hezhong.directory import regions
from hezhong.engine import catalogue, figures
from hezhong.engine.conditions import Condition, Has, both
from hezhong.engine.figures import Count, Median, Tally, Total
from hezhong.engine.rights import Asker, column_of
from hezhong.indicators import general, office
from hezhong.indicators.vocabulary import Indicator, Measure, Today, reach


@dataclass(frozen=True)
class Figure:
    """A value in the unit of its indicator; None where there is nothing to take it of. cases: how many it is taken of.

    met: of a share, how many are in the numerator.
    """

    indicator: Indicator
    value: Decimal | None
    cases: int
    met: int = 0


@dataclass(frozen=True)
class Row:
    """The figures of one region, in the order of the indicators. own: cases that lie in no region further down."""

    code: str
    name: str
    figures: tuple[Figure, ...]
    own: bool = False

    def figure(self, code: str) -> Figure:
        """Return the figure of an indicator. Raises StopIteration for an unknown one."""
        return next(each for each in self.figures if each.indicator.code == code)

    def share(self, figure: Figure) -> Decimal | None:
        """Return what a map compares: a count as per cent of what it is part of; else the value itself."""
        if not figure.indicator.part_of:
            return figure.value
        return percent(figure.cases, self.figure(figure.indicator.part_of).cases)


@dataclass(frozen=True)
class Table:
    """A region and the regions directly below it. level: the column they stand in, '' where there are none."""

    whole: Row
    below: tuple[Row, ...]
    level: str


OF_OFFICES = office.INDICATORS
"""Not reckoned by region: what the page of an office counts of each officer."""


def indicators() -> tuple[Indicator, ...]:
    """Return the indicators of every case, then those each domain declares in its indicators.py."""
    return (*general.INDICATORS, *(each for module in _modules() for each in module.INDICATORS))


def _modules() -> tuple[ModuleType, ...]:
    packages = sorted({each.__module__.rpartition(".")[0] for each in catalogue.current().case_types.values()})
    names = [f"{package}.indicators" for package in packages]
    return tuple(importlib.import_module(name) for name in names if importlib.util.find_spec(name))


def of_the_year() -> tuple[Indicator, ...]:
    """Return what domains reckon of a whole year, for the targets of a plan; YEARLY in their indicators.py."""
    return tuple(each for module in _modules() for each in getattr(module, "YEARLY", ()))


def known(code: str) -> Indicator | None:
    """Return the indicator of this code, or None."""
    return next((each for each in (*indicators(), *OF_OFFICES, *of_the_year()) if each.code == code), None)


def of_region(asker: Asker, code: str, today: Today, wanted: Sequence[Indicator], within: Condition) -> Row:
    """Return some indicators for one region as a whole, in one query. within: what holds of every case they are about."""
    tallies = [tally for each in wanted for tally in _tallies(each, today)]
    found = figures.tallied(asker, both(here(code), within), "province", tallies, today.on)
    nothing = tuple(None if isinstance(tally, Median) else 0 for tally in tallies)
    return _row(code, regions.code_name(code), wanted, found.get(None, nothing))


def here(code: str) -> Condition:
    """Return that a case lies in this region."""
    return Has(column_of(code), code)


def level_below(code: str) -> str:
    """Return the column in which the regions directly below stand, '' where there are none."""
    below = regions.children(code)
    return column_of(below[0][0]) if below else ""


def by_region(asker: Asker, code: str, today: Today) -> Table:
    """Return every indicator for the region and each region directly below it, over the cases the asker may read."""
    wanted = indicators()
    level = level_below(code)
    tallies = [tally for each in wanted for tally in _tallies(each, today)]
    found = figures.tallied(asker, both(here(code), reach(today)), level or "town", tallies, today.on)
    nothing = tuple(None if isinstance(tally, Median) else 0 for tally in tallies)
    names = dict(regions.children(code))
    names |= {each: each for each in found if each and level and each not in names}  # a region that is no more: never left out
    whole = _row(code, regions.code_name(code), wanted, found.get(None, nothing))
    below = [_row(each, name, wanted, found.get(each, nothing)) for each, name in names.items()]
    if level and "" in found:
        own = _row(code, f"{regions.code_name(code)}本级", wanted, found[""])
        below.append(replace(own, own=True))
    return Table(whole, tuple(below), level)


def _tallies(indicator: Indicator, today: Today) -> tuple[Tally, Tally]:
    """Return how many cases, and what is made of them; for a count the same again."""
    cases = indicator.cases(today)
    match indicator.measure:
        case Measure.MEDIAN:
            return Count(cases), Median(indicator.column, cases)
        case Measure.TOTAL:
            return Count(cases), Total(indicator.column, cases)
        case _:
            return Count(cases), Count(indicator.met(today) if indicator.met else cases)


def _row(code: str, name: str, wanted: Sequence[Indicator], found: Sequence[Any]) -> Row:
    pairs = zip(found[::2], found[1::2], strict=True)
    return Row(code, name, tuple(_figure(each, *pair) for each, pair in zip(wanted, pairs, strict=True)))


def _figure(indicator: Indicator, cases: int, made: Any) -> Figure:
    if indicator.measure is Measure.SHARE:
        return Figure(indicator, percent(made, cases), cases, made)
    return Figure(indicator, None if made is None else Decimal(made), cases)


def percent(part: int, whole: int) -> Decimal | None:
    """Return the part in per cent of the whole, to one decimal; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None
