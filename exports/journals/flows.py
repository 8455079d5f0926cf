"""Flows: what comes to or goes from the figure of a project on a day, in the order of days."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from projections.savings.bulk import LastReport, last_reports, moment_of
from projections.statements.book import ALTERNATIVELY
from projections.statements.claims import AT_RISK, OVER_ACHIEVEMENT
from projections.views import Views

BEGINNING = "1700-01-01"
"""The first day that beancount reads: that of what no source dates, and of every account."""


class Flow(NamedTuple):
    """What a fact adds to one year of a project's figure.

    Attributes:
        day: the day from which it counts, in ISO form.
        position: where the ledger has the fact.
        project: the project.
        year: the financial year; none of a figure that has no years.
        amount: in pence.
    """

    day: str
    position: int
    project: str
    year: str | None
    amount: int


def reported(
    views: Views, figure: str, measure: str, days: Iterable[str], known: int
) -> Iterator[Flow]:
    """Give what status reports made of a figure, seen on the days on which it is asserted.

    A report counts from its own day; where it is the last only from a later day on, since its month
    had not begun, from the day after the one on which another was.
    """
    had: dict[str, dict[str | None, int]] = {}
    since = BEGINNING
    for day in sorted(days):
        moment = moment_of(views, date.fromisoformat(day), known, measure)
        for project, report in last_reports(views, moment).items():
            now, before = _said(figure, report), had.get(project, {})
            for year in {*now, *before}:
                apart = now.get(year, 0) - before.get(year, 0)
                if apart:
                    yield Flow(max(report.since or BEGINNING, since), 0, project, year, apart)
            had[project] = now
        since = _day_after(day)


def _said(figure: str, report: LastReport) -> dict[str | None, int]:
    """Return what a report says of a figure, per year or as one amount without a year."""
    at_risk: dict[str | None, int] = json.loads(report.at_risk or "{}")
    if figure == AT_RISK:
        return at_risk
    if figure == OVER_ACHIEVEMENT:
        return {year: -amount for year, amount in at_risk.items()}
    if figure == ALTERNATIVELY:
        return {None: report.alternatively}
    return {None: sum(at_risk.values()) - report.alternatively}


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
