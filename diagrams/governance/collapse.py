"""Fewer boxes: what is below a body can stand in its own box as a count."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from diagrams.governance import reading as of
from diagrams.governance.graph import UNCHANGED
from diagrams.governance.hierarchy import places
from diagrams.governance.sentences import counted_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.governance.hierarchy import Place


def collapsed(graph: of.Graph, depth: int) -> of.Graph:
    """Return a structure down to a number of rows below its top.

    What is deeper stands as a count in the box of its superior, whose superior may again be the one
    that is drawn. Lines of such bodies are lifted to it: those to or from the same body, of one
    kind, become one line that knows for how many it stands. Lines among what is below one body are
    left out with it.

    Args:
        graph: a governance graph.
        depth: how many rows below the top are kept, 0 for the top alone.
    """
    place = places(graph)
    drawn = {ref: _drawn(ref, place, depth) for ref in place}
    hidden = {ref for ref, stands_in in drawn.items() if stands_in != ref}
    if not hidden:
        return graph
    kept: of.Graph = graph.copy()
    kept.remove_nodes_from(hidden)
    _count(kept, graph, place, {ref: drawn[ref] for ref in sorted(hidden)})
    for line in of.lines(graph):
        lifted = replace(line, body=drawn.get(line.body, line.body), to=drawn.get(line.to, line.to))
        if (lifted.body, lifted.to) != (line.body, line.to) and lifted.body != lifted.to:
            _lift(kept, lifted)
    return kept


def deepest(graph: of.Graph) -> int:
    """Return the depth of the lowest body."""
    return max((place.depth for place in places(graph).values()), default=0)


def _drawn(ref: str, place: Mapping[str, Place], depth: int) -> str:
    """Return the body in whose box one stands: its own, or that of the first drawn above it."""
    while place[ref].depth > depth:
        above = place[ref].superior
        if above is None:  # only the top has no superior, and its depth is 0
            return ref
        ref = above
    return ref


def _count(
    kept: of.Graph, graph: of.Graph, place: Mapping[str, Place], stands_in: Mapping[str, str]
) -> None:
    hidden: dict[str, list[str]] = defaultdict(list)
    for ref, above in stands_in.items():
        hidden[above].append(ref)
    for above, refs in hidden.items():
        body = kept.nodes[above]
        kinds = [graph.nodes[ref]["kind"] for ref in refs]
        body["below"], body["below_words"] = len(refs), counted_kinds(kinds)
        right_below = [ref for ref in refs if place[ref].superior == above]
        names = sorted((graph.nodes[ref]["name"], ref) for ref in right_below)
        body["below_names"] = "\n".join(name for name, _ in names)


def _lift(kept: of.Graph, line: of.Line) -> None:
    if not kept.has_edge(line.body, line.to, line.kind):
        kept.add_edge(
            line.body,
            line.to,
            key=line.kind,
            kind=line.kind,
            cadence=None,
            starts_on=None,
            ends_on=None,
            in_circle=False,
            own=False,
            lifted=0,
            **UNCHANGED,
        )
    edge = kept.edges[line.body, line.to, line.kind]
    edge["lifted"] += 1
    edge["in_circle"] = edge["in_circle"] or line.in_circle
