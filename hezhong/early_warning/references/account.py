"""The wage account of a site and the labour fees that the owner pays into it."""

from collections.abc import Iterator
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.money import YEAR, Found, on_sites
from hezhong.early_warning.references.months import Month, site_months
from hezhong.early_warning.references.numbered import back, first_day, last_day, month_of, same_day_later, window
from hezhong.early_warning.references.of_sites import account_days
from hezhong.early_warning.references.sites import being_built


def of_sites(rows: Rows, on: date, since: int, until: int = 0) -> list[Month]:
    """Return the sites' months from so many before that of the day to so many before it."""
    wanted = window(on, since, until)
    return [month for month in site_months(rows, on) if month["month"] in wanted]


def low(rows: Rows, sheet: Sheet) -> Found:
    """site_account_low: the balance does not cover what is owed and falls due within days."""
    until = sheet.on + timedelta(days=sheet.figures["days"])
    owed: dict[int, int] = {}
    for month in on_sites(rows, sheet.on, YEAR):
        if month["due_on"] is not None and month["due_on"] <= until and month["paid_fen"] < month["net_fen"]:
            owed[month["site"]] = owed.get(month["site"], 0) + month["net_fen"] - month["paid_fen"]
    balances: dict[int, int] = {}
    for month in sorted(of_sites(rows, sheet.on, 1), key=lambda each: each["month"]):
        if month["balance_fen"] is not None:
            balances[month["site"]] = month["balance_fen"]
    return {site: (1, 1) for site, fen in owed.items() if site in balances and balances[site] < fen}


def silent(rows: Rows, sheet: Sheet) -> Found:
    """site_account_silent: months with people on the site for which nothing was paid from the account."""
    return _months(month for month in of_sites(rows, sheet.on, YEAR, 2) if month["attended"] > 0 and month["paid_fen"] == month["other_fen"])


def payroll_missing(rows: Rows, sheet: Sheet) -> Found:
    """site_payroll_missing: months with people on the site and nobody on a sheet, some days after their end."""
    grace = timedelta(days=sheet.figures["grace"])
    return _months(
        month for month in of_sites(rows, sheet.on, 11, 1)
        if last_day(month["month"]) + grace < sheet.on and month["attended"] > 0 and month["stated"] == 0
    )  # fmt: skip


def average_wage(rows: Rows, sheet: Sheet) -> Found:
    """site_average_wage: months whose sheets are on average below the minimum wage."""
    hits = []
    for month in of_sites(rows, sheet.on, 3, 1):
        minimum = sheet.law("gd.min_wage.monthly", month["city"], last_day(month["month"]))
        if minimum is not None and month["due_fen"] < minimum * month["stated"]:
            hits.append(month)
    return _months(iter(hits))


def _months(hits: Iterator[Month]) -> Found:
    found: dict[int, int] = {}
    for hit in hits:
        found[hit["site"]] = found.get(hit["site"], 0) + 1
    return {site: (count, 1) for site, count in found.items()}


def spent(rows: Rows, sheet: Sheet) -> Found:
    """site_account_spent: what went out of the account last month and was no wage, account by account, in fen."""
    last = back(sheet.on, 1)
    out: dict[tuple[int, int, int], int] = {}
    for row, site in account_days(rows, sheet.on):
        if month_of(row["day"]) == last:
            key = (row["city"], site, row["account"])
            out[key] = out.get(key, 0) + row["paid_fen"]
    wages: dict[tuple[int, int], int] = {}
    for row in rows["bank_lines"]:
        if month_of(row["booked_on"]) == last:
            wages[row["city"], row["account"]] = wages.get((row["city"], row["account"]), 0) + row["paid_fen"]
    found: dict[int, int] = {}
    for (city, site, account), fen in out.items():
        rest = fen - wages.get((city, account), 0)
        if rest > sheet.figures["allowed"]:
            found[site] = found.get(site, 0) + rest
    return {site: (fen, 1) for site, fen in found.items()}


def missing(rows: Rows, sheet: Sheet) -> Found:
    """site_account_missing: days that a site is built without a wage account, the first day of work the first."""
    found = {}
    for site in being_built(rows):
        began = site["began_on"] or sheet.on
        if site["wage_account"] is None and began <= sheet.on:
            found[site["site"]] = ((sheet.on - began).days + 1, 1)
    return found


def cycle(rows: Rows, sheet: Sheet) -> Found:
    """site_fee_cycle: days since money last came into the account, where that is more than a month."""
    since = first_day(back(sheet.on, YEAR))
    last: dict[int, date] = {}
    for row, site in account_days(rows, sheet.on):
        if row["received_fen"] > 0 and row["day"] >= since:
            last[site] = max(last.get(site, row["day"]), row["day"])
    found = {}
    for built in being_built(rows):
        day = last.get(built["site"], built["began_on"])
        if day is not None and same_day_later(day) < sheet.on:
            found[built["site"]] = ((sheet.on - day).days, 1)
    return found


def uncovered(rows: Rows, sheet: Sheet) -> Iterator[tuple[int, date]]:
    """Yield site and due day of each instalment that what came in does not cover, the earliest covered first."""
    since, grace = first_day(back(sheet.on, YEAR)), timedelta(days=sheet.figures["grace"])
    received: dict[int, int] = {}
    for row, site in account_days(rows, sheet.on):
        if row["day"] >= since:
            received[site] = received.get(site, 0) + row["received_fen"]
    for row in sorted(rows["labour_fees"], key=lambda each: each["due_on"]):
        if since <= row["due_on"] and row["due_on"] + grace < sheet.on:
            received[row["site"]] = received.get(row["site"], 0) - row["due_fen"]
            if received[row["site"]] < 0:
                yield row["site"], row["due_on"]


def fee_late(rows: Rows, sheet: Sheet) -> Found:
    """site_fee_late: days for which the oldest instalment is not covered, the day after its due day the first."""
    found: dict[int, int] = {}
    for site, due_on in uncovered(rows, sheet):
        found[site] = max(found.get(site, 0), (sheet.on - due_on).days)
    return {site: (days, 1) for site, days in found.items()}


def fees_unpaid(rows: Rows, sheet: Sheet) -> Found:
    """site_fees_unpaid: how many instalments are not covered."""
    found: dict[int, int] = {}
    for site, _ in uncovered(rows, sheet):
        found[site] = found.get(site, 0) + 1
    return {site: (count, 1) for site, count in found.items()}
