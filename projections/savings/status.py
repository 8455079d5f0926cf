"""Status reports: how each project stood in a month, as its report says."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.savings.pence import in_pounds, pence, pounds, profile
from projections.savings.projects import ALL, BEGINNING
from projections.seen import stored
from projections.view import Entry, Row, View

STATUSES = (
    "on_target",
    "experiencing_obstacles",
    "at_risk",
    "compromised",
    "closed_or_completed",
    "no_status",
)
"""Every status, as views and JSON write it, from good to bad and then those without one."""

_FIGURES = ("at_risk", "slippage", "over_achievement")


def _reported(entry: Entry) -> Iterable[tuple[str, Row]]:
    fact = entry.fact
    target = None if fact["target"] is None else profile(fact["target"])
    yield (
        "status_report",
        (
            entry.position,
            fact["project"],
            fact["measure"],
            fact["period"],
            fact["decided_on"] or BEGINNING,
            entry.recorded_at,
            fact["status"].replace("-", "_"),
            pence(fact["delivered_alternatively"]),
            stored(target),
            fact["narrative"],
            stored(fact["source"]),
        ),
    )
    at_risk, slips, over = (profile(fact[name]) for name in _FIGURES)
    for year in at_risk if not (slips or over) else sorted({*at_risk, *slips, *over}):
        found = (at_risk.get(year, 0), slips.get(year, 0), over.get(year, 0))
        yield "status_figure", (entry.position, year, *found)


STATUS = View(
    name="status",
    version=2,
    tables=(
        """
        CREATE TABLE status_report (
            position INTEGER PRIMARY KEY, project TEXT NOT NULL, measure TEXT NOT NULL,
            period TEXT NOT NULL, since TEXT NOT NULL, recorded_at TEXT NOT NULL,
            status TEXT NOT NULL, alternatively INTEGER NOT NULL, target TEXT, narrative TEXT,
            source TEXT
        )
        """,
        # The last report of a project is found from the end of this index, without the table.
        """
        CREATE INDEX status_report_of
        ON status_report (project, period, position, measure, since)
        """,
        "CREATE INDEX status_report_measure ON status_report (measure)",
        """
        CREATE TABLE status_figure (
            report INTEGER NOT NULL, year TEXT NOT NULL, at_risk INTEGER NOT NULL,
            slippage INTEGER NOT NULL, over_achievement INTEGER NOT NULL,
            PRIMARY KEY (report, year)
        ) WITHOUT ROWID
        """,
    ),
    handlers={"minutebook.status-reported.1": _reported},
)

LAST_REPORT = """
    SELECT r.position FROM status_report r
    WHERE r.project = {project} AND r.since <= :as_at AND r.position <= :known
    AND (:measure IS NULL OR r.measure = :measure)
    ORDER BY r.period DESC, r.position DESC LIMIT 1
"""
"""The last report of a project in force; of two of one period, the one recorded later."""


class Report(NamedTuple):
    """What a project's report says; amounts in pounds per year, signed as printed.

    Attributes:
        project: the project's reference.
        period: the month, ``2018-09``.
        status: one of `STATUSES`.
        at_risk: what is at risk or slips less what is achieved beyond the target, per year.
        at_risk_total: the sum over all years; negative is over-achievement.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the total at risk less what was delivered in another way.
        target: the target as the report states it; ``None`` where it states none.
        narrative: what it says in words.
        reported_on: the day of the report.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
    """

    project: str
    period: str
    status: str
    at_risk: dict[str, Decimal]
    at_risk_total: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    target: dict[str, Decimal] | None
    narrative: str | None
    reported_on: str | None
    recorded_at: str
    position: int


def last_report(
    views: sqlite3.Connection,
    project: str,
    measure: str | None,
    *,
    as_at: date,
    known: int = ALL,
) -> Report | None:
    """Return the last report of a project, of a measure or of any; ``None`` where there is none."""
    found = views.execute(
        "SELECT position, project, period, status, alternatively, target, narrative, since,"  # noqa: S608 - our own constants
        " recorded_at FROM status_report"
        f" WHERE position = ({LAST_REPORT.format(project=':project')})",
        {"project": project, "measure": measure, "as_at": as_at.isoformat(), "known": known},
    ).fetchone()
    return None if found is None else _report(views, *found)


def variances(views: sqlite3.Connection, report: int) -> dict[str, int]:
    """Return what a report puts at risk per year, in pence; negative is over-achievement."""
    rows = views.execute(
        "SELECT year, at_risk + slippage - over_achievement FROM status_figure"
        " WHERE report = ? ORDER BY year",
        (report,),
    )
    return dict(rows.fetchall())


def _report(views: sqlite3.Connection, position: int, *said: Any) -> Report:
    project, period, status, alternatively, target, narrative, since, recorded_at = said
    at_risk = variances(views, position)
    total = sum(at_risk.values())
    return Report(
        project=project,
        period=period,
        status=status,
        at_risk=in_pounds(at_risk),
        at_risk_total=pounds(total),
        delivered_alternatively=pounds(alternatively),
        net_at_risk=pounds(total - alternatively),
        target=None if target is None else in_pounds(json.loads(target)),
        narrative=narrative,
        reported_on=since or None,
        recorded_at=recorded_at,
        position=position,
    )
