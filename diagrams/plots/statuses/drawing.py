"""A field of statuses on a sheet: a row for each project, a column for each month.

Each cell has the letter of its status; what is at risk or compromised stands out by a dark cell in
every theme. Where the rows are many and the months few, they stand in several columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from diagrams.links import page_of
from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of
from diagrams.plots.canvas import Canvas, Rect
from diagrams.plots.plot import Drawing
from diagrams.plots.sheet import BODY, HEADING, MARGIN, headed, keyed, noted
from diagrams.plots.statuses.columns import GAP, HEAD, LINE, ROW, best_layout, height_of, lines_of
from diagrams.plots.statuses.rows import NO_REPORT, Field
from diagrams.statuses import STATUSES
from diagrams.words import MONTHS
from domain.savings.status import ProjectStatus

if TYPE_CHECKING:
    from diagrams.pictures.themes import Palette
    from diagrams.plots.sheet import Sample
    from diagrams.plots.statuses.rows import Block, Cell, Row
    from diagrams.statuses import StatusMark

_CELL, _WIDE = 19.0, 34.0
_FEW: Final = 3
_HALF: Final = ROW / 2 - 0.6
"""Half the height of a cell."""
_DOT: Final = 1.1
_STRONG: Final = frozenset(
    STATUSES[status].letter for status in (ProjectStatus.AT_RISK, ProjectStatus.COMPROMISED)
)


class StatusesDrawing(Drawing[Field]):
    """The drawing of a field of statuses."""

    @property
    def id(self) -> str:
        """The kind of picture and what it is of."""
        scope = self.said.monthly.scope
        return f"statuses-{scope.ref or scope.kind}"

    def canvas(self, palette: Palette) -> Canvas:
        """Place everything on a sheet, in the colours of a theme."""
        return _Placing(self, palette).canvas


class _Placing:
    """Where everything goes."""

    def __init__(self, of: StatusesDrawing, palette: Palette) -> None:
        self._field, self._palette = of.said, palette
        blocks = of.said.blocks
        self._months = of.said.monthly.months
        self._cell = self._cell_width(blocks)
        layout = best_layout(blocks, self._cell * len(self._months))
        self._name = layout.name
        self.canvas = Canvas(layout.width, palette.ink)
        top = headed(self.canvas, palette, of.title, of.said.moment)
        ends = [
            self._column(column, MARGIN + number * layout.step, top)
            for number, column in enumerate(layout.columns)
        ]
        bottom = noted(self.canvas, palette, max(ends) + 4, of.said.notes)
        keyed(self.canvas, palette, bottom + 6, self._key())

    def _cell_width(self, blocks: Sequence[Block]) -> float:
        said = [
            width_of(cell.said, BODY, bold=True)
            for block in blocks
            for row in block.rows
            for cell in row.cells
            if cell
        ]
        least = _WIDE if len(self._months) <= _FEW else _CELL
        return max([least, *(wide + 6 for wide in said)])

    def _column(self, column: Sequence[Block], left: float, top: float) -> float:
        top = self._heads(left + self._name, top)
        for block in column:
            top = self._block(block, left, top)
        return top

    def _heads(self, left: float, top: float) -> float:
        """Name the months, and the year above the first of each."""
        before = ""
        for number, month in enumerate(self._months):
            middle = left + (number + 0.5) * self._cell
            year, of_year = month.split("-")
            if year != before:
                self.canvas.text(middle, top + BODY, year, BODY, bold=True, anchor="middle")
            before = year
            self.canvas.text(
                middle,
                top + 2 * BODY + 3,
                MONTHS[int(of_year) - 1][:3],
                BODY,
                colour=self._palette.quiet,
                anchor="middle",
            )
        return top + 2 * BODY + 7

    def _block(self, block: Block, left: float, top: float) -> float:
        top += GAP
        room = self._name + self._cell * len(self._months)
        link = page_of(*block.link) if block.link else None
        with self.canvas.part(block.id, clean(block.name), link):
            name = _fitted(block.name, room, HEADING)
            self.canvas.text(left, top + HEADING, name, HEADING, bold=True)
        top += HEAD
        for row in block.rows:
            self._row(row, left, top)
            top += height_of(row, self._name)
        return top

    def _row(self, row: Row, left: float, top: float) -> None:
        link = page_of(*row.link) if row.link else None
        lines = lines_of(row.name, self._name)
        middle = top + height_of(row, self._name) / 2
        with self.canvas.part(row.id, clean(row.spoken), link):
            y = middle + BODY * 0.36 - (len(lines) - 1) * LINE / 2
            for number, line in enumerate(lines):
                self.canvas.text(left, y + number * LINE, line, BODY)
            for number, cell in enumerate(row.cells):
                x = left + self._name + number * self._cell
                place = Rect(x + 0.6, middle - _HALF, x + self._cell - 0.6, middle + _HALF)
                if cell or not row.is_count:
                    self._put(place, cell)

    def _put(self, place: Rect, cell: Cell | None) -> None:
        """Put a cell; where there is no report, a short stroke shows that nothing is missing."""
        middle = (place.left + place.right) / 2
        if cell is None:
            y = (place.top + place.bottom) / 2
            self.canvas.area(
                Rect(middle - _DOT, y - _DOT, middle + _DOT, y + _DOT),
                fill=self._palette.group_edge,
                is_round=True,
            )
            return
        ink = self._fill(place, cell.mark)
        self.canvas.text(
            middle, place.bottom - 3.4, cell.said, BODY, colour=ink, bold=True, anchor="middle"
        )

    def _fill(self, place: Rect, mark: StatusMark) -> str:
        """Fill a cell as its status wants it, and return the colour of what stands in it."""
        family = self._palette.tones[mark.tone]
        strong = mark.letter in _STRONG
        dash = (1.5, 1.5) if mark is NO_REPORT else ()
        fill = family.edge if strong else family.fill
        self.canvas.area(place, fill=fill, edge=family.edge, width=0.7, dash=dash)
        return family.on_edge if strong else family.ink

    def _key(self) -> list[Sample]:
        samples = [self._sample(mark) for mark in self._field.used]
        if self._field.has_gaps and not self._field.counts_only:
            samples.append((NO_REPORT.words, self._gap))
        return samples

    def _sample(self, mark: StatusMark) -> Sample:
        def draw(canvas: Canvas, place: Rect) -> None:
            ink = self._fill(
                Rect(place.left, place.top - 1.5, place.right, place.bottom + 1.5), mark
            )
            middle = (place.left + place.right) / 2
            canvas.text(
                middle,
                place.bottom - 1.6,
                mark.letter,
                BODY,
                colour=ink,
                bold=True,
                anchor="middle",
            )

        return mark.words, draw

    def _gap(self, _: Canvas, place: Rect) -> None:
        self._put(Rect(place.left, place.top - 1.5, place.right, place.bottom + 1.5), None)


def _fitted(said: str, room: float, size: float) -> str:
    """Return a heading that fits one line; in full it is what its group is called in words."""
    said = clean(said)
    if width_of(said, size, bold=True) <= room:
        return said
    while said and width_of(f"{said}…", size, bold=True) > room:
        said = said[:-1]
    return f"{said.rstrip()}…"
