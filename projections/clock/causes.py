"""What time has caused by a day and is not in the book yet, as entries that would record it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import chain

from projections.actions.queries import newly_overdue
from projections.authority.delegations import newly_lapsed
from projections.clock.cases import caused_by_routes
from projections.clock.cause import Cause
from projections.conditions.queries import list_conditions
from projections.gates.queries import list_sequences
from projections.resolutions.standing import uncalled
from projections.views import Views

_DAY = timedelta(days=1)


def causes(views: Views, on: date, put_aside: Collection[Cause] = ()) -> list[Cause]:
    """Return what time has caused by a day and is not in the book, in the order of its days.

    Every cause has the day on which it came about, not that of asking: whoever asks again, later
    or at the same time, finds the same.

    Args:
        views: the views.
        on: the day.
        put_aside: causes that the book refused; what comes after them is caused in their place.
    """
    found = chain(
        _resolutions(views, on),
        caused_by_routes(views, on, put_aside),
        _actions(views, on),
        _conditions(views, on),
        _delegations(views, on),
        _waivers(views, on),
    )
    return sorted((cause for cause in found if cause not in put_aside), key=lambda each: each.on)


def _resolutions(views: Views, on: date) -> Iterator[Cause]:
    for ref, day in uncalled(views, on):
        yield Cause.of("took-effect", day, resolution=ref)


def _actions(views: Views, on: date) -> Iterator[Cause]:
    for ref, due_on in newly_overdue(views, on):
        yield Cause.of("action-overdue", due_on + _DAY, action=ref, due_on=due_on.isoformat())


def _conditions(views: Views, on: date) -> Iterator[Cause]:
    for row in list_conditions(views, on):
        if row.overdue and row.due and not row.noted:
            yield Cause.of("condition-overdue", row.due + _DAY, condition=row.ref)


def _delegations(views: Views, on: date) -> Iterator[Cause]:
    for ref, day in newly_lapsed(views, on):
        yield Cause.of("delegation-lapse", day, delegation=ref)


def _waivers(views: Views, on: date) -> Iterator[Cause]:
    for row in list_sequences(views, on):
        for waiver in row.waivers:
            if waiver.expires_on and waiver.expires_on <= on and waiver.ended_on is None:
                said = {"sequence": row.ref, "criterion": waiver.criterion}
                yield Cause.of("waiver-lapse", waiver.expires_on, **said)
