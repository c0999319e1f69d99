"""The state diagram of a case type as SVG, with live figures in the boxes; every box is a link to its list."""

from collections.abc import Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from hezhong.engine.case_type import CaseType
from hezhong.engine.diagram import Edge, Layout, Node, layout
from hezhong.engine.figures import Live
from hezhong.engine.vocabulary import Action, State

BOX, HIGH, GAP, SLOT, PAD = 124, 62, 150, 84, 10
NOTHING = Live()


def drawn(case_type: type[CaseType], live: Mapping[str, Live], link: str) -> SafeString:
    """Return the diagram. ``link``: address of a state's list, to which the state's name is added."""
    plan = layout(case_type)
    width = plan.layers * (BOX + GAP) - GAP + 2 * PAD
    height = plan.height * SLOT + 3 * PAD + 30
    out = [
        f'<svg class="diagram" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="group" '
        f'aria-label="{escape(case_type.title)}的流程图"><defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" '
        f'markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>'
    ]
    out += [_edge(edge, actions, plan) for edge, actions in _together(plan)]
    out += [_box(state, live.get(state.name, NOTHING), plan, link, case_type) for state in plan.depth]
    return mark_safe("".join(out) + "</svg>")


def _at(node: Node, plan: Layout) -> tuple[float, float]:
    return PAD + plan.layer(node) * (BOX + GAP), PAD + (plan.place[node] + 0.5) * SLOT


def _together(plan: Layout) -> list[tuple[Edge, tuple[Action, ...]]]:
    """Return the edges, those that lead from one box to the same other as one with all its actions."""
    found: dict[tuple[State, State], list[Edge]] = {}
    for edge in plan.edges:
        found.setdefault((edge.source, edge.target), []).append(edge)
    return [(edges[0], tuple(edge.action for edge in edges)) for edges in found.values()]


def _edge(edge: Edge, actions: tuple[Action, ...], plan: Layout) -> str:
    (x, y), (x2, y2) = _at(edge.way[0], plan), _at(edge.way[-1], plan)
    if x2 <= x:
        return _back(actions, (x, y), (x2, y2))
    points = [(x + BOX, y)]
    for node in edge.way[1:-1]:
        bend_x, bend_y = _at(node, plan)
        points += [(bend_x, bend_y), (bend_x + BOX, bend_y)]
    points.append((x2 - 2, y2))
    path = f"M{points[0][0]:.0f} {points[0][1]:.0f}"
    for (ax, ay), (bx, by) in zip(points, points[1:], strict=False):
        half = (ax + bx) / 2
        path += f"C{half:.0f} {ay:.0f},{half:.0f} {by:.0f},{bx:.0f} {by:.0f}"
    start, end, part = (points[-2], points[-1], 0.34) if _fans_in(edge, plan) else (points[0], points[1], 0.68)
    label = _on_curve(start, end, part)
    return _arrow(path, actions, label, "e-grave" if all(action.grave for action in actions) else "")


def _fans_in(edge: Edge, plan: Layout) -> bool:
    """Whether more edges meet at the end than begin at the start: labels stand where edges are apart."""
    out = sum(each.source is edge.source for each in plan.edges)
    return sum(each.target is edge.target for each in plan.edges) > out


def _on_curve(start: tuple[float, float], end: tuple[float, float], t: float) -> tuple[float, float]:
    """Return the point at a part of the way along the curve that ``_edge`` draws between two points."""
    (x, y), (x2, y2) = start, end
    bow = 1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t**3
    return x + bow * (x2 - x), y + (3 * t * t - 2 * t**3) * (y2 - y)


def _back(actions: tuple[Action, ...], start: tuple[float, float], end: tuple[float, float]) -> str:
    """An edge that goes back: beside the way out to the box before, further back as a loop below the boxes."""
    (x, y), (x2, y2) = start, end
    if x - x2 <= BOX + GAP:
        low, low2 = y + HIGH / 3, y2 + HIGH / 3
        half = (x + x2 + BOX) / 2
        path = f"M{x:.0f} {low:.0f}C{half:.0f} {low:.0f},{half:.0f} {low2:.0f},{x2 + BOX + 2:.0f} {low2:.0f}"
        return _arrow(path, actions, (half, (low + low2) / 2 + 2), "e-back")
    low = max(y, y2) + HIGH / 2
    one, other = x + BOX / 2, x2 + BOX / 2
    path = (
        f"M{one:.0f} {y + HIGH / 2:.0f}C{one:.0f} {low + 34:.0f},{other:.0f} {low + 34:.0f},"
        f"{other:.0f} {y2 + HIGH / 2 + 2:.0f}"
    )
    return _arrow(path, actions, ((x + x2 + BOX) / 2, low + 25), "e-back")


def _arrow(path: str, actions: tuple[Action, ...], label: tuple[float, float], css: str) -> str:
    title = "、".join(action.title for action in actions)
    return (
        f'<g class="edge {css}"><path d="{path}" marker-end="url(#tip)"/>'
        f'<text x="{label[0]:.0f}" y="{label[1] + 4:.0f}">{escape(title)}</text></g>'
    )


def _box(state: State, live: Live, plan: Layout, link: str, case_type: type[CaseType]) -> str:
    x, y = _at(state, plan)
    y -= HIGH / 2
    last = case_type.ends_in(state)
    late = f'<tspan class="late"> 逾期 {live.overdue}</tspan>' if live.overdue else ""
    middle = f"中位 {live.median} 天" if live.median is not None else "办完" if last else "—"
    css = "node" + (" last" if last else "") + (" busy" if live.overdue else "")
    opening = f'<g class="{css}">' if last else f'<a class="{css}" href="{escape(link + state.name)}">'
    closing = "</g>" if last else "</a>"  # closed cases are searched, not listed
    return (
        f"{opening}"
        f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX}" height="{HIGH}" rx="6"/>'
        f'<text class="n-title" x="{x + 11:.0f}" y="{y + 24:.0f}">{escape(state.title)}</text>'
        f'<text class="n-count" x="{x + BOX - 11:.0f}" y="{y + 25:.0f}">{live.cases}</text>'
        f'<text class="n-note" x="{x + 11:.0f}" y="{y + 47:.0f}">{middle}{late}</text>{closing}'
    )
