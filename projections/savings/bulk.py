"""The figures and last reports of all projects at once, read in few queries: what sums need."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.projects import ALL
from projections.savings.status import LAST_REPORT

Amounts = dict[str, int]
"""Pence per year."""

Moment = Mapping[str, Any]
"""The two times and the measure, as the queries name them."""

_LAST_REPORTS = f"""
    (SELECT project FROM project_step WHERE step = 'started') s
    JOIN status_report r ON r.position = ({LAST_REPORT.format(project="s.project")})
"""  # noqa: S608 - our own constant


def moment_of(as_at: date, known: int = ALL, measure: str = CASHABLE_BENEFIT) -> Moment:
    """Return the two times and the measure in the form that the queries here take."""
    return {"as_at": as_at.isoformat(), "known": known, "measure": measure}


class LastReport(NamedTuple):
    """The last report of a project, its amounts in pence."""

    status: str
    period: str
    alternatively: int
    target: str | None
    at_risk: Amounts


NO_REPORT = LastReport("no_status", "", 0, None, {})


def targets_of_all(views: sqlite3.Connection, moment: Moment) -> dict[str, Amounts]:
    """Return what each project must save per year; the table is read once, in its own order."""
    found: dict[str, Amounts] = {}
    for project, year, amount in _tuples(
        views,
        "SELECT project, year, sum(change) FROM figure_movement"
        " WHERE measure = :measure AND since <= :as_at AND position <= :known"
        " GROUP BY project, year HAVING sum(change) <> 0",
        moment,
    ):
        found.setdefault(project, {})[year] = amount
    return found


def last_reports(views: sqlite3.Connection, moment: Moment) -> dict[str, LastReport]:
    """Return the last report of each project on a measure."""
    found: dict[str, LastReport] = {}
    for project, year, at_risk, *said in _tuples(
        views,
        f"""
        SELECT s.project, f.year, f.at_risk + f.slippage - f.over_achievement,
            r.status, r.period, r.alternatively, r.target
        FROM {_LAST_REPORTS} LEFT JOIN status_figure f ON f.report = r.position
        """,  # noqa: S608 - our own constant
        moment,
    ):
        report = found.get(project)
        if report is None:
            status, period, alternatively, target = said
            report = found[project] = LastReport(status, period, alternatively, target, {})
        if year is not None:
            report.at_risk[year] = at_risk
    return found


def last_statuses(
    views: sqlite3.Connection, moment: Moment, reports: Mapping[str, LastReport]
) -> dict[str, str]:
    """Return the last status of each project, whatever measure its report is on.

    Args:
        views: the views.
        moment: the two times, and the measure that `reports` are on.
        reports: the last reports; they are asked again only where there are other measures.
    """
    first, last = views.execute(
        "SELECT (SELECT min(measure) FROM status_report), (SELECT max(measure) FROM status_report)"
    ).fetchone()
    if first == last == moment["measure"]:
        return {project: report.status for project, report in reports.items()}
    rows = _tuples(
        views,
        f"SELECT s.project, r.status FROM {_LAST_REPORTS}",  # noqa: S608 - our own constant
        {**moment, "measure": None},
    )
    return dict(rows)


def _tuples(views: sqlite3.Connection, statement: str, values: Moment) -> Iterable[tuple[Any, ...]]:
    """Ask for plain tuples, which cost less than named rows where there are thousands."""
    cursor = views.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values)


def targets_at_reports(
    views: sqlite3.Connection, moment: Moment, wanted: Iterable[str]
) -> dict[str, Amounts]:
    """Return what the book had for some projects on the days of their last reports."""
    found: dict[str, Amounts] = {}
    for project, year, amount in _tuples(
        views,
        f"""
        SELECT s.project, m.year, sum(m.change) FROM {_LAST_REPORTS}
        JOIN figure_movement m ON m.measure = :measure AND m.project = s.project
            AND m.since <= r.since AND m.position <= :known
        WHERE s.project IN (SELECT value FROM json_each(:wanted))
        GROUP BY s.project, m.year
        """,  # noqa: S608 - our own constant
        {**moment, "wanted": json.dumps(list(wanted))},
    ):
        found.setdefault(project, {})[year] = amount
    return found
