"""Routes and cases as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.routes.arranged import other_ways
from diagrams.routes.case_sketch import case_sketch
from diagrams.routes.sketch import route_sketch
from diagrams.routes.steps import ways

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

_PLAIN = Look()


def route_picture(graph: Graph, *, title: str | None = None, look: Look = _PLAIN) -> Picture:
    """Return the picture of a route.

    Args:
        graph: from `diagrams.routes.graph.route_graph`.
        title: the heading; the title of the route, if left out.
        look: its theme, the base of its links, further fonts.
    """
    sketch = route_sketch(graph, title)
    return Picture(graph, sketch, look, other_ways(sketch))


def case_picture(graph: Graph, *, title: str | None = None, look: Look = _PLAIN) -> Picture:
    """Return the picture of a case on its route.

    Args:
        graph: from `diagrams.routes.travelled.case_graph`.
        title: the heading; the title of the case, if left out.
        look: its theme, the base of its links, further fonts.
    """
    sketch = case_sketch(graph, title)
    numbers = {way.id: way.data["numbers"] for way in ways(graph) if way.data["taken"]}
    return Picture(graph, sketch, look, other_ways(sketch, numbers))
