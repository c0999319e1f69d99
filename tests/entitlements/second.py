"""Severance and unlawful damages a second time: walked day by day, in fractions, with figures typed from the notices.

Nothing of hezhong.law is imported: where both agree, they agree by different ways.
"""

from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)
GUANGZHOU, SHENZHEN = "440100", "440300"
Rows = tuple[tuple[str, str, int], ...]
"""(first day, last day, figure); ISO days compare as text."""

MINIMUM: dict[str, Rows] = {
    GUANGZHOU: (
        ("2013-05-01", "2015-04-30", 1550),
        ("2015-05-01", "2018-06-30", 1895),
        ("2018-07-01", "2021-11-30", 2100),
        ("2021-12-01", "2025-02-28", 2300),
        ("2025-03-01", "2026-08-31", 2500),
        ("2026-09-01", "2099-12-31", 2680),
    ),
    SHENZHEN: (
        ("2018-08-01", "2021-12-31", 2200),
        ("2022-01-01", "2025-02-28", 2360),
        ("2025-03-01", "2026-08-31", 2520),
        ("2026-09-01", "2099-12-31", 2700),
    ),
}
AVERAGE: dict[str, Rows] = {
    GUANGZHOU: (
        ("2025-07-01", "2026-06-30", 164443),
    ),
    SHENZHEN: (
        ("2025-07-01", "2026-06-30", 177057),
    ),
}


# The averages of 2021 and 2022 are known from memory only: they cut nobody's wage.


def severance(hired: date, ended: date, wage: Fraction, city: str) -> int:
    """Return the compensation in fen; service before 2008 does not count."""
    return fen(half_years(max(hired, date(2008, 1, 1)), ended), wage, ended, city, 1)


def damages(hired: date, ended: date, wage: Fraction, city: str) -> int:
    """Return the damages in fen: all service counts."""
    return fen(half_years(hired, ended), wage, ended, city, 2)


def fen(halves: int, wage: Fraction, ended: date, city: str, times: int) -> int:
    """Return so many halves of a month's wage in fen, half a fen up, after the floor and the ceiling."""
    least, average = figure(MINIMUM[city], ended), figure(AVERAGE[city], ended)
    if least is not None:
        wage = max(wage, Fraction(least))
    if average is not None and wage > Fraction(average, 4):
        wage, halves = Fraction(average, 4), min(halves, 24)
    whole, rest = divmod(Fraction(times * halves, 2) * wage * 100, 1)
    return int(whole) + (rest >= Fraction(1, 2))


def half_years(hired: date, ended: date) -> int:
    """Return twice the months' wages earned, by walking every day of the service.

    A month is full on the morning of its corresponding day, or of the last day of a month that has no such day.
    """
    full, since_full, day = 0, 0, hired
    while day <= ended:
        day += DAY
        since_full += 1
        if day.day == hired.day or (day.day < hired.day and (day + DAY).day == 1):
            full, since_full = full + 1, 0
    years, months = divmod(full, 12)
    if months >= 6:
        return 2 * years + 2
    return 2 * years + (1 if months or since_full else 0)


def figure(rows: Rows, on: date) -> int | None:
    """Return the figure in force on that day."""
    return next((number for first, last, number in rows if first <= on.isoformat() <= last), None)
