"""Guards about meetings: held, quorate, and made known in time."""

from __future__ import annotations

from domain.bodies.body import Body
from domain.errors import OutsideRemit, StepNotAllowed
from domain.meetings.meeting import Meeting
from domain.meetings.quorum import check_quorate
from domain.routes.parts import Guard, Period
from domain.values.working_days import DayCount
from engine.calendar import working_calendar
from engine.cases.attempt import Attempt
from engine.errors import IncompleteCommand


def quorate(attempt: Attempt, _: Guard) -> None:
    """Refuse what a meeting decided that was not held, or not quorate.

    Raises:
        NotQuorate: where too few were there.
        OutsideRemit: where it is a meeting of another body.
        StepNotAllowed: where the step is said to be taken before it.
    """
    if attempt.command.under and attempt.meeting is None:
        return  # the meeting that delegated was asked about before
    meeting = _named(attempt)
    if meeting.body != attempt.body:
        raise OutsideRemit(
            attempt.case.ref,
            f"{attempt.step.name} of {attempt.case.ref} is for {attempt.body}: {meeting.ref} is a"
            f" meeting of {meeting.body}",
        )
    held_on = meeting.check_held()
    if attempt.on < held_on:
        raise StepNotAllowed(
            attempt.case.ref,
            f"{meeting.ref} was held on {held_on}: what it decided is no step of {attempt.on}",
        )
    check_quorate(meeting, attempt.unit.get(Body, meeting.body), attempt.item)
    _check_not_before_its_turn(attempt, meeting)


def clear_days(attempt: Attempt, guard: Guard) -> None:
    """Refuse what is made known too late before the meeting it is for.

    Raises:
        StepNotAllowed: saying how many clear days there are.
    """
    meeting, period = _named(attempt), guard.period or Period(days=0)
    if period.count is DayCount.WORKING:
        calendar = working_calendar(attempt.unit, attempt.on)
        clear = calendar.clear_days(attempt.on, meeting.day)
    else:
        clear = max((meeting.day - attempt.on).days - 1, 0)
    if clear < period.days:
        raise StepNotAllowed(
            attempt.case.ref,
            f"{attempt.step.name} of {attempt.case.ref} comes {period} clear before the meeting:"
            f" between {attempt.on} and {meeting.ref} on {meeting.day} there are {clear}; take it"
            " to a later meeting",
        )


def _named(attempt: Attempt) -> Meeting:
    if attempt.meeting is None:
        raise IncompleteCommand(
            attempt.case.ref,
            f"at which meeting, or for which, is {attempt.step.name} of {attempt.case.ref}? add"
            " `meeting`",
        )
    return attempt.meeting


def _check_not_before_its_turn(attempt: Attempt, meeting: Meeting) -> None:
    """Refuse a meeting that is before the one to which the case was put off."""
    named = attempt.case.deferred_to
    if named is None:
        return
    put_off_to = attempt.unit.get(Meeting, named)
    if not put_off_to.cancelled and meeting.day < put_off_to.day:
        raise StepNotAllowed(
            attempt.case.ref,
            f"{attempt.case.subject} was put off to {named} on {put_off_to.day}: it is not before"
            f" {meeting.ref} on {meeting.day}",
        )
