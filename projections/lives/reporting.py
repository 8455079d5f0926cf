"""Status reports in the life of a figure, where they say something new of its target."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from projections.lives.events import Event
from projections.lives.had import Had, had_on
from projections.lives.moving import Asked
from projections.lives.speech import Names, Say
from projections.savings.differences import Difference, newest_differences
from projections.savings.pence import pounds
from projections.savings.scope import Kind
from projections.savings.status import STATUSES
from projections.views import Views
from projections.wording.phrases import month

MOST = 20
"""Of a group, so many reports that state another target are told: the newest."""

_YEARS = 3
"""Of a report of a group's project, so many years are told: those furthest apart."""

_REPORTS = """
    SELECT position, period, since, status, alternatively, target, at_risk FROM status_report
    WHERE project = ? AND measure = ? AND since <= ? AND position <= ?
    ORDER BY since, period, position
"""


def reports_in(
    views: Views, asked: Asked, members: Collection[str], names: Names, *, every: bool = False
) -> tuple[list[Event], bool]:
    """Tell the status reports in the life of a figure, and say whether there are more.

    Of a project those reports are told whose stated target is another than the book had on their
    day, or than the report before them stated. Of a group those last reports are told that state
    another target than the book has, now or on their day, the newest of them.

    Args:
        views: the views.
        asked: whose figure, at which moment.
        members: the projects of the scope.
        names: what things are called.
        every: whether every report of every project is told.
    """
    if every or asked.scope.kind is Kind.PROJECT:
        events = [
            event
            for project in sorted(members)
            for event in _of_project(views, asked, project, names, every=every)
        ]
        return events, False
    return _that_differ(views, asked, members, names)


def _of_project(
    views: Views, asked: Asked, project: str, names: Names, *, every: bool
) -> Iterator[Event]:
    rows = views.tuples(_REPORTS, (project, asked.measure, asked.as_at.isoformat(), asked.known))
    stated_before: dict[str, int] | None = None
    for position, period, since, status, alternatively, target, at_risk in rows:
        stated = None if target is None else _wanted(json.loads(target), asked.year)
        had = had_on(views, asked, project, since, position)
        had = had._replace(then=_wanted(had.then, asked.year), now=_wanted(had.now, asked.year))
        differs = stated not in (None, had.then, had.now)
        new = stated is not None and not stated == had.then == had.now == stated_before
        if every or new:
            said = _said(
                STATUSES[status], json.loads(at_risk or "{}"), alternatively, asked, names.say
            )
            if stated is not None:
                said += _stated(stated, had, asked.measure, names.say)
            whose = f" on {names.project(project)}" if asked.scope.kind is not Kind.PROJECT else ""
            yield Event(
                since or None,
                "report",
                "report differs" if differs else "report",
                project,
                period,
                f"The status report for {month(period)}{whose} says: {said}.",
                views.ledger.recorded_at(position) or "",
                position,
            )
        stated_before = stated if stated is not None else stated_before


def _wanted(amounts: Mapping[str, int], year: str | None) -> dict[str, int]:
    return {of: amount for of, amount in amounts.items() if amount and year in (None, of)}


def _said(
    status: str, at_risk: Mapping[str, int], alternatively: int, asked: Asked, say: Say
) -> str:
    """Return what a report says besides the target: status, what is at risk, what else was done."""
    told, year, measure = status.replace("_", " "), asked.year, asked.measure
    amount = pounds(at_risk.get(year, 0) if year else sum(at_risk.values()))
    of_year = f" in {year}" if year else ""
    if amount > 0:
        told += f", {say(amount, measure)} at risk{of_year}"
    elif amount < 0:
        told += f", {say(-amount, measure)} over-achieved{of_year}"
    else:
        told += f", nothing at risk{of_year}"
    if alternatively:
        told += f", {say(pounds(alternatively), measure)} over all years delivered in another way"
    return told


def _stated(stated: Mapping[str, int], had: Had, measure: str, say: Say) -> str:
    """Return what target a report states, and whether the book had it when it was recorded."""
    told = f"; it states a target of {_profile(stated, measure, say)}"
    moved = {
        year: had.now.get(year, 0)
        for year in sorted({*had.then, *had.now})
        if had.then.get(year, 0) != had.now.get(year, 0)
    }
    since = had.since(_profile(moved, measure, say)) if moved else ""
    if stated == had.then:
        return f"{told}, as the book had it then{since}"
    apart = ", ".join(
        f"{say(book, measure)} for {year}, {say(abs(says - book), measure)} apart"
        for year in sorted({*stated, *had.then})
        if (says := pounds(stated.get(year, 0))) != (book := pounds(had.then.get(year, 0)))
    )
    return f"{told}, where the book had {apart}{since}"


def _profile(amounts: Mapping[str, int], measure: str, say: Say) -> str:
    told = (f"{say(pounds(amounts[year]), measure)} for {year}" for year in sorted(amounts))
    return ", ".join(told) or "nothing"


def _that_differ(
    views: Views, asked: Asked, members: Collection[str], names: Names
) -> tuple[list[Event], bool]:
    newest, more = newest_differences(
        views, members, MOST, as_at=asked.as_at, known=asked.known, measure=asked.measure
    )
    found: dict[tuple[str, str], list[Difference]] = {}
    for apart in newest:
        if asked.year in (None, apart.year):
            found.setdefault((apart.project, apart.period), []).append(apart)
    names.know([project for project, _ in found])
    events = [
        _differs(views, asked, project, period, rows, names)
        for (project, period), rows in found.items()
    ]
    return events, more


def _differs(
    views: Views, asked: Asked, project: str, period: str, rows: list[Difference], names: Names
) -> Event:
    since, position = views.execute(
        "SELECT since, position FROM status_report WHERE project = ? AND measure = ?"
        " AND period = ? AND since <= ? AND position <= ? ORDER BY position DESC LIMIT 1",
        (project, asked.measure, period, asked.as_at.isoformat(), asked.known),
    ).fetchone()
    had = had_on(views, asked, project, since, position)
    largest = sorted(rows, key=lambda row: (-abs(row.difference), row.year))[:_YEARS]
    told = ", ".join(
        _year(row, pounds(had.then.get(row.year, 0)), had, asked.measure, names.say)
        for row in sorted(largest, key=lambda row: row.year)
    )
    if len(rows) > _YEARS:
        told += f", and others for {len(rows) - _YEARS} more years"
    differs = any(row.stated != pounds(had.then.get(row.year, 0)) for row in rows)
    return Event(
        since or None,
        "report",
        "report differs" if differs else "report",
        project,
        period,
        f"The status report for {month(period)} on {names.project(project)} states a target of"
        f" {told}.",
        views.ledger.recorded_at(position) or "",
        position,
    )


def _year(row: Difference, then: Decimal, had: Had, measure: str, say: Say) -> str:
    """Return what a report states of a year, and what the book had of it when it was recorded."""
    told = f"{say(row.stated, measure)} for {row.year}"
    since = had.since(say(row.book, measure)) if then != row.book else ""
    if row.stated == then:
        return f"{told} as the book had it then{since}"
    apart = say(abs(row.stated - then), measure)
    return f"{told} where the book had {say(then, measure)}, {apart} apart{since}"
