"""A file to grids of cells: .xlsx, .xls, the tables of a .docx, CSV, separated or fixed-width text, and the two lists of a bank's answer."""

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import python_calamine as calamine

from hezhong.ledger.ways_in import texts, word_tables
from hezhong.ledger.ways_in.cells import Cell
from hezhong.ledger.ways_in.faults import Unreadable

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
OLE, ZIP, PDF = b"\xd0\xcf\x11\xe0", b"PK\x03\x04", b"%PDF"
IMAGES = (b"\xff\xd8\xff", b"\x89PNG")
LOCKED = "这个文件加了密码。请在 Excel 或者 WPS 里去掉打开密码，再上传"
BROKEN = "这个文件打不开。请用 Excel 或者 WPS 打开，另存为 .xlsx 再上传"
SHEET_PART = re.compile(r'<sheet\b[^>]*?\bname="([^"]*)"[^>]*?\br:id="([^"]*)"')
RELATION = re.compile(r"<Relationship\b[^>]*>")
UNCOUNTED = re.compile(rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>')
FAILED = re.compile(rb'<c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]+)(\d+)"')
PROPERTY = "hezhong-template"
STORED_TEMPLATE = re.compile(rf'name="{PROPERTY}"[^>]*>\s*<vt:\w+>([\w-]+)/(\d+)<')
SHOWN_TEMPLATE = re.compile(r"模板 ([\w-]+)/(\d+)")
"""The same in words above the heads: it stays when somebody copies the rows into a workbook of their own, and in CSV."""
CORRECTION = "需要改正"
"""Head of the column that ``correcting`` adds; what stands there is ours, not the file's."""
TOP = 20
MOST_PROPERTIES = 100_000

Range = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True)
class Grid:
    """One sheet. rows: from the sheet's first row and column on; merged: ranges as (row, column) from 0, ends included.

    uncounted: cells with a formula but no result (of .xls unknown: there they look empty); outcome: of a bank's list, paid or failed.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Range] = ()
    uncounted: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    outcome: str = ""

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell; an empty text beyond the edge."""
        line = self.rows[row] if row < len(self.rows) else ()
        return line[column] if column < len(line) else ""


def grids(data: bytes) -> tuple[Grid, ...]:
    """Return the filled sheets of a file, whatever its name says it is. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"文件超过 {MOST_BYTES // 1024 // 1024} 兆。请删掉图片，或者分成几个文件上传")
    if not data.strip():
        raise Unreadable("这个文件是空的。请选填好的那一个文件")
    if data.startswith((PDF, *IMAGES)):
        raise Unreadable("这是扫描件或者图片，读不出表格。请上传原来的 Excel 表，图片可以作为附件")
    found = tuple(map(_uncorrected, _of_workbook(data) if data.startswith((OLE, ZIP)) else _of_text(data)))
    filled = tuple(grid for grid in found if any(cell != "" for row in grid.rows for cell in row))
    if not filled:
        raise Unreadable("这个文件里没有内容。请选填好的那一个文件")
    return filled


def _uncorrected(grid: Grid) -> Grid:
    """Return a sheet without the column of corrections that we added to it ourselves."""
    last = max((len(row) for row in grid.rows), default=0) - 1
    added = any(str(grid.cell(row, last)).startswith(CORRECTION) for row in range(min(TOP, len(grid.rows))))
    return replace(grid, rows=[row[:last] for row in grid.rows]) if added and last > 0 else grid


def shown_template(grid: Grid) -> tuple[str, int] | None:
    """Return the kind and version of our own template that the rows above the heads tell, or None."""
    found = SHOWN_TEMPLATE.search(" ".join(str(cell) for row in grid.rows[:TOP] for cell in row[:1]))
    return (found[1], int(found[2])) if found else None


def template(data: bytes) -> tuple[str, int] | None:
    """Return the kind and version of our own template that a workbook was made from, or None."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts, parts.open("docProps/custom.xml") as properties:
            found = STORED_TEMPLATE.search(properties.read(MOST_PROPERTIES).decode("utf8", "replace"))
    except (zipfile.BadZipFile, KeyError):
        return None
    return (found[1], int(found[2])) if found else None


