"""Commands about change requests."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.changes.lines import ChangeKind, ChangeLine, PrintedTotal, check_printed
from domain.changes.parts import Comment, Lesson, Outcome
from domain.conditions.parts import Condition
from domain.savings.status import CASHABLE_BENEFIT
from domain.values.days import Day
from domain.values.profiles import SavingsProfile
from domain.values.references import Ref, Text
from engine.commands.base import Command


class LineEntry(BaseModel):
    """What is asked of one project, with the changes and totals the paper prints, if any."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    project: Ref
    measure: Ref = CASHABLE_BENEFIT
    expected: SavingsProfile
    revised: SavingsProfile
    change: SavingsProfile | None = None
    total: PrintedTotal | None = None

    def checked(self) -> ChangeLine:
        """The line itself, once what the paper prints is found to add up."""
        line = ChangeLine(
            project=self.project,
            measure=self.measure,
            expected=self.expected,
            revised=self.revised,
        )
        check_printed(line, self.change, self.total)
        return line


class RaiseChangeRequest(Command):
    """A request to alter what projects must deliver."""

    ENTRY: ClassVar[str] = "change-request"

    ref: Ref
    title: Text
    kind: ChangeKind
    to: Ref
    raised_on: Day | None = None
    raised_by: Text | None = None
    projects: Annotated[tuple[LineEntry, ...], Field(min_length=1)]
    reasons: Text | None = None
    mitigation: Text | None = None
    wider_impact: Text | None = None
    lessons: tuple[Lesson, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def key(self) -> str:
        return self.ref


class CommentOnRequest(Command):
    """What an adviser says of a request."""

    ENTRY: ClassVar[str] = "comment"

    change_request: Ref
    by: Text
    text: Text
    author: Text | None = None
    made_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.change_request} {self.by} {self.digest}"


class DecideRequest(Command):
    """What was decided on a request."""

    ENTRY: ClassVar[str] = "decision"

    change_request: Ref
    outcome: Outcome
    body: Ref | None = None
    decided_on: Day | None = None
    meeting: Ref | None = None
    resolution: Ref | None = None
    decided_by: Text | None = None
    under: Ref | None = None
    consulted: tuple[Text, ...] = ()
    conditions: tuple[Condition, ...] = ()
    deferred_to: Ref | None = None
    referred_to: Ref | None = None
    projects: tuple[LineEntry, ...] = ()
    commentary: Text | None = None

    @model_validator(mode="after")
    def _says_what_its_outcome_needs(self) -> Self:
        needs = {
            Outcome.DEFERRED: ("deferred_to", "the meeting it is deferred to"),
            Outcome.REFERRED: ("referred_to", "the body it is referred to"),
            Outcome.APPROVED_IN_PART: ("projects", "what part is approved"),
        }
        for outcome, (field, what) in needs.items():
            if self.outcome is outcome and not getattr(self, field):
                raise ValueError(f"a decision `{outcome}` names {what}: add `{field}`")
            if self.outcome is not outcome and getattr(self, field):
                raise ValueError(f"`{field}` belongs to a decision `{outcome}`")
        approves = self.outcome in (Outcome.APPROVED, Outcome.APPROVED_IN_PART)
        if self.conditions and not approves:
            raise ValueError("`conditions` belong to an approval")
        officer = self.decided_by or (self.authority and self.authority.officer)
        if (self.under or self.consulted) and not officer:
            raise ValueError(
                "`under` and `consulted` belong to a decision of an officer: add `decided_by`"
            )
        return self

    @property
    def key(self) -> str:
        day = self.decided_on or (self.authority and self.authority.decided_on)
        decided = day or self.meeting or self.resolution or self.under
        return f"{self.change_request} {self.outcome} {decided}"
