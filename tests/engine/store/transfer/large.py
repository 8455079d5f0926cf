"""A book so large that copying it takes a while."""

from __future__ import annotations

from eventsourcing.persistence import StoredEvent

from engine.store.factory import open_store
from tests.engine.store.samples import SteppingClock

_STATE = b'{"said": "' + b"x" * 400 + b'"}'
_AT_ONCE = 20_000


def recorded(url: str, facts: int) -> None:
    """Record so many facts, which say nothing, of as many subjects."""
    with open_store(url, SteppingClock()) as store:
        for first in range(0, facts, _AT_ONCE):
            store.recorder.insert_events(
                [
                    StoredEvent(f"project:p{number}", 1, "test.nothing.1", _STATE)
                    for number in range(first, min(first + _AT_ONCE, facts))
                ]
            )
