"""Wages of a site that are owed, and what else the payments of its workers show."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.months import Month, worker_months
from hezhong.early_warning.references.numbered import first_day, last_day, month_after, month_of, window
from hezhong.early_warning.references.of_workers import returned
from hezhong.kernel.dates import Calendar

Found = Mapping[int, tuple[int, int]]
YEAR, QUARTER = 11, 2
"""近12个月: of the day and the 11 before. 统计日所在月和之前2个月."""


def people(hits: Iterable[Month]) -> Found:
    """Return how many workers each site has among the hits, each counted once."""
    workers: dict[int, set[int]] = {}
    for hit in hits:
        workers.setdefault(hit["site"], set()).add(hit["worker"])
    return {site: (len(among), 1) for site, among in workers.items()}


def on_sites(rows: Rows, on: date, since: int, until: int = 0) -> list[Month]:
    """Return the workers' months on sites, from so many months before that of the day to so many before it."""
    wanted = window(on, since, until)
    return [month for month in worker_months(rows, on) if month["site"] and month["month"] in wanted]


def owed(rows: Rows, sheet: Sheet) -> Iterator[Month]:
    """Yield what was due before the day and is not paid in full."""
    grace = timedelta(days=sheet.figures["grace"])
    for month in on_sites(rows, sheet.on, YEAR):
        due = month["lines"] > 0 and month["due_on"] is not None and month["due_on"] + grace < sheet.on
        if due and month["paid_fen"] < month["net_fen"]:
            yield month


def unpaid(rows: Rows, sheet: Sheet) -> Found:
    """site_wages_unpaid: workers to whom wages are owed."""
    return people(owed(rows, sheet))


def in_part(rows: Rows, sheet: Sheet) -> Found:
    """site_wages_in_part: workers to whom part of a month was paid and the rest is owed."""
    return people(month for month in owed(rows, sheet) if month["paid_fen"] > 0)


def late(rows: Rows, sheet: Sheet) -> Found:
    """site_wages_late: days of what is owed longest, the day after the due day the first."""
    found: dict[int, int] = {}
    for month in owed(rows, sheet):
        found[month["site"]] = max(found.get(month["site"], 0), (sheet.on - month["due_on"]).days)
    return {site: (days, 1) for site, days in found.items()}


def amount(rows: Rows, sheet: Sheet) -> Found:
    """site_wages_owed: all that is owed, in fen."""
    found: dict[int, int] = {}
    for month in owed(rows, sheet):
        found[month["site"]] = found.get(month["site"], 0) + month["net_fen"] - month["paid_fen"]
    return {site: (fen, 1) for site, fen in found.items()}


def running(rows: Rows, sheet: Sheet) -> Found:
    """site_wages_running: the most months on end for which one worker is owed wages."""
    of_worker: dict[tuple[int, int], set[int]] = {}
    for month in owed(rows, sheet):
        of_worker.setdefault((month["site"], month["worker"]), set()).add(month["month"])
    found: dict[int, int] = {}
    for (site, _), months in of_worker.items():
        best = length = 0
        for number in window(sheet.on, YEAR):
            length = length + 1 if number in months else 0
            best = max(best, length)
        found[site] = max(found.get(site, 0), best)
    return {site: (length, 1) for site, length in found.items()}


def payment_returned(rows: Rows, sheet: Sheet) -> Found:
    """site_payment_returned: workers a payment to whom came back, and who are still not paid in full."""
    return people(
        month for month in on_sites(rows, sheet.on, YEAR)
        if month["lines"] > 0 and month["returned_fen"] > 0 and month["paid_fen"] < month["net_fen"]
    )  # fmt: skip


def paid(rows: Rows, sheet: Sheet) -> list[Month]:
    """Return the months of the last three for which something was paid."""
    return [month for month in on_sites(rows, sheet.on, QUARTER) if month["paid_fen"] > 0]


def too_much(rows: Rows, sheet: Sheet) -> Found:
    """site_paid_too_much: workers who were paid more than their lines say."""
    return people(month for month in paid(rows, sheet) if month["lines"] > 0 and month["paid_fen"] > month["net_fen"])


def not_by_account(rows: Rows, sheet: Sheet) -> Found:
    """site_not_by_account: workers paid otherwise than from the wage account."""
    return people(month for month in paid(rows, sheet) if month["other_fen"] > 0)


def cards_changed(rows: Rows, sheet: Sheet) -> Found:
    """site_cards_changed: workers whose wages of one month went to more than one card."""
    return people(month for month in paid(rows, sheet) if len(month["cards"]) > 1)


