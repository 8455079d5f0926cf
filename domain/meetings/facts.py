"""Facts about meetings."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from domain.facts import Fact
from domain.meetings.parts import AgendaItem, Attendance, Correction, InterestKind
from domain.values.references import Ref, Text


class MeetingScheduled(Fact):
    """A meeting of a body was set for a day; ``decided_on`` is unknown as a rule."""

    TOPIC: ClassVar[str] = "minutebook.meeting-scheduled.1"

    ref: Ref
    body: Ref
    scheduled_for: date
    starts_at: str | None = None
    place: str | None = None


class AgendaPublished(Fact):
    """The business of a meeting was made known."""

    TOPIC: ClassVar[str] = "minutebook.agenda-published.1"

    items: tuple[AgendaItem, ...]


class MeetingHeld(Fact):
    """The meeting took place; ``decided_on`` is the day."""

    TOPIC: ClassVar[str] = "minutebook.meeting-held.1"

    closed_at: str | None = None


class AttendanceRecorded(Fact):
    """Who was at the meeting."""

    TOPIC: ClassVar[str] = "minutebook.attendance-recorded.1"

    attendance: Attendance


class AttendanceCorrected(Fact):
    """Who was at the meeting was recorded wrongly; what was recorded first stays in the book.

    ``decided_on`` is the day of the meeting, of which it tells.
    """

    TOPIC: ClassVar[str] = "minutebook.attendance-corrected.1"

    attendance: Attendance
    reason: Text
    corrected_on: date | None = None


class InterestDeclared(Fact):
    """Somebody declared an interest in the business of the meeting, or in one item of it."""

    TOPIC: ClassVar[str] = "minutebook.interest-declared.1"

    person: Text
    kind: InterestKind
    interest: Text
    item: str | None = None


class MeetingAdjourned(Fact):
    """The meeting was broken off."""

    TOPIC: ClassVar[str] = "minutebook.meeting-adjourned.1"

    resumes_on: date | None = None
    reason: str | None = None


class MeetingCancelled(Fact):
    """The meeting will not take place."""

    TOPIC: ClassVar[str] = "minutebook.meeting-cancelled.1"

    reason: Text


class MinutesCorrected(Fact):
    """A later meeting put right what the minutes say; the first wording stays in the book."""

    TOPIC: ClassVar[str] = "minutebook.minutes-corrected.1"

    corrected_at: Ref
    correction: Correction


class MinutesConfirmed(Fact):
    """A later meeting confirmed the minutes."""

    TOPIC: ClassVar[str] = "minutebook.minutes-confirmed.1"

    confirmed_at: Ref
