"""The table of a region's figures as an Excel workbook, with a sheet of definitions."""

import io
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from hezhong.indicators.reckoning import Row, Table
from hezhong.web.desk.excel import TYPE, safe


def workbook(table: Table, by: str, on: date) -> HttpResponse:
    """Return the figures, a line for each region and one for all, as a workbook to download."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head, bold = book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1, "text_wrap": True}), book.add_format({"bold": True})
    sheet = book.add_worksheet("指标")
    indicators = [each.indicator for each in table.whole.figures]
    for column, title in enumerate(("地区", *(f"{each.title}（{each.unit}）" for each in indicators))):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, 16)
    for number, row in enumerate((*table.below, table.whole), 1):
        _write(sheet, number, row, bold if row is table.whole else None)
    sheet.freeze_panes(1, 1)
    sheet.write_string(len(table.below) + 3, 0, f"导出人 {safe(by)}，{on.isoformat()}，{safe(table.whole.name)}")
    _define(book, head, table)
    book.close()
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename=\"figures-{on.isoformat()}.xlsx\""
    return response


def _write(sheet: Any, number: int, row: Row, form: Any) -> None:
    sheet.write_string(number, 0, safe(row.name), form)
    for column, figure in enumerate(row.figures, 1):
        if figure.value is not None:
            sheet.write_number(number, column, float(figure.value), form)


def _define(book: Any, head: Any, table: Table) -> None:
    sheet = book.add_worksheet("口径")
    for column, (title, width) in enumerate((("指标", 20), ("单位", 12), ("口径", 90))):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for number, figure in enumerate(table.whole.figures, 1):
        indicator = figure.indicator
        for column, text in enumerate((indicator.title, indicator.unit, indicator.definition)):
            sheet.write_string(number, column, safe(text))
