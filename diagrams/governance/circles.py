"""Bodies that come to report to themselves.

Such lines are refused when they are recorded; a book from before that may hold some. They are
drawn, marked and named.
"""

from __future__ import annotations

import networkx as nx

from diagrams.governance import reading as of
from diagrams.words import day


def reporting_cycles(graph: of.Graph) -> list[tuple[str, ...]]:
    """Return one circle of *reports to* for each knot of bodies that has any, as references.

    A circle starts with its alphabetically first body and follows the lines. Where two days are
    compared, it is one of the later day.
    """
    return _cycles(_reports(graph, but="ended"))


def circles_told(graph: of.Graph) -> list[str]:
    """Say of each circle which bodies report to each other, as a sentence.

    Where two days are compared, a circle that only the earlier day had is said to be no more.
    """
    circles = reporting_cycles(graph)
    told = [
        f"A circle of reporting lines: {_words(graph, circle)}. One of these lines must end."
        for circle in circles
    ]
    if earlier := graph.graph.get("compared_with"):
        told += [
            f"On {day(earlier)} there was a circle of reporting lines, which is no more:"
            f" {_words(graph, circle)}."
            for circle in _cycles(_reports(graph, but="added"))
            if circle not in circles
        ]
    return told


def mark_circles(graph: of.Graph) -> None:
    """Mark the lines along which a body comes to report to itself, and no others."""
    within = {ref: number for number, knot in enumerate(knots(graph)) for ref in knot}
    for line in of.lines(graph):
        if line.kind == "reports-to":
            tied = line.change != "ended" and line.body in within
            together = tied and within[line.body] == within.get(line.to)
            graph.edges[line.body, line.to, line.key]["in_circle"] = together


def knots(graph: of.Graph) -> list[set[str]]:
    """Return the sets of bodies of which each comes to report to every other."""
    return _knots(_reports(graph, but="ended"))


def _reports(graph: of.Graph, *, but: str) -> nx.DiGraph[str]:
    """Return who reports to whom, without the lines that one of two days did not have."""
    reports: nx.DiGraph[str] = nx.DiGraph()
    reports.add_edges_from(
        (line.body, line.to)
        for line in of.lines(graph)
        if line.kind == "reports-to" and line.change != but
    )
    return reports


def _knots(reports: nx.DiGraph[str]) -> list[set[str]]:
    return [
        knot
        for knot in nx.strongly_connected_components(reports)
        if len(knot) > 1 or reports.has_edge(*knot, *knot)
    ]


def _cycles(reports: nx.DiGraph[str]) -> list[tuple[str, ...]]:
    return sorted(_circle(reports.subgraph(knot), min(knot)) for knot in _knots(reports))


def _words(graph: of.Graph, circle: tuple[str, ...]) -> str:
    return " reports to ".join(graph.nodes[ref]["name"] for ref in (*circle, circle[0]))


def _circle(knot: nx.DiGraph[str], first: str) -> tuple[str, ...]:
    # The way back from each successor is shortest-path, so the circle named is a short one.
    ways = [nx.shortest_path(knot, after, first) for after in sorted(knot.successors(first))]
    back = min(ways, key=len)
    return (first, *back[:-1])
