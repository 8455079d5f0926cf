"""Other ways to draw a route or a case, for those whose lanes and labels are in each other's way.

Without frames who acts stands in each box, and lines need no detours around lanes. With signs at
the lines what they say stands beneath the drawing, and a page holds a longer route.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diagrams.pictures.sketch import Row
from diagrams.routes.notation import AGAIN

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Box, Line, Sketch

_LOW: Final = 0.1
"""Inches between rows, which leaves room for a marker."""


def other_ways(sketch: Sketch, signs: Mapping[str, str] | None = None) -> tuple[Sketch, ...]:
    """Return other drawings of the same, the most telling first.

    Args:
        sketch: a drawing with lanes, and labels at its lines.
        signs: those that lines have already, by their ids: the numbers of steps taken.
    """
    boxed = unframed(sketch)
    low = replace(looped(boxed), gap=_LOW)
    return boxed, low, told_below(low, signs or {})


def unframed(sketch: Sketch) -> Sketch:
    """Return a drawing that names in each box who acts there, and has no lanes."""
    names = {group.id: group.name for group in sketch.groups}
    return replace(sketch, groups=(), boxes=tuple(_unframed(box, names) for box in sketch.boxes))


def _unframed(box: Box, names: Mapping[str, str]) -> Box:
    if box.group is None or box.shape == "circle":  # where journeys begin nobody acts
        return replace(box, group=None)
    title, *told = box.rows
    acts = Row((f"{names[box.group]} acts",), quiet=True)
    return replace(box, group=None, rows=(title, acts, *told))


def looped(sketch: Sketch) -> Sketch:
    """Return a drawing that tells in its box what leaves a journey where it is, without a line."""
    loops = [line for line in sketch.lines if line.tail == line.head]
    return replace(
        sketch,
        boxes=tuple(_looped(box, loops) for box in sketch.boxes),
        lines=tuple(line for line in sketch.lines if line.tail != line.head),
    )


def _looped(box: Box, loops: list[Line]) -> Box:
    told = [
        Row((f"{AGAIN} {', '.join(line.label)}",), quiet=True, link=line.link)
        for line in loops
        if line.tail == box.id
    ]
    return replace(box, rows=(*box.rows, *told))


def told_below(sketch: Sketch, signs: Mapping[str, str]) -> Sketch:
    """Return a drawing with a sign at each line, and beneath it what the signs stand for.

    Lines that say the same have the same sign. Where some have a number already, others get
    letters.
    """
    found: dict[tuple[str, ...], str] = {}
    for line in sketch.lines:
        if line.label and line.label not in found:
            found[line.label] = signs.get(line.id) or _sign(len(found), letters=bool(signs))
    lines = (
        replace(line, label=(found[line.label],)) if line.label else line for line in sketch.lines
    )
    return replace(sketch, lines=tuple(lines), signs=tuple(_told(found)))


def _told(found: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    for (first, *rest), sign in found.items():
        yield f"{sign}. {', '.join((first.removeprefix(f'{sign}. '), *rest))}"


def _sign(place: int, *, letters: bool) -> str:
    """Return a number, or a small letter: a to z, then aa and so on."""
    if not letters:
        return str(place + 1)
    first, last = divmod(place, 26)
    return (_sign(first - 1, letters=True) if first else "") + chr(ord("a") + last)
