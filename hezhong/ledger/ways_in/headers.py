"""Where the heads of a sheet stand and what they say: by score over the dictionary, through merged and double rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hezhong.ledger.ways_in.cells import Cell, plain
from hezhong.ledger.ways_in.faults import Unreadable
from hezhong.ledger.ways_in.layouts import LAYOUTS, WORDS, Layout, bare, unit
from hezhong.ledger.ways_in.sheets import Grid

FIRST_ROWS, DEEPEST = 20, 3
DEPTH_COSTS = 0.4
LIKENESS, SAMENESS = 0.6, 0.8
FEWEST = 2
DAY_HEAD = re.compile(r"(?:(\d{1,2})-)?(\d{1,2})日?")
MONTH_HEAD = re.compile(r"(?:(?:20\d{2})年)?(\d{1,2})月(?:份)?")
LONG_DIGITS = re.compile(r"\d{14,}[\dXx]")
NUMBER = re.compile(r"[+-]?[\d,]+(\.\d+)?")
PUNCHER = re.compile(r"姓名\s*[:：]\s*(\S+)")
FEWEST_DAYS = 5


@dataclass(frozen=True)
class Head:
    """One column. path: bare heads from the top down, joined by /; title: as written; unit: 元, 万元 or nothing."""

    place: int
    path: str
    title: str
    unit: str = ""

    @property
    def last(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def day(self) -> tuple[int, int] | None:
        """Return (month or 0, day) where the head is a day of a month."""
        found = DAY_HEAD.fullmatch(self.last)
        if not found or not 1 <= int(found[2]) <= 31:
            return None
        above = MONTH_HEAD.fullmatch(self.path.split("/")[0])
        return int(found[1] or (above[1] if above else 0)), int(found[2])


@dataclass(frozen=True)
class Heading:
    """The heads of a sheet. first, last: their rows from 0; layout: the known one it is like, and so its kind.

    exact: of all heads here and in the layout so many are in both that it is that layout, perhaps with a column missing.
    """

    first: int
    last: int
    heads: tuple[Head, ...]
    layout: Layout | None
    exact: bool = True

    @property
    def days(self) -> tuple[Head, ...]:
        return tuple(head for head in self.heads if head.day)


def find(grid: Grid) -> Heading:
    """Return the heads of a sheet. Raises Unreadable where no row of the first twenty looks like heads."""
    if any(PUNCHER.search(plain(cell)) for row in grid.rows[:FIRST_ROWS] for cell in row):
        return Heading(-1, -1, (), next(layout for layout in LAYOUTS if layout.shape == "punch_blocks"))
    best, heading = 0.0, None
    for first in range(min(FIRST_ROWS, len(grid.rows))):
        for depth in range(1, DEEPEST + 1):
            if not _whole_block(grid, first, depth):
                continue
            heads = tuple(_heads(grid, first, first + depth - 1))
            layout, likeness = like(heads)
            score = len(known(heads)) + 2 * likeness - DEPTH_COSTS * depth
            if score > best and len(known(heads)) >= FEWEST:
                layout = layout if likeness >= LIKENESS else None
                best, heading = score, Heading(first, first + depth - 1, heads, layout, _same(heads, layout))
    if heading is None:
        raise Unreadable(f"{_of(grid)}前 {FIRST_ROWS} 行没有找到表头。请在第一行写上“姓名”“身份证号”“应发工资”这样的栏名")
    return heading


def known(heads: Sequence[Head]) -> list[Head]:
    """Return the heads that the dictionary knows, and days."""
    return [head for head in heads if head.day or any(head.path in words or head.last in words for words in WORDS.values())]


def like(heads: Sequence[Head]) -> tuple[Layout | None, float]:
    """Return the layout of which the largest part of the heads is here, and that part."""
    seen = {head.path for head in heads} | {head.last for head in heads}
    grid = sum(bool(head.day) for head in heads) >= FEWEST_DAYS
    scored = [
        (len(layout.heads & seen) / len(layout.heads), len(layout.heads), layout)
        for layout in LAYOUTS
        if layout.heads and (layout.shape == "day_grid") == grid
    ]
    part, _, layout = max(scored, key=lambda each: each[:2], default=(0.0, 0, None))
    return layout, part


def _same(heads: Sequence[Head], layout: Layout | None) -> bool:
    """Return whether this is the layout. Grids of days and months have a changing part, so likeness is enough."""
    if layout is None or layout.shape != "table":
        return layout is not None
    either = {head.path for head in heads if not {head.path, head.last} & layout.heads} | layout.heads
    both = [head for head in heads if {head.path, head.last} & layout.heads]
    return len(both) >= SAMENESS * len(either)


def titles(grid: Grid, heading: Heading) -> list[str]:
    """Return the sheet's name and the texts above its heads: they tell project, employer and period."""
    until = heading.first if heading.first >= 0 else FIRST_ROWS
    above = grid.rows[: until + 1] if heading.days else grid.rows[:until]
    return [grid.name, *(plain(cell) for row in above for cell in row if plain(cell))]


def _whole_block(grid: Grid, first: int, depth: int) -> bool:
    """Return whether these rows can be heads: words only, and no merged cell reaches across their edge."""
    rows = grid.rows[first : first + depth]
    if len(rows) < depth or not all(_wordy(row) for row in rows):
        return False
    last = first + depth - 1
    return not any(
        (top < first <= bottom or top <= last < bottom) and left != right or (top < first <= bottom)
        for (top, left), (bottom, right) in grid.merged
        if bottom > top
    )


def _wordy(row: Sequence[Cell]) -> bool:
    filled = [plain(cell) for cell in row if plain(cell)]
    return len(set(filled)) >= FEWEST and not any(
        LONG_DIGITS.search(each) or (NUMBER.fullmatch(each) and not DAY_HEAD.fullmatch(each)) for each in filled
    )


def _heads(grid: Grid, first: int, last: int) -> Iterator[Head]:
    """Yield the heads; a second column of the same path gets #2."""
    lines = [_filled(grid, row, is_last=row == last) for row in range(first, last + 1)]
    counts: dict[str, int] = {}
    for place in range(max(map(len, lines))):
        parts = [line[place] for line in lines if place < len(line) and line[place]]
        parts = [part for at, part in enumerate(parts) if at == 0 or part != parts[at - 1]]
        if not parts:
            continue
        path = "/".join(filter(None, map(bare, parts)))
        counts[path] = counts.get(path, 0) + 1
        path += f"#{counts[path]}" if counts[path] > 1 else ""
        yield Head(place, path, "/".join(parts), unit(parts[-1]))


def _filled(grid: Grid, row: int, *, is_last: bool) -> list[str]:
    """Return a row of heads with merged cells filled from their corner; a group without merging reaches to the next."""
    line = ["".join(plain(cell).split()) for cell in grid.rows[row]]
    for (top, left), (bottom, right) in grid.merged:
        if top <= row <= bottom:
            for place in range(left, right + 1):
                line.extend([""] * (place + 1 - len(line)))
                line[place] = "".join(plain(grid.cell(top, left)).split())
    if not is_last and not grid.merged:
        for place in range(1, len(line)):
            below = plain(grid.cell(row + 1, place)) and plain(grid.cell(row + 1, place - 1))
            line[place] = line[place] or (line[place - 1] if below else "")
    return line


def _of(grid: Grid) -> str:
    return f"“{grid.name}”" if grid.name else "这个文件"
