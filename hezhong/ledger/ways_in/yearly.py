"""The yearly ledger of wages: one worker a row, pairs of N月工资 and N月代付 across; turned into a row for each month."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import is_empty
from hezhong.ledger.ways_in.faults import Fault, WrongCell
from hezhong.ledger.ways_in.headers import Head, titles
from hezhong.ledger.ways_in.lines import why_no_record
from hezhong.ledger.ways_in.periods import Period, year_of
from hezhong.ledger.ways_in.reading import Dropped, Reading
from hezhong.ledger.ways_in.records import FORMULA, Table
from hezhong.ledger.ways_in.rows import PayrollRow

MONTH = re.compile(r"(\d{1,2})月(?:份)?/?(工资|代付)")
WHOLE = {"工资合计": "gross", "代付合计": "paid_by_contractor", "未支付金额": "unpaid"}
NO_YEAR = "不知道是哪一年的台账。请选“哪个月”（选那一年的任何一个月），再按这样重新读"


def read(table: Table, period: Period | None) -> Reading:
    """Return a row for each worker and month, and one for the year where something stayed unpaid or a foreman paid."""
    year = period.since.year if period else year_of(titles(table.grid, table.heading))
    if year is None:
        return Reading(table.grid.name, table.mapping, period, faults=[table.fault(table.heading.last, "", NO_YEAR, unsaid=True)])
    faults: list[Fault] = []
    rows: list[PayrollRow] = []
    dropped: list[Dropped] = []
    numbers = [head.place for head in table.heading.heads if MONTH.fullmatch(head.path) or head.last in WHOLE]
    names = [column.head.place for column in table.columns if column.name == "name"]
    if not names:
        faults.append(table.fault(table.heading.last, "姓名", "表头缺“姓名”。请补上这一栏"))
    for row in range(table.heading.last + 1, len(table.grid.rows)) if names else ():
        if why := why_no_record(table.grid.rows[row], table.heading, names, numbers):
            dropped += [Dropped(row + 1, why)] if why != "空行" else []
        elif is_empty(table.grid.cell(row, names[0])):
            faults.append(table.fault(row, "姓名", "没有填。请填写"))
        else:
            found, wrong = _worker(table, row, year)
            rows += found
            faults += wrong
    return Reading(table.grid.name, table.mapping, period, rows, faults, dropped)


def _worker(table: Table, row: int, year: int) -> tuple[list[PayrollRow], list[Fault]]:
    faults: list[Fault] = []
    told: dict[str, Any] = {}
    for column in table.columns:
        if column.name in ("name", "trade", "team") and not is_empty(cell := table.cell(row, column)):
            try:
                told[column.name] = cells.name(cell) if column.name == "name" else cells.text(cell)
            except WrongCell as wrong:
                faults.append(table.fault(row, column.head.title, str(wrong)))
    months: dict[int, dict[str, int]] = {}
    whole: dict[str, int] = {}
    for head in table.heading.heads:
        of_month = MONTH.fullmatch(head.path)
        name = WHOLE.get(head.last) or _foreman(table, head)
        value = _money(table, row, head, faults) if of_month or name else None
        if value is not None and of_month:
            months.setdefault(int(of_month[1]), {})["gross" if of_month[2] == "工资" else "paid_by_contractor"] = value
        elif value is not None and name:
            whole[name] = value
    faults += _unequal(table, row, months, whole)
    rows = [_row(row, told, Period.of_month(year, month), values) for month, values in sorted(months.items()) if any(values.values())]
    rest: dict[str, Any] = {name: whole[name] for name in ("unpaid", "paid_by_foreman") if whole.get(name)}
    if rest:
        rows.append(PayrollRow(row + 1, **told, **rest, since=date(year, 1, 1), until=date(year, 12, 31)))
    return rows, faults


def _row(row: int, told: Mapping[str, Any], of: Period, values: Mapping[str, Any]) -> PayrollRow:
    return PayrollRow(row + 1, **told, **values, month=(of.since.year, of.since.month), since=of.since, until=of.until)


def _money(table: Table, row: int, head: Head, faults: list[Fault]) -> int | None:
    cell = table.grid.cell(row, head.place)
    if (row, head.place) in table.grid.uncounted:
        faults.append(table.fault(row, head.title, FORMULA))
        return None
    if is_empty(cell):
        return None
    try:
        return cells.paid(cell)
    except WrongCell as wrong:
        faults.append(table.fault(row, head.title, str(wrong)))
        return None


def _foreman(table: Table, head: Head) -> str:
    return "paid_by_foreman" if table.mapping.columns.get(head.path) == "paid_by_foreman" else ""


def _unequal(table: Table, row: int, months: Mapping[int, Mapping[str, int]], whole: Mapping[str, int]) -> list[Fault]:
    """Return a fault where the months do not add up to the year's sum."""
    found = []
    for title, name in (("工资合计", "gross"), ("代付合计", "paid_by_contractor")):
        added = sum(values.get(name, 0) for values in months.values())
        if name in whole and whole[name] != added:
            says = f"写的是 {whole[name] / 100:,.2f}，各月相加是 {added / 100:,.2f}。请看看哪个月漏了或者写错了"
            found.append(table.fault(row, title, says))
    return found
