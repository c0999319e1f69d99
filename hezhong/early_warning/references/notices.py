"""What banks told of the accounts of sites: money that is missing, money that is held or gone."""

from collections.abc import Iterator, Mapping
from typing import Any

from hezhong.early_warning.backtest import Rows, Sheet
from hezhong.early_warning.references.money import Found


def standing(rows: Rows, sheet: Sheet) -> Iterator[tuple[Mapping[str, Any], int]]:
    """Yield each notice that was told by the day and is neither made good nor lifted nor given back, with its site."""
    for row in rows["account_notices"]:
        ended = row["lifted_on"] is not None and row["lifted_on"] <= sheet.on
        if row["noticed_on"] <= sheet.on and not ended:
            site = row["site"] or registered(rows, row)
            if site:
                yield row, site


def registered(rows: Rows, notice: Mapping[str, Any]) -> int:
    """Return the least of the sites of the city that are registered with the account as their wage account, 0 for none."""
    sites = [site["site"] for site in rows["sites"] if site["wage_account"] == notice["account"] and site["city"] == notice["city"]]
    return min(sites, default=0)


def told_short(rows: Rows, sheet: Sheet) -> Found:
    """site_told_short: days of the oldest notice of money that did not come as agreed, its own day the first."""
    found: dict[int, int] = {}
    for row, site in standing(rows, sheet):
        if row["kind"] == "short":
            found[site] = max(found.get(site, 0), (sheet.on - row["noticed_on"]).days + 1)
    return {site: (days, 1) for site, days in found.items()}


def money_held(rows: Rows, sheet: Sheet) -> Found:
    """site_money_held: notices of money sealed, frozen or taken for other than the site's own wages, no other law allowing it."""
    found: dict[int, int] = {}
    for row, site in standing(rows, sheet):
        if row["kind"] in ("held", "taken") and row["reason"] not in ("own_wages", "by_law"):
            found[site] = found.get(site, 0) + 1
    return {site: (count, 1) for site, count in found.items()}
