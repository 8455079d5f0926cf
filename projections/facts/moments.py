"""How far the book reached at a moment.

It stands by itself because every command that reads asks it, and few need what tells the facts.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple


class Reach(NamedTuple):
    """The last position of the book, and when it was recorded; 0 and nothing when it is empty."""

    position: int
    recorded_at: str | None


def reach(connection: sqlite3.Connection, moment: datetime | None = None) -> Reach:
    """Return how far the book reached at a moment, or reaches now."""
    row = connection.execute(
        "SELECT position, recorded_at FROM facts WHERE recorded_at <= ?"
        " ORDER BY position DESC LIMIT 1",
        ("9" if moment is None else _stamp(moment),),
    ).fetchone()
    return Reach(*row) if row else Reach(0, None)


def _stamp(moment: datetime) -> str:
    """Return a moment in the ledger's own form, which sorts as text."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
