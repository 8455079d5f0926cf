"""What members had before them when they decided, pinned to it, and what came since."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.changes.requests import Change, changes_named
from projections.changes.view import awaiting
from projections.known_then.basis import Basis, basis_of
from projections.known_then.business import (
    OverdueThen,
    PutOff,
    RequestThen,
    overdue_then,
    put_off_to,
    requests_then,
)
from projections.known_then.decided import Decided, decided_by
from projections.known_then.figures import FigureThen, figures_then
from projections.known_then.groups import GroupsThen, groups_then
from projections.known_then.statements import StatementThen, statements_then
from projections.known_then.statuses import StatusThen, statuses_then
from projections.resolutions.queries import ResolutionRow
from projections.savings.projects import ALL
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views


class Facts(NamedTuple):
    """What members had before them when they decided, each with what has become of it.

    Attributes:
        basis: at which two times the book is read for it.
        decided: what the resolution decided.
        figures: the figures of the projects that it concerned.
        statuses: how these projects stood.
        groups: the portfolios, where it concerned no one project.
        requests: the change requests that lay before the body.
        overdue: the body's conditions and actions that were overdue.
        put_off: what was to come before that meeting.
        statements: what documents that were published by then state of the figures.
    """

    basis: Basis
    decided: Decided
    figures: tuple[FigureThen, ...]
    statuses: tuple[StatusThen, ...]
    groups: GroupsThen | None
    requests: tuple[RequestThen, ...]
    overdue: tuple[OverdueThen, ...]
    put_off: tuple[PutOff, ...]
    statements: tuple[StatementThen, ...]


def facts_before(
    views: Views, resolution: ResolutionRow, *, as_at: date, known: int = ALL
) -> Facts:
    """Return what members had before them when they passed a resolution, or lost it.

    Of a book that was being kept then, that is what was in force on the day of the meeting as the
    book knew it just before the resolution was recorded: nothing recorded later alters it. A book
    that was begun later is read as at the day before, by what it holds now.

    Args:
        views: the views.
        resolution: the resolution.
        as_at: the day of what is called now.
        known: the last position that the book is taken to know now.
    """
    basis = basis_of(views, resolution, known)
    decided = decided_by(views, resolution, as_at=basis.day, known=known)
    waiting = awaiting(views, basis.day.isoformat(), basis.known)
    refs = {*waiting, *decided.requests}
    before, on_the_day, now = (
        _by_ref(changes_named(views, refs, as_at=day, known=position))
        for day, position in (
            (basis.day, basis.known),
            (basis.held_on, basis.known),
            (as_at, known),
        )
    )
    groups = None
    if not decided.projects:
        groups = groups_then(views, basis, as_at=as_at, known=known)
    return Facts(
        basis,
        decided,
        figures_then(views, decided, basis, as_at=as_at, known=known),
        statuses_then(views, decided.projects, basis, as_at=as_at, known=known),
        groups,
        requests_then(resolution, decided, basis, before, on_the_day, now),
        overdue_then(views, resolution.body, basis, as_at=as_at, known=known),
        put_off_to(views, resolution, basis),
        statements_then(views, _scopes(decided, groups), basis, known=known),
    )


def _by_ref(found: list[Change]) -> dict[str, Change]:
    """Return changes by reference; a request where an extension bears the same."""
    return {change.ref: change for change in sorted(found, key=lambda change: change.request)}


def _scopes(decided: Decided, groups: GroupsThen | None) -> list[Scope]:
    """Return whose figures members looked at."""
    if groups is None:
        return [Scope(Kind.PROJECT, project) for project in decided.projects]
    portfolios = [Scope(Kind.PORTFOLIO, group.ref) for group in groups.groups if group.ref]
    return [*portfolios, WHOLE]
