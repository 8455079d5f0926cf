"""What stands where on a sheet, for tests that look at it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import combinations
from typing import Final

from diagrams.plots.canvas import Canvas, Text

SVG: Final = "{http://www.w3.org/2000/svg}"


def texts_of(svg: bytes) -> list[str]:
    """Return the texts of a picture as they are read."""
    root = ET.fromstring(svg)  # noqa: S314 - the program just wrote it
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def overlapping(canvas: Canvas) -> list[tuple[str, str]]:
    """Return the texts that run into one another."""
    return [
        (one.said, other.said)
        for one, other in combinations(canvas.texts, 2)
        if one.place.meets(other.place)
    ]


def outside(canvas: Canvas) -> list[Text]:
    """Return the texts that are cut off by the edge of the sheet."""
    return [
        text
        for text in canvas.texts
        if text.place.left < 0
        or text.place.top < 0
        or text.place.right > canvas.width
        or text.place.bottom > canvas.height
    ]
