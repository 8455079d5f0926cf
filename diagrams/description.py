"""The structure in plain words, for those who hear a diagram instead of seeing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diagrams.governance import reading as of
from diagrams.words import kind_words, sentence, times

if TYPE_CHECKING:
    from diagrams.governance.reading import Graph


def describe(graph: Graph) -> str:
    """Return the date, then each group with its bodies, then each line as a sentence."""
    moment = times(graph.graph["as_at"], graph.graph["as_known"])
    return "\n".join([f"{moment}.", *_groups(graph), *line_sentences(graph)])


def body_words(graph: Graph, ref: str) -> str:
    """Return a body in words: ``Policy Committee (committee)``."""
    body = graph.nodes[ref]
    return f"{body['name']} ({kind_words(body['kind'])})"


def line_sentences(graph: Graph) -> list[str]:
    """Return every line of the graph as a sentence, in the graph's order."""
    names = of.names(graph)
    return [
        f"{sentence(names[line.body], line.kind, names[line.to], line.cadence)}"
        f"{', in a circle' if line.in_circle else ''}."
        for line in of.lines(graph)
    ]


def _groups(graph: Graph) -> list[str]:
    members: dict[str, list[str]] = {}
    for ref, group in sorted(of.groups(graph).items()):
        members.setdefault(group or "Without a group", []).append(body_words(graph, ref))
    return [f"{group}: {'; '.join(bodies)}." for group, bodies in sorted(members.items())]
