"""Which references the book knows at all, on whatever day and whoever named them."""

from __future__ import annotations

import sqlite3


def is_known(views: sqlite3.Connection, kind: str, ref: str) -> bool:
    """Return whether any fact is about the thing of that kind and reference."""
    row = views.execute(
        "SELECT 1 FROM facts_subjects WHERE ref = ? AND kind = ? LIMIT 1", (ref, kind)
    ).fetchone()
    return row is not None


def known_of(views: sqlite3.Connection, kind: str) -> list[str]:
    """Return the references of a kind that any fact is about."""
    rows = views.execute(
        "SELECT DISTINCT ref FROM facts_subjects WHERE kind = ? ORDER BY ref", (kind,)
    )
    return [row[0] for row in rows]
