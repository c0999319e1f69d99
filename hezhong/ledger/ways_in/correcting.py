"""The file that was handed in, once more, with what must be put right: wrong cells coloured, the words in a last column.

All rows are there as they were typed, so that nothing is typed twice; the corrected file is handed in again as it is.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

from hezhong.ledger.ways_in.cells import Cell
from hezhong.ledger.ways_in.faults import Fault
from hezhong.ledger.ways_in.records import Table
from hezhong.ledger.ways_in.sheets import CORRECTION, PROPERTY, Range
from hezhong.ledger.ways_in.written import TEXT, looks_like_formula

WIDTH, CORRECTION_WIDTH = 14, 60
NO_SHEET = "表"
NOT_IN_A_NAME = dict.fromkeys(map(ord, "[]:*?/\\'"))
LONGEST_NAME = 31
LONGEST_CELL = 32_000
"""Signs; a spreadsheet holds 32,767 in a cell."""


@dataclass(frozen=True)
class _Formats:
    plain: Any
    day: Any
    moment: Any
    clock: Any
    escaped: Any


def marked(tables: Sequence[Table], faults: Sequence[Fault], template: tuple[str, int] | None = None) -> bytes:
    """Return a workbook of these sheets. template: kind and version that the file was made from, kept in it.

    What a formula gave is written as its value; text that looks like a formula stays text.
    """
    out = io.BytesIO()
    # Rows written once and let go, but a merged cell reaches into rows that come later.
    lean = not any(table.grid.merged for table in tables)
    options = {"constant_memory": lean, "strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(out, options) as book:
        if template:
            book.set_custom_property(PROPERTY, f"{template[0]}/{template[1]}")
        right, wrong = _formats(book, {}), _formats(book, {"bg_color": "#FBD5D5", "border": 1, "border_color": "#A0141B"})
        says = book.add_format({"bold": True, "font_color": "#A0141B", "text_wrap": False})
        used: set[str] = set()
        for table in tables:
            sheet = book.add_worksheet(_sheet_name(table.grid.name, used))
            _sheet(sheet, table, [each for each in faults if each.sheet == table.grid.name], (right, wrong, says))
    return out.getvalue()


def _formats(book: Any, look: Mapping[str, Any]) -> _Formats:
    formats: tuple[dict[str, Any], ...] = ({}, {"num_format": "yyyy-mm-dd"}, {"num_format": "yyyy-mm-dd hh:mm:ss"}, {"num_format": "hh:mm:ss"}, {"quote_prefix": True, "num_format": TEXT})
    return _Formats(*(book.add_format({**look, **each}) for each in formats))


def _sheet_name(name: str, used: set[str]) -> str:
    """Return a name that a workbook allows, and that no sheet before has."""
    base = name.translate(NOT_IN_A_NAME).strip()[:LONGEST_NAME] or NO_SHEET
    found, more = base, 2
    while found.lower() in used:
        found, more = f"{base[: LONGEST_NAME - 4]}({more})", more + 1
    used.add(found.lower())
    return found


def _sheet(sheet: Any, table: Table, faults: Sequence[Fault], formats: tuple[_Formats, _Formats, Any]) -> None:
    right, wrong, says = formats
    rows = table.grid.rows
    places, words = _placed(table, faults)
    last = max((len(row) for row in rows), default=0)
    sheet.set_column(0, max(last - 1, 0), WIDTH)
    sheet.set_column(last, last, CORRECTION_WIDTH)
    for (top, left), (bottom, right_edge) in _mergeable(table.grid.merged):
        sheet.merge_range(top, left, bottom, right_edge, "", right.plain)
    head_row = max(table.heading.last, 0)
    for at, row in enumerate(rows):
        marks = places.get(at, frozenset())
        for place, cell in enumerate(row[:last]):
            if cell != "" or place in marks:
                _write(sheet, at, place, cell, wrong if place in marks else right)
        for place in (each for each in marks if each >= len(row)):
            sheet.write_blank(at, place, None, wrong.plain)
        told = words.get(at, [])
        if at == head_row:
            told = [CORRECTION, *told]
        if told:
            sheet.write_string(at, last, "；".join(told)[:LONGEST_CELL], says)
    if table.heading.last >= 0:
        sheet.freeze_panes(head_row + 1, 0)


def _placed(table: Table, faults: Sequence[Fault]) -> tuple[dict[int, frozenset[int]], dict[int, list[str]]]:
    """Return, by row from 0, the wrong columns and what to do; what is wrong with the sheet stands beside its heads."""
    titles = {head.title: head.place for head in table.heading.heads}
    places: dict[int, set[int]] = {}
    words: dict[int, list[str]] = {}
    for fault in faults:
        row = fault.row - 1 if fault.row else max(table.heading.last, 0)
        if fault.column in titles:
            places.setdefault(row, set()).add(titles[fault.column])
        words.setdefault(row, []).append(f"{fault.column}：{fault.says}" if fault.column else fault.says)
    return {row: frozenset(found) for row, found in places.items()}, words


def _mergeable(merged: Sequence[Range]) -> list[Range]:
    """Return the ranges that a workbook takes: of two that touch, the first."""
    taken: set[tuple[int, int]] = set()
    found = []
    for (top, left), (bottom, right) in merged:
        cells = {(row, place) for row in range(top, bottom + 1) for place in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            found.append(((top, left), (bottom, right)))
    return found


def _write(sheet: Any, row: int, place: int, cell: Cell, formats: _Formats) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell, formats.plain)
    elif isinstance(cell, int | float):
        sheet.write_number(row, place, cell, formats.plain)  # one that lost digits too: as text it would pass the next time
    elif isinstance(cell, datetime):
        whole = cell.time() == time(0)
        sheet.write_datetime(row, place, cell, formats.day if whole else formats.moment)
    elif isinstance(cell, date):
        sheet.write_datetime(row, place, cell, formats.day)
    elif isinstance(cell, time | timedelta):
        sheet.write_datetime(row, place, cell, formats.clock)
    else:
        sheet.write_string(row, place, cell[:LONGEST_CELL], formats.escaped if looks_like_formula(cell) else formats.plain)
