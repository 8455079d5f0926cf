"""Backing a book up into one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.store.errors import Differs, UnusableStore
from engine.store.opening import open_reader
from engine.store.sqlite.draft import drafting
from engine.store.sqlite.place import SQLitePlace
from engine.store.transfer import copying
from engine.store.transfer.backup import back_up
from engine.store.url import sqlite_path
from engine.store.verify import verify_store
from tests.engine.store.conftest import tampering
from tests.engine.store.transfer.conftest import Maker, add, entries


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "council.db"


def test_a_backup_is_one_file_that_is_read_as_a_store(book: Maker, file: Path) -> None:
    source = book("source.db")

    done = back_up(source, file)

    assert list(file.parent.iterdir()) == [file]
    assert done == ((5, entries(source)[-1].hash), file.stat().st_size)
    url = SQLitePlace.of(file).url
    assert entries(url) == entries(source)
    with open_reader(url) as reader:
        assert verify_store(reader).holds
    assert list(file.parent.iterdir()) == [file]


def test_the_name_of_a_backup_may_hold_any_character(book: Maker, tmp_path: Path) -> None:
    file = tmp_path / "50%20 of #1?.db"
    source = book("source.db")
    back_up(source, file)
    assert entries(SQLitePlace.of(file).url) == entries(source)


def test_a_name_that_is_no_text_is_told(book: Maker, tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.db")
    with pytest.raises(UnusableStore, match=r"caf\ufffd\.db is not UTF-8 text"):
        back_up(book("source.db"), file)


def test_others_record_while_a_backup_is_made(book: Maker, file: Path) -> None:
    source = book("source.db")

    @contextmanager
    def recording(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        if label == "Copying":
            add(source, 2, after=5)
        yield lambda _: None

    assert back_up(source, file, watch=recording).head.position == 5
    assert back_up(source, file, replace=True).head.position == 7


def test_a_file_that_is_there_is_not_replaced(book: Maker, file: Path) -> None:
    file.write_text("mine")

    with pytest.raises(UnusableStore, match="is there already: nothing was changed"):
        back_up(book("source.db"), file)
    with pytest.raises(UnusableStore, match="is not a minutebook store"):
        back_up(book("other.db"), file, replace=True)
    assert file.read_text() == "mine"


def test_an_older_backup_is_replaced_when_that_is_asked_for(book: Maker, file: Path) -> None:
    source = book("source.db")
    back_up(source, file)
    add(source, 2, after=5)

    assert back_up(source, file, replace=True).head.position == 7
    assert len(entries(SQLitePlace.of(file).url)) == 7


@pytest.mark.parametrize(("facts", "amount"), [(9, "10.50"), (3, "1.00")])
def test_a_backup_that_holds_what_the_store_does_not_is_never_replaced(
    book: Maker, file: Path, facts: int, amount: str
) -> None:
    back_up(book("longer.db", facts, amount=amount), file)
    before = file.read_bytes()

    with pytest.raises(Differs, match=f"goes to position {facts}, and holds what .* does not"):
        back_up(book("source.db", 5), file, replace=True)
    assert file.read_bytes() == before


def test_a_store_in_use_is_never_replaced_by_a_backup(book: Maker) -> None:
    source, other = book("source.db", 5), book("other.db", 3)

    with pytest.raises(UnusableStore, match="is a store in which is recorded, and no backup"):
        back_up(source, sqlite_path(other), replace=True)
    with pytest.raises(UnusableStore, match="is the store itself"):
        back_up(source, sqlite_path(source), replace=True)


@pytest.mark.parametrize("ending", [".head", ".views", "-wal"])
def test_a_backup_is_not_named_like_a_file_beside_a_store(
    book: Maker, tmp_path: Path, ending: str
) -> None:
    with pytest.raises(UnusableStore, match="cannot be the name of a store"):
        back_up(book("source.db"), tmp_path / f"backup.db{ending}")


def test_a_missing_folder_is_told(book: Maker, tmp_path: Path) -> None:
    with pytest.raises(UnusableStore, match=r"nothing can be written beside .* \(No such file"):
        back_up(book("source.db"), tmp_path / "none" / "backup.db")


def test_a_store_that_does_not_hold_is_not_backed_up(book: Maker, file: Path) -> None:
    source = book("source.db")
    with tampering(sqlite_path(source)) as connection:
        connection.execute("UPDATE ledger SET state = 'x' WHERE position = 4")

    with pytest.raises(Differs, match="does not hold at position 4") as told:
        back_up(source, file)
    assert str(file) not in str(told.value)  # for nothing stands there
    assert "no backup was made. `minutebook store copy` saves what is good" in str(told.value)
    assert list(file.parent.iterdir()) == []


def test_an_interrupted_backup_is_gone_on_with(
    book: Maker, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book("source.db", 8)
    monkeypatch.setattr(copying, "PIECE", 3)
    seen: list[int] = []

    @contextmanager
    def stopping(_length: int, label: str) -> Iterator[Callable[[int], None]]:
        def told(position: int) -> None:
            seen.append(position)
            if seen == [3]:
                raise KeyboardInterrupt

        yield told if label == "Copying" else lambda _: None

    with pytest.raises(KeyboardInterrupt):
        back_up(source, file, watch=stopping)
    assert not file.exists()

    back_up(source, file, watch=stopping)
    assert seen == [3, 6, 8]
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("left", ["of another book", "half created"])
def test_what_another_backup_left_behind_is_begun_anew(book: Maker, file: Path, left: str) -> None:
    def begin() -> None:
        with drafting(file) as draft:
            if left == "half created":
                draft.path.touch()
            else:
                other = book("other.db", 7, amount="1.00")
                with draft.open() as store, open_reader(other) as reader:
                    copying.copy_ledger(reader, store, "the draft")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        begin()

    source = book("source.db")
    back_up(source, file)
    assert entries(SQLitePlace.of(file).url) == entries(source)
    assert list(file.parent.iterdir()) == [file]


def test_two_programs_do_not_write_one_backup(book: Maker, file: Path) -> None:
    source = book("source.db")
    with drafting(file), pytest.raises(UnusableStore, match="another program is writing"):
        back_up(source, file)


def test_a_backup_that_somebody_else_finished_first_is_kept(book: Maker, file: Path) -> None:
    source = book("source.db")

    @contextmanager
    def late(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        file.write_text("theirs")
        yield lambda _: None

    with pytest.raises(UnusableStore, match="is there already: nothing was changed"):
        back_up(source, file, watch=late)
    assert file.read_text() == "theirs"
    assert list(file.parent.iterdir()) == [file]
