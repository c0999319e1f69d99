"""Wages and hours a second time: walked day by day, in fractions, with figures typed from the notices, workdays of another package.

Nothing of hezhong is imported: where both agree, they agree by different ways. All amounts are in fen.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from chinese_calendar import is_in_lieu, is_workday

from tests.entitlements.second import DAY, MINIMUM, figure

HOURLY_GUANGZHOU = (
    ("2018-07-01", "2021-11-30", 203),
    ("2021-12-01", "2025-02-28", 222),
    ("2025-03-01", "2026-08-31", 237),
    ("2026-09-01", "2099-12-31", 254),
)
"""In jiao."""
MONTH_OF_DAYS = Fraction(87, 4)


def fen(yuan: Fraction) -> int:
    """Return the fen of an amount, half a fen up."""
    return int((yuan * 100 + Fraction(1, 2)) // 1)


def minimum(city: str, on: date) -> Fraction:
    found = figure(MINIMUM[city], on)
    assert found is not None
    return Fraction(found)


def days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def month_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last one: by trying."""
    year, month = day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError


def by_month(walk: Iterator[date]) -> dict[tuple[int, int], list[date]]:
    found: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in walk:
        found[day.year, day.month].append(day)
    return found


def share(of: list[date], counts: Callable[[date], bool] = is_workday) -> Fraction:
    """Return which share of its month a row of days is: all of it, or those that count of the paid days."""
    if of[0].day == 1 and (of[-1] + DAY).day == 1:
        return Fraction(1)
    return min(Fraction(1), sum(map(counts, of)) / MONTH_OF_DAYS)


def is_paid(day: date) -> bool:
    """Return whether a month's wage pays for the day: a workday, or a weekday off that was not exchanged for a weekend.

    The package calls the eve of 2022 a statutory day and its 初三 an exchanged one; the law of 2013 has it the other way.
    """
    wrong = {date(2022, 1, 31): False, date(2022, 2, 3): True}
    return wrong.get(day, is_workday(day) or (day.weekday() < 5 and not is_in_lieu(day)))


def overtime(wage: Fraction, hours: tuple[Fraction, Fraction, Fraction], city: str, on: date) -> int:
    """Return the overtime of (workdays, rest days, holidays)."""
    hour = max(wage, minimum(city, on)) / 174
    return fen(hour * (hours[0] * 3 / 2 + hours[1] * 2 + hours[2] * 3))


def double_wages(hired: date, signed: date | None, claimed: date | None, wage: Fraction) -> int:
    """Return the second wage, of the year before the claim; eleven months at most."""
    since, until = month_later(hired, 1), month_later(hired, 12) - DAY
    until = min(until, signed - DAY) if signed else until
    since = max(since, month_later(claimed, -12)) if claimed else since
    return fen(wage * min(Fraction(11), sum((share(row) for row in by_month(days(since, until)).values()), Fraction(0))))


def double_wages_from_hiring(hired: date, signed: date | None, claimed: date | None, wage: Fraction) -> int:
    """Return the second wage where a month runs from the day of hiring."""
    last = signed - DAY if signed else date.max
    first = month_later(claimed, -12) if claimed else date.min
    months = Fraction(0)
    for number in range(1, 12):
        month = list(days(month_later(hired, number), month_later(hired, number + 1) - DAY))
        left = [day for day in month if first <= day <= last]
        months += Fraction(1) if left == month else min(Fraction(1), sum(map(is_workday, left)) / MONTH_OF_DAYS)
    return fen(wage * months)


def leave_days(years: Fraction, joined: date | None, left: date | None, taken: int) -> int:
    """Return the whole days due and not taken in 2025."""
    full = 0 if years < 1 else 5 if years < 10 else 10 if years < 20 else 15
    there = sum(1 for day in days(date(2025, 1, 1), date(2025, 12, 31)) if (not joined or day >= joined) and (not left or day <= left))
    due = min(Fraction(full), Fraction(there * full, 365))
    return max(0, int((due - taken) // 1)) if left else max(0, int(due // 1) - taken)


def stoppage(stop: date, resume: date, wage: Fraction, city: str) -> int:
    """Return thirty days of wages, or the calendar month, and a living allowance after them."""
    ends = stop + 29 * DAY
    if stop.day == 1 and (ends + DAY).month == stop.month:
        ends += DAY
    first = [day for day in days(stop, resume - DAY) if day <= ends]
    rest = by_month(day for day in days(stop, resume - DAY) if day > ends)
    whole = len(first) >= 30 or any(row[0] == stop and share(row) == 1 and row[0].day == 1 for row in by_month(iter(first)).values())
    paid = sum((share(row, is_paid) for row in by_month(iter(first)).values()), Fraction(0))
    living = sum((share(row, is_paid) * minimum(city, row[0]) * 4 / 5 for row in rest.values()), Fraction(0))
    return fen(wage * (Fraction(1) if whole else min(Fraction(1), paid)) + living)


def part_time(hours: Fraction, rate: Fraction, on: date) -> int:
    """Return the pay by the hour in Guangzhou."""
    least = figure(HOURLY_GUANGZHOU, on)
    assert least is not None
    return fen(hours * max(rate, Fraction(least, 10)))


def comprehensive(start: date, months: int, hours: Fraction, holiday: Fraction, wage: Fraction, city: str) -> int:
    """Return the overtime of a cycle that begins with a month: each of its months has a twelfth of its own year's standard."""
    firsts = [month_later(start, number) for number in range(months)]
    standard = sum((Fraction(2000 if first < date(2025, 1, 1) else 1984, 12) for first in firsts), Fraction(0))
    last = month_later(start, months) - timedelta(1)
    hour = max(wage, minimum(city, last) / 174)
    return fen(hour * (max(Fraction(0), hours - holiday - standard) * 3 / 2 + holiday * 3))
