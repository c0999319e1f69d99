"""Rows of the ledger in the shape of facts: whose they are, which months, and which of them count."""

from collections.abc import Mapping
from datetime import date

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.asked import Asked
from hezhong.early_warning.vocabulary import FACTS

YEAR = 12
"""Months back that most questions about wages go, that of the day included."""


def of_sites(months: ibis.Table) -> ibis.Table:
    """Return the rows of a derived table that belong to a site, with the site as their subject."""
    return months.filter(months.site != 0).mutate(subject=months.site, employer=months.hired_by)


def of_employers(months: ibis.Table) -> ibis.Table:
    """Return the rows that belong to no site, with the employer as their subject."""
    return months.filter(months.site == 0).mutate(subject=months.employer)


def building(sites: ibis.Table) -> ibis.Table:
    """Return the sites under construction (在建), each with itself as the subject and its general contractor as employer."""
    return sites.filter(sites.state == "building").mutate(subject=sites.site, employer=sites.general_contractor)


def of_months(rows: ibis.Table, asked: Asked, since: int, until: int = 0) -> ibis.Table:
    """Return the rows of the months from ``since`` to ``until`` months back, both included; 0 is that of the day."""
    return rows.filter(rows.month.between(asked.month(since), asked.month(until)))


def worked(rows: ibis.Table) -> ir.BooleanColumn:
    """Return whether the worker was on the site on a day of the month, by gate or by the team's written days."""
    return rows.days > 0


def fell_due(rows: ibis.Table, on: date) -> ibis.Table:
    """Return the rows with a payroll line that was to be paid on that day or before; without a pay day none is."""
    return rows.filter(rows.lines > 0, rows.due_on.notnull(), rows.due_on <= on)


def owed(rows: ibis.Table) -> ir.IntegerColumn:
    """Return what is still to be paid of the net wages, in fen; 0 where they are paid or overpaid."""
    return ibis.greatest(rows.net_fen - rows.paid_fen, 0)


def no_contract_yet(rows: ibis.Table, on: date) -> ir.BooleanColumn:
    """Return whether the row names no contract, or one that begins only after the day: a line of the roster may, and a month does."""
    return rows.contract.isnull() | (rows.contract_since > on).fill_null(False)


def days_since(day: ir.DateColumn, on: date) -> ir.IntegerColumn:
    """Return the days from a column's day to the day given; 1 on the day after."""
    return ibis.literal(on, "date").delta(day, unit="day").cast("int64")


def by_month(rows: ibis.Table, answers: Mapping[int, ir.Value], kind: str = "int64") -> ir.Column:
    """Return the answer that belongs to the month of each row, null where there is none."""
    return ibis.cases(*((rows.month == month, answer) for month, answer in answers.items())).cast(kind)


def bits_before(rows: ibis.Table, day: ir.DateColumn, since: date) -> ir.IntegerColumn:
    """Return the days worked in the month of a row that lie before a day, as bits; null where the day is. since: no row is of an earlier day."""
    month = day.year().cast("int64") * 100 + day.month().cast("int64")
    # From text: Spark takes a bare 1 for 32 bits.
    before = rows.day_bits & ((ibis.literal("1").cast("int64") << day.day().cast("int32")) - 1)
    bits = ibis.cases((month == rows.month, before), (month > rows.month, rows.day_bits), (month < rows.month, ibis.literal(0, "int64")))
    # Asked first: of most rows there is no day, or one before all that is looked at, and taking dates apart is dear.
    return ibis.cases((day.isnull(), ibis.null().cast("int64")), (day <= since, ibis.literal(0, "int64")), else_=bits)


def as_facts(rows: ibis.Table, **said: ir.Value) -> ibis.Table:
    """Return rows as facts: columns of ``FACTS`` that are neither said nor there are 0. What is null counts as 0 later (``facts``)."""
    columns = {name: said.get(name, rows[name] if name in rows.columns else ibis.literal(0)) for name in FACTS}
    return rows.select(**{name: column.cast(kind) for (name, kind), column in zip(FACTS.items(), columns.values(), strict=True)})
