"""Routes and cases as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.needs import Needs
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.routes.arranged import other_ways
from diagrams.routes.case_sketch import case_sketch
from diagrams.routes.sketch import route_sketch
from diagrams.routes.steps import ways
from diagrams.words import heading_of

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

_PLAIN = Look()

_NODES = ("ending", "final", "in_route", "lane", "lane_words", "start", "title")
_EDGES = (
    *("attachments", "automatic", "deadline", "direction", "escalates_in_words", "guards"),
    *("in_lane", "opens", "takers", "takers_in_short", "takers_in_words", "then_takes", "title"),
)
OF_A_ROUTE = Needs(
    "route_graph",
    graph=("route", "start", "title", "version"),
    nodes=_NODES,
    edges=_EDGES,
    names_a_node="start",
)
OF_A_CASE = Needs(
    "case_graph",
    graph=(
        *("as_at", "as_known", "case", "case_title", "closed", "migrated_on", "opened_on"),
        *("route", "start", "state", "version"),
    ),
    nodes=(*_NODES, "days", "entered_on", "here", "visits"),
    edges=(
        *_EDGES,
        *("days", "delegations", "last_resolution", "next", "numbers", "resolutions", "taken"),
    ),
    names_a_node="start",
    days=("as_at",),
)


def route_picture(graph: Graph, *, title: str | None = None, look: Look = _PLAIN) -> Picture:
    """Return the picture of a route.

    Args:
        graph: from `diagrams.routes.graph.route_graph`.
        title: the heading; the title of the route, if left out.
        look: its theme, the base of its links, further fonts.
    """
    OF_A_ROUTE.require(graph)
    sketch = route_sketch(graph, heading_of(title))
    return Picture(graph, sketch, look, other_ways(sketch))


def case_picture(graph: Graph, *, title: str | None = None, look: Look = _PLAIN) -> Picture:
    """Return the picture of a case on its route.

    Args:
        graph: from `diagrams.routes.travelled.case_graph`.
        title: the heading; the title of the case, if left out.
        look: its theme, the base of its links, further fonts.
    """
    OF_A_CASE.require(graph)
    sketch = case_sketch(graph, heading_of(title))
    numbers = {way.id: way.data["numbers"] for way in ways(graph) if way.data["taken"]}
    return Picture(graph, sketch, look, other_ways(sketch, numbers))
