"""The site's month, as one expression over its workers' months and the account: DuckDB and Spark give the same rows."""

from collections.abc import Mapping

import ibis

from hezhong.ledger.derived_tables import SITE_MONTH
from hezhong.ledger.months import Scope

Tables = Mapping[str, ibis.Table]
SOURCES = ("labour_fees", "account_balances", "sites")
KEY = ("city", "site")


def site_month(workers: ibis.Table, tables: Tables, scope: Scope) -> ibis.Table:
    """Return the rows of SITE_MONTH for a month. workers: its rows of WORKER_MONTH. tables: SOURCES, by name.

    A line of an account that names no site is the site's whose wage account it is.
    """
    fees = tables["labour_fees"]
    days = _on_site(tables["account_balances"].filter(lambda line: line.day.between(scope.first, scope.last)), tables["sites"])
    parts = (_workers(workers), _fees(fees.filter(fees.due_on.between(scope.first, scope.last))), _days(days), _balances(days))
    wide = ibis.union(*(_widened(part) for part in parts)).group_by(list(KEY))
    summed = wide.agg(**{name: (lambda rows, name=name: rows[name].sum().cast("int64")) for name in SUMS}, balance_on=lambda rows: rows.balance_on.min())
    whole = {name: ibis.coalesce(summed[name], 0).cast("int32" if name in COUNTS else "int64") for name in SUMS if name != "balance_fen"}
    return summed.mutate(month=ibis.literal(scope.month, "int32"), **whole).select(*SITE_MONTH.all_columns)


COUNTS = ("attended", "stated", "paid", "on_roster")
SUMS = (*COUNTS, "due_fen", "net_fen", "paid_fen", "fee_due_fen", "received_fen", "spent_fen", "balance_fen")


def _workers(workers: ibis.Table) -> ibis.Table:
    there = workers.filter(workers.site != 0)
    return there.group_by(list(KEY)).agg(
        attended=(there.days > 0).cast("int32").sum(), stated=(there.lines > 0).cast("int32").sum(), paid=(there.paid_fen > 0).cast("int32").sum(),
        on_roster=there.on_roster.cast("int32").sum(), due_fen=there.due_fen.sum(), net_fen=there.net_fen.sum(), paid_fen=there.paid_fen.sum(),
    )  # fmt: skip


def _fees(fees: ibis.Table) -> ibis.Table:
    return fees.select(*KEY, fee_due_fen=fees.due_fen)


def _on_site(lines: ibis.Table, sites: ibis.Table) -> ibis.Table:
    """Return the lines with their site: an account that several sites share is the first one's, so that nothing counts twice."""
    known = sites.filter(sites.wage_account.notnull()).group_by("city", account="wage_account").agg(holder=lambda rows: rows.site.min())
    found = lines.left_join(known, ["city", "account"]).select(lines, "holder")
    found = found.mutate(site=ibis.coalesce(found.site, found.holder))
    return found.filter(found.site.notnull())


def _days(days: ibis.Table) -> ibis.Table:
    return days.select(*KEY, received_fen=days.received_fen, spent_fen=days.paid_fen)


def _balances(days: ibis.Table) -> ibis.Table:
    """Return the last balance of each account. Of several accounts the sum is as old as the oldest of them."""
    place = ibis.row_number().over(ibis.window(group_by=["city", "account"], order_by=[days.day.desc()]))
    placed = days.mutate(place=place)
    last = placed.filter(placed.place == 0)
    return last.select(*KEY, balance_fen=last.balance_fen, balance_on=last.day)


def _widened(part: ibis.Table) -> ibis.Table:
    sums = {name: part[name].cast("int64") if name in part.columns else ibis.null().cast("int64") for name in SUMS}
    on = part.balance_on if "balance_on" in part.columns else ibis.null().cast("date")
    return part.select(*(part[name] for name in KEY), **sums, balance_on=on)
