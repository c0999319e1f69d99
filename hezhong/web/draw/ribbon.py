"""The clock ribbon: a square a day, whole weeks a row, Monday first, so that rest days stand in columns."""

from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString, mark_safe

from hezhong.engine.views import ClockView
from hezhong.kernel.dates import WEEK, Square, SquareKind, spoken

CELL, GAP, HEAD, MONTH = 20, 2, 16, 48
DUE = "due"
CLASSES = {
    SquareKind.START: "start",
    SquareKind.COUNTED: "counted",
    SquareKind.MAKE_UP: "make_up",
    SquareKind.REST: "rest",
    SquareKind.SUSPENDED: "suspended",
    SquareKind.ROLLED: "rest",
}
WORDS = {
    "start": "起算日，当天不算",
    "counted": "计入",
    "make_up": "调休上班，计入",
    "rest": "休息日，不计",
    "suspended": "停止计时，不计",
    DUE: "到期日",
}
MARKS = {"make_up": "班", "suspended": "停", DUE: "止", "start": "始"}


@dataclass(frozen=True)
class Ribbon:
    """The picture, and what its squares mean with their number."""

    svg: SafeString
    legend: list[tuple[str, str, int]]


def drawn(view: ClockView, today: date, per_row: int = 14) -> Ribbon:
    """Return the ribbon of a clock: from its start to its due day, or to where it stands still."""
    squares = sorted(view.squares, key=lambda square: square.day)
    kinds = [(square.day, _class(square, view)) for square in squares]
    first = kinds[0][0] - timedelta(days=kinds[0][0].weekday())
    rows = (kinds[-1][0] - first).days // per_row + 1
    width, height = MONTH + per_row * (CELL + GAP), HEAD + rows * (CELL + GAP)
    out = [
        f'<svg class="daygrid" viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'aria-label="{escape(described(view))}">'
    ]
    out += [_weekday(n) for n in range(per_row)]
    out += [_month(n, kinds, first, per_row) for n in range(rows)]
    out += [_square(day, kind, first, per_row, today) for day, kind in kinds]
    counts = [kind for _, kind in kinds]
    legend = [(kind, words, counts.count(kind)) for kind, words in WORDS.items() if kind in counts]
    return Ribbon(mark_safe("".join(out) + "</svg>"), legend)


def described(view: ClockView) -> str:
    """Return the picture in a sentence."""
    until = f"，{spoken(view.due.on)}到期" if view.due.on else "，计时中止"
    met = f"，{spoken(view.met_on)}已办" if view.met_on else f"，{view.due.words}"
    return f"{view.title}：{view.period}，{spoken(view.clock.start)}起{until}{met}"


def _class(square: Square, view: ClockView) -> str:
    return DUE if view.due.on is not None and square.day == view.due.on else CLASSES[square.kind]


def _weekday(n: int) -> str:
    return f'<text class="r-week" x="{MONTH + n * (CELL + GAP) + CELL / 2}" y="11">{WEEK[n % 7]}</text>'


def _month(row: int, kinds: list[tuple[date, str]], first: date, per_row: int) -> str:
    months = dict.fromkeys(day.month for day, _ in kinds if (day - first).days // per_row == row)
    said = "–".join(map(str, months))
    return f'<text class="r-month" x="0" y="{HEAD + row * (CELL + GAP) + 14}">{said}月</text>' if said else ""


def _square(day: date, kind: str, first: date, per_row: int, today: date) -> str:
    row, column = divmod((day - first).days, per_row)
    x, y = MONTH + column * (CELL + GAP), HEAD + row * (CELL + GAP)
    when = " r-past" if day < today else " r-today" if day == today else ""
    title = f"{spoken(day)}：{WORDS[kind]}" + ("，今天" if day == today else "")
    return (
        f'<g class="r-{kind}{when}"><title>{escape(title)}</title>'
        f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="3"/>'
        f'<text x="{x + CELL / 2}" y="{y + 14}">{MARKS.get(kind, day.day)}</text></g>'
    )
