"""Rows of rosters, comings and goings, attendance sheets and gates to lines of the ledger."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hezhong.directory.tokens import derived_token
from hezhong.engine.ledger_conversion import Here, Line
from hezhong.engine.ledger_register_rows import contract_token
from hezhong.ledger.site_tables import ATTENDANCE, LABOUR_DAYS, ROSTER
from hezhong.ledger.ways_in.rows import AttendanceRow

NO_ENTRY = "没有填。请填写入场日期；整张表没有这一栏的，填“从哪天”（这些人哪天入场），再按这样重新读"
HOURS_OF_DAY = 8
"""Hours that one 工日 stands for where no hours are written."""
DIRECTIONS = {"in": "come", "out": "go"}
MEANS = (("脸", "face"), ("face", "face"), ("补", "paper"), ("手工", "paper"), ("手机", "phone"), ("app", "phone"), ("卡", "card"), ("card", "card"))
"""What a device says of itself -> how somebody was known; the first word that is found."""


def roster(here: Here) -> Iterator[Line]:
    """Yield a line for each worker and employer on the site."""
    unsaid = 0
    for row, worker in here.people():
        entered = row.entered or here.context.since
        if entered is None:
            here.wrong(row, "入场日期", NO_ENTRY, unsaid=True)
            continue
        unsaid += row.entered is None
        employer, rate = here.employer(row), row.day_rate or row.hour_rate
        yield Line(ROSTER, row.number, {
            "city": here.context.city, "site": here.context.site, "worker": worker, "employer": employer,
            "team": here.team(row), "entered_on": entered, "left_on": row.left, "card": here.card(row),
            "agreed_fen": rate.fen if rate else None, "per": rate.per if rate else None,
            "contract": contract_token(employer, row.contract_no) if row.contract_no else None,
        })  # fmt: skip
    if since := here.context.since:
        here.note(f"没有写入场日期，按 {since.year}年{since.month}月{since.day}日 入场收。", unsaid)


def movement(here: Here) -> Iterator[Line]:
    """Yield the roster's lines as they are after the comings and goings, which count in the order of their days."""
    standing = {(row["worker"], row["employer"]): dict(row) for row in here.enrolment.standing.rows}
    touched: dict[tuple[int, int], int] = {}
    for row, worker in sorted(here.people(), key=lambda each: each[0].day):
        who = worker, here.employer(row)
        if row.moves == "in":
            fresh = {"city": here.context.city, "site": here.context.site, "worker": who[0], "employer": who[1]}
            standing[who] = {**dict.fromkeys(ROSTER.all_columns), **standing.get(who, {}), **fresh, "entered_on": row.day, "left_on": None}
            standing[who]["team"] = here.team(row) or standing[who]["team"]
        elif who not in standing:
            here.wrong(row, "姓名", "花名册里没有这个人，不能登记退场。请先导入花名册")
            continue
        else:
            standing[who] = {**standing[who], "left_on": row.day}
        touched[who] = row.number
    for who, number in touched.items():
        yield Line(ROSTER, number, standing[who])


def attendance(here: Here) -> Iterator[Line]:
    """Yield days as a team writes them down, and passes where a sheet has the times of a clock.

    A day written as 0 takes back what stood there. A row that only says 休息 or 旷工 states no work and gives no line.
    """
    silent = 0
    for row, worker in here.people():
        said = {"city": here.context.city, "site": here.context.site, "worker": worker, "day": row.day}
        minutes = _minutes(row)
        if row.punches or row.started or row.ended:
            yield from _passes(row, said, here.employer(row))
        elif minutes is None:
            silent += 1
        else:
            yield Line(LABOUR_DAYS, row.number, {**said, "minutes": minutes, "team_size": None}, withdrawn=not minutes)
    here.note("没有写出勤，没有收。", silent)


def _minutes(row: AttendanceRow) -> int | None:
    """Return the minutes worked on a day, None where nothing says."""
    if row.hours is not None:
        hours = row.hours + (row.overtime_hours or 0)
    elif row.days is not None or row.overtime_hours is not None:
        hours = (row.days or Decimal(0)) * HOURS_OF_DAY + (row.overtime_hours or 0)
    else:
        return None
    return int((hours * 60).quantize(Decimal(1), ROUND_HALF_UP))


def _passes(row: AttendanceRow, said: Mapping[str, Any], employer: int) -> Iterator[Line]:
    on: date = said["day"]
    if row.punches:
        passes = [(datetime.combine(on, punch), "unknown") for punch in row.punches]
    else:
        passes = [(datetime.combine(on, row.started), "come")] if row.started else []
        if row.ended:  # after midnight: still the shift of the day it is written under
            late = timedelta(days=1) if row.started and row.ended < row.started else timedelta()
            passes.append((datetime.combine(on, row.ended) + late, "go"))
    for at, direction in passes:
        values = {**said, "swiped_at": at, "direction": direction, "means": None, "gate": None, "employer": employer}
        yield Line(ATTENDANCE, row.number, values)


def swipe(here: Here) -> Iterator[Line]:
    """Yield each pass through a gate."""
    site = here.context.site
    for row, worker in here.people():
        yield Line(ATTENDANCE, row.number, {
            "city": here.context.city, "site": site, "worker": worker, "day": row.at.date(), "swiped_at": row.at,
            "direction": DIRECTIONS[row.moves], "means": means(row.source or ""),
            "gate": derived_token("gate", f"{site}:{row.device}") if row.device else None, "employer": here.employer(row),
        })  # fmt: skip


def means(says: str) -> str | None:
    """Return how somebody was known at the gate, None where the device says nothing we know."""
    said = says.lower()
    return next((code for word, code in MEANS if word in said), None)
