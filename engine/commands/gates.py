"""Commands about Go/No-Go gates."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


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


class DecideGate(Command):
    """Go, conditional go or no-go at a gate."""

    ENTRY: ClassVar[str] = "gate-decision"

    sequence: Ref
    gate: Annotated[int, Field(ge=1)]
    outcome: GateOutcome
    decided_on: Day
    assessments: tuple[Assessment, ...] = ()
    conditions: tuple[Text, ...] = ()
    must_change: tuple[Text, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.sequence} gate {self.gate} on {self.decided_on}"
