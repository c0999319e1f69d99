"""A worker's month and a site's month, derived from the stated rows one by one (``ledger.derived_tables`` says what they are).

What is dated after the day asked for is not known yet and does not count; 13 months before that of the day are derived.
A row has the columns that are declared, and as sets ``dates``, ``cards``, ``registered`` and ``pers``: the days worked, the
cards that were paid to, and of all rows of the roster the cards and the ways of paying.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from hezhong.early_warning.backtest import Rows
from hezhong.early_warning.references import of_sites, of_workers

Month = dict[str, Any]
Derive = Callable[[Rows, date], list[Month]]

KEPT = 4
_kept: dict[tuple[str, int, date], tuple[Rows, list[Month]]] = {}
"""What was last derived. The rows stand beside it, so that no others can come to have their id meanwhile."""


def worker_months(rows: Rows, on: date) -> list[Month]:
    """Return a row for each worker and month on a site, or with an employer where there is no site. Not to be changed."""
    return _derived("workers", of_workers.months, rows, on)


def site_months(rows: Rows, on: date) -> list[Month]:
    """Return a row for each site and month. Not to be changed."""
    return _derived("sites", lambda stated, day: of_sites.months(stated, worker_months(stated, day), day), rows, on)


def _derived(name: str, derive: Derive, rows: Rows, on: date) -> list[Month]:
    key = (name, id(rows), on)
    if key not in _kept:
        made = derive(rows, on)
        while len(_kept) >= KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = (rows, made)
    return _kept[key][1]
