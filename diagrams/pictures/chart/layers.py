"""What a chart is made of: layers of nodes, and the pieces of lines in the channels between them.

Each row of boxes is a layer, and so is the row of labels over it, where there are any. A line that
passes a layer has a node there, so that it goes between boxes and never through one. Lines of one
look to one superior share a trunk: they are one line with one marker until they part.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from diagrams.pictures.layout.parts import outer_size

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.sketch import Line

_PASSAGE: Final = 5.0
"""Points of width that a line takes where it passes a row."""

MANY_LINES: Final = 100
"""Of more lines than that, all run closer to each other."""

_LABEL_ROOM: Final = (8.0, 2.0)


@dataclass(eq=False, slots=True)
class Node:
    """What stands in a layer: a box, a label, or a line that passes.

    Attributes:
        layer: the number of its layer, 0 at the top.
        width: in points.
        height: as above; 0 where a line passes.
        group: the group it stands in.
        box: the box it is.
        label: the line whose label it is.
        x: where its middle is.
    """

    layer: int
    width: float
    height: float
    group: str | None = None
    box: str | None = None
    label: str | None = None
    x: float = 0.0

    @property
    def passes(self) -> bool:
        """Whether it is a line that passes."""
        return not self.box and not self.label


@dataclass(eq=False, slots=True)
class Pin:
    """Where a piece meets a node, and whether with a marker."""

    node: Node
    marked: bool = False
    x: float = 0.0


@dataclass(eq=False, slots=True)
class Piece:
    """All of a trunk that runs in one channel, with one leg along it.

    Attributes:
        channel: the number of the layer it is below.
        tops: where it comes from above; two where a line runs from box to box of one row.
        bottoms: where it goes on below.
        track: which of the channel's tracks its leg along runs in; none where it runs straight.
        trunk: whether several lines share it.
        onward: where the trunk passes on.
    """

    channel: int
    tops: list[Pin] = field(default_factory=list)
    bottoms: list[Pin] = field(default_factory=list)
    track: int | None = None
    trunk: bool = False
    onward: Node | None = None

    @property
    def pins(self) -> list[Pin]:
        """All its ends."""
        return [*self.tops, *self.bottoms]


@dataclass(frozen=True, slots=True)
class Leg:
    """The way of a line through one channel."""

    piece: Piece
    start: Pin
    end: Pin


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a line.

    Attributes:
        legs: from the box that is drawn higher down.
        shared: how many legs another line of its trunk draws; of the next it draws its branch.
    """

    legs: tuple[Leg, ...]
    shared: int | None = None


@dataclass(slots=True)
class Chart:
    """All of a drawing before it is known where it stands.

    Attributes:
        layers: the nodes of each layer, from the top.
        boxes: the node of each box.
        pieces: of every trunk, in every channel.
        ways: how each line runs.
        over: for each layer of boxes that of the labels over it, or itself where there are none.
    """

    layers: list[list[Node]]
    boxes: dict[str, Node]
    pieces: list[Piece] = field(default_factory=list)
    ways: dict[str, Way] = field(default_factory=dict)
    over: dict[int, int] = field(default_factory=dict)


def chart_of(parts: Parts) -> Chart:
    """Return what a chart is made of, for a sketch whose boxes all have rows."""
    return _Builder(parts).built()


