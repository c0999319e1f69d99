"""Who works for an employer, on a site or not: with which contract, and for how long."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.employers_pay import Found, working_days_of
from hezhong.early_warning.references.months import Month, worker_months
from hezhong.early_warning.references.numbered import back, first_day, last_day, month_of, same_day_later, window
from hezhong.early_warning.references.registers import no_contract_yet

Pair = tuple[int, int]
"""Employer and worker."""
MONTH_AND_MORE = 32
"""不足32天的按32天计."""


def of_pairs(rows: Rows, on: date, since: int, counts: Callable[[Month], bool]) -> dict[Pair, list[Month]]:
    """Return the months that count of each employer and worker. The employer: who hired, else who is named; else none."""
    months, found = window(on, since), dict[Pair, list[Month]]()
    for month in worker_months(rows, on):
        employer = month["hired_by"] or month["employer"]
        if employer and month["month"] in months and counts(month):
            found.setdefault((employer, month["worker"]), []).append(month)
    return found


def worked(month: Month) -> bool:
    """Return whether there was work in a month: a day at the gate, or a line on a sheet."""
    return bool(month["days"] > 0 or month["lines"] > 0)


def came(month: Month) -> bool:
    """Return whether a day of work is known."""
    return bool(month["days"] > 0)


def written(month: Month) -> bool:
    """Return whether hours of work were written down."""
    return month["written_minutes"] is not None


def share(pairs: Mapping[Pair, list[Month]], over: Callable[[list[Month]], bool]) -> Found:
    """Return how many of the workers of each employer are over the limit, among how many."""
    found: dict[int, tuple[int, int]] = {}
    for (employer, _), months in pairs.items():
        many, among = found.get(employer, (0, 0))
        found[employer] = (many + int(over(months)), among + 1)
    return found


def without_rest(rows: Rows, sheet: Sheet) -> Found:
    """days_without_rest: workers with so many days of work on end, from the first day of last month to the day."""
    first = first_day(back(sheet.on, 1))

    def no_rest(months: list[Month]) -> bool:
        days = {day for month in months for day in month["dates"] if first <= day <= sheet.on}
        return any(all(day + timedelta(days=n) in days for n in range(sheet.figures["days"])) for day in days)

    return share(of_pairs(rows, sheet.on, 1, came), no_rest)


def day_too_long(rows: Rows, sheet: Sheet) -> Found:
    """overtime_of_a_day: workers whose longest day is longer than the daily hours by more than the limit."""

    def over(months: list[Month]) -> bool:
        return bool(max(month["written_most"] for month in months) - sheet.figures["daily"] > sheet.figures["most"])

    return share(of_pairs(rows, sheet.on, 1, written), over)


def month_too_long(rows: Rows, sheet: Sheet) -> Found:
    """overtime_of_a_month: workers with more than the limit in one of the two months, all their rows of it together."""

    def over(months: list[Month]) -> bool:
        minutes: dict[int, int] = {}
        for month in months:
            minutes[month["month"]] = minutes.get(month["month"], 0) + month["written_minutes"]
        extra = [total - working_days_of(month, sheet.calendar) * sheet.figures["daily"] for month, total in minutes.items()]
        return max(extra) > sheet.figures["most"]

    return share(of_pairs(rows, sheet.on, 1, written), over)


def contract_ends(rows: Rows) -> dict[Pair, date]:
    """Return the last day of the contracts of each employer and worker of whom every contract has an end."""
    ends: dict[Pair, list[date | None]] = {}
    for row in rows["contracts"]:
        ends.setdefault((row["employer"], row["worker"]), []).append(row["ended_on"] or row["until"])
    return {pair: max(day for day in days if day) for pair, days in ends.items() if None not in days}


def ending(rows: Rows, sheet: Sheet) -> Found:
    """contracts_about_to_end: workers still at work whose last contract ends within so many days, this one the first."""
    last, found = sheet.on + timedelta(days=sheet.figures["days"] - 1), dict[int, tuple[int, int]]()
    ends = contract_ends(rows)
    for pair in of_pairs(rows, sheet.on, 1, worked):
        if pair in ends and sheet.on <= ends[pair] <= last:
            found[pair[0]] = (found.get(pair[0], (0, 1))[0] + 1, 1)
    return found


def after_end(rows: Rows, sheet: Sheet) -> Found:
    """work_after_contract_end: days since the last contract of somebody who worked in a later month."""
    ends, found = contract_ends(rows), dict[int, tuple[int, int]]()
    for pair, months in of_pairs(rows, sheet.on, 1, worked).items():
        if pair not in ends or ends[pair] >= sheet.on or max(month["month"] for month in months) <= month_of(ends[pair]):
            continue
        start = ends[pair] + timedelta(days=1)
        days = _days(start, sheet.on)
        found[pair[0]] = (max(days, found.get(pair[0], (0, 1))[0]), 1)
    return found


def without_contract(rows: Rows, sheet: Sheet) -> Found:
    """work_without_contract: days of work of whoever has no contract in any month of the year and has not left."""
    found: dict[int, tuple[int, int]] = {}
    for pair, start in _without(rows, sheet):
        if start <= sheet.on:
            found[pair[0]] = (max(_days(start, sheet.on), found.get(pair[0], (0, 1))[0]), 1)
    return found


def _without(rows: Rows, sheet: Sheet) -> Iterator[tuple[Pair, date]]:
    months, lately = window(sheet.on, 11), window(sheet.on, 1)
    telling = {row["employer"] for row in rows["contracts"]}
    telling |= {pair[0] for pair, all_months in of_pairs(rows, sheet.on, 11, lambda row: True).items() if any(month["contract"] for month in all_months)}
    for pair, work in of_pairs(rows, sheet.on, 11, worked).items():
        if pair[0] not in telling:
            continue
        recent = [month for month in work if month["month"] in lately]
        if not recent or any(month["left_on"] for month in recent) or not all(no_contract_yet(month, sheet.on) for month in work):
            continue
        entered = [month["entered_on"] for month in work if month["entered_on"]]
        stated = [
            row["since"] for row in rows["payroll_lines"]
            if (row["employer"], row["worker"]) == pair and row["month"] in months and row["since"]
        ]  # fmt: skip
        yield pair, min(entered or stated or [last_day(min(month["month"] for month in work))])


def _days(start: date, on: date) -> int:
    """Return the days from the start, itself the first; a whole month is at least 32."""
    days = (on - start).days + 1
    return max(days, MONTH_AND_MORE) if on >= same_day_later(start) else days
