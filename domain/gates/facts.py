"""Facts about Go/No-Go gates."""

from __future__ import annotations

from typing import ClassVar

from domain.facts import Fact
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome
from domain.values.references import Ref, Text


class GateSequenceDefined(Fact):
    """A programme was given its gates, their criteria and the body that decides them."""

    TOPIC: ClassVar[str] = "minutebook.gate-sequence-defined.1"

    ref: Ref
    name: Text
    body: Ref
    programme: str | None = None
    project: str | None = None
    summary: str | None = None
    gates: tuple[Gate, ...]
    criteria: tuple[Criterion, ...] = ()


class CriterionAssessed(Fact):
    """A criterion was found met, not met or waived at a gate."""

    TOPIC: ClassVar[str] = "minutebook.criterion-assessed.1"

    gate: int
    assessment: Assessment


class GateDecided(Fact):
    """A gate was decided: go, conditional go or no-go."""

    TOPIC: ClassVar[str] = "minutebook.gate-decided.1"

    gate: int
    outcome: GateOutcome
    conditions: tuple[Text, ...] = ()
    must_change: tuple[Text, ...] = ()