class _Builder:
    def __init__(self, parts: Parts) -> None:
        self.parts, self.sketch = parts, parts.sketch
        self.rank = {box.id: box.rank or 0 for box in self.sketch.boxes}
        self.rows = sorted(set(self.rank.values()))
        self.chart = Chart([], {})
        self.labels: dict[int, int] = {}  # the layer of labels over a box layer
        self.passage = _PASSAGE if len(self.sketch.lines) <= MANY_LINES else 0.0
        self.under: dict[int, int] = {}  # the layer of labels under a row, for lines along it

    def built(self) -> Chart:
        self._add_layers()
        trunks: dict[object, list[Line]] = defaultdict(list)
        for line in self.sketch.lines:
            upper, lower = self._ends(line)
            if self.rank[upper] == self.rank[lower]:
                self._add_along(line)
            elif self.parts.courses[line.id].turned:
                trunks[line.id].append(line)
            else:
                trunks[upper, line.stroke, line.tone, line.at_tail, line.at_head].append(line)
        for lines in trunks.values():
            self._add_trunk(lines)
        return self.chart

    def _ends(self, line: Line) -> tuple[str, str]:
        turned = self.parts.courses[line.id].turned
        return (line.head, line.tail) if turned else (line.tail, line.head)

    def _add_layers(self) -> None:
        labelled, along = self._labelled()
        boxes = defaultdict(list)
        for box in self.sketch.boxes:
            boxes[box.rank or 0].append(box)
        for above, row in zip([None, *self.rows], [*self.rows, None], strict=True):
            if row in labelled or above in along:
                if above is not None:
                    self.under[above] = len(self.chart.layers)
                if row is not None:
                    self.labels[len(self.chart.layers) + 1] = len(self.chart.layers)
                self.chart.layers.append([])
            if row is None:
                continue
            layer = len(self.chart.layers)
            self.chart.over[layer] = self.labels.get(layer, layer)
            nodes = []
            for box in boxes[row]:
                size = outer_size(box, self.parts.texts[box.id])
                nodes.append(Node(layer, *size, group=box.group, box=box.id))
            self.chart.layers.append(nodes)
            self.chart.boxes |= {node.box: node for node in nodes if node.box}

    def _labelled(self) -> tuple[set[int | None], set[int | None]]:
        """Return the rows with labels over them, and those with labels of lines along them."""
        over: set[int | None] = set()
        along: set[int | None] = set()
        for line in self.sketch.lines:
            if line.id in self.parts.labels:
                rows = [self.rank[end] for end in self._ends(line)]
                if rows[0] == rows[1]:
                    along.add(rows[0])
                else:
                    over.add(rows[1])
        return over, along

    def _add_along(self, line: Line) -> None:
        ends = [self.chart.boxes[end] for end in (line.tail, line.head)]
        marked = line.at_tail != "none", line.at_head != "none"
        tops = [Pin(node, mark) for node, mark in zip(ends, marked, strict=True)]
        piece = Piece(ends[0].layer, tops)
        if line.id in self.parts.labels:
            layer = self.under[self.rank[line.tail]]
            label = self._label(line, layer, None)
            piece.bottoms.append(Pin(label))
        self.chart.pieces.append(piece)
        self.chart.ways[line.id] = Way((Leg(piece, *tops),))

    def _label(self, line: Line, layer: int, group: str | None) -> Node:
        text = self.parts.labels[line.id]
        wide, high = text.width + _LABEL_ROOM[0], text.height + _LABEL_ROOM[1]
        return self._add(Node(layer, wide, high, group, label=line.id))

    def _add(self, node: Node) -> Node:
        self.chart.layers[node.layer].append(node)
        return node

    def _add_trunk(self, lines: Sequence[Line]) -> None:
        """Add lines that are one until they part, the one that goes deepest first."""
        part_at = {line.id: self._parting(line) for line in lines}
        deepest, *others = sorted(lines, key=lambda line: -part_at[line.id])
        upper = self.chart.boxes[self._ends(deepest)[0]]
        group = self._common_group(lines)
        trunk = {upper.layer: upper}
        for layer in range(upper.layer + 1, part_at[deepest.id]):
            trunk[layer] = self._add(Node(layer, self.passage, 0.0, group))
        shared = {channel: Piece(channel, trunk=bool(others)) for channel in trunk}
        first, last = (
            (deepest.at_head, deepest.at_tail)
            if self.parts.courses[deepest.id].turned
            else (deepest.at_tail, deepest.at_head)
        )
        main: dict[int, Leg] = {}
        for channel, piece in shared.items():
            start = Pin(trunk[channel], marked=channel == upper.layer and first != "none")
            piece.tops.append(start)
            if channel + 1 in trunk:
                end = Pin(trunk[channel + 1])
                piece.bottoms.append(end)
                piece.onward = end.node
                main[channel] = Leg(piece, start, end)
        self.chart.pieces += shared.values()
        for line in (deepest, *others):
            before = [main[channel] for channel in range(upper.layer, part_at[line.id] - 1)]
            legs = self._branch(line, shared[part_at[line.id] - 1], marked=last != "none")
            self.chart.ways[line.id] = Way(
                (*before, *legs), None if line is deepest else len(before)
            )

    def _parting(self, line: Line) -> int:
        """Return the layer where a line is alone: of the labels over its lower box, or this."""
        return self.chart.over[self.chart.boxes[self._ends(line)[1]].layer]

    def _common_group(self, lines: Sequence[Line]) -> str | None:
        nodes = [self.chart.boxes[end] for line in lines for end in (line.tail, line.head)]
        groups = {node.group for node in nodes}
        return groups.pop() if len(groups) == 1 else None

    def _branch(self, line: Line, piece: Piece, *, marked: bool) -> list[Leg]:
        box = self.chart.boxes[self._ends(line)[1]]
        layer = self.chart.over[box.layer]
        end = Pin(box, marked)
        if layer == box.layer:
            piece.bottoms.append(end)
            return [Leg(piece, piece.tops[0], end)]
        node = (
            self._label(line, layer, box.group)
            if line.id in self.parts.labels
            else self._add(Node(layer, self.passage, 0.0, box.group))
        )
        middle, onward = Pin(node), Pin(node)
        piece.bottoms.append(middle)
        below = Piece(layer, [onward], [end])
        self.chart.pieces.append(below)
        return [Leg(piece, piece.tops[0], middle), Leg(below, onward, end)]


def pins_by_node(pieces: Sequence[Piece]) -> Mapping[Node, list[tuple[Pin, Piece]]]:
    """Return what meets each node."""
    found: dict[Node, list[tuple[Pin, Piece]]] = defaultdict(list)
    for piece in pieces:
        for pin in piece.pins:
            found[pin.node].append((pin, piece))
    return found
