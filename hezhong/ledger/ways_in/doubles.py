"""The same record twice in one sheet."""

from collections.abc import Hashable
from dataclasses import dataclass, fields, replace
from typing import Any

from hezhong.ledger.ways_in.rows import AttendanceRow, BankRow, PayrollRow, RosterRow, Row


@dataclass(frozen=True)
class Double:
    """Which row was first, and what to do. harmless: a device sent the same pass twice; one of them counts."""

    first: int
    says: str
    harmless: bool = False


class Doubles:
    """Remembers the rows of one sheet."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.seen: dict[Hashable, int] = {}

    def of(self, row: Any) -> Double | None:
        """Return what is wrong where this record stood before."""
        first = self.seen.setdefault(_key(row), row.number)
        if first == row.number:
            return None
        says = f"和第 {first} 行是同一{_what(row)}。请只留一行"
        return Double(first, says, harmless=self.kind == "swipe")


def _key(row: Row) -> Hashable:
    if isinstance(row, PayrollRow) and row.identity:
        return row.identity, row.month, row.is_back_pay, row.back_pay_month
    if isinstance(row, RosterRow) and row.identity:
        return row.identity, row.team, row.entered
    if isinstance(row, BankRow) and row.serial:
        return row.serial
    if isinstance(row, AttendanceRow):
        return row.identity or (row.worker_no, row.name, row.team), row.day
    return tuple(getattr(replace(row, number=0), each.name) for each in fields(row))


def _what(row: Row) -> str:
    if isinstance(row, PayrollRow | RosterRow):
        return "个人"
    return "个人同一天" if isinstance(row, AttendanceRow) else "笔"
