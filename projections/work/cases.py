"""The work of cases: the step that is due first, or the first one on, and who may take it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property

from projections.cases.following import Following, definitions, expected
from projections.cases.standing import Standing, standings
from projections.resolutions.queries import list_resolutions
from projections.seen import seen
from projections.views import Views
from projections.work.rows import CASE, CLOCK, Holder, Waiting, waiting

_IN_FORCE = "resolution-in-force"
_CLOCK = (Holder(name=CLOCK),)


def work_of_cases(views: Views, on: date, known: int | None) -> Iterator[Waiting]:
    """Give every running case with its next step."""
    routes = definitions(views)
    in_force = _InForce(views, on, known)
    for case in standings(views, on, known, running=True):
        step = expected(case, routes)
        if step is None:
            continue
        yield waiting(
            on,
            kind=CASE,
            ref=case.ref,
            title=case.title,
            at=routes.title(case),
            holders=_CLOCK if step.automatic else _holders(step.takers),
            since=case.entered_on,
            due_on=step.due_on,
            opens_on=in_force.opens_on(case, step),
            step=step.step,
            does=step.title,
            command=step.command,
        )


def travelling(views: Views, on: date, known: int | None) -> Collection[str]:
    """Return the references of the cases that are on their way."""
    return {case.ref for case in standings(views, on, known, running=True)}


class _InForce:
    """From when the resolutions are in force by which cases were moved; read when it is asked."""

    def __init__(self, views: Views, on: date, known: int | None) -> None:
        self._asked = (views, on, known)

    def opens_on(self, case: Standing, step: Following) -> date | None:
        """Return the day on which a step opens: for one that waits for a resolution, that one's.

        Where the book does not have the resolution, its route says when.
        """
        if step.automatic and _IN_FORCE in step.rules and case.ref in self._resolutions:
            named = self._resolutions[case.ref]
            if named in self._days:
                return self._days[named]
        return step.opens_on

    @cached_property
    def _resolutions(self) -> dict[str, str]:
        moves = seen(self._asked[0], "cases_moves", *self._asked[1:])
        return {
            row["ref"]: f"{row['body']}/{row['resolution']}" for row in moves if row["resolution"]
        }

    @cached_property
    def _days(self) -> dict[str, date | None]:
        return {row.id: row.in_force_from for row in list_resolutions(*self._asked)}


def _holders(takers: tuple[tuple[str, str | None], ...]) -> tuple[Holder, ...]:
    return tuple([Holder(None, role, body) for role, body in takers])
