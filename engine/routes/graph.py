"""The states of a route as a graph: which lead where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from domain.routes.parts import Step
from domain.routes.route import Route

if TYPE_CHECKING:
    import networkx as nx


def graph_of(route: Route, passable: Callable[[Step], bool] = lambda _: True) -> nx.DiGraph[str]:
    """Return the states of a route and the ways between them; unknown states are left out.

    Args:
        route: the route.
        passable: which steps are ways; all, if left out.
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(state.name for state in route.states)
    graph.add_edges_from(
        (origin, step.to)
        for step in filter(passable, route.steps)
        for origin in step.origins
        if origin in graph and step.to in graph
    )
    return graph


def reached_from(graph: nx.DiGraph[str], state: str) -> set[str]:
    """Return the states to which a state leads, itself among them where it is in the graph."""
    import networkx as nx

    return (
        {state} | {str(each) for each in nx.descendants(graph, state)} if state in graph else set()
    )


def leading_to(graph: nx.DiGraph[str], state: str) -> set[str]:
    """Return the states that lead to a state, itself among them where it is in the graph."""
    return reached_from(graph.reverse(copy=False), state)


def circle_of(graph: nx.DiGraph[str], state: str) -> set[str]:
    """Return the states of the circle that a state stands in; none where none leads back to it."""
    after = set[str]().union(*(reached_from(graph, each) for each in graph.successors(state)))
    return after & leading_to(graph, state) if state in after else set()


def shortest_way(graph: nx.DiGraph[str], start: str, end: str) -> list[str] | None:
    """Return the states of the shortest way from one to another; ``None`` where there is none."""
    import networkx as nx

    if end not in reached_from(graph, start):
        return None
    return [str(state) for state in nx.shortest_path(graph, start, end)]
