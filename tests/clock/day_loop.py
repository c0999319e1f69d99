"""The due day of a vector, found by walking from day to day. Knows nothing of the product and shares nothing with it."""

import datetime
import tomllib
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
DAY = datetime.timedelta(days=1)
HOUR = datetime.timedelta(hours=1)
SATURDAY = 5


def load(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def both_included(first: datetime.date, last: datetime.date) -> set[datetime.date]:
    days = set()
    day = first
    while day <= last:
        days.add(day)
        day += DAY
    return days


TABLE = load("days.toml")
OFF = {day for holiday in TABLE["holiday"] for day in both_included(*holiday["off"])}
MADE_UP = {day for holiday in TABLE["holiday"] for day in holiday["work"]}


def is_working(day: datetime.date) -> bool:
    if not TABLE["first"] <= day <= TABLE["last"]:
        raise ValueError(f"{day}: no table of days off")
    if day in MADE_UP:
        return True
    return day.weekday() < SATURDAY and day not in OFF


def counts(day: datetime.date, unit: str) -> bool:
    if unit == "working":
        return is_working(day)
    if unit == "calendar":
        return True
    raise ValueError(unit)


def months_on(zero: datetime.date, months: int) -> datetime.date:
    """The day with the number of `zero` that many months on, or the last day of that month if it has none."""
    day = zero
    passed = 0
    while passed < months:
        day += DAY
        if day.day == 1:
            passed += 1
    while day.day < zero.day and (day + DAY).day != 1:
        day += DAY
    return day


def whole_months_on(zero: datetime.date, months: int) -> datetime.date:
    """The last of so many months that begin on the day after `zero`, which must be a day every month has."""
    first = zero + DAY
    if first.day > 28:
        raise ValueError(f"{first}: no such day in every month")
    return months_on(first, months) - DAY


MONTHS = {"month": months_on, "month from the next day": whole_months_on}


def left_out(vector: dict, since: datetime.date | None) -> tuple[set[datetime.date], datetime.date | None]:
    """The days that are not counted, and the day from which on none is, if a suspension has no end."""
    days: set[datetime.date] = set()
    never_again = None
    for suspension in vector.get("suspensions", []):
        begins = suspension[0]
        if since is not None and begins < since:
            continue  # forgotten by the restart
        if len(suspension) == 1:
            never_again = begins if never_again is None else min(begins, never_again)
        else:
            days |= both_included(begins, suspension[1] - DAY)
    for first, last in vector.get("toll", []):
        if since is None or first >= since:
            days |= both_included(first, last)
    return days, never_again


def forward(vector: dict, zero: datetime.date) -> datetime.date | None:
    restart = vector.get("restart")
    if restart is not None:
        zero = restart
    out, never_again = left_out(vector, restart)
    periods = [(vector["unit"], vector["days"])]
    extension = vector.get("extension")
    if extension is not None and (restart is None or extension["on"] >= restart):
        periods.append((extension["unit"], extension["days"]))

    day = zero
    for unit, length in periods:
        if unit in MONTHS:
            if out or never_again is not None:
                raise ValueError("months with days left out")
            day = MONTHS[unit](day, length)
            continue
        counted = 0
        while counted < length:
            day += DAY
            if never_again is not None and day >= never_again:
                return None
            if day not in out and counts(day, unit):
                counted += 1
    if not vector.get("roll", True):
        return day
    while day in out or not is_working(day):
        day += DAY
        if never_again is not None and day >= never_again:
            return None
    return day


def backward(vector: dict) -> datetime.date:
    day = vector["before"]
    counted = 0
    while counted < vector["days"]:
        day -= DAY
        if counts(day, vector["unit"]):
            counted += 1
    while not is_working(day):
        day -= DAY
    return day


def due_after(vector: dict) -> list[datetime.date]:
    """The last days of the periods that run one after the other before the vector's own."""
    days = []
    zero = vector["start"]
    for period in vector.get("after", []):
        zero = forward(period, zero)
        days.append(zero)
    return days


def hours_on(vector: dict) -> datetime.datetime | datetime.date:
    """The end of the hours to the minute; a day without an hour if it may wait for the next working day and has to."""
    end = vector["start"]
    for _ in range(vector["hours"]):
        end += HOUR
    day = end.date()
    while vector.get("roll", False) and not is_working(day):
        day += DAY
    return end if day == end.date() else day


def due_each(vector: dict) -> list[datetime.date | None]:
    """The due day of every party on which was served, in the order of `served`."""
    return [forward(vector, served) for served in vector["served"]]


def due(vector: dict) -> datetime.date | None:
    """The last day in time; None while suspended with no end. With `each`, the last of the parties' days."""
    if "before" in vector:
        return backward(vector)
    if "hours" in vector:
        return hours_on(vector)
    if "served" not in vector:
        return forward(vector, [vector["start"], *due_after(vector)][-1])
    if not vector["each"]:
        return forward(vector, max(vector["served"]))
    days = due_each(vector)
    return None if None in days else max(days)


def days_late(row: dict) -> int:
    """The days after the last day to pay, up to and with the day of payment, less the days stopped."""
    stopped = {day for first, last in row.get("stopped", []) for day in both_included(first, last)}
    return len(both_included(row["due"] + DAY, row["on"]) - stopped)


def surcharge(row: dict) -> Decimal:
    """Three per cent of the fine for every day late, no more than the fine, in yuan; added up from day to day."""
    fine = Decimal(row["fine"])
    total = Decimal(0)
    for _ in range(days_late(row)):
        total = min(total + fine * 3 / 100, fine)
    return total
