"""What commands about meetings do."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance
from domain.meetings.quorum import present_at, quorum_of
from engine.commands.meetings import (
    AdjournMeeting,
    CancelMeeting,
    ConfirmMinutes,
    CorrectAttendance,
    DeclareInterest,
    HoldMeeting,
    PublishAgenda,
    RecordAttendance,
    RecordMeeting,
)
from engine.errors import ContradictoryCommand
from engine.unit_of_work import UnitOfWork


def record(unit: UnitOfWork, meeting: Meeting, command: RecordMeeting, by: Provenance) -> None:
    """Schedule the meeting, unless it is; where it was held, record that and who was there."""
    day = command.scheduled_for or command.held_on or date.max
    unit.get(Body, command.body).check_in_force(command.held_on or day)
    if _takes_place_as_scheduled(meeting, command):
        _keep_to_schedule(unit, meeting, command)
    else:
        meeting.schedule(
            by,
            body=command.body,
            scheduled_for=day,
            starts_at=command.starts_at,
            place=command.place,
        )
    if command.agenda:
        meeting.publish_agenda(by, command.agenda)
    if command.held_on:
        meeting.hold(by, command.held_on, closed_at=command.closed_at)
    if command.attendance:
        _attend(unit, meeting, command.attendance, by)
    for declared in command.declarations:
        meeting.declare_interest(
            by,
            person=declared.person,
            kind=declared.kind,
            interest=declared.interest,
            item=declared.item,
        )


def _takes_place_as_scheduled(meeting: Meeting, command: RecordMeeting) -> bool:
    to_come = meeting.exists and meeting.held_on is None
    return to_come and command.held_on is not None and meeting.body == command.body


def _keep_to_schedule(unit: UnitOfWork, meeting: Meeting, command: RecordMeeting) -> None:
    if command.scheduled_for not in (None, meeting.scheduled_for):
        raise ContradictoryCommand(
            meeting.ref,
            f"{meeting.ref} was scheduled for {meeting.scheduled_for}, not for"
            f" {command.scheduled_for}",
        )
    if command.starts_at or command.place:
        unit.notes.append(f"time and place of {meeting.ref} stay as they were scheduled")


def publish_agenda(_: UnitOfWork, meeting: Meeting, command: PublishAgenda, by: Provenance) -> None:
    """Publish the agenda."""
    meeting.publish_agenda(by, command.items)


def hold(unit: UnitOfWork, meeting: Meeting, command: HoldMeeting, by: Provenance) -> None:
    """Record that the meeting was held."""
    unit.get(Body, meeting.body).check_in_force(command.held_on)
    meeting.hold(by, command.held_on, closed_at=command.closed_at)


def record_attendance(
    unit: UnitOfWork, meeting: Meeting, command: RecordAttendance, by: Provenance
) -> None:
    """Record who was there; below the quorum, say what that means."""
    _attend(unit, meeting, command.attendance, by)


def correct_attendance(
    unit: UnitOfWork, meeting: Meeting, command: CorrectAttendance, by: Provenance
) -> None:
    """Put right who was there; below the quorum, say what that means."""
    meeting.correct_attendance(
        by, command.attendance, reason=command.reason, corrected_on=command.corrected_on
    )
    _note_quorum(unit, meeting)


def _attend(unit: UnitOfWork, meeting: Meeting, attendance: Attendance, by: Provenance) -> None:
    meeting.record_attendance(by, attendance)
    _note_quorum(unit, meeting)


def _note_quorum(unit: UnitOfWork, meeting: Meeting) -> None:
    body = unit.get(Body, meeting.body)
    needed, present = quorum_of(meeting, body), present_at(meeting, body)
    if needed is not None and present is not None and present < needed:
        unit.notes.append(
            f"{meeting.ref} was not quorate: {present} present, and {meeting.body} needs {needed};"
            " nothing can be decided on what it resolved"
        )


def declare_interest(
    _: UnitOfWork, meeting: Meeting, command: DeclareInterest, by: Provenance
) -> None:
    """Record the declaration."""
    meeting.declare_interest(
        by,
        person=command.person,
        kind=command.kind,
        interest=command.interest,
        item=command.item,
    )


def adjourn(_: UnitOfWork, meeting: Meeting, command: AdjournMeeting, by: Provenance) -> None:
    """Adjourn the meeting."""
    meeting.adjourn(by, command.decided_on, resumes_on=command.resumes_on, reason=command.reason)


def cancel(_: UnitOfWork, meeting: Meeting, command: CancelMeeting, by: Provenance) -> None:
    """Cancel the meeting."""
    meeting.cancel(by, command.decided_on, reason=command.reason)


def confirm_minutes(
    unit: UnitOfWork, meeting: Meeting, command: ConfirmMinutes, by: Provenance
) -> None:
    """Confirm the minutes at a later meeting of the same body."""
    later = unit.get(Meeting, command.confirmed_at)
    meeting.confirm_minutes(by, later, corrections=command.corrections)
