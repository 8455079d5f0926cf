"""What every recorder of a ledger does, whatever the ledger is kept in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent

from engine.store.appending import Appending
from engine.store.errors import Conflict, UnusableStore

Clock = Callable[[], datetime]
"""Tells what time it is; given at the edge of the program, aware of its time zone."""


class RecordedFirst(IntegrityError, Conflict):
    """Somebody else recorded first: the library's conflict and ours in one."""


_NAMED = 3


def recorded_first(subjects: Iterable[str]) -> RecordedFirst:
    """Say that one of these subjects has a version already that was to be recorded."""
    known = list(dict.fromkeys(subjects))
    named = ", ".join(known[:_NAMED]) + (" and others" if len(known) > _NAMED else "")
    return RecordedFirst(
        f"somebody else recorded first in {named}; nothing was recorded: "
        "read it again and decide again"
    )


def has_moved(what: str) -> RecordedFirst:
    """Say that a subject is at another version than the one at which it was read."""
    return RecordedFirst(
        f"{what}: somebody else recorded first; nothing was recorded: "
        "read it again and decide again"
    )


def does_not_follow(position: object, previous: int) -> UnusableStore:
    """Say that an entry to be copied does not follow the end of the ledger."""
    return UnusableStore(
        f"the entry at position {position} does not follow position {previous}: one of the two "
        "ledgers was changed, or they are not of one book; nothing was copied. "
        "Run `minutebook verify` on both"
    )


class LedgerRecorder(ApplicationRecorder):
    """Appends events to a ledger, all of one call or none.

    The library's own questions are answered as well, so its `Application` works on a ledger too.
    """

    @property
    def note(self) -> str | None:
        """What the person who records should know about the store, if anything."""
        return None

    @abstractmethod
    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        expected_versions: Mapping[str, int] | None = None,
        **_: Any,
    ) -> Sequence[int] | None:
        """Record events, all or none, and return their positions.

        One call is one transaction: it takes the write lock, continues the positions and the chain
        from the last entry, gives all its entries one moment of recording that is never earlier
        than the one before, and commits or leaves nothing behind.

        Args:
            stored_events: in the order in which they happened; none records nothing.
            expected_versions: aggregates that were only read, with the version that was read (0
                for one that was not there); they must still be at it when the lock is taken.
            _: the library's own options.

        Raises:
            RecordedFirst: somebody recorded in one of these aggregates first.
            UnusableStore: the store cannot be written; nothing was recorded.
        """

    @abstractmethod
    def appending(self) -> AbstractContextManager[Appending]:
        """Begin one long transaction that appends; leaving it commits, or, on an error, undoes it.

        Raises:
            UnusableStore: the store cannot be written, or another program writes for too long.
        """

    def close(self) -> None:
        """Let go of the store."""
