"""Workers who left a site, who have no contract, or who do not stand by their line on the sheet."""

from collections.abc import Iterator
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.money import QUARTER, YEAR, Found, on_sites, people
from hezhong.early_warning.references.months import Month
from hezhong.early_warning.references.numbered import back, first_day, month_of, same_day_later


def contract_late(rows: Rows, sheet: Sheet) -> Found:
    """site_contract_late: workers on the roster without a contract, more than a month after they entered."""
    return people(
        month for month in on_sites(rows, sheet.on, 0)
        if month["on_roster"] and month["left_on"] is None and no_contract_yet(month, sheet.on) and same_day_later(month["entered_on"]) < sheet.on
    )  # fmt: skip


def no_contract_yet(month: Month, on: date) -> bool:
    """Return whether there is no contract, or only one that begins after the day."""
    return month["contract"] is None or (month["contract_since"] is not None and month["contract_since"] > on)


def refused(rows: Rows, sheet: Sheet) -> Found:
    """site_payroll_refused: workers who do not acknowledge a line."""
    return people(month for month in on_sites(rows, sheet.on, YEAR) if month["refused"] > 0)


def unconfirmed(rows: Rows, sheet: Sheet) -> Found:
    """site_payroll_unconfirmed: workers with a line not confirmed, its due day come."""
    return people(
        month for month in on_sites(rows, sheet.on, QUARTER)
        if month["due_on"] is not None and month["due_on"] <= sheet.on and month["unconfirmed"] > 0
    )  # fmt: skip


def gone(rows: Rows, on: date) -> dict[tuple[int, int], date]:
    """Return site and worker -> the last day of leaving, of those who left by every row of the roster, within a year."""
    days: dict[tuple[int, int], list[date | None]] = {}
    for row in rows["roster"]:
        days.setdefault((row["site"], row["worker"]), []).append(row["left_on"])
    found = {}
    for key, leaving in days.items():
        if None not in leaving:
            found[key] = max(day for day in leaving if day is not None)
    return {key: day for key, day in found.items() if day >= first_day(back(on, YEAR))}


def _months_of(rows: Rows, sheet: Sheet) -> Iterator[tuple[Month, date]]:
    grace, leavers = timedelta(days=sheet.figures["grace"]), gone(rows, sheet.on)
    for month in on_sites(rows, sheet.on, YEAR):
        day = leavers.get((month["site"], month["worker"]))
        if day is not None and day + grace < sheet.on:
            yield month, day


def unsettled(rows: Rows, sheet: Sheet) -> Found:
    """site_left_unsettled: workers who left and have a month that is not paid in full or on no sheet."""
    return people(
        month for month, _ in _months_of(rows, sheet)
        if month["paid_fen"] < month["net_fen"] or (month["days"] > 0 and month["lines"] == 0)
    )  # fmt: skip


def unconfirmed_leavers(rows: Rows, sheet: Sheet) -> Found:
    """site_left_without_confirmation: workers who left, with no confirmed line for the month in which they did."""
    return people(
        month for month, day in _months_of(rows, sheet)
        if month["month"] == month_of(day) and month["days"] > 0 and month["lines"] == month["unconfirmed"] + month["refused"]
    )  # fmt: skip
