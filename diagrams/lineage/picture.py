"""A lineage as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.lineage.sketch import lineage_sketch
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture

if TYPE_CHECKING:
    from diagrams.lineage.graph import Graph


def lineage_picture(graph: Graph, *, title: str | None = None, look: Look | None = None) -> Picture:
    """Return the picture of a lineage.

    Args:
        graph: the lineage, from `diagrams.lineage.graph`.
        title: the heading; it names what was asked about if left out.
        look: its theme, the base of its links, further fonts.
    """
    return Picture(graph, lineage_sketch(graph, title), look or Look())
