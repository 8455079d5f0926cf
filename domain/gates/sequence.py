"""A sequence of Go/No-Go gates and the rules of deciding them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.aggregate import Provenance, applies
from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.conditions.hanging import HangsOnConditions
from domain.errors import (
    GateOutOfOrder,
    OutsideRemit,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
)
from domain.gates.facts import (
    CriterionAssessed,
    CriterionWaived,
    GateDecided,
    GateRecycled,
    GateSequenceDefined,
    WaiverLapsed,
)
from domain.gates.outcome import Verdict, check_assessments, check_outcome
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome, Result
from domain.gates.passing import Passing
from domain.gates.waivers import Waiver, Waivers
from domain.values.spans import Span


class GateSequence(HangsOnConditions):
    """The gates of one programme or project, decided in their order.

    Attributes:
        body: the body that decides them.
        gates: the gates, numbered from 1.
        criteria: what is assessed anew at each.
        passing: which of them have said go.
        waivers: the criteria that go unmet by leave.
    """

    KIND: ClassVar[str] = "gate-sequence"

    def __init__(self, ref: str) -> None:
        super().__init__(ref)
        self.body = ""
        self.gates: tuple[Gate, ...] = ()
        self.criteria: tuple[Criterion, ...] = ()
        self.defined_on: date | None = None
        self.passing = Passing()
        self.waivers = Waivers()
        self._found: dict[int, dict[str, tuple[date, Assessment]]] = {}

    @property
    def passed(self) -> dict[int, date | None]:
        """The gates that stand at go, with the day of it."""
        return self.passing.passed

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

    def assess(
        self, by: Provenance, assessed_on: date, *, gate: int, assessments: tuple[Assessment, ...]
    ) -> None:
        """Say how criteria are found at the gate that is next; a later finding replaces it.

        Raises:
            UnknownReference: where the sequence has no such gate or criterion.
            AlreadyDecided: where the gate said go.
            GateOutOfOrder: where it is not next, or was opened again later.
            RuleBroken: where a criterion is assessed twice, or said to be waived, which is for an
                authority and not for an assessor.
        """
        self._check_turn(gate, assessed_on, "assessed")
        check_assessments(self.ref, gate, self.criteria, assessments)
        for assessment in assessments:
            if assessment.result is Result.WAIVED:
                raise RuleBroken(
                    self.ref,
                    f"{assessment.criterion} of {self.ref} is waived by a named authority, not by"
                    f" an assessment: `minutebook gate waive {self.ref} {assessment.criterion}`",
                )
        self._assess_all(by, assessed_on, gate, assessments)

    def waive(
        self,
        by: Provenance,
        granted_on: date,
        *,
        criterion: str,
        granted_by: str,
        reason: str,
        expires_on: date | None,
    ) -> None:
        """Let a criterion go unmet; who may do so is for the caller to check.

        Raises:
            UnknownReference: where the sequence has no such criterion.
            RuleBroken: where the waiver would hold on no day.
            AlreadyDecided: where the criterion is waived already.
        """
        self._check_criterion(criterion)
        span = Span(granted_on, expires_on)
        self.waivers.check_grant(self.ref, Waiver(criterion, granted_by, reason, span))
        self._trigger(
            CriterionWaived,
            by,
            granted_on,
            criterion=criterion,
            granted_by=granted_by,
            reason=reason,
            expires_on=expires_on,
        )

    def end_waiver(self, by: Provenance, ended_on: date, *, criterion: str, reason: str) -> None:
        """Take a waiver back.

        Raises:
            UnknownReference: where the sequence has no such criterion.
            NotInForce: where it is not waived on the day.
        """
        self._check_criterion(criterion)
        self.waivers.check_end(self.ref, criterion, ended_on)
        self._trigger(WaiverLapsed, by, ended_on, criterion=criterion, reason=reason)

    def lapse_waiver(self, by: Provenance, on: date, *, criterion: str) -> None:
        """Note that a waiver ran out, once.

        Raises:
            UnknownReference: where the sequence has no such criterion.
            NotInForce: where no waiver of it ran out by the day.
        """
        self._check_criterion(criterion)
        self.waivers.check_lapse(self.ref, criterion, on)
        self._trigger(WaiverLapsed, by, on, criterion=criterion, reason=None)

    def decide(
        self, by: Provenance, body: Body, decided_on: date, *, gate: int, verdict: Verdict
    ) -> None:
        """Decide a gate, as the body that the sequence names; every criterion is assessed anew.

        What was assessed since the gate was last decided counts, and what is assessed in the
        decision itself. A criterion that is waived on the day is recorded as resting on that.

        Raises:
            OutsideRemit: where another body decides, or its remit does not cover gates.
            UnknownReference: where the sequence has no such gate or criterion.
            AlreadyDecided: where the gate said go.
            GateOutOfOrder: where the gate before it has not said go.
            GateNotMet: where the outcome does not follow from the criteria, or does not say its
                conditions, what must change, or where it goes back to.
            RuleBroken: where a criterion is assessed twice.
        """
        if body.ref != self.body:
            raise OutsideRemit(
                self.ref, f"the gates of {self.ref} are decided by {self.body}, not by {body.ref}"
            )
        check_remit(body, Matter.GATES, decided_on)
        self._check_turn(gate, decided_on, "decided")
        check_assessments(self.ref, gate, self.criteria, verdict.assessments)
        found = self.results(gate, decided_on)
        found |= {each.criterion: each.result for each in verdict.assessments}
        waived = self._resting_on_waivers(found, decided_on)
        found |= {each.criterion: each.result for each in waived}
        check_outcome(self.ref, gate, self.criteria, found, verdict)
        self._assess_all(by, decided_on, gate, (*verdict.assessments, *waived))
        self._decide(by, decided_on, gate, verdict)

    def results(self, gate: int, day: date) -> dict[str, Result]:
        """How criteria were found at a gate since it was last decided, by a day."""
        found = self._found.get(gate, {}).items()
        return {ref: said.result for ref, (since, said) in found if since <= day}

    def not_assessed(self, gate: int, day: date) -> list[str]:
        """The criteria that were neither assessed for a gate nor are waived on a day."""
        found = self.results(gate, day)
        return [
            each.ref
            for each in self.criteria
            if each.ref not in found and self.waivers.in_force(each.ref, day) is None
        ]

    def _decide(self, by: Provenance, decided_on: date, gate: int, verdict: Verdict) -> None:
        if verdict.outcome is GateOutcome.RECYCLE:
            self._trigger(
                GateRecycled,
                by,
                decided_on,
                gate=gate,
                recycle_to=verdict.recycle_to,
                must_change=verdict.must_change,
            )
            return
        self._trigger(
            GateDecided,
            by,
            decided_on,
            gate=gate,
            outcome=verdict.outcome,
            conditions=verdict.conditions,
            must_change=verdict.must_change,
        )

    def _assess_all(
        self, by: Provenance, day: date, gate: int, assessments: tuple[Assessment, ...]
    ) -> None:
        for assessment in assessments:
            self._trigger(CriterionAssessed, by, day, gate=gate, assessment=assessment)

    def _resting_on_waivers(self, found: dict[str, Result], day: date) -> tuple[Assessment, ...]:
        held = (
            self.waivers.in_force(criterion.ref, day)
            for criterion in self.criteria
            if found.get(criterion.ref) not in (Result.MET, Result.WAIVED)
        )
        return tuple(waiver.as_assessment for waiver in held if waiver)

    def _check_criterion(self, criterion: str) -> None:
        if criterion not in {known.ref for known in self.criteria}:
            raise UnknownReference(
                self.ref,
                f"{self.ref} has no criterion {criterion}: `minutebook gate show {self.ref}` lists"
                " them",
            )

    def _check_turn(self, gate: int, day: date, doing: str) -> None:
        if gate not in {known.number for known in self.gates}:
            raise UnknownReference(
                self.ref, f"{self.ref} has no gate {gate}: its gates are 1 to {len(self.gates)}"
            )
        if self.defined_on and day < self.defined_on:
            raise GateOutOfOrder(
                self.ref,
                f"{self.ref} was defined on {self.defined_on}: no gate was {doing} on {day}",
            )
        self.passing.check_turn(self.ref, gate, day, doing)

    def _anew(self, gates: range, day: date | None) -> None:
        """Open gates again: nothing that was found there, or hung on it, counts any more."""
        self.passing.opened(gates, day)
        for gate in gates:
            self._found.pop(gate, None)

    def _reopened(self, condition: str, on: date | None) -> None:
        gate = int(condition.split("/")[-2])
        self._anew(range(gate, gate + 1), on)

    @applies(GateSequenceDefined)
    def _defined(self, fact: GateSequenceDefined) -> None:
        self.defined_on = fact.decided_on
        self.body = fact.body
        self.gates = fact.gates
        self.criteria = fact.criteria

    @applies(CriterionAssessed)
    def _assessed(self, fact: CriterionAssessed) -> None:
        since = fact.decided_on or date.min
        found = self._found.setdefault(fact.gate, {})
        before = found.get(fact.assessment.criterion)
        if before is None or before[0] <= since:
            found[fact.assessment.criterion] = since, fact.assessment

    @applies(CriterionWaived)
    def _waived(self, fact: CriterionWaived) -> None:
        span = Span(fact.decided_on, fact.expires_on)
        self.waivers.grant(Waiver(fact.criterion, fact.granted_by, fact.reason, span))

    @applies(WaiverLapsed)
    def _waiver_lapsed(self, fact: WaiverLapsed) -> None:
        end = self.waivers.take_back if fact.reason else self.waivers.run_out
        end(fact.criterion, fact.decided_on or date.max)

    @applies(GateDecided)
    def _decided(self, fact: GateDecided) -> None:
        owner = f"{self.ref}/{fact.gate}"
        self.conditions.lapse(owner, fact.decided_on)
        self._anew(range(fact.gate, fact.gate + 1), fact.decided_on)
        if fact.outcome is not GateOutcome.NO_GO:
            self.passing.said_go(fact.gate, fact.decided_on)
            self.conditions.add(owner, fact.conditions, fact.decided_on)

    @applies(GateRecycled)
    def _recycled(self, fact: GateRecycled) -> None:
        gates = range(fact.recycle_to, len(self.gates) + 1)
        for gate in gates:
            self.conditions.lapse(f"{self.ref}/{gate}", fact.decided_on)
        self._anew(gates, fact.decided_on)
