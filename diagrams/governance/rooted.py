"""One body and all that is below it, cut out of the whole structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diagrams.errors import UnknownRoot
from diagrams.governance import reading as of
from diagrams.governance.hierarchy import below
from diagrams.governance.sentences import line_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOLD: Final = 4
"""How many lines that lead out of the drawing are told in words; more are counted."""


def rooted(graph: of.Graph, ref: str) -> of.Graph:
    """Return the part of a structure that is a body and what is below it.

    The bodies right above it stay as bodies ``outside``, so that a reader sees where it belongs.

    Args:
        graph: a governance graph.
        ref: the body.

    Raises:
        UnknownRoot: it is not in the graph.
    """
    if ref not in graph or graph.nodes[ref]["outside"]:
        raise UnknownRoot(ref, sorted(graph))
    kept = {ref, *below(graph, ref)}
    above = {line.upper for line in of.lines(graph) if line.lower == ref} - kept
    part: of.Graph = graph.copy()
    part.remove_nodes_from([other for other in graph if other not in kept | above])
    for line in of.lines(part):
        if not _stays(line, ref, kept):
            part.remove_edge(line.body, line.to, line.key)
    for other in above:
        part.nodes[other]["outside"] = True
    part.graph["root"] = ref
    return part


def outside_told(whole: of.Graph, part: of.Graph) -> list[str]:
    """Say which lines lead from a part to bodies that are not drawn; nothing where none do."""
    sentences = list(_leading_out(whole, part))
    if not sentences:
        return []
    more = len(sentences) - _TOLD
    told = " ".join(sentences[:_TOLD])
    rest = f" So do {more:,} more." if more > 0 else ""
    return [f"Lines that lead out of this picture: {told}{rest}"]


def _leading_out(whole: of.Graph, part: of.Graph) -> Iterator[str]:
    kept = set(of.inside(part))
    for line in of.lines(whole):
        leads_out = (line.body in kept) != (line.to in kept)
        if leads_out and not part.has_edge(line.body, line.to, line.key):
            yield line_sentence(whole, line)


def _stays(line: of.Line, ref: str, kept: set[str]) -> bool:
    """Say whether a line stays: it is between bodies that are kept, or leads up from the root."""
    return line.lower in kept and (line.upper in kept or line.lower == ref)
