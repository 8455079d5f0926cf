"""A sequence of gates as a drawing: gates from left to right, under each what was decided there."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from diagrams.gates import telling
from diagrams.gates.boxes import decision_box, gate_box, readiness_box
from diagrams.gates.graph import following, gate_id
from diagrams.gates.notation import OUTCOMES, bar
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
    rows = _folded(columns)
    return Sketch(
        id=f"gates-{said['ref']}",
        title=title or said["name"],
        moment=f"{times(said['as_at'], said['as_known'])}. Decided by {said['body_name']}.",
        description=tuple(_description(graph, columns)),
        boxes=tuple(_placed(rows)),
        lines=tuple(_lines(graph, rows)),
        key=tuple(_key(graph, columns)),
        notes=tuple(_notes(graph)),
        direction="right" if len(rows) == 1 else "down",
        author=said["organisation"],
    )


def _numbers(graph: Graph) -> list[int]:
    return [said["number"] for _, said in graph.nodes(data=True) if said["kind"] == "gate"]


class _Column:
    """A gate and what stands under it, from above.

    Attributes:
        number: the number of the gate.
        gate: its id.
        decisions: the ids of the decisions at it.
        head: the box of the gate.
        decided: those of its decisions.
        ready: that of its readiness, where there is anything to say of it.
    """

    def __init__(self, graph: Graph, number: int) -> None:
        self.number = number
        self.gate = gate_id(graph, number)
        self.decisions = following(graph, self.gate, "decided")
        self.head = gate_box(graph, number)
        self.decided = [decision_box(graph, node) for node in self.decisions]
        criteria = graph.nodes[self.gate]["criteria"]
        self.ready = [readiness_box(graph, number)] if criteria else []

    @property
    def boxes(self) -> list[Box]:
        """All of them, from above."""
        return [self.head, *self.decided, *self.ready]


def _placed(rows: list[list[_Column]]) -> list[Box]:
    """Return the boxes with their places.

    Where all gates stand abreast, each is the head of a column, which is a rank of a drawing that
    runs to the right: no box waits for its neighbours. Where they are folded, ranks run down the
    page, so that the second row stands below all of the first.
    """
    if len(rows) == 1:
        return [
            replace(box, rank=place) for place, column in enumerate(rows[0]) for box in column.boxes
        ]
    placed, top = [], 0
    for row in rows:
        for column in row:
            placed += [replace(box, rank=rank) for rank, box in enumerate(column.boxes, top)]
        top += max(len(column.boxes) for column in row)
    return placed


def _folded(columns: list[_Column]) -> list[list[_Column]]:
    """Return the columns in as few rows of about equal length as a page has room for."""
    rows = -(-len(columns) // _MOST_ABREAST)
    abreast = -(-len(columns) // rows)
    return [columns[first : first + abreast] for first in range(0, len(columns), abreast)]


def _lines(graph: Graph, rows: list[list[_Column]]) -> list[Line]:
    columns = [column for row in rows for column in row]
    first = {row[0].number for row in rows}
    found = [
        replace(_then(before, after), shapes=after.number not in first)
        for before, after in pairwise(columns)
    ]
    for column in columns:
        found += [_below(upper.id, lower.id) for upper, lower in pairwise(column.boxes)]
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
    if any(len(column.decisions) > 1 for column in columns):
        again = Line("key-again", "a", "b", "", stroke="thin", at_head="open-arrow")
        found.append(KeyEntry(again, "decided again"))
    return found


def _notes(graph: Graph) -> list[str]:
    notes = []
    if any(said["kind"] == "criterion-group" for _, said in graph.nodes(data=True)):
        notes.append(
            f"{bar(5, 8)} is the share of a group's criteria that are met or waived, rounded down;"
            " it is empty only where none is, and full only where all are."
        )
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
