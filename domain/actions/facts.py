"""Facts about actions."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.values.references import Ref, Text


class ActionSet(Fact):
    """A body asked somebody to do something, otherwise than by a clause of a resolution."""

    TOPIC: ClassVar[str] = "minutebook.action-set.1"

    ref: Ref
    text: Text
    owner: Text
    asked_by: Ref
    asked_at: Ref | None = None
    due_on: date | None = None
    due_at: Ref | None = None


class ActionProgressed(Fact):
    """How far it has come."""

    TOPIC: ClassVar[str] = "minutebook.action-progressed.1"

    note: Text


class ActionCompleted(Fact):
    """It was done, as the evidence shows; the body that asked has yet to say that it is content."""

    TOPIC: ClassVar[str] = "minutebook.action-completed.1"

    evidence: Text


class ActionClosed(Fact):
    """The body that asked, or its delegate, was satisfied."""

    TOPIC: ClassVar[str] = "minutebook.action-closed.1"

    body: Ref
    meeting: Ref | None = None
    resolution: Ref | None = None
    delegation: Ref | None = None
    officer: Text | None = None
    note: Text | None = None


class ActionReopened(Fact):
    """The body that asked was not satisfied, or not for long."""

    TOPIC: ClassVar[str] = "minutebook.action-reopened.1"

    body: Ref
    meeting: Ref | None = None
    resolution: Ref | None = None
    delegation: Ref | None = None
    officer: Text | None = None
    reason: Text


class ActionOverdue(Fact):
    """The day by which it was due had passed, and it was not done."""

    TOPIC: ClassVar[str] = "minutebook.action-overdue.1"

    due_on: date
