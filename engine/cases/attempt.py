"""An attempt to take a step of a case: all that its guards and consequences ask of."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from domain.aggregate import Provenance
from domain.authority.actor import Held
from domain.cases.case import Case
from domain.meetings.meeting import Meeting
from domain.provenance import Authority
from domain.resolutions.delegation import DelegationKey
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
    def item(self) -> str | None:
        """The item of business: that of the resolution, where one is named.

        A resolution without an item may be about any, whatever the step says.
        """
        return self.resolution.item if self.resolution else self.command.item

    @property
    def resolution_number(self) -> str | None:
        """The reference of the resolution within its body, or of the one that delegates."""
        if self.command.under:
            return DelegationKey.parse(self.command.under).number
        return self.resolution.number if self.resolution else self.command.resolution

    @property
    def authority(self) -> Authority | None:
        """What permits it: what is cited, or else the meeting, resolution or delegation named."""
        named = self.meeting or self.resolution or self.command.under
        return self.citing if named and not self.by.authority else self.by.authority

    @property
    def citing(self) -> Authority:
        """The meeting, resolution or delegation that is named, and whose it is."""
        return Authority(
            body=self.body,
            decided_on=self.on,
            meeting=self.meeting.ref if self.meeting else None,
            resolution=self.resolution_number,
            officer=self.by.actor if self.command.under else None,
            consulted=self.command.consulted if self.command.under else (),
        )
