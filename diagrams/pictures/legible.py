"""How well a picture reads: what its lines and labels run into, and how small its type gets on A4.

Pictures that can be drawn in several ways are drawn in the first that reads well.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.pictures.layout.hanging import along
from diagrams.pictures.layout.parts import group_heading, parts_of
from diagrams.pictures.layout.placing import laid_out
from diagrams.pictures.shapes import Frame
from diagrams.pictures.svg.drawing import svg
from diagrams.pictures.text.typeset import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.layout.placing import Layout, Point
    from diagrams.pictures.look import Look
    from diagrams.pictures.sketch import Sketch
    from diagrams.pictures.text.typeset import Block

_SHORT, _LONG = 539.0, 786.0
"""Points of an A4 page within its margins."""

_VIEW: Final = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

SMALLEST: Final = 6.0
"""Points of type below which a page is hard to read."""

_IN, _DOWN = 0.5, 1.0
"""Points by which a line may come into the room of a text: letters do not fill theirs."""


class Reading(NamedTuple):
    """How well a picture reads, the best first.

    Attributes:
        met: how many things stand over others, or have a line through them.
        too_small: by how many points its type falls below the smallest on A4.
    """

    met: int
    too_small: float

    @property
    def well(self) -> bool:
        """Whether nothing is to be said against it."""
        return not self.met and not self.too_small


def most_legible(sketches: Sequence[Sketch], look: Look) -> bytes:
    """Return the first of several drawings of the same that reads well, else the best, as SVG.

    Raises:
        BrokenSketch: one contradicts itself.
        NoDotProgram: nothing on this machine lays graphs out.
        DotFailed: the layout program gave up.
        BadBaseUrl: the base of its links is no address.
    """
    found: list[tuple[Reading, bytes]] = []
    for sketch in sketches:
        parts = parts_of(sketch)
        layout = laid_out(parts)
        drawn = svg(parts, layout, look)
        reading = reading_of(parts, layout, _size(drawn))
        if reading.well:
            return drawn
        found.append((reading, drawn))
    return min(found, key=lambda each: each[0])[1]


def _size(drawn: bytes) -> Point:
    """Return the size of a page, as it stands at its beginning."""
    found = _VIEW.search(drawn)
    return (float(found[1]), float(found[2])) if found else (_SHORT, _LONG)


def reading_of(parts: Parts, layout: Layout, size: Point) -> Reading:
    """Return how well a picture reads.

    Args:
        parts: what is drawn.
        layout: where it stands.
        size: of the whole page, in points.
    """
    scale = min(1.0, _fits(*size))
    return Reading(_met(parts, layout), round(max(0.0, SMALLEST - QUIET * scale), 2))


def _fits(wide: float, high: float) -> float:
    upright = min(_SHORT / wide, _LONG / high)
    return max(upright, min(_LONG / wide, _SHORT / high))


def _met(parts: Parts, layout: Layout) -> int:
    boxes = list(layout.boxes.values())
    labels = [_label_frames(parts.labels[name], at) for name, at in layout.labels.items()]
    names = list(_heading_frames(parts, layout))
    met = sum(_meets(one, box) for lines in (*labels, names) for one in lines for box in boxes)
    each = [*labels, *([name] for name in names)]
    met += sum(
        any(_meets(a, b) for a in one for b in other) for one, other in combinations(each, 2)
    )
    return met + _struck(parts, layout, [line for lines in labels for line in lines])


def _struck(parts: Parts, layout: Layout, texts: list[Frame]) -> int:
    """Return how many texts of labels and boxes have lines through them."""
    struck: set[tuple[str, int]] = set()
    boxes = list(layout.boxes.items())
    for line in parts.sketch.lines:
        own = (line.tail, line.head)
        for x, y in along(layout.lines[line.id]):
            struck.update(("label", n) for n, text in enumerate(texts) if _holds(text, x, y))
            struck.update(
                ("box", n)
                for n, (name, frame) in enumerate(boxes)
                if name not in own and _holds(frame, x, y)
            )
    return len(struck)


def _label_frames(text: Block, at: Point) -> list[Frame]:
    left, top = at[0] - text.width / 2, at[1] - text.height / 2
    return [
        Frame(
            left + piece.x - piece.width / 2,
            top + piece.y - piece.size * 0.85,
            piece.width,
            piece.size * 1.05,
        )
        for piece in text.pieces
    ]


def _heading_frames(parts: Parts, layout: Layout) -> Iterator[Frame]:
    for group in parts.sketch.groups:
        if (frame := layout.groups.get(group.id)) is not None:
            heading = group_heading(group)
            yield Frame(frame.x + 8, frame.y + 4.5, heading.width, heading.height)


def _meets(one: Frame, other: Frame) -> bool:
    return (
        one.x < other.right
        and other.x < one.right
        and one.y < other.bottom
        and other.y < one.bottom
    )


def _holds(frame: Frame, x: float, y: float) -> bool:
    return frame.x + _IN < x < frame.right - _IN and frame.y + _DOWN < y < frame.bottom - _DOWN
