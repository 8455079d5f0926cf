"""A sketch with what its layout and its drawing both need to know: names, set texts, sizes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.pictures.ids import Ids, ids_of
from diagrams.pictures.layout.directions import directions
from diagrams.pictures.shapes import RING, size_around
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.typeset import LABEL, LETTER, STRONG, Block, set_box, set_lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.pictures.layout.directions import Course
    from diagrams.pictures.sketch import Box, Group, Line, Sketch

_POINTS: Final = 72
_HEADING_ROOM: Final = 226.0
"""Points; a longer heading of a group is wrapped."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A sketch with what its layout and its drawing both need to know of it.

    Attributes:
        sketch: the sketch.
        ids: the names of its parts.
        texts: the text of each box, set in type.
        labels: the text of each line that has one.
        courses: how each line runs through the rows.
    """

    sketch: Sketch
    ids: Ids
    texts: Mapping[str, Block]
    labels: Mapping[str, Block]
    courses: Mapping[str, Course]


def parts_of(sketch: Sketch) -> Parts:
    """Return a sketch with its texts set and its lines directed.

    Raises:
        BrokenSketch: it contradicts itself.
    """
    return Parts(
        sketch,
        ids_of(sketch),
        _texts(sketch),
        {
            line.id: set_lines(line.label, LABEL, line.width * LETTER, centred=True)
            for line in sketch.lines
            if any(clean(text) for text in line.label)
        },
        directions(sketch),
    )


def _texts(sketch: Sketch) -> dict[str, Block]:
    """Return the texts of boxes, in a tree as wide as the widest of their rank."""
    texts = {box.id: set_box(box) for box in sketch.boxes}
    if not sketch.tree:
        return texts
    widest: dict[int | None, float] = defaultdict(float)
    for box in sketch.boxes:
        widest[box.rank] = max(widest[box.rank], texts[box.id].width + rings(box))
    return {box.id: set_box(box, widest[box.rank] - rings(box)) for box in sketch.boxes}


def rings(box: Box) -> float:
    """Return by how much the further outlines of a box widen it."""
    return 2 * RING * (box.outlines - 1)


def outer_size(box: Box, text: Block) -> tuple[float, float]:
    """Return the width and height of a box in points, all its outlines included."""
    width, height = size_around(box.shape, (text.width, text.height))
    further = rings(box)
    return width + further, max(height, box.height * _POINTS) + further


def has_label_node(parts: Parts, line: Line) -> bool:
    """Say whether the label of a line is a node between two strokes."""
    return line.id in parts.labels and parts.courses[line.id].between


def label_node(parts: Parts, line: Line) -> str:
    """Return the node that carries a line's label."""
    return f"{parts.ids.lines[line.id]}:label".replace(":", "-")


def group_heading(group: Group) -> Block:
    """Return the heading of a group, set in type."""
    return set_lines((group.name,), STRONG, _HEADING_ROOM, bold=True)
