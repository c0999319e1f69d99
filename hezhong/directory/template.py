"""The empty workbook to fill in: lists to choose from, counties that follow the city, numbers kept as text."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from hezhong.directory import regions
from hezhong.directory.sheets import POST_NAMES, PROPERTY, SHEETS, VERSION, Column, Holds, Sheet

LISTS = "列表"
TEXT = 49  # the number format that every spreadsheet knows as text
ROWS = 5000
"""Rows that are prepared; a longer table is read all the same."""
COUNTIES_OF = "县区_"


def write(path: Path, businesses: Iterable[str]) -> None:
    """Write the template. ``businesses``: titles of the kinds of business that offices can serve."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    book.set_custom_property(PROPERTY, VERSION, "number")
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E7EEF6", "border": 1}),
        "needed": book.add_format({"bold": True, "bg_color": "#FBE3D6", "border": 1}),
        "text": book.add_format({"num_format": TEXT}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    pages = [book.add_worksheet(sheet.name) for sheet in SHEETS]
    sources = _lists(book, tuple(businesses))
    for page, sheet in zip(pages, SHEETS, strict=True):
        _fill(page, sheet, formats, sources)
    book.close()


def _fill(page: Any, sheet: Sheet, formats: dict[str, Any], sources: dict[Holds, str]) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width, formats["day" if column.holds is Holds.DAY else "text"])
        page.write_string(0, number, column.title, formats["needed" if column.needed else "head"])
        page.data_validation(1, number, ROWS, number, _validation(sheet, column, number, sources))
    page.freeze_panes(1, 0)


def _validation(sheet: Sheet, column: Column, number: int, sources: dict[Holds, str]) -> dict[str, Any]:
    """Return what a cell of the column offers and says. Lists help; what counts is checked when the file is read."""
    words = {"input_title": column.title, "input_message": column.hint} if column.hint else {}
    if column.holds is Holds.COUNTY:
        city = xl_col_to_name(next(n for n, each in enumerate(sheet.columns) if each.holds is Holds.CITY))
        source = f'=INDIRECT("{COUNTIES_OF}"&${city}2)'
        return {"validate": "list", "source": source, "error_type": "warning", **words}
    if column.holds in sources:
        return {"validate": "list", "source": sources[column.holds], **words}
    return {"validate": "any", **words}


def _lists(book: Any, businesses: Sequence[str]) -> dict[Holds, str]:
    """Write the hidden sheet of lists, name each city's counties, and return where the plain lists stand."""
    page = book.add_worksheet(LISTS)
    page.hide()
    cities = regions.children(regions.root().path[-1])
    plain = {Holds.CITY: [name for _, name in cities], Holds.POST: list(POST_NAMES), Holds.BUSINESS: list(businesses)}
    found = {}
    for number, (holds, entries) in enumerate(plain.items()):
        found[holds] = _column(page, number, entries)
    for number, (code, name) in enumerate(cities, len(plain)):
        counties = [county for below, county in regions.children(code) if regions.level(below) == "county"]
        book.define_name(f"{COUNTIES_OF}{name}", _column(page, number, counties or [""]))
    return found


def _column(page: Any, number: int, entries: Sequence[str]) -> str:
    """Write a list into a column; return the reference to it."""
    for row, entry in enumerate(entries):
        page.write_string(row, number, entry)
    letter = xl_col_to_name(number)
    return f"={LISTS}!${letter}$1:${letter}${max(len(entries), 1)}"
