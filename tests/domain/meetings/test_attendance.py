"""Who was at a meeting: present or absent, counted or named, never both."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.errors import NotInForce, RuleBroken
from domain.meetings.facts import AttendanceRecorded, MeetingScheduled
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Attendance, Substitution
from tests.domain.council import meeting
from tests.domain.scenario import BY, day, fact, given, recorded


@pytest.mark.parametrize(
    ("attendance", "present"),
    [
        (Attendance(present=7, absent=1), 7),
        (
            Attendance(
                present=("Ann", "Bob"),
                absent=("Cyd", "Dee"),
                apologies=("Cyd",),
                substitutes=(Substitution(member="Eve", substitute="Bob"),),
                officers=("Fay",),
                guests=("Guy",),
            ),
            2,
        ),
        (Attendance(present=("Ann",), absent=2, apologies=("Bob",)), 1),
    ],
)
def test_attendance_is_counted_or_named(attendance: Attendance, present: int) -> None:
    subject = meeting()
    given(subject).when(lambda: subject.record_attendance(BY, attendance)).then(
        [fact(AttendanceRecorded, "2018-11-05", attendance=attendance)]
    )
    assert subject.attendance is attendance
    assert attendance.members_present == present


@pytest.mark.parametrize(
    "attendance",
    [
        Attendance(present=("Ann", "Bob"), absent=("Bob",)),
        Attendance(present=("Ann", "Bob"), absent=1, apologies=("Bob",)),
        Attendance(
            present=("Ann", "Bob"), substitutes=(Substitution(member="Bob", substitute="Ann"),)
        ),
    ],
)
def test_nobody_is_present_and_absent(attendance: Attendance) -> None:
    subject = meeting()
    given(subject).when(lambda: subject.record_attendance(BY, attendance)).refused(
        RuleBroken, "Bob is recorded at ics-2018-11-05 as present and as absent"
    )


def test_nobody_is_present_twice() -> None:
    subject = meeting()
    twice = Attendance(present=("Ann", "Bob", "Ann"))
    given(subject).when(lambda: subject.record_attendance(BY, twice)).refused(
        RuleBroken, "Ann is recorded at ics-2018-11-05 as present twice"
    )


def test_nobody_attends_a_meeting_that_was_not_held() -> None:
    subject = recorded(
        Meeting("ics-2018-11-05"),
        fact(
            MeetingScheduled,
            None,
            ref="ics-2018-11-05",
            body="ics",
            scheduled_for=day("2018-11-05"),
        ),
    )
    given(subject).when(lambda: subject.record_attendance(BY, Attendance(present=7))).refused(
        NotInForce, "record its meeting-held first"
    )


def test_a_count_of_members_is_not_negative() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        Attendance(present=-1)
