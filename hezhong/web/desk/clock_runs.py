"""The report of one run over clocks: how far it is, what moved by procedure and office, every case, and the workbook."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

import xlsxwriter
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hezhong.engine import clock_desk, clock_moves
from hezhong.engine.clock_desk import NoSuchRun
from hezhong.engine.clock_moves import Only
from hezhong.web import clock
from hezhong.web.desk import tolling
from hezhong.web.desk.excel import TYPE, safe
from hezhong.web.desk.pages import for_staff, page
from hezhong.web.desk.tolling import AT, administrator, for_administrators

HEADS = ("案号", "程序", "机关", "期限", "原到期日", "新到期日", "因此逾期", "没有办成的原因")
WIDTHS = (26, 20, 34, 26, 12, 12, 10, 50)
MOST = 1_000_000  # a sheet holds 1,048,576 lines
STANDING = "停着"


@require_safe
@for_staff
def show(request: HttpRequest, run: int) -> HttpResponse:
    """The page, or the workbook of what it is narrowed to."""
    for_administrators(request)
    try:
        found = clock_desk.run(run)
    except NoSuchRun:
        raise Http404("没有这次计算") from None
    on = {name: request.GET[name] for name in ("case_type", "office", "overdue", "failed") if request.GET.get(name)}
    only = Only(on.get("case_type", ""), _number(on.get("office", "")), "overdue" in on, "failed" in on)
    if request.GET.get("export") == "xlsx":
        return _workbook(clock_moves.every(found, only), administrator(request).words, clock.today())
    rows, after = clock_moves.page(found, only, _number(request.GET.get("after", "")))
    return page(
        request, "desk/clock_run.html", AT,
        run=found, shares=tolling.named(clock_moves.shares(found)), rows=[named(row) for row in rows], after=after, query=urlencode(on), on=on,
    )  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def named(row: dict[str, Any]) -> dict[str, Any]:
    """Return a move with the words of its procedure and office."""
    return {**row, "number": row["case__number"], "procedure": tolling.procedure_name(row["case_type"]), "where": tolling.office_name(row["office"])}


def _workbook(rows: Iterable[dict[str, Any]], by: str, on: date) -> HttpResponse:
    """Return the moves as a workbook, written line by line: only what is sent is ever whole in memory."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet, head = book.add_worksheet("期限变动"), book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for column, (words, width) in enumerate(zip(HEADS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, words, head)
    last = 0
    for last, row in enumerate(map(named, rows), 1):
        if last > MOST:
            break
        _write(sheet, last, row, day)
    sheet.write_string(last + 2, 0, f"导出人 {safe(by)}，{on.isoformat()}，共 {min(last, MOST)} 项{'（只列到这里，请分机关导出）' if last > MOST else ''}")
    book.close()
    response = HttpResponse(out.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f"attachment; filename=\"clock-{on.isoformat()}.xlsx\""
    return response


def _write(sheet: Any, number: int, row: dict[str, Any], day: Any) -> None:
    for column, text in enumerate((row["number"], row["procedure"], row["where"], row["title"])):
        sheet.write_string(number, column, safe(text))
    for column, when in ((4, row["before"]), (5, row["after"])):
        if when is not None:
            sheet.write_datetime(number, column, when, day)
        elif not row["trouble"]:
            sheet.write_string(number, column, STANDING)
    sheet.write_string(number, 6, "是" if row["overdue"] else "")
    sheet.write_string(number, 7, safe(row["trouble"]))
