"""Reading rows as at a day and as known at a position: the same two conditions everywhere."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from projections.views import Row, Views

_SEEN = "position <= :known AND coalesce(decided_on, '0001-01-01') <= :as_at"
# A decision counts from its day; of one day's decisions, the one recorded later counts last. A fact
# without a day is read as in force from the beginning.
_IN_ORDER = "coalesce(decided_on, '0001-01-01'), position"
_ALL = 2**63 - 1
# json.dumps with these options would make an encoder for every value.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seen(
    connection: Views,
    table: str,
    as_at: date | None,
    known_position: int | None,
    *,
    order: str = _IN_ORDER,
    **equal: str | int,
) -> list[Row]:
    """Return the rows of a view's table that were in force by a day and known by a position.

    Args:
        connection: the views.
        table: the table.
        as_at: the day; ``None`` means all that was ever decided.
        known_position: the last position known; ``None`` means all that is recorded.
        order: the columns to sort by; without it, the order in which decisions took effect.
        equal: columns, and the value each must have.
    """
    conditions = " AND ".join([_SEEN, *(f"{column} = :{column}" for column in equal)])
    known = _ALL if known_position is None else known_position
    return connection.execute(
        f"SELECT * FROM {table} WHERE {conditions} ORDER BY {order}",  # noqa: S608 - names of ours
        {"known": known, "as_at": (as_at or date.max).isoformat(), **equal},
    ).fetchall()


def stored(value: object) -> str | None:
    """Return the parts of a fact as text for a column; nothing for an empty list or no value."""
    if value is None or value in ([], {}):
        return None
    return _COMPACT(value)


def loaded(text: str | None, otherwise: Any = None) -> Any:
    """Return what a column holds as text."""
    return otherwise if text is None else json.loads(text)


def day(text: str | None) -> date | None:
    """Return a stored day."""
    return None if text is None else date.fromisoformat(text)
