"""Regions as hexagons in SVG. No boundary is claimed: each stands about where it lies, with name, figure and grade in words.

In a hexagon the name opens the region and the figure opens the list of its cases: two links, each with its text as name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

R = 50
WIDTH, HEIGHT = R * 1.732, R * 1.5
CORNERS = ((0, -1), (0.866, -0.5), (0.866, 0.5), (0, 1), (-0.866, 0.5), (-0.866, -0.5))
Spot = tuple[int, int]

CITIES: Mapping[str, Spot] = {  # code: column, row; odd rows are shifted by half a hexagon to the left
    "441800": (2, 0), "440200": (3, 0), "441600": (4, 0), "441400": (5, 0),
    "441200": (1, 1), "440100": (2, 1), "441900": (3, 1), "441300": (4, 1), "445200": (5, 1), "445100": (6, 1),
    "445300": (1, 2), "440600": (2, 2), "442000": (3, 2), "440300": (4, 2), "441500": (5, 2), "440500": (6, 2),
    "440900": (0, 3), "441700": (1, 3), "440700": (2, 3), "440400": (3, 3), "440800": (0, 4),
}  # fmt: skip
"""The 21 cities of Guangdong, the coast below: Zhanjiang in the south-west, Meizhou and Chaozhou in the east."""


@dataclass(frozen=True)
class Hex:
    """One region. shown: the figure as written. grade: 1 (most) to 4, 0 without a figure.

    word: the grade in a word; more: what follows it where there is room. opens, lists: addresses; '' for a map without links.
    """

    code: str
    name: str
    shown: str
    grade: int
    word: str
    more: str
    opens: str
    lists: str


def drawn(hexes: Sequence[Hex], title: str, palette: str) -> SafeString:
    """Return the map. palette: class of the colours."""
    spots = spots_of([each.code for each in hexes])
    columns, rows = max(x for x, _ in spots.values()) + 1, max(y for _, y in spots.values()) + 1
    shift = -WIDTH / 2 if rows > 1 and not _reaches_left(spots.values()) else 0.0
    width, height = columns * WIDTH + WIDTH / 2 + 4 + shift, (rows - 1) * HEIGHT + 2 * R + 4
    out = [f'<svg class="hexmap {palette}" viewBox="0 0 {width:.0f} {height:.0f}" role="group" aria-label="{escape(title)}">']
    out += [_hex(each, spots[each.code], shift) for each in hexes]
    return mark_safe("".join(out) + "</svg>")


def spots_of(codes: Sequence[str]) -> Mapping[str, Spot]:
    """Return where each region stands: the cities about where they lie, others side by side in their order."""
    if codes and all(code in CITIES for code in codes):
        return {code: CITIES[code] for code in codes}
    across = max(3, min(8, round((len(codes) * 1.3) ** 0.5)))
    return {code: (number % across, number // across) for number, code in enumerate(codes)}


def _reaches_left(spots: Iterable[Spot]) -> bool:
    """Return whether an odd row has its first hexagon, which stands half a hexagon further left."""
    return any(x == 0 and y % 2 for x, y in spots)


def _hex(each: Hex, spot: Spot, shift: float) -> str:
    column, row = spot
    x, y = (column + 1 - row % 2 / 2) * WIDTH + 2 + shift, row * HEIGHT + R + 2
    points = " ".join(f"{x + dx * (R - 2):.1f},{y + dy * (R - 2):.1f}" for dx, dy in CORNERS)
    size = " h-long" if len(each.name) > 4 else ""
    name = f'<polygon points="{points}"/><text class="h-name{size}" x="{x:.1f}" y="{y - 17:.1f}">{escape(each.name)}</text>'
    rate = f'<text class="h-rate" x="{x:.1f}" y="{y + 8:.1f}">{escape(each.shown)}</text>'
    return (
        f'<g class="hex g-{each.grade}">{_link(each.opens, "", name)}{_link(each.lists, "h-list", rate)}'
        f'<text class="h-word" x="{x:.1f}" y="{y + 28:.1f}">{escape(each.word)}<tspan class="h-n">{escape(each.more)}</tspan></text></g>'
    )


def _link(address: str, kind: str, inside: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<a{named} href="{escape(address)}">{inside}</a>' if address else f"<g{named}>{inside}</g>"
