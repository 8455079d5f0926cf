"""Facts are stored as JSON that loses nothing, and are checked when they are read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.domain import DomainEvent
from eventsourcing.persistence import StoredEvent

from engine.store.errors import UnreadableFact
from engine.store.mapper import FactMapper
from tests.engine.store.samples import AmountNoted, noted


def stored(**changes: Any) -> StoredEvent:
    """Store a sample, and change the row."""
    return replace(FactMapper().to_stored_event(noted()), **changes)


def test_a_fact_comes_back_as_it_was() -> None:
    fact = noted(amount="3010000.10")

    assert FactMapper().to_domain_event(FactMapper().to_stored_event(fact)) == fact


def test_the_row_holds_id_version_and_stored_name_and_the_state_does_not() -> None:
    event = stored()

    assert (event.originator_id, event.originator_version) == ("project:x", 1)
    assert event.topic == "test.amount-noted.1"
    assert not {"originator_id", "originator_version"} & json.loads(event.state).keys()


@pytest.mark.parametrize("amount", ["10.50", "0.1", "12345678901234567890.12345", "-1", "1E+3"])
def test_an_amount_is_stored_as_a_string_with_every_digit(amount: str) -> None:
    state = json.loads(FactMapper().to_stored_event(noted(amount=amount)).state)

    assert state["amount"] == amount
    assert state["profile"] == {"2018/19": "2010000", "2019/20": "0.10"}


def test_the_state_is_compact() -> None:
    assert b" " not in stored().state.replace(b"Agenda pack", b"")


def test_a_fact_of_an_unknown_kind_was_written_by_a_newer_version() -> None:
    with pytest.raises(UnreadableFact, match=r"fact 1 of project:x .*'test.later.1'.* newer"):
        FactMapper().to_domain_event(stored(topic="test.later.1"))


@pytest.mark.parametrize("state", [b"{", b"\xff", b""])
def test_a_state_that_is_not_json_is_named(state: bytes) -> None:
    with pytest.raises(UnreadableFact, match="fact 1 of project:x is not JSON"):
        FactMapper().to_domain_event(stored(state=state))


def test_a_state_that_is_no_object_is_named() -> None:
    with pytest.raises(UnreadableFact, match="is not a JSON object"):
        FactMapper().to_domain_event(stored(state=b"[]"))


@pytest.mark.parametrize("state", [b"{}", b'{"surprise": 1}'])
def test_a_state_that_does_not_fit_its_model_is_named(state: bytes) -> None:
    with pytest.raises(UnreadableFact, match=r"does not hold what a test\.amount-noted\.1 holds"):
        FactMapper().to_domain_event(stored(state=state))


def test_an_old_form_is_brought_up_step_by_step() -> None:
    def from_zero(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        return "test.amount-noted.half", fields | {"profile": {}}

    def from_half(fields: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        fields["amount"] = fields.pop("sum")
        return "test.amount-noted.1", fields

    old = json.loads(stored().state)
    old["sum"] = old.pop("amount")
    del old["profile"]
    mapper = FactMapper(
        upcasters={"test.amount-noted.0": from_zero, "test.amount-noted.half": from_half}
    )

    fact = mapper.to_domain_event(
        stored(topic="test.amount-noted.0", state=json.dumps(old).encode())
    )

    assert fact == noted().model_copy(update={"profile": {}})


def test_only_facts_can_be_stored() -> None:
    event: DomainEvent = DomainEvent(
        originator_id=uuid4(), originator_version=1, timestamp=DomainEvent.create_timestamp()
    )

    with pytest.raises(TypeError, match="DomainEvent is not a fact"):
        FactMapper().to_stored_event(event)  # type: ignore[arg-type]  # the case that is refused


def test_a_fact_read_first_needs_no_model_built_before() -> None:
    event = stored()
    AmountNoted.model_rebuild(force=True)

    assert FactMapper().to_domain_event(event) == noted()
