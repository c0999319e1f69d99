"""Wages that employers without a site owe, and what else their sheets show: months of workers whose site is 0."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.months import Month, worker_months
from hezhong.early_warning.references.numbered import first_day, last_day, month_after, month_of, window
from hezhong.kernel.dates import Calendar

Found = Mapping[int, tuple[int, int]]
ONE = timedelta(days=1)


def of_firms(rows: Rows, on: date, since: int, until: int = 0) -> list[Month]:
    """Return the workers' months without a site, of the months so many before that of the day to so many before it."""
    months = window(on, since, until)
    return [month for month in worker_months(rows, on) if month["site"] == 0 and month["employer"] and month["month"] in months]


def counted(hits: Iterable[Month]) -> Found:
    """Return the number of workers of each employer, each of them once."""
    seen: dict[int, set[int]] = {}
    for hit in hits:
        seen.setdefault(hit["employer"], set()).add(hit["worker"])
    return {employer: (len(workers), 1) for employer, workers in seen.items()}


def was_due(rows: Rows, sheet: Sheet) -> list[Month]:
    """Return the months of a year that stand on a sheet and whose due day lies before the day."""
    found = []
    for month in of_firms(rows, sheet.on, 11):
        if month["lines"] > 0 and month["due_on"] is not None and month["due_on"] < sheet.on:
            found.append(month)
    return found


def in_arrears(rows: Rows, sheet: Sheet) -> list[Month]:
    """Return those of them that are not paid in full; a cent is enough."""
    return [month for month in was_due(rows, sheet) if month["paid_fen"] < month["net_fen"]]


def unpaid(rows: Rows, sheet: Sheet) -> Found:
    """employer_wages_unpaid: workers who are not paid in full."""
    return counted(in_arrears(rows, sheet))


def late(rows: Rows, sheet: Sheet) -> Found:
    """employer_wages_late: days since the due day of what is owed longest."""
    found: dict[int, tuple[int, int]] = {}
    for month in in_arrears(rows, sheet):
        days = (sheet.on - month["due_on"]).days
        if days > found.get(month["employer"], (0, 1))[0]:
            found[month["employer"]] = (days, 1)
    return found


def arrears_of_many(rows: Rows, sheet: Sheet) -> Found:
    """employer_arrears_of_many: all that is owed, in fen, where it is owed to so many workers."""
    fen: dict[int, int] = {}
    owed = in_arrears(rows, sheet)
    for month in owed:
        fen[month["employer"]] = fen.get(month["employer"], 0) + month["net_fen"] - month["paid_fen"]
    heads = counted(owed)
    return {employer: (amount, 1) for employer, amount in fen.items() if heads[employer][0] >= sheet.figures["people"]}


def months_running(rows: Rows, sheet: Sheet) -> Found:
    """employer_months_running: the longest run of months on end that one worker is owed."""
    months: dict[tuple[int, int], set[int]] = {}
    for month in in_arrears(rows, sheet):
        months.setdefault((month["employer"], month["worker"]), set()).add(month["month"])
    found: dict[int, tuple[int, int]] = {}
    for (employer, _), owed in months.items():
        for start in owed:
            length, number = 0, start
            while number in owed:
                length, number = length + 1, month_after(number)
            if length > found.get(employer, (0, 1))[0]:
                found[employer] = (length, 1)
    return found


def often_overdue(rows: Rows, sheet: Sheet) -> Found:
    """employer_often_overdue: months in which somebody was paid short or late."""
    overdue: dict[int, set[int]] = {}
    for month in was_due(rows, sheet):
        if month["paid_fen"] < month["net_fen"] or month["paid_late_fen"] > 0:
            overdue.setdefault(month["employer"], set()).add(month["month"])
    return {employer: (len(months), 1) for employer, months in overdue.items()}


def after_rest_day(rows: Rows, sheet: Sheet) -> Found:
    """employer_pay_after_rest_day: workers whose due day was a day of rest, and who had not got all by the working day before."""
    earliest = first_day(window(sheet.on, 2)[0])
    hits = []
    for month in of_firms(rows, sheet.on, 2):
        due = month["due_on"]
        if month["lines"] == 0 or due is None or not earliest <= due <= sheet.on or sheet.calendar.is_working(due):
            continue
        last = due
        while not sheet.calendar.is_working(last):
            last -= ONE
        if month["paid_fen"] < month["net_fen"] or (month["last_paid_on"] is not None and month["last_paid_on"] > last):
            hits.append(month)
    return counted(hits)


def working_days_of(month: int, calendar: Calendar) -> int:
    """Return the number of working days of a whole month."""
    day, number = first_day(month), 0
    while month_of(day) == month:
        if calendar.is_working(day):
            number += 1
        day += ONE
    return number


def below_minimum(rows: Rows, sheet: Sheet) -> Found:
    """employer_pay_below_minimum: workers with a full month on the sheet and less than the minimum wage of its last day."""
    hits = []
    for month in of_firms(rows, sheet.on, 2):
        if month["lines"] == 0 or month["stated_days"] is None:
            continue
        if month["stated_days"] < working_days_of(month["month"], sheet.calendar):
            continue
        least = sheet.law("gd.min_wage.monthly", month["city"], last_day(month["month"]))
        if least is not None and month["due_fen"] < least:
            hits.append(month)
    return counted(hits)


def deducted(rows: Rows, sheet: Sheet) -> Found:
    """employer_pay_deducted: workers from whom more than the share was taken."""
    return counted(
        month for month in of_firms(rows, sheet.on, 2)
        if month["lines"] > 0 and month["deducted_fen"] * 10_000 > month["due_fen"] * sheet.figures["share"]
    )  # fmt: skip


def without_payroll(rows: Rows, sheet: Sheet) -> Found:
    """employer_without_payroll: workers who were paid or came, and stand on no sheet of that month."""
    return counted(
        month for month in of_firms(rows, sheet.on, 13, 2)
        if month["lines"] == 0 and (month["paid_fen"] > 0 or month["days"] > 0)
    )  # fmt: skip


def staff(rows: Rows, sheet: Sheet) -> dict[tuple[int, int], int]:
    """Return (city, employer) -> workers on its sheets of the last month and of the month before it, in that city."""
    on_sheet: dict[tuple[int, int, int], set[int]] = {}
    for month in of_firms(rows, sheet.on, 2, 1):
        if month["lines"] > 0:
            on_sheet.setdefault((month["city"], month["employer"], month["worker"]), set()).add(month["month"])
    found: dict[tuple[int, int], int] = {}
    for (city, employer, _), months in on_sheet.items():
        if len(months) == 2:
            found[city, employer] = found.get((city, employer), 0) + 1
    return found
