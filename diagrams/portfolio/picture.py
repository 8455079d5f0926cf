"""A tree of projects as a picture, in any format."""

from __future__ import annotations

from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.portfolio.gathering import MOST, gathered
from diagrams.portfolio.graph import Graph
from diagrams.portfolio.sketch import portfolio_sketch


def portfolio_picture(
    graph: Graph,
    *,
    title: str | None = None,
    look: Look | None = None,
    unit: str = "£000",
    sized: bool = False,
    most: int | None = MOST,
) -> Picture:
    """Return the picture of a tree of projects.

    The formats of graphs carry the whole tree, also where the drawing gathers some of it.

    Args:
        graph: from `diagrams.portfolio.graph.portfolio_graph`.
        title: the heading; without one it says what the tree is of.
        look: the theme, the base of links, further fonts.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written.
        sized: whether a project's box is as high as what it must save is large.
        most: how many projects are drawn before some are gathered; ``None`` draws each.
    """
    drawn = graph if most is None else gathered(graph, most)
    sketch = portfolio_sketch(drawn, title, unit=unit, sized=sized)
    return Picture(graph, sketch, look or Look())
