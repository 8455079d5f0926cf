"""What time causes of cases: steps overdue, told further up, and taken by time itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from projections.cases.standing import Standing, standings
from projections.clock.cause import Cause
from projections.resolutions.queries import list_resolutions
from projections.routes.queries import list_adopted
from projections.views import Views

STEP = "case-step"

_IN_FORCE = "resolution-in-force"
_DAY = timedelta(days=1)
_NO_DAYS = (None, None)

_Steps = Mapping[str, Mapping[str, Any]]


def caused_by_routes(views: Views, on: date, put_aside: Collection[Cause]) -> Iterator[Cause]:
    """Give what the routes of running cases cause by a day and the book does not have.

    Where time takes a step, the case stands elsewhere from then on: what would have been caused
    later where it stood is left out, unless that step was put aside.
    """
    routes: dict[tuple[str, int, str], dict[str, Mapping[str, Any]]] = {}
    for adopted in list_adopted(views):
        for step in adopted.definition["steps"]:
            for state in step["from"]:
                of_state = routes.setdefault((adopted.name, adopted.version, state), {})
                of_state[step["name"]] = step
    in_force = InForce(views)
    for case in standings(views, running=True):
        steps = routes.get((case.route, case.version, case.state), {})
        found = (each for each in _caused(case, steps, in_force) if each.on <= on)
        yield from _until_moved(sorted(found, key=_in_turn), put_aside)


class InForce:
    """From when the resolutions are in force by which cases were moved; read when it is asked."""

    def __init__(self, views: Views) -> None:
        self._views = views

    def first_day(
        self, case: Standing, step: Mapping[str, Any], opens_on: date | None
    ) -> date | None:
        """The first day on which time can take a step; none where it waits for a decision."""
        first = opens_on or case.entered_on
        if not any(guard["rule"] == _IN_FORCE for guard in step.get("guards", ())):
            return first
        from_day = self._days.get(case.ref)
        return max(first, from_day) if first and from_day else None

    @cached_property
    def _days(self) -> dict[str, date | None]:
        days = {row.id: row.in_force_from for row in list_resolutions(self._views)}
        moves = self._views.execute(
            "SELECT ref, body, resolution FROM cases_moves WHERE resolution IS NOT NULL"
            " ORDER BY position"
        )
        return {row["ref"]: days.get(f"{row['body']}/{row['resolution']}") for row in moves}


def _in_turn(cause: Cause) -> tuple[date, bool]:
    """Of one day, it is noted first that a step is overdue, then another is taken."""
    return cause.on, cause.entry == STEP


def _until_moved(found: Iterable[Cause], put_aside: Collection[Cause]) -> Iterator[Cause]:
    for cause in found:
        if cause in put_aside:
            continue
        yield cause
        if cause.entry == STEP:
            return


def _caused(case: Standing, steps: _Steps, in_force: InForce) -> Iterator[Cause]:
    timed = {each.step: each for each in case.timetable}
    for name, step in steps.items():
        opens_on, due_on = timed[name][1:] if name in timed else _NO_DAYS
        taken_on = in_force.first_day(case, step, opens_on) if step.get("automatic") else None
        if taken_on:
            yield Cause.of(STEP, taken_on, case=case.ref, step=name)
        if due_on:
            yield from _overdue(case, step, due_on + _DAY)


def _overdue(case: Standing, step: Mapping[str, Any], late_on: date) -> Iterator[Cause]:
    name, then = step["name"], step.get("overdue") or {}
    if name not in case.overdue:
        yield Cause.of("case-overdue", late_on, case=case.ref, step=name)
    if then.get("escalate_to") and name not in case.escalated:
        yield Cause.of("case-escalation", late_on, case=case.ref, step=name)
    if then.get("take"):
        yield Cause.of(STEP, late_on, case=case.ref, step=then["take"])
