"""Projects that came or went between two figures and whose figure moved in between as well."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from projections.bridges.lines import Stage, Step
from projections.lives.stays import stays
from projections.savings.gathered import Span
from projections.savings.scope import Kind, Scope
from projections.views import Views

_AT_ONCE = 400
_WHOLE = (Kind.PROJECT, Kind.WHOLE)


def moved_elsewhere(views: Views, scope: Scope, step: Step, measure: str) -> Iterator[str]:
    """Give the projects whose lines here are other ones than in the history of the scope.

    A bridge counts all that moved a project by where it belonged at the end; the history counts
    each movement by where the project belonged on its day. Both come to the same figure.
    """
    if scope.kind in _WHOLE or step.stage is not Stage.DECIDED:
        return  # nothing comes from elsewhere, or the days are the same
    span = Span(step.after, step.up_to, 0, min(step.known, views.position))
    crossed = iter(_crossed(views, scope, step))
    while some := [*islice(crossed, _AT_ONCE)]:
        rows = views.tuples(
            f"WITH w (project) AS (VALUES {', '.join(['(?)'] * len(some))})"  # noqa: S608 - places and our own conditions
            " SELECT DISTINCT m.project FROM w JOIN figure_movement m ON m.measure = ?"
            f" AND m.project = w.project AND {span.days('m.')} AND m.position > ?"
            " AND m.position <= ?",
            (*some, measure, *span),
        )
        yield from (project for (project,) in rows)


def _crossed(views: Views, scope: Scope, step: Step) -> list[str]:
    """Return the projects that came from elsewhere or went there after the first day."""
    its = stays(views, scope, step.end.corner.as_at, step.known)
    return sorted(
        project
        for project, spent in its.items()
        if any(
            (stay.moved_in and stay.since > step.after) or (stay.until or "") > step.after
            for stay in spent
        )
    )
