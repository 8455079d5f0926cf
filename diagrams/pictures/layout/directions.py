"""How each line runs through the rows of a drawing: with them, against them, or along one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Line, Sketch


@dataclass(frozen=True, slots=True)
class Course:
    """The way of a line.

    Attributes:
        turned: whether it is laid out from its head to its tail, since it runs against the rows.
        shapes: whether it moves its ends into rows.
        flat: whether both ends stand in one row.
        between: whether its label stands between two strokes; else it hangs on one.
        row: the row its label stands over, if rows are given.
        group: the group its label stands in.
    """

    turned: bool
    shapes: bool
    flat: bool
    between: bool
    row: int | None
    group: str | None


def directions(sketch: Sketch) -> dict[str, Course]:
    """Return the course of every line."""
    ranks = {box.id: box.rank for box in sketch.boxes}
    groups = {box.id: box.group for box in sketch.boxes}
    against = _against(sketch)
    return {line.id: _course(line, ranks, groups, line.id in against) for line in sketch.lines}


def _course(
    line: Line,
    ranks: dict[str, int | None],
    groups: dict[str, str | None],
    against: bool,  # noqa: FBT001 - computed once for all lines
) -> Course:
    tail, head = ranks[line.tail], ranks[line.head]
    itself = line.tail == line.head
    ranked = tail is not None and head is not None
    turned = not itself and (tail > head if ranked and tail != head else against)  # type: ignore[operator]
    flat = ranked and tail == head
    shapes = line.shapes and not itself
    lower = line.tail if turned else line.head
    return Course(
        turned=turned and not flat,
        shapes=shapes,
        flat=flat,
        between=shapes and not flat,
        row=ranks[lower],
        group=_shared(line, groups) if line.apart else groups[lower],
    )


def _shared(line: Line, groups: dict[str, str | None]) -> str | None:
    tail, head = groups[line.tail], groups[line.head]
    return tail if tail == head else None


def _against(sketch: Sketch) -> set[str]:
    """Return the lines that close a circle, where boxes are followed in their order."""
    out: dict[str, list[Line]] = defaultdict(list)
    for line in sketch.lines:
        if line.shapes:
            out[line.tail].append(line)
    closed: set[str] = set()
    state: dict[str, int] = {}
    for box in sketch.boxes:
        if box.id not in state:
            _follow(box.id, out, state, closed)
    return closed


def _follow(
    start: str, out: dict[str, list[Line]], state: dict[str, int], closed: set[str]
) -> None:
    open_, done = 1, 2
    state[start] = open_
    way = [(start, iter(out[start]))]
    while way:
        here, onward = way[-1]
        line = next(onward, None)
        if line is None:
            state[here] = done
            way.pop()
        elif state.get(line.head) == open_:
            closed.add(line.id)
        elif line.head not in state:
            state[line.head] = open_
            way.append((line.head, iter(out[line.head])))
