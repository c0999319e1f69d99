"""What came and what was over, a bar a day in SVG: new ones above the line by colour, those that are over below it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from html import escape

from django.utils.safestring import SafeString, mark_safe

from hezhong.early_warning.vocabulary import Grade

WIDE, GAP, HIGH, ROOM = 16, 4, 90, 18
Bars = Mapping[tuple[date, int], tuple[int, int]]
"""(day, colour) -> how many came, how many were over."""
Opens = Callable[[date, int, int], str]
"""(day, colour, 0 for came or 1 for over) -> the address of their list."""


def drawn(days: Sequence[date], bars: Bars, title: str, opens: Opens | None = None) -> SafeString:
    """Return the drawing. title: what it says in words, for who does not see it. opens: where a bar leads, None for a drawing without links.

    Links of bars are for the pointer only: whoever goes by key or ear has the same ones in the lines beside it.
    """
    most = max([1, *(sum(bars.get((day, grade), (0, 0))[way] for grade in (1, 2, 3, 4)) for day in days for way in (0, 1))])
    width, middle = len(days) * (WIDE + GAP) + 40, ROOM + HIGH
    out = [f'<svg class="trend" viewBox="0 0 {width} {2 * (HIGH + ROOM) + 4}" role="{"group" if opens else "img"}" aria-label="{escape(title)}">']
    out += [f'<line x1="36" x2="{width}" y1="{middle}" y2="{middle}"/>']
    out += [f'<text x="30" y="{middle - HIGH + 8}" class="t-n">{most}</text><text x="30" y="{middle + HIGH}" class="t-n">{most}</text>']
    for number, day in enumerate(days):
        counts = [bars.get((day, grade), (0, 0)) for grade in (1, 2, 3, 4)]
        out += _day(40 + number * (WIDE + GAP), middle, counts, HIGH / most, partial(opens, day) if opens else None)
    for number in sorted({0, len(days) // 2, len(days) - 1}):
        x = 40 + number * (WIDE + GAP) + WIDE / 2
        out.append(f'<text x="{x:.0f}" y="{2 * (HIGH + ROOM)}">{days[number].month}-{days[number].day}</text>')
    return mark_safe("".join(out) + "</svg>")


def _day(x: float, middle: float, counts: Sequence[tuple[int, int]], unit: float, opens: Callable[[int, int], str] | None) -> list[str]:
    out, up, down = [], middle, middle
    for grade, (came, over) in enumerate(counts, 1):
        if came:
            up -= came * unit
            bar = f'<rect class="g-{grade}" x="{x}" y="{up:.1f}" width="{WIDE}" height="{came * unit:.1f}"/>'
            out.append(_link(opens(grade, 0) if opens else "", f"发出{Grade(grade).title}色 {came} 件", bar))
        if over:
            bar = f'<rect class="g-{grade} over" x="{x}" y="{down:.1f}" width="{WIDE}" height="{over * unit:.1f}"/>'
            out.append(_link(opens(grade, 1) if opens else "", f"结束{Grade(grade).title}色 {over} 件", bar))
            down += over * unit
    return out


def _link(address: str, said: str, inside: str) -> str:
    return f'<a href="{escape(address)}" tabindex="-1" aria-label="{said}"><title>{said}</title>{inside}</a>' if address else inside
