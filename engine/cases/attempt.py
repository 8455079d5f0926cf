"""An attempt to take a step of a case: all that its guards and consequences ask of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.aggregate import Provenance
from domain.authority.actor import Held
from domain.cases.case import Case
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.resolution import Resolution
from domain.routes.parts import Step
from domain.routes.route import Route
from engine.commands.cases import TakeStep
from engine.unit_of_work import UnitOfWork


class Attempt(NamedTuple):
    """Somebody takes a step.

    Attributes:
        unit: the unit of work.
        case: the case.
        route: the version of the route it is on.
        step: the step.
        command: what was said of it.
        by: who records it.
        on: the day of the step.
        held: the role in which they act; none where time takes the step, or under a delegation.
        body: the body for which they act, where it is one's.
        meeting: the meeting that is named, or of the resolution that is.
        resolution: the resolution that is named.
    """

    unit: UnitOfWork
    case: Case
    route: Route
    step: Step
    command: TakeStep
    by: Provenance
    on: date
    held: Held | None
    body: str | None
    meeting: Meeting | None
    resolution: Resolution | None

    @property
    def resolution_number(self) -> str | None:
        """The reference of the resolution within its body."""
        return self.resolution.number if self.resolution else self.command.resolution

    @property
    def authority(self) -> Authority | None:
        """What permits it: the meeting or resolution that is named, and whose it is."""
        if self.by.authority or not (self.meeting or self.resolution):
            return self.by.authority
        return Authority(
            body=self.body,
            decided_on=self.on,
            meeting=self.meeting.ref if self.meeting else None,
            resolution=self.resolution_number,
            officer=self.by.actor if self.command.under else None,
        )
