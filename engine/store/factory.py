"""Opens a store to record in it: the library's parts, with the three that we replace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

from eventsourcing.persistence import (
    EventStore,
    InfrastructureFactory,
    Mapper,
    StoredEvent,
    Transcoder,
)
from eventsourcing.utils import Environment, EnvType, resolve_topic

from domain.facts import Fact
from engine.store.connection import LOCK_TIMEOUT, Synchronous
from engine.store.datastore import LedgerDatastore
from engine.store.mapper import FactMapper
from engine.store.reader import LedgerReader
from engine.store.sqlite import Clock, SQLiteLedgerRecorder
from engine.store.url import sqlite_path

STORE = "MINUTEBOOK_STORE_URL"
CLOCK = "MINUTEBOOK_STORE_CLOCK"


def system_clock() -> datetime:
    """Tell the time of this computer."""
    return datetime.now(UTC)


class FactStore(EventStore[str]):
    """The library's event store, with a lighter way to record."""

    mapper: FactMapper
    recorder: SQLiteLedgerRecorder

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


@dataclass(frozen=True)
class Store:
    """An open store; close it, or use it as a context manager.

    Attributes:
        path: its file.
        recorder: writes stored events, and reads them as the library expects.
        events: records and gets facts; ``record(facts, expected_versions=...)`` is one transaction.
    """

    path: Path
    recorder: SQLiteLedgerRecorder
    events: FactStore

    @cached_property
    def reader(self) -> LedgerReader:
        """The same ledger for reading, on a connection of its own."""
        return LedgerReader(self.path, timeout=self.recorder.datastore.timeout)

    def history(self, originator_id: str) -> list[Fact]:
        """Return the recorded facts of one subject, oldest first; none when it is unknown.

        The reader answers in a fifth of the time that the library's pool of connections takes,
        and a bulk load asks once for every subject.

        Raises:
            UnreadableFact: a newer version wrote one of them, or it is damaged.
        """
        return [
            self.events.mapper.to_domain_event(
                StoredEvent(entry.originator_id, entry.originator_version, entry.topic, entry.state)
            )
            for entry in self.reader.entries_of(originator_id)
        ]

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
        """Let go of the file; closing twice is closing once."""
        if "reader" in self.__dict__:
            self.reader.close()
        self.recorder.close()


def open_store(
    url: str,
    clock: Clock,
    *,
    synchronous: Synchronous = "FULL",
    timeout: float = LOCK_TIMEOUT,
) -> Store:
    """Open the store that a URL names, to record in it.

    Args:
        url: ``sqlite:///minutebook.db``; the file must exist (see `create`).
        clock: tells what time it is; the ledger takes no earlier time than it gave last.
        synchronous: ``NORMAL`` for a bulk load: faster, and a power cut may undo the last commits
            (never half of one); what it recorded is forced to the disk when the store is closed.
        timeout: seconds to wait for another program to finish writing.

    Raises:
        UnusableStore: there is no store, or it cannot be used.
    """
    datastore = LedgerDatastore(sqlite_path(url), synchronous=synchronous, timeout=timeout)
    datastore.writing.open()  # so that what is wrong is said now and not at the first fact
    recorder = SQLiteLedgerRecorder(datastore, clock)
    return Store(datastore.path, recorder, FactStore(FactMapper(), recorder))


def environment(url: str, *, application: str = "Application") -> dict[str, str]:
    """Return what the library's ``Application(env)`` needs to use our ledger, and nothing else.

    Given without it, the library keeps everything in memory and says nothing. It also reads the
    variables of the process, those with the application's name in front of them first; so each is
    given here in both forms.

    Args:
        url: the store.
        application: the ``name`` of the application's class.
    """
    plain = {
        "PERSISTENCE_MODULE": "engine.store.factory:LedgerFactory",
        "IS_SNAPSHOTTING_ENABLED": "n",
        STORE: url,
        CLOCK: "engine.store.factory:system_clock",
    }
    return plain | {f"{application.upper()}_{key}": value for key, value in plain.items()}


class LedgerFactory(InfrastructureFactory[Any]):
    """Builds the parts of a library application from our ledger."""

    def __init__(self, env: Environment | EnvType | None) -> None:
        super().__init__(env)
        url = self.env.get(STORE)
        if not url:
            raise OSError(f"no store is named: set {STORE}")
        self._clock: Clock = resolve_topic(
            self.env.get(CLOCK) or "engine.store.factory:system_clock"
        )
        self.datastore = LedgerDatastore(sqlite_path(url))

    def mapper(
        self,
        transcoder: Transcoder | None = None,  # noqa: ARG002 - the library's signature
        mapper_class: type[Mapper[Any]] | None = None,  # noqa: ARG002 - as above
    ) -> Mapper[Any]:
        """Return our mapper, whatever the environment asks for."""
        return FactMapper()

    def application_recorder(self) -> SQLiteLedgerRecorder:
        """Return a recorder on the ledger."""
        return SQLiteLedgerRecorder(self.datastore, self._clock)

    def aggregate_recorder(self, purpose: str = "events") -> NoReturn:
        """Refuse: the ledger is the only thing that a store keeps."""
        raise NotImplementedError(f"a store keeps no {purpose} beside its ledger")

    def tracking_recorder(self, tracking_recorder_class: type[Any] | None = None) -> NoReturn:
        """Refuse: views keep their own positions, in their own file."""
        raise NotImplementedError("views keep their own positions: see projections.runner")

    def process_recorder(self) -> NoReturn:
        """Refuse, for the same reason."""
        raise NotImplementedError("views keep their own positions: see projections.runner")

    def close(self) -> None:
        """Let go of the file."""
        self.datastore.close()
