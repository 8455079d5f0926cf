"""The governance structure at a moment, for diagrams and trees."""

from __future__ import annotations

from datetime import date, datetime

from projections.bodies.lines import lines_at
from projections.bodies.queries import list_bodies
from projections.bodies.seats import seats_at
from projections.structure import BodyAt, SeatAt, Structure
from projections.views import Views


def structure_at(
    connection: Views,
    as_at: date,
    known_position: int | None = None,
    *,
    as_known: datetime | None = None,
    organisation: str | None = None,
    members: bool = False,
) -> Structure:
    """Return the bodies in force at a moment and the lines in force between them.

    Args:
        connection: the views.
        as_at: the day.
        known_position: the last position known; ``None`` means all that is recorded.
        as_known: the moment that the position stands for, to be shown.
        organisation: whose structure it is, to be shown.
        members: whether to return who sits on the bodies as well.
    """
    bodies = tuple(
        BodyAt(body.ref, body.name, body.kind, body.level, body.department, body.purpose)
        for body in list_bodies(connection, as_at, known_position)
        if body.dissolved_on is None
    )
    refs = {body.ref for body in bodies}
    lines = tuple(
        line
        for line in lines_at(connection, as_at, known_position)
        if line.body in refs and line.to in refs
    )
    seats = _seats(connection, refs, as_at, known_position) if members else None
    return Structure(bodies, lines, as_at, as_known, organisation, seats)


def _seats(
    connection: Views, refs: set[str], as_at: date, known_position: int | None
) -> tuple[SeatAt, ...]:
    return tuple(
        SeatAt(ref, seat.person, seat.role)
        for ref, seats in seats_at(connection, as_at, known_position).items()
        if ref in refs
        for seat in seats
    )
