"""When each project belonged to a scope: what a group's figures count it for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from projections.savings.projects import ALL, BEGINNING, Group, placed_in
from projections.savings.scope import Kind, Scope
from projections.views import Views

_PLACES = (Kind.PORTFOLIO, Kind.PROGRAMME, Kind.DEPARTMENT)
_Places = tuple[str | None, str | None, str | None]


class Stay(NamedTuple):
    """A time for which a project belonged to a scope.

    Attributes:
        since: its first day in it; empty where it belonged from the beginning.
        until: the first day on which it did not belong any more; ``None`` while it stays.
        position: where the ledger says that it came.
        ended: where the ledger says that it went.
        moved_in: whether it came from elsewhere, and did not just start there.
    """

    since: str
    until: str | None = None
    position: int = 0
    ended: int = 0
    moved_in: bool = False


Stays = dict[str, list[Stay]]
"""The stays of each project that ever belonged, in order of time."""

ALWAYS = Stay(BEGINNING)


def stays(views: Views, scope: Scope, as_at: date, known: int = ALL) -> Stays:
    """Return when each project belonged to a scope, up to a day, as known at a position.

    A project belongs from its first day on, also after it was closed, and where it was moved to
    from the day of the move: as `portfolio` counts. A question about one project asks of all its
    figures, also those from before its first day.
    """
    if scope.kind is Kind.PROJECT:
        return {scope.ref or "": [ALWAYS]}
    times = (as_at.isoformat(), known)
    if scope.kind is Kind.WHOLE:
        rows = views.tuples(
            "SELECT project, since, position FROM project_step"
            " WHERE step = 'started' AND since <= ? AND position <= ?",
            times,
        )
        return {project: [Stay(since, None, position)] for project, since, position in rows}
    return _of_group(views, scope, times)


def _of_group(views: Views, scope: Scope, times: tuple[str, int]) -> Stays:
    """Follow the places of all projects from day to day."""
    placing = _Placing(_PLACES.index(scope.kind))
    found: Stays = defaultdict(list)
    for since, rows in groupby(_steps(views, times), itemgetter(0)):
        for project, position in placing.day(list(rows)):
            here = placing.place(project) == scope.ref
            spent = found.get(project)
            inside = spent is not None and spent[-1].until is None
            if here and not inside:
                moved_in = project in placing.settled
                found[project].append(Stay(since, None, position, 0, moved_in))
            elif spent is not None and inside and not here:
                spent[-1] = spent[-1]._replace(until=since, ended=position)
            placing.settled.add(project)
    return dict(found)


class _Placing:
    """Where projects are placed while the steps are taken day by day.

    Attributes:
        settled: the projects that have a place.
    """

    def __init__(self, which: int) -> None:
        self._which = which
        self._groups: dict[tuple[str, str], Group] = {}
        self._own: dict[str, _Places] = {}
        self._early: dict[str, list[_Places]] = defaultdict(list)
        self._inherited: dict[_Places, str | None] = {}
        self.settled: set[str] = set()

    def place(self, project: str) -> str | None:
        """Return the place that a project has or inherits."""
        own = self._own[project]
        if own not in self._inherited:
            self._inherited[own] = placed_in(self._groups, *own)[self._which]
        return self._inherited[own]

    def day(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[str, int]]:
        """Take the steps of a day; give the projects whose place may be another for them."""
        touched: dict[str, int] = {}
        regrouped = 0
        for _, position, step, ref, *said in rows:
            if step in ("portfolio", "programme"):
                name, *places = said
                self._groups[step, ref] = Group(ref, name, places[0], places[2])
                regrouped = position
            else:
                self._take(step, ref, tuple(said[1:]))
                touched[ref] = position
        if regrouped:
            self._inherited.clear()
            touched = dict.fromkeys(self._own, regrouped) | touched
        return ((ref, position) for ref, position in touched.items() if ref in self._own)

    def _take(self, step: str, project: str, said: Any) -> None:
        """Take one step; a re-scoping dated before the start counts once the project started."""
        if step == "started":
            self._own[project] = said
            for early in self._early.pop(project, ()):
                self._own[project] = _over(self._own[project], early)
        elif project in self._own:
            self._own[project] = _over(self._own[project], said)
        else:
            self._early[project].append(said)


def _over(own: _Places, said: _Places) -> _Places:
    """Lay what a re-scoping names over what a project had."""
    portfolio, programme, department = (new or old for new, old in zip(said, own, strict=True))
    return portfolio, programme, department


def _steps(views: Views, times: tuple[str, int]) -> Iterable[tuple[Any, ...]]:
    """Return what places projects, in the order of days: groups, starts and re-scopings."""
    return views.tuples(
        "SELECT since, position, kind, ref, name, portfolio, NULL, department FROM project_group"
        " WHERE since <= ? AND position <= ?"
        " UNION ALL SELECT since, position, step, project, NULL, portfolio, programme, department"
        " FROM project_step WHERE step IN ('started', 'rescoped') AND since <= ? AND position <= ?"
        " ORDER BY 1, 2",
        (*times, *times),
    )
