"""What the command that amends a work programme does, and what a resolution says was considered."""

from __future__ import annotations

from datetime import date

from domain.actions.action import Action
from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.changes.request import ChangeRequest
from domain.errors import AuthorityMissing, NotInForce, RuleBroken, UnknownReference
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.clauses import Effect
from domain.resolutions.resolution import Resolution
from domain.work_programme.parts import Matter, MovedItem, NewItem
from domain.work_programme.programme import WorkProgramme
from engine.commands.work_programme import AmendWorkProgramme
from engine.handlers.actions import asked_of
from engine.handlers.authority import cited_meeting, cited_resolution, day_of_decision, either
from engine.unit_of_work import UnitOfWork


def amend(
    unit: UnitOfWork, programme: WorkProgramme, command: AmendWorkProgramme, by: Provenance
) -> None:
    """Amend the programme by a resolution; the first programme of a body needs none."""
    cited = by.authority or Authority()
    either(programme.ref, "body", command.body, cited.body)
    ref = either(programme.ref, "resolution", command.resolution, command.by_authority)
    if ref is None and programme.exists:
        raise AuthorityMissing(
            programme.ref,
            f"the work programme of {programme.ref} is changed by resolution: add `resolution`, one"
            f" of {programme.ref} with a clause that amends-work-programme",
        )
    meeting = cited_meeting(unit, command.body, cited.meeting) if cited.meeting else None
    given_on = either(programme.ref, "decided_on", command.decided_on, cited.decided_on)
    resolution = cited_resolution(unit, command.body, ref, given_on) if ref else None
    if resolution:
        _check_amends(resolution)
    decided_on = day_of_decision(programme.ref, given_on, meeting, resolution, None)
    unit.get(Body, command.body).check_in_force(decided_on)
    by = by._replace(
        authority=by.authority
        or Authority(body=command.body, decided_on=decided_on, resolution=ref)
    )
    _carry_out(unit, programme, command, by, decided_on)


def _check_amends(resolution: Resolution) -> None:
    if all(clause.effect is not Effect.AMENDS_WORK_PROGRAMME for clause in resolution.clauses):
        raise AuthorityMissing(
            resolution.ref,
            f"resolution {resolution.number} of {resolution.body} does not amend its work"
            " programme: cite one that has a clause amends-work-programme",
        )


def _carry_out(
    unit: UnitOfWork,
    programme: WorkProgramme,
    command: AmendWorkProgramme,
    by: Provenance,
    decided_on: date,
) -> None:
    for new in command.add:
        _check_meeting(unit, programme, new, decided_on)
        programme.add(by, decided_on, new)
    for moved in command.move:
        _check_meeting(unit, programme, moved, decided_on)
        programme.move(by, decided_on, moved)
    for linked in command.link:
        for ref in linked.answers:
            asked_of(unit, unit.find(Action, ref), decided_on)
        programme.link(by, decided_on, linked)
    for removed in command.remove:
        programme.remove(by, decided_on, removed)


def _check_meeting(
    unit: UnitOfWork, programme: WorkProgramme, item: NewItem | MovedItem, decided_on: date
) -> None:
    """Refuse a meeting that is of another body, was cancelled, or was over when this was decided.

    The day of a meeting to come may be recorded after it was held: old programmes are recorded so.
    """
    if item.meeting is None:
        return
    meeting = unit.get(Meeting, item.meeting)
    if meeting.body != programme.ref:
        raise RuleBroken(
            item.item,
            f"{meeting.ref} is a meeting of {meeting.body}: {item.item} is expected at one of"
            f" {programme.ref}",
        )
    if meeting.cancelled or meeting.day < decided_on:
        why = "was cancelled" if meeting.cancelled else f"was on {meeting.day}"
        raise RuleBroken(
            item.item,
            f"{meeting.ref} {why}: what is decided on {decided_on} comes to a meeting after that",
        )


def consider(
    unit: UnitOfWork,
    meeting: Meeting,
    resolution: Resolution,
    by: Provenance,
    refs: tuple[str, ...],
) -> None:
    """Record what a resolution says the meeting had before it, and what that brings with it.

    Raises:
        UnknownReference: where something is no item of the body's programme, no action and no
            change request.
    """
    programme = unit.find(WorkProgramme, meeting.body)
    linked = (each for ref in refs for each in programme.answers.get(ref, ()))
    brought = [each for each in linked if _is_asked(unit, each, resolution.adopted_on)]
    for ref in dict.fromkeys((*refs, *brought)):
        programme.consider(
            by,
            resolution.adopted_on,
            item=ref,
            matter=_matter(unit, programme, ref, resolution.adopted_on),
            meeting=meeting.ref,
            resolution=resolution.number,
        )


def _is_asked(unit: UnitOfWork, action: str, day: date) -> bool:
    """Whether an action that an item brings is still asked for: its resolution may have ended."""
    try:
        asked_of(unit, unit.find(Action, action), day)
    except NotInForce:
        return False
    return True


def _matter(unit: UnitOfWork, programme: WorkProgramme, ref: str, day: date) -> Matter:
    if ref in programme.items or ref in programme.removed:
        return Matter.ITEM
    if unit.find(ChangeRequest, ref).exists:
        return Matter.CHANGE_REQUEST
    try:
        asked_of(unit, unit.find(Action, ref), day)
    except UnknownReference as error:
        known = ", ".join(programme.items) or "no items"
        raise UnknownReference(
            ref,
            f"{ref!r}, which is said to have been considered, is no change request, no action and"
            f" not in the work programme of {programme.ref}, which has {known}",
        ) from error
    return Matter.ACTION
