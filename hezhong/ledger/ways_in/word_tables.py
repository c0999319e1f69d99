"""The tables of a Word document: payrolls are typed there too."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PART = "word/document.xml"


@dataclass(frozen=True)
class WordTable:
    """One table. merged: ranges as (row, column) from 0, ends included."""

    rows: Sequence[Sequence[str]]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]


def tables(data: bytes) -> tuple[WordTable, ...]:
    """Return the tables of a document; nothing where the archive is no Word document or cannot be parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if PART not in parts.namelist():
                return ()
            body = parts.read(PART)
        # A document type is where entities that grow without end are declared; Word writes none.
        root = None if b"<!DOCTYPE" in body else ElementTree.fromstring(body)
    except (zipfile.BadZipFile, ElementTree.ParseError):
        return ()
    return tuple(_table(each) for each in root.iter(f"{W}tbl")) if root is not None else ()


def _table(table: ElementTree.Element) -> WordTable:
    rows: list[list[str]] = []
    corners: dict[int, tuple[int, int, int]] = {}
    merged = []
    for at, line in enumerate(table.findall(f"{W}tr")):
        row: list[str] = []
        for cell in line.findall(f"{W}tc"):
            place, width = len(row), _span(cell)
            row += [_text(cell), *[""] * (width - 1)]
            down = cell.find(f"{W}tcPr/{W}vMerge")
            if down is not None and down.get(f"{W}val") != "restart" and place in corners:
                corners[place] = (*corners[place][:2], at)
                continue
            if place in corners:
                merged.append(_range(place, corners.pop(place)))
            if down is not None or width > 1:
                corners[place] = (at, width, at)
        rows.append(row)
    merged += [_range(place, corner) for place, corner in corners.items()]
    return WordTable(rows, [each for each in merged if each[0] != each[1]])


def _range(place: int, corner: tuple[int, int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    top, width, bottom = corner
    return (top, place), (bottom, place + width - 1)


def _span(cell: ElementTree.Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    told = span.get(f"{W}val", "1") if span is not None else "1"
    return min(int(told), 100) if told.isdigit() and int(told) else 1


def _text(cell: ElementTree.Element) -> str:
    return "\n".join("".join(text.text or "" for text in part.iter(f"{W}t")) for part in cell.findall(f"{W}p"))
