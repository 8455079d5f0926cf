"""Commands about actions."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, model_validator

from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


def _of_its_own(ref: str) -> str:
    if "/" in ref:
        raise ValueError(
            f"{ref} has the form of a clause, ics/2018/019/3, and a clause that asks for something"
            " is an action by itself: give this one a reference without /"
        )
    return ref


class SetAction(Command):
    """What a body asked somebody to do, where no clause of a resolution says it."""

    ENTRY: ClassVar[str] = "action"

    ref: Annotated[Ref, AfterValidator(_of_its_own)]
    owner: Text
    text: Text
    asked_by: Ref
    asked_at: Ref | None = None
    asked_on: Day | None = None
    due: Day | None = None
    due_at: Ref | None = None

    @model_validator(mode="after")
    def _is_due_once(self) -> Self:
        if self.due and self.due_at:
            raise ValueError("an action is `due` on a day or `due_at` a meeting, not both")
        return self

    @property
    def key(self) -> str:
        return self.ref


class ReportProgress(Command):
    """How far an action has come."""

    ENTRY: ClassVar[str] = "action-progress"

    action: Ref
    noted_on: Day
    note: Text

    @property
    def key(self) -> str:
        return f"{self.action} on {self.noted_on} {self.digest}"


class CompleteAction(Command):
    """That an action was done, and what shows it."""

    ENTRY: ClassVar[str] = "action-completion"

    action: Ref
    completed_on: Day
    evidence: Text

    @property
    def key(self) -> str:
        return f"{self.action} on {self.completed_on}"


class _ForTheBody(Command):
    """What only the body that asked may do, or its delegate."""

    action: Ref
    body: Ref | None = None
    meeting: Ref | None = None
    resolution: Ref | None = None
    under: Ref | None = None
    officer: Text | None = None
    consulted: tuple[Text, ...] = ()


class CloseAction(_ForTheBody):
    """That the body which asked was satisfied, or wants it no longer."""

    ENTRY: ClassVar[str] = "action-closure"

    closed_on: Day | None = None
    note: Text | None = None

    @property
    def day(self) -> Day | None:
        """The day it says."""
        return self.closed_on

    @property
    def key(self) -> str:
        return f"{self.action} {self.closed_on or self.meeting or self.resolution or self.under}"


class ReopenAction(_ForTheBody):
    """That the body which asked was not satisfied."""

    ENTRY: ClassVar[str] = "action-reopening"

    reopened_on: Day | None = None
    reason: Text

    @property
    def day(self) -> Day | None:
        """The day it says."""
        return self.reopened_on

    @property
    def key(self) -> str:
        return f"{self.action} {self.reopened_on or self.meeting or self.resolution or self.under}"


class NoteOverdue(Command):
    """That the day by which an action was due has passed.

    Attributes:
        due_on: that day, where it is another than the action says, as when it is due at the first
            meeting after some months, or the meeting for which it was due is cancelled.
    """

    ENTRY: ClassVar[str] = "action-overdue"

    action: Ref
    on: Day
    due_on: Day | None = None

    @property
    def key(self) -> str:
        return f"{self.action} on {self.on}"
