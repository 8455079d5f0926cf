"""Which way a lineage runs: to the right, or down the page where its chains are long."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.sketch import Box, Line

_LONG, _SHORT = 10.9, 7.5
"""What an A4 page has room for, in inches."""

_STEP_RIGHT, _STEP_DOWN = 2.9, 1.6
"""From the middle of a box to the next of a chain, in inches, with the label between them."""

_BESIDE_RIGHT, _BESIDE_DOWN = 1.2, 2.4
"""From the middle of a box to its neighbour abreast."""


def direction(boxes: Sequence[Box], lines: Sequence[Line]) -> Literal["down", "right"]:
    """Return the direction in which a lineage comes out larger on an A4 page."""
    steps, abreast = extent(boxes, lines)
    to_the_right = _scale(steps * _STEP_RIGHT, abreast * _BESIDE_RIGHT)
    down = _scale(abreast * _BESIDE_DOWN, steps * _STEP_DOWN)
    return "down" if down > to_the_right else "right"


def _scale(width: float, height: float) -> float:
    """Return how large a drawing is printed, 1 at most, on the page turned as suits it."""
    across = min(_LONG / width, _SHORT / height)
    upright = min(_SHORT / width, _LONG / height)
    return min(1.0, max(across, upright))


def extent(boxes: Sequence[Box], lines: Sequence[Line]) -> tuple[int, int]:
    """Return how many boxes the longest chain has, and how many stand abreast at the most."""
    graph: nx.DiGraph[str] = nx.DiGraph((line.tail, line.head) for line in lines)
    graph.add_nodes_from(box.id for box in boxes)
    whole = nx.condensation(graph)
    layer: dict[int, int] = {}
    for node in nx.topological_sort(whole):
        layer[node] = 1 + max((layer[cause] for cause in whole.predecessors(node)), default=-1)
    abreast: Counter[int] = Counter()
    for node, members in whole.nodes(data="members"):
        abreast[layer[node]] += len(members)
    return len(abreast), max(abreast.values())
