"""What commands do that record a resolution, and what becomes of it."""

from __future__ import annotations

from datetime import date

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.errors import RuleBroken
from domain.meetings.meeting import Meeting
from domain.meetings.quorum import check_enough
from domain.resolutions.afterwards import CallInOutcome
from domain.resolutions.clauses import numbered
from domain.resolutions.resolution import Motion, Resolution
from engine.calendar import working_calendar
from engine.commands.resolutions import (
    CallIn,
    DecideCallIn,
    MotionOutcome,
    RecordResolution,
    TakeEffect,
)
from engine.errors import ContradictoryCommand
from engine.handlers.work_programme import consider
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, command: RecordResolution) -> Resolution:
    """The resolution, known by its reference within the meeting's body."""
    meeting = unit.get(Meeting, command.meeting)
    return unit.find(Resolution, f"{meeting.body}/{command.ref}")


def record(
    unit: UnitOfWork, resolution: Resolution, command: RecordResolution, by: Provenance
) -> None:
    """Record the resolution as passed or lost, and end or amend what it says of earlier ones."""
    meeting = unit.get(Meeting, command.meeting)
    held_on = meeting.check_held()
    body = unit.get(Body, meeting.body)
    body.check_in_force(held_on)
    for clause in command.clauses:
        if clause.to:
            unit.get(Body, clause.to)
        if clause.at:
            unit.get(Meeting, clause.at)
    motion = Motion(
        item=command.item,
        title=command.title,
        clauses=numbered(command.clauses),
        moved_by=command.moved_by,
        seconded_by=command.seconded_by,
        votes=command.votes,
        considers=command.considers,
    )
    if command.outcome is MotionOutcome.LOST:
        resolution.lose(by, meeting, motion)
        consider(unit, meeting, resolution, by, command.considers)
        return
    check_enough(meeting, body, command.item)
    resolution.adopt(
        by,
        meeting,
        motion,
        takes_effect_on=command.takes_effect_on,
        call_in_until=_call_in_until(unit, resolution, command, held_on),
        urgent=command.urgent,
        supersedes=command.supersedes,
        rescinds=command.rescinds,
        amends=command.amends,
    )
    _replace(unit, resolution, command, by)
    consider(unit, meeting, resolution, by, command.considers)


def call_in(_: UnitOfWork, resolution: Resolution, command: CallIn, by: Provenance) -> None:
    """Suspend the resolution."""
    resolution.call_in(by, command.called_in_on, called_in_by=command.by, reason=command.reason)


def decide_call_in(
    unit: UnitOfWork, resolution: Resolution, command: DecideCallIn, by: Provenance
) -> None:
    """Let the resolution take effect, or never; then what it ended or amended holds again."""
    if command.body:
        unit.get(Body, command.body).check_in_force(command.decided_on)
    if command.meeting:
        _check_met(unit.get(Meeting, command.meeting), command)
    resolution.decide_call_in(
        by,
        command.decided_on,
        outcome=command.outcome,
        body=command.body,
        meeting=command.meeting,
    )
    if command.outcome is CallInOutcome.REFERRED_BACK:
        for ref in resolution.replaces:
            unit.get(Resolution, f"{resolution.body}/{ref}").revive(
                by, command.decided_on, instead_of=resolution.number
            )


def take_effect(_: UnitOfWork, resolution: Resolution, command: TakeEffect, by: Provenance) -> None:
    """Record that nobody called the resolution in."""
    resolution.take_effect(by, command.on)


def _call_in_until(
    unit: UnitOfWork, resolution: Resolution, command: RecordResolution, held_on: date
) -> date | None:
    """The last day on which the resolution may be called in, where its body has such a rule."""
    terms = unit.get(Body, resolution.body).terms_at(held_on)
    window = terms.call_in if terms else None
    if window is None and command.urgent:
        raise RuleBroken(
            resolution.ref,
            f"{resolution.body} has no call-in rule on {held_on} from which {command.ref} could be"
            " exempt: leave `urgent` out, or record the rule in `terms-of-reference` first",
        )
    if window is None or command.urgent:
        return None
    return working_calendar(unit, held_on).after(held_on, window.days, window.count)


def _replace(
    unit: UnitOfWork, resolution: Resolution, command: RecordResolution, by: Provenance
) -> None:
    """End and amend earlier resolutions of the body, from the day of the meeting."""
    adopted_on, number = resolution.adopted_on, resolution.number

    def earlier(ref: str) -> Resolution:
        return unit.get(Resolution, f"{resolution.body}/{ref}")

    for ref in command.supersedes:
        earlier(ref).supersede(by, adopted_on, superseded_by=number)
    for ref in command.rescinds:
        earlier(ref).rescind(by, adopted_on, rescinded_by=number)
    for each in command.amends:
        earlier(each.ref).amend(
            by, adopted_on, amended_by=number, clause=each.clause, text=each.text
        )


def _check_met(meeting: Meeting, command: DecideCallIn) -> None:
    held_on = meeting.check_held()
    if command.body not in (None, meeting.body):
        raise ContradictoryCommand(
            command.resolution,
            f"{meeting.ref} is a meeting of {meeting.body}, not of {command.body}",
        )
    if held_on != command.decided_on:
        raise ContradictoryCommand(
            command.resolution,
            f"{meeting.ref} was held on {held_on}: it decided nothing on {command.decided_on}",
        )
