"""Where the nodes of a chart stand from left to right, as the layout program answers."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from diagrams.pictures.chart.evened import APART, evened
from diagrams.pictures.layout.parts import group_heading
from diagrams.pictures.layout.program import ask_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diagrams.pictures.chart.layers import Chart, Node, Piece
    from diagrams.pictures.layout.parts import Parts

_BETWEEN: Final = {"box": 14.0, "tight": 8.0, "label": 4.0}
"""By how much more boxes, and labels, are apart."""

_MANY: Final = 400
"""More nodes than that are not moved to and fro for seconds on end."""

_SEVERAL: Final = 3

_STRAIGHT: Final = 50
"""So much more a line that passes on is to be straight than one that ends."""


def placed(parts: Parts, chart: Chart) -> tuple[float, dict[str, tuple[float, float]]]:
    """Give every node its place, and return the width of all and the sides of each group.

    Raises:
        NoDotProgram: nothing on this machine lays graphs out.
        DotFailed: the layout program gave up.
    """
    nodes = [node for layer in chart.layers for node in layer]
    names = {node: f"n{number}" for number, node in enumerate(nodes)}
    answer = _asked(parts, chart, names, fixed=False)
    free = all(group.band for group in parts.sketch.groups)
    if free:
        if _trunks_in_the_middle(chart) and len(nodes) <= _MANY:
            answer = _asked(parts, chart, names, fixed=True)
        return evened(chart, partial(_room, parts)), {}
    found = {part["name"]: part for part in answer.get("objects", ())}
    sides: dict[str, tuple[float, float]] = {}
    for number, group in enumerate(parts.sketch.groups):
        if bounds := found.get(f"cluster_{number}", {}).get("bb"):
            left, _, right, _ = map(float, bounds.split(","))
            sides[group.id] = (left, right)
    return float(answer["bb"].split(",")[2]), sides


def _asked(parts: Parts, chart: Chart, names: dict[Node, str], *, fixed: bool) -> dict[str, Any]:
    """Put the nodes where the program does, and each layer in that order."""
    answer = ask_program("\n".join(_source(parts, chart, names, fixed=fixed)))
    found = {part["name"]: part for part in answer.get("objects", ())}
    for node, name in names.items():
        node.x = float(found[name]["pos"].split(",")[0])
    for layer in chart.layers:
        layer.sort(key=lambda node: node.x)
    return answer


def _trunks_in_the_middle(chart: Chart) -> bool:
    """Let trunks pass in the middle of what they lead to, and say whether that changed anything."""
    onward = {
        piece.tops[0].node: piece.bottoms[0].node
        for piece in chart.pieces
        if len(piece.tops) == len(piece.bottoms) == 1
    }
    changed = False
    for piece in chart.pieces:
        trunk = piece.onward
        if not piece.trunk or len(piece.bottoms) < _SEVERAL or trunk is None:
            continue
        below = {pin.node for pin in piece.bottoms}
        in_order = [node for node in chart.layers[piece.channel + 1] if node in below]
        in_order.remove(trunk)
        in_order.insert(len(in_order) // 2, trunk)
        changed |= _reordered(chart, in_order)
        below_these = [onward[node] for node in in_order if node in onward and not node.box]
        if len({*below_these}) == len(in_order):  # several lines may end in one box
            changed |= _reordered(chart, below_these)
    return changed


def _reordered(chart: Chart, nodes: Sequence[Node]) -> bool:
    """Put nodes of a layer in an order, at the places that they have together."""
    layer = chart.layers[nodes[0].layer]
    some = set(nodes)
    places = [nth for nth, node in enumerate(layer) if node in some]
    before = [layer[nth] for nth in places]
    for nth, node in zip(places, nodes, strict=True):
        layer[nth] = node
    return before != list(nodes)


def _room(parts: Parts, node: Node) -> float:
    """Return how wide a node is with the room beside it."""
    if node.box:
        return node.width + _BETWEEN["tight" if parts.sketch.tight else "box"]
    return node.width + (_BETWEEN["label"] if node.label else 0.0)


def _source(parts: Parts, chart: Chart, names: dict[Node, str], *, fixed: bool) -> Iterator[str]:
    many = len(names) > _MANY
    yield "digraph {"
    yield f'graph [newrank=true, splines=none, nodesep="{APART / 72:.4f}", ranksep=0.1'
    yield ", nslimit=0.1, mclimit=0.1];" if many else "];"
    yield 'node [shape=box, fixedsize=true, label="", height=0.1];'
    yield from _nodes(parts, names)
    for layer in chart.layers:
        if layer:
            between, style = (" -> ", " edge [style=invis];") if fixed else ("; ", "")
            yield f"{{rank=same;{style} {between.join(names[node] for node in layer)}}}"
    joined = set()
    for piece in chart.pieces:
        for top in piece.tops:
            for bottom in piece.bottoms:
                joined.add((top.node, bottom.node))
                weight = _weight(piece, bottom.node)
                yield f"{names[top.node]} -> {names[bottom.node]} [weight={weight}];"
    for above, below in pairwise(layer for layer in chart.layers if layer):
        if not any((one, other) in joined for one in above[:1] for other in below[:1]):
            yield f"{names[above[0]]} -> {names[below[0]]} [style=invis, weight=0];"
    yield "}"


def _weight(piece: Piece, lower: Node) -> int:
    """Return how straight a line is to be: trunks and what hangs on a label most."""
    if len(piece.pins) == 2 and not piece.tops[0].node.box:  # noqa: PLR2004 - its two ends
        return _STRAIGHT
    return _STRAIGHT if lower is piece.onward and piece.trunk else 2 if lower.passes else 1


def _nodes(parts: Parts, names: dict[Node, str]) -> Iterator[str]:
    """Yield the nodes in their groups; bands are none to the layout program."""
    bands = {group.id for group in parts.sketch.groups if group.band}
    inside: dict[str | None, list[Node]] = defaultdict(list)
    for node in names:
        inside[None if node.group in bands else node.group].append(node)
    children: dict[str | None, list[tuple[int, Any]]] = defaultdict(list)
    for number, group in enumerate(parts.sketch.groups):
        if not group.band:
            children[group.parent].append((number, group))

    def filled(group: str | None) -> Iterator[str]:
        for node in inside[group]:
            yield f"{names[node]} [width={_room(parts, node) / 72:.4f}];"
        for number, child in children[group]:
            wide = group_heading(child).width
            yield f"subgraph cluster_{number} {{"
            heading = f'<TABLE BORDER="0"><TR><TD WIDTH="{wide:.0f}"></TD></TR></TABLE>'
            yield f"margin=8; label=<{heading}>;"
            yield from filled(child.id)
            yield "}"

    yield from filled(None)
