"""In how many columns the rows stand: as a page prints them largest."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of, wrapped
from diagrams.plots.sheet import BODY, MARGIN

if TYPE_CHECKING:
    from diagrams.plots.statuses.rows import Block, Row

ROW: Final = 14.5
LINE: Final = 10.5
HEAD: Final = 17.0
GAP: Final = 5.0
"""How high a row is, each further line of its name, a heading, and what is free above it."""

_PAGE: Final = (538.0, 785.0)
"""What an A4 page has room for between its margins."""
_AROUND: Final = 130.0
"""What stands above and below the columns: the title, the months, the key."""
_BETWEEN: Final = 20.0
_NAMES: Final = (150.0, 180.0, 210.0, 250.0, 300.0)
"""How wide names may be before they are wrapped: whichever gives the larger type is taken."""
_MOST: Final = 4
_FEW: Final = 3
_OVER: Final = 5 * ROW
"""By so much a column may be longer than the others, if that keeps a group whole."""
_FULL: Final = 1.0


class Layout(NamedTuple):
    """Where the columns are.

    Attributes:
        columns: the groups of each; one that goes on in the next is there once more.
        name: how wide the names are.
        step: from the left of a column to that of the next.
        width: how wide the whole sheet is.
        height: how high the longest column is.
    """

    columns: list[list[Block]]
    name: float
    step: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """How large an A4 page prints it, upright or across."""
        high = self.height + _AROUND
        return max(
            min(_FULL, page_wide / self.width, page_high / high)
            for page_wide, page_high in (_PAGE, _PAGE[::-1])
        )


def best_layout(blocks: Sequence[Block], cells: float) -> Layout:
    """Return the layout that a page prints largest; of those alike the one with fewest columns.

    Args:
        blocks: the groups.
        cells: how wide the cells of a row are together.
    """
    longest = max(width_of(clean(row.name), BODY) for block in blocks for row in block.rows) + 8
    names = sorted({min(longest, name) for name in _NAMES})
    layouts = [
        _layout(blocks, cells, count, name) for count in range(1, _MOST + 1) for name in names[::-1]
    ]
    return max(layouts, key=lambda layout: round(layout.scale, 2))


@lru_cache(maxsize=4096)
def lines_of(name: str, room: float) -> list[str]:
    """Return the lines of a name, which is never cut short."""
    return wrapped(clean(name), room - 8, BODY)


def height_of(row: Row, room: float) -> float:
    """Return how high a row is."""
    return ROW + (len(lines_of(row.name, room)) - 1) * LINE


def _layout(blocks: Sequence[Block], cells: float, count: int, name: float) -> Layout:
    columns = _columns(blocks, count, name)
    step = name + cells + _BETWEEN
    width = 2 * MARGIN + len(columns) * step - _BETWEEN
    height = max(_length(column, name) for column in columns)
    return Layout(columns, name, step, max(width, _PAGE[0]), height)


def _length(column: Sequence[Block], name: float) -> float:
    rows = sum(height_of(row, name) for block in column for row in block.rows)
    return rows + len(column) * (HEAD + GAP)


def _columns(blocks: Sequence[Block], count: int, name: float) -> list[list[Block]]:
    """Part the groups into columns of about one length."""
    most = _length(blocks, name) / count
    columns: list[list[Block]] = [[]]
    for block in blocks:
        rest = block
        while len(columns) < count and _length([*columns[-1], rest], name) > most + _OVER:
            fits = _fitting(rest, most - _length(columns[-1], name), name)
            if fits >= _FEW:
                columns[-1].append(rest._replace(rows=rest.rows[:fits]))
                rest = _continued(block, len(columns), rest.rows[fits:])
            columns.append([])
        columns[-1].append(rest)
    return [column for column in columns if column]


def _fitting(block: Block, room: float, name: float) -> int:
    """Return how many rows of a group fit, so that some are left for where it goes on."""
    left, fits = room - HEAD - GAP, 0
    for row in block.rows[:-_FEW]:
        left -= height_of(row, name)
        if left < 0:
            break
        fits += 1
    return fits


def _continued(block: Block, number: int, rows: tuple[Row, ...]) -> Block:
    return block._replace(id=f"{block.id}-{number}", name=f"{block.name}, continued", rows=rows)
