"""Whether a picture can be read on paper: how large its smallest type is when it fills a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from diagrams.errors import NoDotProgram
from diagrams.pictures.picture import Picture
from diagrams.pictures.text.typeset import QUIET

if TYPE_CHECKING:
    from diagrams.governance import reading as of
    from diagrams.pictures.sketch import Sketch

A4: Final = (595.28, 841.89)
A3: Final = (841.89, 1190.55)
_MARGIN: Final = 28.0
_VIEW_BOX: Final = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

READABLE_TYPE: Final = 6.0
"""Points; smaller type is hard to read on paper."""


def type_on(page: tuple[float, float], graph: of.Graph, sketch: Sketch) -> float:
    """Return how many points high the smallest type of a picture is on a page, either way round.

    Raises:
        DotFailed: the layout program gave up.
    """
    try:
        svg = Picture(graph, sketch).as_bytes("svg")
    except NoDotProgram:
        # Graphs and Mermaid need no layout, so how many boxes there are must do; what needs one
        # says itself that the program is missing.
        return QUIET
    ((wide, high),) = _VIEW_BOX.findall(svg)
    wide, high = float(wide), float(high)
    short, long = (side - 2 * _MARGIN for side in page)
    upright, across = min(short / wide, long / high), min(long / wide, short / high)
    return QUIET * min(1.0, max(upright, across))
