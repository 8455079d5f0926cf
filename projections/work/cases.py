"""The work of cases: the step that is due first, or the first one on, and who may take it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from projections.cases.following import Following, definitions, expected
from projections.cases.standing import standings
from projections.views import Views
from projections.work.rows import CASE, CLOCK, Holder, Waiting, waiting


def work_of_cases(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give every running case with its next step."""
    routes = definitions(views)
    for case in standings(views, on, known, running=True):
        step = expected(case, routes)
        if step is None:
            continue
        yield waiting(
            CASE,
            case.ref,
            case.title,
            routes.title(case),
            _holders(step),
            case.entered_on,
            step.due_on or step.opens_on,
            on,
            step.step,
            step.title,
            step.command,
        )


def _holders(step: Following) -> tuple[Holder, ...]:
    if step.automatic:
        return (Holder(name=CLOCK),)
    return tuple(Holder(role=role, body=body) for role, body in step.takers)
