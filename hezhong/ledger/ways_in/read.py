"""A file to readings: sheets recognised, columns mapped, every row typed, totals checked, nothing half-read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.ledger.ways_in import day_grids, headers, punch_blocks, shapes, yearly
from hezhong.ledger.ways_in.cells import is_empty
from hezhong.ledger.ways_in.doubles import Doubles
from hezhong.ledger.ways_in.faults import Fault, Unreadable, WrongCell
from hezhong.ledger.ways_in.headers import Heading
from hezhong.ledger.ways_in.layouts import LAYOUTS, TEMPLATES
from hezhong.ledger.ways_in.lines import MONEY, Column, Sums, is_unlabelled_total, why_no_record, wrong_totals
from hezhong.ledger.ways_in.mapping import ColumnMapping, missing, propose, refuse_open
from hezhong.ledger.ways_in.periods import Period, period_of
from hezhong.ledger.ways_in.reading import Dropped, Reading
from hezhong.ledger.ways_in.records import Table, read_cell, record, row_of
from hezhong.ledger.ways_in.rows import KINDS, Person, Row, readable
from hezhong.ledger.ways_in.sheets import Grid, grids, shown_template, template
from hezhong.ledger.ways_in.texts import outcome_of

KEYS = ("name", "identity", "card", "bank_account", "serial")
SHAPES = {"day_grid": day_grids.read, "punch_blocks": punch_blocks.read, "yearly": yearly.read}
NO_MONTH = "不知道是哪个月的工资。请选“哪个月”，再按这样重新读"


@dataclass(frozen=True)
class Asked:
    """What the person who uploads says. kind: of table; period: of the wages; remembered: the employer's mappings."""

    kind: str = ""
    period: Period | None = None
    remembered: Sequence[ColumnMapping] = ()


_nothing_asked = Asked()


def read(data: bytes, asked: Asked = _nothing_asked) -> tuple[Reading, ...]:
    """Return a reading of every sheet that is a table we know. Raises Unreadable for the file as a whole."""
    return tuple(read_grid(each.grid, each.heading, each.mapping, asked.period) for each in prepare(data, asked))


def prepare(data: bytes, asked: Asked = _nothing_asked) -> tuple[Table, ...]:
    """Return the sheets that are tables we know, each with its mapping, remembered or proposed with its questions.

    A sheet that is none (说明, 汇总) is passed over, but never one with identity numbers in it.
    Raises Unreadable for the file as a whole, or where no sheet of it is a table.
    """
    found = grids(data)
    check_template(data, found)
    tables, refusals = [], []
    for grid in found:
        try:
            tables.append(_table(grid, asked))
        except Unreadable as refused:
            if not isinstance(refused, OtherKind) and shapes.first_person(grid) is not None:
                raise
            refusals.append(refused)
    if not tables:
        raise refusals[0]
    return tuple(tables)


class OtherKind(Unreadable):
    """The sheet is a table, but of another kind than was asked for; a workbook may hold several."""


def _table(grid: Grid, asked: Asked) -> Table:
    try:
        heading = headers.find(grid)
    except Unreadable:
        if not asked.kind:
            raise
        heading, guessed = shapes.inferred(grid, asked.kind)
        known = (each for each in asked.remembered if each.signature == guessed.signature and each.kind == asked.kind)
        return Table(grid, heading, next(known, guessed))
    layout = heading.layout
    if asked.kind and layout and heading.exact and layout.kind != asked.kind:
        raise OtherKind(f"“{grid.name}”是{KINDS[layout.kind].TITLE}，不是{KINDS[asked.kind].TITLE}。请选对文件，或者改选表的种类")
    return Table(grid, heading, propose(heading, asked.kind, asked.remembered))


def check_template(data: bytes, found: Sequence[Grid]) -> None:
    """Raises Unreadable for a file made from another version of our own template than the one in force."""
    for told in (template(data), *map(shown_template, found)):
        if told and told[0] in TEMPLATES and told[1] != TEMPLATES[told[0]]:
            raise Unreadable(f"这个文件用的是第 {told[1]} 版模板，现在是第 {TEMPLATES[told[0]]} 版。请下载新模板，把内容贴过去")


def read_grid(grid: Grid, heading: Heading, mapping: ColumnMapping, period: Period | None = None) -> Reading:
    """Return the reading of one sheet by a confirmed mapping. Raises Unreadable while the mapping has questions."""
    refuse_open(mapping)
    period = period or period_of(headers.titles(grid, heading))
    table = Table(grid, heading, mapping)
    layout = next((each for each in LAYOUTS if each.key == mapping.layout), None)
    shape = layout.shape if layout else "day_grid" if mapping.kind == "attendance" and heading.days else "table"
    if shape != "punch_blocks" and (lacking := missing(mapping, heading) if shape == "table" else ()):
        says = f"表头缺“{'”“'.join(lacking)}”。请补上这一栏，或者指出哪一栏是它"
        return Reading(grid.name, mapping, period, faults=(Fault(grid.name, heading.last + 1, lacking[0], says),))
    if shape in SHAPES:
        return SHAPES[shape](table, period).settled()
    return _Flat(table, period, many_months=bool(layout and layout.months == "many")).read().settled()


