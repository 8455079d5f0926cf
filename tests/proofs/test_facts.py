"""Facts are written so that strangers can compute their hashes again."""

from __future__ import annotations

import pytest

from engine.store.reader import LedgerEntry
from proofs.checkpoint import Checkpoint, TreeHead
from proofs.errors import ProofError
from proofs.facts import entry_of, fact_data
from proofs.inclusion import proof_from, reading_for
from tests.proofs.test_reading import entry


def test_a_fact_is_read_back_as_it_was_written() -> None:
    fact = LedgerEntry(1, "body:é", 2, "t", '{"a":"\\u00e9 é"}'.encode(), "2019", bytes(32))
    assert entry_of(fact_data(fact)) == fact


def test_a_fact_that_is_no_text_is_refused_by_its_position() -> None:
    with pytest.raises(ProofError, match="the fact at position 7 is not UTF-8"):
        fact_data(entry(7)._replace(state=b"\xff"))


def test_a_proof_that_does_not_hold_is_not_given_away() -> None:
    reading = reading_for([2], 3)
    for position in range(1, 4):
        reading(entry(position))
    made = Checkpoint.of("a", TreeHead(3, reading.roots[3]))
    with pytest.raises(ProofError, match="was changed"):  # the hashes of these facts are made up
        proof_from(reading, "position:2", made)
