"""Who may waive a criterion: the body that decides the gates, its chair, or its sponsor."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.authority.roles import OfficeRole
from domain.bodies.body import Body
from domain.gates.sequence import GateSequence
from domain.provenance import Authority
from domain.values.names import same_name
from engine.authority.acting import acting_as
from engine.handlers.authority import cited_meeting, cited_resolution
from engine.unit_of_work import UnitOfWork


def check_may_waive(
    unit: UnitOfWork, sequence: GateSequence, criterion: str, granted_by: str, day: date
) -> None:
    """Refuse a waiver by anybody else.

    Raises:
        RoleMissing: naming the roles that may, and how they are granted.
        NotInForce: where the body is not established on the day.
    """
    body = unit.get(Body, sequence.body)
    body.check_in_force(day)
    if same_name(granted_by, body.ref, body.name):
        return
    takers = [(OfficeRole.CHAIR, body.ref), (OfficeRole.SPONSOR, body.ref)]
    acting_as(unit, granted_by, takers, day, f"to waive {criterion} of {sequence.ref}")


def check_waived_by(
    unit: UnitOfWork, sequence: GateSequence, criterion: str, waived_by: str, day: date
) -> None:
    """Refuse a waiver in a decision by anybody else, where the book knows who sits on the body.

    Papers of a body of which it does not know that name who waived: that is noted.

    Raises:
        RoleMissing: naming the roles that may, and how they are granted.
        NotInForce: where the body is not established on the day.
    """
    body = unit.get(Body, sequence.body)
    if body.seated_on(day):
        check_may_waive(unit, sequence, criterion, waived_by, day)
    elif not same_name(waived_by, body.ref, body.name):
        unit.notes.append(
            f"{waived_by} waives {criterion} of {sequence.ref}; who may is not known, for the book"
            f" has nobody's seat on {body.ref}: record its members, so that it can be checked"
        )


def note_uncited(
    unit: UnitOfWork,
    sequence: GateSequence,
    criterion: str,
    granted_by: str,
    day: date,
    by: Provenance,
) -> None:
    """Find the meeting or resolution by which the body itself waives, or note that none is cited.

    In a book that knows who sits on the body, one of them could otherwise be left out.

    Raises:
        UnknownReference: where the meeting that is cited is not in the book.
        RuleBroken: where the resolution does not carry it, or the meeting was not held.
    """
    body, cited = unit.get(Body, sequence.body), by.authority or Authority()
    if not same_name(granted_by, body.ref, body.name):
        return
    if cited.meeting:
        cited_meeting(unit, body.ref, cited.meeting)
    if cited.resolution:
        cited_resolution(unit, body.ref, cited.resolution, cited.decided_on)
    if body.seated_on(day) and not (cited.meeting or cited.resolution):
        unit.notes.append(
            f"{body.ref} waives {criterion} of {sequence.ref}, but no meeting or resolution of it"
            f" is cited: add `authority: {{body: {body.ref}, meeting: …}}`, so that the authority"
            " can be checked"
        )
