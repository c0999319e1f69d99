"""Sites' months out of their workers' months, the instalments of labour fees and the balances of wage accounts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hezhong.early_warning.backtest import Rows
from hezhong.early_warning.references.numbered import month_of, window
from hezhong.early_warning.references.of_workers import BACK

Month = dict[str, Any]
Row = Mapping[str, Any]
Key = tuple[int, int, int]
"""City, month, site."""


def months(rows: Rows, workers: Iterable[Month], on: date) -> list[Month]:
    """Return the sites' months that are known on a day."""
    found: dict[Key, Month] = {}
    wanted = window(on, BACK)
    for worker in workers:
        if worker["site"]:
            _add(_month(found, worker["city"], worker["month"], worker["site"]), worker)
    for row in rows["labour_fees"]:
        if row["due_on"] <= on and month_of(row["due_on"]) in wanted:
            _month(found, row["city"], month_of(row["due_on"]), row["site"])["fee_due_fen"] += row["due_fen"]
    latest: dict[tuple[Key, int], Row] = {}
    for row, site in account_days(rows, on):
        if month_of(row["day"]) in wanted:
            key = (row["city"], month_of(row["day"]), site)
            month = _month(found, *key)
            month["received_fen"] += row["received_fen"]
            month["spent_fen"] += row["paid_fen"]
            if (key, row["account"]) not in latest or latest[key, row["account"]]["day"] < row["day"]:
                latest[key, row["account"]] = row
    for (key, _), row in latest.items():
        _balance(found[key], row)
    return list(found.values())


def account_days(rows: Rows, on: date) -> list[tuple[Row, int]]:
    """Return each day of a wage account with the site it is of: as it says, else the least that is registered with it."""
    registered: dict[tuple[int, int], int] = {}
    for site in rows["sites"]:
        if site["wage_account"]:
            key = (site["city"], site["wage_account"])
            registered[key] = min(registered.get(key, site["site"]), site["site"])
    found: list[tuple[Row, int]] = []
    for row in rows["account_balances"]:
        of = row["site"] or registered.get((row["city"], row["account"]))
        if of and row["day"] <= on:
            found.append((row, of))
    return found


def _month(found: dict[Key, Month], city: int, month: int, site: int) -> Month:
    key = (city, month, site)
    if key not in found:
        found[key] = {
            "city": city, "month": month, "site": site, "attended": 0, "stated": 0, "paid": 0, "on_roster": 0,
            "due_fen": 0, "net_fen": 0, "paid_fen": 0, "fee_due_fen": 0, "received_fen": 0, "spent_fen": 0,
            "balance_fen": None, "balance_on": None, "other_fen": 0,
        }  # fmt: skip
    return found[key]


def _add(month: Month, worker: Month) -> None:
    month["attended"] += worker["days"] > 0
    month["stated"] += worker["lines"] > 0
    month["paid"] += worker["paid_fen"] > 0
    month["on_roster"] += worker["on_roster"]
    for name in ("due_fen", "net_fen", "paid_fen", "other_fen"):
        month[name] += worker[name]


def _balance(month: Month, row: Row) -> None:
    """Of several accounts of a site, the latest balances together, as of the earliest of their days."""
    month["balance_fen"] = (month["balance_fen"] or 0) + row["balance_fen"]
    month["balance_on"] = row["day"] if month["balance_on"] is None else min(month["balance_on"], row["day"])
