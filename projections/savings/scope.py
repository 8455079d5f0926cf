"""What a question about figures is about: a project, a group of projects, or all of them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from projections.savings.projects import ALL, groups, places_of, projects
from projections.views import Views


class Kind(StrEnum):
    """The kinds of scope; the middle three are what projects can be grouped by."""

    PROJECT = "project"
    PROGRAMME = "programme"
    PORTFOLIO = "portfolio"
    DEPARTMENT = "department"
    WHOLE = "whole"


class Scope(NamedTuple):
    """A project, a group of projects, or the whole council, whose reference is ``None``."""

    kind: Kind
    ref: str | None = None

    def __str__(self) -> str:
        """Write ``portfolio place``, or what all projects together are called."""
        return f"{self.kind} {self.ref}" if self.ref else "all projects"


WHOLE = Scope(Kind.WHOLE)


def members(views: Views, scope: Scope, as_at: date, known: int = ALL) -> frozenset[str]:
    """Return the projects that belong to a scope on a day, as known at a position.

    A project belongs from its first day on, also after it was closed, and where it was moved to
    from the day of the move: as `portfolio` counts.
    """
    if scope.kind is Kind.PROJECT:
        found = projects(views, as_at, known, only=scope.ref)
        return frozenset(found)
    if scope.kind is Kind.WHOLE:
        return frozenset(places_of(views, Kind.PORTFOLIO, as_at, known))
    places = places_of(views, scope.kind, as_at, known)
    return frozenset(project for project, place in places.items() if place == scope.ref)


def name_of(views: Views, scope: Scope, as_at: date, known: int = ALL) -> str:
    """Return what a scope is called on a day; its reference where the book gives it no name."""
    if scope.ref is None:
        return "All projects"
    if scope.kind is Kind.PROJECT:
        project = projects(views, as_at, known, only=scope.ref).get(scope.ref)
        return project.name if project else scope.ref
    group = groups(views, as_at, known).get((scope.kind, scope.ref))
    return group.name if group else scope.ref
