"""A drawing in pixels, for slides and programs that show no SVG."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from diagrams.pictures.printing import Size, printed, size_of

PRINT_DPI: Final = 200
"""Dots per inch of a PNG: sharp on paper."""

LONGEST_SIDE: Final = 8_000
"""Pixels; a larger picture is drawn with fewer dots per inch, since viewers refuse it."""

_POINTS_PER_INCH: Final = 72
_PAGE: Final = """\
#set page(width: WIDTHpt, height: HEIGHTpt, margin: 0pt, fill: rgb(sys.inputs.paper))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)
"""


def png(svg: bytes, *, fonts: Sequence[Path] = (), paper: str = "#ffffff") -> bytes:
    """Return a drawing as a PNG of 200 dots per inch.

    Args:
        svg: the drawing; a unit of its view box is a point.
        fonts: files of fonts for letters that the program's own do not have.
        paper: the colour behind it, ``#ffffff``.

    Raises:
        CannotPrint: it is no SVG that can be drawn.
    """
    size = size_of(svg)
    page = _PAGE.replace("WIDTH", str(size.width)).replace("HEIGHT", str(size.height))
    texts = {"svg": svg.decode(), "paper": paper}
    return printed(page, texts, "png", fonts, ppi=_dpi(size))


def _dpi(size: Size) -> float:
    longest = max(size.width, size.height) / _POINTS_PER_INCH
    return min(float(PRINT_DPI), LONGEST_SIDE / longest)
