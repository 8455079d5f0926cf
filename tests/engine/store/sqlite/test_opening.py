"""Only a store is opened as one; everything else is refused and left as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from engine.store.errors import StoreError, UnusableStore
from engine.store.factory import open_store
from engine.store.opening import open_reader
from engine.store.sqlite.connection import unusable
from engine.store.sqlite.create import create
from engine.store.sqlite.reader import SQLiteReader
from tests.engine.store.conftest import read_only
from tests.engine.store.samples import SteppingClock, noted


def foreign(path: Path) -> None:
    """Make some other program's database."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE ledger (position, amount)")


def newer(path: Path) -> None:
    """Make a store of a later release."""
    create(f"sqlite:///{path}")
    path.with_name(path.name + ".head").unlink()
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 2")


def hollow(path: Path) -> None:
    """Make a file with our mark and no ledger in it."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA application_id = 0x6D696E62")


def damaged(path: Path) -> None:
    """Make a store of which a page was overwritten."""
    newer(path)
    with closing(sqlite3.connect(path)) as later:
        later.execute("PRAGMA user_version = 1")
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)


FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "text": (lambda path: path.write_text("dear diary" * 99), "is not a minutebook store"),
    "short text": (lambda path: path.write_text("dear diary"), "is not a minutebook store"),
    "empty": (lambda path: path.touch(), "is not a minutebook store"),
    "another database": (foreign, "is not a minutebook store"),
    "a folder": (lambda path: path.mkdir(), "is not a file"),
    "a later release": (newer, r"by a newer minutebook \(format 2.*upgrade"),
    "nothing": (lambda _: None, "there is no store at .*minutebook init"),
    "no ledger": (hollow, "is not a minutebook store"),
}


def contents(folder: Path) -> dict[str, bytes | None]:
    """Read all the files of a folder."""
    return {p.name: p.read_bytes() if p.is_file() else None for p in folder.iterdir()}


@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_store_is_refused_and_left_as_it_was(
    tmp_path: Path, kind: str, clock: SteppingClock
) -> None:
    make, message = FILES[kind]
    path = tmp_path / "minutebook.db"
    make(path)
    before = contents(tmp_path)

    with pytest.raises(UnusableStore, match=message):
        open_reader(f"sqlite:///{path}")
    with pytest.raises(UnusableStore, match=message):
        open_store(f"sqlite:///{path}", clock)

    assert contents(tmp_path) == before


def test_a_damaged_store_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "minutebook.db"
    damaged(path)
    before = path.read_bytes()

    with pytest.raises(UnusableStore, match="is damaged: restore it"):
        SQLiteReader(path)

    assert path.read_bytes() == before


def test_a_store_is_not_created_twice(path: Path) -> None:
    before = path.read_bytes()

    with pytest.raises(UnusableStore, match="is there already: nothing was changed"):
        create(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_a_store_is_not_created_in_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(UnusableStore, match="there is no folder"):
        create(f"sqlite:///{tmp_path}/books/minutebook.db")


def test_a_store_is_not_created_where_nothing_may_be_written(open_folder: Path) -> None:
    with read_only(open_folder), pytest.raises(UnusableStore, match="choose a folder you may"):
        create(f"sqlite:///{open_folder}/minutebook.db")


def test_a_store_that_cannot_be_furnished_is_taken_away_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.sqlite.create.STATEMENTS", ("CREATE nonsense",))

    with pytest.raises(UnusableStore, match="syntax error"):
        create(f"sqlite:///{tmp_path}/minutebook.db")

    assert list(tmp_path.iterdir()) == []


def test_a_store_whose_head_cannot_be_written_is_taken_away_again(tmp_path: Path) -> None:
    (tmp_path / "minutebook.db.head").symlink_to(tmp_path / "none" / "head")

    with pytest.raises(UnusableStore, match=r"head cannot be written \(.*nothing was created"):
        create(f"sqlite:///{tmp_path}/minutebook.db")

    assert [file.name for file in tmp_path.iterdir()] == ["minutebook.db.head"]


def test_the_head_of_a_store_that_is_gone_is_evidence_and_stays(
    path: Path, url: str, clock: SteppingClock
) -> None:
    with open_store(url, clock) as store:
        store.events.record([noted("a"), noted("b")])
    path.unlink()
    before = contents(path.parent)

    with pytest.raises(UnusableStore, match=r"head is all that is left of .* position 2: nothing"):
        create(url)

    assert contents(path.parent) == before
    Path(f"{path}.head").rename(path.with_name("kept elsewhere"))
    create(url)
    with open_store(url, clock) as store:
        assert store.events.record([noted("c")]) == [1]


@pytest.mark.parametrize("put", [lambda path: path.write_text("Dear Sir"), Path.mkdir])
def test_what_stands_in_the_place_of_the_head_is_not_touched(
    tmp_path: Path, put: Callable[[Path], None]
) -> None:
    put(tmp_path / "minutebook.db.head")
    before = contents(tmp_path)

    with pytest.raises(UnusableStore, match=r"head is in the way: nothing was created"):
        create(f"sqlite:///{tmp_path}/minutebook.db")

    assert contents(tmp_path) == before


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_log_of_a_store_that_is_gone_stays(tmp_path: Path, ending: str) -> None:
    log = tmp_path / f"minutebook.db{ending}"
    log.write_bytes(b"facts")

    with pytest.raises(UnusableStore, match=f"db{ending} is in the way: nothing was created"):
        create(f"sqlite:///{tmp_path}/minutebook.db")

    assert contents(tmp_path) == {log.name: b"facts"}


def test_an_empty_log_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "minutebook.db-wal").touch()

    assert create(f"sqlite:///{tmp_path}/minutebook.db").exists()


def test_the_head_of_a_store_in_which_nothing_was_recorded_is_no_obstacle(
    path: Path, url: str, clock: SteppingClock
) -> None:
    path.unlink()
    create(url)

    with open_store(url, clock) as store:
        assert store.events.record([noted("a")]) == [1]


@pytest.mark.parametrize(
    "name", ["a.db.views", "a.db.head", "a.VIEWS", ".head", "a-wal", "a-shm", "a-journal"]
)
def test_a_store_may_not_be_called_like_a_file_beside_a_store(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnusableStore, match="choose another"):
        create(f"sqlite:///{tmp_path}/{name}")

    assert list(tmp_path.iterdir()) == []


def test_a_store_is_read_while_another_program_writes(
    url: str, path: Path, clock: SteppingClock
) -> None:
    with (
        open_store(url, clock) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
        SQLiteReader(path) as reader,
    ):
        store.events.record([noted("a")])
        other.execute("BEGIN IMMEDIATE")
        assert reader.last_position() == 1


def test_a_store_in_a_read_only_folder_can_be_read(open_folder: Path, clock: SteppingClock) -> None:
    path = create(f"sqlite:///{open_folder}/minutebook.db")
    with open_store(f"sqlite:///{path}", clock) as store:
        store.events.record([noted("a")])

    with read_only(open_folder), SQLiteReader(path) as reader:
        assert [entry.originator_id for entry in reader.stream()] == ["a"]


def test_a_read_only_copy_without_its_last_changes_is_not_passed_off_as_whole(
    open_folder: Path, url: str, path: Path, clock: SteppingClock
) -> None:
    copy = open_folder / "minutebook.db"
    with open_store(url, clock) as store:
        store.events.record([noted("a")])
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")

    with (
        read_only(open_folder),
        pytest.raises(UnusableStore, match=r"cannot be read whole.*minutebook\.db-wal"),
    ):
        SQLiteReader(copy)


def test_a_store_that_may_not_be_read_is_refused(open_folder: Path) -> None:
    path = create(f"sqlite:///{open_folder}/minutebook.db")
    path.chmod(0o000)
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        with pytest.raises(UnusableStore, match="check that you may read"):
            SQLiteReader(path)
    finally:
        if superuser:
            os.seteuid(0)


def test_a_ledger_that_breaks_while_it_is_read_is_named(path: Path) -> None:
    with SQLiteReader(path) as reader:
        with closing(sqlite3.connect(path)) as other:
            other.execute("DROP TABLE ledger")

        with pytest.raises(UnusableStore, match="no such table: ledger"):
            reader.head()
        with pytest.raises(UnusableStore, match="no such table: ledger"):
            list(reader.stream())


def test_a_ledger_with_a_damaged_page_is_named_when_it_is_read(
    path: Path, url: str, clock: SteppingClock
) -> None:
    with closing(sqlite3.connect(path)) as other:
        (page,) = other.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ledger'"
        ).fetchone()
        (size,) = other.execute("PRAGMA page_size").fetchone()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)

    with SQLiteReader(path) as reader, pytest.raises(UnusableStore, match="is damaged"):
        reader.head()
    with open_store(url, clock) as store:
        with pytest.raises(UnusableStore, match="is damaged"):
            store.events.record([noted("a")])
        with pytest.raises(UnusableStore, match="is damaged"):
            store.recorder.select_notifications(1, 1)


def test_a_store_that_another_program_keeps_to_itself_is_locked(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(UnusableStore, match="locked by another program"):
            SQLiteReader(path, timeout=0.05)


def test_a_file_that_only_seems_damaged_because_it_is_being_written_is_opened(
    path: Path, url: str, clock: SteppingClock
) -> None:
    """The header counts pages that are still in the log: so it is while changes are merged."""
    with open_store(url, clock) as store:
        store.events.record([noted(f"project:{number}") for number in range(100)])
        content = bytearray(path.read_bytes())
        pages = int.from_bytes(content[28:32], "big")
        content[28:32] = (pages + 50).to_bytes(4, "big")
        path.write_bytes(content)

        with SQLiteReader(path) as reader:
            assert reader.last_position() == 100


def test_an_error_without_a_code_is_told_as_it_is() -> None:
    assert str(unusable(Path("x.db"), sqlite3.Error("odd"))) == "x.db cannot be used: odd"
    assert isinstance(unusable(Path("x.db"), sqlite3.Error("odd")), StoreError)


def test_reading_imports_nothing_slow() -> None:
    code = (
        "import sys, engine.store.reader, engine.store.verify, engine.store.sqlite.create\n"
        "print(sorted({'eventsourcing', 'pydantic', 'domain', 'networkx', 'yaml'} & "
        "{name.partition('.')[0] for name in sys.modules}))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "[]"
