"""Whether a cited authority holds: known body, carried resolution, matter within its remit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.bodies.remit import check_remit
from domain.bodies.terms import Matter
from domain.errors import AuthorityMissing
from domain.meetings.meeting import Meeting
from domain.resolutions.resolution import Resolution
from domain.savings.project import Project
from domain.values.amounts import ZERO
from engine.errors import ContradictoryCommand, IncompleteCommand
from engine.unit_of_work import UnitOfWork


def check_competent(
    unit: UnitOfWork,
    by: Provenance,
    project: Project,
    matter: Matter,
    decided_on: date,
    amount: Decimal = ZERO,
) -> None:
    """Refuse a figure that no competent body approved.

    Raises:
        AuthorityMissing: where no body is named.
        UnknownReference: where the body is not in the book.
        RuleBroken: where its remit does not cover the matter, or the resolution does not carry it.
    """
    authority = by.authority
    if authority is None or authority.body is None:
        raise AuthorityMissing(
            project.ref,
            f"{matter.replace('-', ' ')} of {project.ref} need the body that approved them: add"
            " `authority: {body: …, decided_on: …}`",
        )
    body = unit.get(Body, authority.body)
    check_remit(body, matter, decided_on, portfolios=[project.portfolio], amount=amount)
    if authority.resolution:
        cited_resolution(unit, body.ref, authority.resolution, decided_on)
    if authority.meeting:
        cited_meeting(unit, body.ref, authority.meeting)


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
