"""Siblings drawn as one: a long row of things alike says less than their number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diagrams.lineage.graph import Graph

MOST: Final = 12
"""So many siblings of a kind stand side by side; of more, some are told together."""

_PAPERS: Final = ("statement",)
"""What is told together by the paper that it stands in, however little it is."""


class Gathered(NamedTuple):
    """Things that are drawn as one box.

    Attributes:
        id: the id of the box.
        kind: the kind of all of them.
        nodes: their ids, in the order of the graph.
        paper: the paper that all of them stand in, if that is why they are told together.
    """

    id: str
    kind: str
    nodes: tuple[str, ...]
    paper: str | None = None


class Gathering(NamedTuple):
    """What is told together, and what is not drawn because it hangs on such things alone.

    Attributes:
        boxes: what is told together.
        hidden: the ids of what is not drawn.
        most: so many siblings are drawn one by one.
    """

    boxes: tuple[Gathered, ...]
    hidden: frozenset[str]
    most: int


class _Family(NamedTuple):
    """What siblings have in common: how far they are, on what they hang, and how."""

    distance: int
    hub: str
    way: str
    verb: str
    kind: str
    paper: str


def gathering(graph: Graph, most: int = MOST) -> Gathering:
    """Return which siblings are drawn together.

    Siblings hang on one thing nearer to what was asked about, by the same verb. Those that lead no
    further are drawn as one where they are more than `most`; of those that do, the latest are
    drawn one by one, and all earlier ones as one, without what lies behind them.
    """
    boxes: list[Gathered] = []
    hidden: frozenset[str] = frozenset()
    for family, members in sorted(_families(graph).items()):
        there = [node for node in members if node not in hidden]
        chosen = _chosen(graph, family, there, most)
        if chosen:
            paper = family.paper or None
            boxes.append(Gathered(f"together-{chosen[0]}", family.kind, tuple(chosen), paper))
            hidden = _behind(graph, {node for box in boxes for node in box.nodes})
    return Gathering(tuple(boxes), hidden, most)


def _families(graph: Graph) -> dict[_Family, list[str]]:
    far = nx.single_source_shortest_path_length(graph.to_undirected(as_view=True), _focus(graph))
    found: dict[_Family, list[str]] = defaultdict(list)
    for node, said in graph.nodes(data=True):
        nearer = next((end for end in _links(graph, node) if far[end[0]] < far[node]), None)
        if nearer:
            paper = said["title"] if said["kind"] in _PAPERS else ""
            found[_Family(far[node], *nearer, said["kind"], paper)].append(node)
    return found


def _focus(graph: Graph) -> str:
    return str(graph.graph["focus"])


def _links(graph: Graph, node: str) -> list[tuple[str, str, str]]:
    """Return what a thing is linked to, which way and how."""
    came = [(cause, "from", said["verb"]) for cause, _, said in graph.in_edges(node, data=True)]
    went = [(effect, "to", said["verb"]) for _, effect, said in graph.out_edges(node, data=True)]
    return [*came, *went]


def _chosen(graph: Graph, family: _Family, members: list[str], most: int) -> list[str]:
    """Return those of a family that are told together."""
    if len(members) <= (1 if family.paper else most):
        return []
    if all({end for end, _, _ in _links(graph, node)} == {family.hub} for node in members):
        return members
    # What no source gives a day is counted as early, and the graph has what is early first.
    return [] if family.paper else members[: 1 - most]


def _behind(graph: Graph, together: Iterable[str]) -> frozenset[str]:
    """Return what can be reached through things told together alone."""
    drawn = graph.copy()
    drawn.remove_nodes_from(together)
    reached = nx.node_connected_component(drawn.to_undirected(as_view=True), _focus(graph))
    return frozenset(drawn.nodes) - reached
