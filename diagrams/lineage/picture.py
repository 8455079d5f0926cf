"""A lineage as a picture, drawn so that it can be read on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from diagrams.errors import NoDotProgram
from diagrams.lineage.sketch import lineage_sketch
from diagrams.lineage.ways import ways
from diagrams.needs import Needs
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.pictures.text.typeset import QUIET
from diagrams.words import heading_of

if TYPE_CHECKING:
    from diagrams.lineage.graph import Graph

SMALLEST: Final = 6.0
"""Points of type below which a page is hard to read."""

_SHORT, _LONG = 539.0, 786.0
"""Points of an A4 page within its margins."""

_SIZE = re.compile(rb'viewBox="0 0 ([0-9.]+) ([0-9.]+)"')

NEEDS = Needs(
    "lineage_graph",
    graph=("as_at", "as_known", "backwards", "cut", "focus", "forwards", "organisation"),
    nodes=("details", "kind", "on", "ref", "state", "title", "total"),
    edges=("later", "position", "verb"),
    names_a_node="focus",
    days=("as_at",),
)


def lineage_picture(graph: Graph, *, title: str | None = None, look: Look | None = None) -> Picture:
    """Return the picture of a lineage: as much of it as can be read on A4.

    Args:
        graph: the lineage, from `diagrams.lineage.graph`.
        title: the heading; it names what was asked about if left out.
        look: its theme, the base of its links, further fonts.
    """
    NEEDS.require(graph)
    title = heading_of(title)
    best, largest = Picture(graph, lineage_sketch(graph, title), look or Look()), 0.0
    for way in ways(graph):
        tried = Picture(graph, lineage_sketch(graph, title, way), look or Look())
        try:
            printed = _type_on_a4(tried)
        except NoDotProgram:
            return best  # what needs no layout can be written all the same
        if printed > largest:
            best, largest = tried, printed
        if printed >= SMALLEST:
            break
    return best


def _type_on_a4(picture: Picture) -> float:
    """Return how large the smallest type of a picture is on A4, the page turned as suits it."""
    drawn = Picture(picture.graph, picture.sketch).as_bytes("svg")
    found = _SIZE.search(drawn)
    wide, high = (float(each) for each in found.groups()) if found else (_SHORT, _LONG)
    scale = max(min(_SHORT / wide, _LONG / high), min(_LONG / wide, _SHORT / high))
    return QUIET * min(1.0, scale)
