"""What was understood of a file, for a person to check before it counts: columns, first rows with numbers masked, sums, faults."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from hezhong.ledger.ways_in.cells import Cell, is_empty, plain
from hezhong.ledger.ways_in.headers import Head
from hezhong.ledger.ways_in.layouts import LAYOUTS
from hezhong.ledger.ways_in.lines import MONEY
from hezhong.ledger.ways_in.mapping import ColumnMapping, Question, missing
from hezhong.ledger.ways_in.reading import Reading
from hezhong.ledger.ways_in.records import Table
from hezhong.ledger.ways_in.rows import KINDS, readable

FIRST_ROWS = 8
MOST_DROPPED = 20
LONG = re.compile(r"\d{7,}[\dXx]?")
SUMMED = ("gross", "net", "amount", "days", "hours", "income", "expense", "due", "billed", "owed")


@dataclass(frozen=True)
class SeenColumn:
    """One column. path: by which it is answered; field: what it was taken for, '' for left out; says: the question that stands."""

    path: str
    title: str
    field: str
    says: str = ""


@dataclass(frozen=True)
class SeenSheet:
    """One sheet. head_row: as the spreadsheet counts, 0 where there are no heads; rows: (number, cells) of the first ones, masked.

    coded: the field whose figures must be explained, '' where none; answered: all questions; lacking: columns without which
    it cannot be read; sums: (title, what it comes to); how: how the columns were found (记住的, 认出的, 按栏名猜的).
    """

    name: str
    kind: str
    title: str
    layout: str
    signature: str
    head_row: int
    how: str
    period: str
    columns: tuple[SeenColumn, ...]
    coded: str
    lacking: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    total: int
    good: int
    people: int
    sums: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[int, str], ...]
    more_dropped: int

    @property
    def unread(self) -> tuple[str, ...]:
        """Return the columns that nobody reads, so that money in one of them is not left out in silence."""
        return tuple(column.title for column in self.columns if not column.field and not column.says)

    @property
    def open(self) -> bool:
        """Return whether something must be answered before it can be read."""
        return bool(self.coded or self.lacking or any(column.says for column in self.columns))


def sheet(table: Table, reading: Reading | None, *, remembered: bool = False) -> SeenSheet:
    """Return what was understood of a sheet. reading: None while questions stand."""
    mapping, heading = table.mapping, table.heading
    asked = {each.head: each for each in mapping.questions}
    layout = next((each for each in LAYOUTS if each.key == mapping.layout), None)
    shaped = layout is None or layout.shape == "table"
    columns = tuple(_column(head, mapping, asked.get(head.path)) for head in heading.heads if not head.day)
    rows = tuple(reading.rows) if reading else ()
    dropped = tuple((each.row, each.why) for each in reading.dropped) if reading else ()
    return SeenSheet(
        table.grid.name, mapping.kind, KINDS[mapping.kind].TITLE, layout.title if layout else "", mapping.signature, heading.last + 1 if heading.heads else 0,
        _how(mapping, remembered), reading.period.label if reading and reading.period else "", columns,
        next((each.head[1:] for each in mapping.questions if each.head.startswith(":")), ""), tuple(missing(mapping, heading)) if shaped else (),
        tuple(head.title for head in heading.heads), tuple(_first(table)),
        len(rows) or (reading.good if reading else 0), reading.good if reading else 0, _people(rows), tuple(_sums(rows, mapping.kind)),
        dropped[:MOST_DROPPED], max(len(dropped) - MOST_DROPPED, 0),
    )  # fmt: skip


def as_plain(seen: SeenSheet) -> dict[str, Any]:
    """Return a seen sheet as plain data, to be kept."""
    return asdict(seen)


def of_plain(told: Mapping[str, Any]) -> SeenSheet:
    columns = tuple(SeenColumn(**each) for each in told["columns"])
    rows = tuple((number, tuple(cells)) for number, cells in told["rows"])
    pairs = {name: tuple(map(tuple, told[name])) for name in ("sums", "dropped")}
    return SeenSheet(**{**told, **pairs, "columns": columns, "rows": rows, "heads": tuple(told["heads"]), "lacking": tuple(told["lacking"])})


def choices(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (field, title) of everything a column of this kind of table may mean."""
    return tuple((name, each.metadata["title"]) for name, each in readable(kind).items())


def masked(text: str) -> str:
    """Return a text in which of every long number only its ends show."""
    return LONG.sub(lambda found: f"{found[0][:3]}****{found[0][-4:]}", text)


def _column(head: Head, mapping: ColumnMapping, asked: Question | None) -> SeenColumn:
    """Return a column; one that is asked about with its likeliest answer, unless another column is that already."""
    found = mapping.columns.get(head.path, "")
    if asked and not found and asked.choices[0] not in mapping.columns.values():
        found = asked.choices[0]
    return SeenColumn(head.path, head.title, found, asked.says if asked else "")


def _how(mapping: ColumnMapping, remembered: bool) -> str:
    if remembered:
        return "按上次的对应"
    return "认出了表的样子" if mapping.layout else "按栏名猜的"


def _first(table: Table) -> Iterator[tuple[int, tuple[str, ...]]]:
    found = 0
    for at in range(table.heading.last + 1, len(table.grid.rows)):
        if all(is_empty(cell) for cell in table.grid.rows[at]):
            continue
        yield at + 1, tuple(masked(_shown(table.grid.cell(at, head.place))) for head in table.heading.heads)
        found += 1
        if found == FIRST_ROWS:
            return


def _shown(cell: Cell) -> str:
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d}" if not (cell.hour or cell.minute or cell.second) else f"{cell:%Y-%m-%d %H:%M:%S}"
    return f"{cell:%Y-%m-%d}" if isinstance(cell, date) else plain(cell)


def _people(rows: Sequence[Any]) -> int:
    return len({row.identity or row.name for row in rows if hasattr(row, "identity")})


def _sums(rows: Iterable[Any], kind: str) -> Iterator[tuple[str, str]]:
    fields = readable(kind)
    for name in SUMMED:
        values = [value for row in rows if (value := getattr(row, name, None)) is not None] if name in fields else []
        if values:
            yield fields[name].metadata["title"], f"{Decimal(sum(values)) / 100:,.2f} 元" if name in MONEY else f"{sum(values).normalize():f}"
