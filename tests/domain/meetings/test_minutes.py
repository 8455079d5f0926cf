"""Minutes are confirmed once, by a later meeting, with its corrections."""

from __future__ import annotations

import pytest

from domain.errors import AlreadyDecided, NotInForce, RuleBroken
from domain.meetings.facts import MeetingScheduled, MinutesConfirmed, MinutesCorrected
from domain.meetings.meeting import Meeting
from domain.meetings.parts import Correction
from tests.domain.council import meeting
from tests.domain.scenario import BY, day, fact, given, recorded

CORRECTION = Correction(minute="4", text="Eight members were present")
CONFIRMED = fact(MinutesConfirmed, "2019-01-07", confirmed_at="ics-2019-01-07")


def _confirm(subject: Meeting, on: str = "2019-01-07", *corrections: Correction) -> None:
    subject.confirm_minutes(BY, meeting(f"ics-{on}"), corrections=corrections)


def test_minutes_are_confirmed_at_a_later_meeting() -> None:
    subject = meeting()
    given(subject).when(lambda: _confirm(subject)).then([CONFIRMED])
    assert subject.confirmed_at == "ics-2019-01-07"


def test_minutes_are_corrected_before_they_are_confirmed() -> None:
    subject = meeting()
    given(subject).when(lambda: _confirm(subject, "2019-01-07", CORRECTION)).then(
        [
            fact(
                MinutesCorrected,
                "2019-01-07",
                corrected_at="ics-2019-01-07",
                correction=CORRECTION,
            ),
            CONFIRMED,
        ]
    )


@pytest.mark.parametrize("on", ["2018-11-04", "2018-11-05"])
def test_minutes_are_not_confirmed_by_an_earlier_or_the_same_meeting(on: str) -> None:
    subject = meeting()
    given(subject).when(lambda: _confirm(subject, on)).refused(
        RuleBroken, f"confirmed at a later meeting, not on {on}"
    )


def test_minutes_are_confirmed_once() -> None:
    subject = meeting("ics-2018-11-05", CONFIRMED)
    given(subject).when(lambda: _confirm(subject, "2019-03-11", CORRECTION)).refused(
        AlreadyDecided, "were confirmed at ics-2019-01-07"
    )


def test_a_meeting_that_was_not_held_has_no_minutes() -> None:
    subject = recorded(
        Meeting("m"),
        fact(MeetingScheduled, None, ref="m", body="ics", scheduled_for=day("2018-11-05")),
    )
    given(subject).when(lambda: _confirm(subject)).refused(NotInForce)
