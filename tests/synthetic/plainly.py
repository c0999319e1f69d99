"""A province's rows in plain dicts, and the simplest possible reading of them: loops, no arrays, no code of the makers."""

import calendar
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import chinese_calendar

Row = Mapping[str, Any]
Key = tuple[int, int, int]
"""A site, or an employer where there is none; a worker; a month."""
DAY = timedelta(1)


def month_of(day: date) -> int:
    return day.year * 100 + day.month


def month_later(day: date) -> date:
    year, month = day.year + day.month // 12, day.month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day_in_time(due: date) -> date:
    """By another calendar than the product's: the package chinesecalendar."""
    while not chinese_calendar.is_workday(due):
        due -= DAY
    return due


def where(row: Row) -> int:
    return row["site"] or row["employer"]


@dataclass(frozen=True)
class Rows:
    """All rows of a province by table."""

    tables: Mapping[str, list[Row]]

    def __getitem__(self, name: str) -> list[Row]:
        return self.tables[name]

    @cached_property
    def days(self) -> dict[tuple[int, int], set[date]]:
        """(site, worker) -> days of attendance, at a gate or written down."""
        found: dict[tuple[int, int], set[date]] = defaultdict(set)
        for row in (*self["attendance"], *self["labour_days"]):
            found[row["site"], row["worker"]].add(row["day"])
        return found

    @cached_property
    def months(self) -> dict[Key, int]:
        """Days of attendance of each (site, worker, month)."""
        return Counter((site, worker, month_of(day)) for (site, worker), days in self.days.items() for day in days)

    @cached_property
    def roster(self) -> dict[tuple[int, int], Row]:
        return {(row["site"], row["worker"]): row for row in self["roster"]}

    @cached_property
    def stated(self) -> dict[Key, Row]:
        found = {(where(row), row["worker"], row["month"]): row for row in self["payroll_lines"]}
        assert len(found) == len(self["payroll_lines"])
        return found

    @cached_property
    def lines(self) -> dict[Key, list[Row]]:
        """Payments that arrived."""
        found: dict[Key, list[Row]] = defaultdict(list)
        for row in self["bank_lines"]:
            if row["state"] == "paid":
                found[where(row), row["worker"], row["month"]].append(row)
        return found

    def paid(self, key: Key) -> int:
        return sum(row["paid_fen"] for row in self.lines.get(key, ()))

    @cached_property
    def signed(self) -> dict[int, date]:
        return {row["contract"]: row["signed_on"] for row in self["contracts"]}


def owed(rows: Rows) -> dict[Key, int]:
    """What each worker's month is worth: the sheet, or where there is none the days at the agreed wage."""
    found = {key: row["net_fen"] for key, row in rows.stated.items()}
    for (site, worker, month), days in rows.months.items():
        if (site, worker, month) not in found:
            found[site, worker, month] = days * rows.roster[site, worker]["agreed_fen"]
    return found


def unpaid(rows: Rows) -> dict[Key, int]:
    return {key: fen for key, fen in owed(rows).items() if fen and not rows.paid(key)}


def short(rows: Rows) -> dict[Key, int]:
    return {key: row["net_fen"] - rows.paid(key) for key, row in rows.stated.items() if 0 < rows.paid(key) < row["net_fen"]}


def late(rows: Rows) -> dict[Key, tuple[int, int]]:
    """Amount and days."""
    found = {}
    for key, row in rows.stated.items():
        last = last_day_in_time(row["due_on"])
        behind = [line for line in rows.lines.get(key, ()) if line["booked_on"] > last]
        if behind:
            found[key] = sum(line["paid_fen"] for line in behind), max((line["booked_on"] - last).days for line in behind)
    return found


def attended_not_listed(rows: Rows) -> set[Key]:
    return {key for key in rows.months if key not in rows.stated}


def listed_not_attended(rows: Rows) -> set[Key]:
    return {key for key, row in rows.stated.items() if row["site"] and key not in rows.months}


def overpaid(rows: Rows) -> set[Key]:
    return {key for key in rows.lines if rows.paid(key) > rows.stated[key]["net_fen"]}


def runs(rows: Rows) -> dict[int, int]:
    """The longest run of days on end of each worker, on whichever sites."""
    by_worker: dict[int, set[date]] = defaultdict(set)
    for (_, worker), days in rows.days.items():
        by_worker[worker] |= days
    return {worker: longest(days) for worker, days in by_worker.items()}


def longest(days: Iterable[date]) -> int:
    among, best = set(days), 0
    for day in among:
        if day - DAY not in among:
            length = 1
            while day + length * DAY in among:
                length += 1
            best = max(best, length)
    return best


def most_within(entries: Iterable[tuple[date, int]], days: int) -> int:
    """The greatest sum of entries that lie within a number of days, the first and the last counted."""
    among = list(entries)
    return max(sum(count for day, count in among if since <= day <= since + (days - 1) * DAY) for since, _ in among)


def minutes(rows: Rows) -> dict[tuple[int, int, int], dict[str, dict[date, set[tuple[int, int]]]]]:
    """(site, worker, month) -> direction -> day -> hours and minutes of the swipes."""
    found: dict[Any, Any] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    for row in rows["attendance"]:
        found[row["site"], row["worker"], month_of(row["day"])][row["direction"]][row["day"]].add((row["swiped_at"].hour, row["swiped_at"].minute))
    return found
