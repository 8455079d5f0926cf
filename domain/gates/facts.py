"""Facts about Go/No-Go gates."""

from __future__ import annotations

from typing import ClassVar

from domain.conditions.parts import GateCondition
from domain.facts import Fact
from domain.gates.parts import Assessment, Criterion, Gate, GateOutcome
from domain.values.days import Day
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
    """A criterion was found met, partly met or not met at a gate, or stood there on a waiver."""

    TOPIC: ClassVar[str] = "minutebook.criterion-assessed.1"

    gate: int
    assessment: Assessment


class CriterionWaived(Fact):
    """A named authority let a criterion go unmet, from this day."""

    TOPIC: ClassVar[str] = "minutebook.criterion-waived.1"

    criterion: Ref
    granted_by: Text
    reason: Text
    expires_on: Day | None = None


class WaiverLapsed(Fact):
    """A waiver holds no longer: its day came, or it was taken back."""

    TOPIC: ClassVar[str] = "minutebook.waiver-lapsed.1"

    criterion: Ref
    reason: Text | None = None


class GateDecided(Fact):
    """A gate was decided: go, conditional go or no-go."""

    TOPIC: ClassVar[str] = "minutebook.gate-decided.1"

    gate: int
    outcome: GateOutcome
    conditions: tuple[GateCondition, ...] = ()
    must_change: tuple[Text, ...] = ()


class GateRecycled(Fact):
    """A gate sent the work back: an earlier gate, and all after it, are to be passed again."""

    TOPIC: ClassVar[str] = "minutebook.gate-recycled.1"

    gate: int
    recycle_to: int
    must_change: tuple[Text, ...] = ()


class GateImposed(Fact):
    """What a project or programme may not do before a gate says go."""

    TOPIC: ClassVar[str] = "minutebook.gate-imposed.1"

    sequence: Ref
    gate: int
    blocks: tuple[Ref, ...]
