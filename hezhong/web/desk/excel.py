"""A list as an Excel workbook: what is filtered, masked as on screen, safe against formulas."""

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from hezhong.engine.views import WorklistRow

HEADS = ("案号", "单位", "当事人", "事由", "地区", "环节", "金额（元）", "要做的事", "到期日", "期限", "承办人")
WIDTHS = (26, 30, 16, 16, 12, 12, 12, 20, 12, 16, 10)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def workbook(rows: Sequence[WorklistRow], by: str, on: date) -> HttpResponse:
    """Return the rows as a workbook to download."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("待办")
    head = book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1})
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (title, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for number, row in enumerate(rows, 1):
        _write(sheet, number, row, money, day)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(HEADS) - 1)
    sheet.write_string(len(rows) + 2, 0, f"导出人 {by}，{on.isoformat()}，共 {len(rows)} 件")
    book.close()
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename=\"worklist-{on.isoformat()}.xlsx\""
    return response


def _write(sheet: Any, number: int, row: WorklistRow, money: Any, day: Any) -> None:
    texts = {
        0: row.number,
        1: row.employer,
        2: row.people,
        3: row.about,
        4: row.place,
        5: row.state,
        7: row.due.title if row.due else row.waits,
        9: row.due.words if row.due else "",
        10: row.assignee,
    }
    for column, text in texts.items():
        sheet.write_string(number, column, safe(text))
    if row.amount is not None:
        sheet.write_number(number, 6, float(row.amount), money)
    if row.due and row.due.on:
        sheet.write_datetime(number, 8, row.due.on, day)
