"""A tree of projects as a picture, in any format."""

from __future__ import annotations

from functools import partial

from diagrams.needs import Needs
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.portfolio.fitting import fits
from diagrams.portfolio.gathering import gathered
from diagrams.portfolio.graph import STATUSES, Graph
from diagrams.portfolio.sketch import portfolio_sketch
from diagrams.words import heading_of

_SUMS = ("at_risk", "net_at_risk", *(f"projects_{status}" for status in STATUSES))
NEEDS = Needs(
    "portfolio_graph",
    graph=("as_at", "as_known", "by", "measure", "root"),
    nodes=("kind", "name", "projects", "ref", "target"),
    of_kind={
        **dict.fromkeys(("whole", "portfolio", "department", "programme"), _SUMS),
        "project": ("status",),
    },
    names_a_node="root",
    days=("as_at",),
)


def portfolio_picture(
    graph: Graph,
    *,
    title: str | None = None,
    look: Look | None = None,
    unit: str = "£000",
    sized: bool = False,
    every: bool = False,
) -> Picture:
    """Return the picture of a tree of projects.

    The formats of graphs carry the whole tree, also where the drawing gathers some of it.

    Args:
        graph: from `diagrams.portfolio.graph.portfolio_graph`.
        title: the heading; without one it says what the tree is of.
        look: the theme, the base of links, further fonts.
        unit: ``£``, ``£000`` or ``£m``, in which amounts are written.
        sized: whether each project has a bar as long as what it must save is large.
        every: whether each project is drawn, on a page as long as they need; else those alike are
            gathered where an A4 page could not be read.
    """
    NEEDS.require(graph)
    sketched = partial(portfolio_sketch, title=heading_of(title), unit=unit, sized=sized)
    drawn = graph if every else gathered(graph, lambda smaller: fits(sketched(smaller)))
    return Picture(graph, sketched(drawn), look or Look())
