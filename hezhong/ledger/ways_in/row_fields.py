"""What every row of a file may say, and how a field says by which reader its cells are read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hezhong.ledger.ways_in import cells


def read_by(reader: Callable[[cells.Cell], Any], title: str, *, needed: bool = False, adds: bool = False) -> Any:
    """Return a field read by ``reader``. adds: several columns may hold it, and their sum is meant."""
    return field(default=None, metadata={"reader": reader, "title": title, "needed": needed, "adds": adds})


@dataclass(frozen=True)
class Person:
    """What every row about a worker may say."""

    number: int
    name: str | None = read_by(cells.name, "姓名", needed=True)
    identity: str | None = read_by(cells.identity, "身份证号")
    phone: str | None = read_by(cells.phone, "手机号码")
    employer: str | None = read_by(cells.text, "单位名称")
    employer_code: str | None = read_by(cells.text, "统一社会信用代码")
    project: str | None = read_by(cells.text, "项目名称")
    team: str | None = read_by(cells.text, "班组")
    trade: str | None = read_by(cells.text, "工种")
    role: str | None = read_by(cells.text, "人员类型")
    remark: str | None = read_by(cells.text, "备注")
