"""Taking a step of a case: everything is asked first, then all of it is done."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.cases.case import Case
from domain.cases.parts import Taken
from domain.errors import RuleBroken, StepNotAllowed
from domain.meetings.items import same_item
from domain.meetings.meeting import Meeting
from domain.resolutions.delegation import DelegationKey
from domain.resolutions.resolution import Resolution
from domain.routes.parts import Doing, Step
from domain.routes.route import Route
from engine.authority.delegated import use_delegated
from engine.calendar import working_calendar
from engine.cases.acting import acting, outcome_of, takers_of, use_of
from engine.cases.attempt import Attempt
from engine.commands.cases import TakeStep
from engine.consequences.catalogue import bring_about, check_taken
from engine.errors import ContradictoryCommand, IncompleteCommand
from engine.guards.catalogue import check_guards
from engine.handlers.authority import WHEN
from engine.unit_of_work import UnitOfWork

_NAMES = {
    "meeting": "the meeting",
    "resolution": "the resolution",
    "referred_to": "the body it is referred to",
    "deferred_to": "the meeting it is put off to",
    "must_change": "what must change",
}


class _Named(NamedTuple):
    meeting: Meeting | None
    resolution: Resolution | None


def take(unit: UnitOfWork, case: Case, route: Route, command: TakeStep, by: Provenance) -> None:
    """Take a step with its consequences: the case and what travels move together or not at all.

    Raises:
        StepNotAllowed: where the route has no such step from where the case stands, or not yet.
        RoleMissing: where it is not for who takes it.
        AttachmentMissing: where a paper is missing.
        DomainError: what its guards and the rules of the domain refuse.
    """
    step = case.step_called(route, command.step)
    _check_needs(case, step, command)
    check_taken(case, step, command)
    named = _named(unit, case, step, command)
    on = _day(case, step, command, named)
    case.check_day(step, on)
    held, body = acting(unit, case, route, step, command, by, on)
    case.check_papers(step, command.attachments)
    attempt = Attempt(
        unit, case, route, step, command, by, on, held, body, named.meeting, named.resolution
    )
    _check_cited(attempt)
    check_guards(attempt)
    taken = _taken(attempt)
    bring_about(attempt)
    if command.under and not _decides(step):
        use_delegated(unit, command.under, use_of(unit, case, step, command, by, on), by)
    case.take(
        by._replace(authority=attempt.authority),
        route,
        step.name,
        taken,
        working_calendar(unit, on),
    )


def _check_needs(case: Case, step: Step, command: TakeStep) -> None:
    """Refuse a step that leaves out what the route asks for, or names a body or meeting in vain."""
    for field in step.needs:
        given = getattr(command, field, None)
        if field == "resolution" and command.under:
            continue
        if not given:
            raise IncompleteCommand(
                case.ref,
                f"{step.name} of {case.ref} names {_NAMES.get(field, f'its {field}')}: add"
                f" `{field}`, on the command line `--{field.replace('_', '-')}`",
            )
    if step.assigns and not command.referred_to:
        raise IncompleteCommand(
            case.ref, f"{step.name} of {case.ref} names the body it goes to: add `referred_to`"
        )
    if command.referred_to and not step.assigns:
        raise ContradictoryCommand(
            case.ref, f"{step.name} of {case.ref} goes to no other body: leave `referred_to` out"
        )


def _named(unit: UnitOfWork, case: Case, step: Step, command: TakeStep) -> _Named:
    """The meeting and the resolution that are named, found to belong together."""
    resolution = _resolution(unit, case, step, command)
    meeting = unit.get(Meeting, command.meeting) if command.meeting else None
    if resolution and meeting is None:
        meeting = unit.get(Meeting, resolution.meeting)
    if resolution and meeting and resolution.meeting != meeting.ref:
        raise ContradictoryCommand(
            case.ref,
            f"resolution {resolution.number} is of {resolution.meeting}, not of {meeting.ref}",
        )
    if (
        resolution
        and command.item
        and resolution.item
        and not same_item(resolution.item, command.item)
    ):
        # Who has an interest in the one could otherwise act on it by naming the other.
        raise ContradictoryCommand(
            case.ref,
            f"resolution {resolution.number} is on item {resolution.item}, not on item"
            f" {command.item}: leave `item` out, or name that",
        )
    if resolution is None and meeting and command.item:
        meeting.check_on_agenda(command.item)
    if command.under and command.resolution:
        _check_delegates(case, command.under, command.resolution)
    return _Named(meeting, resolution)


def _check_delegates(case: Case, under: str, resolution: str) -> None:
    key = DelegationKey.parse(under)
    if resolution not in (key.number, key.resolution):
        raise ContradictoryCommand(
            case.ref,
            f"{under} is delegated by resolution {key.number}, not by {resolution}: leave"
            " `resolution` out",
        )


def _check_cited(attempt: Attempt) -> None:
    """Refuse an authority beside a step that is another than that of the step itself.

    What the step decides would otherwise rest on a body, or an officer, that it was not put to.
    """
    cited, step = attempt.by.authority, attempt.step
    if cited is None or not _decides(step) or outcome_of(step) == "withdrawn":
        return
    its = attempt.citing
    for field in ("body", "meeting", "resolution", "officer"):
        said, stands = getattr(cited, field), getattr(its, field)
        if said not in (None, stands):
            raise ContradictoryCommand(
                attempt.case.ref,
                f"{attempt.step.name} of {attempt.case.ref} rests on"
                f" {f'{field} {stands}' if stands else f'no {field}'}, its authority says"
                f" {said}: leave `authority` out, a step finds its own",
            )


def _resolution(unit: UnitOfWork, case: Case, step: Step, command: TakeStep) -> Resolution | None:
    if not command.resolution or command.under:
        return None
    bodies = [body for _, body in takers_of(case, step) if body]
    refs = [f"{body}/{command.resolution}" for body in bodies]
    if command.resolution.partition("/")[0] in case.bodies.values():
        refs.append(command.resolution)
    for ref in refs:
        resolution = unit.find(Resolution, ref)
        if resolution.exists:
            return resolution
    return unit.get(Resolution, refs[0] if refs else command.resolution)


def _day(case: Case, step: Step, command: TakeStep, named: _Named) -> date:
    """The day of a step: the one given, else that of the resolution or meeting named.

    What a step decides holds from the day on which its resolution takes effect.
    """
    day = command.taken_on
    if day is None and named.resolution:
        its = named.resolution
        day = max(its.in_force_from, its.adopted_on) if step.consequence else its.adopted_on
    elif day is None and named.meeting:
        day = named.meeting.held_on
    if day is None:
        told = WHEN.format(f"{command.step} of {case.ref}").replace("decided_on", "taken_on")
        raise IncompleteCommand(case.ref, told.replace("was this decided on", "was the step"))
    return day


def _decides(step: Step) -> bool:
    """Whether what the step does puts the use of a delegation on record itself."""
    return step.consequence is not None and step.consequence.does is not Doing.COMMENT


def _taken(attempt: Attempt) -> Taken:
    command, step = attempt.command, attempt.step
    assigned = {}
    if step.assigns and command.referred_to:
        attempt.unit.get(Body, command.referred_to).check_in_force(attempt.on)
        assigned = {step.assigns: command.referred_to}
    later = _put_off_to(attempt)
    return Taken(
        on=attempt.on,
        role=attempt.held.role if attempt.held else None,
        body=attempt.body,
        attachments=command.attachments,
        meeting=attempt.meeting.ref if attempt.meeting else None,
        item=command.item,
        resolution=attempt.resolution_number,
        delegation=command.under,
        consulted=command.consulted,
        note=command.note,
        assigned=assigned,
        deferred_to=later.ref if later else None,
        back_on=later.day if later else None,
    )


def _put_off_to(attempt: Attempt) -> Meeting | None:
    """The meeting to which a case is put off: a later one, that was not cancelled."""
    if attempt.command.deferred_to is None:
        return None
    meeting = attempt.unit.get(Meeting, attempt.command.deferred_to)
    if "deferred_to" not in attempt.step.needs:
        raise ContradictoryCommand(
            attempt.case.ref,
            f"{attempt.step.name} of {attempt.case.ref} puts nothing off: leave `deferred_to` out",
        )
    if meeting.cancelled or meeting.day <= attempt.on:
        raise StepNotAllowed(
            attempt.case.ref,
            f"{attempt.case.subject} is put off to a later meeting: {meeting.ref} on {meeting.day}"
            f" {'was cancelled' if meeting.cancelled else f'is not after {attempt.on}'}",
        )
    if attempt.body and meeting.body != attempt.body:
        raise RuleBroken(
            attempt.case.ref,
            f"{meeting.ref} is a meeting of {meeting.body}: {attempt.body} puts off to one of its"
            " own",
        )
    return meeting
