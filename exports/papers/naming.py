"""What a project is called in a paper, and where it belongs."""

from __future__ import annotations

from typing import NamedTuple

from exports.papers.times import Times
from projections.savings.projects import groups, projects
from projections.views import Views


class Named(NamedTuple):
    """A project's name, its references, its own first, and where it belongs; empty if unknown."""

    name: str
    references: tuple[str, ...]
    portfolio: str
    department: str


def named_project(views: Views, ref: str, times: Times) -> Named:
    """Return what the book calls a project; one that it does not know yet is its reference."""
    project = projects(views, times.as_at, times.known, only=ref).get(ref)
    if project is None:
        return Named(ref, (), "", "")
    portfolio = groups(views, times.as_at, times.known).get(("portfolio", project.portfolio or ""))
    return Named(
        project.name,
        (project.ref, *project.references),
        portfolio.name if portfolio else project.portfolio or "",
        project.department or "",
    )
