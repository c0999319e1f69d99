"""Attendance with a column for each day: one row a worker, or two, the second with the hours of overtime."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.faults import Fault, WrongCell, shown
from hezhong.ledger.ways_in.headers import Head
from hezhong.ledger.ways_in.lines import why_no_record
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.reading import Dropped, Reading
from hezhong.ledger.ways_in.records import FORMULA, Table, record
from hezhong.ledger.ways_in.rows import AttendanceRow

WHOLE = {"√", "✓", "✔", "v", "勤", "出", "出勤", "全", "全天", "到", "迟", "早", "迟早", "迟到", "早退"}
HALF = {"半", "半天", "上", "下", "上午", "下午", "△"}
NONE = {"×", "x", "✗", "缺", "旷", "旷工", "缺勤", "假", "休", "休息", "请假", "事", "病", "事假", "病假", "废", "○", "0"}
HOURS = re.compile(r"(\D+)\((\d+(?:\.\d+)?)(?:h|小时)\)|(\d+(?:\.\d+)?)(?:h|小时)", re.IGNORECASE)
MOST_HOURS = 24
NO_PERIOD = "不知道是哪一段时间的考勤。请选“哪个月”，或者填“从哪天”“到哪天”，再按这样重新读"


def read(table: Table, period: Period | None) -> Reading:
    """Return a row for every worker and day that the grid says something of; blank cells say nothing."""
    dates, faults = _dates(table, period)
    rows: list[AttendanceRow] = []
    dropped: list[Dropped] = []
    names = [column.head.place for column in table.columns if column.name in ("name", "identity")]
    if not names:
        faults.append(table.fault(table.heading.last, "姓名", "表头缺“姓名”。请补上这一栏"))
    first: dict[tuple[Any, ...], int] = {}
    row = table.heading.last + 1
    while dates and names and row < len(table.grid.rows):
        why = why_no_record(table.grid.rows[row], table.heading, names, [])
        if why:
            dropped += [Dropped(row + 1, why)] if why != "空行" else []
            row += 1
            continue
        second = row + 1 if _is_second(table, row + 1, names, dates) else None
        worker, _, wrong = record(table, row)
        found, more = _days(table, (row, second), worker, dates)
        rows += found
        faults += wrong + more + _unnamed(table, row, worker) + _again(table, row, worker, first)
        row += 2 if second else 1
    return Reading(table.grid.name, table.mapping, period, rows, faults, dropped)


def _dates(table: Table, period: Period | None) -> tuple[dict[int, tuple[Head, date]], list[Fault]]:
    """Return the date of each day column; numbers need not ascend, the period says which month each is of."""
    if period is None:
        return {}, [table.fault(table.heading.last, "", NO_PERIOD, unsaid=True)]
    found, faults = {}, []
    for head in table.heading.days:
        month, number = head.day or (0, 0)
        if day := period.day(number, month):
            found[head.place] = (head, day)
        elif any(not is_empty(table.grid.cell(row, head.place)) for row in range(table.heading.last + 1, len(table.grid.rows))):
            faults.append(table.fault(table.heading.last, head.title, f"这一天不在 {period.label} 里。请看看选的时间对不对"))
    return found, faults


def _is_second(table: Table, row: int, names: list[int], dates: Mapping[int, Any]) -> bool:
    """Return whether a row is a worker's second: no name in it, and only numbers under the days."""
    if row >= len(table.grid.rows) or any(not is_empty(table.grid.cell(row, place)) for place in names):
        return False
    days = [table.grid.cell(row, place) for place in dates]
    filled = [plain(cell) for cell in days if not is_empty(cell)]
    return bool(filled) and all(re.fullmatch(r"\d+(\.\d+)?(h|小时)?", each) for each in filled)


def _days(
    table: Table, at: tuple[int, int | None], worker: Mapping[str, Any], dates: Mapping[int, tuple[Head, date]]
) -> tuple[list[AttendanceRow], list[Fault]]:
    rows, faults = [], []
    codes = table.mapping.codes.get("status", {})
    told = {name: value for name, value in worker.items() if name not in ("days", "hours", "overtime_hours", "day")}
    for place, (head, day) in dates.items():
        try:
            cell = table.grid.cell(at[0], place)
            values = dict(_first(codes.get(plain(cell), cell)))
            if at[1] is not None and not is_empty(extra := table.grid.cell(at[1], place)):
                values["overtime_hours"] = cells.number(extra)
        except WrongCell as wrong:
            faults.append(table.fault(at[0], head.title, str(wrong)))
            continue
        if {(at[0], place), (at[1], place)} & table.grid.uncounted:
            faults.append(table.fault(at[0], head.title, FORMULA))
        elif values:
            rows.append(AttendanceRow(at[0] + 1, **told, day=day, **values))
    return rows, faults


def _first(cell: Cell) -> Iterator[tuple[str, Any]]:
    """Yield what a day's cell says: a tick, half a day, hours, 勤(9h), a number of days up to one or of hours above."""
    if is_empty(cell):
        return
    found = plain(cell).replace(" ", "").lower()
    hours = HOURS.fullmatch(found)
    status = hours[1] if hours and hours[1] else found
    if hours:
        yield "hours", Decimal(hours[2] or hours[3])
    if status in NONE:
        yield from (("days", Decimal(0)), ("status", status))
    elif status in WHOLE | HALF:
        yield from (("days", Decimal(1) if status in WHOLE else Decimal("0.5")), ("status", status))
    elif not hours:
        number = cells.number(cell) if re.fullmatch(r"[\d.]+", found) else None
        if number is None or number > MOST_HOURS:
            raise WrongCell(f"“{shown(found)}”看不出是出勤还是缺勤。请写 √、半天、小时数，或者“假”“缺”")
        yield ("days" if number <= 1 else "hours"), number


def _unnamed(table: Table, row: int, worker: Mapping[str, Any]) -> list[Fault]:
    return [] if worker.get("name") or worker.get("identity") else [table.fault(row, "姓名", "没有填。请填写")]


def _again(table: Table, row: int, worker: Mapping[str, Any], first: dict[tuple[Any, ...], int]) -> list[Fault]:
    """Return a fault for a second row of the same worker; a sheet without numbers cannot tell namesakes apart."""
    key = (worker.get("identity"),) if worker.get("identity") else tuple(map(worker.get, ("worker_no", "name", "team", "trade")))
    before = first.setdefault(key, row)
    if before == row or not any(key):
        return []
    says = f"和第 {before + 1} 行是同一个人。请合成一行；如果只是同名，请加一栏“身份证号”或者“工号”"
    return [table.fault(row, "姓名", says)]
