"""Tables of figures of the whole book: each movement, and each year of each request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from exports.workbooks.citing import Cited, place_of
from exports.workbooks.parts import Value, Worksheet
from exports.workbooks.values import value_of
from projections.changes.requests import changes
from projections.savings.history import Movement, movement_of, with_ruling
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

_MOVEMENTS = """
    SELECT m.project, m.measure, m.year, m.change, m.since, f.recorded_at, m.position, f.act,
        f.kind, f.authority, f.reference, f.title, f.source, f.reason
    FROM figure_movement m JOIN figure_fact f ON f.position = m.position
    WHERE m.since <= ? AND m.position <= ?
    ORDER BY m.project, m.measure, m.since, m.position, m.year
"""


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
    """Yield all movements, read together: a query for each figure is too slow for a large book."""
    rows = views.execute(_MOVEMENTS, (as_at.isoformat(), known))
    for (project, measure), of_figure in groupby(rows, key=lambda row: (row[0], row[1])):
        standing: Counter[str] = Counter()
        for _, _, year, change, *told in of_figure:
            before = standing[year]
            standing[year] += change
            movement = with_ruling(views, movement_of(year, before, change, *told), known)
            if movement.source:
                cited[place_of(movement.source)] += 1
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
