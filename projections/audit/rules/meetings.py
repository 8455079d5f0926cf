"""A meeting decides when it is held, with enough members, and none who has an interest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from domain.bodies.facts import TermsOfReferenceSet
from domain.errors import NotInForce, NotQuorate
from domain.meetings.facts import (
    AttendanceCorrected,
    AttendanceRecorded,
    InterestDeclared,
    MeetingCancelled,
    MeetingHeld,
    MeetingScheduled,
)
from domain.meetings.meeting import Meeting
from domain.meetings.quorum import check_enough, quorum_of
from domain.resolutions.facts import ResolutionPassed
from domain.resolutions.resolution import Resolution
from domain.values.names import same_name
from projections.audit.acts import Act, What
from projections.audit.holdings import Holdings
from projections.audit.parts import Doubt
from projections.wording.phrases import day, stop

Sitting = tuple[str, str | None]
"""A meeting behind an act, and the item of its business where that is known."""


def meeting_held(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """The meeting that is named is one of the body, was held, and not after the decision."""
    for ref, _ in _sittings(act, holdings):
        meeting = holdings.meeting(ref)
        if meeting is None:
            yield Doubt(
                "unknown-meeting",
                f"{act.told} was decided at {ref}, a meeting that is not in the book.",
                f"Record the meeting {ref}, or correct its reference.",
            )
        elif meeting.body != act.cited.body:
            yield Doubt(
                "meeting-of-another",
                f"{act.told} was decided by {act.cited.body}, but {ref} is a meeting of"
                f" {meeting.body}.",
                "Find which of the two bodies decided.",
                holdings.positions(meeting, MeetingScheduled),
            )
        else:
            yield from _held(act, meeting, holdings)


def quorate(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """As many members have to be there as the terms of the body on that day ask for."""
    for ref, item in _sittings(act, holdings):
        meeting = holdings.meeting(ref)
        body = holdings.body(meeting.body) if meeting else None
        if meeting is None or body is None or meeting.cancelled or meeting.held_on is None:
            continue
        if quorum_of(meeting, body) is None:
            continue
        try:
            check_enough(meeting, body, item)
        except NotQuorate as refusal:
            attended = (AttendanceRecorded, AttendanceCorrected, InterestDeclared)
            yield Doubt(
                "inquorate",
                stop(f"{act.told} was decided there, but {refusal}"),
                f"Let {body.ref} confirm it at a meeting with a quorum.",
                (
                    *holdings.positions(body, TermsOfReferenceSet),
                    *holdings.positions(meeting, *attended),
                ),
            )
        if meeting.attendance is None:
            yield Doubt(
                "attendance-unknown",
                f"{act.told} was decided at {ref}, and nothing says who was there:"
                f" {body.ref} needs {quorum_of(meeting, body)}.",
                f"Record the attendance of {ref} from its minutes.",
                holdings.positions(body, TermsOfReferenceSet),
            )


def no_interest(act: Act, holdings: Holdings) -> Iterator[Doubt]:
    """Who has a disclosable pecuniary interest in an item neither puts it nor votes on it."""
    resolution = holdings.resolution(act.resolution)
    meeting = holdings.meeting(resolution.meeting) if resolution else None
    if resolution is None or meeting is None or not meeting.barred:
        return
    for person, did in _took_part(resolution, holdings).items():
        if not meeting.may_vote(person, resolution.item):
            yield Doubt(
                "interest",
                f"{act.told} rests on resolution {resolution.number} of {resolution.body}: {person}"
                f" {did}, and declared a disclosable pecuniary interest at {meeting.ref}.",
                f"Ask the monitoring officer whether it stands; let {resolution.body} decide again"
                " without them.",
                (
                    *holdings.positions(resolution, ResolutionPassed),
                    *holdings.positions(
                        meeting,
                        InterestDeclared,
                        when=lambda fact, who=person: (  # type: ignore[misc]  # bound, not passed
                            isinstance(fact, InterestDeclared) and same_name(who, fact.person)
                        ),
                    ),
                ),
            )


def movers(resolution: Resolution, holdings: Holdings) -> dict[str, str]:
    """Return who moved and seconded a resolution, each with which of the two they did."""
    found: dict[str, str] = {}
    for _, fact in holdings.facts(resolution, ResolutionPassed):
        for person, did in ((fact.moved_by, "moved it"), (fact.seconded_by, "seconded it")):
            if person:
                found.setdefault(person, did)
    return found


def _took_part(resolution: Resolution, holdings: Holdings) -> dict[str, str]:
    found = movers(resolution, holdings)
    for _, fact in holdings.facts(resolution, ResolutionPassed):
        if fact.votes and fact.votes.named:
            for person in fact.votes.named.voters:
                found.setdefault(person, "voted on it")
    return found


def _sittings(act: Act, holdings: Holdings) -> Iterator[Sitting]:
    """Yield the meeting that is named, and that of the resolution, each once."""
    if act.what is What.BROUGHT_FORWARD:
        return
    resolution = holdings.resolution(act.resolution)
    if resolution:
        yield resolution.meeting, resolution.item
    if act.cited.meeting and (resolution is None or act.cited.meeting != resolution.meeting):
        yield act.cited.meeting, None


def _held(act: Act, meeting: Meeting, holdings: Holdings) -> Iterator[Doubt]:
    try:
        held_on = meeting.check_held()
    except NotInForce as refusal:
        yield Doubt(
            "meeting-not-held",
            stop(f"{act.told} was decided there, but {refusal}"),
            "Record that it was held, where it was; else let the body decide at one that is.",
            holdings.positions(meeting, MeetingScheduled, MeetingCancelled),
        )
        return
    on = act.cited.approved_on if act.what is What.CORRECTION else act.decided_on
    if on and on < held_on:
        yield Doubt(
            "before-meeting",
            f"{act.told} counts from before {_said(held_on)}, when {meeting.ref} was held, at which"
            " it was decided.",
            "Correct the day of the decision, or find the meeting that was meant.",
            holdings.positions(meeting, MeetingHeld),
        )


def _said(on: date) -> str:
    return day(on.isoformat())
