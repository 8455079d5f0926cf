"""A sequence of gates as a picture in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.gates.sketch import gates_sketch
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph


def gates_picture(graph: Graph, *, title: str | None = None, look: Look | None = None) -> Picture:
    """Return the picture of a sequence of gates.

    Args:
        graph: the sequence, from `diagrams.gates.graph.gates_graph`.
        title: the heading; the name of the sequence if left out.
        look: its theme, the base of its links, further fonts.
    """
    return Picture(graph, gates_sketch(graph, title), look or Look())
