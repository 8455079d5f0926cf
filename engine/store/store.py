"""An open store: facts go in, histories come out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self

from eventsourcing.persistence import EventStore

from domain.facts import Fact
from engine.store.mapper import FactMapper
from engine.store.reader import LedgerEntry, LedgerReader
from engine.store.recorder import LedgerRecorder


class FactStore(EventStore[str]):
    """The library's event store, with a lighter way to record."""

    mapper: FactMapper
    recorder: LedgerRecorder

    def record(
        self, facts: Sequence[Fact], *, expected_versions: Mapping[str, int] | None = None
    ) -> Sequence[int]:
        """Record facts of any subjects in one transaction, and return their positions.

        Unlike ``put`` it makes no `Recording` of each, which for a large file is half the work.

        Args:
            facts: in the order in which they happened.
            expected_versions: subjects that were only read, and the version that was read.

        Raises:
            Conflict: somebody else recorded first; nothing was recorded.
            UnusableStore: the store cannot be written; nothing was recorded.
        """
        stored = [self.mapper.to_stored_event(fact) for fact in facts]
        return self.recorder.insert_events(stored, expected_versions=expected_versions) or ()


class Store:
    """An open store; close it, or use it as a context manager.

    Attributes:
        recorder: writes stored events, and reads them as the library expects.
        events: records and gets facts; ``record(facts, expected_versions=...)`` is one transaction.
    """

    def __init__(self, recorder: LedgerRecorder, read: Callable[[], LedgerReader]) -> None:
        """Put a store together.

        Args:
            recorder: its recorder, which is closed with the store.
            read: opens the same ledger for reading, when that is first asked for.
        """
        self.recorder = recorder
        self.events = FactStore(FactMapper(), recorder)
        self._read = read
        self._reader: LedgerReader | None = None

    @property
    def reader(self) -> LedgerReader:
        """The same ledger for reading, on a connection of its own."""
        if self._reader is None:
            self._reader = self._read()
        return self._reader

    def history(self, originator_id: str) -> list[Fact]:
        """Return the recorded facts of one subject, oldest first; none when it is unknown.

        The reader answers in a fifth of the time that the library's pool of connections takes,
        and a bulk load asks once for every subject.

        Raises:
            UnreadableFact: a newer version wrote one of them, or it is damaged.
        """
        return self.facts(self.reader.entries_of(originator_id))

    def facts(self, entries: Sequence[LedgerEntry]) -> list[Fact]:
        """Return the facts that entries of the ledger are.

        Raises:
            UnreadableFact: a newer version wrote one of them, or it is damaged.
        """
        fact = self.events.mapper.fact
        return [fact(entry[1], entry[2], entry[3], entry[4]) for entry in entries]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; closing twice is closing once."""
        if self._reader is not None:
            self._reader.close()
        self.recorder.close()
