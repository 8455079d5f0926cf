"""Who may be named in a vote."""

from __future__ import annotations

from domain.meetings.facts import AttendanceRecorded
from domain.meetings.parts import Attendance
from domain.resolutions.clauses import Clause, Effect
from domain.resolutions.resolution import Motion, Resolution
from tests.domain.council import meeting, votes
from tests.domain.scenario import BY, fact


def test_named_votes_count_where_the_present_are_counted_and_not_named() -> None:
    held = meeting(
        "ics-2018-11-05", fact(AttendanceRecorded, "2018-11-05", attendance=Attendance(present=2))
    )
    subject = Resolution("ics/2018/019")
    motion = Motion(
        "4",
        "Smarter Working",
        (Clause(number=1, effect=Effect.NOTES, text="Progress"),),
        votes=votes(2, 0, named={"for": ("Ann", "Bob")}),
    )
    subject.adopt(BY, held, motion)
    assert subject.passed
