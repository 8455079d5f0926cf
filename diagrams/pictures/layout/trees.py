"""Trees: each box stands at the middle of what is below it, and its lines are elbows.

Lines of one box share their way along the gap between two ranks, so that the eye follows one trunk
and its branches. Where that would cross a box, what the layout program drew stays as it is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from diagrams.pictures.layout.placing import Stroke
    from diagrams.pictures.shapes import Frame
    from diagrams.pictures.sketch import Line, Sketch

Point: TypeAlias = tuple[float, float]
Frames: TypeAlias = "Mapping[str, Frame]"
Strokes: TypeAlias = "Mapping[str, tuple[Stroke, ...]]"

_OUT: Final = 11.5  # points: half of what lies between two ranks
_CLEAR: Final = 2.0
_APART: Final = 6.0


def grown(
    sketch: Sketch, boxes: Frames, lines: Strokes, size: Point
) -> tuple[dict[str, Frame], dict[str, tuple[Stroke, ...]]]:
    """Return the boxes and lines of a tree as they are drawn.

    Args:
        sketch: a tree.
        boxes: the frame of each box as it was laid out.
        lines: the strokes of each line as they were laid out.
        size: of the whole drawing.
    """
    middled = _middled(sketch, boxes, size)
    moved = _Standing(middled)
    elbows = {line.id: _elbow(sketch, moved, line, lines[line.id]) for line in sketch.lines}
    if None not in elbows.values():
        return middled, {line: strokes for line, strokes in elbows.items() if strokes is not None}
    standing = _Standing(boxes)
    return dict(boxes), {
        line.id: _elbow(sketch, standing, line, lines[line.id]) or lines[line.id]
        for line in sketch.lines
    }


def _elbow(
    sketch: Sketch, standing: _Standing, line: Line, strokes: tuple[Stroke, ...]
) -> tuple[Stroke, ...] | None:
    """Return a line as an elbow, or nothing where it bears something or would cross a box."""
    if len(strokes) != 1 or strokes[0].tail_tip or strokes[0].head_tip:
        return None
    tail, head = standing.boxes[line.tail], standing.boxes[line.head]
    corners = _corners(tail, head, across=sketch.direction == "right")
    if any(standing.crosses(leg, (line.tail, line.head)) for leg in pairwise(corners)):
        return None
    return (replace(strokes[0], points=straight(corners)),)


def _corners(tail: Frame, head: Frame, *, across: bool) -> list[Point]:
    (tail_x, tail_y), (head_x, head_y) = tail.middle, head.middle
    if across:
        turn = tail.right + _OUT
        return [(tail.right, tail_y), (turn, tail_y), (turn, head_y), (head.x, head_y)]
    turn = tail.bottom + _OUT
    return [(tail_x, tail.bottom), (tail_x, turn), (head_x, turn), (head_x, head.y)]


class _Standing:
    """Boxes from the top of the drawing to its foot, so that those near a leg are found at once."""

    def __init__(self, boxes: Frames) -> None:
        self.boxes = boxes
        self._downwards = sorted((frame.y, box) for box, frame in boxes.items())
        self._tallest = max((frame.height for frame in boxes.values()), default=0.0)

    def crosses(self, leg: tuple[Point, Point], but: tuple[str, str]) -> bool:
        """Say whether a leg comes too near to any box, those at its ends excepted."""
        (x, y), (to_x, to_y) = leg
        left, right = sorted((x, to_x))
        top, low = sorted((y, to_y))
        first = bisect_left(self._downwards, (top - self._tallest - _CLEAR, ""))
        end = bisect_left(self._downwards, (low + _CLEAR, ""))
        near = (self.boxes[box] for _, box in self._downwards[first:end] if box not in but)
        return any(
            left < frame.right + _CLEAR
            and right > frame.x - _CLEAR
            and top < frame.bottom + _CLEAR
            and low > frame.y - _CLEAR
            for frame in near
        )


def straight(corners: Sequence[Point]) -> tuple[Point, ...]:
    """Return straight legs as the curves that a stroke is made of."""
    points = [corners[0]]
    for before, corner in pairwise(corners):
        points += [before, corner, corner]
    return tuple(points)


def _middled(sketch: Sketch, boxes: Frames, size: Point) -> dict[str, Frame]:
    """Put each box to the middle of what is below it, where all of its rank have room there."""
    across = sketch.direction == "right"
    room = size[1] if across else size[0]
    below: dict[str, list[str]] = defaultdict(list)
    ranks: dict[int, list[str]] = defaultdict(list)
    for line in sketch.lines:
        below[line.tail].append(line.head)
    for box in sketch.boxes:
        ranks[box.rank or 0].append(box.id)
    moved = dict(boxes)
    for rank in sorted(ranks, reverse=True):
        there = {box: _between(moved, box, below[box], room, across=across) for box in ranks[rank]}
        if _apart(there.values(), across=across):
            moved |= there
    return moved


def _between(boxes: Frames, box: str, below: Sequence[str], room: float, *, across: bool) -> Frame:
    frame = boxes[box]
    if not below:
        return frame
    axis = 1 if across else 0
    middles = [boxes[one].middle[axis] for one in below]
    middle = (min(middles) + max(middles)) / 2
    length = frame.height if across else frame.width
    start = min(max(middle - length / 2, 0.0), room - length)
    return replace(frame, y=start) if across else replace(frame, x=start)


def _apart(frames: Iterable[Frame], *, across: bool) -> bool:
    """Say whether boxes of one rank stay clear of each other."""
    spans = sorted(
        (frame.y, frame.bottom) if across else (frame.x, frame.right) for frame in frames
    )
    return all(end + _APART <= start for (_, end), (start, _) in pairwise(spans))
