"""A table of early warning as an Excel workbook: what is filtered, safe against formulas, with who took it and when."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from hezhong.web.desk.excel import TYPE, safe

Cell = str | int | Decimal | date | None


@dataclass(frozen=True)
class Column:
    """A head and how wide it is, in characters."""

    head: str
    width: int


@dataclass(frozen=True)
class Sheet:
    """A table to take away. name: of the file, ASCII. title: of the sheet."""

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def workbook(sheet: Sheet, by: str, on: date) -> HttpResponse:
    """Return the table as a workbook to download."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page = book.add_worksheet(sheet.title)
    head = book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1})
    formats = {Decimal: book.add_format({"num_format": "#,##0.00"}), date: book.add_format({"num_format": "yyyy-mm-dd"})}
    for at, column in enumerate(sheet.columns):
        page.write_string(0, at, column.head, head)
        page.set_column(at, at, column.width)
    for number, row in enumerate(sheet.rows, 1):
        for at, cell in enumerate(row):
            _write(page, number, at, cell, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.write_string(len(sheet.rows) + 2, 0, f"导出人 {by}，{on.isoformat()}，共 {len(sheet.rows)} 行")
    book.close()
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{sheet.name}-{on.isoformat()}.xlsx"'
    return response


def _write(page: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    match cell:
        case str():
            page.write_string(row, column, safe(cell))
        case Decimal():
            page.write_number(row, column, float(cell), formats[Decimal])
        case int():
            page.write_number(row, column, cell)
        case date():
            page.write_datetime(row, column, cell, formats[date])
