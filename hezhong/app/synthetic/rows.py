"""Columns of a plan as rows of a ledger table: nothing for a token 0, codes for their numbers, the city in front."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pyarrow as pa

from hezhong.ledger.shapes import loose_schema
from hezhong.ledger.vocabulary import CITY, Table

Column: TypeAlias = np.ndarray | pa.Array


def table_of(table: Table, city: int, columns: Mapping[str, Column]) -> pa.Table:
    """Return rows of a table with every column it declares; those not given are empty."""
    schema = loose_schema(table)
    count = len(next(iter(columns.values())))
    given = {CITY: np.full(count, city, np.int32), **columns}
    return pa.table([_array(given.get(field.name), field.type, count) for field in schema], schema=schema)


def coded(numbers: np.ndarray, codes: Sequence[str]) -> pa.Array:
    """Return the codes that numbers stand for; below 0 for none."""
    index = pa.array(numbers.astype(np.int8), mask=numbers < 0)
    return pa.DictionaryArray.from_arrays(index, pa.array(codes)).cast(pa.string())


def known(tokens: np.ndarray) -> pa.Array:
    """Return tokens or sums, empty where they are 0."""
    return pa.array(tokens, mask=tokens == 0)


def _array(values: Column | None, kind: pa.DataType, count: int) -> pa.Array:
    if values is None:
        return pa.nulls(count, kind)
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        return pa.array(values, mask=np.isnat(values)).cast(kind)
    return (pa.array(values) if isinstance(values, np.ndarray) else values).cast(kind)
