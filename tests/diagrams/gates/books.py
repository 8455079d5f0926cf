"""Books with gates for the tests of their picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from diagrams.gates.graph import gates_graph
from projections.gates.whole import sequence_at
from tests.books import BookOnDisk

if TYPE_CHECKING:
    from diagrams.gates.graph import Graph

GO_LIVE = "what-if-go-live"
NORFOLK = "social-care-system-go-live"

BOARD = """
- body: {ref: board, name: Programme Board, kind: programme-board}
- gate-sequence:
    ref: launch
    name: Launching
    body: board
    decided_on: 2018-01-01
    gates: [{number: 1, name: Build, planned_for: 2018-01-31}, {number: 2, name: Launch}]
    criteria:
      - {ref: data, text: Data moved, owner: Data lead, weight: 3}
      - {ref: nice, text: It looks nice, mandatory: false}
- gate-decision:
    sequence: launch
    gate: 1
    outcome: conditional-go
    decided_on: 2018-02-01
    assessments: [{criterion: data, result: not-met}, {criterion: nice, result: met}]
    conditions:
      - {text: Move the rest, owner: Data lead, due: 2018-02-20}
      - {text: Tell the users, due: 2018-03-20}
    authority: {body: board, decided_on: 2018-02-01, resolution: 2018/004}
- condition-discharge: {condition: launch/1/2, discharged_on: 2018-02-10, evidence: A letter}
"""
BREACH = "- condition-breach: {condition: launch/1/1, breached_on: 2018-02-21, reason: Not moved}\n"
AGAIN = """
- gate-decision:
    sequence: launch
    gate: 1
    outcome: conditional-go
    decided_on: 2018-03-01
    assessments: [{criterion: data, result: not-met}, {criterion: nice, result: met}]
    conditions: [{text: Move the rest, owner: Data lead, due: 2018-04-20}]
"""


def many(gates: int, owners: int) -> str:
    """Return a sequence of many gates, the first of which is passed, with many owners."""
    numbered = ", ".join(f"{{number: {n}, name: Stage {n}}}" for n in range(1, gates + 1))
    criteria = "\n".join(
        f"      - {{ref: c{n}, text: Criterion {n}, owner: Owner {n:02d}}}" for n in range(owners)
    )
    found = ", ".join(f"{{criterion: c{n}, result: met}}" for n in range(owners))
    return f"""
- body: {{ref: board, name: Programme Board, kind: programme-board}}
- gate-sequence:
    ref: long
    name: A long way
    body: board
    decided_on: 2018-01-01
    gates: [{numbered}]
    criteria:
{criteria}
- gate-decision:
    sequence: long
    gate: 1
    outcome: go
    decided_on: 2018-02-01
    assessments: [{found}]
- gate-assessment:
    sequence: long
    gate: 2
    assessed_on: 2018-03-01
    assessments: [{{criterion: c0, result: not-met}}, {{criterion: c1, result: met}}]
"""


def graph_of(book: BookOnDisk, ref: str, day: str) -> Graph:
    """Return the graph of a sequence on a day."""
    with book.views() as views:
        sequence = sequence_at(views, ref, date.fromisoformat(day))
    assert sequence is not None
    return gates_graph(sequence)


def recorded(folder: Path, *entries: str) -> BookOnDisk:
    """Return a book in which entries are recorded one after the other."""
    book = BookOnDisk(folder)
    for each in entries:
        book.record(each)
    return book
