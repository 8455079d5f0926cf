"""What portfolios, programmes or departments must save, and how much of it is at risk."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from projections.savings.figures import CASHABLE_BENEFIT, profile_of
from projections.savings.pence import less, pounds
from projections.savings.projects import ALL, Group, groups, projects
from projections.savings.status import LAST_REPORT, STATUSES

GROUPINGS = ("portfolio", "programme", "department")
"""What projects can be grouped by; without a portfolio or department of its own, a project has
that of its programme."""

Amounts = dict[str, int]
"""Pence per year."""


class Standing(NamedTuple):
    """What a group, or all of them, must save and how it stands; amounts in pounds.

    Attributes:
        ref: the reference of the portfolio or programme; ``None`` for the projects that belong to
            none, and for the total.
        name: its name.
        projects: how many projects it has, the closed ones included.
        targets: what it must save per year, as the figure ledger has it.
        target_total: the sum over all years.
        at_risk: at risk and slippage less over-achievement per year, by the last status reports.
        at_risk_total: the sum over all years; negative is over-achievement.
        delivered_alternatively: what was delivered in another way.
        net_at_risk: the total at risk less what was delivered in another way.
        statuses: how many projects there are of each status.
    """

    ref: str | None
    name: str
    projects: int
    targets: dict[str, Decimal]
    target_total: Decimal
    at_risk: dict[str, Decimal]
    at_risk_total: Decimal
    delivered_alternatively: Decimal
    net_at_risk: Decimal
    statuses: dict[str, int]


class Difference(NamedTuple):
    """A year in which a status report states another target than the book has, in pounds."""

    project: str
    period: str
    year: str
    stated: Decimal
    book: Decimal
    difference: Decimal


class Portfolio(NamedTuple):
    """The groups in the order of their names, what they come to, and what does not agree."""

    years: tuple[str, ...]
    groups: tuple[Standing, ...]
    total: Standing
    differences: tuple[Difference, ...]


class _Report(NamedTuple):
    """The last report of a project, its amounts in pence."""

    period: str
    since: str
    alternatively: int
    target: str | None
    at_risk: Amounts


_NO_REPORT = _Report("", "", 0, None, {})


class _Sums:
    """What is added up for one group, in pence."""

    def __init__(self) -> None:
        self.projects = 0
        self.targets: Counter[str] = Counter()
        self.at_risk: Counter[str] = Counter()
        self.alternatively = 0
        self.statuses = dict.fromkeys(STATUSES, 0)

    def add(self, targets: Amounts, report: _Report, status: str) -> None:
        """Count one project."""
        self.projects += 1
        for year, amount in targets.items():
            self.targets[year] += amount
        for year, amount in report.at_risk.items():
            self.at_risk[year] += amount
        self.alternatively += report.alternatively
        self.statuses[status] += 1


def portfolio(
    views: sqlite3.Connection,
    *,
    as_at: date,
    known: int = ALL,
    by: str = "portfolio",
    measure: str = CASHABLE_BENEFIT,
) -> Portfolio:
    """Return what groups of projects must save, and how they stand.

    A project counts from its first day on, also after it was closed: its figures stay. A project
    without any status report counts as having no status.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        by: one of `GROUPINGS`.
        measure: the measure to add up.
    """
    day = as_at.isoformat()
    targets = _targets(views, day, known, measure)
    reports = _reports(views, day, known, measure)
    statuses = _statuses(views, day, known)
    total, sums = _Sums(), dict[str | None, _Sums]()
    started = projects(views, as_at, known)
    for ref, project in started.items():
        report = reports.get(ref, _NO_REPORT)
        status = statuses.get(ref, "no_status")
        for group in (sums.setdefault(getattr(project, by), _Sums()), total):
            group.add(targets.get(ref, {}), report, status)
    years = tuple(sorted({*total.targets, *total.at_risk}))
    named = groups(views, as_at, known)
    standings = [_standing(years, ref, _name(named, by, ref), sums[ref]) for ref in sums]
    return Portfolio(
        years,
        tuple(sorted(standings, key=lambda group: (group.ref is None, group.name))),
        _standing(years, None, "All", total),
        tuple(
            difference
            for ref in started
            if ref in reports
            for difference in _differences(
                views, ref, reports[ref], targets.get(ref, {}), known, measure
            )
        ),
    )


def _targets(views: sqlite3.Connection, as_at: str, known: int, measure: str) -> dict[str, Amounts]:
    """Return what each project must save per year; the table is read once, in its own order."""
    found: dict[str, Amounts] = {}
    for project, year, amount in _tuples(
        views,
        "SELECT project, year, sum(change) FROM figure_movement"
        " WHERE measure = :measure AND since <= :as_at AND position <= :known"
        " GROUP BY project, year",
        {"measure": measure, "as_at": as_at, "known": known},
    ):
        found.setdefault(project, {})[year] = amount
    return found


def _reports(views: sqlite3.Connection, as_at: str, known: int, measure: str) -> dict[str, _Report]:
    """Return the last report of each project on a measure."""
    found: dict[str, _Report] = {}
    for project, year, at_risk, period, since, alternatively, target in _tuples(
        views,
        f"""
        SELECT s.project, f.year, f.at_risk + f.slippage - f.over_achievement,
            r.period, r.since, r.alternatively, r.target
        FROM project_step s
        JOIN status_report r ON r.position = ({LAST_REPORT.format(project="s.project")})
        LEFT JOIN status_figure f ON f.report = r.position
        WHERE s.step = 'started'
        """,  # noqa: S608 - our own constant
        {"measure": measure, "as_at": as_at, "known": known},
    ):
        report = found.setdefault(project, _Report(period, since, alternatively, target, {}))
        if year is not None:
            report.at_risk[year] = at_risk
    return found


def _statuses(views: sqlite3.Connection, as_at: str, known: int) -> dict[str, str]:
    """Return the last status of each project, whatever measure its report is on."""
    rows = _tuples(
        views,
        f"""
        SELECT s.project, r.status FROM project_step s
        JOIN status_report r ON r.position = ({LAST_REPORT.format(project="s.project")})
        WHERE s.step = 'started'
        """,  # noqa: S608 - our own constant
        {"measure": None, "as_at": as_at, "known": known},
    )
    return dict(rows)


def _tuples(
    views: sqlite3.Connection, statement: str, values: Mapping[str, object]
) -> Iterable[tuple[Any, ...]]:
    """Ask for plain tuples, which cost less than named rows where there are thousands."""
    cursor = views.cursor()
    cursor.row_factory = None
    return cursor.execute(statement, values)


def _name(named: Mapping[tuple[str, str], Group], by: str, ref: str | None) -> str:
    if ref is None:
        return f"No {by}"
    group = named.get((by, ref))
    return group.name if group else ref


def _standing(years: Iterable[str], ref: str | None, name: str, sums: _Sums) -> Standing:
    at_risk = sums.at_risk.total()
    return Standing(
        ref=ref,
        name=name,
        projects=sums.projects,
        targets={year: pounds(sums.targets[year]) for year in years},
        target_total=pounds(sums.targets.total()),
        at_risk={year: pounds(sums.at_risk[year]) for year in years},
        at_risk_total=pounds(at_risk),
        delivered_alternatively=pounds(sums.alternatively),
        net_at_risk=pounds(at_risk - sums.alternatively),
        statuses=sums.statuses,
    )


def _differences(
    views: sqlite3.Connection,
    project: str,
    report: _Report,
    book: Amounts,
    known: int,
    measure: str,
) -> Iterable[Difference]:
    """Return the years in which a report's target agrees neither with the book then nor now."""
    if report.target is None:
        return
    stated: Amounts = json.loads(report.target)
    if not less(stated, book):
        return
    then = profile_of(views, project, measure, report.since, known)
    for year, apart in less(stated, then).items():
        yield Difference(
            project,
            report.period,
            year,
            pounds(stated.get(year, 0)),
            pounds(then.get(year, 0)),
            pounds(apart),
        )