@dataclass
class _Flat:
    """The reading of a flat table, row by row."""

    table: Table
    period: Period | None
    many_months: bool
    sums: Sums = field(default_factory=Sums)
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)

    def read(self) -> Reading:
        table, doubles = self.table, Doubles(self.table.mapping.kind)
        keys, numbers = self._places()
        good = 0
        for row in range(table.heading.last + 1, len(table.grid.rows)):
            why = why_no_record(table.grid.rows[row], table.heading, keys, numbers)
            if why:
                self._drop(row, why)
                continue
            values, by_place, wrong = record(table, row)
            if not wrong and not self._named(row, keys) and is_unlabelled_total(_figures(by_place), self.sums):
                self._drop(row, "合计行")
                continue
            self.sums.records += 1
            for place, value in by_place.items():
                self.sums.add(place, value)
            wrong += self._finish(row, values)
            typed, lacking = row_of(table, row, values)
            lacking = [] if wrong else lacking
            double = doubles.of(typed) if not wrong and not lacking else None
            if double and double.harmless:
                self.dropped.append(Dropped(row + 1, f"和第 {double.first} 行完全相同"))
                continue
            wrong += lacking + ([table.fault(row, "", double.says)] if double else [])
            self.faults += wrong
            good += not wrong
            self.rows.append(typed)
        return Reading(table.grid.name, table.mapping, self.period, self.rows, self.faults, self.dropped, good)

    def _places(self) -> tuple[list[int], list[int]]:
        """Return the columns that name a record, and those of money and numbers."""
        kind, columns = self.table.mapping.kind, self.table.columns
        fields = readable(kind)
        keys = [column.head.place for column in columns if column.name in KEYS]
        if not issubclass(KINDS[kind], Person):
            keys = [column.head.place for column in columns if column.name in fields and fields[column.name].metadata["needed"]]
        counted = (*MONEY, "days", "hours", "overtime_hours", "overtime_days")
        return keys, [column.head.place for column in columns if column.name in counted]

    def _named(self, row: int, keys: Sequence[int]) -> bool:
        return any(not is_empty(self.table.grid.cell(row, place)) for place in keys)

    def _drop(self, row: int, why: str) -> None:
        if why != "空行":
            self.dropped.append(Dropped(row + 1, why))
        if why != "合计行":
            return
        if not self.faults:
            self.faults += wrong_totals(self.table.grid.name, row + 1, self._told(row), self.sums)
        self.sums.block.clear()

    def _told(self, row: int) -> Mapping[Column, tuple[int, Decimal]]:
        """Return the figures of a total row; what is no figure there is left alone."""
        told = {}
        for column in self.table.columns:
            cell = self.table.grid.cell(row, column.head.place)
            if column.name not in (*MONEY, "days", "hours", "overtime_hours") or column.name == "balance" or is_empty(cell):
                continue
            try:
                told[column] = (column.head.place, Decimal(read_cell(column, cell, self.table.mapping)))
            except WrongCell:
                continue
        return told

    def _finish(self, row: int, values: dict[str, Any]) -> list[Fault]:
        """Complete a row with what the sheet says once: its months, its outcome. Returns what is wrong with them."""
        kind = self.table.mapping.kind
        if kind == "bank" and "outcome" not in values:
            layout = next((each for each in LAYOUTS if each.key == self.table.mapping.layout), None)
            values["outcome"] = self.table.grid.outcome or outcome_of(self.table.grid.name) or (layout.outcome if layout else None)
            if "reason" in values and not (layout and layout.outcome == "paid"):
                values["outcome"] = "failed"
        return self._months(row, values) if kind == "payroll" else []

    def _months(self, row: int, values: dict[str, Any]) -> list[Fault]:
        if "year" in values and "month_of_year" in values:
            column = Column(next(head for head in self.table.heading.heads if self.table.mapping.columns.get(head.path) == "month_of_year"), "month")
            try:
                values["month"] = read_cell(column, f"{values['year']}-{values['month_of_year']}".replace("年", "").replace("月", ""), self.table.mapping)
            except WrongCell as wrong:
                return [self.table.fault(row, column.head.title, str(wrong))]
        month = values.get("month")
        if month and not self.many_months and self.period is None:
            self.period = Period.of_month(*month)
        if self.period is None and month is None:
            return [self.table.fault(row, "月份", NO_MONTH, unsaid=True)]
        if month and self.period and not self.many_months and not self.period.has_month(month):
            says = f"这一行是 {month[0]}年{month[1]}月，这张表是 {self.period.label}。别的月份请放到那个月的表里"
            return [self.table.fault(row, "月份", says)]
        told = self.period if self.period and not self.many_months else Period.of_month(*month) if month else self.period
        values["since"], values["until"] = _days(told)
        return []


def _days(period: Period | None) -> tuple[date | None, date | None]:
    return (period.since, period.until) if period else (None, None)


def _figures(by_place: Mapping[int, Any]) -> dict[int, Decimal]:
    return {
        place: Decimal(value)
        for place, value in by_place.items()
        if isinstance(value, int | Decimal) and not isinstance(value, bool)
    }
