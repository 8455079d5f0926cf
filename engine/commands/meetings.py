"""Commands about meetings."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.meetings.parts import AgendaItem, Attendance, Correction, InterestKind
from domain.values.days import Day
from domain.values.references import Ref, Text
from engine.commands.base import Command


class DeclarationEntry(BaseModel):
    """An interest declared at a meeting that is being recorded."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    person: Text
    kind: InterestKind
    interest: Text
    item: Text | None = None


class RecordMeeting(Command):
    """A meeting of a body: held, or scheduled for a day to come."""

    ENTRY: ClassVar[str] = "meeting"

    ref: Ref
    body: Ref
    held_on: Day | None = None
    scheduled_for: Day | None = None
    starts_at: Text | None = None
    closed_at: Text | None = None
    place: Text | None = None
    agenda: tuple[AgendaItem, ...] = ()
    attendance: Attendance | None = None
    declarations: tuple[DeclarationEntry, ...] = ()

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.held_on is None and self.scheduled_for is None:
            raise ValueError("a meeting has a day: give `held_on`, or `scheduled_for` if to come")
        if self.held_on is None and (self.attendance or self.closed_at):
            raise ValueError("attendance is recorded of a meeting that was held: give `held_on`")
        return self

    @property
    def key(self) -> str:
        return self.ref if self.held_on else f"{self.ref} as scheduled"


class PublishAgenda(Command):
    """The business of a meeting."""

    ENTRY: ClassVar[str] = "agenda"

    meeting: Ref
    items: Annotated[tuple[AgendaItem, ...], Field(min_length=1)]

    @property
    def key(self) -> str:
        return self.meeting


class HoldMeeting(Command):
    """A scheduled meeting took place."""

    ENTRY: ClassVar[str] = "meeting-held"

    meeting: Ref
    held_on: Day
    closed_at: Text | None = None

    @property
    def key(self) -> str:
        return self.meeting


class RecordAttendance(Command, Attendance):
    """Who was at a meeting."""

    ENTRY: ClassVar[str] = "attendance"
    INSTEAD: ClassVar[str] = "where it is wrong, record an `attendance-correction`"

    meeting: Ref

    @property
    def key(self) -> str:
        return self.meeting

    @property
    def attendance(self) -> Attendance:
        """The attendance alone."""
        return Attendance(**{name: getattr(self, name) for name in Attendance.model_fields})


class CorrectAttendance(Command):
    """Who was at a meeting, where it was recorded wrongly; the first record is kept."""

    ENTRY: ClassVar[str] = "attendance-correction"

    meeting: Ref
    attendance: Attendance
    reason: Text
    corrected_on: Day | None = None

    @property
    def key(self) -> str:
        when = f" on {self.corrected_on}" if self.corrected_on else ""
        return f"{self.meeting}{when}: {self.reason}"


class DeclareInterest(Command, DeclarationEntry):
    """An interest declared at a meeting."""

    ENTRY: ClassVar[str] = "declaration"

    meeting: Ref

    @property
    def key(self) -> str:
        return f"{self.person} at {self.meeting} item {self.item or 'all'}: {self.kind}"


class AdjournMeeting(Command):
    """A meeting was broken off."""

    ENTRY: ClassVar[str] = "adjournment"

    meeting: Ref
    decided_on: Day
    resumes_on: Day | None = None
    reason: Text | None = None

    @property
    def key(self) -> str:
        return f"{self.meeting} on {self.decided_on}"


class CancelMeeting(Command):
    """A meeting was called off."""

    ENTRY: ClassVar[str] = "cancellation"

    meeting: Ref
    decided_on: Day
    reason: Text

    @property
    def key(self) -> str:
        return self.meeting


class ConfirmMinutes(Command):
    """The minutes of a meeting were confirmed, with or without corrections, at a later one."""

    ENTRY: ClassVar[str] = "minutes"

    meeting: Ref
    confirmed_at: Ref
    corrections: tuple[Correction, ...] = ()

    @property
    def key(self) -> str:
        return self.meeting
