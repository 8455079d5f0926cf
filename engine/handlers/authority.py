"""Whether a cited authority holds: known body, carried resolution, meeting that was held."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.errors import AuthorityMissing
from domain.meetings.meeting import Meeting
from domain.resolutions.resolution import Resolution
from engine.errors import ContradictoryCommand, IncompleteCommand
from engine.unit_of_work import UnitOfWork


def approving_body(unit: UnitOfWork, by: Provenance, reference: str, decided_on: date) -> Body:
    """The body that is cited as having approved a figure, once what is cited is found to hold.

    Raises:
        AuthorityMissing: where no body is named.
        UnknownReference: where the body or the meeting is not in the book.
        RuleBroken: where the resolution does not carry it, or the meeting was not held.
    """
    authority = by.authority
    if authority is None or authority.body is None:
        raise AuthorityMissing(
            reference,
            f"this figure of {reference} needs the body that approved it: add"
            " `authority: {body: …, decided_on: …}`",
        )
    body = unit.get(Body, authority.body)
    if authority.resolution:
        cited_resolution(unit, body.ref, authority.resolution, decided_on)
    if authority.meeting:
        cited_meeting(unit, body.ref, authority.meeting)
    return body


def cited_resolution(
    unit: UnitOfWork, body: str, ref: str, decided_on: date | None
) -> Resolution | None:
    """The resolution that is cited as authority, once found to carry it.

    A citation of a resolution that is not in the book is kept, and noted: minutes are often
    recorded after what they decided.
    """
    resolution = unit.find(Resolution, f"{body}/{ref}")
    if not resolution.exists:
        unit.notes.append(
            f"resolution {ref} of {body} is cited as authority but is not in the book: record it,"
            " so that the authority can be checked"
        )
        return None
    resolution.check_carries(decided_on or resolution.adopted_on)
    return resolution


def cited_meeting(unit: UnitOfWork, body: str, ref: str) -> Meeting:
    """The meeting that is cited as authority: in the book, held, and of the body named."""
    meeting = unit.get(Meeting, ref)
    if meeting.body != body:
        raise ContradictoryCommand(ref, f"{ref} is a meeting of {meeting.body}, not of {body}")
    meeting.check_held()
    return meeting


def day_of(decided_on: date | None, by: Provenance, reference: str) -> date:
    """The day of a decision: the one given, else that of the authority.

    Raises:
        IncompleteCommand: where neither gives one.
    """
    day = decided_on or (by.authority.decided_on if by.authority else None)
    if day is None:
        raise IncompleteCommand(
            reference, f"when was this decided on {reference}? add `decided_on: 2018-11-05`"
        )
    return day
