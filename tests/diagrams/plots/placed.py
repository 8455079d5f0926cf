"""What stands where on a sheet, for tests that look at it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Final

from diagrams.plots.canvas import Canvas, Text

SVG: Final = "{http://www.w3.org/2000/svg}"


def texts_of(svg: bytes) -> list[str]:
    """Return the texts of a picture as they are read."""
    root = ET.fromstring(svg)  # noqa: S314 - the program just wrote it
    return ["".join(element.itertext()) for element in root.iter(f"{SVG}text")]


def overlapping(canvas: Canvas) -> list[tuple[str, str]]:
    """Return the texts that run into one another."""
    placed = sorted((text.place.top, text.place, text.said) for text in canvas.texts)
    found = []
    for number, (_, place, said) in enumerate(placed):
        for top, other, other_said in placed[number + 1 :]:
            if top >= place.bottom:  # nor does any text that begins below it
                break
            if place.meets(other):
                found.append((said, other_said))
    return found


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
