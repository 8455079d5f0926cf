"""The parts of a gate sequence: gates, acceptance criteria and their assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, WithJsonSchema, model_validator

from domain.values.added import added
from domain.values.days import Day
from domain.values.references import Ref, Text
from domain.values.terms import Term

_FROZEN = ConfigDict(frozen=True, extra="forbid", defer_build=True, coerce_numbers_to_str=True)
_ONE = Decimal(1)
Weight = Annotated[
    Decimal,
    Field(gt=0, le=1000, decimal_places=2),
    WithJsonSchema(
        {
            "anyOf": [{"type": "number"}, {"type": "string"}],
            "description": "above 0, at most 1000, with two places: 2 or 0.5",
        }
    ),
]


class Gate(BaseModel):
    """One Go/No-Go decision point.

    Attributes:
        blocks: the entries of record files that must wait until it says go: ``project-live``.
    """

    model_config = _FROZEN

    number: Annotated[int, Field(ge=1)]
    name: Text
    planned_for: Day | None = None
    blocks: tuple[Ref, ...] = added(())


class Criterion(BaseModel):
    """An acceptance criterion; it is assessed anew at every gate.

    Attributes:
        mandatory: whether go needs it met, or waived.
        weight: how much it counts among the others.
        owner: who sees to it that it is met.
    """

    model_config = _FROZEN

    ref: Ref
    text: Text
    mandatory: bool = True
    weight: Weight = added(_ONE)
    owner: Text | None = added()


class Result(Term):
    """How a criterion stands at a gate; what is partly met is not met."""

    MET = "met"
    PARTLY_MET = "partly-met"
    NOT_MET = "not-met"
    WAIVED = "waived"


class Assessment(BaseModel):
    """How one criterion was found at a gate, and by whom; a waiver names who granted it."""

    model_config = _FROZEN

    criterion: Ref
    result: Result
    evidence: str | None = None
    waived_by: str | None = None
    assessor: Text | None = added()

    @model_validator(mode="after")
    def _waiver_names_its_authority(self) -> Self:
        if (self.result is Result.WAIVED) != bool(self.waived_by):
            raise ValueError("a waiver, and only a waiver, names who granted it: `waived_by`")
        return self


class GateOutcome(Term):
    """What was decided at a gate."""

    GO = "go"
    CONDITIONAL_GO = "conditional-go"
    NO_GO = "no-go"
    RECYCLE = "recycle"
