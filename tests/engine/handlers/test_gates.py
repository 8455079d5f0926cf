"""What commands about Go/No-Go gates do."""

from __future__ import annotations

import pytest

from domain.errors import (
    GateNotMet,
    GateOutOfOrder,
    NotInForce,
    OutsideRemit,
    RuleBroken,
    UnknownReference,
)
from tests.engine.open_book import COUNCIL, OpenBook, fact_of, told

SEQUENCE = """
- gate-sequence:
    ref: social-care-system
    name: Social care system
    body: ics
    programme: pii
    summary: Five gates
    decided_on: 2017-06-01
    gates: [{number: 1, name: Design}, {number: 2, name: Build, planned_for: 2018-01-31}]
    criteria: [{ref: data, text: Data is clean}, {ref: staff, text: Trained, mandatory: no}]
"""
GO = (
    "- gate-decision: {sequence: social-care-system, gate: 1, outcome: go, decided_on: 2017-09-01,"
    " assessments: [{criterion: data, result: met}, {criterion: staff, result: not met}]}"
)


@pytest.fixture
def defined(book: OpenBook) -> OpenBook:
    """Give a book with a sequence of gates."""
    return book.given(COUNCIL, SEQUENCE)


class TestDefining:
    """`gate-sequence`."""

    def test_it_names_who_decides(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(SEQUENCE)
        assert told(receipt) == [
            "gate-sequence-defined gate-sequence:social-care-system on 2017-06-01"
        ]
        sequence = fact_of(receipt)
        assert (sequence.body, sequence.programme, len(sequence.gates)) == ("ics", "pii", 2)
        assert [criterion.mandatory for criterion in sequence.criteria] == [True, False]

    def test_the_body_must_be_in_the_book_and_established(self, book: OpenBook) -> None:
        book.refuses(SEQUENCE, UnknownReference, "no body 'ics'")
        book.given(COUNCIL, "- body-dissolution: {body: ics, decided_on: 2017-01-01}")
        book.refuses(SEQUENCE, NotInForce)

    def test_gates_are_numbered_in_order(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(SEQUENCE.replace("number: 2", "number: 3"), RuleBroken)


class TestDeciding:
    """`gate-decision`."""

    def test_criteria_are_assessed_then_the_gate_decided(self, defined: OpenBook) -> None:
        receipt = defined.when(GO)
        assert told(receipt) == [
            "criterion-assessed gate-sequence:social-care-system on 2017-09-01",
            "criterion-assessed gate-sequence:social-care-system on 2017-09-01",
            "gate-decided gate-sequence:social-care-system on 2017-09-01",
        ]
        assert (fact_of(receipt).gate, fact_of(receipt).outcome) == (1, "go")

    def test_no_go_says_what_must_change(self, defined: OpenBook) -> None:
        no_go = GO.replace("outcome: go", "outcome: no-go")
        defined.refuses(no_go, GateNotMet, "must_change")
        receipt = defined.when(no_go.replace("gate: 1", "gate: 1, must_change: [Clean it]"))
        assert fact_of(receipt).must_change == ("Clean it",)

    def test_conditional_go_lists_its_conditions(self, defined: OpenBook) -> None:
        receipt = defined.when(
            GO.replace("outcome: go", "outcome: conditional go, conditions: [Train]")
        )
        assert [condition.text for condition in fact_of(receipt).conditions] == ["Train"]

    def test_the_next_gate_comes_after_the_one_before(self, defined: OpenBook) -> None:
        defined.refuses(GO.replace("gate: 1", "gate: 2"), GateOutOfOrder)
        assert defined.given(GO).when(GO.replace("gate: 1", "gate: 2")).facts

    def test_another_body_does_not_decide(self, defined: OpenBook) -> None:
        defined.refuses(
            GO.replace("gate: 1", "gate: 1, authority: {body: asch}"),
            OutsideRemit,
            "are decided by ics, not by asch",
        )

    def test_the_body_cited_may_be_the_one_that_decides(self, defined: OpenBook) -> None:
        assert defined.when(GO.replace("gate: 1", "gate: 1, authority: {body: ics}")).facts

    def test_an_authority_without_a_body_does_not_change_who_decides(
        self, defined: OpenBook
    ) -> None:
        receipt = defined.when(GO.replace("gate: 1", "gate: 1, authority: {note: Minuted}"))
        assert fact_of(receipt).authority.note == "Minuted"

    def test_the_body_decides_within_its_remit(self, defined: OpenBook) -> None:
        defined.given("- terms-of-reference: {body: ics, summary: S, decides: [baselines]}")
        defined.refuses(GO, OutsideRemit, "ics does not decide gates")

    def test_the_sequence_must_be_in_the_book(self, book: OpenBook) -> None:
        book.refuses(GO, UnknownReference, "no gate sequence 'social-care-system'")
