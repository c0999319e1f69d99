"""What is known to be true of a synthetic province, and the files that say it."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field, fields
from datetime import date
from pathlib import Path

BOUNDARY = "boundary"
EVERY = "truths"


@dataclass(frozen=True, order=True)
class Fact:
    """One truth. kind: what is wrong, or what looks like it. case: the scenario that made it and its number.

    city: region code. site, employer, worker: tokens, 0 for none. month: YYYYMM, 0 for none. amount_fen: of the
    violation. number: what is counted (people, months, days, minutes, heads). since: when it began. day: the first day
    of which it can be said. until: the last day of which it can be said, None while it stands. wrong: whether it has been a violation
    by ``Truth.as_of``; False for what only looks like one. is_boundary: whether it stands at the edge of a rule.
    """

    kind: str
    case: str
    city: int
    site: int
    employer: int
    worker: int
    month: int
    amount_fen: int
    number: int
    since: date | None
    day: date | None
    until: date | None
    wrong: bool
    is_boundary: bool
    description: str


COLUMNS = tuple(each.name for each in fields(Fact))


@dataclass(frozen=True)
class Truth:
    """All truths of a province. as_of: the last day it covers. rows: table -> rows of the lawful and the staged, before corrections."""

    seed: int
    first: date
    months: int
    as_of: date
    facts: tuple[Fact, ...]
    rows: Counter[str] = field(default_factory=Counter)

    def of(self, kind: str) -> tuple[Fact, ...]:
        """Return the truths of a kind."""
        return tuple(fact for fact in self.facts if fact.kind == kind)

    @property
    def counts(self) -> Counter[str]:
        """Return kind -> how many truths."""
        return Counter(fact.kind for fact in self.facts)

    def write(self, folder: Path) -> None:
        """Write truths.csv (all), boundary.csv, and a file for each kind; the same truths give the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        _written(folder / f"{EVERY}.csv", self.facts)
        _written(folder / f"{BOUNDARY}.csv", (fact for fact in self.facts if fact.is_boundary))
        for kind in sorted(self.counts):
            _written(folder / f"{kind}.csv", self.of(kind))


def _written(path: Path, facts: Iterable[Fact]) -> None:
    with path.open("w", encoding="utf8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([_cell(value) for value in astuple(fact)] for fact in facts)


def _cell(value: object) -> object:
    """Return a value as it stands in the file: nothing for none, yes or no."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None or value == 0 else value
