"""A batch: what a sender states and takes back, checked whole before anything of it is kept."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from hezhong.kernel.personal_numbers import personal
from hezhong.ledger.shapes import LIMITS, arrow_schema, key_schema, loosened
from hezhong.ledger.vocabulary import Column, Kind, Table

MOST_FAULTS = 100
"""Faults of one kind and column that are listed one by one; nobody reads more before mending the file."""


@dataclass(frozen=True)
class Batch:
    """Rows and withdrawals of one table, sent together: all of it counts or nothing.

    sender: who answers for it, a code of the gateway or office. number: the sender's own number of the batch, under
    which it can be sent again without harm; '' for a file without one, which is then known by its content.
    rows: the columns of ``arrow_schema``. withdrawn: the columns of ``key_schema``.
    """

    table: Table
    sender: str
    rows: pa.Table
    withdrawn: pa.Table | None = None
    number: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong. row: counted from 1, of the rows or of the withdrawals; 0 when it is no single row."""

    row: int
    column: str
    says: str


class BadBatch(ValueError):
    """A batch of which nothing was kept, and every reason why."""

    def __init__(self, table: Table, faults: tuple[Fault, ...]) -> None:
        self.table = table
        self.faults = faults
        first = faults[0]
        where = f"第 {first.row} 行" if first.row else "整批"
        super().__init__(f"{table.title}有 {len(faults)} 处需要改正，整批没有收下。{where}：{first.says}")


def conform(given: pa.Table, schema: pa.Schema, table: Table) -> pa.Table:
    """Return the table with exactly these columns and types; columns that may be empty may be absent. Raises: BadBatch."""
    faults = [
        Fault(0, name, f"多出一列“{name}”，台账没有这一列，请删去后重新提交。") for name in given.column_names if name not in schema.names
    ]
    columns = []
    for field in schema:
        found: pa.ChunkedArray | pa.Array = pa.nulls(given.num_rows, field.type)
        if field.name in given.column_names:
            try:
                found = given.column(field.name).cast(field.type)
            except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
                faults.append(Fault(0, field.name, f"“{field.name}”一列的数据类型不对，应当是 {field.type}，请改正后重新提交。"))
        elif not field.nullable:
            faults.append(Fault(0, field.name, f"缺少“{field.name}”一列，请补上后重新提交。"))
        columns.append(found)
    if faults:
        raise BadBatch(table, tuple(faults))
    return pa.table(columns, schema=loosened(schema)).combine_chunks()


def checked(batch: Batch) -> tuple[pa.Table, pa.Table]:
    """Return the rows and the withdrawals in the form of the table. Raises: BadBatch with every fault that was found."""
    rows = conform(batch.rows, arrow_schema(batch.table), batch.table)
    keys = key_schema(batch.table)
    withdrawn = conform(batch.withdrawn, keys, batch.table) if batch.withdrawn is not None else keys.empty_table()
    faults = [fault for part in (rows, withdrawn) for fault in _faults(part, batch.table)]
    if faults:
        raise BadBatch(batch.table, tuple(faults))
    return rows, withdrawn


def _faults(part: pa.Table, table: Table) -> Iterator[Fault]:
    for name in part.column_names:
        column, values = table.all_columns[name], part.column(name)
        if not column.optional:
            yield from _listed(pc.is_null(values), name, f"“{column.title}”没有填写，请补上。")
        for wrong, says in _refused(column, values):
            yield from _listed(wrong, name, f"“{column.title}”{says}")


def _listed(wrong: pa.ChunkedArray, name: str, says: str) -> Iterator[Fault]:
    (rows,) = np.nonzero(pc.fill_null(wrong, False).to_numpy())
    yield from (Fault(int(row) + 1, name, says) for row in rows[:MOST_FAULTS])
    if len(rows) > MOST_FAULTS:
        yield Fault(0, name, f"{says}这样的共有 {len(rows)} 行，这里只列出前 {MOST_FAULTS} 行。")


def _refused(column: Column, values: pa.ChunkedArray) -> Iterator[tuple[pa.ChunkedArray, str]]:
    """Yield masks of the values that a kind does not allow, with what to do about them."""
    if column.kind is Kind.CODE:
        listed = pc.is_in(values, value_set=pa.array(column.codes, pa.string()))
        yield pc.and_kleene(pc.is_valid(values), pc.invert(listed)), f"只能是 {'、'.join(column.codes)} 之一，请改正。"
    elif column.kind in LIMITS:
        least, most = LIMITS[column.kind]
        yield pc.or_kleene(pc.less(values, least), pc.greater(values, most)), SAYS[column.kind]
    if column.kind is Kind.MONTH:
        month = pc.subtract(values, pc.multiply(pc.divide(values, 100), 100))
        yield pc.or_kleene(pc.less(month, 1), pc.greater(month, 12)), "的月份应当在 01 到 12 之间，请改正。"
    if column.kind is Kind.TOKEN:
        yield _personal(values), "是身份证、手机或者银行卡号码的样子。台账只收内部编号，请经导入程序转换后再提交。"


SAYS: Mapping[Kind, str] = {
    Kind.TOKEN: "应当是大于零的内部编号，请改正。",
    Kind.FEN: "超出可以记录的金额，请改正。",
    Kind.COUNT: "不能是负数，请改正。",
    Kind.MINUTES: "应当在 0 到 1440 分钟之间，请改正。",
    Kind.CITY: "应当是 6 位地级以上市代码，请改正。",
    Kind.MONTH: "应当写成六位年月，例如 202601，请改正。",
}


def _personal(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return where a number has the shape of a person's own: the few that could are looked at one by one."""
    numbers = pc.fill_null(values, 0).to_numpy()
    wrong = np.zeros(len(numbers), bool)
    for possible in CANDIDATES:
        (places,) = np.nonzero(possible(numbers))
        if len(places):
            distinct, back = np.unique(numbers[places], return_inverse=True)
            wrong[places] |= np.array([bool(personal(int(number))) for number in distinct])[back]
    return pa.chunked_array([pa.array(wrong)])


def _identities(numbers: np.ndarray) -> np.ndarray:
    born = numbers // 10**4 % 10**8
    return (numbers >= 10**17) & (numbers < 10**18) & (born > 18800000) & (born < 21000000)


def _between(least: int, most: int) -> Callable[[np.ndarray], np.ndarray]:
    return lambda numbers: (numbers >= least) & (numbers < most)


CANDIDATES = (
    _identities,
    _between(13 * 10**9, 20 * 10**9),
    *(_between(62 * 10**length, 63 * 10**length) for length in (14, 15, 16, 17)),
)
