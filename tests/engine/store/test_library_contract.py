"""The library's own tests of a recorder, run over ours."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from eventsourcing.persistence import (
    AggregateRecorder,
    InfrastructureFactory,
    Mapper,
    StoredEvent,
)
from eventsourcing.tests import persistence
from eventsourcing.utils import Environment

from engine.store.factory import system_clock
from engine.store.library import LedgerFactory, environment
from engine.store.mapper import FactMapper
from engine.store.sqlite.create import create
from engine.store.sqlite.datastore import LedgerDatastore
from engine.store.sqlite.recorder import SQLiteLedgerRecorder


class _OverOurLedger(persistence.RecorderTestCase):
    """Gives each test a recorder on a new store."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = create(f"sqlite:///{folder.name}/minutebook.db")
        self.threads = set(threading.enumerate())

    def close(self, recorder: SQLiteLedgerRecorder) -> None:
        """Close a recorder when the threads that the test left behind have ended."""
        for thread in set(threading.enumerate()) - self.threads:
            thread.join()
        recorder.close()

    def create_recorder(self) -> SQLiteLedgerRecorder:
        # Ten threads wait for each other here, on whatever disk the tests run.
        recorder = SQLiteLedgerRecorder(LedgerDatastore(self.path, timeout=60), system_clock)
        self.addCleanup(self.close, recorder)
        return recorder

    def new_originator_id(self) -> str:
        return f"project:{uuid4()}"


class TestApplicationRecorder(
    _OverOurLedger, persistence.ApplicationRecorderTestCase[SQLiteLedgerRecorder]
):
    """Inserting, selecting, and ten threads at once."""


class TestNonInterleaving(_OverOurLedger, persistence.NonInterleavingNotificationIDsBaseCase):
    """Positions of one transaction stand together."""


class TestAggregateRecorder(_OverOurLedger, persistence.AggregateRecorderTestCase):
    """Selecting by aggregate: the library's test, but for what an application recorder returns."""

    def create_recorder(self) -> AggregateRecorder:  # type: ignore[override]  # positions hidden
        """Hide the positions, which the library's test wants `None` for aggregates alone."""
        recorder = super().create_recorder()
        recorded = recorder.insert_events

        def insert_events(stored_events: Sequence[StoredEvent], **kwargs: Any) -> None:
            recorded(stored_events, **kwargs)

        recorder.insert_events = insert_events  # type: ignore[method-assign]  # see above
        return recorder


class TestFactory(persistence.InfrastructureFactoryTestCase[LedgerFactory]):
    """Building the parts from an environment."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        path = create(f"sqlite:///{folder.name}/minutebook.db")
        self.env = Environment(name="Application", env=environment(f"sqlite:///{path}"))
        super().setUp()

    def expected_factory_class(self) -> type[LedgerFactory]:
        return LedgerFactory

    def expected_application_recorder_class(self) -> type[SQLiteLedgerRecorder]:
        return SQLiteLedgerRecorder

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


def test_a_subscription_is_refused(path: Path) -> None:
    recorder = SQLiteLedgerRecorder(LedgerDatastore(path), system_clock)

    with pytest.raises(NotImplementedError):
        recorder.subscribe()

    recorder.close()


def test_the_factory_can_be_found_by_the_library(url: str) -> None:
    factory = InfrastructureFactory.construct(Environment("Application", environment(url)))

    assert isinstance(factory, LedgerFactory)
    factory.close()
