"""Where everything of a chart stands: rows one under the other, tracks and frames between them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.pictures.chart.across import placed
from diagrams.pictures.chart.layers import chart_of
from diagrams.pictures.chart.pins import pinned
from diagrams.pictures.chart.tracks import tracked
from diagrams.pictures.layout.parts import group_heading
from diagrams.pictures.shapes import Frame

if TYPE_CHECKING:
    from diagrams.pictures.chart.layers import Chart, Leg, Node, Piece, Way
    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.sketch import Group

Point = tuple[float, float]

MARKER: Final = 8.0
"""The length of every marker."""

_OUT: Final = 8.0
_IN: Final = 10.0
_PITCH: Final = 7.0
_CLOSEST: Final = 3.0
_MANY: Final = 24
"""More tracks than that in one channel run closer to each other."""

_MARGIN: Final = 12.0
_GAP: Final = 10.0
_LEAST: Final = 5.0


@dataclass(slots=True)
class _Heights:
    """Where layers begin and end, and the tracks of each channel."""

    tops: list[float]
    bottoms: list[float]
    tracks: dict[int, list[float]]
    frames: dict[str, tuple[float, float]]
    end: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything of a chart stands, in points, y downwards.

    Attributes:
        size: of the whole.
        boxes: the frame of each box.
        groups: the frame of each group.
        lines: of each line its strokes: their corners, and the tips of markers at both ends.
        labels: where the middle of each line's label is.
    """

    size: Point
    boxes: dict[str, Frame]
    groups: dict[str, Frame]
    lines: dict[str, list[tuple[list[Point], Point | None, Point | None]]]
    labels: dict[str, Point]


def charted(parts: Parts) -> Placed:
    """Return where everything of a chart stands.

    Raises:
        NoDotProgram: nothing on this machine lays graphs out.
        DotFailed: the layout program gave up.
    """
    chart = chart_of(parts)
    width, sides = placed(parts, chart)
    pinned(parts.sketch, chart)
    return _Placing(parts, chart, width, sides).done()


