"""Files with the published columns of a table (docs/ledger): Parquet, or CSV and workbooks whose heads are the columns' names."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from hezhong.ledger.batch import Fault
from hezhong.ledger.shapes import arrow_schema, key_schema, loosened
from hezhong.ledger.vocabulary import WITHDRAWN, Column, Kind, Table
from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.faults import Unreadable, WrongCell, shown
from hezhong.ledger.ways_in.sheets import Grid, grids

PARQUET = b"PAR1"


@dataclass(frozen=True)
class Stated:
    """What a file states and takes back. rows, withdrawn: numbers in the file of the rows of each, in their order."""

    stated: pa.Table
    taken_back: pa.Table | None
    rows: Sequence[int]
    withdrawn: Sequence[int] = ()
    faults: Sequence[Fault] = ()


def read(data: bytes, table: Table) -> Stated:
    """Return the rows of a file; a column ``withdrawn`` says which of them take back what stood. Raises Unreadable."""
    return _of_parquet(data, table) if data.startswith(PARQUET) else _of_grid(_one(grids(data)), table)


def _of_parquet(data: bytes, table: Table) -> Stated:
    try:
        rows = pq.read_table(io.BytesIO(data))
    except (pa.ArrowInvalid, OSError):
        raise Unreadable("这个 Parquet 文件不完整。请重新生成一次") from None
    if WITHDRAWN not in rows.column_names:
        return Stated(rows, None, range(1, rows.num_rows + 1))
    try:
        gone = rows.column(WITHDRAWN).cast(pa.bool_()).fill_null(False)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        raise Unreadable(f"“{WITHDRAWN}”一列应当是真或者假") from None
    places = gone.to_pylist()
    keys = [name for name in table.identity if name in rows.column_names]
    stated = rows.filter(pa.array([not each for each in places])).drop_columns([WITHDRAWN])
    return Stated(
        stated, rows.filter(gone).select(keys),
        [number for number, each in enumerate(places, 1) if not each], [number for number, each in enumerate(places, 1) if each],
    )  # fmt: skip


def _one(found: Sequence[Grid]) -> Grid:
    if len(found) > 1:
        raise Unreadable("工作簿里有几张表。请只留一张，列名写在第一行")
    return found[0]


def _of_grid(grid: Grid, table: Table) -> Stated:
    heads = _heads(grid, table)
    values: dict[bool, list[dict[str, Any]]] = {False: [], True: []}
    numbers: dict[bool, list[int]] = {False: [], True: []}
    faults: list[Fault] = []
    for place, row in enumerate(grid.rows[1:], 2):
        if all(is_empty(cell) for cell in row):
            continue
        said, wrong = _row(grid, place - 1, heads, table)
        faults += wrong
        gone = bool(said.pop(WITHDRAWN, False))
        values[gone].append({name: said.get(name) for name in table.identity} if gone else said)
        numbers[gone].append(place)
    loose = [loosened(schema) for schema in (arrow_schema(table), key_schema(table))]
    if faults:
        return Stated(loose[0].empty_table(), None, (), (), faults)
    stated = pa.Table.from_pylist(values[False], loose[0])
    return Stated(stated, pa.Table.from_pylist(values[True], loose[1]) if values[True] else None, numbers[False], numbers[True])


def _heads(grid: Grid, table: Table) -> list[str]:
    """Return the columns' names by place. Raises Unreadable for unknown, missing and doubled ones."""
    heads = [plain(cell) for cell in grid.rows[0]]
    known = [*table.all_columns, WITHDRAWN]
    if strange := [head for head in heads if head and head not in known]:
        raise Unreadable(f"第 1 行有不认识的列名“{'”“'.join(map(shown, strange[:5]))}”。“{table.title}”的列名见 docs/ledger/{table.name}.schema.json")
    if doubled := sorted({head for head in heads if head and heads.count(head) > 1}):
        raise Unreadable(f"第 1 行有两个“{'”“'.join(doubled)}”。请只留一列")
    if missing := [name for name, column in table.all_columns.items() if not column.optional and name not in heads]:
        raise Unreadable(f"第 1 行缺“{'”“'.join(missing)}”。请补上这些列")
    return heads


def _row(grid: Grid, place: int, heads: Sequence[str], table: Table) -> tuple[dict[str, Any], list[Fault]]:
    said: dict[str, Any] = {}
    faults = []
    for at, head in enumerate(heads):
        cell = grid.cell(place, at)
        if not head or is_empty(cell):
            continue
        column = table.all_columns.get(head)
        try:
            said[head] = READERS[column.kind](cell) if column else cells.flag(cell)
        except WrongCell as wrong:
            faults.append(Fault(place + 1, head, str(wrong) if not column else _said(column, wrong)))
    return said, faults


def _said(column: Column, wrong: WrongCell) -> str:
    return f"“{column.title}”：{wrong}"


def _whole(cell: Cell) -> int:
    """Return a whole number that fits; tokens are longer than a spreadsheet's numbers, so they have to be text there."""
    found = cells.text(cell)
    try:
        value = int(found)
    except ValueError:
        raise WrongCell(f"“{shown(found)}”不是整数") from None
    if not -(2**63) <= value < 2**63:
        raise WrongCell("数字太大了")
    return value


READERS: Mapping[Kind, Callable[[Cell], Any]] = {
    **dict.fromkeys((Kind.TOKEN, Kind.FEN, Kind.COUNT, Kind.MINUTES, Kind.CITY, Kind.MONTH), _whole),
    Kind.DAY: cells.day,
    Kind.MOMENT: cells.moment,
    Kind.FLAG: cells.flag,
    Kind.CODE: cells.text,
}
