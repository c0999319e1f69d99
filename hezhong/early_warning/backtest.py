"""Back-testing: what each rule finds against a slow reference written from its sentence, and how long before a complaint.

A reference knows nothing of queries: it walks over rows one by one. It stands in ``references`` under the rule's code.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Any, Protocol

from hezhong.early_warning.detection import Frame, ask
from hezhong.early_warning.editions import Standing
from hezhong.early_warning.vocabulary import Tables
from hezhong.kernel.dates import Calendar
from hezhong.law.model import Missing, NotInForce

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Name of a stated table -> its rows that count, as plain values."""


class FenOfLaw(Protocol):
    """(name, city) -> fen, None where the law has no figure there. day: whose figure, else that of the day asked for."""

    def __call__(self, name: str, city: int, day: date | None = None) -> int | None: ...


@dataclass(frozen=True)
class Sheet:
    """What a reference is given beside the rows."""

    on: date
    figures: Mapping[str, int]
    calendar: Calendar
    law: FenOfLaw


Reference = Callable[[Rows, Sheet], Mapping[int, tuple[int, int]]]
"""Subject -> (measure, among) of every subject the rule looks at; among: of a share, how many facts, else 1."""


@dataclass
class Score:
    """How often a rule was right. Counted in subjects and days. other: both found it, with another measure."""

    right: int = 0
    false: list[tuple[date, int]] = field(default_factory=list)
    missed: list[tuple[date, int]] = field(default_factory=list)
    other: list[tuple[date, int]] = field(default_factory=list)
    leads: list[int] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Count another day's in."""
        self.right += other.right
        for mine, theirs in ((self.false, other.false), (self.missed, other.missed), (self.other, other.other)):
            mine += theirs

    @property
    def precision(self) -> float | None:
        """Return the share of what was found that is true; None where nothing was found."""
        found = self.right + len(self.false) + len(self.other)
        return self.right / found if found else None

    @property
    def recall(self) -> float | None:
        """Return the share of what is true that was found; None where nothing is true."""
        true = self.right + len(self.missed) + len(self.other)
        return self.right / true if true else None

    @property
    def lead(self) -> float | None:
        """Return the median number of days from the first warning to the first complaint about the same subject."""
        return median(self.leads) if self.leads else None


def sheet(standing: Standing, frame: Frame) -> Sheet:
    """Return what the reference of a rule is given."""

    def law(name: str, city: int, day: date | None = None) -> int | None:
        try:
            figure = frame.book.value(name, frame.cities[city], day or frame.on).figure
        except (NotInForce, Missing, KeyError):
            return None
        return None if figure is None else int(figure * 100)

    return Sheet(frame.on, standing.rule.parameters, frame.book.calendar, law)


def expected(standing: Standing, reference: Reference, rows: Rows, frame: Frame) -> dict[int, tuple[int, int]]:
    """Return what the rule ought to find on the day of the frame: those of the reference that reach a band."""
    found = reference(rows, sheet(standing, frame))
    return {subject: measured for subject, measured in found.items() if standing.rule.grade(*measured) is not None}


def compare(standing: Standing, reference: Reference, rows: Rows, tables: Tables, frame: Frame, score: Score) -> dict[int, tuple[int, int]]:
    """Add one day to a rule's score; return what the rule found: subject -> (measure, among)."""
    wanted = expected(standing, reference, rows, frame)
    got = {
        each.finding.subject: (each.finding.measure, each.finding.among)
        for each in ask(standing, tables, frame)
        if standing.rule.grade(each.finding.measure, each.finding.among) is not None
    }
    score.right += sum(got.get(subject) == measured for subject, measured in wanted.items())
    score.false += [(frame.on, subject) for subject in sorted(got.keys() - wanted.keys())]
    score.missed += [(frame.on, subject) for subject in sorted(wanted.keys() - got.keys())]
    score.other += [(frame.on, subject) for subject in sorted(got.keys() & wanted.keys()) if got[subject] != wanted[subject]]
    return got


def leads(first: Mapping[int, date], complaints: Iterable[Mapping[str, Any]], subject: str) -> list[int]:
    """Return for each subject that was warned of and then complained about how many days lay between.

    first: subject -> day of its first warning. subject: the column of a complaint that names it, site or employer.
    """
    complained: dict[int, date] = {}
    for row in complaints:
        token, day = row[subject], row["received_on"]
        if token in first and day >= first[token]:
            complained[token] = min(complained.get(token, day), day)
    return sorted((day - first[token]).days for token, day in complained.items())
