"""Fewer boxes: what is below a body can stand in its own box as a count."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diagrams.governance import reading as of
from diagrams.governance.graph import UNCHANGED
from diagrams.governance.hierarchy import places
from diagrams.governance.sentences import counted_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diagrams.governance.hierarchy import Place

CHANGES: Final = ("added", "ended", "changed")


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
    lines = _changed_lines(graph, stands_in)
    for above, refs in hidden.items():
        body = kept.nodes[above]
        counts = {ref: len(of.listed(graph, ref)) or 1 for ref in refs}
        kinds = [graph.nodes[ref]["kind"] for ref, count in counts.items() for _ in range(count)]
        body["below"] = len(kinds)
        bodies: Counter[str] = Counter()
        for ref, count in counts.items():
            if change := graph.nodes[ref]["change"]:
                bodies[change] += count
        body["below_words"] = counted_kinds(kinds) + _changes_words(bodies, lines[above])
        names = sorted(
            (place[ref].superior != above, graph.nodes[ref]["name"], ref) for ref in refs
        )
        body["below_names"] = "\n".join(name for _, name, _ in names)


def _changed_lines(graph: of.Graph, stands_in: Mapping[str, str]) -> dict[str, Counter[str]]:
    """Count the changed lines that are not drawn as such, each in the box of one of its ends."""
    changes: dict[str, Counter[str]] = defaultdict(Counter)
    for line in of.lines(graph):
        above = stands_in.get(line.lower, stands_in.get(line.upper))
        if line.change and above is not None:
            changes[above][line.change] += 1
    return changes


def _changes_words(bodies: Counter[str], lines: Counter[str]) -> str:
    """Return what two days changed among what is not drawn: ``; of these 3 added, 1 ended``."""
    told = [f"{bodies[change]:,} {change}" for change in CHANGES if bodies[change]]
    among = f"; of these {', '.join(told)}" if told else ""
    told = [f"{lines[change]:,} {change}" for change in CHANGES if lines[change]]
    return f"{among}; of their lines {', '.join(told)}" if told else among


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
    edge["lifted"] += line.stands_for
    edge["in_circle"] = edge["in_circle"] or line.in_circle
