"""Pictures from Python: what an analyst imports in a notebook, in one place.

A function that ends in ``_graph`` takes what a query of `projections` returned and returns a
networkx graph of plain facts. One that ends in ``_picture`` takes the graph and returns a picture;
one that ends in ``_plot`` takes what a query returned and returns a picture of figures. A notebook
shows a picture as it is; ``as_bytes`` and ``save`` write it in any of its formats.

See docs/diagrams.md for an example of each.
"""

from __future__ import annotations

from diagrams.errors import DiagramError
from diagrams.gates.graph import gates_graph
from diagrams.gates.picture import gates_picture
from diagrams.governance.compared import compared_graph
from diagrams.governance.graph import governance_graph
from diagrams.governance.picture import governance_picture
from diagrams.lineage.graph import lineage_graph
from diagrams.lineage.picture import lineage_picture
from diagrams.pictures.exchange import graphml, node_link
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.plots.bridge.picture import bridge_plot
from diagrams.plots.history.picture import history_plot
from diagrams.plots.plot import Plot
from diagrams.plots.statuses.picture import statuses_plot
from diagrams.portfolio.graph import portfolio_graph
from diagrams.portfolio.picture import portfolio_picture
from diagrams.routes.graph import route_graph
from diagrams.routes.picture import case_picture, route_picture
from diagrams.routes.travelled import case_graph
from projections.reading import OpenBook, open_book

__all__ = [
    "DiagramError",
    "Look",
    "OpenBook",
    "Picture",
    "Plot",
    "bridge_plot",
    "case_graph",
    "case_picture",
    "compared_graph",
    "gates_graph",
    "gates_picture",
    "governance_graph",
    "governance_picture",
    "graphml",
    "history_plot",
    "lineage_graph",
    "lineage_picture",
    "node_link",
    "open_book",
    "portfolio_graph",
    "portfolio_picture",
    "route_graph",
    "route_picture",
    "statuses_plot",
]
