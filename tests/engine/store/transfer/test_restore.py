"""Putting a backup in the place of a store."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from engine.store.errors import Differs, UnusableStore
from engine.store.factory import open_store
from engine.store.opening import open_reader
from engine.store.reader import EMPTY, Head
from engine.store.sqlite import held
from engine.store.sqlite.head import recall, remember, remembered_beside
from engine.store.sqlite.place import SQLitePlace
from engine.store.sqlite.reader import SQLiteReader
from engine.store.transfer.backup import back_up
from engine.store.transfer.restore import Allowed, restore
from engine.store.url import sqlite_path
from engine.store.verify import verify_store
from tests.engine.store.conftest import NOBODY, tampering
from tests.engine.store.samples import SteppingClock, noted
from tests.engine.store.transfer.conftest import Maker, add, entries

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
REPLACE, LOSE = Allowed(replace=True), Allowed(replace=True, lose=True)


@pytest.fixture
def backup(book: Maker, tmp_path: Path) -> Path:
    """Back up five facts."""
    file = tmp_path / "backup.db"
    back_up(book("first.db"), file)
    return file


@pytest.fixture
def url(tmp_path: Path) -> str:
    (tmp_path / "books").mkdir()
    return f"sqlite:///{tmp_path}/books/council.db"


def holds(url: str) -> bool:
    with open_reader(url) as reader:
        found = verify_store(reader)
    return found.holds and found.remembered == found.head


def files(url: str) -> set[str]:
    return {
        file.name
        for file in sqlite_path(url).parent.iterdir()
        if not file.name.endswith(("-wal", "-shm"))
    }


def test_a_backup_becomes_a_store_where_there_is_none(backup: Path, url: str) -> None:
    done = restore(backup, url, moment=NOON)

    assert done == ((5, entries(url)[-1].hash), str(sqlite_path(url)), None)
    assert entries(url) == entries(SQLitePlace.of(backup).url)
    assert holds(url)
    assert files(url) == {"council.db", "council.db.head"}
    add(url, 1, after=5)
    assert holds(url)


def test_a_store_that_is_there_is_not_replaced_unasked(backup: Path, book: Maker) -> None:
    url = book("council.db", 5)
    with pytest.raises(UnusableStore, match=r"is there already: nothing was changed. Give --repl"):
        restore(backup, url, moment=NOON)


def test_a_replaced_store_is_kept_whole_under_another_name(backup: Path, url: str) -> None:
    restore(backup, url, moment=NOON)
    add(url, 3, after=5)
    before = entries(url)

    done = restore(backup, url, moment=NOON, allowed=LOSE)

    assert len(entries(url)) == 5
    assert holds(url)
    assert done.kept == f"{sqlite_path(url)}.replaced-20261122T120000Z"
    old = SQLitePlace.of(Path(done.kept)).url
    assert entries(old) == before
    assert holds(old)


def test_what_two_restorations_of_one_second_replace_is_kept_twice(
    backup: Path, book: Maker, url: str
) -> None:
    restore(backup, url, moment=NOON)
    add(url, 1, after=5)
    first = entries(url)
    shorter = sqlite_path(book("shorter.db", 2))

    one = restore(backup, url, moment=NOON, allowed=LOSE).kept
    two = restore(shorter, url, moment=NOON, allowed=LOSE).kept
    three = restore(backup, url, moment=NOON, allowed=LOSE).kept

    name = f"{sqlite_path(url)}.replaced-20261122T120000Z"
    assert (one, two, three) == (name, f"{name}-2", f"{name}-3")
    assert [len(entries(f"sqlite:///{kept}")) for kept in (one, two, three)] == [6, 5, 2]
    assert entries(f"sqlite:///{one}") == first
    assert all(holds(f"sqlite:///{kept}") for kept in (one, two, three))


@pytest.mark.parametrize("ending", ["", ".head"])
def test_a_name_taken_by_something_else_is_given_up_for_another(
    backup: Path, book: Maker, ending: str
) -> None:
    url = book("council.db", 3)
    name = f"{sqlite_path(url)}.replaced-20261122T120000Z"
    Path(name + ending).write_text("mine")

    assert restore(backup, url, moment=NOON, allowed=REPLACE).kept == f"{name}-2"

    assert Path(name + ending).read_text() == "mine"
    assert len(entries(f"sqlite:///{name}-2")) == 3


def test_a_name_taken_after_the_program_was_killed_is_given_up_for_another(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = book("council.db", 3)
    name = f"{sqlite_path(url)}.replaced-20261122T120000Z"

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.store.sqlite.draft.SQLiteDraft._hand_over", stop)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, url, moment=NOON, allowed=REPLACE)
    monkeypatch.undo()
    Path(name).write_text("mine")

    restore(backup, url, moment=NOON.replace(hour=13), allowed=REPLACE)

    assert Path(name).read_text() == "mine"
    assert len(entries(f"sqlite:///{name}-2")) == 3


def test_who_was_killed_between_two_names_of_a_kept_store_leaves_one(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = book("council.db", 3)
    name = f"{sqlite_path(url)}.replaced-20261122T120000Z"

    def named_twice(file: Path, other: Path) -> None:
        other.hardlink_to(file)
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.store.sqlite.draft.name_file", named_twice)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, url, moment=NOON, allowed=REPLACE)
    monkeypatch.undo()

    restore(backup, url, moment=NOON.replace(hour=13), allowed=REPLACE)

    assert len(entries(f"sqlite:///{name}")) == 3
    assert holds(f"sqlite:///{name}")
    assert not list(sqlite_path(url).parent.glob("*Z-2*"))


def test_an_older_store_is_brought_up_to_the_backup(backup: Path, book: Maker) -> None:
    url = book("council.db", 3)
    restore(backup, url, moment=NOON, allowed=REPLACE)
    assert len(entries(url)) == 5
    assert holds(url)


def test_facts_that_would_be_lost_are_named_and_not_lost(backup: Path, book: Maker) -> None:
    url = book("council.db", 8)
    before = entries(url)

    with pytest.raises(
        Differs,
        match=r"does not hold positions 6 to 8 of .*council.db \(3 facts\); it ends at 5: nothing",
    ):
        restore(backup, url, moment=NOON, allowed=REPLACE)
    with pytest.raises(UnusableStore, match=r"is there already: .* positions 6 to 8 .* --replace"):
        restore(backup, url, moment=NOON)
    assert entries(url) == before


def test_one_fact_that_would_be_lost_is_named(backup: Path, book: Maker) -> None:
    with pytest.raises(Differs, match=r"does not hold position 6 of .*council.db \(1 fact\)"):
        restore(backup, book("council.db", 6), moment=NOON, allowed=REPLACE)


def test_another_history_is_told_from_where_it_differs(backup: Path, book: Maker) -> None:
    url = book("council.db", 2)
    add(url, 6, after=2, amount="1.00")
    with pytest.raises(Differs, match=r"does not hold positions 3 to 8 .*\(6 facts\)"):
        restore(backup, url, moment=NOON, allowed=REPLACE)

    restore(backup, url, moment=NOON, allowed=LOSE)
    assert entries(url) == entries(SQLitePlace.of(backup).url)
    assert holds(url)


def test_a_store_of_another_book_is_told_as_such(backup: Path, book: Maker) -> None:
    with pytest.raises(Differs, match=r"positions 1 to 4 .*; it is of another book"):
        restore(backup, book("council.db", 4, amount="1.00"), moment=NOON, allowed=REPLACE)


def test_a_backup_that_does_not_hold_replaces_nothing(backup: Path, book: Maker) -> None:
    url = book("council.db", 3)
    with tampering(backup) as connection:
        connection.execute("UPDATE ledger SET state = 'x' WHERE position = 4")

    with pytest.raises(
        Differs, match=r"backup.db does not hold at position 4: .* nothing was rest"
    ):
        restore(backup, url, moment=NOON, allowed=LOSE)
    assert len(entries(url)) == 3


def test_a_backup_must_hold_what_was_kept_elsewhere(backup: Path, url: str) -> None:
    fourth = entries(SQLitePlace.of(backup).url)[3]
    for kept in (Head(4, b"0" * 32), Head(6, fourth.hash)):
        with pytest.raises(Differs, match=f"at position {kept.position} what you kept"):
            restore(backup, url, moment=NOON, kept=kept)
    restore(backup, url, moment=NOON, kept=Head(4, fourth.hash))


def test_a_store_is_not_restored_from_itself(book: Maker) -> None:
    url = book("council.db")
    with pytest.raises(UnusableStore, match="is the store itself"):
        restore(sqlite_path(url), url, moment=NOON, allowed=LOSE)


def test_a_missing_backup_is_told(tmp_path: Path, url: str) -> None:
    with pytest.raises(UnusableStore, match="there is no store at"):
        restore(tmp_path / "none.db", url, moment=NOON)


def test_a_foreign_file_is_never_replaced(backup: Path, url: str) -> None:
    path = sqlite_path(url)
    path.write_text("mine")
    with pytest.raises(UnusableStore, match="is no store of minutebook, and was left alone"):
        restore(backup, url, moment=NOON, allowed=LOSE)
    assert path.read_text() == "mine"


def test_a_folder_is_never_replaced(backup: Path, url: str) -> None:
    sqlite_path(url).mkdir()
    with pytest.raises(UnusableStore, match="is not a file: name a store"):
        restore(backup, url, moment=NOON, allowed=LOSE)


def test_a_store_that_is_only_locked_is_not_taken_for_a_damaged_one(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = book("council.db", 8)
    monkeypatch.setattr(SQLiteReader.__init__, "__kwdefaults__", {"timeout": 0.1})
    with closing(sqlite3.connect(sqlite_path(url), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UnusableStore, match="is locked by another program"):
            restore(backup, url, moment=NOON, allowed=LOSE)
    assert len(entries(url)) == 8
    assert not list(sqlite_path(url).parent.glob("*replaced*"))


@contextmanager
def _forbidden(file: Path) -> Iterator[None]:
    """Take the right to read a file away from this process."""
    mode, superuser = file.stat().st_mode, os.geteuid() == 0
    file.chmod(0)
    if superuser:  # who may read everything, whatever the modes say
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
        file.chmod(mode)


def test_a_store_that_may_not_be_opened_is_not_taken_for_a_damaged_one(
    book: Maker, open_folder: Path
) -> None:
    file, url = open_folder / "backup.db", f"sqlite:///{open_folder}/council.db"
    back_up(book("first.db", 3), file)
    restore(file, url, moment=NOON)
    add(url, 3, after=3)
    with _forbidden(sqlite_path(url)), pytest.raises(UnusableStore, match="cannot be opened"):
        restore(file, url, moment=NOON, allowed=LOSE)
    assert len(entries(url)) == 6


def test_a_store_of_a_later_release_is_not_taken_for_a_damaged_one(
    backup: Path, book: Maker
) -> None:
    url = book("council.db", 8)
    with closing(sqlite3.connect(sqlite_path(url))) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(UnusableStore, match="was written by a newer minutebook"):
        restore(backup, url, moment=NOON, allowed=LOSE)


def test_a_store_that_cannot_be_read_is_replaced_and_kept(backup: Path, book: Maker) -> None:
    url = book("council.db", 4)
    path = sqlite_path(url)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    content = b"\xff" * 4096 + path.read_bytes()[4096:]
    path.write_bytes(content)

    with pytest.raises(Differs, match="cannot be told, because it cannot be read"):
        restore(backup, url, moment=NOON, allowed=REPLACE)
    done = restore(backup, url, moment=NOON, allowed=LOSE)

    assert done.kept is not None
    assert Path(done.kept).read_bytes() == content
    assert holds(url)


def test_what_is_remembered_of_a_lost_store_counts(backup: Path, book: Maker) -> None:
    url = book("council.db", 8)
    path = sqlite_path(url)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)

    with pytest.raises(Differs, match="went to position 8, as is remembered of it"):
        restore(backup, url, moment=NOON)
    restore(backup, url, moment=NOON, allowed=LOSE)

    assert holds(url)
    kept = remembered_beside(path.with_name(f"{path.name}.replaced-20261122T120000Z"))
    assert recall(kept) == Head(8, recall(kept).hash)  # type: ignore[union-attr]


def test_a_lost_store_whose_remembered_end_is_in_the_backup_is_simply_restored(
    backup: Path, book: Maker
) -> None:
    url = book("council.db", 4)
    path = sqlite_path(url)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)

    assert restore(backup, url, moment=NOON).kept is None
    assert holds(url)
    assert not list(path.parent.glob("*replaced*"))


def test_the_log_of_a_lost_store_is_left_alone(backup: Path, url: str) -> None:
    log = sqlite_path(url).with_name("council.db-wal")
    log.write_text("facts")
    with pytest.raises(UnusableStore, match="there may be facts in it: nothing was changed"):
        restore(backup, url, moment=NOON, allowed=LOSE)
    assert log.read_text() == "facts"


def test_a_damaged_head_is_kept_and_made_anew(backup: Path, book: Maker) -> None:
    url = book("council.db", 4)
    remembered_beside(sqlite_path(url)).write_text("junk")
    done = restore(backup, url, moment=NOON, allowed=REPLACE)
    assert holds(url)
    assert done.kept is not None
    assert remembered_beside(Path(done.kept)).read_text() == "junk"


def test_a_store_that_was_cut_off_loses_what_is_remembered_of_it(backup: Path, book: Maker) -> None:
    url = book("council.db", 8)
    with tampering(sqlite_path(url)) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 4")
    with pytest.raises(Differs, match="positions 5 to 8 of"):
        restore(backup, url, moment=NOON, allowed=REPLACE)
    restore(backup, url, moment=NOON, allowed=LOSE)
    assert holds(url)


def test_a_store_that_others_have_open_is_not_replaced(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "LOCK_TIMEOUT", 0.1)
    url = book("council.db", 4)
    with open_store(url, SteppingClock()) as store:
        store.events.record([noted("project:later")])
        before = entries(url)
        with pytest.raises(UnusableStore, match="is open in another program: nothing was changed"):
            restore(backup, url, moment=NOON, allowed=LOSE)
        store.events.record([noted("project:later", 2)])
    assert len(entries(url)) == len(before) + 1


def test_what_is_recorded_while_a_backup_is_restored_is_not_lost(backup: Path, book: Maker) -> None:
    url = book("council.db", 4)

    @contextmanager
    def recording(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        if label == "Copying":
            add(url, 1, after=20)
        yield lambda _: None

    with pytest.raises(UnusableStore, match=r"somebody recorded in .* meanwhile: nothing was chan"):
        restore(backup, url, moment=NOON, allowed=LOSE, watch=recording)
    assert len(entries(url)) == 5
    assert holds(url)
    assert files(url) == {
        *("first.db", "first.db.head", "backup.db"),
        *("council.db", "council.db.head"),
    }


def test_a_store_that_is_created_meanwhile_is_not_replaced(
    backup: Path, url: str, book: Maker
) -> None:
    @contextmanager
    def creating(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        if label == "Copying":
            book("books/council.db", 2)
        yield lambda _: None

    with pytest.raises(UnusableStore, match="was created meanwhile: nothing was changed"):
        restore(backup, url, moment=NOON, allowed=LOSE, watch=creating)
    assert len(entries(url)) == 2


def test_who_waited_with_the_old_store_records_nothing_in_it(backup: Path, url: str) -> None:
    restore(backup, url, moment=NOON)
    with open_store(url, SteppingClock()) as store:
        store.recorder.close()  # it is open, and has not yet asked for its turn
        restore(backup, url, moment=NOON, allowed=REPLACE)
    path = sqlite_path(url)
    other = path.with_name("other.db")
    with open_store(url, SteppingClock()) as store:
        path.rename(other)
        with pytest.raises(
            UnusableStore, match="was replaced by another file meanwhile, or removed"
        ):
            store.events.record([noted("project:later")])
        other.rename(path)
        assert store.events.record([noted("project:later")]) == [6]


@pytest.mark.parametrize("waiting", ["to open it", "to record"])
def test_who_is_caught_by_a_restoration_is_told_to_run_the_command_again(
    book: Maker, waiting: str
) -> None:
    url, other = book("council.db", 4), sqlite_path(book("other.db", 2))
    path = sqlite_path(url)

    def record() -> None:
        with open_store(url, SteppingClock()) as store:
            opened.set()
            store.events.record([noted("project:later")])

    opened, old = Event(), path.with_name("old.db")
    with (
        closing(sqlite3.connect(path, isolation_level=None)) as connection,
        ThreadPoolExecutor() as threads,
    ):
        if waiting == "to open it":
            connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE" if waiting == "to open it" else "BEGIN IMMEDIATE")
        caught = threads.submit(record)
        opened.wait(0.5)
        time.sleep(0.2)
        path.rename(old)
        other.rename(path)
        connection.rollback()
        with pytest.raises(UnusableStore, match=r"was replaced .*: run the command again"):
            caught.result()
    assert (len(entries(url)), len(entries(f"sqlite:///{old}"))) == (2, 4)


def test_the_remembered_end_is_true_of_the_old_and_of_the_new_store_at_the_change(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = book("council.db", 3)
    add(url, 4, after=3, amount="1.00")
    shared = entries(url)[2]

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.store.sqlite.draft.SQLiteDraft.become", stop)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, url, moment=NOON, allowed=LOSE)

    assert len(entries(url)) == 7
    assert recall(remembered_beside(sqlite_path(url))) == (3, shared.hash)
    monkeypatch.undo()
    with open_reader(url) as reader:
        assert verify_store(reader).holds
    restore(backup, url, moment=NOON, allowed=LOSE)
    assert holds(url)
    assert not list(sqlite_path(url).parent.glob(".*"))


def test_a_restoration_killed_after_the_change_leaves_the_new_store(
    backup: Path, book: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = book("council.db", 7)
    before = entries(url)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("engine.store.sqlite.draft.SQLiteDraft._hand_over", stop)
    with pytest.raises(KeyboardInterrupt):
        restore(backup, url, moment=NOON, allowed=LOSE)
    monkeypatch.undo()

    assert len(entries(url)) == 5
    with open_reader(url) as reader:
        assert verify_store(reader).holds
    add(url, 1, after=30)
    assert holds(url)
    # The next restoration gives the old store to its owner before it does its own work.
    restore(backup, url, moment=NOON.replace(hour=13), allowed=LOSE)
    old = sqlite_path(url).with_name("council.db.replaced-20261122T120000Z")
    assert entries(SQLitePlace.of(old).url) == before
    assert holds(url)


def test_what_cannot_be_replaced_is_told(backup: Path, url: str) -> None:
    remembered_beside(sqlite_path(url)).mkdir()
    with pytest.raises(UnusableStore, match=r"cannot be replaced \(Is a directory\): see to it"):
        restore(backup, url, moment=NOON)
    assert not sqlite_path(url).exists()


def test_an_end_that_cannot_be_remembered_is_told(
    backup: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str | Path, head: Head) -> None:
        if Path(path) == remembered_beside(sqlite_path(url)):
            raise OSError(errno.ENOSPC, "No space left on device")
        remember(path, head)

    monkeypatch.setattr("engine.store.sqlite.draft.heads.remember", full)
    with pytest.raises(UnusableStore, match="was restored, but its end could not be remembered"):
        restore(backup, url, moment=NOON)
    assert len(entries(url)) == 5


def test_an_empty_store_loses_nothing(backup: Path, book: Maker) -> None:
    url = book("council.db", 0)
    assert recall(remembered_beside(sqlite_path(url))) == EMPTY
    restore(backup, url, moment=NOON, allowed=REPLACE)
    assert holds(url)
