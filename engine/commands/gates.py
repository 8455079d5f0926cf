"""Commands about Go/No-Go gates."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from domain.conditions.parts import GateCondition
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command

GateNumber = Annotated[int, Field(ge=1)]


class DefineGateSequence(Command):
    """The gates of a programme or project."""

    ENTRY: ClassVar[str] = "gate-sequence"

    ref: Ref
    name: Text
    body: Ref
    programme: Ref | None = None
    project: Ref | None = None
    summary: Text | None = None
    decided_on: Day | None = None
    gates: Annotated[tuple[Gate, ...], Field(min_length=1)]
    criteria: tuple[Criterion, ...] = ()

    @property
    def key(self) -> str:
        return self.ref


class AssessCriteria(Command):
    """How criteria were found at the next gate, before it is decided."""

    ENTRY: ClassVar[str] = "gate-assessment"

    sequence: Ref
    gate: GateNumber
    assessed_on: Day
    assessor: Text | None = None
    assessments: Annotated[tuple[Assessment, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        # The same criteria may be looked at twice on one day, with another finding.
        return f"{self.sequence} gate {self.gate} on {self.assessed_on} {self.digest}"


class WaiveCriterion(Command):
    """A criterion that a named authority lets go unmet."""

    ENTRY: ClassVar[str] = "waiver"

    sequence: Ref
    criterion: Ref
    granted_by: Text
    reason: Text
    granted_on: Day
    expires_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.sequence} {self.criterion} on {self.granted_on}"


class EndWaiver(Command):
    """A waiver that was taken back."""

    ENTRY: ClassVar[str] = "waiver-end"

    sequence: Ref
    criterion: Ref
    ended_on: Day
    reason: Text

    @property
    def key(self) -> str:
        return f"{self.sequence} {self.criterion} on {self.ended_on}"


class LapseWaiver(Command):
    """A waiver that ran out."""

    ENTRY: ClassVar[str] = "waiver-lapse"

    sequence: Ref
    criterion: Ref
    on: Day

    @property
    def key(self) -> str:
        return f"{self.sequence} {self.criterion} on {self.on}"


class DecideGate(Command):
    """Go, conditional go, no-go or recycle at a gate."""

    ENTRY: ClassVar[str] = "gate-decision"

    sequence: Ref
    gate: GateNumber
    outcome: GateOutcome
    decided_on: Day
    assessments: tuple[Assessment, ...] = ()
    conditions: tuple[GateCondition, ...] = ()
    must_change: tuple[Text, ...] = ()
    recycle_to: GateNumber | None = None

    @property
    def key(self) -> str:
        return f"{self.sequence} gate {self.gate} on {self.decided_on}"


class GoLive(Command):
    """A project that went live."""

    ENTRY: ClassVar[str] = "project-live"

    project: Ref
    live_on: Day

    @property
    def key(self) -> str:
        return self.project
