"""Facts about change requests."""

from __future__ import annotations

from typing import ClassVar

from domain.changes.lines import ChangeKind, ChangeLine
from domain.changes.parts import Comment, Lesson, Ruling
from domain.facts import Fact
from domain.values.references import Ref, Text


class ChangeRequestRaised(Fact):
    """Somebody asked a body to alter what projects must deliver."""

    TOPIC: ClassVar[str] = "minutebook.change-request-raised.1"

    ref: Ref
    title: Text
    kind: ChangeKind
    to: Ref
    lines: tuple[ChangeLine, ...]
    raised_by: str | None = None
    reasons: str | None = None
    mitigation: str | None = None
    wider_impact: str | None = None
    lessons: tuple[Lesson, ...] = ()


class ChangeRequestCommented(Fact):
    """Finance, the programme office or another adviser commented."""

    TOPIC: ClassVar[str] = "minutebook.change-request-commented.1"

    comment: Comment


class ChangeRequestApproved(Fact):
    """The body approved the request; its projects are re-baselined in the same transaction."""

    TOPIC: ClassVar[str] = "minutebook.change-request-approved.1"

    ruling: Ruling


class ChangeRequestPartApproved(Fact):
    """The body approved some of the request, with the figures it agreed to."""

    TOPIC: ClassVar[str] = "minutebook.change-request-part-approved.1"

    ruling: Ruling
    lines: tuple[ChangeLine, ...]


class ChangeRequestRejected(Fact):
    """The body refused the request."""

    TOPIC: ClassVar[str] = "minutebook.change-request-rejected.1"

    ruling: Ruling


class ChangeRequestDeferred(Fact):
    """The body put the request off to a named meeting, where it comes back."""

    TOPIC: ClassVar[str] = "minutebook.change-request-deferred.1"

    ruling: Ruling
    deferred_to: Ref


class ChangeRequestReferred(Fact):
    """The body passed the request to another body to decide."""

    TOPIC: ClassVar[str] = "minutebook.change-request-referred.1"

    ruling: Ruling
    referred_to: Ref


class ChangeRequestWithdrawn(Fact):
    """Who raised the request took it back."""

    TOPIC: ClassVar[str] = "minutebook.change-request-withdrawn.1"

    ruling: Ruling
