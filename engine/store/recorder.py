"""What every recorder of a ledger does, whatever the ledger is kept in."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any

from eventsourcing.persistence import ApplicationRecorder, IntegrityError, StoredEvent

from engine.store.appending import Appending
from engine.store.errors import Conflict

Clock = Callable[[], datetime]
"""Tells what time it is; given at the edge of the program, aware of its time zone."""


class RecordedFirst(IntegrityError, Conflict):
    """Somebody else recorded first: the library's conflict and ours in one."""


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
