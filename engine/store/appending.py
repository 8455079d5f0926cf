"""One long transaction that appends: what loading a history and copying a ledger go through."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence

from eventsourcing.persistence import StoredEvent

from engine.store.reader import Head, LedgerEntry


class Appending(ABC):
    """A ledger whose write lock is held until all is appended, or nothing.

    Nobody else records meanwhile; readers read on, and see all of it at once when it is committed.
    What is appended goes to the store piece by piece, so memory does not grow with it.
    """

    @abstractmethod
    def head(self) -> Head:
        """Return the end of the ledger, with what was appended so far."""

    @abstractmethod
    def append(self, stored_events: Sequence[StoredEvent]) -> None:
        """Append new events: positions, the moment of recording and the chain go on.

        All events of one transaction have one moment of recording.

        Raises:
            RecordedFirst: one of them has a version that its aggregate has already.
            UnusableStore: the store cannot be written.
        """

    @abstractmethod
    def copy(self, entries: Sequence[LedgerEntry]) -> None:
        """Append entries of another ledger as they stand there: position, moment and hash.

        Raises:
            UnusableStore: an entry does not follow the end of this ledger, or its hash does not
                hold, or the store cannot be written.
        """

    @abstractmethod
    def entries_of(self, originator_id: str) -> list[LedgerEntry]:
        """Return the history of one subject, with what was appended so far."""

    @abstractmethod
    def originators(self, prefix: str) -> list[str]:
        """Return the known ids that begin with a prefix, with what was appended so far; sorted."""
