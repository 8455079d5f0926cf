"""A sequence of gates as a picture in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.gates.sketch import gates_sketch
from diagrams.needs import Needs
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.words import heading_of

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph

NEEDS = Needs(
    "gates_graph",
    graph=(
        *("as_at", "as_known", "body_name", "criteria", "name", "next_gate", "organisation"),
        "ref",
    ),
    nodes=("kind", "ref"),
    of_kind={
        "gate": (
            *("blocks", "clear", "criteria", "in_the_way", "name", "number", "open_again"),
            *("outcome", "planned_for", "state"),
        ),
        "decision": (
            *("attempt", "clear", "criteria", "decided_on", "gate", "meeting", "outcome"),
            *("recycle_to", "resolution"),
        ),
        "criterion-group": ("clear", "criteria", "name", "waived"),
        "criterion": ("group", "standing", "text"),
        "must-change": ("text",),
        "condition": ("due", "ended_on", "overdue", "owner", "state", "text"),
        "waiver": ("expires_on", "granted_by", "text"),
    },
    edges=("kind",),
    days=("as_at",),
)


def gates_picture(graph: Graph, *, title: str | None = None, look: Look | None = None) -> Picture:
    """Return the picture of a sequence of gates.

    Args:
        graph: the sequence, from `diagrams.gates.graph.gates_graph`.
        title: the heading; the name of the sequence if left out.
        look: its theme, the base of its links, further fonts.
    """
    NEEDS.require(graph)
    return Picture(graph, gates_sketch(graph, heading_of(title)), look or Look())
