"""A sequence of Go/No-Go gates and the rules of deciding them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Aggregate, Provenance, applies
from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
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
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result


class GateSequence(Aggregate):
    """The gates of one programme or project, decided in their order."""

    KIND: ClassVar[str] = "gate-sequence"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.body = ""
        self.gates: tuple[Gate, ...] = ()
        self.criteria: tuple[Criterion, ...] = ()
        self.defined_on: date | None = None
        self.passed: dict[int, date | None] = {}

    def define(
        self,
        by: Provenance,
        decided_on: date | None,
        *,
        name: str,
        body: str,
        gates: tuple[Gate, ...],
        criteria: tuple[Criterion, ...],
        programme: str | None,
        project: str | None,
        summary: str | None,
    ) -> None:
        """Set the gates and criteria; gates are numbered 1, 2, 3, criteria stand once."""
        if self.exists:
            raise ReferenceUsed(self.ref, f"the gate sequence {self.ref} is in the book already")
        if [gate.number for gate in gates] != list(range(1, len(gates) + 1)) or not gates:
            raise RuleBroken(self.ref, f"the gates of {self.ref} are numbered 1, 2, 3 in order")
        refs = [criterion.ref for criterion in criteria]
        if len(set(refs)) < len(refs):
            raise RuleBroken(self.ref, f"a criterion of {self.ref} stands twice")
        self._trigger(
            GateSequenceDefined,
            by,
            decided_on,
            ref=self.ref,
            name=name,
            body=body,
            gates=gates,
            criteria=criteria,
            programme=programme,
            project=project,
            summary=summary,
        )

    def decide(
        self,
        by: Provenance,
        body: Body,
        decided_on: date,
        *,
        gate: int,
        outcome: GateOutcome,
        assessments: tuple[Assessment, ...],
        conditions: tuple[str, ...],
        must_change: tuple[str, ...],
    ) -> None:
        """Decide a gate, as the body that the sequence names; every criterion is assessed anew.

        Raises:
            OutsideRemit: where another body decides, or its remit does not cover gates.
            UnknownReference: where the sequence has no such gate or criterion.
            AlreadyDecided: where the gate said go.
            GateOutOfOrder: where the gate before it has not said go.
            GateNotMet: where the outcome does not follow from the criteria, or does not say its
                conditions or what must change.
            RuleBroken: where a criterion is assessed twice.
        """
        if body.ref != self.body:
            raise OutsideRemit(
                self.ref, f"the gates of {self.ref} are decided by {self.body}, not by {body.ref}"
            )
        check_remit(body, Matter.GATES, decided_on)
        self._check_turn(gate, decided_on)
        self._check_outcome(gate, outcome, assessments, conditions, must_change)
        for assessment in assessments:
            self._trigger(CriterionAssessed, by, decided_on, gate=gate, assessment=assessment)
        self._trigger(
            GateDecided,
            by,
            decided_on,
            gate=gate,
            outcome=outcome,
            conditions=conditions,
            must_change=must_change,
        )

    def _check_turn(self, gate: int, decided_on: date) -> None:
        if gate not in {known.number for known in self.gates}:
            raise UnknownReference(
                self.ref, f"{self.ref} has no gate {gate}: its gates are 1 to {len(self.gates)}"
            )
        if gate in self.passed:
            raise AlreadyDecided(
                self.ref, f"gate {gate} of {self.ref} said go on {self.passed[gate]}"
            )
        if self.defined_on and decided_on < self.defined_on:
            raise GateOutOfOrder(
                self.ref,
                f"{self.ref} was defined on {self.defined_on}: no gate was decided on {decided_on}",
            )
        before = self.passed.get(gate - 1)
        if gate > 1 and (before is None or decided_on < before):
            raise GateOutOfOrder(
                self.ref, f"gate {gate} of {self.ref} is decided after gate {gate - 1} said go"
            )

    def _check_outcome(
        self,
        gate: int,
        outcome: GateOutcome,
        assessments: tuple[Assessment, ...],
        conditions: tuple[str, ...],
        must_change: tuple[str, ...],
    ) -> None:
        found = {assessment.criterion: assessment.result for assessment in assessments}
        unknown = sorted(found.keys() - {criterion.ref for criterion in self.criteria})
        if unknown:
            raise UnknownReference(self.ref, f"{self.ref} has no criterion {unknown[0]}")
        if len(found) < len(assessments):
            raise RuleBroken(
                self.ref, f"gate {gate} of {self.ref} assesses each criterion once, not twice"
            )
        missing = [known.ref for known in self.criteria if known.ref not in found]
        unmet = [
            known.ref
            for known in self.criteria
            if known.mandatory and found.get(known.ref) is Result.NOT_MET
        ]
        problem = None
        if missing:
            problem = f"assesses every criterion anew: {', '.join(missing)} missing"
        elif outcome is GateOutcome.GO and unmet:
            problem = f"cannot say go: {', '.join(unmet)} not met and not waived"
        elif outcome is GateOutcome.GO and (conditions or must_change):
            problem = "says go without conditions: with them it is a conditional go"
        elif outcome is GateOutcome.CONDITIONAL_GO and not conditions:
            problem = "says go on conditions: list them in `conditions`"
        elif outcome is GateOutcome.NO_GO and not must_change:
            problem = "says no-go: say in `must_change` what must change"
        if problem:
            raise GateNotMet(self.ref, f"gate {gate} of {self.ref} {problem}")

    @applies(GateSequenceDefined)
    def _defined(self, fact: GateSequenceDefined) -> None:
        self.defined_on = fact.decided_on
        self.body = fact.body
        self.gates = fact.gates
        self.criteria = fact.criteria

    @applies(CriterionAssessed)
    def _assessed(self, _: CriterionAssessed) -> None:
        """An assessment counts at its own gate; the next gate assesses anew."""

    @applies(GateDecided)
    def _decided(self, fact: GateDecided) -> None:
        if fact.outcome is not GateOutcome.NO_GO:
            self.passed[fact.gate] = fact.decided_on
