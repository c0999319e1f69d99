"""Rows of the ledger in the shape of facts: whose they are, and which of them count."""

import ibis
import ibis.expr.types as ir

from hezhong.early_warning.vocabulary import FACTS


def of_sites(months: ibis.Table) -> ibis.Table:
    """Return the rows of a derived table that belong to a site, with the site as their subject."""
    return months.filter(months.site != 0).mutate(subject=months.site, employer=months.hired_by)


def of_employers(months: ibis.Table) -> ibis.Table:
    """Return the rows that belong to no site, with the employer as their subject."""
    return months.filter(months.site == 0).mutate(subject=months.employer)


def as_facts(rows: ibis.Table, **said: ir.Value) -> ibis.Table:
    """Return rows as facts: columns of ``FACTS`` that are neither said nor there are 0."""
    columns = {name: said.get(name, rows[name] if name in rows.columns else ibis.literal(0)) for name in FACTS}
    return rows.select(**{name: ibis.coalesce(column.cast(kind), 0) for (name, kind), column in zip(FACTS.items(), columns.values(), strict=True)})
