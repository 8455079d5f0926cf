"""The signs of a history: a circle for what moved the figure, other shapes for what did not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diagrams.pictures.text.measure import width_of
from diagrams.plots.canvas import Canvas, Rect
from diagrams.plots.sheet import SMALL
from projections.lives.stepped import DECISION, PROJECT, REPORT, REQUEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.sketch import Tone
    from diagrams.pictures.themes import Family, Palette
    from diagrams.plots.history.told import Listed
    from diagrams.plots.sheet import Sample

HIGH: Final = 14.0
"""How high a sign with a number is."""

_TONES: Final[dict[str, Tone]] = {
    DECISION: "blue",
    REQUEST: "amber",
    REPORT: "teal",
    PROJECT: "grey",
}
_WORDS: Final = {
    DECISION: "a decision that moved it",
    REQUEST: "a request: raised, put off, turned down",
    REPORT: "a status report",
    PROJECT: "the project itself: begun, moved, closed",
}


def family_of(what: str, palette: Palette) -> Family:
    """Return the colours of a kind of mark."""
    return palette.tones[_TONES[what]]


def numbers(listed: Sequence[Listed]) -> str:
    """Return the numbers of the marks of one place: ``3``, or from the first to the last."""
    first, last = listed[0].number, listed[-1].number
    return str(first) if first == last else f"{first}–{last}"


def width_of_sign(said: str) -> float:
    """Return how wide a sign is with what is written in it."""
    return max(HIGH, width_of(said, SMALL, bold=True) + 8)


def draw_sign(
    canvas: Canvas, palette: Palette, middle: float, top: float, what: str, said: str
) -> None:
    """Draw a sign with a number in it."""
    family = family_of(what, palette)
    half = width_of_sign(said) / 2
    _outline(canvas, family, Rect(middle - half, top, middle + half, top + HIGH), what)
    ink = family.on_edge if what == DECISION else family.ink
    canvas.text(
        middle, top + HIGH / 2 + SMALL * 0.35, said, SMALL, colour=ink, bold=True, anchor="middle"
    )


def sample(what: str, palette: Palette) -> Sample:
    """Return the sign of a kind of mark for the key."""

    def draw(canvas: Canvas, place: Rect) -> None:
        middle = (place.left + place.right) / 2
        small = Rect(middle - 5, place.top - 0.5, middle + 5, place.bottom + 0.5)
        _outline(canvas, family_of(what, palette), small, what)

    return _WORDS[what], draw


def _outline(canvas: Canvas, family: Family, place: Rect, what: str) -> None:
    """Draw a filled pill, a six-sided shape, a square, or a square with a broken outline."""
    left, top, right, bottom = place
    half = (bottom - top) / 2
    if what == DECISION:
        if right - left <= bottom - top:
            canvas.area(place, fill=family.edge, edge=family.edge, is_round=True)
            return
        canvas.area(Rect(left, top, left + 2 * half, bottom), fill=family.edge, is_round=True)
        canvas.area(Rect(right - 2 * half, top, right, bottom), fill=family.edge, is_round=True)
        canvas.area(Rect(left + half, top, right - half, bottom), fill=family.edge)
    elif what == REQUEST:
        corner, middle = half / 2, top + half
        corners = [
            (left, middle),
            (left + corner, top),
            (right - corner, top),
            (right, middle),
            (right - corner, bottom),
            (left + corner, bottom),
        ]
        canvas.shape(corners, fill=family.fill, edge=family.edge, width=1.0)
    else:
        dash = (2.0, 1.5) if what == PROJECT else ()
        canvas.area(place, fill=family.fill, edge=family.edge, width=1.0, dash=dash)
