"""What lay before a body when it decided: requests, what was put off, what was late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from projections.actions.queries import TO_DO, list_actions
from projections.changes.requests import Change
from projections.changes.view import AWAITING, OPEN, title_of
from projections.conditions.queries import OPEN as UNMET
from projections.conditions.queries import list_conditions
from projections.known_then.basis import Basis
from projections.known_then.decided import Decided
from projections.meetings.queries import show_meeting
from projections.resolutions.queries import ResolutionRow
from projections.savings.projects import ALL
from projections.views import Views


class RequestThen(NamedTuple):
    """A change request that lay before the body; amounts in pounds.

    Attributes:
        state: how it stood.
        change: what it would change in total.
        stale: whether the book had another figure than it expects.
        advised_by: who had commented on it.
        decided_here: whether this resolution decided it.
        now: how it stands now.
        now_on: the day of the last decision on it.
        late: whether it was recorded after members could have had it.
    """

    ref: str
    title: str
    kind: str
    state: str
    raised_on: str | None
    change: Decimal
    stale: bool | None
    advised_by: tuple[str, ...]
    decided_here: bool
    now: str
    now_on: str | None
    late: bool


def requests_then(
    resolution: ResolutionRow,
    decided: Decided,
    basis: Basis,
    before: Mapping[str, Change],
    on_the_day: Mapping[str, Change],
    now: Mapping[str, Change],
) -> tuple[RequestThen, ...]:
    """Return the requests that lay before the body, and those that the resolution decided.

    Args:
        resolution: the resolution.
        decided: what it decided.
        basis: how the book is read for it.
        before: the requests as they stood before the decision.
        on_the_day: the same on the day of the meeting, for those raised on it.
        now: the same now.
    """
    found = []
    for ref, as_now in now.items():
        here = ref in decided.requests
        then = before.get(ref) or (on_the_day.get(ref) if here else None)
        if then is None or not then.request:
            continue
        state = then.state if ref in before else OPEN
        if here or (state in AWAITING and then.body == resolution.body):
            found.append(_request(then, state, as_now, basis, here=here))
    return tuple(found)


def _request(then: Change, state: str, now: Change, basis: Basis, *, here: bool) -> RequestThen:
    return RequestThen(
        ref=then.ref,
        title=then.title,
        kind=then.kind,
        state=state,
        raised_on=then.raised_on,
        change=sum((line.total.change for line in then.projects), Decimal(0)),
        stale=then.stale,
        advised_by=tuple(said["by"] for said in then.comments),
        decided_here=here,
        now=now.state,
        now_on=now.rulings[-1]["decided_on"] if now.rulings else None,
        late=then.position > basis.late_after,
    )


class OverdueThen(NamedTuple):
    """A condition or an action of the body that was overdue at the meeting.

    Attributes:
        kind: ``condition`` or ``action``.
        ref: its reference.
        text: what was to be done.
        owner: by whom.
        due_on: the day by which it was due.
        days: for how many days it had been overdue.
        now: how it stands now.
    """

    kind: str
    ref: str
    text: str
    owner: str | None
    due_on: date
    days: int
    now: str


def overdue_then(
    views: Views, body: str, basis: Basis, *, as_at: date, known: int = ALL
) -> tuple[OverdueThen, ...]:
    """Return the conditions that a body set and the actions it asked for that were overdue.

    Args:
        views: the views.
        body: the body that decided.
        basis: how the book is read for its resolution.
        as_at: the day of what is called now.
        known: the last position that the book is taken to know now.
    """
    found = (
        *_conditions(views, body, basis, as_at, known),
        *_actions(views, body, basis, as_at, known),
    )
    return tuple(sorted(found, key=lambda row: (row.due_on, row.ref)))


def _conditions(
    views: Views, body: str, basis: Basis, as_at: date, known: int
) -> Iterator[OverdueThen]:
    now = {row.ref: row.state for row in list_conditions(views, as_at, known)}
    for row in list_conditions(views, basis.day, basis.known):
        if row.body == body and row.state == UNMET and row.due and row.due < basis.held_on:
            late = (basis.held_on - row.due).days
            yield OverdueThen(
                "condition", row.ref, row.text, row.owner, row.due, late, now[row.ref]
            )


def _actions(
    views: Views, body: str, basis: Basis, as_at: date, known: int
) -> Iterator[OverdueThen]:
    now = {placed.action.ref: placed.action.state for placed in list_actions(views, as_at, known)}
    for row, _ in list_actions(views, basis.day, basis.known):
        due = row.due_on
        if row.asked_by == body and row.state in TO_DO and due and due < basis.held_on:
            late = (basis.held_on - due).days
            yield OverdueThen("action", row.ref, row.text, row.owner, due, late, now[row.ref])


class PutOff(NamedTuple):
    """What was to come before the meeting: a request that was put off to it, or what was asked for.

    Attributes:
        kind: ``request`` or ``clause``.
        ref: the request, or the clause that asks for something: ``ics/2018/020/2``.
        text: what it is.
        since: the day of the deferral; nothing of a clause.
    """

    kind: str
    ref: str
    text: str
    since: date | None


def put_off_to(views: Views, resolution: ResolutionRow, basis: Basis) -> tuple[PutOff, ...]:
    """Return what was to come before the meeting of a resolution.

    Args:
        views: the views.
        resolution: the resolution.
        basis: how the book is read for it.
    """
    page = show_meeting(views, resolution.meeting, basis.held_on, basis.known)
    if page is None:
        return ()
    requests: Sequence[PutOff] = [
        PutOff("request", ref, title_of(views, ref) or ref, row.deferred_on)
        for row in page.deferred_here
        for ref in (row.change_request,)
    ]
    clauses = [
        PutOff("clause", f"{due.resolution}/{due.clause.number}", due.clause.text, None)
        for due in page.due_here
        if due.resolution != resolution.id
    ]
    return (*requests, *clauses)
