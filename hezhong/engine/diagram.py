"""Where the boxes and arrows of a state diagram stand: pure layout, drawn by ``web.draw.diagram``.

Layer = longest path from the first state (edges that go back are left out). An edge over several layers gets a bend
in each, so that it runs between boxes. Sweeps order each layer by the mean of its neighbours, then straighten.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hezhong.engine.case_type import CaseType
from hezhong.engine.vocabulary import Action, State

ORDER_SWEEPS, STRAIGHTEN_SWEEPS = 6, 12
BEND_APART = 0.72


@dataclass(frozen=True)
class Bend:
    """A place in a layer where an edge passes between boxes."""

    edge: int
    layer: int


Node = State | Bend


@dataclass(frozen=True)
class Edge:
    """An action from one state to another; ``way``: box, a bend for each layer between, box."""

    action: Action
    source: State
    target: State
    way: tuple[Node, ...]

    @property
    def goes_back(self) -> bool:
        return len(self.way) == 2 and self.source is self.target


@dataclass(frozen=True)
class Layout:
    """Layer and height of each node, in slots; ``height``: slots in all."""

    depth: Mapping[State, int]
    place: Mapping[Node, float]
    edges: tuple[Edge, ...]
    layers: int
    height: float

    def layer(self, node: Node) -> int:
        return node.layer if isinstance(node, Bend) else self.depth[node]


def layout(case_type: type[CaseType]) -> Layout:
    """Return where everything of a case type's diagram stands."""
    depth = _depths(case_type)
    edges = _edges(case_type, depth)
    place = _ordered(depth, edges)
    low, high = min(place.values()), max(place.values())
    return Layout(
        depth,
        {node: at - low for node, at in place.items()},
        edges,
        max(depth.values()) + 1,
        high - low + 1,
    )


def _moves(case_type: type[CaseType]) -> list[tuple[Action, State, State]]:
    """Return every action that leads from one state to another, as declared."""
    actions = case_type.own(Action).values()
    return [(a, source, a.target) for a in actions for source in a.sources if a.target and a.target is not source]


def _depths(case_type: type[CaseType]) -> dict[State, int]:
    depth = {case_type.first(): 0}
    moves = _moves(case_type)

    def walk(state: State, path: tuple[State, ...]) -> None:
        for _, source, target in moves:
            if source is state and target not in path and depth.get(target, -1) <= depth[state]:
                depth[target] = depth[state] + 1
                walk(target, (*path, target))

    walk(case_type.first(), (case_type.first(),))
    return depth


def _edges(case_type: type[CaseType], depth: Mapping[State, int]) -> tuple[Edge, ...]:
    found = []
    for number, (action, source, target) in enumerate(_moves(case_type)):
        bends = tuple(Bend(number, layer) for layer in range(depth[source] + 1, depth[target]))
        found.append(Edge(action, source, target, (source, *bends, target)))
    return tuple(found)


def _ordered(depth: Mapping[State, int], edges: tuple[Edge, ...]) -> dict[Node, float]:
    rows: dict[int, list[Node]] = {}
    for state, layer in depth.items():
        rows.setdefault(layer, []).append(state)
    for edge in edges:
        for node in edge.way[1:-1]:
            assert isinstance(node, Bend)
            rows.setdefault(node.layer, []).append(node)
    near = _neighbours(edges)
    place = {node: at - (len(row) - 1) / 2 for row in rows.values() for at, node in enumerate(row)}
    for _ in range(ORDER_SWEEPS):
        for row in rows.values():
            row.sort(key=lambda node: _mean(node, near, place))
            place |= {node: at - (len(row) - 1) / 2 for at, node in enumerate(row)}
    for _ in range(STRAIGHTEN_SWEEPS):
        for row in rows.values():
            place |= _straightened(row, near, place)
    return place


def _neighbours(edges: tuple[Edge, ...]) -> dict[Node, list[Node]]:
    near: dict[Node, list[Node]] = {}
    for edge in edges:
        for one, other in zip(edge.way, edge.way[1:], strict=False):
            near.setdefault(one, []).append(other)
            near.setdefault(other, []).append(one)
    return near


def _mean(node: Node, near: Mapping[Node, list[Node]], place: Mapping[Node, float]) -> float:
    around = near.get(node, [node])
    return sum(place[other] for other in around) / len(around)


def _straightened(
    row: list[Node], near: Mapping[Node, list[Node]], place: Mapping[Node, float]
) -> dict[Node, float]:
    """Move each node towards its neighbours, boxes a slot apart, bends less."""
    wanted = [_mean(node, near, place) for node in row]
    got = wanted[:1]
    for number, (before, node) in enumerate(zip(row, row[1:], strict=False), 1):
        apart = 1.0 if isinstance(before, State) and isinstance(node, State) else BEND_APART
        got.append(max(wanted[number], got[-1] + apart))
    shift = (sum(wanted) - sum(got)) / len(row)
    return {node: at + shift for node, at in zip(row, got, strict=True)}
