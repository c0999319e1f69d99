"""A filled roster: its cells as they were typed, and what each row means; every bad row is named with what to do.

Nothing is stored here. Heads are found wherever they stand in the first rows, under any of the names they go by.
"""

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from hezhong.engine.intake import Column, Leading, Roster

FIRST_ROWS = 10
"""Above the heads a sheet may have its title and a line or two."""
LONGEST_NUMBER = 10**11
MOST_BYTES = 5 * 1024 * 1024
LONGEST_CELL = 200
NOISE = re.compile(r"[\s*＊:：()（）\[\]【】]")


class BadSheet(ValueError):
    """The workbook cannot be read as a roster; the message says what to do."""


@dataclass(frozen=True)
class Typed:
    """One filled row. number: as the spreadsheet counts; cells: our title -> text. lost: titles of cells that lost digits."""

    number: int
    cells: Mapping[str, str]
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row as understood. values: field -> value; wrong: (title, what to do)."""

    typed: Typed
    values: Mapping[str, Any]
    wrong: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Checked:
    """A roster with all that is wrong in it."""

    lines: tuple[Line, ...]

    @property
    def faults(self) -> tuple[tuple[int, str, str], ...]:
        """Return (row, column, what to do), in the order of the rows."""
        return tuple((line.typed.number, title, says) for line in self.lines for title, says in line.wrong)

    @property
    def sound(self) -> bool:
        return bool(self.lines) and not self.faults


def rows_of(data: bytes, columns: Sequence[Column], most: int) -> tuple[Typed, ...]:
    """Return the filled rows of a workbook's first sheet. Raises BadSheet."""
    if len(data) > MOST_BYTES:
        raise BadSheet(f"文件超过 {MOST_BYTES // 1024 // 1024} 兆。名册里只要文字，请删掉图片再上传")
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError, IndexError):
        raise BadSheet("这个文件打不开。请用 Excel 或者 WPS 另存为 .xlsx 再上传") from None
    at, places = _heads(rows, columns)
    filled = list(_filled(rows, at, places))
    if not filled:
        raise BadSheet("表头下面没有人。请从表头的下一行开始，每行填一个人")
    if len(filled) > most:
        raise BadSheet(f"一次最多登记 {most} 人，这张表有 {len(filled)} 人。请分成几张表，一张一张上传")
    return tuple(filled)


def _heads(rows: Sequence[Sequence[Any]], columns: Sequence[Column]) -> tuple[int, dict[int, str]]:
    """Return in which row the heads stand, and place -> our title. Raises BadSheet where one that is needed is missing."""
    names = {_plain(title): column.title for column in columns for title in column.titles}
    best: tuple[int, dict[int, str]] = (0, {})
    for number, row in enumerate(rows[:FIRST_ROWS]):
        there: dict[int, str] = {}
        for place, cell in enumerate(row):
            title = names.get(_plain(str(cell)))
            if title and title not in there.values():
                there[place] = title
        if len(there) > len(best[1]):
            best = (number, there)
    missing = [column.title for column in columns if column.needed and column.title not in best[1].values()]
    if missing:
        raise BadSheet(f"表头里没有找到“{'”“'.join(missing)}”。请用我们的空表，或者把这几栏的表头改成这样")
    return best


def _filled(rows: Sequence[Sequence[Any]], at: int, places: Mapping[int, str]) -> Iterator[Typed]:
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells, lost = {}, []
        for place, title in places.items():
            cell = row[place] if place < len(row) else ""
            if isinstance(cell, float) and cell >= LONGEST_NUMBER:
                lost.append(title)
            cells[title] = _text(cell)
        if any(cells.values()):
            yield Typed(number, cells, tuple(lost))


def _text(cell: Any) -> str:
    if isinstance(cell, datetime | date):
        return f"{cell.year}年{cell.month}月"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}"
    return " ".join(str(cell).split())[:LONGEST_CELL]


def _plain(text: str) -> str:
    return NOISE.sub("", unicodedata.normalize("NFKC", text))


def checked(rows: Sequence[Typed], roster: Roster, lead: Leading) -> Checked:
    """Return the rows as understood. Of two rows with the same person the second is wrong, and names the first."""
    columns = roster.columns(lead)
    first: dict[str, int] = {}
    lines = []
    for typed in rows:
        values, wrong = _read(typed, columns)
        if key := roster.same(values):
            if key in first:
                wrong.append(
                    (
                        columns[1].title,
                        f"和第 {first[key]} 行是同一个人。第 {first[key]} 行、第 {typed.number} 行只留一行，金额合在一起",
                    )
                )
            first.setdefault(key, typed.number)
        lines.append(Line(typed, values, tuple(wrong)))
    return Checked(tuple(lines))


def _read(typed: Typed, columns: Sequence[Column]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    values: dict[str, Any] = {}
    wrong: list[tuple[str, str]] = []
    for column in columns:
        text = typed.cells.get(column.title, "")
        if column.title in typed.lost:
            wrong.append((column.title, "这一格成了数字，后面几位已经丢了。请把单元格格式改成“文本”，重新填写"))
        elif text:
            try:
                values[column.field] = column.read(text)
            except ValueError as unclear:
                wrong.append((column.title, str(unclear)))
        elif column.needed:
            wrong.append((column.title, f"没有填。{column.hint}"))
    return values, wrong
