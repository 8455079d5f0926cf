"""Commands that record a resolution, and what becomes of it until it takes effect."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from domain.resolutions.afterwards import Amendment, CallInOutcome
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
    considers: tuple[Ref, ...] = ()
    supersedes: tuple[Ref, ...] = ()
    rescinds: tuple[Ref, ...] = ()
    amends: tuple[Amendment, ...] = ()
    takes_effect_on: Day | None = None
    urgent: Text | None = None

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        numbered(self.clauses)
        works = self.supersedes or self.rescinds or self.amends
        if self.outcome is MotionOutcome.LOST and (works or self.takes_effect_on or self.urgent):
            raise ValueError("a lost motion supersedes nothing and takes no effect")
        return self

    @property
    def key(self) -> str:
        return self.ref


class CallIn(Command):
    """A resolution that is called in before it takes effect."""

    ENTRY: ClassVar[str] = "call-in"

    resolution: Ref
    called_in_on: Day
    by: Annotated[tuple[Text, ...], Field(min_length=1)]
    reason: Text

    @property
    def key(self) -> str:
        return f"{self.resolution} on {self.called_in_on} by {', '.join(self.by)}"


class DecideCallIn(Command):
    """What came of a call-in."""

    ENTRY: ClassVar[str] = "call-in-outcome"

    resolution: Ref
    outcome: CallInOutcome
    decided_on: Day
    body: Ref | None = None
    meeting: Ref | None = None

    @property
    def key(self) -> str:
        return self.resolution


class TakeEffect(Command):
    """A resolution that took effect, for nobody had called it in."""

    ENTRY: ClassVar[str] = "took-effect"

    resolution: Ref
    on: Day

    @property
    def key(self) -> str:
        return self.resolution
