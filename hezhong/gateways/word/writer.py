"""Writes blocks into the office's Word template (docxtpl): every page says that it is a working copy."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docxtpl import DocxTemplate

from hezhong.engine.renderer import PaperData
from hezhong.gateways.word.blocks import Block, Cell, Kind

TEMPLATE = Path(__file__).parent / "working_copy.docx"
NOTICE = "工作稿，不是正式文书。正式文书是系统里定稿的 PDF，以它为准；在这里改的，系统里不会跟着改"
ALIGNED = {
    Kind.CENTRED: WD_ALIGN_PARAGRAPH.CENTER,
    Kind.TITLE: WD_ALIGN_PARAGRAPH.CENTER,
    Kind.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
SIZES = {Kind.CENTRED: 18, Kind.TITLE: 22, Kind.SMALL: 9}
BODY, TABLE = 16, 12


def write(blocks: Sequence[Block], data: PaperData) -> bytes:
    """Return the working copy as .docx."""
    template = DocxTemplate(TEMPLATE)
    template.render({"notice": NOTICE, "case_number": data.case_number}, autoescape=True)
    document: Document = template.docx
    for block in blocks:
        if block.kind is Kind.TABLE:
            _table(document, block)
        else:
            _paragraph(document, block)
    about = document.core_properties
    about.title, about.author, about.comments = data.title, data.office, NOTICE
    about.created = about.modified = datetime.fromisoformat(data.dated[:10])
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def _paragraph(document: Document, block: Block) -> None:
    style = "Title" if block.kind is Kind.TITLE else "Normal"
    paragraph = document.add_paragraph(style=style)
    size = SIZES.get(block.kind, BODY)
    _say(paragraph, block.text, size)
    if block.kind in ALIGNED:
        paragraph.alignment = ALIGNED[block.kind]
    if block.kind is Kind.INDENTED:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)


def _say(paragraph: Any, text: str, size: int) -> None:
    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run(line)
        run.font.size = Pt(size)
        if number < text.count("\n"):
            run.add_break()


def _table(document: Document, block: Block) -> None:
    placed = _placed(block)
    height = max((row + cell.down for row, _, cell in placed), default=0)
    if not height:
        return
    table = document.add_table(rows=height, cols=block.columns, style="Table Grid")
    for row, column, cell in placed:
        first = table.cell(row, column)
        if cell.across > 1 or cell.down > 1:
            first = first.merge(table.cell(row + cell.down - 1, min(column + cell.across, block.columns) - 1))
        _say(first.paragraphs[0], cell.text, TABLE)


def _placed(block: Block) -> list[tuple[int, int, Cell]]:
    """Return (row, column, cell): each cell in the first free place, as a table is read."""
    taken: set[tuple[int, int]] = set()
    found, at = [], 0
    for cell in block.cells:
        while divmod(at, block.columns) in taken:
            at += 1
        row, column = divmod(at, block.columns)
        taken |= {(row + down, column + across) for down in range(cell.down) for across in range(cell.across)}
        found.append((row, column, cell))
    return found
