"""Who stands above whom, and so which bodies are below which.

A body is below whoever it reports to or supports. One that does neither is below whoever it updates
or advises, since it would stand nowhere else; for all others that is no subordination: a board may
tell ten committees how it does without being the board of any of them.

Where lines contradict each other, the weightier one counts, and of equal ones the first by
reference: so there is an order even where bodies report in a circle.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import networkx as nx

from diagrams.governance import reading as of
from diagrams.governance.circles import knots
from diagrams.governance.notation import strand_order

if TYPE_CHECKING:
    from collections.abc import Iterable

SUBORDINATES: Final = ("reports-to", "supported-by")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body stands.

    Attributes:
        depth: how many bodies stand above it, on the shortest way up.
        superior: the first of these, ``None`` at the top.
    """

    depth: int
    superior: str | None


def hierarchy(graph: of.Graph) -> nx.DiGraph[str]:
    """Return upper → lower for the lines that put one body of those asked for below another.

    Nobody stands above the body that a structure was cut to: it was asked for as its top.
    """
    order: nx.DiGraph[str] = nx.DiGraph()
    order.add_nodes_from(of.inside(graph))
    top = graph.graph["root"]
    lines = [
        line
        for line in of.lines(graph)
        if line.upper in order and line.lower in order and line.lower != top
    ]
    add_uncontradicted(order, (line for line in lines if line.kind in SUBORDINATES))
    placed = {ref for ref in order if order.in_degree(ref)}
    add_uncontradicted(order, (line for line in lines if line.lower not in placed))
    return order


def add_uncontradicted(order: nx.DiGraph[str], lines: Iterable[of.Line]) -> None:
    """Add upper → lower for each line, less those that contradict a weightier one."""
    for line in sorted(lines, key=lambda line: (*strand_order(line.kind), line.body, line.to)):
        if not nx.has_path(order, line.lower, line.upper):
            order.add_edge(line.upper, line.lower)


def places(graph: of.Graph) -> dict[str, Place]:
    """Return the place of every body that was asked for; each has one superior at the most.

    Of several, the one that stands highest counts, and of those the first by reference: what is
    below each body can so be counted without counting anything twice.
    """
    order = hierarchy(graph)
    found: dict[str, Place] = {}
    for ref in nx.lexicographical_topological_sort(order):
        uppers = [(found[upper].depth, upper) for upper in order.predecessors(ref)]
        depth, superior = min(uppers, default=(-1, None))
        found[ref] = Place(depth + 1, superior)
    return found


def below(graph: of.Graph, ref: str) -> set[str]:
    """Return every body that is below one, by whatever way; those in a circle are so together."""
    return set(nx.descendants(whole_circles(graph), ref))


def whole_circles(graph: of.Graph) -> nx.DiGraph[str]:
    """Return the hierarchy with bodies that report to each other above and below each other."""
    order = hierarchy(graph).copy()
    for knot in knots(graph):
        within = sorted(ref for ref in knot if ref in order)
        if len(within) > 1:
            nx.add_cycle(order, within)
    return order
