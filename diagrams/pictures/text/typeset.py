"""The text of boxes, lines and headings, set in type: which letters stand where, and how large."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.sketch import Box, Row

STRONG: Final = 11.0
NORMAL: Final = 10.0
QUIET: Final = 9.0
TITLE: Final = 18.0
MOMENT: Final = 12.0
LABEL: Final = 9.0
LEADING: Final = 1.2
"""The height of a line, as a multiple of its type."""

_LETTER: Final = 0.57 * STRONG
"""The width of a letter of a name, by which boxes say how many a row holds."""

LETTER: Final = 0.57 * LABEL
"""The width of a letter of a label, by which lines say how many a line of it holds."""

_BETWEEN: Final = 10.0
"""Points between two cells of a row."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on one line.

    Attributes:
        text: what is printed.
        x: where it is anchored, from the left of the text it belongs to, in points.
        y: its base line, from the top, in points.
        size: of its type.
        anchor: which part of it stands at `x`.
        bold: whether it is bold.
        quiet: whether it is less important.
        link: the page it links to.
    """

    text: str
    x: float
    y: float
    size: float
    anchor: str = "middle"
    bold: bool = False
    quiet: bool = False
    link: str | None = None

    @property
    def width(self) -> float:
        """How wide it is."""
        return width_of(self.text, self.size, bold=self.bold)


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines of text and the room they take."""

    pieces: tuple[Piece, ...]
    width: float
    height: float


def set_box(box: Box, least: float = 0.0) -> Block:
    """Return the text of a box, as wide as it must be and at least so wide, in points."""
    room = box.width * _LETTER
    columns = _columns(box.rows, room)
    width = max([_row_width(row, room, columns) for row in box.rows], default=0.0)
    width = max(width, least)
    pieces: list[Piece] = []
    y = 0.0
    for row in box.rows:
        set_row, y = _set_row(row, room, width, y, columns)
        pieces += set_row
    return Block(tuple(pieces), width, y)


def set_lines(
    texts: Sequence[str],
    size: float,
    room: float,
    *,
    bold: bool = False,
    centred: bool = False,
    whole: bool = False,
) -> Block:
    """Return texts, each from a new line on and wrapped where it must be."""
    lines = [
        line for text in texts for line in wrapped(clean(text), room, size, bold=bold, whole=whole)
    ]
    width = max([width_of(line, size, bold=bold) for line in lines], default=0.0)
    x, anchor = (width / 2, "middle") if centred else (0.0, "start")
    pieces = [
        Piece(line, x, _base(place * size * LEADING, size), size, anchor, bold)
        for place, line in enumerate(lines)
    ]
    return Block(tuple(pieces), width, len(lines) * size * LEADING)


def _base(top: float, size: float) -> float:
    return top + size * (LEADING - 1) / 2 + size * 0.85


def _size(row: Row) -> float:
    return QUIET if row.quiet else STRONG if row.strong else NORMAL


def _cell_lines(row: Row, room: float) -> list[list[str]]:
    return [wrapped(clean(cell), room, _size(row), bold=row.strong) for cell in row.cells]


def _widest(lines: list[str], row: Row) -> float:
    return max(width_of(line, _size(row), bold=row.strong) for line in lines)


def _columns(rows: Sequence[Row], room: float) -> dict[int, list[float]]:
    """Return the widths of the columns of rows with several cells, by how many they have."""
    found: dict[int, list[float]] = {}
    for row in rows:
        widths = [_widest(lines, row) for lines in _cell_lines(row, room)]
        before = found.get(len(widths), [0.0] * len(widths))
        found[len(widths)] = [max(pair) for pair in zip(before, widths, strict=True)]
    return found


def _row_width(row: Row, room: float, columns: dict[int, list[float]]) -> float:
    if len(row.cells) > 1:
        return sum(columns[len(row.cells)]) + _BETWEEN * (len(row.cells) - 1)
    return max([_widest(lines, row) for lines in _cell_lines(row, room)], default=0.0)


def _set_row(
    row: Row, room: float, width: float, top: float, columns: dict[int, list[float]]
) -> tuple[list[Piece], float]:
    size = _size(row)
    cells = _cell_lines(row, room)
    deep = max(map(len, cells), default=0)
    pieces = []
    for place, lines in enumerate(cells):
        x, anchor = _anchored(row, place, width, columns)
        pieces += [
            Piece(
                line,
                x,
                _base(top + nth * size * LEADING, size),
                size,
                anchor,
                row.strong,
                row.quiet,
                row.link,
            )
            for nth, line in enumerate(lines)
            if line
        ]
    return pieces, top + deep * size * LEADING


def _anchored(
    row: Row, place: int, width: float, columns: dict[int, list[float]]
) -> tuple[float, str]:
    """Return where a cell is anchored: the last at the right edge, others at their left."""
    if len(row.cells) == 1:
        return (0.0, "start") if row.left else (width / 2, "middle")
    widths = columns[len(row.cells)]
    if place == 0:
        return 0.0, "start"
    after = widths[place + 1 :]
    return width - sum(after) - _BETWEEN * len(after), "end"
