"""Bands: groups that have rows of their own are framed from one side of the drawing to the other.

The layout program keeps every line that only passes by out of a group's frame, so that groups one
under the other would stand as stairs with long detours between them. So it is not told of bands:
boxes stand where their lines want them, and the frames are drawn around whole rows afterwards, for
which rows of different bands are moved apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from diagrams.pictures.parts import group_heading
from diagrams.pictures.shapes import Frame

if TYPE_CHECKING:
    from diagrams.pictures.layout import Layout, Point, Stroke
    from diagrams.pictures.parts import Parts
    from diagrams.pictures.sketch import Box, Sketch

Part = TypeVar("Part")

_MARGIN: Final = 12.0
_GAP: Final = 10.0
_TIGHT: Final = 24.0
"""Points between two rows of which the lower one begins no band."""


BETWEEN: Final = 8.0
"""Points of height of the unseen box that keeps the rows of two bands apart."""


def beginnings(sketch: Sketch) -> list[int]:
    """Return the rows with which a band begins, but for the first row of all."""
    bands = {group.id for group in sketch.groups if group.band}
    of_row = {box.rank: box.group for box in sketch.boxes if box.rank is not None and bands}
    rows = sorted(of_row)
    return [row for above, row in pairwise(rows) if of_row[above] != of_row[row]]


@dataclass(frozen=True, slots=True)
class _Stratum:
    """Rows one under the other that belong to one band, or to none."""

    group: str | None
    top: float
    bottom: float


def banded(parts: Parts, layout: Layout) -> Layout:
    """Return a layout with a frame around the rows of each band.

    Args:
        parts: a sketch whose boxes have rows, and no row with boxes of two bands.
        layout: where its boxes and lines stand without frames.
    """
    strata = _strata(parts, layout)
    moves = _moves(parts, strata)
    wide = layout.width + 2 * _MARGIN

    def down(y: float) -> float:
        return _interpolated(moves, y)

    frames = {
        stratum.group: _frame(parts, stratum, down, wide)
        for stratum in strata
        if stratum.group is not None
    }
    moved = _moved(layout, down)
    low = max((frame.bottom for frame in frames.values()), default=0.0)
    height = max(down(layout.height), low)
    return replace(moved, width=wide, height=height, groups={**layout.groups, **frames})


def _strata(parts: Parts, layout: Layout) -> list[_Stratum]:
    bands = {group.id for group in parts.sketch.groups if group.band}

    def band(box: Box) -> str | None:
        return box.group if box.group in bands else None

    strata = []
    in_rows = sorted(parts.sketch.boxes, key=lambda box: box.rank or 0)
    for group, members in groupby(in_rows, key=band):
        boxes = list(members)
        frames = [layout.boxes[box.id] for box in boxes]
        tops = [frame.y for frame in frames]
        tops += _labels_over({box.id for box in boxes}, parts, layout)
        strata.append(_Stratum(group, min(tops), max(frame.bottom for frame in frames)))
    return strata


def _labels_over(boxes: set[str], parts: Parts, layout: Layout) -> list[float]:
    """Return the tops of the labels that stand over the rows of some boxes."""
    return [
        layout.labels[line.id][1] - parts.labels[line.id].height / 2
        for line in parts.sketch.lines
        if line.id in parts.labels
        and (line.tail if parts.courses[line.id].turned else line.head) in boxes
    ]


def _moves(parts: Parts, strata: Sequence[_Stratum]) -> list[tuple[float, float]]:
    """Return heights before and after, between which all is moved in proportion."""
    first = strata[0]
    moved = _above(parts, first) - first.top
    moves = [(first.top, first.top + moved)]
    for upper, lower in pairwise(strata):
        room = lower.top - upper.bottom
        moves.append((upper.bottom, upper.bottom + moved))
        moved += max(0.0, _below(upper) + _above(parts, lower) - room)
        moves.append((lower.top, lower.top + moved))
    return moves


def _above(parts: Parts, stratum: _Stratum) -> float:
    """Return the room over the first row of a stratum: for the frame and its heading."""
    if stratum.group is None:
        return _TIGHT / 2
    return _heading(parts, stratum.group) + _MARGIN + _GAP / 2


def _below(stratum: _Stratum) -> float:
    return _TIGHT / 2 if stratum.group is None else _MARGIN + _GAP / 2


def _heading(parts: Parts, name: str) -> float:
    group = next(group for group in parts.sketch.groups if group.id == name)
    return group_heading(group).height + 2


def _frame(parts: Parts, stratum: _Stratum, down: Callable[[float], float], wide: float) -> Frame:
    over = _heading(parts, stratum.group or "") + _MARGIN
    top, bottom = down(stratum.top) - over, down(stratum.bottom) + _MARGIN
    return Frame(0.0, top, wide, bottom - top)


def _interpolated(moves: Sequence[tuple[float, float]], y: float) -> float:
    (before, after), (last, moved) = moves[0], moves[-1]
    if y <= before:
        return y + after - before
    for (upper, upper_moved), (lower, lower_moved) in pairwise(moves):
        if y <= lower:
            share = (y - upper) / (lower - upper) if lower > upper else 1.0
            return upper_moved + share * (lower_moved - upper_moved)
    return y + moved - last


def _moved(layout: Layout, down: Callable[[float], float]) -> Layout:
    def point(at: Point) -> Point:
        return at[0] + _MARGIN, down(at[1])

    def stroke(one: Stroke) -> Stroke:
        return replace(
            one,
            points=tuple(map(point, one.points)),
            tail_tip=one.tail_tip and point(one.tail_tip),
            head_tip=one.head_tip and point(one.head_tip),
        )

    return replace(
        layout,
        boxes=_each(layout.boxes, lambda box: replace(box, x=box.x + _MARGIN, y=down(box.y))),
        lines=_each(layout.lines, lambda strokes: tuple(map(stroke, strokes))),
        labels=_each(layout.labels, point),
    )


def _each(parts: Mapping[str, Part], change: Callable[[Part], Part]) -> dict[str, Part]:
    return {name: change(part) for name, part in parts.items()}
