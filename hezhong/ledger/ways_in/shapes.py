"""A sheet without heads: its columns guessed from what stands in them, and every guess asked about."""

import re
from collections.abc import Sequence

from hezhong.ledger.ways_in import cells
from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.faults import Unreadable, WrongCell
from hezhong.ledger.ways_in.headers import Head, Heading
from hezhong.ledger.ways_in.lines import MONEY
from hezhong.ledger.ways_in.mapping import ColumnMapping, Question, signature
from hezhong.ledger.ways_in.rows import readable
from hezhong.ledger.ways_in.sheets import Grid

MOST_LOOKED_AT = 200
MOSTLY = 0.8
NAME = re.compile(r"[\u4e00-\u9fff]{2,6}(·[\u4e00-\u9fff]{2,6})?")
CARD = re.compile(r"\d{16,19}")
PHONE = re.compile(r"1[3-9]\d{9}")
COUNTED = ("days", "hours", "overtime_hours")


def inferred(grid: Grid, kind: str) -> tuple[Heading, ColumnMapping]:
    """Return the columns as their values look, from the first row with a valid identity number on; each is a question.

    Raises Unreadable where no row holds an identity number.
    """
    first = first_person(grid)
    if first is None:
        raise Unreadable("没有找到表头，也没有找到身份证号。请在第一行写上“姓名”“身份证号”“应发工资”这样的栏名")
    fields = readable(kind)
    heads, questions = [], []
    for place in range(max(map(len, grid.rows))):
        values = [grid.cell(row, place) for row in range(first, min(len(grid.rows), first + MOST_LOOKED_AT))]
        looks = _looks([cell for cell in values if not is_empty(cell)])
        choices = tuple(name for name in fields if name in (*MONEY, *COUNTED)) if looks == "figures" else (looks,)
        if not looks or not set(choices) <= set(fields):
            continue
        head = Head(place, f"第{place + 1}栏/{looks}", f"第 {place + 1} 栏")
        says = "是数字，是哪一栏" if looks == "figures" else f"像“{fields[looks].metadata['title']}”，对不对"
        heads.append(head)
        questions.append(Question(head.path, f"{head.title}{says}", (*choices, "")))
    heading = Heading(first - 1, first - 1, tuple(heads), None, exact=False)
    return heading, ColumnMapping(kind, "", signature(heading), {}, {}, tuple(questions))


def first_person(grid: Grid) -> int | None:
    """Return the first row with a valid identity number, from 0; None without one."""
    return next((at for at, row in enumerate(grid.rows) if any(_is_identity(cell) for cell in row)), None)


def _looks(values: Sequence[Cell]) -> str:
    """Return what most of a column's values look like, or nothing."""
    texts = [plain(value) for value in values]
    if not texts or _counts_up(texts):
        return ""
    if sum(map(_is_identity, values)) >= MOSTLY * len(values):
        return "identity"
    for looks, shape in (("name", NAME), ("bank_account", CARD), ("phone", PHONE)):
        if sum(bool(shape.fullmatch(text)) for text in texts) >= MOSTLY * len(texts):
            return looks
    return "figures" if sum(map(_is_figure, values)) >= MOSTLY * len(values) else ""


def _counts_up(texts: Sequence[str]) -> bool:
    """Return whether these are the numbers of the rows."""
    return texts[0] in ("0", "1") and texts == [str(int(texts[0]) + at) for at in range(len(texts))]


def _is_identity(cell: Cell) -> bool:
    try:
        return len(cells.identity(cell)) == 18
    except WrongCell:
        return False


def _is_figure(cell: Cell) -> bool:
    try:
        cells.fen(cell)
    except WrongCell:
        return False
    return True
