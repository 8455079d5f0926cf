"""The status reports that state another target than the book had on their day."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from projections.savings.bulk import Amounts, LastReport, last_reports, moment_of
from projections.savings.figures import CASHABLE_BENEFIT
from projections.savings.packed import packed, unpacked
from projections.savings.pence import less, pounds
from projections.savings.projects import ALL
from projections.savings.standings import Moment, standings_of_all, standings_on
from projections.views import Views

_NONE = packed({})


class Difference(NamedTuple):
    """A year in which a status report states another target than the book has, in pounds."""

    project: str
    period: str
    year: str
    stated: Decimal
    book: Decimal
    difference: Decimal


def differences(
    views: Views, *, as_at: date, known: int = ALL, measure: str = CASHABLE_BENEFIT
) -> tuple[Difference, ...]:
    """Return the years in which a last report's target agrees neither with the book now nor then.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        measure: the measure that reports and figures are of.
    """
    moment = moment_of(views, as_at, known, measure)
    reports = last_reports(views, moment)
    return _apart(views, moment, reports, _stated(views, moment, reports))


def newest_differences(
    views: Views, projects: Collection[str], most: int, *, as_at: date, known: int, measure: str
) -> tuple[tuple[Difference, ...], bool]:
    """Return the same of the newest reports of some projects, and whether older ones differ too.

    Args:
        views: the views.
        projects: the projects.
        most: of how many reports they are wanted at most.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        measure: the measure that reports and figures are of.
    """
    moment = moment_of(views, as_at, known, measure)
    reports = last_reports(views, moment)
    stated = _stated(views, moment, reports)
    refs = iter(
        sorted(stated.keys() & projects, key=lambda ref: (reports[ref].since, ref), reverse=True)
    )
    found: dict[str, list[Difference]] = {}
    while len(found) <= most and (some := list(islice(refs, most + 1))):
        for apart in _apart(views, moment, reports, {ref: stated[ref] for ref in some}):
            found.setdefault(apart.project, []).append(apart)
    newest = list(found.values())[:most]
    return tuple(apart for its in newest for apart in its), len(found) > most


def _stated(views: Views, moment: Moment, reports: Mapping[str, LastReport]) -> dict[str, Amounts]:
    """Return the targets that last reports state where the book has others now."""
    now = standings_of_all(views, moment)
    stated: dict[str, Amounts] = {}
    for project, report in reports.items():
        if report.target is not None:
            target = json.loads(report.target)
            if packed(target) != now.get(project, _NONE):
                stated[project] = target
    return stated


def _apart(
    views: Views,
    moment: Moment,
    reports: Mapping[str, LastReport],
    stated: Mapping[str, Amounts],
) -> tuple[Difference, ...]:
    """Return in which years stated targets were others than the book had on their day."""
    then = standings_on(views, moment, {project: reports[project].since for project in stated})
    return tuple(
        Difference(
            project,
            reports[project].period,
            year,
            pounds(stated[project].get(year, 0)),
            pounds(book.get(year, 0)),
            pounds(apart),
        )
        for project in sorted(stated)
        for book in (unpacked(then.get(project, _NONE)),)
        for year, apart in less(stated[project], book).items()
    )
