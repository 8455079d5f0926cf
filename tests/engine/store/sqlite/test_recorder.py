"""A SQLite ledger refuses changes, and says in plain words why it cannot be written."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.sqlite.create import create
from engine.store.sqlite.datastore import LedgerDatastore
from engine.store.sqlite.store import SQLiteStore, open_file
from engine.store.url import sqlite_path
from tests.engine.store.conftest import read_only
from tests.engine.store.samples import SteppingClock, noted


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET topic = 'other'",
        "UPDATE ledger SET position = 9",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT 1, 'x', 1, 't', x'', recorded_at, hash FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT 2, 'a', 1, 't', x'', recorded_at, hash FROM ledger",
        "INSERT INTO ledger SELECT 2, 'x', 1, topic, state, recorded_at, x'00' FROM ledger",
    ],
)
def test_the_ledger_refuses_to_be_changed(store: SQLiteStore, path: Path, statement: str) -> None:
    store.events.record([noted("a")])
    before = store.reader.read_entries()

    with closing(sqlite3.connect(path)) as other, pytest.raises(sqlite3.IntegrityError):
        other.execute(statement)

    assert store.reader.read_entries() == before


def test_a_commit_is_forced_to_the_disk(store: SQLiteStore) -> None:
    with store.recorder.datastore.writing as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 2
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"


def test_a_bulk_load_may_leave_that_to_the_end(url: str, clock: SteppingClock) -> None:
    with (
        open_file(sqlite_path(url), clock, synchronous="NORMAL") as store,
        store.recorder.datastore.writing as cursor,
    ):
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == 1


def test_a_locked_store_is_named_and_nothing_is_recorded(
    url: str, path: Path, clock: SteppingClock
) -> None:
    with (
        open_store(url, clock, timeout=0.05) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UnusableStore, match="locked by another program"):
            store.events.record([noted("a")])
        other.execute("ROLLBACK")

        assert store.events.record([noted("a")]) == [1]


def test_a_thread_that_waits_too_long_for_another_is_told(url: str, clock: SteppingClock) -> None:
    holding, done = Event(), Event()

    def hold(store: SQLiteStore) -> None:
        with store.recorder.datastore.writing:
            holding.set()
            done.wait(10)

    with open_store(url, clock, timeout=0.05) as store:
        holder = Thread(target=hold, args=(store,))
        holder.start()
        holding.wait(10)
        with pytest.raises(UnusableStore, match=r"has been writing for 0\.05 seconds"):
            store.events.record([noted("a")])
        done.set()
        holder.join()


def test_on_a_full_disk_nothing_is_half_recorded(store: SQLiteStore) -> None:
    store.events.record([noted("a")])
    with store.recorder.datastore.writing as cursor:
        cursor.execute("PRAGMA page_count")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")

    with pytest.raises(UnusableStore, match=r"the disk is full.*nothing was recorded"):
        store.events.record([noted(f"project:{number}") for number in range(1000)])

    assert store.reader.last_position() == 1
    assert store.events.record([noted("b")]) == [2]


def test_a_disk_that_fails_at_the_commit_leaves_nothing_behind(
    store: SQLiteStore, path: Path
) -> None:
    store.events.record([noted("a")])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (Path(f"{path}-wal").stat().st_size, hard))
    try:
        with pytest.raises(UnusableStore, match=r"the disk reports an error.*nothing was recorded"):
            store.events.record([noted("b")])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert store.reader.last_position() == 1
    assert store.events.record([noted("b")]) == [2]


def test_a_store_that_vanished_is_named_and_can_be_tried_again(tmp_path: Path) -> None:
    datastore = LedgerDatastore(tmp_path / "minutebook.db")
    for _ in range(2):
        with pytest.raises(UnusableStore, match="there is no store"), datastore.writing:
            pass
    datastore.close()


def test_a_reader_that_finds_no_free_connection_is_told(store: SQLiteStore) -> None:
    datastore = store.recorder.datastore
    datastore.pool.pool_size = datastore.pool.max_overflow = 0
    datastore.pool.pool_timeout = 0.01

    with pytest.raises(UnusableStore, match="Timed out waiting for return of connection"):
        store.recorder.max_notification_id()


def test_a_read_only_store_refuses_to_record(open_folder: Path, clock: SteppingClock) -> None:
    path = create(f"sqlite:///{open_folder}/minutebook.db")

    with (
        read_only(open_folder),
        pytest.raises(UnusableStore, match=r"read-only|cannot be opened"),
        open_store(f"sqlite:///{path}", clock) as store,
    ):
        store.events.record([noted("a")])
