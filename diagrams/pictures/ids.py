"""Names of the parts of a drawing: valid, unique and stable, whatever the references hold."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.errors import BrokenSketch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from diagrams.pictures.sketch import Sketch

_PLAIN: Final = re.compile(r"[A-Za-z0-9.-]")


@dataclass(frozen=True, slots=True)
class Ids:
    """The names of a sketch's parts, in SVG and DOT.

    Attributes:
        drawing: the name of the whole, which begins all others.
        boxes: by their own ids.
        lines: as above.
        groups: as above.
    """

    drawing: str
    boxes: Mapping[str, str]
    lines: Mapping[str, str]
    groups: Mapping[str, str]


def ids_of(sketch: Sketch) -> Ids:
    """Return the names of a sketch's parts.

    Raises:
        BrokenSketch: an id stands twice, or a line or a box names a part that is not there.
    """
    boxes = [box.id for box in sketch.boxes]
    lines = [line.id for line in sketch.lines]
    groups = [group.id for group in sketch.groups]
    for ids in (boxes, lines, groups):
        _require_once(ids)
    ends = [end for line in sketch.lines for end in (line.tail, line.head)]
    _require_known(ends, boxes)
    frames = [part.group for part in sketch.boxes] + [part.parent for part in sketch.groups]
    _require_known([frame for frame in frames if frame is not None], groups)
    drawing = _name(sketch.id)
    taken: set[str] = {drawing, f"{drawing}-title", f"{drawing}-description"}
    return Ids(
        drawing,
        *(
            {one: _new(f"{drawing}-{escaped(one)}", taken) for one in ids}
            for ids in (boxes, lines, groups)
        ),
    )


def escaped(text: str) -> str:
    """Return a text in letters that names may have everywhere; different texts stay different."""
    return "".join(
        letter
        if _PLAIN.match(letter)
        else "".join(f"_{byte:02x}" for byte in letter.encode("utf-8", "surrogatepass"))
        for letter in text
    )


def _name(identity: str) -> str:
    name = escaped(identity)
    return name if name[:1].isalpha() else f"drawing-{name}"


def _new(name: str, taken: set[str]) -> str:
    while name in taken:
        name = f"{name}_"
    taken.add(name)
    return name


def _require_once(ids: Iterable[str]) -> None:
    for one, count in Counter(ids).items():
        if count > 1:
            raise BrokenSketch(f"the id {one!r} stands {count} times")


def _require_known(named: Iterable[str], known: Iterable[str]) -> None:
    there = set(known)
    for one in named:
        if one not in there:
            raise BrokenSketch(f"{one!r} is named, but nothing has that id")
