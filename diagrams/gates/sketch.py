"""A sequence of gates as a drawing: gates from left to right, under each what was decided there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from diagrams.gates import telling
from diagrams.gates.boxes import decision_box, gate_box, readiness_box
from diagrams.gates.graph import following, gate_id
from diagrams.gates.notation import OUTCOMES
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row, Sketch
from diagrams.words import times

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph

_MOST_ABREAST: Final = 5


def gates_sketch(graph: Graph, title: str | None = None) -> Sketch:
    """Return the drawing of a sequence of gates.

    Args:
        graph: the sequence, from `diagrams.gates.graph`.
        title: the heading; the name of the sequence if left out.
    """
    said = graph.graph
    columns = [_Column(graph, number) for number in _numbers(graph)]
    boxes = [box for column in _placed(columns) for box in column]
    return Sketch(
        id=f"gates-{said['ref']}",
        title=title or said["name"],
        moment=f"{times(said['as_at'], said['as_known'])}. Decided by {said['body_name']}.",
        description=tuple(_description(graph, columns)),
        boxes=tuple(boxes),
        lines=tuple(_lines(graph, columns)),
        key=tuple(_key(graph, columns)),
        notes=tuple(_notes(graph)),
        author=said["organisation"],
    )


class _Column:
    """A gate and what stands under it, from above."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph = graph
        self.number = number
        self.gate = gate_id(graph, number)
        self.decisions = following(graph, self.gate, "decided")
        self.ready = bool(graph.nodes[self.gate]["criteria"])

    def boxes(self, rank: int) -> list[Box]:
        """Return the boxes, the gate's own in the row `rank`."""
        found = [gate_box(self.graph, self.number, rank)]
        found += [
            decision_box(self.graph, node, rank + below)
            for below, node in enumerate(self.decisions, 1)
        ]
        if self.ready:
            found.append(readiness_box(self.graph, self.number, rank + len(found)))
        return found

    @property
    def ids(self) -> list[str]:
        """The ids of the boxes, from above."""
        return [box.id for box in self.boxes(0)]


def _numbers(graph: Graph) -> list[int]:
    return [said["number"] for _, said in graph.nodes(data=True) if said["kind"] == "gate"]


def _placed(columns: list[_Column]) -> list[list[Box]]:
    """Return the boxes of the columns: abreast, in as few lines of about equal length as fit."""
    lines = -(-len(columns) // _MOST_ABREAST)
    abreast = -(-len(columns) // lines)
    placed: list[list[Box]] = []
    rank = 0
    for first in range(0, len(columns), abreast):
        line = [column.boxes(rank) for column in columns[first : first + abreast]]
        placed += line
        rank += max(map(len, line))
    return placed


def _lines(graph: Graph, columns: list[_Column]) -> list[Line]:
    found = []
    for before, after in pairwise(columns):
        found.append(_then(before, after))
    for column in columns:
        ids = column.ids
        found += [_below(upper, lower) for upper, lower in pairwise(ids)]
    for column in columns:
        for node in column.decisions:
            found += [_back(graph, node, gate) for gate in following(graph, node, "back-to")]
    return found


def _then(before: _Column, after: _Column) -> Line:
    return Line(
        id=f"then-{after.gate}",
        tail=before.gate,
        head=after.gate,
        spoken=f"After gate {before.number} comes gate {after.number}",
        stroke="bold",
        at_head="arrow",
    )


def _below(upper: str, lower: str) -> Line:
    again = upper.startswith("decision-") and lower.startswith("decision-")
    return Line(
        id=f"below-{lower}",
        tail=upper,
        head=lower,
        spoken="Then it was decided again" if again else "What was decided and found there",
        stroke="thin",
        at_head="open-arrow" if again else "none",
    )


def _back(graph: Graph, node: str, gate: str) -> Line:
    number = graph.nodes[gate]["number"]
    return Line(
        id=f"back-{node}",
        tail=node,
        head=gate,
        spoken=f"Gate {graph.nodes[node]['gate']} sent the work back to gate {number}",
        stroke="dashed",
        tone="violet",
        at_head="vee",
        shapes=False,
    )


def _key(graph: Graph, columns: list[_Column]) -> list[KeyEntry]:
    used = {graph.nodes[node]["outcome"] for column in columns for node in column.decisions}
    found = [
        KeyEntry(
            Box(f"key-{name}", (Row((mark.words,)),), mark.words, tone=mark.tone, mark=mark.letter),
            mark.means,
        )
        for name, mark in OUTCOMES.items()
        if name in used
    ]
    states = {graph.nodes[column.gate]["state"] for column in columns}
    if graph.graph["next_gate"]:
        sample = Box(
            "key-next", (Row(("Gate",)),), "Gate", shape="rounded", tone="blue", outlines=2
        )
        found.append(KeyEntry(sample, "gate that is next to be decided"))
    if "later" in states:
        sample = Box(
            "key-later", (Row(("Gate",)),), "Gate", shape="rounded", tone="grey", dashed=True
        )
        found.append(KeyEntry(sample, "gate that was not reached yet"))
    if "recycle" in used:
        back = Line(
            "key-back", "a", "b", "", stroke="dashed", tone="violet", at_head="vee", shapes=False
        )
        found.append(KeyEntry(back, "sent back to an earlier gate"))
    if graph.graph["criteria"] and (used or any(column.ready for column in columns)):
        shares = Box("key-bar", (Row(("██████░░",)),), "Bar", shape="plain")
        found.append(KeyEntry(shares, "share of a group's criteria that are met or waived"))
    return found


def _notes(graph: Graph) -> list[str]:
    notes = []
    if not graph.graph["criteria"]:
        notes.append(
            "The book has no criteria of these gates, so it cannot say how ready they are."
        )
    decisions = [said for _, said in graph.nodes(data=True) if said["kind"] == "decision"]
    without = sum(said["resolution"] is None for said in decisions)
    if decisions and without == len(decisions):
        notes.append("The book names no resolution for any of these decisions.")
    elif without:
        notes.append("Where no resolution is named, the book has none for the decision.")
    return notes


def _description(graph: Graph, columns: list[_Column]) -> list[str]:
    said = graph.graph
    moment = times(said["as_at"], said["as_known"])
    name, body = said["name"], said["body_name"]
    told = [f"The gates of {name}, decided by {body}, {moment[:1].lower()}{moment[1:]}."]
    for column in columns:
        told.append(f"{telling.gate_spoken(graph.nodes[column.gate])}.")
        told += [f"{telling.decision_spoken(graph, node)}." for node in column.decisions]
        if column.ready:
            told.append(f"{telling.readiness_spoken(graph, column.number)}.")
    return told