class _Placing:
    def __init__(
        self, parts: Parts, chart: Chart, width: float, sides: dict[str, tuple[float, float]]
    ) -> None:
        self.parts, self.chart, self.sketch = parts, chart, parts.sketch
        self.bands = any(group.band for group in self.sketch.groups)
        self.side = _MARGIN if self.bands else 0.0
        self.width = width + 2 * self.side
        self.sides = sides
        self.groups = {group.id: group for group in self.sketch.groups}
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        for node in chart.boxes.values():
            group = node.group
            while group is not None:
                over = chart.over[node.layer]
                self.first[group] = min(over, self.first.get(group, over))
                self.last[group] = max(node.layer, self.last.get(group, node.layer))
                group = self.groups[group].parent
        self.pieces: dict[int, list[Piece]] = defaultdict(list)
        for piece in chart.pieces:
            self.pieces[piece.channel].append(piece)
        self.heights = self._heights()

    def done(self) -> Placed:
        boxes = {name: self._frame(node) for name, node in self.chart.boxes.items()}
        labels = {
            node.label: (node.x + self.side, self._middle(node.layer))
            for layer in self.chart.layers
            for node in layer
            if node.label
        }
        groups = {name: self._group(self.groups[name]) for name in self.first}
        lines = {name: self._strokes(way, boxes) for name, way in self.chart.ways.items()}
        return Placed((self.width, self.heights.end), boxes, groups, lines, labels)

    def _middle(self, layer: int) -> float:
        return (self.heights.tops[layer] + self.heights.bottoms[layer]) / 2

    def _frame(self, node: Node) -> Frame:
        left = node.x - node.width / 2 + self.side
        return Frame(left, self._middle(node.layer) - node.height / 2, node.width, node.height)

    def _group(self, group: Group) -> Frame:
        top, bottom = self.heights.frames[group.id]
        left, right = (0.0, self.width) if group.band else self.sides[group.id]
        return Frame(left, top, right - left, bottom - top)

    def _heights(self) -> _Heights:
        layers = self.chart.layers
        found = _Heights([], [], {}, {}, 0.0)
        y = self._begin(0, 0.0, found)
        for layer, nodes in enumerate(layers):
            found.tops.append(y)
            y += max((node.height for node in nodes), default=0.0)
            found.bottoms.append(y)
            y = self._channel(layer, y, found)
        found.end = y
        return found

    def _begin(self, layer: int, y: float, found: _Heights) -> float:
        """Let the frames begin that begin over a layer, and return where the layer begins."""
        begun = [group for group in self.groups.values() if self.first.get(group.id) == layer]
        top = y
        for depth in self._nested(begun):
            high = max(group_heading(group).height for group in depth) + 2 + _MARGIN
            for group in depth:
                found.frames[group.id] = (top, top)
            top += high
        return top

    def _nested(self, groups: list[Group]) -> list[list[Group]]:
        by_depth: dict[int, list[Group]] = defaultdict(list)
        for group in groups:
            depth, parent = 0, group.parent
            while parent is not None:
                depth, parent = depth + 1, self.groups[parent].parent
            by_depth[depth].append(group)
        return [by_depth[depth] for depth in sorted(by_depth)]

    def _channel(self, layer: int, y: float, found: _Heights) -> float:
        """Lay the tracks of a channel, and return where the next layer begins."""
        last = layer == len(self.chart.layers) - 1
        ended = [group for group in self.groups.values() if self.last.get(group.id) == layer]
        begins = any(first == layer + 1 for first in self.first.values())
        inner = [group for group in ended if not group.band]
        for nth, depth in enumerate(reversed(self._nested(inner))):
            for group in depth:
                found.frames[group.id] = (found.frames[group.id][0], y + (nth + 1) * _MARGIN)
        floor = y + _MARGIN * len(self._nested(inner))
        y = max(floor, self._tracks(layer, y, floor, found, last=last))
        for group in ended:
            if group.band:
                y += _MARGIN - (_IN if found.tracks[layer] else 0.0)
                found.frames[group.id] = (found.frames[group.id][0], y)
        if last:
            return y
        if ended or begins:
            y += _GAP
        return self._begin(layer + 1, y, found)

    def _tracks(self, layer: int, y: float, floor: float, found: _Heights, *, last: bool) -> float:
        pieces = self.pieces[layer]
        count = tracked(pieces)
        pitch = max(_CLOSEST, _PITCH * min(1.0, _MANY / max(count, 1)))
        tops = [pin for piece in pieces for pin in piece.tops]
        marked = any(pin.marked for pin in tops)
        out = (MARKER if marked else 0.0) + _OUT
        first = max(y + (out if any(pin.node.box for pin in tops) else _LEAST), floor + _LEAST)
        found.tracks[layer] = [first + nth * pitch for nth in range(count)]
        below = any(pin.marked for piece in pieces for pin in piece.bottoms)
        into = _IN + (MARKER if below else 0.0)
        if count:
            return first + (count - 1) * pitch + into
        if last:
            return y
        if not any(node.box for node in self.chart.layers[layer]):
            return y + _LEAST + (MARKER if below else 0.0)
        return y + self.sketch.gap * 72 * (1 if pieces else 0.75)

    def _strokes(
        self, way: Way, boxes: dict[str, Frame]
    ) -> list[tuple[list[Point], Point | None, Point | None]]:
        strokes: list[tuple[list[Point], Point | None, Point | None]] = []
        corners: list[Point] = []
        start: Point | None = None
        tip: Point | None = None
        for nth, leg in enumerate(way.legs):
            if way.shared is not None and nth < way.shared:
                continue
            if way.shared == nth:
                corners.append((leg.start.x + self.side, self._track(leg)))
            elif leg.start.node.label:
                corners = [(leg.start.x + self.side, self._label_edge(leg.start.node, 1))]
            elif not corners:
                end = leg.start.x + self.side, self._box_edge(leg.start.node, boxes, lower=True)
                corners.append((end[0], end[1] + (MARKER if leg.start.marked else 0.0)))
                start = end if leg.start.marked else None
            corners += self._bend(leg)
            node = leg.end.node
            if leg.end in leg.piece.tops:  # along a row and up again
                end = leg.end.x + self.side, self._box_edge(node, boxes, lower=True)
                corners.append((end[0], end[1] + (MARKER if leg.end.marked else 0.0)))
                tip = end if leg.end.marked else None
            elif node.box:
                end = leg.end.x + self.side, self._box_edge(node, boxes, lower=False)
                corners.append((end[0], end[1] - (MARKER if leg.end.marked else 0.0)))
                tip = end if leg.end.marked else None
            elif node.label:
                corners.append((leg.end.x + self.side, self._label_edge(node, -1)))
                strokes.append((_plain(corners), start, None))
                start = None
        strokes.append((_plain(corners), start, tip))
        return strokes

    def _track(self, leg: Leg) -> float:
        tracks, track = self.heights.tracks[leg.piece.channel], leg.piece.track
        return self.heights.bottoms[leg.piece.channel] if track is None else tracks[track]

    def _bend(self, leg: Leg) -> list[Point]:
        if leg.piece.track is None:
            return []
        y = self._track(leg)
        return [(leg.start.x + self.side, y), (leg.end.x + self.side, y)]

    def _box_edge(self, node: Node, boxes: dict[str, Frame], *, lower: bool) -> float:
        frame = boxes[node.box or ""]
        return frame.bottom if lower else frame.y

    def _label_edge(self, node: Node, side: int) -> float:
        return self._middle(node.layer) + side * node.height / 2


def _plain(corners: list[Point]) -> list[Point]:
    """Return corners without those at which nothing turns."""
    kept = corners[:1]
    for corner in corners[1:]:
        if corner != kept[-1]:
            kept.append(corner)
    for nth in range(len(kept) - 2, 0, -1):
        (x, y), (to_x, to_y), (end_x, end_y) = kept[nth - 1 : nth + 2]
        if x == to_x == end_x or y == to_y == end_y:
            del kept[nth]
    return kept if len(kept) > 1 else [*kept, *kept]
