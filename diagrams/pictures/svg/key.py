"""The key: samples of what a drawing uses and what they mean, in columns under it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final

from diagrams.pictures.layout.placing import Stroke
from diagrams.pictures.shapes import Frame
from diagrams.pictures.sketch import Box
from diagrams.pictures.text.typeset import QUIET, set_lines

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Sequence

    from diagrams.pictures.sketch import KeyEntry, Line
    from diagrams.pictures.svg.brush import Brush
    from diagrams.pictures.text.typeset import Block

SAMPLE: Final = (34.0, 18.0)
_GAP: Final = 7.0
_BETWEEN: Final = 18.0
_ROW_GAP: Final = 6.0
_WORDS: Final = 150.0
_TIP: Final = 8.0


class Key:
    """The key of a drawing, laid out for a width."""

    def __init__(self, entries: Sequence[KeyEntry], width: float) -> None:
        self.entries = entries
        marked = any(isinstance(entry.sample, Box) and entry.sample.mark for entry in entries)
        self.head = QUIET * 1.8 + (4.0 if marked else 0.0)  # marks rise above their samples
        self.words = [set_lines([entry.words], QUIET, _WORDS) for entry in entries]
        self.cells = [SAMPLE[0] + _GAP + words.width for words in self.words]
        self.columns = self._fitting(width)
        self.widths = self._widths(self.columns)
        self.gap = _ROW_GAP + (3.0 if marked else 0.0)
        self.heights = [
            max(max(SAMPLE[1], words.height) for words in row) + self.gap
            for row in _rows(self.words, self.columns)
        ]

    @property
    def height(self) -> float:
        """How high it is, its heading included."""
        return sum(self.heights) + self.head if self.entries else 0.0

    def draw(self, parent: ET.Element, brush: Brush, at: tuple[float, float]) -> None:
        """Draw it with its upper left corner at a point."""
        ink, quiet = brush.palette.ink, brush.palette.quiet
        brush.text(parent, set_lines(["Key"], QUIET, _WORDS, bold=True), at, ink, quiet)
        y = at[1] + self.head
        for nth, (entry, words) in enumerate(zip(self.entries, self.words, strict=True)):
            row, column = divmod(nth, self.columns)
            if column == 0 and row:
                y += self.heights[row - 1]
            x = at[0] + sum(self.widths[:column]) + _BETWEEN * column
            middle = y + (self.heights[row] - self.gap) / 2
            _draw_sample(parent, brush, entry.sample, (x, middle))
            brush.text(parent, words, (x + SAMPLE[0] + _GAP, middle - words.height / 2), ink, quiet)

    def _fitting(self, width: float) -> int:
        for columns in range(len(self.cells), 1, -1):
            widths = self._widths(columns)
            if sum(widths) + _BETWEEN * (columns - 1) <= width:
                return self._even(columns, width)
        return 1

    def _even(self, columns: int, width: float) -> int:
        """Return fewer columns where that makes rows of equal length and still fits."""
        fewer = ceil(len(self.cells) / ceil(len(self.cells) / columns))
        wide = sum(self._widths(fewer)) + _BETWEEN * (fewer - 1)
        return fewer if wide <= width else columns

    def _widths(self, columns: int) -> list[float]:
        return [max(self.cells[nth::columns], default=0.0) for nth in range(columns)]


def _rows(words: Sequence[Block], columns: int) -> list[Sequence[Block]]:
    return [words[start : start + columns] for start in range(0, len(words), columns)]


def _draw_sample(
    parent: ET.Element, brush: Brush, sample: Box | Line, at: tuple[float, float]
) -> None:
    x, y = at
    if isinstance(sample, Box):
        frame = Frame(x, y - SAMPLE[1] / 2, *SAMPLE)
        brush.box(parent, sample, frame)
        if sample.mark:
            brush.mark(parent, sample, frame)
        return
    start = x + (_TIP if sample.at_tail != "none" else 0)
    end = x + SAMPLE[0] - (_TIP if sample.at_head != "none" else 0)
    points = ((start, y), (start, y), (end, y), (end, y))
    brush.line(parent, sample, [Stroke(points, (x, y), (x + SAMPLE[0], y))], turned=False)
