"""What commands about actions do."""

from __future__ import annotations

from datetime import date

from domain.actions.action import Action
from domain.actions.parts import Asked, Closure
from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.errors import AuthorityMissing, UnknownReference
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.clauses import Clause
from domain.resolutions.delegation import DelegationKey, Use
from domain.resolutions.resolution import Resolution
from engine.authority.delegated import use_delegated
from engine.commands.actions import (
    CloseAction,
    CompleteAction,
    NoteOverdue,
    ReopenAction,
    ReportProgress,
    SetAction,
)
from engine.errors import IncompleteCommand
from engine.handlers.authority import (
    cited_meeting,
    cited_resolution,
    day_of_decision,
    either,
)
from engine.unit_of_work import UnitOfWork


def set_action(unit: UnitOfWork, action: Action, command: SetAction, by: Provenance) -> None:
    """Set the action; the body, and the meetings that are named, must be in the book."""
    body = unit.get(Body, command.asked_by)
    asked_on = _asked_on(unit, command)
    body.check_in_force(asked_on)
    due_on = unit.get(Meeting, command.due_at).day if command.due_at else command.due
    asked = Asked(command.text, command.owner, body.ref, asked_on, due_on)
    action.set(by, asked, asked_at=command.asked_at, due_at=command.due_at)


def _asked_on(unit: UnitOfWork, command: SetAction) -> date:
    held_on = None
    if command.asked_at:
        held_on = cited_meeting(unit, command.asked_by, command.asked_at).held_on
    day = either(command.ref, "asked_on", command.asked_on, held_on)
    if day is None:
        raise IncompleteCommand(
            command.ref,
            f"when was {command.ref} asked for? add the meeting (`asked_at`) or day (`asked_on`)",
        )
    return day


def progress(unit: UnitOfWork, action: Action, command: ReportProgress, by: Provenance) -> None:
    """Add the note."""
    action.progress(
        by, command.noted_on, asked_of(unit, action, command.noted_on), note=command.note
    )


def complete(unit: UnitOfWork, action: Action, command: CompleteAction, by: Provenance) -> None:
    """Record the evidence."""
    action.complete(
        by,
        command.completed_on,
        asked_of(unit, action, command.completed_on),
        evidence=command.evidence,
    )


def close(unit: UnitOfWork, action: Action, command: CloseAction, by: Provenance) -> None:
    """Close it for the body that asked."""
    asked = asked_of(unit, action, command.day or date.min)
    closure, closed_on = _closure(unit, asked, command, by)
    action.close(by, closed_on, asked, closure._replace(note=command.note))
    _use(unit, command, closure, closed_on, by)


def reopen(unit: UnitOfWork, action: Action, command: ReopenAction, by: Provenance) -> None:
    """Ask for it again."""
    asked = asked_of(unit, action, command.day or date.min)
    closure, reopened_on = _closure(unit, asked, command, by)
    action.reopen(by, reopened_on, asked, closure, reason=command.reason)
    _use(unit, command, closure, reopened_on, by)


def fall_overdue(unit: UnitOfWork, action: Action, command: NoteOverdue, by: Provenance) -> None:
    """Record that the day it was due has passed."""
    action.fall_overdue(by, command.on, asked_of(unit, action, command.on), command.due_on)


def asked_of(unit: UnitOfWork, action: Action, day: date) -> Asked:
    """What an action asks for on a day: as it was set, or as the clause says whose name it bears.

    Raises:
        UnknownReference: where neither an action nor a clause has that reference, or the clause
            asks for nothing.
        NotInForce: where the resolution was lost or superseded.
    """
    if action.set_out:
        said = action.set_out
        due_on = unit.get(Meeting, said.due_at).day if said.due_at else said.due_on
        return Asked(said.text, said.owner, said.asked_by, said.decided_on or date.min, due_on)
    whole, slash, number = action.ref.rpartition("/")
    if not (slash and "/" in whole and number.isdecimal()):
        unit.get(Action, action.ref)
    resolution = unit.get(Resolution, whole)
    clause = _clause(resolution, number)
    resolution.check_stands(day)
    due_on = unit.get(Meeting, clause.at).day if clause.at else clause.due_on(resolution.adopted_on)
    return Asked(clause.text, clause.asked_of, resolution.body, resolution.adopted_on, due_on)


def _clause(resolution: Resolution, number: str) -> Clause:
    asking = {str(clause.number): clause for clause in resolution.clauses if clause.asks}
    if number not in asking:
        which = ", ".join(f"{resolution.ref}/{each}" for each in asking) or "none does"
        raise UnknownReference(
            f"{resolution.ref}/{number}",
            f"no clause {number} of {resolution.ref} asks for something to be done; of its clauses"
            f" these do: {which}",
        )
    return asking[number]


def _closure(
    unit: UnitOfWork, asked: Asked, command: CloseAction | ReopenAction, by: Provenance
) -> tuple[Closure, date]:
    """Who closes an action, or opens it again, and on which day."""
    ref, cited = command.action, by.authority or Authority()
    if command.under:
        return _delegated(command, by)
    meeting_ref = either(ref, "meeting", command.meeting, cited.meeting)
    resolution_ref = either(ref, "resolution", command.resolution, cited.resolution)
    said = either(ref, "body", command.body, cited.body)
    body = said or (unit.get(Meeting, meeting_ref).body if meeting_ref else asked.by_body)
    unit.get(Body, body)
    if not (meeting_ref or resolution_ref):
        raise AuthorityMissing(
            ref,
            f"{ref} was asked for by {asked.by_body}, which closes it or opens it again at a"
            " meeting or by a resolution, or lets an officer do it: add `meeting`, `resolution`, or"
            " `under` a delegation",
        )
    meeting = cited_meeting(unit, body, meeting_ref) if meeting_ref else None
    day = either(ref, "day", command.day, cited.decided_on)
    resolution = cited_resolution(unit, body, resolution_ref, day) if resolution_ref else None
    decided_on = day_of_decision(ref, day, meeting, resolution, None)
    at = meeting_ref or (resolution.meeting if resolution else None)
    return Closure(body, at, resolution_ref), decided_on


def _delegated(command: CloseAction | ReopenAction, by: Provenance) -> tuple[Closure, date]:
    """The closure by an officer for the body that delegated it; `_use` checks that it did.

    Raises:
        AuthorityMissing: where what is named is no delegation.
        IncompleteCommand: where nothing says when.
    """
    key = DelegationKey.parse(command.under or "")
    if command.day is None:
        raise IncompleteCommand(command.action, f"when was this done under {key}? say the day")
    officer = command.officer or by.actor
    return Closure(key.body, delegation=str(key), officer=officer), command.day


def _use(
    unit: UnitOfWork,
    command: CloseAction | ReopenAction,
    closure: Closure,
    day: date,
    by: Provenance,
) -> None:
    """Put the use of a delegation on record, once it is found to permit it."""
    if closure.delegation and closure.officer:
        use = Use(day, closure.officer, f"action:{command.action}", consulted=command.consulted)
        use_delegated(unit, closure.delegation, use, by)
