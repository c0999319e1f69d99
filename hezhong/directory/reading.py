"""A filled workbook as rows of plain values; whatever cannot be read is noted with the place where it stands."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import python_calamine as calamine

from hezhong.directory import regions
from hezhong.directory.sheets import PROPERTY, SHEETS, VERSION, Column, Holds, Sheet

DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
STORED_VERSION = re.compile(rf'name="{PROPERTY}"[^>]*>\s*<vt:\w+>(\d+)<')
LONGEST_NUMBER = 10**11
MOST_BYTES = 50 * 1024 * 1024
MOST_PROPERTIES = 100_000


@dataclass(frozen=True)
class Fault:
    """One thing that must be put right. ``row`` as the spreadsheet counts; 0 where the whole sheet is meant."""

    sheet: str
    row: int
    column: str
    says: str

    def __str__(self) -> str:
        if not self.sheet:
            return self.says
        place = (
            f"“{self.sheet}”表"
            + (f"第 {self.row} 行" if self.row else "")
            + (f"“{self.column}”" if self.column else "")
        )
        return f"{place}：{self.says}"


class BadWorkbook(ValueError):
    """The workbook cannot be taken over; ``faults`` says everything that must be put right."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass
class Line:
    """One filled row. What is wrong with it is told to ``wrong``."""

    sheet: Sheet
    number: int
    cells: Mapping[str, str | date]
    faults: list[Fault]
    sound: bool = field(default=True)

    def text(self, title: str) -> str:
        value = self.cells.get(title, "")
        return value if isinstance(value, str) else value.isoformat()

    def day(self, title: str) -> date | None:
        value = self.cells.get(title)
        return value if isinstance(value, date) else None

    def wrong(self, title: str, says: str) -> None:
        """Note a fault of this row."""
        self.faults.append(Fault(self.sheet.name, self.number, title, says))
        self.sound = False

    def region(self) -> str:
        """Return the code of the region that 市, 县区 and 镇街 name; the province where all are empty."""
        code = regions.root().path[-1]
        titles = [
            column.title for column in self.sheet.columns if column.holds in (Holds.CITY, Holds.COUNTY, Holds.TOWN)
        ]
        for title in titles:
            name = self.text(title)
            if not name:
                continue
            below = {each: child for child, each in regions.children(code)}
            if name not in below:
                self.wrong(title, f"{regions.full_name(code) or '本省'}没有“{name}”。请写地区表里的全称")
                return ""
            code = below[name]
        return code


@dataclass(frozen=True)
class Table:
    """The rows of every sheet, and the faults found so far."""

    lines: Mapping[str, Sequence[Line]]
    faults: list[Fault]

    def of(self, sheet: Sheet) -> Sequence[Line]:
        return self.lines[sheet.name]


def read(data: bytes) -> Table:
    """Return the rows of a workbook. Raises BadWorkbook where it is none, or not made from our template."""
    if len(data) > MOST_BYTES:
        raise BadWorkbook([Fault("", 0, "", f"文件超过 {MOST_BYTES // 1024 // 1024} 兆。请分成几个文件导入")])
    try:
        book = calamine.load_workbook(io.BytesIO(data))
    except (calamine.CalamineError, OSError, ValueError):
        raise BadWorkbook([Fault("", 0, "", "这个文件打不开。请用 Excel 或者 WPS 另存为 .xlsx 再导入")]) from None
    if (version := _version(data)) not in (None, VERSION):
        says = f"这个文件用的是第 {version} 版模板，现在是第 {VERSION} 版。请重新取模板（hezhong init --template 文件名），把内容贴过去"
        raise BadWorkbook([Fault("", 0, "", says)])
    faults: list[Fault] = []
    lines = {sheet.name: list(_lines(book, sheet, faults)) for sheet in SHEETS}
    return Table(lines, faults)


def _version(data: bytes) -> int | None:
    """Return the version of the template it was made from; None where the property got lost on the way."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open("docProps/custom.xml") as properties:
            text = properties.read(MOST_PROPERTIES).decode("utf8", "replace")
    except (zipfile.BadZipFile, KeyError):
        return None
    found = STORED_VERSION.search(text)
    return int(found.group(1)) if found else None


def _lines(book: Any, sheet: Sheet, faults: list[Fault]) -> Iterator[Line]:
    """Yield the filled rows of a sheet; a sheet that is missing or has no rows yields none."""
    if sheet.name not in book.sheet_names:
        return
    rows = book.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
    titles = [str(cell).strip() for cell in rows[0]] if rows else []
    if missing := [column.title for column in sheet.columns if rows and column.title not in titles]:
        faults.append(Fault(sheet.name, 1, missing[0], "表头缺这一栏。请用模板的表头，不要改名字"))
        return
    places = [(column, titles.index(column.title)) for column in sheet.columns] if rows else []
    for number, row in enumerate(rows[1:], 2):
        if any(str(cell).strip() for cell in row):
            yield _line(sheet, number, [(column, row[place]) for column, place in places], faults)


def _line(sheet: Sheet, number: int, cells: Sequence[tuple[Column, Any]], faults: list[Fault]) -> Line:
    values: dict[str, str | date] = {}
    line = Line(sheet, number, values, faults)
    for column, cell in cells:
        value = _day(line, column, cell) if column.holds is Holds.DAY else _text(line, column, cell)
        if value:
            values[column.title] = value
        elif column.needed and not str(cell).strip():
            line.wrong(column.title, f"没有填。{column.hint or '请填写'}")
    return line


def _text(line: Line, column: Column, cell: Any) -> str:
    if isinstance(cell, float) and (cell >= LONGEST_NUMBER or not cell.is_integer()):
        line.wrong(column.title, "这一格成了数字，后面的位数可能已经丢了。请把单元格格式改成“文本”，重新填写")
        return ""
    if isinstance(cell, date | datetime):
        line.wrong(column.title, "这一格成了日期。请把单元格格式改成“文本”，重新填写")
        return ""
    return str(int(cell)) if isinstance(cell, float) else " ".join(str(cell).split())


def _day(line: Line, column: Column, cell: Any) -> date | str:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = DAY.fullmatch(str(cell).strip())
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        found = None
    if str(cell).strip():
        line.wrong(column.title, f"“{str(cell).strip()}”不是日期。请写成 2026-01-01")
    return ""
