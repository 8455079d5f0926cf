"""What every plot has alike: the heading and the line under it, the key, and notes below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

from diagrams.pictures.text.clean import clean
from diagrams.pictures.text.measure import width_of
from diagrams.plots.canvas import LEADING, Canvas, Rect

if TYPE_CHECKING:
    from diagrams.pictures.themes import Palette

MARGIN: Final = 12.0
TITLE: Final = 13.0
HEADING: Final = 10.0
BODY: Final = 9.0
SMALL: Final = 8.0
"""Sizes of type, in points; the smallest still prints above six where a wide picture shrinks."""

Sample: TypeAlias = tuple[str, Callable[[Canvas, Rect], None]]
"""What a sign of the key means, and what draws it in its place."""

_SIGN, _SIGN_HIGH, _AFTER_SIGN, _BETWEEN = 16.0, 9.0, 5.0, 14.0


def headed(canvas: Canvas, palette: Palette, title: str, *under: str) -> float:
    """Put the heading and the lines under it, and return where the drawing begins."""
    room = canvas.width - 2 * MARGIN
    top = canvas.paragraph(MARGIN, MARGIN, title, TITLE, room, bold=True)
    for said in under:
        if said:
            top = canvas.paragraph(MARGIN, top + 1, said, BODY, room, colour=palette.quiet)
    return top + 6


def keyed(canvas: Canvas, palette: Palette, top: float, samples: Sequence[Sample]) -> None:
    """Put the key into as many lines as it needs, at the end of the sheet."""
    if not samples:
        canvas.height = top + MARGIN / 2
        return
    x, y = MARGIN, top
    for words, draw in samples:
        wide = _SIGN + _AFTER_SIGN + width_of(clean(words), BODY)
        if x > MARGIN and x + wide > canvas.width - MARGIN:
            x, y = MARGIN, y + BODY * LEADING + 4
        draw(canvas, Rect(x, y + 1, x + _SIGN, y + 1 + _SIGN_HIGH))
        canvas.text(x + _SIGN + _AFTER_SIGN, y + BODY, words, BODY, colour=palette.ink)
        x += wide + _BETWEEN
    canvas.height = y + BODY * LEADING + MARGIN


def noted(canvas: Canvas, palette: Palette, top: float, notes: Sequence[str]) -> float:
    """Put what a reader must not miss, and return where what follows begins."""
    for note in notes:
        room = canvas.width - 2 * MARGIN
        top = canvas.prose(MARGIN, top, note, BODY, room, palette.quiet) + 2
    return top
