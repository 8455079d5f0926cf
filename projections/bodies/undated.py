"""Bodies of which a book does not say since when they exist, and the first day it tells of.

Such a body is taken to exist from the beginning: on a day before anything that the book tells, it
is there only because nothing says otherwise.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from projections.bodies.queries import list_bodies
from projections.seen import day
from projections.views import Views

_TABLES: Final = ("bodies", "bodies_names", "bodies_ends", "bodies_lines", "meetings")


def undated_bodies(
    connection: Views, as_at: date, known_position: int | None = None
) -> frozenset[str]:
    """Return the bodies in force on a day of which no day says since when."""
    return frozenset(
        body.ref
        for body in list_bodies(connection, as_at, known_position)
        if body.dissolved_on is None and body.established_on is None
    )


def first_day(connection: Views, known_position: int | None = None) -> date | None:
    """Return the first day of which a book tells something of its bodies; none where of no day."""
    known = "" if known_position is None else f" AND position <= {int(known_position)}"
    firsts = (
        connection.execute(
            f"SELECT min(decided_on) FROM {table} WHERE decided_on IS NOT NULL{known}"  # noqa: S608 - names of ours
        ).fetchone()[0]
        for table in _TABLES
    )
    return min((found for found in map(day, firsts) if found), default=None)
