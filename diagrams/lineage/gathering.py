"""Siblings drawn as one: a long row of things alike says less than their number."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from diagrams.lineage.graph import Graph

MOST = 12
"""So many siblings of a kind stand side by side before they are told together."""


class Gathered(NamedTuple):
    """Things that are drawn as one box.

    Attributes:
        id: the id of the box.
        kind: the kind of all of them.
        nodes: their ids, in the order of the graph.
        title: what all of them are called, where they are of one paper.
    """

    id: str
    kind: str
    nodes: tuple[str, ...]
    title: str | None = None


def gathered(graph: Graph) -> list[Gathered]:
    """Return the siblings that are drawn together.

    Siblings hang on one other thing alone, by the same verb. Statements of one paper are drawn
    together however few they are; all else where there are more than `MOST`.
    """
    families: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for node, said in graph.nodes(data=True):
        if node != graph.graph["focus"] and (hangs := _hangs_on(graph, node)):
            paper = said["title"] if said["kind"] == "statement" else ""
            families[(said["kind"], *hangs, paper)].append(node)
    return [
        Gathered(f"together-{members[0]}", kind, tuple(members), paper or None)
        for (kind, *_, paper), members in families.items()
        if len(members) > (1 if paper else MOST)
    ]


def _hangs_on(graph: Graph, node: str) -> tuple[str, ...]:
    """Return the only thing that a thing is linked to, which way and how; else nothing."""
    came = [("from", cause, said["verb"]) for cause, _, said in graph.in_edges(node, data=True)]
    went = [("to", effect, said["verb"]) for _, effect, said in graph.out_edges(node, data=True)]
    links = list(dict.fromkeys([*came, *went]))
    return links[0] if len(links) == 1 else ()
