"""Copying a ledger into another store."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.store.chain import link
from engine.store.errors import Differs, UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from engine.store.reader import Head
from engine.store.sqlite.head import remember, remembered_beside
from engine.store.transfer import copying
from engine.store.transfer.copying import copy
from engine.store.url import sqlite_path
from engine.store.verify import verify_store
from tests.engine.store.conftest import read_only, tampering
from tests.engine.store.samples import SteppingClock, noted
from tests.engine.store.transfer.conftest import Maker, add, entries


@pytest.fixture
def target(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/target.db"


def test_a_copy_has_the_same_positions_moments_and_hashes(book: Maker, target: str) -> None:
    source = book("source.db")

    copied = copy(source, target)

    assert entries(target) == entries(source)
    assert copied == (5, (5, entries(source)[-1].hash), str(sqlite_path(target)))
    with open_reader(target) as reader:
        assert verify_store(reader).holds
        assert reader.remembered().head == copied.head


def test_an_empty_book_is_copied_to_an_empty_store(book: Maker, target: str) -> None:
    assert copy(book("source.db", 0), target).entries == 0
    assert entries(target) == []


def test_a_second_copy_adds_what_was_recorded_since(book: Maker, target: str) -> None:
    source = book("source.db")
    copy(source, target)
    add(source, 3, after=5)

    assert copy(source, target).entries == 3
    assert copy(source, target).entries == 0
    assert entries(target) == entries(source)


def test_records_follow_in_a_copy_as_they_would_in_the_source(book: Maker, target: str) -> None:
    source = book("source.db")
    copy(source, target)

    with open_store(target, SteppingClock()) as store:  # whose time is that of the first fact
        assert store.events.record([noted("project:p0", 2)]) == [6]

    first, *_, before, last = entries(target)
    assert first.recorded_at < before.recorded_at == last.recorded_at


def test_what_is_recorded_meanwhile_is_left_to_the_next_copy(book: Maker, target: str) -> None:
    source = book("source.db")

    @contextmanager
    def recording(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        add(source, 2, after=5)
        yield lambda _: None

    assert copy(source, target, watch=recording).head.position == 5
    assert copy(source, target).head.position == 7


@pytest.mark.parametrize("stop", [KeyboardInterrupt, UnusableStore])
def test_a_copy_that_is_stopped_keeps_its_pieces_and_is_gone_on_with(
    book: Maker, target: str, stop: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book("source.db", 8)
    monkeypatch.setattr(copying, "PIECE", 3)

    @contextmanager
    def stopping(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        def told(position: int) -> None:
            if position == 6:
                raise stop

        yield told

    with pytest.raises(stop):
        copy(source, target, watch=stopping)
    assert entries(target) == entries(source)[:6]

    assert copy(source, target).entries == 2
    assert entries(target) == entries(source)


def test_a_store_is_not_copied_into_itself(book: Maker, tmp_path: Path) -> None:
    source = book("source.db")
    (tmp_path / "other.db").symlink_to(tmp_path / "source.db")

    for name in (source, f"sqlite:///{tmp_path}/other.db"):
        with pytest.raises(UnusableStore, match="cannot be copied into itself"):
            copy(source, name)


def test_a_missing_source_creates_nothing(tmp_path: Path, target: str) -> None:
    with pytest.raises(UnusableStore, match="there is no store"):
        copy(f"sqlite:///{tmp_path}/none.db", target)
    assert not sqlite_path(target).exists()


def test_a_store_of_another_book_is_not_copied_to(book: Maker) -> None:
    source, other = book("source.db"), book("other.db", 3, amount="1.00")
    before = entries(other)

    with pytest.raises(Differs, match=r"holds at position 3 what .* not of one book"):
        copy(source, other)
    assert entries(other) == before


def test_a_store_that_goes_further_is_not_copied_to(book: Maker) -> None:
    source, longer = book("source.db", 5), book("longer.db", 7)

    with pytest.raises(
        Differs, match=r"goes further than .*: to position 7, .* Copy the other way"
    ):
        copy(source, longer)


def test_a_longer_store_of_another_book_is_not_taken_for_this_one(book: Maker) -> None:
    source, other = book("source.db", 5), book("other.db", 7, amount="1.00")

    with pytest.raises(Differs, match="not of one book"):
        copy(source, other)


def test_a_copy_in_which_somebody_records_meanwhile_is_given_up(
    book: Maker, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book("source.db", 8)
    monkeypatch.setattr(copying, "PIECE", 3)

    @contextmanager
    def recording(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        yield lambda _: add(target, 1, after=20)

    with pytest.raises(Differs, match=r"somebody recorded in .*target.db .* at position 4"):
        copy(source, target, watch=recording)


def test_who_copies_the_same_at_the_same_time_is_told_to_run_it_again(
    book: Maker, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = book("source.db", 8)
    monkeypatch.setattr(copying, "PIECE", 3)

    @contextmanager
    def copying_too(_length: int, _label: str) -> Iterator[Callable[[int], None]]:
        yield lambda _: copy(source, target) and None

    with pytest.raises(UnusableStore, match=r"has come to position 8; .* run the same command aga"):
        copy(source, target, watch=copying_too)
    assert copy(source, target).entries == 0
    assert entries(target) == entries(source)


def test_a_copy_that_is_gone_on_with_verifies_the_source_from_the_first_position(
    book: Maker, target: str
) -> None:
    source = book("source.db", 5)
    copy(source, target)
    before = entries(target)
    add(source, 3, after=5)
    with tampering(sqlite_path(source)) as connection:
        connection.execute("UPDATE ledger SET state = 'x' WHERE position = 2")

    with pytest.raises(
        Differs, match=r"position 2: the hash does not .*; nothing was copied. .* position 5"
    ):
        copy(source, target)
    assert entries(target) == before


def test_a_copy_that_is_gone_on_with_shows_how_far_it_has_verified(
    book: Maker, target: str
) -> None:
    source = book("source.db", 5)
    copy(source, target)
    add(source, 3, after=5)
    told: list[tuple[str, int, int]] = []

    @contextmanager
    def watching(length: int, label: str) -> Iterator[Callable[[int], None]]:
        yield lambda position: told.append((label, position, length))

    copy(source, target, watch=watching)
    assert told == [("Verifying", 5, 5), ("Copying", 8, 8)]


def test_what_is_remembered_before_the_point_where_a_copy_goes_on_counts(
    book: Maker, target: str
) -> None:
    source = book("source.db", 5)
    copy(source, target)
    beside = remembered_beside(sqlite_path(source))
    beside.unlink()
    remember(beside, Head(3, b"0" * 32))

    with pytest.raises(Differs, match="position 3: another hash is remembered here"):
        copy(source, target)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE ledger SET state = 'x' WHERE position = 4", "position 4: the hash does not hold"),
        ("DELETE FROM ledger WHERE position = 4", "position 4: missing: after position 3 comes 5"),
    ],
)
def test_a_damaged_source_is_copied_up_to_its_first_bad_position(
    book: Maker, target: str, damage: str, told: str
) -> None:
    source = book("source.db", 8)
    good = entries(source)[:3]
    with tampering(sqlite_path(source)) as connection:
        connection.execute(damage)

    for _ in range(2):
        with pytest.raises(Differs, match=told):
            copy(source, target)
        assert entries(target) == good


def test_a_source_whose_end_was_cut_off_is_told_as_such(book: Maker, target: str) -> None:
    source = book("source.db", 8)
    with tampering(sqlite_path(source)) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 6")

    with pytest.raises(Differs, match="position 7: cut off: the ledger ends at position 6"):
        copy(source, target)
    assert len(entries(target)) == 6


def test_a_source_that_goes_back_in_time_is_copied_up_to_there(book: Maker, target: str) -> None:
    source = book("source.db", 3)
    with open_reader(source) as reader:
        head = reader.head()
    with tampering(sqlite_path(source)) as connection:
        moment = "2001-01-01T00:00:00.000000Z"
        digest = link(head.hash, 4, "project:z", 1, "t", moment, b"{}")
        connection.execute(
            "INSERT INTO ledger VALUES (4, 'project:z', 1, 't', ?, ?, ?)", (b"{}", moment, digest)
        )

    with pytest.raises(Differs, match="position 4: out of order in time"):
        copy(source, target)
    assert len(entries(target)) == 3


def test_what_stands_before_the_first_position_is_no_ledger(book: Maker, target: str) -> None:
    source = book("source.db", 3)
    with tampering(sqlite_path(source)) as connection:
        connection.execute(
            "INSERT INTO ledger VALUES (-1, 'project:z', 1, 't', ?, '', ?)", (b"{}", b"0" * 32)
        )

    with pytest.raises(Differs, match="position 1: out of order: position -1 stands where 1 is"):
        copy(source, target)


def test_a_damaged_page_of_the_source_ends_the_copy_before_it(book: Maker, target: str) -> None:
    source = book("source.db", 40)
    path = sqlite_path(source)
    with tampering(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pages = connection.execute(
            "SELECT pageno FROM dbstat WHERE name = 'ledger' AND pagetype = 'leaf' ORDER BY pageno"
        ).fetchall()
    whole = entries(source)
    with path.open("r+b") as file:
        file.seek((pages[2][0] - 1) * 4096)
        file.write(b"\xff" * 4096)

    with pytest.raises(Differs, match=r"cannot be read: .* is damaged"):
        copy(source, target)
    kept = entries(target)
    assert 0 < len(kept) < 40
    assert kept == whole[: len(kept)]


def test_a_version_that_stands_twice_is_not_copied(book: Maker, target: str) -> None:
    source = book("source.db", 2)
    path = sqlite_path(source)
    with tampering(path) as connection:
        connection.execute("CREATE TABLE twice AS SELECT * FROM ledger")
        connection.execute("DROP TABLE ledger")
        connection.execute("ALTER TABLE twice RENAME TO ledger")
    with open_store(source, SteppingClock()) as store:
        store.events.record([noted("project:p1")])

    with pytest.raises(Differs, match="between positions 1 and 3 the same version of one subject"):
        copy(source, target)
    assert entries(target) == []


def test_a_copy_that_cannot_be_written_says_so(book: Maker, open_folder: Path) -> None:
    (open_folder / "copies").mkdir(mode=0o755)
    source = f"sqlite:///{open_folder}/source.db"
    copy(book("first.db"), source)
    target = f"sqlite:///{open_folder}/copies/target.db"
    create(target)

    with read_only(open_folder / "copies"):
        with pytest.raises(UnusableStore, match=r"target.db (is read-only|cannot be opened)"):
            copy(source, target)
        with pytest.raises(UnusableStore, match=r"another.db cannot be created"):
            copy(source, f"sqlite:///{open_folder}/copies/another.db")


def test_a_source_in_a_read_only_folder_is_copied(book: Maker, open_folder: Path) -> None:
    (open_folder / "kept").mkdir(mode=0o755)
    (open_folder / "copies").mkdir()
    (open_folder / "copies").chmod(0o777)
    source = f"sqlite:///{open_folder}/kept/source.db"
    copy(book("first.db"), source)

    with read_only(open_folder / "kept"):
        assert copy(source, f"sqlite:///{open_folder}/copies/target.db").entries == 5
