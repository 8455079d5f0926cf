"""Gate sequences for any two times."""

from __future__ import annotations

from datetime import date

import pytest

from projections.gates.queries import list_sequences
from tests.books import BookOnDisk

GATES = """
- body: {ref: board, name: Board, kind: programme-board}
- gate-sequence:
    ref: go-live
    name: Going live
    body: board
    gates: [{number: 1, name: Build, planned_for: 2018-01-31}, {number: 2, name: Launch}]
    criteria: [{ref: data, text: Data moved}, {ref: nice, text: Nice, mandatory: false}]
"""
DECISIONS = """
- gate-decision:
    sequence: go-live
    gate: 1
    outcome: no-go
    decided_on: 2018-02-01
    assessments: [{criterion: data, result: not-met}, {criterion: nice, result: met}]
    must_change: [Move the data]
- gate-decision:
    sequence: go-live
    gate: 1
    outcome: conditional-go
    decided_on: 2018-03-01
    assessments:
      - {criterion: data, result: waived, waived_by: Director}
      - {criterion: nice, result: met}
    conditions: [Move the rest]
"""


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """A sequence whose first gate said no-go, then go on conditions."""
    book.record(GATES)
    book.record(DECISIONS)
    return book


@pytest.mark.parametrize(
    ("day", "outcomes", "following"),
    [
        (date(2018, 1, 31), [], 1),
        (date(2018, 2, 1), ["no-go"], 1),
        (date(2018, 3, 1), ["no-go", "conditional-go"], 2),
    ],
)
def test_a_gate_stands_as_it_was_decided_by_the_day(
    day: date, outcomes: list[str], following: int, recorded: BookOnDisk
) -> None:
    with recorded.views() as views:
        (sequence,) = list_sequences(views, day)
    first = sequence.gates[0]
    assert [decision.outcome for decision in first.decisions] == outcomes
    assert first.outcome == (outcomes[-1] if outcomes else None)
    assert sequence.next_gate is not None
    assert sequence.next_gate.number == following


def test_each_decision_has_its_own_assessments(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        (sequence,) = list_sequences(views)
    refused, agreed = sequence.gates[0].decisions
    assert [a.result for a in refused.assessments] == ["not-met", "met"]
    assert [(a.result, a.waived_by) for a in agreed.assessments] == [
        ("waived", "Director"),
        ("met", None),
    ]
    assert refused.must_change == ("Move the data",)
    assert [condition.text for condition in agreed.conditions] == ["Move the rest"]
    assert [(c.ref, c.mandatory) for c in sequence.criteria] == [("data", True), ("nice", False)]


def test_a_sequence_whose_gates_all_said_go_has_no_next_gate(recorded: BookOnDisk) -> None:
    recorded.record(
        """
- gate-decision:
    sequence: go-live
    gate: 2
    outcome: go
    decided_on: 2018-04-01
    assessments: [{criterion: data, result: met}, {criterion: nice, result: not-met}]
"""
    )
    with recorded.views() as views:
        (sequence,) = list_sequences(views)
    assert sequence.next_gate is None
