"""A drawing in pixels, for slides and programs that show no SVG."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from math import ceil
from pathlib import Path
from typing import Final

from diagrams.pictures.paper.printing import Size, printed, size_of
from diagrams.pictures.text.runs import in_runs

PRINT_DPI: Final = 200
"""Dots per inch of a PNG: sharp on paper."""

LONGEST_SIDE: Final = 6_000
"""Pixels; a larger picture has fewer dots per inch: it would take seconds, and viewers long."""

_POINTS_PER_INCH: Final = 72
_LESS: Final = 2e-6
"""The share by which a size is less than some whole dots, lest it be taken for one more."""
_PAGE: Final = """\
#set page(width: WIDTHpt, height: HEIGHTpt, margin: 0pt, fill: rgb(sys.inputs.paper))
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "stretch")
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
    dpi = _dpi(size_of(svg))
    svg, size = _in_whole_dots(svg, dpi)
    page = _PAGE.replace("WIDTH", f"{size.width:.6f}").replace("HEIGHT", f"{size.height:.6f}")
    texts = {"svg": in_runs(svg, fonts).decode(), "paper": paper}
    return printed(page, texts, "png", fonts, ppi=dpi)


def _dpi(size: Size) -> float:
    longest = max(size.width, size.height) / _POINTS_PER_INCH
    return min(float(PRINT_DPI), LONGEST_SIDE / longest)


def _in_whole_dots(svg: bytes, dpi: float) -> tuple[bytes, Size]:
    """Return a drawing that is a little larger, so that it is as large as some whole dots.

    Typst draws it into dots of its own first, as many as begin within its size, and then puts them
    onto those of the page: where the two are not the same, a row or a column of dots is left out,
    and with it the stem of a letter.
    """
    root = ET.fromstring(svg)  # noqa: S314 - not foreign text: this program just wrote it
    left, top, *_ = root.attrib["viewBox"].split()
    size = size_of(svg)
    across, down = (ceil(side * dpi / _POINTS_PER_INCH) for side in (size.width, size.height))
    width = across * (1 - _LESS) * _POINTS_PER_INCH / dpi
    height = down * (1 - 2 * _LESS) * _POINTS_PER_INCH / dpi  # it is counted by the width
    root.attrib |= {
        "viewBox": f"{left} {top} {width:.6f} {height:.6f}",
        "width": f"{width:.6f}",
        "height": f"{height:.6f}",
    }
    return ET.tostring(root, encoding="unicode").encode(), Size(width, height)
