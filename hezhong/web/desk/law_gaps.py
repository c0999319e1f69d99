"""What the figures of law lack, as lines with a button: missing, expected but absent, in force but doubtful, limits unread."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hezhong.directory import regions
from hezhong.law import gaps
from hezhong.law.book import LawBook
from hezhong.law.gaps import Lack
from hezhong.law.model import TimeLimit
from hezhong.law.parameter_files import cities_of_class, parameters
from hezhong.web.desk import law_words
from hezhong.web.desk.law_lines import Line


@dataclass(frozen=True)
class Gap:
    """A figure that nobody has entered. cities: (code, name) of each place, for a button of its own. region: of the first."""

    name: str
    case: str
    title: str
    where: str
    since: date
    until: date | None
    source: str
    note: str
    region: str
    cities: tuple[tuple[str, str], ...]

    def tells(self, word: str) -> bool:
        """Return whether the line has a word in its title, its id, its place, its source or its note."""
        return word.casefold() in " ".join((self.title, self.name, self.where, self.source, self.note)).casefold()


@dataclass(frozen=True)
class Gaps:
    """The four kinds; each disappears with what is entered or checked."""

    missing: tuple[Gap, ...]
    absent: tuple[Gap, ...]
    doubtful: tuple[Line, ...]
    limits: tuple[TimeLimit, ...]

    def telling(self, word: str) -> "Gaps":
        """Return those that have a word; all of them for none."""
        return Gaps(
            tuple(each for each in self.missing if each.tells(word)),
            tuple(each for each in self.absent if each.tells(word)),
            tuple(each for each in self.doubtful if each.tells(word)),
            tuple(each for each in self.limits if word in f"{each.duty.title} {each.article}"),
        )

    @property
    def count(self) -> int:
        return len(self.missing) + len(self.absent) + len(self.doubtful) + len(self.limits)


def of(book: LawBook, lines: Iterable[Line], on: date) -> Gaps:
    """Return what the book lacks on a day in the cities of this province. lines: those of the book."""
    top = regions.root()
    cities = [top / code for code, _ in regions.children(top.path[-1])] if top.path else []
    return Gaps(
        tuple(_gap(lack) for lack in gaps.missing(book)),
        tuple(_gap(lack) for lack in gaps.absent(book, cities, on)),
        tuple(each for each in lines if each.applies and not each.missing and not each.binding),
        book.unconfirmed_limits(),
    )


def _gap(lack: Lack) -> Gap:
    words = parameters()[lack.name]
    whole = next((n for n in (1, 2, 3, 4) if words.classes and set(lack.places) == set(cities_of_class(n, lack.since))), 0)
    codes = tuple((place.path[-1], law_words.where(place)) for place in lack.places)
    return Gap(
        lack.name,
        lack.case,
        words.title,
        law_words.places(lack.places, lack.since),
        lack.since,
        lack.until,
        lack.cites,
        law_words.note(lack.note or words.note, words),
        f"class:{whole}" if whole else codes[0][0],
        () if whole or len(codes) == 1 else codes,
    )
