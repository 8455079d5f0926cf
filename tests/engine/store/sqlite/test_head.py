"""The remembered head follows the ledger, may lag behind it, and never runs ahead."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.reader import EMPTY, Head
from engine.store.sqlite import head as heads
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.store import SQLiteStore, open_file
from engine.store.url import sqlite_path
from tests.engine.store.conftest import tampering
from tests.engine.store.samples import SteppingClock, noted


@pytest.fixture
def beside(path: Path) -> Path:
    """Give the file in which the head is remembered."""
    return heads.remembered_beside(path)


def head(position: int) -> Head:
    """Make up a head."""
    return Head(position, bytes([position]) * 32)


def test_a_new_store_remembers_that_it_is_empty(beside: Path) -> None:
    assert heads.recall(beside) == EMPTY


def test_the_head_is_remembered_after_every_commit(store: SQLiteStore, beside: Path) -> None:
    for subject in "abc":
        store.events.record([noted(subject)])
        assert heads.recall(beside) == store.reader.head()
    assert store.recorder.unremembered is None


def test_a_head_never_moves_backwards(beside: Path) -> None:
    heads.remember(beside, head(6))
    heads.remember(beside, head(5))

    assert heads.recall(beside) == head(6)


def test_the_older_line_is_overwritten(beside: Path) -> None:
    for position in (1, 2, 3):
        heads.remember(beside, head(position))

    lines = beside.read_text().splitlines()
    assert [int(line.split()[0]) for line in lines] == [2, 3]


@pytest.mark.parametrize("kept", [0, 1])
def test_a_torn_line_leaves_the_other_one_standing(beside: Path, kept: int) -> None:
    heads.remember(beside, head(1))
    heads.remember(beside, head(2))
    first, second = beside.read_bytes().splitlines(keepends=True)
    torn = [first[:50] + b"\0" * (len(first) - 50), second[:50] + b"\0" * (len(second) - 50)]
    beside.write_bytes((first + torn[1]) if kept == 0 else (torn[0] + second))

    assert heads.recall(beside) == head(2 - kept)

    heads.remember(beside, head(3))
    assert heads.recall(beside) == head(3)


def test_a_changed_line_is_not_believed(beside: Path) -> None:
    heads.remember(beside, head(1))
    text = beside.read_bytes()
    beside.write_bytes(text.replace(b"00001 ", b"00009 "))

    assert heads.recall(beside) == EMPTY


@pytest.mark.parametrize("text", [b"", b"nonsense", b"\xff" * 300])
def test_a_file_that_cannot_be_understood_counts_as_none(beside: Path, text: bytes) -> None:
    beside.write_bytes(text)

    assert heads.recall(beside) is None


@pytest.mark.parametrize("text", [b"ref: refs/heads/main\n", b"nonsense" * 99])
def test_a_file_that_is_no_head_is_not_written_over(
    store: SQLiteStore, beside: Path, text: bytes
) -> None:
    beside.write_bytes(text)

    assert store.events.record([noted("a")]) == [1]

    assert beside.read_bytes() == text
    assert store.recorder.unremembered is not None
    assert store.recorder.unremembered.strerror == "what stands there is no head of a ledger"


def test_an_empty_head_is_begun_again(store: SQLiteStore, beside: Path) -> None:
    beside.write_bytes(b"")

    store.events.record([noted("a")])

    assert heads.recall(beside) == store.reader.head()


def test_a_missing_head_is_begun_again(store: SQLiteStore, beside: Path) -> None:
    beside.unlink()
    assert heads.recall(beside) is None

    store.events.record([noted("a")])

    assert heads.recall(beside) == store.reader.head()


def test_without_locks_of_the_system_a_head_is_remembered_all_the_same(
    beside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.sqlite.lock._LOCKS", None)
    heads.remember(beside, head(1))

    assert heads.recall(beside) == head(1)


def test_a_head_that_cannot_be_written_does_not_make_a_recorded_fact_a_failure(
    store: SQLiteStore, beside: Path
) -> None:
    beside.unlink()
    beside.mkdir()

    assert store.events.record([noted("a")]) == [1]
    assert isinstance(store.recorder.unremembered, OSError)

    beside.rmdir()
    store.events.record([noted("b")])
    assert store.recorder.unremembered is None


def test_a_bulk_load_is_remembered_at_its_end(
    url: str, path: Path, beside: Path, clock: SteppingClock
) -> None:
    with open_file(sqlite_path(url), clock, synchronous="NORMAL") as store:
        store.events.record([noted("a")])
        assert heads.recall(beside) == EMPTY

    with SQLiteReader(path) as reader:
        assert heads.recall(beside) == reader.head()


def test_a_bulk_load_that_recorded_nothing_remembers_nothing(
    url: str, beside: Path, clock: SteppingClock
) -> None:
    beside.unlink()
    with open_file(sqlite_path(url), clock, synchronous="NORMAL"):
        pass

    assert not beside.exists()


def test_a_bulk_load_that_cannot_be_forced_to_the_disk_is_not_remembered(
    url: str, path: Path, beside: Path, clock: SteppingClock
) -> None:
    store = open_file(sqlite_path(url), clock, synchronous="NORMAL")
    store.events.record([noted("a")])
    Path(f"{path}-wal").rename(f"{path}-elsewhere")

    store.recorder.close()

    assert isinstance(store.recorder.unremembered, OSError)
    assert heads.recall(beside) == EMPTY


def test_a_commit_that_was_not_remembered_is_no_obstacle(store: SQLiteStore, beside: Path) -> None:
    store.events.record([noted("a")])
    lagging = beside.read_bytes()
    store.events.record([noted("b")])
    beside.write_bytes(lagging)

    assert store.events.record([noted("c")]) == [3]
    assert heads.recall(beside) == store.reader.head()


def test_nothing_is_recorded_after_a_ledger_that_was_cut_off(
    url: str, path: Path, beside: Path, clock: SteppingClock
) -> None:
    with open_store(url, clock) as store:
        store.events.record([noted("a"), noted("b")])
    with tampering(path) as connection:
        connection.execute("DELETE FROM ledger WHERE position = 2")

    with open_store(url, clock) as store:
        with pytest.raises(UnusableStore, match=r"position 2 stands.*the ledger ends at 1"):
            store.events.record([noted("c")])
        assert store.reader.last_position() == 1

        beside.unlink()  # as the message says, for a copy that was restored on purpose
        assert store.events.record([noted("c")]) == [2]


def test_nothing_is_recorded_after_a_ledger_that_was_swapped(
    url: str, beside: Path, clock: SteppingClock
) -> None:
    with open_store(url, clock) as store:
        store.events.record([noted("a"), noted("b")])
        beside.unlink()
        heads.remember(beside, head(1))

        with pytest.raises(UnusableStore, match="Run `minutebook verify`"):
            store.events.record([noted("c")])


def test_a_remembered_beginning_of_another_kind_of_chain_is_evidence(
    store: SQLiteStore, beside: Path
) -> None:
    beside.unlink()
    heads.remember(beside, head(0))

    with pytest.raises(UnusableStore, match="does not hold what is remembered"):
        store.events.record([noted("a")])


def test_a_ledger_may_grow_without_its_head(path: Path, beside: Path, store: SQLiteStore) -> None:
    store.events.record([noted("a")])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (1,)
    beside.unlink()
    heads.remember(beside, EMPTY)

    assert store.events.record([noted("b")]) == [2]


class TestOpenHead:
    """A recorder keeps the head file open, and notices when it is another."""

    def test_a_file_that_was_removed_is_made_again(self, tmp_path: Path) -> None:
        path = tmp_path / "store.db.head"
        kept = heads.HeadFile(path)
        kept.remember(Head(1, b"1" * 32))
        kept.remember(Head(2, b"2" * 32))
        path.unlink()
        assert kept.recall() is None
        kept.remember(Head(3, b"3" * 32))
        assert heads.recall(path) == kept.recall() == Head(3, b"3" * 32)
        kept.close()

    def test_a_file_that_was_replaced_is_the_one_that_counts(self, tmp_path: Path) -> None:
        path, other = tmp_path / "store.db.head", tmp_path / "other"
        kept = heads.HeadFile(path)
        kept.remember(Head(5, b"5" * 32))
        assert kept.recall() == Head(5, b"5" * 32)
        heads.remember(other, Head(2, b"2" * 32))
        other.replace(path)
        assert kept.recall() == Head(2, b"2" * 32)
        kept.remember(Head(3, b"3" * 32))
        assert heads.recall(path) == Head(3, b"3" * 32)
        kept.close()

    def test_what_another_program_remembered_is_seen_and_never_taken_back(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "store.db.head"
        kept = heads.HeadFile(path)
        kept.remember(Head(1, b"1" * 32))
        heads.remember(path, Head(7, b"7" * 32))
        assert kept.recall() == Head(7, b"7" * 32)
        kept.remember(Head(6, b"6" * 32))
        assert heads.recall(path) == Head(7, b"7" * 32)
        kept.close()

    def test_what_is_no_file_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "store.db.head"
        path.mkdir()
        kept = heads.HeadFile(path)
        assert kept.recall() is None
        with pytest.raises(OSError, match="directory"):
            kept.remember(Head(1, b"1" * 32))
