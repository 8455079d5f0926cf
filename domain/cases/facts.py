"""Facts about cases."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from domain.authority.roles import OfficeRole
from domain.cases.parts import Attachment
from domain.facts import Fact
from domain.routes.route import Timed
from domain.values.added import added
from domain.values.references import Ref, Text


class CaseOpened(Fact):
    """Something set out on its route.

    Attributes:
        subject_kind: what travels: ``change-request``.
        subject: its reference.
        route: the route's name; with its version it stays the case's own.
        state: the state in which the route begins.
        bodies: which body plays which part of the route.
        raised_by: who raised what travels, and so may not decide it.
        timetable: the days of the steps from there.
    """

    TOPIC: ClassVar[str] = "minutebook.case-opened.1"

    ref: Ref
    subject_kind: Ref
    subject: Ref
    title: Text
    route: Ref
    version: int
    state: Ref
    bodies: dict[Ref, Ref] = Field(default_factory=dict)
    raised_by: str | None = None
    timetable: tuple[Timed, ...] = ()


class CaseStepped(Fact):
    """A case was moved by a step of its route; who acted is who the fact is recorded by.

    Attributes:
        step: the step's name.
        from_state: the state it left.
        to_state: the state it entered.
        closes: whether its journey ended there.
        role: the role in which somebody acted; none where time itself took the step.
        body: the body in which they have the role.
        bodies: the parts that were assigned by the step.
        deferred_to: the meeting to which it was put off.
        timetable: the days of the steps from there.
        settles: whether the step said the last word on what travels, by what it did in the domain.
    """

    TOPIC: ClassVar[str] = "minutebook.case-stepped.1"

    step: Ref
    from_state: Ref
    to_state: Ref
    closes: bool = False
    role: OfficeRole | None = None
    body: str | None = None
    attachments: tuple[Attachment, ...] = ()
    meeting: str | None = None
    item: str | None = None
    resolution: str | None = None
    delegation: str | None = None
    consulted: tuple[Text, ...] = ()
    note: str | None = None
    bodies: dict[Ref, Ref] = Field(default_factory=dict)
    deferred_to: str | None = None
    back_on: date | None = None
    timetable: tuple[Timed, ...] = ()
    settles: bool = added(otherwise=False)


class CaseOverdue(Fact):
    """The last day for a step passed without it."""

    TOPIC: ClassVar[str] = "minutebook.case-overdue.1"

    step: Ref
    due_on: date


class CaseEscalated(Fact):
    """Somebody further up was told that a step is overdue."""

    TOPIC: ClassVar[str] = "minutebook.case-escalated.1"

    step: Ref
    due_on: date
    role: OfficeRole
    body: str | None = None


class CaseReopened(Fact):
    """A case was taken up again, where it was decided, or to set out anew.

    Attributes:
        anew: whether it sets out from the start, with papers of its own.
    """

    TOPIC: ClassVar[str] = "minutebook.case-reopened.1"

    from_state: Ref
    to_state: Ref
    reason: Text
    timetable: tuple[Timed, ...] = ()
    anew: bool = added(otherwise=False)


class CaseMigrated(Fact):
    """A running case was put on another version of its route."""

    TOPIC: ClassVar[str] = "minutebook.case-migrated.1"

    from_version: int
    version: int
    from_state: Ref
    state: Ref
    bodies: dict[Ref, Ref] = Field(default_factory=dict)
    timetable: tuple[Timed, ...] = ()
