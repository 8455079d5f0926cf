"""The ways in which a lineage can be drawn: all of it first, then ever less that stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx

from diagrams.lineage.gathering import MOST, gathering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diagrams.lineage.graph import Graph

GAP: Final = 0.32
_CLOSE: Final = 0.16
_MOST: Final = (MOST, 8, 6, 4, 3, 2)
_FEW: Final = 4


class Way(NamedTuple):
    """A way in which a lineage can be drawn.

    Attributes:
        most: so many siblings of a kind are drawn one by one.
        turned: whether it runs the other way than its chains suggest.
        gap: the room between one row and the next, in inches.
        steps: so many steps from what was asked about are drawn; all if left out.
    """

    most: int = MOST
    turned: bool = False
    gap: float = GAP
    steps: int | None = None


def ways(graph: Graph) -> Iterator[Way]:
    """Give the ways to draw a lineage, those first that show most of it."""
    shown = set[tuple[object, ...]]()
    for most in _MOST:
        together = gathering(graph, most)
        if (told := (together.boxes, together.hidden)) not in shown:
            shown.add(told)
            yield from _arranged(most, None)
    for steps in range(furthest(graph) - 1, 0, -1):
        yield from _arranged(_FEW, steps)


def _arranged(most: int, steps: int | None) -> Iterator[Way]:
    for gap in (GAP, _CLOSE):
        for turned in (False, True):
            yield Way(most, turned, gap, steps)


def furthest(graph: Graph) -> int:
    """Return how many steps the furthest thing is away from what was asked about."""
    return max(distances(graph).values())


def distances(graph: Graph) -> dict[str, int]:
    """Return how many steps each thing is away from what was asked about."""
    return dict(
        nx.single_source_shortest_path_length(
            graph.to_undirected(as_view=True), graph.graph["focus"]
        )
    )


def within(graph: Graph, steps: int | None) -> Graph:
    """Return the part of a lineage that lies within so many steps, in the same order."""
    if steps is None:
        return graph
    far = distances(graph)
    near: Graph = graph.subgraph([node for node in graph if far[node] <= steps]).copy()
    return near
