"""The figures and last reports of all projects at once, read in few queries: what sums need."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.projects import ALL
from projections.savings.status import LAST_REPORT, month_of
from projections.views import Views

Amounts = dict[str, int]
"""Pence per year."""

_AT_ONCE = 400

Moment = Mapping[str, Any]
"""The two times and the measure, as the queries name them."""

_LAST_REPORTS = f"""
    (SELECT project FROM project_step WHERE step = 'started') s
    JOIN status_report r ON r.position = ({LAST_REPORT.format(project="s.project")})
"""  # noqa: S608 - our own constant


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
    """The last report of a project, its amounts in pence."""

    status: str
    period: str
    since: str
    alternatively: int
    target: str | None
    at_risk: Amounts


NO_REPORT = LastReport("no_status", "", "", 0, None, {})


def add(these: Amounts, those: Mapping[str, int]) -> None:
    """Add some amounts to others."""
    for key, amount in those.items():
        these[key] = these.get(key, 0) + amount


def targets_of_all(views: Views, moment: Moment) -> dict[str, Amounts]:
    """Return what each project must save per year; the table is read once, in its own order."""
    found: dict[str, Amounts] = {}
    for project, year, amount in views.tuples(
        "SELECT project, year, sum(change) FROM figure_movement"
        " WHERE measure = :measure AND since <= :as_at AND position <= :known"
        " GROUP BY project, year HAVING sum(change) <> 0",
        moment,
    ):
        found.setdefault(project, {})[year] = amount
    return found


def last_reports(views: Views, moment: Moment) -> dict[str, LastReport]:
    """Return the last report of each project on a measure."""
    rows = views.tuples(
        "SELECT s.project, r.status, r.period, r.since, r.alternatively, r.target, r.at_risk"  # noqa: S608 - our own constant
        f" FROM {_LAST_REPORTS}",
        moment,
    )
    return {
        project: LastReport._make((*said, json.loads(at_risk) if at_risk else {}))
        for project, *said, at_risk in rows
    }


def last_statuses(
    views: Views, moment: Moment, reports: Mapping[str, LastReport]
) -> dict[str, str]:
    """Return the last status of each project, whatever measure its report is on.

    Args:
        views: the views.
        moment: the two times, and the measure that `reports` are on.
        reports: the last reports; they are asked again only where there are other measures.
    """
    measures = [measure for (measure,) in views.tuples("SELECT measure FROM status_measure")]
    if measures == [moment["measure"]]:
        return {project: report.status for project, report in reports.items()}
    rows: Iterable[Any] = views.tuples(
        f"SELECT s.project, r.status FROM {_LAST_REPORTS}",  # noqa: S608 - our own constant
        {**moment, "measure": None},
    )
    return dict(rows)


def targets_at_reports(
    views: Views, moment: Moment, reports: Mapping[str, LastReport], wanted: Iterable[str]
) -> dict[str, Amounts]:
    """Return what the book had for some projects on the days of their last reports."""
    found: dict[str, Amounts] = {}
    names = list(wanted)
    for first in range(0, len(names), _AT_ONCE):
        some = names[first : first + _AT_ONCE]
        places = ", ".join(["(?, ?)"] * len(some))
        for project, year, amount in views.tuples(
            f"WITH wanted (project, day) AS (VALUES {places})"  # noqa: S608 - places only
            # In this form of a join SQLite takes the few projects first, as it should.
            " SELECT m.project, m.year, sum(m.change) FROM wanted w CROSS JOIN figure_movement m"
            " WHERE m.measure = ? AND m.project = w.project AND m.since <= w.day"
            " AND m.position <= ?"
            " GROUP BY m.project, m.year",
            (
                *(said for name in some for said in (name, reports[name].since)),
                moment["measure"],
                moment["known"],
            ),
        ):
            found.setdefault(project, {})[year] = amount
    return found
