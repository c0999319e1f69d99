"""The export of a punch clock in blocks: a line that names the worker, a line of day numbers, a line of times."""

import re
from datetime import time
from typing import Any

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import is_empty, plain
from hezhong.ledger.ways_in.day_grids import NO_PERIOD
from hezhong.ledger.ways_in.faults import Fault, WrongCell
from hezhong.ledger.ways_in.headers import DAY_HEAD, PUNCHER
from hezhong.ledger.ways_in.periods import Period
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.records import Table
from hezhong.ledger.ways_in.rows import AttendanceRow

NUMBER, TEAM = re.compile(r"工号\s*[:：]\s*(\S+)"), re.compile(r"部门\s*[:：]\s*(\S+)")
ONE_PUNCH = "仅一次打卡"


def read(table: Table, period: Period | None) -> Reading:
    """Return a row for every worker and day with a punch; one punch alone is said so."""
    rows: list[AttendanceRow] = []
    faults: list[Fault] = [] if period else [table.fault(0, "", NO_PERIOD, unsaid=True)]
    lines = [" ".join(plain(cell) for cell in row if plain(cell)) for row in table.grid.rows]
    for at, line in enumerate(lines):
        if period and (named := PUNCHER.search(line)):
            number, team = NUMBER.search(line), TEAM.search(line)
            try:
                name = cells.name(named[1])
            except WrongCell as wrong:
                faults.append(table.fault(at, "姓名", str(wrong)))
                continue
            worker: dict[str, Any] = {"name": name, "worker_no": number and number[1], "team": team and team[1]}
            found, more = _block(table, at, worker, period)
            rows += found
            faults += more
    return Reading(table.grid.name, table.mapping, period, rows, faults)


def _block(table: Table, at: int, worker: dict[str, Any], period: Period) -> tuple[list[AttendanceRow], list[Fault]]:
    rows, faults = [], []
    if at + 2 >= len(table.grid.rows):
        return [], [table.fault(at, "", "这个人下面没有日期和打卡时间。请重新导出")]
    for place, head in enumerate(table.grid.rows[at + 1]):
        number = DAY_HEAD.fullmatch(plain(head))
        cell = table.grid.cell(at + 2, place)
        if is_empty(cell):
            continue
        day = period.day(int(number[2]), int(number[1] or 0)) if number else None
        try:
            punches = _punches(cell)
        except WrongCell as wrong:
            faults.append(table.fault(at + 2, plain(head), str(wrong)))
            continue
        if day is None:
            faults.append(table.fault(at + 1, plain(head), f"这一天不在 {period.label} 里。请看看选的时间对不对"))
            continue
        alone = ONE_PUNCH if len(punches) == 1 else None
        ended = punches[-1] if len(punches) > 1 else None
        rows.append(AttendanceRow(at + 3, **worker, day=day, started=punches[0], ended=ended, status=alone, punches=punches))
    return rows, faults


def _punches(cell: cells.Cell) -> tuple[time, ...]:
    if not isinstance(cell, str):
        return (cells.clock(cell),)
    return tuple(cells.clock(part) for part in plain(cell).split())
