"""Whether a cited authority holds: known body, carried resolution, meeting that was held."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeVar

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.errors import AuthorityMissing
from domain.meetings.meeting import Meeting
from domain.meetings.quorum import check_enough
from domain.resolutions.delegation import Use
from domain.resolutions.resolution import Resolution
from domain.savings.project import Project
from engine.authority.delegated import check_adopted_with_quorum, delegation_to, use_delegated
from engine.errors import ContradictoryCommand, IncompleteCommand
from engine.unit_of_work import UnitOfWork

Said = TypeVar("Said", str, date)
WHEN = "when was this decided on {}? add `decided_on: 2018-11-05`"


def approving_body(
    unit: UnitOfWork,
    by: Provenance,
    reference: str,
    given_on: date | None,
    amount: Decimal | None = None,
    under: str | None = None,
) -> tuple[Body, date]:
    """The body that is cited as having approved a figure, and the day, once both are found to hold.

    Where an officer approved it under a resolution of the body, the clause that delegates it to
    them must permit it, and its use goes on record.

    Args:
        unit: the unit of work.
        by: who records it, with the authority cited.
        reference: the project whose figure it is.
        given_on: the day from which the figure is to hold, where it is given.
        amount: the money that is approved, in pounds.
        under: the delegation by which it was, where that is known already.

    Raises:
        AuthorityMissing: where no body is named.
        UnknownReference: where the body or the meeting is not in the book.
        IncompleteCommand: where nothing says when.
        ContradictoryCommand: where the figure is to hold before it was approved.
        RuleBroken: where the resolution does not carry it, or the meeting was not held.
    """
    cited = by.authority
    if cited is None or cited.body is None:
        raise AuthorityMissing(
            reference,
            f"this figure of {reference} needs the body that approved it: add"
            " `authority: {body: …, decided_on: …}`",
        )
    body = unit.get(Body, cited.body)
    day = given_on or cited.decided_on
    resolution = (
        cited_resolution(unit, body.ref, cited.resolution, day) if cited.resolution else None
    )
    meeting = cited_meeting(unit, body.ref, cited.meeting) if cited.meeting else None
    approved_on = cited.decided_on or day_in_the_book(meeting, resolution)
    decided_on = day or approved_on
    if decided_on is None:
        raise IncompleteCommand(reference, WHEN.format(reference))
    if approved_on and decided_on < approved_on:
        raise ContradictoryCommand(
            reference,
            f"the figure of {reference} is to hold from {decided_on}, before {body.ref} approved it"
            f" on {approved_on}",
        )
    check_may_be_called_in(body, reference, decided_on, resolution)
    if resolution and cited.officer:
        use = Use(
            on=decided_on,
            officer=cited.officer,
            used_for=f"{Project.KIND}:{reference}",
            amount=amount,
            consulted=cited.consulted,
        )
        use_delegated(unit, under or str(delegation_to(unit, resolution, use)), use, by)
    return body, decided_on


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
    resolution.check_carries(decided_on or resolution.in_force_from)
    check_adopted_with_quorum(unit, resolution)
    return resolution


def check_may_be_called_in(
    body: Body, reference: str, decided_on: date, resolution: Resolution | None
) -> None:
    """Refuse to let a decision take effect past the call-in rule of the body that took it.

    Raises:
        AuthorityMissing: where the body has the rule, and no resolution in the book is cited that
            says until when the decision may be called in.
    """
    terms = body.terms_at(decided_on)
    if terms and terms.call_in and resolution is None:
        raise AuthorityMissing(
            reference,
            f"decisions of {body.ref} may be called in for {terms.call_in}, and take effect then:"
            f" record the resolution on {reference} and cite it, so that it is known from when it"
            " is in force",
        )


def cited_meeting(unit: UnitOfWork, body: str, ref: str) -> Meeting:
    """The meeting that is cited as authority: in the book, held, of the body named, and quorate."""
    meeting = unit.get(Meeting, ref)
    if meeting.body != body:
        raise ContradictoryCommand(ref, f"{ref} is a meeting of {meeting.body}, not of {body}")
    meeting.check_held()
    check_enough(meeting, unit.get(Body, body))
    return meeting


def either(reference: str, field: str, said: Said | None, cited: Said | None) -> Said | None:
    """What a command or its authority says, where they do not contradict each other."""
    if said is not None and cited is not None and said != cited:
        raise ContradictoryCommand(
            reference, f"the decision on {reference} says {field} {said}, its authority {cited}"
        )
    return cited if said is None else said


def day_in_the_book(meeting: Meeting | None, resolution: Resolution | None) -> date | None:
    """The day from which the resolution is in force that is cited, or the day of the meeting."""
    if resolution:
        return resolution.in_force_from
    return meeting.held_on if meeting else None


def day_of_decision(
    reference: str,
    decided_on: date | None,
    meeting: Meeting | None,
    resolution: Resolution | None,
    officer: str | None,
) -> date:
    """The day of a decision: the one given, else that of the resolution or meeting cited.

    A resolution that takes effect later, as when it could be called in first, decides on the day it
    does.

    Raises:
        IncompleteCommand: where none gives one.
        ContradictoryCommand: where the meeting or resolution is of another day, and no officer is
            named who decided under it later.
    """
    day = decided_on or day_in_the_book(meeting, resolution)
    if day is None:
        raise IncompleteCommand(reference, WHEN.format(reference))
    days = []
    if resolution:
        later = resolution.adopted_on != resolution.in_force_from
        verb = "takes effect on" if later else "is of"
        days.append((f"resolution {resolution.number} {verb}", resolution.in_force_from))
    of_the_meeting = resolution is None or resolution.adopted_on == resolution.in_force_from
    if meeting and meeting.held_on and of_the_meeting:
        days.append((f"the meeting {meeting.ref} is of", meeting.held_on))
    for what, other in days:
        if other != day and not officer:
            raise ContradictoryCommand(
                reference,
                f"the decision on {reference} says it was taken on {day}, but {what}"
                f" {other}; a decision an officer took later under it names `decided_by`",
            )
    return day
