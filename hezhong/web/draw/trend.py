"""What came and what was over, a bar a day in SVG: new ones above the line by colour, those that are over below it."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

WIDE, GAP, HIGH, ROOM = 16, 4, 90, 18
Bars = Mapping[tuple[date, int], tuple[int, int]]
"""(day, colour) -> how many came, how many were over."""


def drawn(days: Sequence[date], bars: Bars, title: str) -> SafeString:
    """Return the drawing. title: what it says in words, for who does not see it."""
    most = max([1, *(sum(bars.get((day, grade), (0, 0))[way] for grade in (1, 2, 3, 4)) for day in days for way in (0, 1))])
    width, middle = len(days) * (WIDE + GAP) + 40, ROOM + HIGH
    out = [f'<svg class="trend" viewBox="0 0 {width} {2 * (HIGH + ROOM) + 4}" role="img" aria-label="{escape(title)}">']
    out += [f'<line x1="36" x2="{width}" y1="{middle}" y2="{middle}"/>']
    out += [f'<text x="30" y="{middle - HIGH + 8}" class="t-n">{most}</text><text x="30" y="{middle + HIGH}" class="t-n">{most}</text>']
    for number, day in enumerate(days):
        out += _day(40 + number * (WIDE + GAP), middle, [bars.get((day, grade), (0, 0)) for grade in (1, 2, 3, 4)], HIGH / most)
    for number in sorted({0, len(days) // 2, len(days) - 1}):
        x = 40 + number * (WIDE + GAP) + WIDE / 2
        out.append(f'<text x="{x:.0f}" y="{2 * (HIGH + ROOM)}">{days[number].month}-{days[number].day}</text>')
    return mark_safe("".join(out) + "</svg>")


def _day(x: float, middle: float, counts: Sequence[tuple[int, int]], unit: float) -> list[str]:
    out, up, down = [], middle, middle
    for grade, (came, over) in enumerate(counts, 1):
        if came:
            up -= came * unit
            out.append(f'<rect class="g-{grade}" x="{x}" y="{up:.1f}" width="{WIDE}" height="{came * unit:.1f}"/>')
        if over:
            out.append(f'<rect class="g-{grade} over" x="{x}" y="{down:.1f}" width="{WIDE}" height="{over * unit:.1f}"/>')
            down += over * unit
    return out
