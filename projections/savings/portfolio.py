"""What portfolios, programmes or departments must save, and how much of it is at risk."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.savings.bulk import (
    Amounts,
    LastReport,
    add,
    last_reports,
    moment_of,
    statuses_on,
)
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.packed import summed
from projections.savings.pence import pounds
from projections.savings.projects import ALL, Group, groups, places_of
from projections.savings.standings import standings_of_all
from projections.savings.status import NO_STATUS, STATUSES
from projections.views import Views

GROUPINGS = ("portfolio", "programme", "department")
"""What projects can be grouped by; without a portfolio or department of its own, a project has
that of its programme."""


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
        statuses: how many projects there are of each status; closed ones are done.
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


class Portfolio(NamedTuple):
    """The groups in the order of their names, and what they come to."""

    years: tuple[str, ...]
    groups: tuple[Standing, ...]
    total: Standing


class _Sums:
    """What is added up for one group, in pence."""

    def __init__(self) -> None:
        self.projects = 0
        self._profiles: list[bytes] = []
        self.targets: Amounts = {}
        self.at_risk: Amounts = {}
        self.alternatively = 0
        self.statuses = dict.fromkeys(STATUSES, 0)
        self._risks: list[str] = []

    def add(self, profile: bytes | None, report: LastReport | None, status: str) -> None:
        """Count one project."""
        self.projects += 1
        self.statuses[status] += 1
        if profile is not None:
            self._profiles.append(profile)
        if report is not None:
            self.alternatively += report.alternatively
            if report.at_risk is not None:
                self._risks.append(report.at_risk)

    def add_up(self) -> None:
        """Add up the amounts per year of the projects that were counted; once, when all were."""
        self.targets = summed(self._profiles)
        for at_risk in json.loads(f"[{','.join(self._risks)}]"):
            add(self.at_risk, at_risk)

    def add_all(self, other: _Sums) -> None:
        """Count the projects of another group."""
        self.projects += other.projects
        add(self.targets, other.targets)
        add(self.at_risk, other.at_risk)
        self.alternatively += other.alternatively
        add(self.statuses, other.statuses)


def portfolio(
    views: Views,
    *,
    as_at: date,
    known: int = ALL,
    by: str = "portfolio",
    measure: str = CASHABLE_BENEFIT,
) -> Portfolio:
    """Return what groups of projects must save, and how they stand.

    A project counts from its first day on, also after it was closed: its figures stay, and its
    status is that it is done. A running one without any status report counts as having no status.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        by: one of `GROUPINGS`.
        measure: the measure to add up.
    """
    moment = moment_of(views, as_at, known, measure)
    places = places_of(views, by, as_at, known)
    profiles = standings_of_all(views, moment)
    reports = last_reports(views, moment)
    statuses = statuses_on(views, moment, reports)
    sums: dict[str | None, _Sums] = {}
    for project, place in places.items():
        group = sums.get(place)
        if group is None:
            group = sums[place] = _Sums()
        status = statuses.get(project, NO_STATUS)
        group.add(profiles.get(project), reports.get(project), status)
    total = _Sums()
    for group in sums.values():
        group.add_up()
        total.add_all(group)
    years = tuple(sorted({*total.targets, *total.at_risk}))
    named = groups(views, as_at, known)
    standings = [_standing(years, ref, _name(named, by, ref), sums[ref]) for ref in sums]
    return Portfolio(
        years,
        tuple(sorted(standings, key=lambda group: (group.ref is None, group.name))),
        _standing(years, None, "All", total),
    )


def _name(named: Mapping[tuple[str, str], Group], by: str, ref: str | None) -> str:
    if ref is None:
        return f"No {by}"
    group = named.get((by, ref))
    return group.name if group else ref


def _standing(years: Iterable[str], ref: str | None, name: str, sums: _Sums) -> Standing:
    at_risk = sum(sums.at_risk.values())
    return Standing(
        ref=ref,
        name=name,
        projects=sums.projects,
        targets={year: pounds(sums.targets.get(year, 0)) for year in years},
        target_total=pounds(sum(sums.targets.values())),
        at_risk={year: pounds(sums.at_risk.get(year, 0)) for year in years},
        at_risk_total=pounds(at_risk),
        delivered_alternatively=pounds(sums.alternatively),
        net_at_risk=pounds(at_risk - sums.alternatively),
        statuses=sums.statuses,
    )
