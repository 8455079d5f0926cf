"""What gates and conditions are stored as: an earlier release's words stay as it wrote them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from domain.conditions.parts import Condition
from domain.facts import Fact
from domain.gates import facts as gates
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result
from engine.store.mapper import FactMapper

MAPPER = FactMapper()


def _stored(kind: type[Fact], **said: Any) -> dict[str, Any]:
    """Store a fact and read it again; return its JSON."""
    fact = kind(
        originator_id="gate-sequence:s",
        originator_version=1,
        decided_on=date(2018, 11, 5),
        actor="clerk",
        authority=None,
        source=None,
        command_id="c#1",
        **said,
    )
    stored = MAPPER.to_stored_event(fact)
    assert MAPPER.to_domain_event(stored) == fact
    found: dict[str, Any] = json.loads(stored.state)
    return found


def test_a_condition_that_is_a_text_alone_is_stored_as_that_text() -> None:
    conditions = (
        Condition(text="Train them"),
        Condition(text="Tell them", owner="Ann", due=date(2019, 1, 7)),
    )
    stored = _stored(
        gates.GateDecided, gate=1, outcome=GateOutcome.CONDITIONAL_GO, conditions=conditions
    )
    assert stored["conditions"] == [
        "Train them",
        {"text": "Tell them", "owner": "Ann", "due": "2019-01-07", "evidence": None},
    ]


def test_weight_owner_and_what_a_gate_holds_back_are_stored_where_they_say_something() -> None:
    stored = _stored(
        gates.GateSequenceDefined,
        ref="s",
        name="S",
        body="board",
        gates=(Gate(number=1, name="A"), Gate(number=2, name="B", blocks=("project-live",))),
        criteria=(
            Criterion(ref="a", text="A"),
            Criterion(ref="b", text="B", weight=Decimal("2.5"), owner="Ann"),
        ),
    )
    plain, full = stored["criteria"]
    assert plain == {"ref": "a", "text": "A", "mandatory": True}
    assert (full["weight"], full["owner"]) == ("2.5", "Ann")
    assert [gate.get("blocks") for gate in stored["gates"]] == [None, ["project-live"]]


def test_an_assessor_is_stored_where_one_is_named() -> None:
    named = Assessment(criterion="a", result=Result.PARTLY_MET, assessor="Ann")
    unnamed = Assessment(criterion="a", result=Result.MET)
    stored = [
        _stored(gates.CriterionAssessed, gate=1, assessment=each)["assessment"]
        for each in (named, unnamed)
    ]
    assert [each.get("assessor", "left out") for each in stored] == ["Ann", "left out"]
