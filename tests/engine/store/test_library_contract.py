"""The library's own tests of a recorder, run over ours."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, ClassVar, cast
from unittest import TestCase
from uuid import uuid4

import pytest
from eventsourcing.persistence import (
    InfrastructureFactory,
    Mapper,
    Notification,
    StoredEvent,
)
from eventsourcing.tests import persistence
from eventsourcing.utils import Environment

from engine.store.factory import open_store
from engine.store.library import LedgerFactory, environment
from engine.store.mapper import FactMapper
from engine.store.opening import create
from engine.store.postgresql.recorder import PostgresLedgerRecorder
from engine.store.recorder import LedgerRecorder
from engine.store.sqlite.recorder import SQLiteLedgerRecorder
from engine.store.url import shared_address
from tests.postgres import Server


@pytest.fixture(autouse=True)
def server(request: pytest.FixtureRequest) -> None:
    """Tell a test case over the shared store where its server is."""
    if request.cls is not None and issubclass(request.cls, _OnAServer):
        request.cls.server = request.getfixturevalue("postgres")


class _InAFile:
    """Gives each test a new store in a file."""

    def open_recorder(self, url: str) -> LedgerRecorder:
        """Open the recorder of the store."""
        return open_store(url, timeout=60).recorder

    def create_store(self) -> str:
        """Create a store, and return its URL."""
        folder = tempfile.TemporaryDirectory()
        cast("TestCase", self).addCleanup(folder.cleanup)
        url = f"sqlite:///{folder.name}/minutebook.db"
        create(url)
        return url


class _AsFacts(PostgresLedgerRecorder):
    """Stores any bytes as JSON, under versions from 1 on: a server takes in nothing else."""

    def __init__(self, url: str) -> None:
        super().__init__(shared_address(url), None, timeout=60)
        self._first: dict[str, int] = {}

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Any:
        """Record events of the library's tests, some of which count from 0."""
        for event in stored_events:
            self._first.setdefault(str(event.originator_id), event.originator_version)
        written = [
            replace(
                event,
                originator_version=event.originator_version + self._shift(event.originator_id),
                state=json.dumps({"hex": event.state.hex()}).encode(),
            )
            for event in stored_events
        ]
        return super().insert_events(written, **kwargs)

    def select_events(self, *args: Any, **kwargs: Any) -> Sequence[StoredEvent]:
        """Read them back."""
        return [self._read(event) for event in super().select_events(*args, **kwargs)]

    def select_notifications(self, *args: Any, **kwargs: Any) -> Sequence[Notification]:
        """Read them back, with their positions."""
        return [self._read(event) for event in super().select_notifications(*args, **kwargs)]

    def _read(self, event: Any) -> Any:
        return replace(
            event,
            originator_version=event.originator_version - self._shift(event.originator_id),
            state=bytes.fromhex(json.loads(event.state)["hex"]),
        )

    def _shift(self, originator_id: object) -> int:
        return 1 - self._first.get(str(originator_id), 1)


class _OnAServer:
    """Gives each test a new shared store."""

    def open_recorder(self, url: str) -> LedgerRecorder:
        """Open the recorder of the store."""
        return _AsFacts(url)

    server: ClassVar[Server]

    def create_store(self) -> str:
        """Create a store, and return its URL."""
        url = self.server.url()
        create(url)
        return url


class _OverOurLedger(persistence.RecorderTestCase):
    """Gives each test a recorder on a new store."""

    def create_store(self) -> str:
        """Create a store, and return its URL."""
        raise NotImplementedError

    def open_recorder(self, url: str) -> LedgerRecorder:
        """Open the recorder of the store."""
        raise NotImplementedError

    def setUp(self) -> None:
        self.url = self.create_store()
        self.threads = set(threading.enumerate())

    def close(self, recorder: LedgerRecorder) -> None:
        """Close a recorder when the threads that the test left behind have ended."""
        for thread in set(threading.enumerate()) - self.threads:
            thread.join()
        recorder.close()

    def create_recorder(self) -> LedgerRecorder:
        # Ten threads wait for each other here, on whatever disk the tests run.
        recorder = self.open_recorder(self.url)
        self.addCleanup(self.close, recorder)
        return recorder

    def new_originator_id(self) -> str:
        return f"project:{uuid4()}"


