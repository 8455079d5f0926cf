"""Labels that hang on a line, moved along it where the layout put them over something else.

Most labels stand between two strokes and have their own room. Those of lines along a row, of lines
from a box to itself and of lines that move nothing into rows have none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from diagrams.pictures.layout.parts import has_label_node
from diagrams.pictures.shapes import Frame

if TYPE_CHECKING:
    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.layout.placing import Layout, Stroke

Point: TypeAlias = tuple[float, float]

_SHARES: Final = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9)
_AWAY: Final = 4.0
_STEPS: Final = 24


def settled(parts: Parts, layout: Layout) -> Layout:
    """Return the layout with every hanging label where it covers least."""
    hanging = [
        line.id
        for line in parts.sketch.lines
        if line.id in layout.labels and not has_label_node(parts, line)
    ]
    if not hanging:
        return layout
    labels = dict(layout.labels)
    drawn = [point for strokes in layout.lines.values() for point in along(strokes)]
    for line in hanging:
        text = parts.labels[line]
        size = (text.width + 2, text.height)
        others = [
            _frame(labels[other], (parts.labels[other].width, parts.labels[other].height))
            for other in labels
            if other != line
        ]
        solid = [*layout.boxes.values(), *others]
        places = [labels[line], *_places(layout.lines[line], size, layout)]
        labels[line] = min(places, key=partial(_covered, size, solid, drawn))
    return replace(layout, labels=labels)


def _covered(size: Point, solid: Sequence[Frame], drawn: Sequence[Point], at: Point) -> int:
    """Return how much a label would cover; boxes and other labels weigh most."""
    own = _frame(at, size)
    met = sum(
        own.x < frame.right
        and frame.x < own.right
        and own.y < frame.bottom
        and frame.y < own.bottom
        for frame in solid
    )
    return 1_000 * met + sum(own.x < x < own.right and own.y < y < own.bottom for x, y in drawn)


def _places(strokes: Sequence[Stroke], size: Point, layout: Layout) -> Iterator[Point]:
    """Yield places beside a line, the middle of the line first, none of them off the drawing."""
    points = list(along(strokes))
    wide, high = size
    for share in _SHARES:
        x, y = points[int(share * (len(points) - 1))]
        for at in (
            (x, y - high / 2 - _AWAY),
            (x, y + high / 2 + _AWAY),
            (x + wide / 2 + _AWAY, y),
            (x - wide / 2 - _AWAY, y),
        ):
            frame = _frame(at, size)
            if min(frame.x, frame.y) < 0:
                continue
            if frame.right <= layout.width and frame.bottom <= layout.height:
                yield at


def _frame(at: Point, size: Point) -> Frame:
    return Frame(at[0] - size[0] / 2, at[1] - size[1] / 2, *size)


def along(strokes: Sequence[Stroke]) -> Iterator[Point]:
    """Yield points of the curves of strokes, close to each other."""
    for stroke in strokes:
        corners = stroke.points
        for start in range(0, len(corners) - 3, 3):
            for step in range(_STEPS + 1):
                yield _on_curve(corners[start : start + 4], step / _STEPS)


def _on_curve(corners: Sequence[Point], share: float) -> Point:
    if len(corners) == 1:
        return corners[0]
    nearer = [
        (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share) for a, b in pairwise(corners)
    ]
    return _on_curve(nearer, share)
