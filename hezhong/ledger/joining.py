"""Joining sources by whoever the row is about, so that nobody vanishes who stands in one source only.

Expressions are Ibis, for DuckDB and Spark. Each source is grouped by itself and then joined on both sides: stacked one
below the other and grouped once, forty columns make states too wide for the processor's caches.
"""

from collections.abc import Iterable
from functools import reduce

import ibis

from hezhong.ledger.months import Scope


def _of_bits(bits: int) -> int:
    """Name the argument. DuckDB and Spark have these functions under the same names, Ibis knows them for one only."""
    raise NotImplementedError


bit_or = ibis.udf.agg.builtin(_of_bits, name="bit_or", signature=(("int64",), "int64"))
bit_count = ibis.udf.scalar.builtin(_of_bits, name="bit_count", signature=(("int64",), "int8"))


def key_of(scope: Scope) -> list[str]:
    """Return the columns of the key while sources are joined: place is a site, or an employer as a negative number."""
    return ["place", "worker"] if scope.alone else ["city", "place", "worker"]


def place(site: ibis.Value, employer: ibis.Value) -> ibis.Value:
    """Return the site, else the employer as a negative number, else 0: one column to compare instead of two."""
    return ibis.coalesce(site, -employer, ibis.literal(0, "int64"))


def joined(sources: Iterable[ibis.Table], key: list[str]) -> ibis.Table:
    """Return one row for each key of any source, with the columns of all. sources: each key once, no other column alike."""
    return reduce(lambda one, other: _both(one, other, key), sources)


def empty(kind: str) -> ibis.Value:
    """Return nothing, of a type."""
    return ibis.null().cast(kind)


def _both(one: ibis.Table, other: ibis.Table, key: list[str]) -> ibis.Table:
    # Ibis takes the predicate of a second join for one of the first, unless what came of the first is a table by itself.
    pair = one.view().outer_join(other, key, rname="{name}_of_other")
    keys = {name: ibis.coalesce(pair[name], pair[f"{name}_of_other"]) for name in key}
    return pair.select(**keys, **{name: pair[name] for name in (*one.columns, *other.columns) if name not in key})
