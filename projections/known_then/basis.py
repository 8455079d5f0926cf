"""At which two times the book is read to see what members had before them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from projections.resolutions.queries import ResolutionRow
from projections.savings.projects import ALL
from projections.views import Views

_DAY = 10


class Basis(NamedTuple):
    """How the book is read for a resolution.

    Attributes:
        held_on: the day of the meeting.
        eve: the day before it.
        day: the last day of what counts.
        known: the last position that counts.
        kept: whether the book was being kept at the meeting. Then it is read as it was just before
            the resolution was recorded, and nothing recorded since can alter that. A book that was
            begun after the meeting cannot say what it knew at it: by what it holds now, it is read
            as at the day before.
        began_on: the day on which the first fact of the book was recorded.
        recorded_on: the day on which the resolution was.
        late_after: the position after which something was recorded too late for members to have
            had it: after the meeting, or, of a book begun later, after the resolution.
    """

    held_on: date
    eve: date
    day: date
    known: int
    kept: bool
    began_on: str
    recorded_on: str
    late_after: int


def basis_of(views: Views, resolution: ResolutionRow, known: int) -> Basis:
    """Return how the book is read for a resolution.

    Args:
        views: the views.
        resolution: the resolution.
        known: the last position that the book is taken to know now.
    """
    held_on = resolution.held_on or date.min
    return basis_at(views, held_on, resolution.position, resolution.recorded_at, known)


def basis_at(
    views: Views, held_on: date, position: int, recorded_at: str, known: int = ALL
) -> Basis:
    """Return how the book is read for a decision.

    Args:
        views: the views.
        held_on: the day of the decision.
        position: where the ledger has it.
        recorded_at: when it was recorded.
        known: the last position that the book is taken to know now.
    """
    end = datetime.combine(held_on, time.max, tzinfo=UTC)
    at_the_meeting = views.ledger.position_at(end)
    kept = at_the_meeting > 0
    eve = held_on - timedelta(days=min(1, (held_on - date.min).days))
    return Basis(
        held_on=held_on,
        eve=eve,
        day=held_on if kept else eve,
        known=position - 1 if kept else known,
        kept=kept,
        began_on=(views.ledger.recorded_at(1) or "")[:_DAY],
        recorded_on=recorded_at[:_DAY],
        late_after=at_the_meeting if kept else position,
    )
