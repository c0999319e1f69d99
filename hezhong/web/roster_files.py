"""Rosters as workbooks: the empty one to fill in, and the one that was handed in with a column that says what is wrong."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from hezhong.engine.intake import Column
from hezhong.engine.roster_sheet import Line

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT = 49  # the number format that every spreadsheet knows as text
ROWS = 500
WHAT = "要改的地方"


def empty(columns: Sequence[Column]) -> HttpResponse:
    """Return the roster to fill in; its cells are text, so that no number loses a digit."""
    return _workbook("roster-template.xlsx", columns, ())


def marked(columns: Sequence[Column], lines: Sequence[Line]) -> HttpResponse:
    """Return the rows as they were typed, each with what is to be put right."""
    return _workbook("roster-to-correct.xlsx", columns, lines)


def _workbook(name: str, columns: Sequence[Column], lines: Sequence[Line]) -> HttpResponse:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("名册")
    needed = book.add_format({"bold": True, "bg_color": "#FBE3D6", "border": 1})
    head = book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1})
    text, wrong = book.add_format({"num_format": TEXT}), book.add_format({"num_format": TEXT, "bg_color": "#FBD5D5"})
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width, text)
        sheet.write_string(0, place, column.title, needed if column.needed else head)
        words = {"input_title": column.title[:32], "input_message": column.hint}
        sheet.data_validation(1, place, ROWS, place, {"validate": "any", **words})
    for row, line in enumerate(lines, 1):
        _row(sheet, row, columns, line, (text, wrong))
    if lines:
        sheet.set_column(len(columns), len(columns), 60)
        sheet.write_string(0, len(columns), WHAT, head)
    sheet.freeze_panes(1, 0)
    book.close()
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _row(sheet: Any, row: int, columns: Sequence[Column], line: Line, formats: tuple[Any, Any]) -> None:
    """Write one row as typed, its wrong cells coloured. As text: nothing in it is taken for a formula."""
    titles = {title for title, _ in line.wrong}
    for place, column in enumerate(columns):
        sheet.write_string(row, place, line.typed.cells.get(column.title, ""), formats[column.title in titles])
    sheet.write_string(row, len(columns), "；".join(f"{title}：{says}" for title, says in line.wrong))