def card_of_others(rows: Rows, sheet: Sheet) -> Found:
    """site_card_of_others: workers paid to a card that is not on the roster that month, where one is."""
    return people(month for month in paid(rows, sheet) if month["registered"] and month["cards"] - month["registered"])


def strangers(rows: Rows, sheet: Sheet) -> Found:
    """site_account_to_strangers: people paid from the wage account who were never on roster, sheet or site in a year."""
    known = {
        (month["site"], month["worker"]) for month in on_sites(rows, sheet.on, YEAR)
        if month["on_roster"] or month["lines"] > 0 or month["days"] > 0
    }  # fmt: skip
    return people(
        month for month in paid(rows, sheet)
        if month["paid_fen"] - month["other_fen"] > 0 and (month["site"], month["worker"]) not in known
    )  # fmt: skip


def card_shared(rows: Rows, sheet: Sheet) -> Found:
    """site_card_shared: workers whose card also gets the wages of somebody else."""
    since = first_day(window(sheet.on, 1)[0])
    booked = [row for row in rows["bank_lines"] if since <= row["booked_on"] <= sheet.on and not returned(row, sheet.on)]
    holders: dict[tuple[int, int], set[int]] = {}
    for row in booked:
        holders.setdefault((row["city"], row["card"]), set()).add(row["worker"])
    return people(dict(row) for row in booked if row["site"] and len(holders[row["city"], row["card"]]) > 1)


def outliers(rows: Rows, sheet: Sheet) -> Found:
    """site_pay_outliers: workers paid too much in one month of the year, and in all its months together."""
    of_worker: dict[tuple[int, int], list[Month]] = {}
    for month in on_sites(rows, sheet.on, sheet.on.month - 1):
        of_worker.setdefault((month["site"], month["worker"]), []).append(month)
    return people(
        months[0] for months in of_worker.values()
        if max(month["paid_fen"] for month in months) > sheet.figures["month"]
        and sum(month["paid_fen"] for month in months) > sheet.figures["year"]
    )  # fmt: skip


def before_rest(rows: Rows, sheet: Sheet) -> Found:
    """site_pay_before_rest: workers whose pay day is a day of rest, and who were not paid on the working day before it."""
    hits = []
    for month in on_sites(rows, sheet.on, 3):
        due = month["due_on"]
        if due is None or month["lines"] == 0 or month["net_fen"] <= 0 or sheet.calendar.is_working(due):
            continue
        if not sheet.on - timedelta(days=61) <= due <= sheet.on + timedelta(days=10):
            continue
        last = working_day_before(due, sheet.calendar)
        in_full = month["paid_fen"] >= month["net_fen"] and (month["last_paid_on"] is None or month["last_paid_on"] <= last)
        if last < sheet.on and not in_full:
            hits.append(month)
    return people(hits)


def working_day_before(day: date, calendar: Calendar) -> date:
    """Return the latest working day before a day."""
    day -= timedelta(days=1)
    while not calendar.is_working(day):
        day -= timedelta(days=1)
    return day


def below_minimum(rows: Rows, sheet: Sheet) -> Found:
    """site_minimum_wage: workers whose lines are below the minimum wage of the month, or of their days."""
    return people(month for month in on_sites(rows, sheet.on, 3, 1) if _looked_at(month, sheet.on) and _below(month, sheet))


def _looked_at(month: Month, on: date) -> bool:
    return bool(month["lines"] > 0 and "hour" not in month["pers"] and (month["due_on"] is None or month["due_on"] <= on))


def _below(month: Month, sheet: Sheet) -> bool:
    days = month["days"] if month["stated_days"] is None else month["stated_days"]
    end = last_day(month["month"])
    minimum = sheet.law("gd.min_wage.monthly", month["city"], end)
    a_month = sheet.law("cn.pay.days_per_month", month["city"], end)
    if days == 0 or minimum is None or a_month is None:
        return False
    if days >= working_days(month["month"], sheet.calendar):
        return bool(month["due_fen"] < minimum)
    # a_month is in hundredths of a day
    return bool(month["due_fen"] < minimum and month["due_fen"] * a_month < minimum * days * 100)


def working_days(month: int, calendar: Calendar) -> int:
    """Return how many working days a month has."""
    day, count = first_day(month), 0
    while month_of(day) < month_after(month):
        count += calendar.is_working(day)
        day += timedelta(days=1)
    return count
