"""How projects stood by the last status report that members had, and stand by the last now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.known_then.basis import Basis
from projections.savings.projects import ALL
from projections.savings.status import NO_STATUS, Report, last_report
from projections.views import Views


class Reported(NamedTuple):
    """What a status report says; amounts in pounds, negative where more than the target is met."""

    period: str
    status: str
    at_risk: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    recorded_at: str
    position: int


class StatusThen(NamedTuple):
    """How a project stood, and stands now.

    Attributes:
        project: the project.
        then: the last report that members had; nothing where they had none.
        now: the last report now.
        late: whether the report that counts was recorded after members could have had it.
    """

    project: str
    then: Reported | None
    now: Reported | None
    late: bool

    @property
    def statuses(self) -> tuple[str, str]:
        """The status then and now; that there is none is one."""
        then, now = (said.status if said else NO_STATUS for said in (self.then, self.now))
        return then, now


def statuses_then(
    views: Views, projects: Iterable[str], basis: Basis, *, as_at: date, known: int = ALL
) -> tuple[StatusThen, ...]:
    """Return how projects stood by their last reports, whatever measure these are on."""
    return tuple(
        _status(
            project,
            last_report(views, project, None, as_at=basis.day, known=basis.known),
            last_report(views, project, None, as_at=as_at, known=known),
            basis,
        )
        for project in projects
    )


def _status(project: str, then: Report | None, now: Report | None, basis: Basis) -> StatusThen:
    late = then is not None and then.position > basis.late_after
    return StatusThen(project, _said(then), _said(now), late)


def _said(report: Report | None) -> Reported | None:
    return report and Reported(
        report.period,
        report.status,
        report.at_risk_total,
        report.delivered_alternatively,
        report.net_at_risk,
        report.recorded_at,
        report.position,
    )
