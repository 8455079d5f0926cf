"""The last reports of all projects at once, read in few queries: what sums need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.projects import ALL
from projections.savings.standings import Moment
from projections.savings.status import IN_TIME, LAST_REPORT, STATUSES, month_of
from projections.views import Views

Amounts = dict[str, int]
"""Pence per year."""

DONE = "closed_or_completed"
"""The status of a project from the day it was closed, whatever was reported of it last."""

_LAST = "r.position"
_STARTED = "(SELECT project FROM project_step WHERE step = 'started') s"


def moment_of(
    views: Views, as_at: date, known: int = ALL, measure: str = CASHABLE_BENEFIT
) -> Moment:
    """Return the two times and the measure in the form that the queries here take."""
    return {
        "as_at": as_at.isoformat(),
        "known": known,
        "measure": measure,
        "month": month_of(views, as_at, known),
    }


class LastReport(NamedTuple):
    """The last report of a project, as the view has it: amounts in pence, per year as JSON."""

    project: str
    status: int
    period: str
    since: str
    alternatively: int
    target: str | None
    at_risk: str | None


def add(these: Amounts, those: Mapping[str, int]) -> None:
    """Add some amounts to others."""
    for key, amount in those.items():
        these[key] = these.get(key, 0) + amount


def last_reports(views: Views, moment: Moment) -> dict[str, LastReport]:
    """Return the last report of each project on a measure."""
    return {
        row[0]: LastReport._make(row)
        for source, last in (
            (_STARTED, IN_TIME.format(project="s.project", column=_LAST)),
            ("status_early s", LAST_REPORT.format(project="s.project")),
        )
        for row in views.tuples(
            "SELECT s.project, l.status, l.period, l.since, l.alternatively, l.target, l.at_risk"  # noqa: S608 - our own constants
            f" FROM {source} JOIN status_report l ON l.position = ({last})",
            moment,
        )
    }


def statuses_on(views: Views, moment: Moment, reports: Mapping[str, LastReport]) -> dict[str, str]:
    """Return how each project stands: a closed one is done, any other as its last report says.

    Args:
        views: the views.
        moment: the two times, and the measure that `reports` are on.
        reports: the last reports; they are asked again only where there are other measures.
    """
    return last_statuses(views, moment, reports) | dict.fromkeys(_closed(views, moment), DONE)


def _closed(views: Views, moment: Moment) -> Iterator[str]:
    rows = views.tuples(
        "SELECT project FROM project_step WHERE step = 'closed' AND since <= ? AND position <= ?",
        (moment["as_at"], moment["known"]),
    )
    return (project for (project,) in rows)


def last_statuses(
    views: Views, moment: Moment, reports: Mapping[str, LastReport]
) -> dict[str, str]:
    """Return the last reported status of each project, whatever measure its report is on.

    Args:
        views: the views.
        moment: the two times, and the measure that `reports` are on.
        reports: the last reports; they are asked again only where there are other measures.
    """
    measures = [measure for (measure,) in views.tuples("SELECT measure FROM status_measure")]
    if measures == [moment["measure"]]:
        return {project: STATUSES[report.status] for project, report in reports.items()}
    of_any = {**moment, "measure": None}
    status = IN_TIME.format(project="s.project", column="r.status")
    last = LAST_REPORT.format(project="s.project")
    found = dict(views.tuples(f"SELECT s.project, ({status}) FROM {_STARTED}", of_any))  # noqa: S608 - our own constants
    early = views.tuples(
        "SELECT s.project, l.status FROM status_early s"  # noqa: S608 - as above
        f" JOIN status_report l ON l.position = ({last})",
        of_any,
    )
    found.update(early)
    return {project: STATUSES[code] for project, code in found.items() if code is not None}
