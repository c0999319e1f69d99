"""What offices know of employers: layoffs, people insured, what is owed for insurance, tax and rent, supplies, complaints."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.employers_pay import Found, staff
from hezhong.early_warning.references.numbered import back, window

Row = Mapping[str, Any]
ONE, HALF_A_YEAR, YEAR = timedelta(days=1), 180, 365


def within(rows: Rows, table: str, column: str, on: date, days: int) -> dict[int, list[Row]]:
    """Return the rows of each employer that are dated in so many days, the last of which is the one given."""
    first, found = on - timedelta(days=days - 1), dict[int, list[Row]]()
    for row in rows[table]:
        if first <= row[column] <= on:
            found.setdefault(row["employer"], []).append(row)
    return found


def plans(rows: Rows, on: date) -> dict[int, list[Row]]:
    """Return the reports of half a year in which an employer says that it plans to lay people off."""
    found = {}
    for employer, reports in within(rows, "layoff_reports", "day", on, HALF_A_YEAR).items():
        planned = [row for row in reports if row["planned"] > 0]
        if planned:
            found[employer] = planned
    return found


def legal_numbers(rows: Rows, sheet: Sheet) -> dict[int, list[Row]]:
    """Return the reports of each employer that dismissed as many as the law has in mind (达到法定人数)."""
    found = {}
    for employer, reports in within(rows, "layoff_reports", "day", sheet.on, sheet.figures["window"]).items():
        dismissed = sum(row["dismissed"] for row in reports)
        employed = max(row["employed"] for row in reports)
        if dismissed >= sheet.figures["people"] or dismissed * 10_000 >= employed * sheet.figures["share"]:
            found[employer] = reports
    return found


def layoffs(rows: Rows, sheet: Sheet) -> Found:
    """layoffs_on_the_scale: people dismissed."""
    return {employer: (sum(row["dismissed"] for row in reports), 1) for employer, reports in legal_numbers(rows, sheet).items()}


def not_reported(rows: Rows, sheet: Sheet) -> Found:
    """layoffs_not_reported: people dismissed by who never reported a plan."""
    planning = plans(rows, sheet.on)
    return {employer: measured for employer, measured in layoffs(rows, sheet).items() if employer not in planning}


def too_soon(rows: Rows, sheet: Sheet) -> Found:
    """layoffs_too_soon: people dismissed before so many days have passed since the plan was reported."""
    planning, found = plans(rows, sheet.on), {}
    for employer, reports in legal_numbers(rows, sheet).items():
        if employer in planning:
            allowed = min(row["day"] for row in planning[employer]) + timedelta(days=sheet.figures["advance"])
            found[employer] = (sum(row["dismissed"] for row in reports if row["day"] < allowed), 1)
    return found


def days_without_report(rows: Rows, sheet: Sheet) -> Found:
    """layoff_days_without_report: working days without a report while the plan is not carried out."""
    half_a_year, found = within(rows, "layoff_reports", "day", sheet.on, HALF_A_YEAR), {}
    for employer, planned in plans(rows, sheet.on).items():
        if sum(row["dismissed"] for row in half_a_year[employer]) >= max(row["planned"] for row in planned):
            continue
        first, reported, missing = min(row["day"] for row in planned), {row["day"] for row in half_a_year[employer]}, 0
        for n in range(1, sheet.figures["window"] + 1):
            day = sheet.on - n * ONE
            if day >= first and sheet.calendar.is_working(day) and day not in reported:
                missing += 1
        found[employer] = (missing, 1)
    return found


def _insured(rows: Rows, month: int) -> dict[tuple[int, int, str], int]:
    return {(row["city"], row["employer"], row["insurance"]): row["heads"] for row in rows["insured_heads"] if row["month"] == month}


def _told(heads: Mapping[tuple[int, int, str], int]) -> set[tuple[int, str]]:
    """Return the cities and insurances of which anybody has told anything."""
    return {(city, insurance) for city, _, insurance in heads}


def fewer_insured(rows: Rows, sheet: Sheet) -> Found:
    """insured_fewer_than_staff: how many fewer are insured than are on the sheets, in the worst city and insurance."""
    heads, found = _insured(rows, back(sheet.on, 1)), dict[int, tuple[int, int]]()
    for (city, employer), people in staff(rows, sheet).items():
        for where, insurance in _told(heads):
            less = people - heads.get((city, employer, insurance), 0)
            if where == city and less > 0 and less * 10_000 >= people * sheet.figures["share"]:
                found[employer] = (max(less, found.get(employer, (0, 1))[0]), 1)
    return found


def heads_falling(rows: Rows, sheet: Sheet) -> Found:
    """insured_heads_falling: how many fewer are insured than a month before, in the worst city and insurance."""
    heads, found = _insured(rows, back(sheet.on, 1)), dict[int, tuple[int, int]]()
    told = _told(heads)
    for (city, employer, insurance), before in _insured(rows, back(sheet.on, 2)).items():
        less = before - heads.get((city, employer, insurance), 0)
        if (city, insurance) in told and less > 0 and less * 10_000 >= before * sheet.figures["share"]:
            found[employer] = (max(less, found.get(employer, (0, 1))[0]), 1)
    return found


def _owed(rows: Rows, on: date, table: str, *kinds: str) -> Found:
    found: dict[int, tuple[int, int]] = {}
    months = window(on, 11)
    for row in rows[table]:
        if row["month"] in months and (row["owed_fen"] or 0) > 0 and (not kinds or row["kind"] in kinds):
            found[row["employer"]] = (found.get(row["employer"], (0, 1))[0] + row["owed_fen"], 1)
    return found


def insurance_owed(rows: Rows, sheet: Sheet) -> Found:
    """social_insurance_owed: contributions owed, in fen."""
    return _owed(rows, sheet.on, "insured_heads")


def tax_owed(rows: Rows, sheet: Sheet) -> Found:
    """tax_owed: tax owed, in fen."""
    return _owed(rows, sheet.on, "signals", "tax")


def rent_owed(rows: Rows, sheet: Sheet) -> Found:
    """rent_owed: rent owed, in fen."""
    return _owed(rows, sheet.on, "signals", "rent")


def supplies(rows: Rows, sheet: Sheet) -> Found:
    """supplies_falling: kinds of supply of which three months took at most the share of the three before."""
    months = window(sheet.on, 6, 1)
    used: dict[tuple[int, str], dict[int, int]] = {}
    for row in rows["signals"]:
        figure = row["used"] if row["kind"] in ("water", "power", "gas") else row["billed_fen"] if row["kind"] == "tax" else None
        if figure is not None and row["month"] in months:
            of = used.setdefault((row["employer"], row["kind"]), {})
            of[row["month"]] = of.get(row["month"], 0) + figure
    found: dict[int, tuple[int, int]] = {}
    for (employer, _), by_month in used.items():
        if len(by_month) < len(months):
            continue
        before, lately = (sum(by_month[month] for month in half) for half in (months[:3], months[3:]))
        if before > 0 and (before - lately) * 10_000 >= before * sheet.figures["share"]:
            found[employer] = (found.get(employer, (0, 1))[0] + 1, 1)
    return found


def of_a_group(rows: Rows, sheet: Sheet) -> Found:
    """complaint_of_a_group: people in the greatest complaint."""
    lately = within(rows, "complaints", "received_on", sheet.on, sheet.figures["window"])
    return {employer: (max(row["people"] for row in received), 1) for employer, received in lately.items()}


def people(rows: Rows, sheet: Sheet) -> Found:
    """complaints_people: people in all complaints."""
    lately = within(rows, "complaints", "received_on", sheet.on, sheet.figures["window"])
    return {employer: (sum(row["people"] for row in received), 1) for employer, received in lately.items()}


def repeated(rows: Rows, sheet: Sheet) -> Found:
    """complaints_repeated: how many complaints."""
    lately = within(rows, "complaints", "received_on", sheet.on, sheet.figures["window"])
    return {employer: (len(received), 1) for employer, received in lately.items()}


def again(rows: Rows, sheet: Sheet) -> Found:
    """complaints_again: complaints that follow one about the same thing within the window, among all of the window."""
    days, lines = sheet.figures["window"], dict[tuple[int, str], list[tuple[date, int]]]()
    for row in rows["complaints"]:
        lines.setdefault((row["employer"], row["subject"]), []).append((row["received_on"], row["complaint"]))
    found: dict[int, tuple[int, int]] = {}
    for (employer, _), received in lines.items():
        before: date | None = None
        for day, _number in sorted(received):
            if sheet.on - timedelta(days=days - 1) <= day <= sheet.on:
                many, among = found.get(employer, (0, 0))
                found[employer] = (many + int(before is not None and (day - before).days < days), among + 1)
            before = day
    return found


def claimed(rows: Rows, sheet: Sheet) -> Found:
    """complaints_claimed: what is claimed in complaints of a year that are open, in fen."""
    found: dict[int, tuple[int, int]] = {}
    for employer, received in within(rows, "complaints", "received_on", sheet.on, YEAR).items():
        for row in received:
            if (row["closed_on"] is None or row["closed_on"] > sheet.on) and (row["claimed_fen"] or 0) > 0:
                found[employer] = (found.get(employer, (0, 1))[0] + row["claimed_fen"], 1)
    return found


def growing(rows: Rows, sheet: Sheet) -> Found:
    """complaints_growing: how many complaints, where that is so much more than in as many days before."""
    days, found = sheet.figures["window"], {}
    before = within(rows, "complaints", "received_on", sheet.on - timedelta(days=days), days)
    for employer, received in within(rows, "complaints", "received_on", sheet.on, days).items():
        then, now = len(before.get(employer, ())), len(received)
        if now >= sheet.figures["least"] and (now - then) * 10_000 >= then * sheet.figures["share"]:
            found[employer] = (now, 1)
    return found
