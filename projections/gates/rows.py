"""What the book says of gates: sequences, criteria, assessments, waivers and decisions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple


class CriterionRow(NamedTuple):
    """An acceptance criterion, assessed anew at every gate."""

    ref: str
    text: str
    mandatory: bool
    weight: Decimal
    owner: str | None


class AssessmentRow(NamedTuple):
    """How a criterion was found at a gate."""

    criterion: str
    result: str
    evidence: str | None
    waived_by: str | None
    assessor: str | None
    assessed_on: date | None


class WaiverRow(NamedTuple):
    """A criterion that a named authority let go unmet.

    Attributes:
        expires_on: the first day on which it holds no longer.
        ended_on: the day it was taken back, or ran out in the book.
    """

    criterion: str
    granted_by: str
    reason: str
    granted_on: date | None
    expires_on: date | None
    ended_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it holds on a day."""
        ends = [end for end in (self.expires_on, self.ended_on) if end]
        return (self.granted_on or date.min) <= day and all(day < end for end in ends)


class ConditionText(NamedTuple):
    """A condition as the decision says it; `projections.conditions` says how it stands."""

    text: str
    owner: str | None
    due: date | None
    evidence: str | None


class DecisionRow(NamedTuple):
    """One decision at a gate: ``go``, ``conditional-go``, ``no-go`` or ``recycle``.

    Attributes:
        body: the body that decided, by the authority of the decision.
        meeting: the meeting it did so at, where the authority names one.
        resolution: the resolution, as that body numbers it, where the authority names one.
    """

    outcome: str
    decided_on: date | None
    conditions: tuple[ConditionText, ...]
    must_change: tuple[str, ...]
    recycle_to: int | None
    assessments: tuple[AssessmentRow, ...]
    body: str | None
    meeting: str | None
    resolution: str | None


class GateRow(NamedTuple):
    """A gate with its decisions, oldest first; a no-go may be followed by another decision.

    Attributes:
        blocks: the entries of record files that wait until it says go.
        decisions: what was decided at it.
        assessments: how criteria were found since it was last decided.
        passed: whether it stands at go.
        open_again: why it is open although it said go: a breach, or a later gate's recycle.
    """

    number: int
    name: str
    planned_for: date | None
    blocks: tuple[str, ...]
    decisions: tuple[DecisionRow, ...]
    assessments: tuple[AssessmentRow, ...]
    passed: bool
    open_again: str | None

    @property
    def outcome(self) -> str | None:
        """The last decision's outcome, ``None`` while there is none."""
        return self.decisions[-1].outcome if self.decisions else None


class SequenceRow(NamedTuple):
    """A gate sequence as it stood."""

    ref: str
    name: str
    body: str
    programme: str | None
    project: str | None
    summary: str | None
    defined_on: date | None
    gates: tuple[GateRow, ...]
    criteria: tuple[CriterionRow, ...]
    waivers: tuple[WaiverRow, ...]

    @property
    def next_gate(self) -> GateRow | None:
        """The first gate that does not stand at go, ``None`` when all do."""
        return next((gate for gate in self.gates if not gate.passed), None)
