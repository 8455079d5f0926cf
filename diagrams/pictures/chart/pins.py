"""Where lines meet the boxes of a chart: side by side, as straight as they can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from statistics import mean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from diagrams.pictures.chart.layers import Chart, Node, Piece, Pin
    from diagrams.pictures.sketch import Box, Shape, Sketch

_APART: Final = 12.0
"""Points between two lines that meet one side of a box, so that their markers do not touch."""

_SHARE: Final[Mapping[Shape, float]] = {
    "octagon": 0.36,
    "hexagon": 0.44,
    "ellipse": 0.1,
    "circle": 0.1,
    "diamond": 0.0,
    "stadium": 0.6,
}
"""How much of a shape's width its upper and lower sides are."""


def pinned(sketch: Sketch, chart: Chart) -> None:
    """Give every end of every piece its place, from the top of the drawing down."""
    boxes = {box.id: box for box in sketch.boxes}
    by_channel: dict[int, list[Piece]] = defaultdict(list)
    for piece in chart.pieces:
        by_channel[piece.channel].append(piece)
        for pin in piece.pins:
            pin.x = pin.node.x
    for channel in sorted(by_channel):
        alone: set[Pin] = set()
        two = (piece for piece in by_channel[channel] if len(piece.pins) == 2)  # noqa: PLR2004
        anchors = {pin for piece in two for pin in piece.pins}
        for upper in (True, False):
            sides: dict[Node, list[tuple[tuple[float, float], Pin]]] = defaultdict(list)
            for piece in by_channel[channel]:
                for pin in piece.tops if upper else piece.bottoms:
                    if pin.node.box:
                        sides[pin.node].append((_wanted(piece, pin), pin))
            for node, pins in sides.items():
                _spread(pins, _side(boxes[node.box or ""], node), anchors)
            alone |= {pins[0][1] for pins in sides.values() if len(pins) == 1}
        for piece in by_channel[channel]:
            _straighten(piece, boxes, alone)


def _straighten(piece: Piece, boxes: Mapping[str, Box], alone: set[Pin]) -> None:
    """Move an end that is alone at its box right over or under the other end, if it can be."""
    if len(piece.tops) != 1 or len(piece.bottoms) != 1:
        return
    ends = (piece.tops[0], piece.bottoms[0])
    for pin, other in (ends, ends[::-1]):
        if pin in alone:
            left, right = _side(boxes[pin.node.box or ""], pin.node)
            if left <= other.x <= right:
                pin.x = other.x
                return


def _wanted(piece: Piece, pin: Pin) -> tuple[float, float]:
    """Return where a pin would best be, and its order: where it leads to, on average."""
    others = [other.x for other in piece.pins if other is not pin]
    order = mean(others)
    return (order if len(others) == 1 else pin.node.x), order


def _side(box: Box, node: Node) -> tuple[float, float]:
    half = node.width / 2
    flat = half * _SHARE[box.shape] if box.shape in _SHARE else half - 13.0
    return node.x - max(flat, 0.0), node.x + max(flat, 0.0)


def _spread(
    pins: Sequence[tuple[tuple[float, float], Pin]],
    side: tuple[float, float],
    anchors: Collection[Pin],
) -> None:
    """Put pins near where they would best be, in the order of what they lead to, and apart.

    One that leads to one thing alone, right under or over it, is straight before the others.
    """
    left, right = side
    in_order = sorted(pins, key=lambda wanted: wanted[0][::-1])
    apart = min(_APART, (right - left) / max(1, len(in_order) - 1))
    places = [min(max(wanted, left), right) for (wanted, _), _ in in_order]
    for nth in range(1, len(places)):
        places[nth] = max(places[nth], places[nth - 1] + apart)
    for nth in range(len(places) - 1, -1, -1):
        limit = right if nth == len(places) - 1 else places[nth + 1] - apart
        places[nth] = min(places[nth], limit)
    wanted = [at for (at, _), _ in in_order]
    straight = [nth for nth, (_, pin) in enumerate(in_order) if pin in anchors]
    for nth in straight[:1]:
        anchored = _around(places, nth, wanted[nth], apart)
        if left <= anchored[0] and anchored[-1] <= right:
            places = anchored
    for place, (_, pin) in zip(places, in_order, strict=True):
        pin.x = place


def _around(places: Sequence[float], anchor: int, at: float, apart: float) -> list[float]:
    """Return places with one of them given, and the others moved aside for it."""
    moved = list(places)
    moved[anchor] = at
    for nth in range(anchor - 1, -1, -1):
        moved[nth] = min(moved[nth], moved[nth + 1] - apart)
    for nth in range(anchor + 1, len(moved)):
        moved[nth] = max(moved[nth], moved[nth - 1] + apart)
    return moved
