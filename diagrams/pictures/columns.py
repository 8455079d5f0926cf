"""What the signs at lines stand for, printed in columns under a drawing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diagrams.pictures.text.typeset import LEADING, QUIET, Block, set_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.text.typeset import Piece

_WIDE: Final = 240.0
_BETWEEN: Final = 18.0

LEAST: Final = 2 * _WIDE + _BETWEEN
"""Points; a drawing with columns under it is at least so wide: two of them."""


def in_columns(texts: Sequence[str], width: float) -> Block:
    """Return texts in as many columns as a width has room for, filled one after the other."""
    count = max(1, int((width + _BETWEEN) // (_WIDE + _BETWEEN)))
    room = (width - (count - 1) * _BETWEEN) / count
    each = [set_lines([text], QUIET, room).pieces for text in texts]
    deep = -(-sum(map(len, each)) // count)  # rounded up
    pieces: list[Piece] = []
    column = row = lowest = 0
    for lines in each:
        if row and row + len(lines) > deep and column < count - 1:
            column, row = column + 1, 0
        left, top = column * (room + _BETWEEN), row * QUIET * LEADING
        pieces += [replace(line, x=line.x + left, y=line.y + top) for line in lines]
        row += len(lines)
        lowest = max(lowest, row)
    return Block(tuple(pieces), width, lowest * QUIET * LEADING)
