"""Numbers without gaps: one counter for each office, series and year, taken last in its transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from django.db import connection

TAKE = """
INSERT INTO engine_counter (office, series, year, last) SELECT * FROM unnest(%s::int[], %s::text[], %s::int[], %s::int[])
ON CONFLICT (office, series, year) DO UPDATE SET last = engine_counter.last + EXCLUDED.last
RETURNING office, series, year, last
"""


@dataclass(frozen=True)
class Series:
    """Where a number comes from. ``words``: what stands before the year, e.g. 深宝劳监投."""

    office: int
    words: str
    year: int

    def spell(self, number: int) -> str:
        """Return the number as documents print it: 深宝劳监投〔2026〕412号."""
        return spelled(self.words, str(self.year), str(number))


def spelled(words: str, year: str, number: str) -> str:
    return f"{words}〔{year}〕{number}号"


def take(series: Series, count: int = 1) -> list[str]:
    """Return the next numbers of a series. The counter stays locked until the transaction ends, so none is lost."""
    last = _last({series: count})[series]
    return [series.spell(number) for number in range(last - count + 1, last + 1)]


def take_each(wanted: Sequence[Series]) -> list[str]:
    """Return the next number of each of several series, in one query."""
    last = _last(dict.fromkeys(wanted, 1))
    return [series.spell(last[series]) for series in wanted]


def _last(counts: Mapping[Series, int]) -> dict[Series, int]:
    """Count each series up; return where it stands. In one order, so that two who want the same never block each other."""
    ordered = sorted(counts, key=astuple)
    offices, words, years = (list(column) for column in zip(*(astuple(each) for each in ordered), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(TAKE, (offices, words, years, [counts[each] for each in ordered]))
        return {Series(office, series, year): last for office, series, year, last in cursor.fetchall()}
