"""Numbers without gaps: one counter for each office, series and year, taken last in its transaction."""

from dataclasses import dataclass

from django.db import connection

TAKE = """
INSERT INTO engine_counter (office, series, year, last) VALUES (%s, %s, %s, %s)
ON CONFLICT (office, series, year) DO UPDATE SET last = engine_counter.last + EXCLUDED.last
RETURNING last
"""


@dataclass(frozen=True)
class Series:
    """Where a number comes from. ``words``: what stands before the year, e.g. 深宝劳监投."""

    office: int
    words: str
    year: int

    def spell(self, number: int) -> str:
        """Return the number as documents print it: 深宝劳监投〔2026〕412号."""
        return f"{self.words}〔{self.year}〕{number}号"


def take(series: Series, count: int = 1) -> list[str]:
    """Return the next numbers of a series. The counter stays locked until the transaction ends, so none is lost."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, (series.office, series.words, series.year, count))
        row = cursor.fetchone()
    assert row is not None
    last: int = row[0]
    return [series.spell(number) for number in range(last - count + 1, last + 1)]
