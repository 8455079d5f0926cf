"""The corners of a bridge: who belonged to a scope at two times, and what each had to save."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property

from projections.savings.bulk import moment_of
from projections.savings.packed import summed
from projections.savings.projects import groups, places_of
from projections.savings.scope import Kind, Scope, members
from projections.savings.standings import standings_of_all, standings_on
from projections.views import Views

Pence = dict[str, int]
"""Pence per year."""


class Corner:
    """A scope on a day, as the book knew it at a position.

    Args:
        views: the views.
        scope: what the bridge is about.
        as_at: the day.
        known: the last position known.
        measure: the measure.
    """

    def __init__(self, views: Views, scope: Scope, as_at: date, known: int, measure: str) -> None:
        self._views = views
        self._scope = scope
        self._measure = measure
        self.as_at = as_at
        self.known = known

    @cached_property
    def members(self) -> frozenset[str]:
        """The projects that belonged to it."""
        return members(self._views, self._scope, self.as_at, self.known)

    @cached_property
    def _standings(self) -> Mapping[str, bytes]:
        """What each project had to save, those too that did not belong to it then."""
        moment = moment_of(self._views, self.as_at, self.known, self._measure)
        if self._scope.kind is Kind.PROJECT and self._scope.ref is not None:
            return standings_on(self._views, moment, {self._scope.ref: self.as_at.isoformat()})
        return standings_of_all(self._views, moment)

    def figure(self, projects: Iterable[str]) -> Pence:
        """Return what some projects had to save, in pence per year."""
        standings = self._standings
        return summed(standings[project] for project in projects if project in standings)

    def with_figure(self, projects: Iterable[str]) -> list[str]:
        """Return those of some projects that had anything to save."""
        standings = self._standings
        return sorted(project for project in projects if standings.get(project))

    def places(self, by: str) -> dict[str, str | None]:
        """Return where each of its projects belonged: its portfolio, programme or department."""
        places = places_of(self._views, by, self.as_at, self.known)
        return {project: places.get(project) for project in self.members}

    def group_names(self, by: str) -> dict[str, str]:
        """Return what the portfolios or programmes are called."""
        found = groups(self._views, self.as_at, self.known)
        return {ref: group.name for (kind, ref), group in found.items() if kind == by}
