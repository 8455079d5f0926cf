"""The lanes of a route: the states in which the same people act, in one frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.pictures.sketch import Group

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph


def lanes(graph: Graph) -> tuple[Group, ...]:
    """Return the lanes of a graph, in the order in which a journey comes to them."""
    found: dict[str, str] = {}
    for _, state in graph.nodes(data=True):
        if state["lane"]:
            found.setdefault(state["lane"], state["lane_words"])
    return tuple(
        Group(lane_id(lane), f"{words[:1].upper()}{words[1:]}") for lane, words in found.items()
    )


def lane_of(graph: Graph, state: str) -> str | None:
    """Return the id of the lane in which a state stands, if it does in one."""
    lane = graph.nodes[state]["lane"]
    return lane_id(lane) if lane else None


def lane_of_takers(graph: Graph, takers: str | None) -> str | None:
    """Return the id of the lane of those who take a step, if they have one."""
    there = {state["lane"] for _, state in graph.nodes(data=True)}
    return lane_id(takers) if takers in there and takers else None


def lane_id(lane: str) -> str:
    """Return the id of a lane: ``lane-clerk of deciding``."""
    return f"lane-{lane}"
