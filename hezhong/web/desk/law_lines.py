"""The lines of the page of figures: every figure with what it says, where, since when, how sure; the files' as headings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hezhong.kernel.places import Place
from hezhong.law.book import LawBook
from hezhong.law.model import Confidence, Missing, NotInForce, Value
from hezhong.law.parameter_files import parameters, shape
from hezhong.web.desk import law_words
from hezhong.web.desk.law_words import FILES, Said


@dataclass(frozen=True)
class Line:
    """One figure for one or several places. applies: whether it answers today, or is what is missing today;
    past: whether it no longer does.

    region: code of the first place, '' for the nation: where a new entry begins. first: whether its title is said here.
    source_said: whether the line above has the same source and note.
    """

    name: str
    case: str
    title: str
    which: str
    where: str
    said: Said
    since: date
    until: date | None
    source: str
    note: str
    sure: Confidence
    missing: bool
    applies: bool
    past: bool
    region: str
    first: bool = True
    source_said: bool = False

    @property
    def binding(self) -> bool:
        return self.sure.binding and not self.missing

    def tells(self, word: str) -> bool:
        """Return whether the line has a word in its title, its id, its place, its source, its note or what it says."""
        parts = (each for pair in self.said.parts for each in pair)
        text = " ".join((self.title, self.name, self.which, self.where, self.source, self.note, self.said.text, *parts, *self.said.members))
        return word.casefold() in text.casefold()


@dataclass(frozen=True)
class Group:
    """The figures of one file. hidden: how many of before are not shown."""

    code: str
    title: str
    lines: tuple[Line, ...]
    hidden: int
    figures: int


def every(book: LawBook, on: date) -> tuple[Line, ...]:
    """Return a line for every figure of the book, those of several places together, in the order of the files."""
    answering = _answering(book, on)
    merged: dict[tuple[object, ...], list[Value]] = {}
    for value in book.values:
        key = (value.name, value.case, value.figure, value.parts, value.members, value.text, value.since, value.until)
        merged.setdefault((*key, value.cites, value.confidence, value.note, id(value) in answering), []).append(value)
    lines = [line(values, on, applies=bool(key[-1])) for key, values in merged.items()]
    order = {(name, case): at for at, (name, case) in enumerate((name, case) for name in parameters() for case in shape(name).cases)}

    def place_of(each: Line) -> tuple[int, bool, int, int, str]:
        first = order.get((each.name, shape(each.name).cases[0]) if each.name in parameters() else ("", ""), len(order))
        return first, each.past, order.get((each.name, each.case), 0), -each.since.toordinal(), each.where

    return tuple(sorted(lines, key=place_of))


def line(values: Sequence[Value], on: date, *, applies: bool) -> Line:
    """Return the line of values that differ in their place only."""
    value, words = values[0], parameters().get(values[0].name)
    return Line(
        value.name,
        value.case,
        law_words.title(value.name),
        law_words.case_words(value.name, value.case),
        law_words.places((each.place for each in values), value.since),
        law_words.said(value),
        value.since,
        value.until,
        value.cites,
        law_words.note(value.note or (words.note if words else ""), words),
        value.confidence,
        value.missing,
        applies,
        not applies and value.since <= on,
        _code(value.place),
    )


def grouped(lines: Iterable[Line], word: str, *, before: bool) -> list[Group]:
    """Return the groups that have a line with the word; of figures that are wholly past the last line stays."""
    known, found = parameters(), []
    told = [each for each in lines if not word or each.tells(word)]
    for code, title in FILES.items():
        own = [each for each in told if known.get(each.name) and known[each.name].file == code]
        shown = own if before else _without_past(own)
        if own:
            names = {each.name for each in own}
            found.append(Group(code, title, tuple(said_once(shown)), len(own) - len(shown), len(names)))
    return found


def _without_past(lines: Sequence[Line]) -> list[Line]:
    live = {each.name for each in lines if not each.past}
    kept: dict[str, Line] = {}
    for each in lines:
        if each.past and each.name not in live:
            kept.setdefault(each.name, each)
    return [each for each in lines if not each.past or kept.get(each.name) is each]


def said_once(lines: Iterable[Line]) -> Iterable[Line]:
    """Yield the lines, of which each says what the one before it has not said already: its title, its source."""
    before = None
    for each in lines:
        again = before is not None and before.name == each.name
        said = again and before is not None and (before.source, before.note) == (each.source, each.note)
        yield replace(each, first=not again, source_said=said)
        before = each


def _answering(book: LawBook, on: date) -> set[int]:
    """Return which values answer today, each asked for at its own place; a missing one that nobody has entered stands too."""
    found = set()
    for name, place, case in {(value.name, value.place, value.case) for value in book.values}:
        try:
            found.add(id(book.value(name, place, on, case)))
        except Missing:
            found |= {id(v) for v in book.by_name[name] if v.missing and (v.place, v.case) == (place, case) and _in_force(v, on)}
        except NotInForce:
            continue
    return found


def _in_force(value: Value, on: date) -> bool:
    return value.since <= on <= (value.until or date.max)


def _code(place: Place) -> str:
    return place.path[-1] if place.path else ""