class _WithoutPositions(_OverOurLedger):
    """Hides the positions, which the library's test wants `None` for aggregates alone."""

    def create_recorder(self) -> LedgerRecorder:
        recorder = super().create_recorder()
        recorded = recorder.insert_events

        def insert_events(stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
            recorded(stored_events, **kwargs)

        recorder.insert_events = insert_events  # type: ignore[method-assign]  # see above
        return recorder


class TestApplicationRecorderInAFile(
    _InAFile, _OverOurLedger, persistence.ApplicationRecorderTestCase[LedgerRecorder]
):
    """Inserting, selecting, and ten threads at once."""


class TestApplicationRecorderOnAServer(
    _OnAServer, _OverOurLedger, persistence.ApplicationRecorderTestCase[LedgerRecorder]
):
    """The same over PostgreSQL."""


class TestNonInterleavingInAFile(
    _InAFile, _OverOurLedger, persistence.NonInterleavingNotificationIDsBaseCase
):
    """Positions of one transaction stand together."""


class TestNonInterleavingOnAServer(
    _OnAServer, _OverOurLedger, persistence.NonInterleavingNotificationIDsBaseCase
):
    """The same over PostgreSQL."""


class TestAggregateRecorderInAFile(
    _InAFile, _WithoutPositions, persistence.AggregateRecorderTestCase
):
    """Selecting by aggregate: the library's test, but for what an application recorder returns."""


class TestAggregateRecorderOnAServer(
    _OnAServer, _WithoutPositions, persistence.AggregateRecorderTestCase
):
    """The same over PostgreSQL."""


class _Factory(persistence.InfrastructureFactoryTestCase[LedgerFactory]):
    """Building the parts from an environment."""

    __test__ = False

    def create_store(self) -> str:
        """Create a store, and return its URL."""
        raise NotImplementedError

    def setUp(self) -> None:
        self.env = Environment(name="Application", env=environment(self.create_store()))
        super().setUp()

    def expected_factory_class(self) -> type[LedgerFactory]:
        return LedgerFactory

    def expected_aggregate_recorder_class(self) -> type[Any]:
        raise NotImplementedError

    def expected_tracking_recorder_class(self) -> type[Any]:
        raise NotImplementedError

    def tracking_recorder_subclass(self) -> type[Any]:
        raise NotImplementedError

    def expected_process_recorder_class(self) -> type[Any]:
        raise NotImplementedError

    # A ledger must be readable by a stranger who has nothing but the file, so nothing in the
    # environment can make it compressed or enciphered.

    def test_mapper_with_compressor(self) -> None:
        self.env[self.factory.COMPRESSOR_TOPIC] = "zlib"
        self.assert_plain()

    def test_mapper_with_cipher(self) -> None:
        self.env[self.factory.CIPHER_TOPIC] = "eventsourcing.cipher:AESCipher"
        self.assert_plain()

    def test_mapper_with_cipher_and_compressor(self) -> None:
        self.env[self.factory.COMPRESSOR_TOPIC] = "zlib"
        self.env[self.factory.CIPHER_TOPIC] = "eventsourcing.cipher:AESCipher"
        self.assert_plain()

    def test_mapper_with_wrong_cipher_key(self) -> None:
        self.env["CIPHER_KEY"] = "no key at all"
        self.assert_plain()

    def assert_plain(self) -> None:
        mapper: Mapper[str] = self.factory.mapper(transcoder=self.transcoder)
        assert type(mapper) is FactMapper
        assert (mapper.cipher, mapper.compressor) == (None, None)

    # A store keeps its ledger and nothing else. There are no snapshots, and the views track their
    # own positions in their own file; each of these recorders would add a table beside the ledger.

    def test_create_aggregate_recorder(self) -> None:
        with pytest.raises(NotImplementedError, match="keeps no snapshots"):
            self.factory.aggregate_recorder("snapshots")

    def test_create_tracking_recorder(self) -> None:
        with pytest.raises(NotImplementedError, match="views keep their own positions"):
            self.factory.tracking_recorder()

    def test_create_process_recorder(self) -> None:
        with pytest.raises(NotImplementedError, match="views keep their own positions"):
            self.factory.process_recorder()


class TestFactoryOfAFile(_InAFile, _Factory):
    """Over SQLite."""

    __test__ = True

    def expected_application_recorder_class(self) -> type[LedgerRecorder]:
        return SQLiteLedgerRecorder


class TestFactoryOnAServer(_OnAServer, _Factory):
    """Over PostgreSQL."""

    __test__ = True

    def expected_application_recorder_class(self) -> type[LedgerRecorder]:
        return PostgresLedgerRecorder


def test_a_subscription_is_refused(every_url: str) -> None:
    with open_store(every_url) as store, pytest.raises(NotImplementedError):
        store.recorder.subscribe()


def test_the_factory_can_be_found_by_the_library(every_url: str) -> None:
    factory = InfrastructureFactory.construct(Environment("Application", environment(every_url)))

    assert isinstance(factory, LedgerFactory)
    factory.close()


_NOT_RUN = {
    "TrackingRecorderTestCase": "a ledger tracks nothing: what a view has read is written by the"
    " view, in one transaction with its rows (see projections.runner and its tests)",
    "ProcessRecorderTestCase": "a process recorder is a tracking recorder that also records",
    "TranscoderTestCase": "a fact is stored as its own JSON (see FactMapper and its tests), and"
    " never goes through the library's transcoder",
}
"""The library's test cases that cannot be run over a ledger, and why."""


def test_every_case_of_the_library_is_run_over_both_kinds_of_store_or_is_named_with_a_reason() -> (
    None
):
    cases = {
        case
        for case in vars(persistence).values()
        if isinstance(case, type)
        and issubclass(case, TestCase)
        and case.__module__ == persistence.__name__
    }
    ours = [case for name, case in globals().items() if name.startswith("Test")]
    not_run = {
        case.__name__
        for case in cases
        for kind in (_InAFile, _OnAServer)
        if not any(issubclass(one, case) and issubclass(one, kind) for one in ours)
    }
    assert not_run == set(_NOT_RUN)


def test_a_recorder_that_tracks_is_refused_with_the_reason(every_url: str) -> None:
    with closing(LedgerFactory(environment(every_url))) as factory:
        for asked_for in (factory.tracking_recorder, factory.process_recorder):
            with pytest.raises(NotImplementedError, match=r"keep their own .*projections\.runner"):
                asked_for()
