"""The library's application uses our ledger when, and only when, it is told to explicitly."""

from __future__ import annotations

from pathlib import Path

import pytest
from eventsourcing.application import Application

from engine.store.factory import open_store
from engine.store.library import LedgerFactory, environment
from engine.store.mapper import FactMapper
from engine.store.opening import open_reader
from engine.store.recorder import LedgerRecorder
from engine.store.sqlite.reader import SQLiteReader
from tests.engine.store.samples import SteppingClock, noted


class Book(Application[str]):
    """An application of the library, as it comes."""


def test_an_application_records_in_the_ledger(every_url: str) -> None:
    with Book(environment(every_url, application="Book")) as book:
        assert isinstance(book.recorder, LedgerRecorder)
        assert isinstance(book.mapper, FactMapper)
        book.save(noted("a"), noted("b"))
        assert list(book.events.get("a")) == [noted("a")]

    with open_reader(every_url) as reader:
        assert reader.originators() == ["a", "b"]


def test_the_variables_of_the_process_change_nothing(
    url: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for prefix in ("", "BOOK_"):
        monkeypatch.setenv(f"{prefix}PERSISTENCE_MODULE", "eventsourcing.popo")
        monkeypatch.setenv(f"{prefix}COMPRESSOR_TOPIC", "zlib")
        monkeypatch.setenv(f"{prefix}IS_SNAPSHOTTING_ENABLED", "y")
        monkeypatch.setenv(f"{prefix}MINUTEBOOK_STORE_URL", "sqlite:///elsewhere.db")

    with Book(environment(url, application="Book")) as book:
        book.save(noted("a"))
        assert book.snapshots is None

    with SQLiteReader(path) as reader:
        assert reader.read_entries()[0].state.startswith(b"{")


def test_without_a_store_nothing_starts() -> None:
    with pytest.raises(OSError, match="no store is named"):
        LedgerFactory({})


def test_an_environment_without_a_clock_takes_that_of_the_computer(every_url: str) -> None:
    factory = LedgerFactory({"MINUTEBOOK_STORE_URL": every_url})
    recorder = factory.application_recorder()

    assert recorder.insert_events([FactMapper().to_stored_event(noted("a"))]) == [1]
    recorder.close()


def test_a_store_may_be_closed_twice(every_url: str, clock: SteppingClock) -> None:
    store = open_store(every_url, clock)
    assert store.reader.last_position() == 0

    store.close()
    store.close()


def test_closing_leaves_one_file_and_its_head(url: str, path: Path, clock: SteppingClock) -> None:
    with open_store(url, clock) as store:
        store.events.record([noted("a")])
        assert store.reader.last_position() == 1

    assert sorted(p.name for p in path.parent.iterdir()) == ["minutebook.db", "minutebook.db.head"]


def test_the_history_of_a_subject_is_its_facts_oldest_first(
    every_url: str, clock: SteppingClock
) -> None:
    with open_store(every_url, clock) as store:
        store.events.record([noted("a"), noted("b"), noted("a", 2)])

        assert store.history("a") == [noted("a"), noted("a", 2)]
        assert store.history("unknown") == []