def _of_workbook(data: bytes) -> tuple[Grid, ...]:
    if data.startswith(ZIP):
        _check_size(data)
        if tables := word_tables.tables(data):
            return tuple(Grid(f"第 {at} 张表" if len(tables) > 1 else "", each.rows, each.merged) for at, each in enumerate(tables, 1))
    elif "EncryptedPackage".encode("utf-16le") in data:
        raise Unreadable(LOCKED)
    try:
        book = calamine.load_workbook(io.BytesIO(data))
        uncounted = _uncounted(data) if data.startswith(ZIP) else {}
        return tuple(
            _grid(book.get_sheet_by_name(sheet.name), uncounted.get(sheet.name, frozenset()))
            for sheet in book.sheets_metadata
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        )
    except calamine.PasswordError:
        raise Unreadable(LOCKED) from None
    except (calamine.CalamineError, OSError, ValueError, zipfile.BadZipFile, KeyError):
        raise Unreadable(BROKEN) from None


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        raise Unreadable(BROKEN) from None
    if unpacked > MOST_UNPACKED:
        raise Unreadable("这个文件解开以后太大。请分成几个文件上传")


def _grid(sheet: Any, uncounted: frozenset[tuple[int, int]]) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)
    return Grid(sheet.name, rows, tuple(sheet.merged_cell_ranges or ()), uncounted)


def _uncounted(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    """Return, by sheet, the cells with a formula and no result, as programs leave them, or with an error like #REF!."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = set(parts.namelist())
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return {}
        targets = _targets(parts.read("xl/_rels/workbook.xml.rels").decode("utf8", "replace"))
        found = {}
        for name, key in SHEET_PART.findall(parts.read("xl/workbook.xml").decode("utf8", "replace")):
            part = targets.get(key, "")
            content = parts.read(part) if part in names else b""
            cells = [*UNCOUNTED.findall(content), *FAILED.findall(content)]
            found[_unescaped(name)] = frozenset((int(row) - 1, _column(letters)) for letters, row in cells)
        return found


def _targets(relations: str) -> dict[str, str]:
    found = {}
    for relation in RELATION.findall(relations):
        key, target = re.search(r'\bId="([^"]*)"', relation), re.search(r'\bTarget="([^"]*)"', relation)
        if key and target:
            found[key[1]] = target[1].lstrip("/") if target[1].startswith("/") else f"xl/{target[1]}"
    return found


def _column(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _unescaped(name: str) -> str:
    for sign, meant in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        name = name.replace(sign, meant)
    return name


def _of_text(data: bytes) -> tuple[Grid, ...]:
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"{", b"[")):
        return _of_answer(data)
    if order := texts.fixed_width(data):
        return (Grid(order.name, order.rows),)
    return (Grid("", texts.separated(data)),)


def _of_answer(data: bytes) -> tuple[Grid, ...]:
    """Return the lists of records of a JSON answer, each a grid with its own heads."""
    try:
        told = json.loads(texts.decoded(data))
    except (ValueError, RecursionError):
        raise Unreadable("这个 JSON 文件不完整。请重新下载一次") from None
    lists: Mapping[str, Any] = {"": told} if isinstance(told, list) else told
    if not any(isinstance(records, list) for records in lists.values()):
        lists = {"": [told]}
    return tuple(
        Grid(name, _records(records), outcome=texts.outcome_of(name))
        for name, records in lists.items()
        if isinstance(records, list) and records and all(isinstance(record, dict) for record in records)
    )


def _records(records: Sequence[Mapping[str, Any]]) -> list[list[Cell]]:
    heads = list(dict.fromkeys(head for record in records for head in record))
    return [list(heads), *([_scalar(record.get(head)) for head in heads] for record in records)]


def _scalar(value: Any) -> Cell:
    if value is None:
        return ""
    return value if isinstance(value, str | int | float | bool) else json.dumps(value, ensure_ascii=False)
