"""Who sits on which body."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from projections.seen import day, seen
from projections.views import Views


class Seat(NamedTuple):
    """A person's seat: role, vote and dates; ``ends_on`` is the first day it is not held."""

    person: str
    role: str
    voting: bool
    starts_on: date | None
    ends_on: date | None


def seats_at(
    connection: Views,
    as_at: date | None,
    known_position: int | None = None,
    ref: str | None = None,
) -> dict[str, tuple[Seat, ...]]:
    """Return who holds a seat at a moment, by body; the chair first, then as recorded.

    Args:
        connection: the views.
        as_at: the day; ``None`` means the last there is.
        known_position: the last position known; ``None`` means all that is recorded.
        ref: the body; ``None`` means every body.
    """
    held: dict[tuple[str, str], Seat] = {}
    of_one = {} if ref is None else {"ref": ref}
    for row in seen(connection, "bodies_seats", as_at, known_position, **of_one):
        key = row["ref"], row["person"]
        held.pop(key, None)
        if not row["ended"]:
            held[key] = Seat(
                person=row["person"],
                role=row["role"],
                voting=bool(row["voting"]),
                starts_on=day(row["decided_on"]),
                ends_on=day(row["ends_on"]),
            )
    return _by_body(held, as_at or date.max)


def members_at(
    connection: Views,
    ref: str,
    as_at: date | None,
    known_position: int | None = None,
) -> tuple[Seat, ...]:
    """Return who holds a seat on a body at a moment, the chair first, then as recorded."""
    return seats_at(connection, as_at, known_position, ref).get(ref, ())


def _by_body(held: dict[tuple[str, str], Seat], as_at: date) -> dict[str, tuple[Seat, ...]]:
    seats: dict[str, list[Seat]] = {}
    for (ref, _), seat in held.items():
        if seat.ends_on is None or seat.ends_on > as_at:
            seats.setdefault(ref, []).append(seat)
    return {ref: tuple(sorted(those, key=_rank)) for ref, those in sorted(seats.items())}


_RANKS = ("chair", "vice-chair", "member", "substitute", "officer-in-attendance")


def _rank(seat: Seat) -> int:
    return _RANKS.index(seat.role)
