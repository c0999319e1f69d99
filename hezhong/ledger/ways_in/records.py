"""One row of a flat table to one typed row: every wrong cell is named."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.faults import Fault, WrongCell, shown
from hezhong.ledger.ways_in.headers import Heading
from hezhong.ledger.ways_in.lines import MONEY, Column
from hezhong.ledger.ways_in.mapping import MOVES, ColumnMapping
from hezhong.ledger.ways_in.rows import KINDS, Row, readable
from hezhong.ledger.ways_in.sheets import Grid

FORMULA = "这一格是公式，没有算出结果。请在 Excel 里打开、保存一次，或者复制后“粘贴为数值”"
FILLED_DOWN = {"team", "employer", "employer_code", "project", "trade", "month"}
"""Fields that a cell merged over several rows says for each of them; of money it would count twice."""
OUTCOMES = {
    "成功": "paid", "已支付": "paid", "success": "paid", "失败": "failed", "fail": "failed", "退票": "failed",
    "处理中": "ordered", "need_retry": "retry",
}  # fmt: skip
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class Table:
    """A sheet with its heads and their meaning."""

    grid: Grid
    heading: Heading
    mapping: ColumnMapping

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            Column(head, self.mapping.columns[head.path])
            for head in self.heading.heads
            if self.mapping.columns.get(head.path)
        )

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the columns nobody reads, to be shown before a file is taken."""
        return tuple(head.title for head in self.heading.heads if not self.mapping.columns.get(head.path) and not head.day)

    @cached_property
    def _merged_down(self) -> Mapping[int, list[tuple[int, int]]]:
        """By column the ranges over several rows, as (top, bottom) in order."""
        found: dict[int, list[tuple[int, int]]] = {}
        for (top, left), (bottom, _) in sorted(self.grid.merged):
            if bottom > top:
                found.setdefault(left, []).append((top, bottom))
        return found

    def cell(self, row: int, column: Column) -> Cell:
        """Return a cell; of a few fields that of the merged range it lies in."""
        cell = self.grid.cell(row, column.head.place)
        if column.name in FILLED_DOWN and is_empty(cell):
            ranges = self._merged_down.get(column.head.place, [])
            at = bisect_right(ranges, (row, 0)) - 1
            if at >= 0 and ranges[at][0] < row <= ranges[at][1]:
                return self.grid.cell(ranges[at][0], column.head.place)
        return cell

    def fault(self, row: int, column: str, says: str, *, unsaid: bool = False) -> Fault:
        return Fault(self.grid.name, row + 1, column, says, unsaid)


def record(table: Table, row: int) -> tuple[dict[str, Any], dict[int, Any], list[Fault]]:
    """Return a row's values by field, the same by column, and what is wrong. row: from 0."""
    values: dict[str, Any] = {}
    by_place: dict[int, Any] = {}
    faults = []
    fields = readable(table.mapping.kind)
    for column in table.columns:
        cell = table.cell(row, column)
        if (row, column.head.place) in table.grid.uncounted:
            faults.append(table.fault(row, column.head.title, FORMULA))
        elif is_empty(cell):
            continue
        elif column.name not in fields:
            values[column.name] = plain(cell)
        else:
            try:
                value = read_cell(column, cell, table.mapping)
            except WrongCell as wrong:
                faults.append(table.fault(row, column.head.title, str(wrong)))
                continue
            by_place[column.head.place] = value
            adds = fields[column.name].metadata["adds"] and column.name in values
            values[column.name] = values[column.name] + value if adds else value
    return values, by_place, faults


def read_cell(column: Column, cell: Cell, mapping: ColumnMapping) -> Any:
    """Return the value of a filled cell. Raises WrongCell."""
    if column.head.unit == "万元" and column.name in MONEY:
        cell = f"{cells.number(cell) * TEN_THOUSAND:f}"
    value = readable(mapping.kind)[column.name].metadata["reader"](cell)
    codes = mapping.codes.get(column.name, {})
    if value in codes:
        return codes[value]
    if column.name == "moves":
        return _spoken(value, MOVES, codes, "进还是出。请写“进”或者“出”")
    if column.name == "outcome":
        return _spoken(value, OUTCOMES, codes, "成功还是失败。请写“成功”或者“失败”")
    if column.name == "side":
        return _spoken(value, {"收入": "income", "支出": "expense"}, codes, "收入还是支出。请写“收入”或者“支出”")
    return value


def row_of(table: Table, row: int, values: Mapping[str, Any]) -> tuple[Row, list[Fault]]:
    """Return the typed row and what it lacks."""
    kind = KINDS[table.mapping.kind]
    fields = readable(table.mapping.kind)
    faults = [
        table.fault(row, _title(table, name, each.metadata["title"]), "没有填。请填写")
        for name, each in fields.items()
        if each.metadata["needed"] and name not in values and name in table.mapping.columns.values()
    ]
    one_of: Sequence[str] = getattr(kind, "ONE_OF", ())
    if one_of and not any(name in values for name in one_of):
        name = next(name for name in one_of if name in table.mapping.columns.values())
        faults.append(table.fault(row, _title(table, name, fields[name].metadata["title"]), "没有填。没有发钱请写 0"))
    return kind(row + 1, **{name: value for name, value in values.items() if name in fields or name in ("since", "until")}), faults


def _title(table: Table, name: str, otherwise: str) -> str:
    return next((column.head.title for column in table.columns if column.name == name), otherwise)


def _spoken(value: str, words: Mapping[str, str], codes: Mapping[str, str], says: str) -> str:
    if (found := words.get(value.lower())) and not (codes and value in codes):
        return found
    raise WrongCell(f"“{shown(value)}”看不出是{says}")
