"""How far the book reached at a moment.

It stands by itself because every command that reads asks it, and few need what tells the facts.
"""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from projections.views import Views


class Reach(NamedTuple):
    """The last position of the book, and when it was recorded; 0 and nothing when it is empty."""

    position: int
    recorded_at: str | None


def reach(views: Views, moment: datetime | None = None) -> Reach:
    """Return how far the book reached at a moment, or reaches now as far as the views know it."""
    position = views.position
    if moment is not None:
        position = min(position, views.ledger.position_at(moment))
    return Reach(position, views.ledger.recorded_at(position) if position else None)
