"""What commands about bodies do."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.bodies.circle import check_no_circle
from domain.bodies.terms import LineKind, Membership, Role, TermsOfReference
from domain.resolutions.resolution import Resolution
from domain.values.spans import Span
from engine.commands.bodies import (
    AddReportingLine,
    AppointMember,
    DissolveBody,
    EndReportingLine,
    EstablishBody,
    LineEntry,
    MemberEntry,
    RenameBody,
    SetTermsOfReference,
    StandDown,
)
from engine.unit_of_work import UnitOfWork

_VOTING_ROLES = (Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER)


def establish(unit: UnitOfWork, body: Body, command: EstablishBody, by: Provenance) -> None:
    """Establish the body, then its lines, terms and members."""
    body.establish(
        by,
        command.established_on,
        name=command.name,
        kind=command.kind,
        level=command.level,
        department=command.department,
        purpose=command.purpose,
    )
    for line in command.reports_to:
        _add_line(unit, body, line.body, line, by, line.starts_on or command.established_on)
    if command.terms_of_reference:
        body.set_terms(by, command.established_on, command.terms_of_reference)
    for member in command.members:
        body.appoint(by, _membership(member, member.starts_on or command.established_on))


def rename(_: UnitOfWork, body: Body, command: RenameBody, by: Provenance) -> None:
    """Rename the body."""
    body.rename(by, command.decided_on, name=command.name)


def dissolve(unit: UnitOfWork, body: Body, command: DissolveBody, by: Provenance) -> None:
    """Dissolve the body; a successor must be in the book."""
    if command.successor:
        unit.get(Body, command.successor)
    body.dissolve(
        by,
        command.decided_on,
        successor=command.successor,
        reason=command.reason,
        resolved_on=[each.adopted_on for each in unit.all_of(Resolution, f"{body.ref}/")],
    )


def add_line(unit: UnitOfWork, body: Body, command: AddReportingLine, by: Provenance) -> None:
    """Add the reporting line."""
    _add_line(unit, body, command.to, command, by, command.starts_on)


def end_line(unit: UnitOfWork, body: Body, command: EndReportingLine, by: Provenance) -> None:
    """End the reporting line."""
    unit.get(Body, command.to)
    body.end_line(by, command.ends_on, to=command.to, kind=command.kind)


def set_terms(_: UnitOfWork, body: Body, command: SetTermsOfReference, by: Provenance) -> None:
    """Set the terms of reference."""
    terms = TermsOfReference(
        summary=command.summary,
        decides=command.decides,
        portfolios=command.portfolios,
        financial_limit=command.financial_limit,
        quorum=command.quorum,
        call_in=command.call_in,
    )
    body.set_terms(by, command.decided_on, terms)


def appoint(_: UnitOfWork, body: Body, command: AppointMember, by: Provenance) -> None:
    """Appoint the member."""
    body.appoint(by, _membership(command, command.starts_on))


def stand_down(_: UnitOfWork, body: Body, command: StandDown, by: Provenance) -> None:
    """End the member's seat."""
    body.stand_down(by, command.ended_on, person=command.person, reason=command.reason)


def _add_line(
    unit: UnitOfWork,
    body: Body,
    to: str,
    line: LineEntry | AddReportingLine,
    by: Provenance,
    starts_on: date | None,
) -> None:
    other = body if to == body.ref else unit.get(Body, to)
    other.check_in_force(starts_on)
    kind: LineKind = line.kind
    if kind is LineKind.REPORTS_TO and other is not body:
        check_no_circle(body, to, Span(starts_on, line.ends_on), lambda ref: unit.find(Body, ref))
    body.add_line(by, starts_on, to=to, kind=kind, cadence=line.cadence, ends_on=line.ends_on)


def _membership(entry: MemberEntry | AppointMember, starts_on: date | None) -> Membership:
    return Membership(
        person=entry.person,
        role=entry.role,
        voting=entry.role in _VOTING_ROLES if entry.voting is None else entry.voting,
        starts_on=starts_on,
        ends_on=entry.ends_on,
    )
