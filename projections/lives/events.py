"""What befell a figure besides its movements, as entries on one line of time."""

from __future__ import annotations

from typing import NamedTuple


class Event(NamedTuple):
    """Something that befell a figure without moving it.

    Attributes:
        on: its day; ``None`` where no source gives one.
        what: ``request``, ``report``, ``statement`` or ``project``.
        happened: what happened, in few words: ``request raised``.
        project: the project that it is about; ``None`` where it is about several.
        reference: the request, the month of the report, or the statement.
        said: what happened, as a sentence.
        recorded_at: when the book learnt of it.
        position: where it stands in the ledger.
    """

    on: str | None
    what: str
    happened: str
    project: str | None
    reference: str | None
    said: str
    recorded_at: str
    position: int


def in_time(event: Event) -> tuple[str, int]:
    """Return what events are sorted by: their day, and then the order of recording."""
    return event.on or "", event.position
