"""Writes files as offices have them, for tests; it shares no code with the reader."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

Cells = Sequence[Sequence[Any]]
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "建国志强秀英海燕平安"


def person(n: int) -> tuple[str, str]:
    """Return an invented name and identity number; the last sign is found by trying them all."""
    name = SURNAMES[n % 10] + GIVEN[n // 10 % 10] + GIVEN[(n * 7 + 3) % 10]
    first = f"440106{1960 + n % 40}{n % 12 + 1:02d}{n % 28 + 1:02d}{n % 1000:03d}"
    for last in "0123456789X":
        digits = [*map(int, first), 10 if last == "X" else int(last)]
        if sum(digit * 2 ** (17 - place) for place, digit in enumerate(digits)) % 11 == 1:
            return name, first + last
    raise AssertionError


def card(n: int) -> str:
    return f"62170033200{n:08d}"


def xlsx(
    sheets: Mapping[str, Cells], merges: Mapping[str, Sequence[tuple[int, int, int, int]]] | None = None,
    hidden: Sequence[str] = (), template: str = "",
) -> bytes:
    """Return a workbook. merges: by sheet, (top, left, bottom, right) from 0; the corner's cell is what is shown."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for top, left, bottom, right in (merges or {}).get(name, ()):
                sheet.merge_range(top, left, bottom, right, "")
            for at, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value is not None and value != "":
                        _write(sheet, at, place, value)
            if name in hidden:
                sheet.hide()
        if template:
            book.set_custom_property("hezhong-template", template)
    return data.getvalue()


def _write(sheet: Any, at: int, place: int, value: Any) -> None:
    if isinstance(value, str) and not value.startswith("="):
        sheet.write_string(at, place, value)
    elif isinstance(value, str):
        formula, _, result = value.partition(" -> ")
        sheet.write_formula(at, place, formula, None, result)
    else:
        sheet.write(at, place, value)


def csv(rows: Cells, encoding: str = "utf-8-sig", by: str = ",", end: str = "\r\n") -> bytes:
    return "".join(by.join(_quoted(str(cell), by) for cell in row) + end for row in rows).encode(encoding)


def _quoted(text: str, by: str) -> str:
    return f'"{text}"' if by in text and by == "," else text


def fixed(rows: Sequence[Sequence[str]], widths: Sequence[int], right: int, *, bytes_count: bool) -> bytes:
    """Return lines of fixed width, in GBK with CRLF. right: the column aligned to the right."""
    out = b""
    for row in rows:
        for place, (text, width) in enumerate(zip(row, widths, strict=True)):
            room = width - (len(text.encode("gbk")) if bytes_count else len(text))
            out += (" " * room + text if place == right else text + " " * room).encode("gbk")
        out += b"\r\n"
    return out
