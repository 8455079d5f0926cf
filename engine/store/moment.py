"""The form in which the ledger writes the moment of recording."""

from __future__ import annotations

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """Write a moment as ``2026-11-21T10:00:00.000000Z``: UTC, always 27 characters.

    Because the length never varies, comparing two stamps as text compares the moments.

    Raises:
        ValueError: the moment has no time zone, so nobody can say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    in_utc = moment.astimezone(UTC).replace(tzinfo=None)
    return in_utc.isoformat(timespec="microseconds") + "Z"


def moment_of(text: str) -> datetime:
    """Read a stamp back as an aware moment in UTC."""
    return datetime.fromisoformat(text)
