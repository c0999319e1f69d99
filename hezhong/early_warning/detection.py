"""Every rule asked of the ledger once: what was found, and which rules could not be asked."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import ibis

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.editions import Edition, Standing, bands_of
from hezhong.early_warning.finding import Finding, facts, findings
from hezhong.early_warning.vocabulary import Tables
from hezhong.kernel.places import Place
from hezhong.law.book import LawBook

log = logging.getLogger(__name__)
Excluded = Callable[[Edition], ibis.Table | None]
"""Who is lawfully left out of a rule: columns subject and worker, or None."""


@dataclass(frozen=True)
class Frame:
    """What every rule is asked with. cities: code -> place. watched: rule -> subjects of which a warning is open."""

    on: date
    book: LawBook
    cities: Mapping[int, Place]
    watched: Mapping[str, frozenset[int]] = field(default_factory=dict)
    excluded: Excluded = lambda edition: None

    def asked(self, parameters: Mapping[str, int]) -> Asked:
        """Return what a rule with these parameters is asked with."""
        return Asked(self.on, self.book, self.cities, parameters)


@dataclass(frozen=True)
class Found:
    """A finding of a rule, with the figures it was looked for with; which edition holds is decided by its place."""

    rule: str
    parameters: Mapping[str, int]
    finding: Finding


@dataclass
class Detection:
    """All findings of a day. troubles: rule -> why it could not be asked; the others were. broken: city -> why it cannot be read."""

    found: list[Found] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)
    broken: dict[int, str] = field(default_factory=dict)

    def add(self, more: "Detection") -> None:
        """Add what was found elsewhere, and what could not be asked there."""
        self.found += more.found
        self.troubles |= more.troubles
        self.broken |= more.broken

    def sure(self) -> "Detection":
        """Return what the rules found that were answered in all their editions."""
        return Detection([each for each in self.found if each.rule not in self.troubles])


def question(edition: Edition, tables: Tables, frame: Frame) -> ibis.Table:
    """Return the facts of one edition, exclusions left out: what is asked, and what explains it."""
    return facts(edition.rule, tables, frame.asked(edition.parameters), frame.excluded(edition))


def ask(standing: Standing, tables: Tables, frame: Frame) -> list[Found]:
    """Return what one rule finds, in every edition of it."""
    rule, found = standing.rule, []
    watched = frame.watched.get(rule.code, frozenset())
    for parameters, editions in standing.by_parameters():
        looked_at = question(replace(editions[0], parameters=parameters), tables, frame)
        rows = findings(rule, looked_at, bands_of(editions), sorted(watched)).to_pyarrow().to_pylist()
        found += [Found(rule.code, parameters, Finding(**row)) for row in rows]
    return found


@dataclass(frozen=True)
class Compiled:
    """A rule as a query for one set of parameters. trouble: why there is none."""

    rule: str
    parameters: Mapping[str, int]
    sql: str = ""
    trouble: str = ""


def detect(queries: Iterable[Compiled], run: Callable[[str], Iterable[Mapping[str, Any]]], detection: Detection) -> None:
    """Run every rule's query and add what it finds. One that fails is named with its trouble and holds up no other."""
    for each in queries:
        try:
            if each.trouble:
                raise LookupError(each.trouble)
            # Sums come wider than what they are declared as, and then not as whole numbers of Python.
            rows = [Finding(**{name: int(value) for name, value in row.items()}) for row in run(each.sql)]
        except Exception as trouble:  # noqa: BLE001 - whatever it is, the other rules must be asked, and this is shown
            log.exception("rule %s could not be asked", each.rule)
            detection.troubles[each.rule] = each.trouble or said(trouble)
            continue
        detection.found += [Found(each.rule, each.parameters, row) for row in rows]


def said(trouble: Exception) -> str:
    """Return an error in words that fit a row."""
    return f"{type(trouble).__name__}: {trouble}"[:500]


def by_city(found: Iterable[Found], where: Callable[[Found], str]) -> dict[str, list[Found]]:
    """Return code of a city -> the findings that it is told of."""
    cities: dict[str, list[Found]] = {}
    for each in found:
        cities.setdefault(where(each), []).append(each)
    return cities
