"""Reading what is audited, all of it in few questions."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from operator import attrgetter
from typing import Any

from projections.audit.acts import (
    Act,
    Amounts,
    Cited,
    Movement,
    Request,
    What,
    cited_in,
    day_of,
    lines_of,
)
from projections.changes.view import APPROVED, RAISED, REJECTED, REOPENED
from projections.savings.figures import REQUEST
from projections.views import Views

_AT_ONCE = 400
Steps = dict[str, list[tuple[int, str, str, str]]]
"""By request: position, day, step and fact of each of its steps."""


def movements(
    views: Views, as_at: date, known: int, only: Collection[str] | None
) -> list[Movement]:
    """Return every movement in force by a day, of all projects or some, oldest decision first."""
    times = (as_at.isoformat(), known)
    some, names = _within("project", only)
    changes: dict[int, Amounts] = {}
    for position, year, change in views.tuples(
        "SELECT position, year, change FROM figure_movement"  # noqa: S608 - places only
        f" WHERE since <= ? AND position <= ?{some}",
        (*times, *names),
    ):
        changes.setdefault(position, {})[year] = change
    rows = views.tuples(
        "SELECT position, project, measure, since, act, reference, authority, source"  # noqa: S608 - places only
        f" FROM figure_fact WHERE since <= ? AND position <= ?{some} ORDER BY since, position",
        (*times, *names),
    )
    altered = _altered_by_requests(views)
    standing: dict[tuple[str, str], Amounts] = {}
    found = []
    for position, project, measure, since, act, reference, authority, source in rows:
        if only is not None and project not in only:
            continue
        change = changes.get(position, {})
        stood = None
        if (project, measure) in altered:  # what stood matters only where a request found it
            stands = standing.setdefault((project, measure), {})
            stood = dict(stands) if act == REQUEST else None
            _add(stands, change)
        sourced = source is not None
        found.append(
            Movement(
                position, project, measure, since, act, reference, authority, sourced, change, stood
            )
        )
    return found


def _altered_by_requests(views: Views) -> set[tuple[str, str]]:
    rows = views.tuples(
        "SELECT DISTINCT project, measure FROM figure_fact WHERE act = ?", (REQUEST,)
    )
    return {(project, measure) for project, measure in rows}


def acts(
    views: Views, found: list[Movement], as_at: date, known: int, only: Collection[str] | None
) -> list[Act]:
    """Return the acts behind movements, and the approvals that altered nothing, oldest first."""
    by_request: dict[str, list[Movement]] = {}
    for movement in found:
        if movement.act == REQUEST:
            by_request.setdefault(movement.reference or "", []).append(movement)
    made = [_alone(movement) for movement in found if movement.act != REQUEST]
    steps = _steps(views, as_at, known, only, by_request)
    for ref, taken in steps.items():
        made.extend(_decided(ref, taken, by_request.pop(ref, [])))
    made.extend(_undecided(movement, None) for its in by_request.values() for movement in its)
    return sorted(made, key=attrgetter("on", "position"))


def _within(column: str, only: Collection[str] | None) -> tuple[str, tuple[str, ...]]:
    """Return a condition that narrows a question down, where those wanted are few."""
    if only is None or len(only) > _AT_ONCE:
        return "", ()
    return f" AND {column} IN ({', '.join('?' * len(only)) or 'NULL'})", tuple(only)


def _add(stands: Amounts, change: Amounts) -> None:
    for year, amount in change.items():
        after = stands.get(year, 0) + amount
        if after:
            stands[year] = after
        else:
            stands.pop(year, None)


def _alone(movement: Movement) -> Act:
    """Return the act of a movement that is its own decision."""
    what = What(movement.act)
    named = movement.reference if what is What.EXTENSION else None
    return Act(
        what,
        named or movement.project,
        movement.position,
        day_of(movement.on),
        cited_in(movement.authority),
        (movement.project,),
        (movement.change,),
        movement.sourced,
        movements=[movement],
    )


def _undecided(movement: Movement, request: Request | None) -> Act:
    act = Act(
        What.UNDECIDED,
        movement.reference or "",
        movement.position,
        day_of(movement.on),
        Cited(),
        (movement.project,),
        (movement.change,),
    )
    act.request, act.movements = request, [movement]
    return act


def _steps(
    views: Views,
    as_at: date,
    known: int,
    only: Collection[str] | None,
    named: Collection[str],
) -> Steps:
    """Return the steps of requests by a day; of some projects, those on them or that moved them."""
    wanted = None if only is None else {*named, *_requests_on(views, only)}
    of_some, refs = _within("ref", wanted)
    found: Steps = {}
    rows = views.tuples(
        "SELECT ref, position, since, step, fact FROM change_step"  # noqa: S608 - places only
        f" WHERE step <> 'commented' AND since <= ? AND position <= ?{of_some}"
        " ORDER BY since, position",
        (as_at.isoformat(), known, *refs),
    )
    for ref, *step in rows:
        if wanted is None or ref in wanted:
            found.setdefault(ref, []).append(tuple(step))
    return _with_raising(views, found, known)


def _with_raising(views: Views, found: Steps, known: int) -> Steps:
    """Add how a request was raised, where it was decided before, and before the day asked for."""
    for ref, taken in found.items():
        if not any(step[2] == RAISED for step in taken):
            later = views.tuples(
                "SELECT position, since, step, fact FROM change_step"
                " WHERE ref = ? AND step = ? AND position <= ?",
                (ref, RAISED, known),
            )
            taken.extend(later)
    return {ref: taken for ref, taken in found.items() if any(each[2] == RAISED for each in taken)}


def _requests_on(views: Views, only: Collection[str]) -> Iterator[str]:
    some, names = _within("project", only)
    rows = views.tuples(
        f"SELECT project, ref FROM change_project WHERE 1 = 1{some}",  # noqa: S608 - places only
        names,
    )
    return (ref for project, ref in rows if project in only)


def _decided(
    ref: str, taken: list[tuple[int, str, str, str]], moved: list[Movement]
) -> Iterator[Act]:
    """Yield the decisions on a request that set figures or took them back, and what has none."""
    raised_at, raised_on, _, text = next(step for step in taken if step[2] == RAISED)
    raised: dict[str, Any] = json.loads(text)
    decisions = [(*step[:3], json.loads(step[3])) for step in taken if step[2] != RAISED]
    approved, stands, reopened = None, False, False
    counting: list[tuple[int, str, str, dict[str, Any]]] = []
    for position, on, step, fact in decisions:
        if step in APPROVED:
            approved = approved or fact.get("lines") or raised["lines"]
            stands, reopened = True, False
            counting.append((position, on, step, fact))
        elif step == REJECTED and stands:
            stands = reopened = False
            counting.append((position, on, step, fact))
        elif step == REOPENED:
            reopened = stands
    lines = lines_of(approved or [])
    request = Request(
        ref,
        raised["title"],
        raised_at,
        date.fromisoformat(raised_on) if raised_on else None,
        raised["raised_by"],
        lines,
        stands,
        reopened,
        moved,
        counting[-1][0] if counting else raised_at,
    )
    left = list(moved)
    for position, on, step, fact in counting:
        mine = [movement for movement in left if movement.on == on]
        left = [movement for movement in left if movement.on != on]
        yield _decision(request, position, on, step, fact, mine)
    for movement in left:
        yield _undecided(movement, request)


def _decision(
    request: Request,
    position: int,
    on: str,
    step: str,
    fact: dict[str, Any],
    mine: list[Movement],
) -> Act:
    ruling = fact["ruling"]
    taken_back = step == REJECTED
    changes = [] if taken_back else [line.change for line in request.approved.values()]
    authority = fact["authority"] or {}
    cited = Cited(
        ruling["body"],
        day_of(on),
        ruling["meeting"],
        ruling["resolution"],
        ruling["decided_by"],
        tuple(authority.get("consulted") or ()),
        ruling.get("delegation"),
    )
    return Act(
        What.TAKING_BACK if taken_back else What.APPROVAL,
        request.ref,
        position,
        day_of(on),
        cited,
        tuple(project for project, _ in request.approved),
        tuple(changes),
        fact["source"] is not None,
        request,
        mine,
        step,
    )
