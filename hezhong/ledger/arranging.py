"""The rows of a batch in the order of the ledger: sorted, each key once, cut by month and city, and their digest."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hezhong.ledger.batch import MOST_FAULTS, BadBatch, Fault
from hezhong.ledger.commits import Part
from hezhong.ledger.shapes import file_schema
from hezhong.ledger.vocabulary import CITY, WITHDRAWN, Kind, Table

MONTH_OF = "month of the partition"
"""A column of the sorting only: no declared name has spaces."""


@dataclass(frozen=True)
class Slice:
    """The rows of one file. first, last: the days or months that it spans, as ISO text; '' in a register."""

    part: Part
    rows: pa.Table
    first: str
    last: str


def arranged(table: Table, rows: pa.Table, withdrawn: pa.Table) -> pa.Table:
    """Return rows and withdrawals in one, sorted by city, month and key; a row that stands there twice alike stands once.

    Shape: ``file_schema``. Raises: BadBatch when a key comes twice with different content, or is stated and taken back.
    """
    wide = pa.concat_tables([_marked(rows, False), _marked(withdrawn, True)], promote_options="default")
    wide = wide.append_column(MONTH_OF, _months(table, wide)).combine_chunks()
    order = pc.sort_indices(wide, sort_keys=[(name, "ascending") for name in dict.fromkeys((CITY, MONTH_OF, *table.key))])
    wide, origin = wide.take(order), order.to_numpy()
    again = _like_the_one_before(wide, table.identity)
    if again.any():
        alike = again & _like_the_one_before(wide, (*table.all_columns, WITHDRAWN))
        _refuse(table, origin, np.nonzero(again & ~alike)[0] + 1, rows.num_rows)
        wide = wide.filter(pa.array(np.concatenate(([True], ~alike))))
    return wide.select(file_schema(table).names).cast(file_schema(table)).combine_chunks()


def slices(table: Table, wide: pa.Table) -> Iterator[Slice]:
    """Yield the arranged rows cut by partition."""
    months, cities = _months(table, wide).to_numpy(), wide.column(CITY).to_numpy()
    changes = np.nonzero((np.diff(months) != 0) | (np.diff(cities) != 0))[0] + 1
    edges = [0, *changes.tolist(), wide.num_rows]
    for since, until in zip(edges, edges[1:], strict=False):
        if since < until:
            rows = wide.slice(since, until - since)
            yield Slice(Part(table.name, int(months[since]), int(cities[since])), rows, *_span(table, rows))


def digest(table: Table, wide: pa.Table) -> str:
    """Return the SHA-256 of what arranged rows say: the same whatever order, file format or library brought them.

    A column that is empty throughout is left out, so that a column added later does not change what was said before.
    """
    hashed = hashlib.sha256(table.name.encode())
    for name in wide.column_names:
        column = wide.column(name)
        if column.null_count < len(column):
            hashed.update(f"|{name}|{len(column)}|".encode())
            hashed.update(np.packbits(column.is_null().to_numpy()).tobytes())
            for piece in _bytes(column):
                hashed.update(piece)
    return hashed.hexdigest()


def _bytes(column: pa.ChunkedArray) -> Iterator[bytes]:
    if pa.types.is_string(column.type):
        filled = pc.fill_null(column, "")
        yield pc.binary_length(filled).to_numpy().astype("<i4").tobytes()
        yield "".join(filled.to_pylist()).encode()
    else:
        yield _numbers(column).astype("<i8").tobytes()


def _numbers(column: pa.ChunkedArray) -> np.ndarray:
    """Return a column that is not text as whole numbers, 0 where it is empty."""
    if pa.types.is_date32(column.type):
        column = column.cast(pa.int32())
    numbers: np.ndarray = pc.fill_null(column.cast(pa.int64()), 0).to_numpy()
    return numbers


def _marked(rows: pa.Table, withdrawn: bool) -> pa.Table:
    return rows.append_column(WITHDRAWN, pa.array(np.full(rows.num_rows, withdrawn)))


def _months(table: Table, rows: pa.Table) -> pa.ChunkedArray | pa.Array:
    """Return YYYYMM of each row, 0 throughout in a register."""
    if not table.dated:
        return pa.array(np.zeros(rows.num_rows, np.int32))
    dated = rows.column(table.dated)
    if table.columns[table.dated].kind is Kind.MONTH:
        return dated
    return pc.add(pc.multiply(pc.year(dated), 100), pc.month(dated)).cast(pa.int32())


def _span(table: Table, rows: pa.Table) -> tuple[str, str]:
    if not table.dated:
        return "", ""
    ends = pc.min_max(rows.column(table.dated))
    return str(ends["min"].as_py()), str(ends["max"].as_py())


def _like_the_one_before(rows: pa.Table, names: tuple[str, ...]) -> np.ndarray:
    """Return for every row but the first whether it equals the one before it in these columns."""
    like = np.ones(max(rows.num_rows - 1, 0), bool)
    for name in names:
        column = rows.column(name)
        empty = column.is_null().to_numpy()
        like &= empty[1:] == empty[:-1]
        if pa.types.is_string(column.type):
            column = pc.fill_null(column, "").dictionary_encode().combine_chunks().indices
            values = column.to_numpy()
        else:
            values = _numbers(column)
        like &= values[1:] == values[:-1]
    return like


def _refuse(table: Table, origin: np.ndarray, places: np.ndarray, stated: int) -> None:
    if not len(places):
        return
    raise BadBatch(table, tuple(_twice(table, origin, int(place), stated) for place in places[:MOST_FAULTS]))


def _twice(table: Table, origin: np.ndarray, place: int, stated: int) -> Fault:
    one, other = sorted((int(origin[place - 1]), int(origin[place])))
    if one < stated <= other:
        return Fault(one + 1, table.key[0], f"这一行在同一批里又被撤回（撤回的第 {other - stated + 1} 行），请只留一个。")
    return Fault(other + 1, table.key[0], f"与第 {one + 1} 行是同一条记录，内容却不同，请只留正确的一行。")
