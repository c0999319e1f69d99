"""Stacking: what several sources say of one key, one below the other with empty columns, grouped once.

No join, so that nobody vanishes who stands in one source only. Expressions are Ibis: DuckDB and Spark give the same.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import methodcaller
from typing import NamedTuple

import ibis

KEY = ("city", "site", "employer", "worker")


def _of_bits(bits: int) -> int:
    """Name the argument. DuckDB and Spark have these functions under the same names, Ibis knows them for one only."""
    raise NotImplementedError


bit_or = ibis.udf.agg.builtin(_of_bits, name="bit_or", signature=(("int64",), "int64"))
bit_count = ibis.udf.scalar.builtin(_of_bits, name="bit_count", signature=(("int64",), "int8"))


class Part(NamedTuple):
    """A column of the stack. type: as Ibis writes it. how: what makes one value of the many of a key."""

    type: str
    how: Callable[[ibis.Column], ibis.Value]


SUM = methodcaller("sum")
LEAST = methodcaller("min")
MOST = methodcaller("max")
STACK: Mapping[str, Part] = {
    "gate_bits": Part("int64", bit_or), "swipes": Part("int32", SUM),
    "come_first": Part("int32", LEAST), "come_last": Part("int32", MOST), "gate_employer": Part("int64", LEAST),
    "written_bits": Part("int64", bit_or), "written_minutes": Part("int32", SUM), "written_most": Part("int32", MOST),
    "lines": Part("int32", SUM), "stated_days": Part("int32", SUM), "due_fen": Part("int64", SUM),
    "deducted_fen": Part("int64", SUM), "net_fen": Part("int64", SUM), "due_on": Part("date", LEAST),
    "unconfirmed": Part("int32", SUM), "refused": Part("int32", SUM), "stated_by": Part("int64", LEAST),
    "paid_fen": Part("int64", SUM), "paid_late_fen": Part("int64", SUM), "other_fen": Part("int64", SUM), "returned_fen": Part("int64", SUM),
    "first_paid_on": Part("date", LEAST), "last_paid_on": Part("date", MOST), "card_low": Part("int64", LEAST), "card_high": Part("int64", MOST),
    "listed": Part("int32", SUM), "roster_employer": Part("int64", MOST), "entered_on": Part("date", MOST), "left_on": Part("date", MOST),
    "agreed_fen": Part("int64", MOST), "per": Part("string", MOST), "card": Part("int64", MOST), "roster_contract": Part("int64", MOST),
}  # fmt: skip


def stacked(sources: Iterable[ibis.Table]) -> ibis.Table:
    """Return one row for each key of the sources: the key and the columns of the stack, empty where nobody says a thing.

    sources: each with the key and some of the columns. On a site several employers may share a worker: employer is 0.
    """
    wide = ibis.union(*(_widened(source) for source in sources))
    return wide.group_by(list(KEY)).agg(**{name: part.how(wide[name]).cast(part.type) for name, part in STACK.items()})


def keyed(table: ibis.Table, employer: ibis.Value) -> Mapping[str, ibis.Value]:
    """Return the key of rows with a site, a worker and whoever employs: the site's where there is one, else the employer's."""
    zero = ibis.literal(0, "int64")
    of = ibis.ifelse(table.site.isnull(), ibis.coalesce(employer, zero), zero)
    return {"city": table.city, "site": ibis.coalesce(table.site, zero), "employer": of, "worker": table.worker}


def empty(kind: str) -> ibis.Value:
    """Return nothing, of a type."""
    return ibis.null().cast(kind)


def _widened(source: ibis.Table) -> ibis.Table:
    columns = {name: source[name].cast(part.type) if name in source.columns else empty(part.type) for name, part in STACK.items()}
    return source.select(**{name: source[name] for name in KEY}, **columns)
