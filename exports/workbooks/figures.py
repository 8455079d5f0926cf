"""Tables of figures of the whole book: each movement, and each year of each request."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from exports.workbooks.citing import Cited, cited_in
from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.values import value_of
from projections.changes.requests import changes
from projections.savings.figures import measures_of
from projections.savings.history import Movement, history
from projections.savings.projects import projects
from projections.views import Views
from projections.wording.phrases import places

_AUTHORITY = ("body", "officer", "meeting", "resolution", "note")
_MOVEMENT = (
    "year",
    "before",
    "after",
    "change",
    "decided_on",
    "recorded_at",
    "position",
    "kind",
    "change_request",
    "extension",
    "corrects",
    "reason",
)


def movements_sheet(views: Views, as_at: date, known: int, cited: Cited) -> Worksheet:
    """Return every movement of every figure, project by project, oldest decision first.

    Args:
        views: the views.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        cited: is told the source of each movement when its row is written.
    """
    header = ("project", "measure", *_MOVEMENT, *_AUTHORITY, "source")
    return Worksheet("Movements", header, _movements(views, as_at, known, cited))


def _movements(views: Views, as_at: date, known: int, cited: Cited) -> Iterator[Sequence[Value]]:
    for project in projects(views, as_at, known):
        for measure in measures_of(views, project):
            found = history(views, project, measure, as_at=as_at, known=known)
            for movement in found.movements:
                cited.update(cited_in(movement.source))
                yield project, measure, *_movement(movement)


def _movement(movement: Movement) -> Iterator[Value]:
    for name in _MOVEMENT:
        yield value_of(name, getattr(movement, name))
    authority = movement.authority or {}
    for name in _AUTHORITY:
        yield authority.get(name)
    yield _cited(movement.source)


def _cited(source: Mapping[str, Any] | None) -> str | None:
    return f"{source['document']}{places(source)}" if source else None


def request_figures_sheet(views: Views, as_at: date, known: int) -> Worksheet:
    """Return what each request or extension asks of each year, or what was agreed in part."""
    header = ("ref", "state", "project", "measure", "year", "expected", "revised", "change")
    return Worksheet("Request figures", header, _request_figures(views, as_at, known))


def _request_figures(views: Views, as_at: date, known: int) -> Iterator[Sequence[Value]]:
    for found in changes(views, as_at=as_at, known=known):
        for line in found.in_force:
            for figure in line.profile:
                yield found.ref, found.state, line.project, line.measure, *figure
