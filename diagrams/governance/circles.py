"""Bodies that come to report to themselves.

Such lines are refused when they are recorded; a book from before that may hold some. They are
drawn, marked and named.
"""

from __future__ import annotations

import networkx as nx

from diagrams.governance import reading as of


def reporting_cycles(graph: of.Graph) -> list[tuple[str, ...]]:
    """Return one circle of *reports to* for each knot of bodies that has any, as references.

    A circle starts with its alphabetically first body and follows the lines.
    """
    reports = _reports(graph)
    circles = []
    for knot in nx.strongly_connected_components(reports):
        first = min(knot)
        if len(knot) > 1 or reports.has_edge(first, first):
            circles.append(_circle(reports.subgraph(knot), first))
    return sorted(circles)


def circles_told(graph: of.Graph) -> list[str]:
    """Say of each circle which bodies report to each other, as a sentence."""
    names = of.names(graph)
    return [
        "A circle of reporting lines: "
        + " reports to ".join(names[ref] for ref in (*circle, circle[0]))
        + ". One of these lines must end."
        for circle in reporting_cycles(graph)
    ]


def mark_circles(graph: of.Graph) -> None:
    """Mark the lines along which a body comes to report to itself."""
    knots = {
        ref: number
        for number, knot in enumerate(nx.strongly_connected_components(_reports(graph)))
        for ref in knot
    }
    for line in of.lines(graph):
        if line.kind == "reports-to" and knots[line.body] == knots[line.to]:
            graph.edges[line.body, line.to, line.key]["in_circle"] = True


def _reports(graph: of.Graph) -> nx.DiGraph[str]:
    reports: nx.DiGraph[str] = nx.DiGraph()
    reports.add_edges_from(
        (line.body, line.to) for line in of.lines(graph) if line.kind == "reports-to"
    )
    return reports


def _circle(knot: nx.DiGraph[str], first: str) -> tuple[str, ...]:
    # The way back from each successor is shortest-path, so the circle named is a short one.
    ways = [nx.shortest_path(knot, after, first) for after in sorted(knot.successors(first))]
    back = min(ways, key=len)
    return (first, *back[:-1])
