"""Whether a tree fits a page: worked out from the sizes of its boxes, before it is laid out."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from diagrams.pictures.layout.parts import outer_size, rings
from diagrams.pictures.text.typeset import QUIET, set_box

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Sketch

_PAGE: Final = (538.0, 785.0)
"""What an A4 page has room for between its margins, in points."""
_SMALLEST: Final = 6.0
"""Type that is smaller in print is not read."""
_APART, _BETWEEN = 6.5, 23.0
# What is free between two boxes of a column, and between two columns.
_AROUND: Final = 190.0
"""What stands above and below: the heading, notes and the key."""
_EDGE: Final = 18.0


def fits(sketch: Sketch) -> bool:
    """Say whether an A4 page, either way up, prints a tree in type that can be read."""
    width, height = size_of(sketch)
    scale = max(min(wide / width, high / height) for wide, high in (_PAGE, _PAGE[::-1]))
    return scale * QUIET >= _SMALLEST


def size_of(sketch: Sketch) -> tuple[float, float]:
    """Return about how wide and high a tree is drawn, in points."""
    sizes = {box.id: outer_size(box, set_box(box)) for box in sketch.boxes}
    columns: dict[int | None, float] = defaultdict(float)
    for box in sketch.boxes:
        columns[box.rank] = max(columns[box.rank], sizes[box.id][0] + rings(box))
    below: dict[str, list[str]] = defaultdict(list)
    for line in sketch.lines:
        below[line.tail].append(line.head)
    # Of each box what it and all below it need; those below come after it, as in the graph.
    needs: dict[str, float] = {}
    for box in reversed(sketch.boxes):
        needs[box.id] = max(
            sizes[box.id][1] + _APART, sum(needs.pop(each) for each in below[box.id])
        )
    width = sum(columns.values()) + _BETWEEN * (len(columns) - 1)
    return width + 2 * _EDGE, sum(needs.values()) + _AROUND
