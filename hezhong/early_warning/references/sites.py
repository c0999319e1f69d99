"""What is registered of a site: its account's officer, its board, its security; and complaints about it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.money import Found
from hezhong.kernel.dates import Calendar

Row = Mapping[str, Any]


def being_built(rows: Rows) -> list[Row]:
    """Return the sites whose registered state is that they are being built (在建)."""
    return [site for site in rows["sites"] if site["state"] == "building"]


def board_missing(rows: Rows, sheet: Sheet) -> Found:
    """site_board_missing: no board that tells workers their rights."""
    return {site["site"]: (1, 1) for site in being_built(rows) if not site["notice_board"]}


def officer_missing(rows: Rows, sheet: Sheet) -> Found:
    """site_officer_missing: no officer for labour and pay."""
    return {site["site"]: (1, 1) for site in being_built(rows) if site["labour_officer"] is None}


def security_missing(rows: Rows, sheet: Sheet) -> Found:
    """site_security_missing: no security, so many working days after work began; small contracts left out."""
    found = {}
    for site in being_built(rows):
        small = site["contract_fen"] is not None and site["contract_fen"] < sheet.figures["small"]
        if site["security"] != "none" or site["began_on"] is None or small:
            continue
        if between(site["began_on"], sheet.on, sheet.calendar) >= sheet.figures["days"]:
            found[site["site"]] = (1, 1)
    return found


def between(since: date, until: date, calendar: Calendar) -> int:
    """Return how many working days lie after the first day and before the second."""
    day, count = since + timedelta(days=1), 0
    while day < until:
        count += calendar.is_working(day)
        day += timedelta(days=1)
    return count


def secured(rows: Rows) -> list[Row]:
    """Return the sites that are being built and have a security of whatever kind."""
    return [site for site in being_built(rows) if site["security"] != "none"]


def security_over(rows: Rows, sheet: Sheet) -> Found:
    """site_security_over: days since the security ran out."""
    return {
        site["site"]: ((sheet.on - site["security_until"]).days, 1) for site in secured(rows)
        if site["security_until"] is not None and site["security_until"] < sheet.on
    }  # fmt: skip


def security_to_end(rows: Rows, sheet: Sheet) -> Found:
    """site_security_to_end: the security runs out within so many days, the day itself among them."""
    last = sheet.on + timedelta(days=sheet.figures["days"])
    return {
        site["site"]: (1, 1) for site in secured(rows)
        if site["security_until"] is not None and sheet.on <= site["security_until"] <= last
    }  # fmt: skip


def security_small(rows: Rows, sheet: Sheet) -> Found:
    """site_security_small: the security is below its share of the contract; small contracts left out."""
    found = {}
    for site in secured(rows):
        stands, price = site["security_fen"], site["contract_fen"]
        if stands is None or price is None or price < sheet.figures["small"]:
            continue
        if stands * 10_000 < sheet.figures["share"] * price:
            found[site["site"]] = (1, 1)
    return found


def group_complaints(rows: Rows, sheet: Sheet) -> Found:
    """site_group_complaints: people in open complaints about wages on the site of the last so many days."""
    since = sheet.on - timedelta(days=sheet.figures["days"] - 1)
    found: dict[int, int] = {}
    for row in rows["complaints"]:
        still_open = row["closed_on"] is None or row["closed_on"] > sheet.on
        if row["site"] and row["subject"] == "wages" and still_open and since <= row["received_on"] <= sheet.on:
            found[row["site"]] = found.get(row["site"], 0) + row["people"]
    return {site: (count, 1) for site, count in found.items()}
