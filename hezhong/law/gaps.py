"""What the figures of law lack: rows that are known to be missing, cities without a figure, figures that nobody has checked.

Everything here is computed from a book; nothing is a list by hand. A gap that a confirmed value fills is gone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.model import Confidence, Value
from hezhong.law.parameter_files import parameters

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lack:
    """That a figure has no number in some places for some days, both inclusive. until: None where no end is in sight."""

    name: str
    places: tuple[Place, ...]
    since: date
    until: date | None
    cites: str = ""
    note: str = ""
    case: str = ""


def missing(book: LawBook) -> list[Lack]:
    """Return the rows that the files mark as missing and nobody has entered, of several places together."""
    found: dict[tuple[str, date, date | None, str, str, str], list[Place]] = {}
    for value in book.values:
        if value.missing:
            for since, until in _uncovered(book, value):
                key = (value.name, since, until, value.cites, value.note, value.case)
                found.setdefault(key, []).append(value.place)
    return [
        Lack(name, tuple(places), since, until, cites, note, case)
        for (name, since, until, cites, note, case), places in found.items()
    ]


def absent(book: LawBook, cities: Sequence[Place], on: date) -> list[Lack]:
    """Return which cities have neither a figure nor a row that says it is missing, though every city should have one.

    Looked at are the days from the parameter's own ``expected_since`` until ``on``.
    """
    found: dict[tuple[str, date, date | None], list[Place]] = {}
    for name, words in parameters().items():
        if words.expected_since is None:
            continue
        for city in cities:
            rows = [(v.since, v.until) for v in book.by_name.get(name, ()) if v.place == city]
            for since, until in _between(words.expected_since, on, rows):
                found.setdefault((name, since, None if until == on else until), []).append(city)
    known = parameters()
    return [
        Lack(name, tuple(places), since, until, known[name].cites, known[name].note)
        for (name, since, until), places in found.items()
    ]


def doubtful(book: LawBook, on: date) -> list[Value]:
    """Return the figures in force on that day on which no document that binds somebody may rest."""
    return [
        value
        for value in book.values
        if not value.confidence.binding and not value.missing and applies(book, value, on)
    ]


def applies(book: LawBook, value: Value, on: date) -> bool:
    """Return whether this is the figure that is applied at its own place on that day."""
    if not value.since <= on <= (value.until or date.max):
        return False
    try:
        return book.value(value.name, value.place, on, value.case) is value
    except LookupError:
        return False


def _uncovered(book: LawBook, gap: Value) -> Iterator[tuple[date, date | None]]:
    """Yield the days of a missing row that no confirmed value of its place covers."""
    filled = [
        (v.since, v.until)
        for v in book.by_name[gap.name]
        if v.place == gap.place and v.case == gap.case and not v.missing
        and (v.confidence is Confidence.CONFIRMED or v.since > gap.since)
    ]
    for since, until in _between(gap.since, gap.until or date.max, filled):
        yield since, None if until == date.max else until


def _between(first: date, last: date, covered: Iterable[tuple[date, date | None]]) -> Iterator[tuple[date, date]]:
    """Yield the stretches of days from first to last, both inclusive, that none of the others covers."""
    start = first
    for since, until in sorted(covered, key=lambda each: each[0]):
        if since > last:
            break
        if since > start:
            yield start, since - DAY
        if until is None or until >= last:
            return
        start = max(start, until + DAY)
    if start <= last:
        yield start, last
