"""Go/No-Go gates: in order, each criterion assessed anew, each outcome with what it needs."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.bodies.body import Body
from domain.conditions.parts import Condition
from domain.errors import (
    AlreadyDecided,
    GateNotMet,
    GateOutOfOrder,
    OutsideRemit,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
)
from domain.gates.facts import CriterionAssessed, GateDecided, GateSequenceDefined
from domain.gates.outcome import Verdict
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result
from domain.gates.sequence import GateSequence
from tests.domain.council import body
from tests.domain.scenario import BY, Said, day, fact, given, recorded

GATES = (
    Gate(number=1, name="Build"),
    Gate(number=2, name="Test"),
    Gate(number=3, name="Go live"),
)
CRITERIA = (
    Criterion(ref="data", text="Data is migrated"),
    Criterion(ref="staff", text="Staff are trained"),
    Criterion(ref="party", text="A launch is planned", mandatory=False),
)
GO, CONDITIONAL, NO_GO = GateOutcome.GO, GateOutcome.CONDITIONAL_GO, GateOutcome.NO_GO
DEFINED = fact(
    GateSequenceDefined,
    "2017-10-12",
    ref="social-care-system",
    name="Social care system",
    body="programme-board",
    gates=GATES,
    criteria=CRITERIA,
)


def _found(staff: Result = Result.MET, party: Result = Result.NOT_MET) -> tuple[Assessment, ...]:
    return (
        Assessment(criterion="data", result=Result.MET, evidence="Reconciliation"),
        Assessment(
            criterion="staff",
            result=staff,
            waived_by="programme-board" if staff is Result.WAIVED else None,
        ),
        Assessment(criterion="party", result=party),
    )


def _sequence(*more: Said) -> GateSequence:
    return recorded(GateSequence("social-care-system"), DEFINED, *more)


def _said(gate: int, outcome: GateOutcome, on: str) -> Said:
    return fact(GateDecided, on, gate=gate, outcome=outcome)


def _define(
    subject: GateSequence,
    gates: tuple[Gate, ...] = GATES,
    criteria: tuple[Criterion, ...] = CRITERIA,
) -> None:
    subject.define(
        BY,
        day("2017-10-12"),
        name="Social care system",
        body="programme-board",
        gates=gates,
        criteria=criteria,
        programme=None,
        project=None,
        summary=None,
    )


def _decide(
    subject: GateSequence,
    gate: int = 1,
    outcome: GateOutcome = GO,
    found: tuple[Assessment, ...] | None = None,
    *,
    on: str = "2018-02-01",
    conditions: tuple[str, ...] = (),
    must_change: tuple[str, ...] = (),
    by: Body | None = None,
) -> None:
    subject.decide(
        BY,
        body("programme-board") if by is None else by,
        day(on),
        gate=gate,
        verdict=Verdict(
            outcome,
            _found() if found is None else found,
            tuple(Condition(text=text) for text in conditions),
            must_change,
        ),
    )


def test_a_sequence_is_defined_with_gates_criteria_and_the_body_that_decides() -> None:
    subject = GateSequence("social-care-system")
    given(subject).when(lambda: _define(subject)).then([DEFINED])


def test_a_sequence_reference_is_used_once() -> None:
    subject = _sequence()
    given(subject).when(lambda: _define(subject)).refused(ReferenceUsed, "in the book already")


@pytest.mark.parametrize("gates", [(), GATES[::-1], GATES[1:], (GATES[0], GATES[0])])
def test_gates_are_numbered_from_1_in_order(gates: tuple[Gate, ...]) -> None:
    subject = GateSequence("social-care-system")
    given(subject).when(lambda: _define(subject, gates)).refused(
        RuleBroken, "numbered 1, 2, 3 in order"
    )


def test_a_criterion_stands_once() -> None:
    subject = GateSequence("social-care-system")
    given(subject).when(lambda: _define(subject, GATES, CRITERIA + CRITERIA[:1])).refused(
        RuleBroken, "a criterion of social-care-system stands twice"
    )


def test_gates_are_decided_by_the_body_that_the_sequence_names() -> None:
    subject = _sequence()
    given(subject).when(lambda: _decide(subject, by=body("ics"))).refused(
        OutsideRemit, "are decided by programme-board, not by ics"
    )


def test_a_gate_says_go_and_every_criterion_is_on_record() -> None:
    subject = _sequence()
    given(subject).when(lambda: _decide(subject)).then(
        [
            *(fact(CriterionAssessed, "2018-02-01", gate=1, assessment=each) for each in _found()),
            _said(1, GO, "2018-02-01"),
        ]
    )


def test_go_needs_every_mandatory_criterion_met() -> None:
    subject = _sequence()
    given(subject).when(lambda: _decide(subject, found=_found(staff=Result.NOT_MET))).refused(
        GateNotMet, "gate 1 of social-care-system cannot say go: staff not met"
    )


def test_go_may_rest_on_a_waiver_by_a_named_authority() -> None:
    subject = _sequence()
    _decide(subject, found=_found(staff=Result.WAIVED))
    assert subject.passed == {1: day("2018-02-01")}


@pytest.mark.parametrize(
    ("result", "waived_by"), [(Result.WAIVED, None), (Result.WAIVED, ""), (Result.MET, "board")]
)
def test_a_waiver_and_only_a_waiver_names_its_authority(
    result: Result, waived_by: str | None
) -> None:
    with pytest.raises(ValidationError, match="a waiver, and only a waiver, names who granted it"):
        Assessment(criterion="staff", result=result, waived_by=waived_by)


def test_conditional_go_lists_its_conditions() -> None:
    subject = _sequence()
    found = _found(staff=Result.NOT_MET)
    given(subject).when(lambda: _decide(subject, 1, CONDITIONAL, found)).refused(
        GateNotMet, "says go on conditions: list them"
    )
    _decide(subject, 1, CONDITIONAL, found, conditions=("Train the last team",))
    _decide(subject, 2)


def test_no_go_says_what_must_change() -> None:
    subject = _sequence()
    found = _found(staff=Result.NOT_MET)
    given(subject).when(lambda: _decide(subject, 1, NO_GO, found)).refused(
        GateNotMet, "says no-go: say in `must_change` what must change"
    )
    _decide(subject, 1, NO_GO, found, must_change=("Train the staff",))
    assert subject.passed == {}


def test_a_gate_that_said_no_go_is_decided_again() -> None:
    subject = _sequence(_said(1, NO_GO, "2018-02-01"))
    _decide(subject, on="2018-03-01")
    assert subject.passed == {1: day("2018-03-01")}


def test_a_gate_that_said_go_is_not_decided_again() -> None:
    subject = _sequence(_said(1, GO, "2018-02-01"))
    given(subject).when(lambda: _decide(subject, on="2018-03-01")).refused(
        AlreadyDecided, "gate 1 of social-care-system said go on 2018-02-01"
    )


@pytest.mark.parametrize(
    "before",
    [(), (_said(1, NO_GO, "2018-01-01"),), (_said(1, GO, "2018-02-02"),)],
    ids=["undecided", "no-go", "later"],
)
def test_a_gate_is_decided_after_the_one_before_it_said_go(before: tuple[Said, ...]) -> None:
    subject = _sequence(*before)
    given(subject).when(lambda: _decide(subject, 2)).refused(
        GateOutOfOrder, "gate 2 of social-care-system is decided after gate 1 said go"
    )


def test_all_criteria_are_carried_to_the_next_gate_for_re_assessment() -> None:
    subject = _sequence()
    _decide(subject)
    given(subject).when(lambda: _decide(subject, 2, found=_found()[:1])).refused(
        GateNotMet, "gate 2", "assesses every criterion anew: staff, party missing"
    )


def test_a_criterion_is_assessed_once_at_a_gate() -> None:
    subject = _sequence()
    both = (*_found(staff=Result.NOT_MET), *_found()[1:2])
    given(subject).when(lambda: _decide(subject, found=both)).refused(
        RuleBroken, "assesses each criterion once"
    )


@pytest.mark.parametrize("gate", [0, 4])
def test_only_a_gate_of_the_sequence_is_decided(gate: int) -> None:
    subject = _sequence()
    given(subject).when(lambda: _decide(subject, gate)).refused(
        UnknownReference, f"has no gate {gate}: its gates are 1 to 3"
    )


def test_only_a_criterion_of_the_sequence_is_assessed() -> None:
    subject = _sequence()
    more = (*_found(), Assessment(criterion="money", result=Result.MET))
    given(subject).when(lambda: _decide(subject, found=more)).refused(
        UnknownReference, "has no criterion money"
    )
