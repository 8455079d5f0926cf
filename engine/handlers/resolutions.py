"""What the command that records a resolution does."""

from __future__ import annotations

from domain.aggregate import Provenance
from domain.bodies.body import Body
from domain.meetings.meeting import Meeting
from domain.resolutions.clauses import numbered
from domain.resolutions.resolution import Motion, Resolution
from engine.commands.resolutions import MotionOutcome, RecordResolution
from engine.unit_of_work import UnitOfWork


def subject(unit: UnitOfWork, command: RecordResolution) -> Resolution:
    """The resolution, known by its reference within the meeting's body."""
    meeting = unit.get(Meeting, command.meeting)
    return unit.find(Resolution, f"{meeting.body}/{command.ref}")


def record(
    unit: UnitOfWork, resolution: Resolution, command: RecordResolution, by: Provenance
) -> None:
    """Record the resolution as passed or lost, and end what it supersedes."""
    meeting = unit.get(Meeting, command.meeting)
    unit.get(Body, meeting.body).check_in_force(meeting.check_held())
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
    )
    if command.outcome is MotionOutcome.LOST:
        resolution.lose(by, meeting, motion)
        return
    resolution.adopt(
        by,
        meeting,
        motion,
        takes_effect_on=command.takes_effect_on,
        supersedes=command.supersedes,
    )
    for ref in command.supersedes:
        unit.get(Resolution, f"{meeting.body}/{ref}").supersede(
            by, resolution.adopted_on, superseded_by=resolution.number
        )
