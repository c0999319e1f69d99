"""The time a sheet is about, from its title, its name or its heads; a pay period is a range of days, not always a month."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

LONGEST = 366
DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
SHORT_DAY = r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
TO = r"\s*(?:-|—+|–|~|至|到)\s*"
FULL = re.compile(DAY + TO + DAY)
HALF = re.compile(DAY + TO + SHORT_DAY)
NO_YEAR = re.compile(rf"(?<![\d年-]){SHORT_DAY}{TO}{SHORT_DAY}")
MONTH = re.compile(r"(?<!\d)(\d{4})\s*[-/.年]\s*(\d{1,2})(?!\d)\s*+月?+(?!\s*(?:[-/.]\s*)?[\d日号])")
"""Not the beginning of a day: 制表日期 2026年4月5日 says no month of wages."""
TURNED = re.compile(r"(\d{1,2})\s*月\s*(\d{4})(?!\d)")
YEAR = re.compile(r"(20\d{2})\s*年?")


@dataclass(frozen=True)
class Period:
    """A range of days, both ends included."""

    since: date
    until: date

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @property
    def label(self) -> str:
        if self == Period.of_month(self.since.year, self.since.month):
            return f"{self.since.year}年{self.since.month}月"
        return f"{self.since:%Y-%m-%d} 至 {self.until:%Y-%m-%d}"

    def has_month(self, month: tuple[int, int]) -> bool:
        """Return whether a month that a row names can be meant by this period."""
        return (self.since.year, self.since.month) <= month <= (self.until.year, self.until.month)

    def day(self, number: int, month: int = 0) -> date | None:
        """Return the one day of the period with this number (and month, where the heads say it), or None."""
        days = [self.since + timedelta(days=more) for more in range((self.until - self.since).days + 1)]
        found = [each for each in days if each.day == number and month in (0, each.month)]
        return found[0] if len(found) == 1 else None


def period_of(texts: Iterable[str]) -> Period | None:
    """Return the period that titles and sheet names tell, the most exact first; None where none says a whole one."""
    whole = " ".join(unicodedata.normalize("NFKC", text) for text in texts)
    year = YEAR.search(whole)
    try:
        if found := FULL.search(whole):
            first = tuple(map(int, found.groups()))
            return _range(date(*first[:3]), date(*first[3:]))
        if found := HALF.search(whole):
            y, m, d, m2, d2 = map(int, found.groups())
            return _range(date(y, m, d), date(y + (m2 < m), m2, d2))
        if year and (found := NO_YEAR.search(whole)):
            m, d, m2, d2 = map(int, found.groups())
            return _range(date(int(year[1]), m, d), date(int(year[1]) + (m2 < m), m2, d2))
        if found := MONTH.search(whole):
            return Period.of_month(int(found[1]), int(found[2]))
        if found := TURNED.search(whole):
            return Period.of_month(int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def year_of(texts: Iterable[str]) -> int | None:
    """Return the year that titles tell, or None."""
    found = YEAR.search(" ".join(unicodedata.normalize("NFKC", text) for text in texts))
    return int(found[1]) if found else None


def _range(since: date, until: date) -> Period | None:
    return Period(since, until) if since <= until and (until - since).days < LONGEST else None
