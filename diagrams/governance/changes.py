"""What is said below a picture of two days: every decision, and what it changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import networkx as nx

from diagrams.governance import reading as of
from diagrams.governance.compared import decisions_of, numbers_of
from diagrams.governance.hierarchy import whole_circles
from diagrams.words import day, sentence

if TYPE_CHECKING:
    from diagrams.pictures.sketch import Tone

SIGNS: Final = {"added": "+", "ended": "×", "changed": "Δ"}
"""What stands at a changed box or line, before the number of the decision."""

TONES: Final[dict[str, Tone]] = {"added": "green", "ended": "red", "changed": "amber"}
_TOLD: Final = {"added": "Added", "ended": "Ended", "changed": "Changed"}
_NAMED: Final = 6
"""So many bodies are named by one note; more are counted."""


def is_compared(graph: of.Graph) -> bool:
    """Return whether a graph is of two days."""
    return "compared_with" in graph.graph


def both_days(graph: of.Graph) -> str:
    """Return what the line under the title says of the earlier day; nothing where there is none."""
    return f", compared with {day(graph.graph['compared_with'])}" if is_compared(graph) else ""


def notes_of(graph: of.Graph) -> list[str]:
    """Return what a picture of two days must say: each decision with its changes, or that none."""
    earlier, later = day(graph.graph["compared_with"]), day(graph.graph["as_at"])
    decisions = decisions_of(graph)
    told = {number: _changes(graph, number) for number in decisions}
    notes = [f"{number}: {decisions[number]}. {made}" for number, made in told.items() if made]
    if not notes:
        notes.append(f"Nothing changed between {earlier} and {later}.")
    if brief := graph.graph["brief"]:
        names = "; ".join(brief.split("\n"))
        notes.append(f"Established and dissolved between the two days, and not drawn: {names}.")
    return notes


def mark_of(change: str | None, decision: str | None) -> str | None:
    """Return what stands at a changed box or line: the sign, and the number of the decision."""
    return f"{SIGNS[change]}{decision}" if change else None


def focused(graph: of.Graph) -> of.Graph:
    """Return the part of two days that a large structure is cut to: what changed, and its place.

    That is every body that changed or stands at the end of a line that did, and all above them.
    """
    changed = {ref for ref in graph if graph.nodes[ref]["change"]}
    for line in of.lines(graph):
        if line.change:
            changed |= {line.body, line.to}
    order = whole_circles(graph)
    above = {up for ref in changed if ref in order for up in nx.ancestors(order, ref)}
    part: of.Graph = graph.copy()
    part.remove_nodes_from([ref for ref in graph if ref not in changed | above])
    return part


def _changes(graph: of.Graph, number: int) -> str:
    told = []
    for change, words in _TOLD.items():
        bodies = [
            graph.nodes[ref]["name"] for ref in graph if _made(graph.nodes[ref], number, change)
        ]
        lines = sum(_made(line, number, change) for _, _, line in graph.edges(data=True))
        if bodies or lines:
            told.append(f"{words}: {'; '.join(_named(bodies, lines))}.")
    return " ".join(told)


def _made(what: Mapping[str, Any], number: int, change: str) -> bool:
    return what["change"] == change and number in numbers_of(what["decision"])


def _named(bodies: list[str], lines: int) -> Iterator[str]:
    yield from bodies[:_NAMED]
    if len(bodies) > _NAMED:
        yield f"{len(bodies) - _NAMED:,} more bodies"
    if lines:
        yield f"{lines:,} line{'' if lines == 1 else 's'}"


def sentences_of(graph: of.Graph) -> list[str]:
    """Return every change as a sentence, decision by decision, for those who do not see it."""
    names = of.names(graph)
    said: dict[int, list[str]] = defaultdict(list)
    for ref, name in names.items():
        body = graph.nodes[ref]
        if body["change"]:
            for number in numbers_of(body["decision"]):
                said[number].append(_said(name, body["change"], body["change_words"]))
    for tail, to, line in graph.edges(data=True):
        if line["change"]:
            often = None if line["change_words"] else line["cadence"]  # they say it already
            words = sentence(names[tail], line["kind"], names[to], often)
            for number in numbers_of(line["decision"]):
                said[number].append(_said(words, line["change"], line["change_words"]))
    decisions = decisions_of(graph)
    return [
        f"Decision {number}: {decisions[number]}. {' '.join(said[number])}"
        for number in sorted(said)
    ]


def _said(what: str, change: str, words: str | None) -> str:
    return f"{_TOLD[change]}: {what}{f' ({words})' if words else ''}."
