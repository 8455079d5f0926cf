"""The command that records a resolution."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from domain.resolutions.clauses import Clause, numbered
from domain.resolutions.votes import Votes
from domain.values.days import Day
from domain.values.references import Ref, Text
from domain.values.terms import Term
from engine.commands.base import Command


class MotionOutcome(Term):
    """Whether the motion was carried."""

    PASSED = "passed"
    LOST = "lost"


class RecordResolution(Command):
    """What a meeting resolved on one item, or a motion that was lost."""

    ENTRY: ClassVar[str] = "resolution"

    ref: Ref
    meeting: Ref
    item: Text | None = None
    title: Text
    outcome: MotionOutcome = MotionOutcome.PASSED
    clauses: Annotated[tuple[Clause, ...], Field(min_length=1)]
    moved_by: Text | None = None
    seconded_by: Text | None = None
    votes: Votes | None = None
    supersedes: tuple[Ref, ...] = ()
    takes_effect_on: Day | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        numbered(self.clauses)
        if self.outcome is MotionOutcome.LOST and (self.supersedes or self.takes_effect_on):
            raise ValueError("a lost motion supersedes nothing and takes no effect")
        return self

    @property
    def key(self) -> str:
        return self.ref
