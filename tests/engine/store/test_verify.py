"""`verify` names the first position that does not hold, whatever was done to the file."""

from __future__ import annotations

import shutil
import sqlite3
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from engine.store.chain import GENESIS, link
from engine.store.factory import open_store
from engine.store.reader import EMPTY, Head
from engine.store.sqlite import head as heads
from engine.store.sqlite.create import create
from engine.store.sqlite.reader import SQLiteReader
from engine.store.sqlite.schema import NO_DELETE, NO_REPLACE, NO_UPDATE
from engine.store.sqlite.store import open_file
from engine.store.url import sqlite_path
from engine.store.verify import Verification, verify, verify_store
from tests.engine.store.conftest import tampering
from tests.engine.store.samples import SteppingClock, noted

SIZE = 10


@pytest.fixture
def book(url: str, path: Path, clock: SteppingClock) -> Path:
    """Give a store of ten entries, each recorded a minute after the one before."""
    with open_store(url, clock) as store:
        for number in range(SIZE):
            store.events.record([noted(f"project:{number}")])
            clock.step(60)
    return path


def checked(path: Path) -> Verification:
    """Verify a store against what is remembered beside it."""
    with SQLiteReader(path) as reader:
        return verify_store(reader)


def rechain(connection: sqlite3.Connection, start: int) -> None:
    """Make the hashes fit again from a position on, as a careful forger would."""
    (previous,) = connection.execute(
        "SELECT hash FROM ledger WHERE position = ?", (start - 1,)
    ).fetchone() or (GENESIS,)
    rows = connection.execute(
        "SELECT position, originator_id, originator_version, topic, recorded_at, state "
        "FROM ledger WHERE position >= ? ORDER BY position",
        (start,),
    ).fetchall()
    for row in rows:
        previous = link(previous, *row)
        connection.execute("UPDATE ledger SET hash = ? WHERE position = ?", (previous, row[0]))


def test_an_untouched_ledger_holds_to_its_end(book: Path) -> None:
    found = checked(book)

    assert found.holds
    assert found.fault is None
    assert found.head == found.remembered
    assert (found.head.position, found.unproven) == (SIZE, 0)


def test_an_empty_ledger_holds(path: Path) -> None:
    found = checked(path)

    assert found.holds
    assert found.head == found.remembered == EMPTY


TAMPERINGS = {
    "a changed byte of the state": (
        "UPDATE ledger SET state = replace(state, '10.50', '10.60') WHERE position = 4",
        4,
        "hash does not hold",
    ),
    "a state stored as text": (
        "UPDATE ledger SET state = CAST(state AS TEXT) WHERE position = 4",
        4,
        "hash does not hold",
    ),
    "a changed topic": ("UPDATE ledger SET topic = 'x' WHERE position = 4", 4, "hash"),
    "a changed subject": ("UPDATE ledger SET originator_id = 'x' WHERE position = 4", 4, "hash"),
    "a changed version": ("UPDATE ledger SET originator_version = 7 WHERE position = 4", 4, "hash"),
    "a negative version": (
        "UPDATE ledger SET originator_version = -7 WHERE position = 4",
        4,
        "hash does not hold",
    ),
    "a changed moment": (
        "UPDATE ledger SET recorded_at = '2026-11-21T10:03:00.000001Z' WHERE position = 4",
        4,
        "hash does not hold",
    ),
    "a changed hash": ("UPDATE ledger SET hash = zeroblob(32) WHERE position = 4", 4, "hash"),
    "a deleted row": (
        "DELETE FROM ledger WHERE position = 4",
        4,
        "missing: after position 3",
    ),
    "the first row deleted": ("DELETE FROM ledger WHERE position = 1", 1, "missing: after"),
    "a row put before the first": (
        "INSERT INTO ledger VALUES (0, 'x', 1, 't', x'7b7d', '', zeroblob(32))",
        1,
        "out of order: position 0 stands where 1 is due",
    ),
    "the last rows cut off": (
        "DELETE FROM ledger WHERE position > 7",
        8,
        "cut off: the ledger ends at position 7, and position 10 is remembered",
    ),
    "everything cut off": ("DELETE FROM ledger", 1, "cut off: the ledger ends at position 0"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_what_was_done_is_named_with_its_first_position(book: Path, kind: str) -> None:
    statement, position, what = TAMPERINGS[kind]
    with tampering(book) as connection:
        connection.execute(statement)

    found = checked(book)

    assert not found.holds
    assert found.fault is not None
    assert found.fault.position == position
    assert what in found.fault.what
    assert str(found.fault).startswith(f"position {position}: ")


def test_a_store_as_it_was_created_is_protected(book: Path) -> None:
    assert checked(book).unprotected == ()


def test_what_is_not_part_of_the_ledger_does_not_unprotect_it(book: Path) -> None:
    with closing(sqlite3.connect(book)) as connection:
        connection.execute("CREATE TABLE notes (x)")
        connection.execute("CREATE INDEX by_topic ON ledger (topic)")
        connection.execute("ANALYZE")

    assert checked(book).unprotected == ()


REMOVALS = {
    "all triggers": (
        (),
        [
            "the trigger ledger_is_never_changed is missing",
            "the trigger ledger_is_never_replaced is missing",
            "the trigger ledger_is_never_shortened is missing",
        ],
    ),
    "all triggers, one put back": (
        (NO_DELETE, NO_REPLACE),
        ["the trigger ledger_is_never_changed is missing"],
    ),
    "a trigger that does nothing in place of one of ours": (
        (
            "CREATE TRIGGER ledger_is_never_changed BEFORE UPDATE ON ledger BEGIN SELECT 1; END",
            NO_DELETE,
            NO_REPLACE,
        ),
        ["the trigger ledger_is_never_changed is changed"],
    ),
    "one more trigger": (
        (
            NO_UPDATE,
            NO_DELETE,
            NO_REPLACE,
            "CREATE TRIGGER swallow BEFORE INSERT ON ledger BEGIN SELECT RAISE(IGNORE); END",
        ),
        ["the trigger swallow was added"],
    ),
    "a table without its rules": (
        (
            "ALTER TABLE ledger RENAME TO old",
            "CREATE TABLE ledger AS SELECT * FROM old",
            "DROP TABLE old",
            NO_UPDATE,
            NO_DELETE,
            NO_REPLACE,
        ),
        ["the table ledger is changed"],
    ),
}


@pytest.mark.parametrize("kind", REMOVALS)
def test_a_store_that_no_longer_refuses_changes_is_found_though_its_facts_hold(
    book: Path, kind: str
) -> None:
    statements, told = REMOVALS[kind]
    with tampering(book) as connection:
        for statement in statements:
            connection.execute(statement)

    found = checked(book)

    assert found.holds
    assert list(found.unprotected) == told


def test_both_findings_are_told_together(book: Path) -> None:
    with tampering(book) as connection:
        connection.execute("DELETE FROM ledger WHERE position = 4")

    found = checked(book)

    assert not found.holds
    assert len(found.unprotected) == 3


def swap(connection: sqlite3.Connection) -> None:
    """Exchange the positions of two rows."""
    for old, new in ((4, 99), (5, 4), (99, 5)):
        connection.execute("UPDATE ledger SET position = ? WHERE position = ?", (new, old))


def insert_in_the_middle(connection: sqlite3.Connection) -> None:
    """Move the rows from the fourth on back by one, and put another in between."""
    for old in range(SIZE, 3, -1):
        connection.execute("UPDATE ledger SET position = ? WHERE position = ?", (old + 1, old))
    insert(connection, 4)


def insert(connection: sqlite3.Connection, position: int) -> None:
    """Put a row, its own hash right, at a position that is free."""
    (previous, recorded_at) = connection.execute(
        "SELECT hash, recorded_at FROM ledger WHERE position = ?", (position - 1,)
    ).fetchone()
    digest = link(previous, position, "x", 1, "t", recorded_at, b"{}")
    connection.execute(
        "INSERT INTO ledger VALUES (?, 'x', 1, 't', x'7b7d', ?, ?)", (position, recorded_at, digest)
    )


@pytest.mark.parametrize(
    ("tamper", "position"),
    [
        (swap, 4),
        # The row that was put in is right in itself; the one after it follows another.
        (insert_in_the_middle, 5),
    ],
)
def test_rows_swapped_or_put_in_between_break_the_chain(
    book: Path, tamper: Callable[[sqlite3.Connection], None], position: int
) -> None:
    with tampering(book) as connection:
        tamper(connection)

    fault = checked(book).fault

    assert fault is not None
    assert fault.position == position
    assert "hash does not hold" in fault.what


def test_a_row_put_in_without_its_hash_is_named_itself(book: Path) -> None:
    with tampering(book) as connection:
        insert_in_the_middle(connection)
        connection.execute("UPDATE ledger SET hash = zeroblob(32) WHERE position = 4")

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == 4


def test_a_row_put_at_the_end_without_its_hash_is_named(book: Path) -> None:
    with tampering(book) as connection:
        insert(connection, SIZE + 1)
        connection.execute("UPDATE ledger SET hash = zeroblob(32) WHERE position = 11")

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == SIZE + 1


def test_a_right_row_put_at_the_end_holds_but_is_not_proven(book: Path) -> None:
    """Whoever may write the file may also record; what the head does not cover is counted."""
    with tampering(book) as connection:
        insert(connection, SIZE + 1)

    found = checked(book)

    assert found.holds
    assert found.unproven == 1


def test_a_chain_that_was_made_again_is_betrayed_by_the_remembered_head(book: Path) -> None:
    with tampering(book) as connection:
        insert_in_the_middle(connection)
        rechain(connection, 4)

    fault = checked(book).fault

    assert fault is not None
    assert fault.position == SIZE
    assert "another hash is remembered here" in fault.what


def test_a_forger_who_writes_both_files_cannot_be_found(book: Path) -> None:
    """As the help says; whoever kept the head elsewhere finds him all the same."""
    kept = heads.recall(heads.remembered_beside(book))
    with tampering(book) as connection:
        connection.execute("UPDATE ledger SET topic = 'x' WHERE position = 4")
        rechain(connection, 4)
    with SQLiteReader(book) as reader:
        heads.remembered_beside(book).unlink()
        heads.remember(heads.remembered_beside(book), reader.head())

        assert verify_store(reader).holds
        assert not verify(reader, kept).holds


def test_another_store_under_the_same_name_is_found(
    book: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    other = create(f"sqlite:///{tmp_path}/other.db")
    with open_store(f"sqlite:///{other}", clock) as store:
        store.events.record([noted(f"other:{number}") for number in range(SIZE + 5)])
    shutil.copy(other, book)

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == SIZE
    assert "not the store that the head was remembered of" in fault.what


def test_a_head_of_nothing_must_be_that_of_this_kind_of_chain(book: Path) -> None:
    with SQLiteReader(book) as reader:
        fault = verify(reader, Head(0, b"?" * 32)).fault

    assert fault is not None
    assert fault.position == 0


def test_going_back_in_time_is_found_even_if_the_chain_fits(book: Path) -> None:
    with tampering(book) as connection:
        connection.execute(
            "UPDATE ledger SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE position = 4"
        )
        rechain(connection, 4)

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == 4
    assert "out of order in time" in fault.what


def test_a_position_that_occurs_twice_is_out_of_order(book: Path) -> None:
    """Only somebody who made the table again, without its key, gets this far."""
    with tampering(book) as connection:
        connection.execute("CREATE TABLE copy AS SELECT * FROM ledger")
        connection.execute("INSERT INTO copy SELECT * FROM ledger WHERE position = 4")
        connection.execute("DROP TABLE ledger")
        connection.execute("ALTER TABLE copy RENAME TO ledger")

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == 5
    assert fault.what == "out of order: position 4 stands where 5 is due"


def test_a_byte_changed_in_the_file_itself_is_found(book: Path) -> None:
    content = bytearray(book.read_bytes())
    place = content.index(b"project:6")
    content[content.index(b"10.50", place) + 1] ^= 1
    book.write_bytes(content)

    assert not checked(book).holds


def test_a_page_that_cannot_be_read_is_a_fault_of_the_next_position(book: Path) -> None:
    with tampering(book) as connection:
        connection.execute("UPDATE ledger SET topic = CAST(x'ff' AS TEXT) WHERE position = 4")

    fault = checked(book).fault
    assert fault is not None
    assert fault.position == 4
    assert "cannot be read" in fault.what


def test_without_a_remembered_head_nothing_is_known_of_the_end(book: Path) -> None:
    heads.remembered_beside(book).unlink()
    with tampering(book) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 7")

    found = checked(book)

    assert found.holds
    assert found.remembered is None
    assert found.unproven == 7


def test_a_head_that_lags_behind_is_no_fault(book: Path) -> None:
    with SQLiteReader(book) as reader:
        digest = reader.hash_at(6)
        assert digest is not None
        found = verify(reader, Head(6, digest))

    assert found.holds
    assert found.unproven == SIZE - 6


def test_progress_is_told(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.store.verify._STEP", 4)
    told: list[int] = []
    with SQLiteReader(book) as reader:
        verify_store(reader, progress=told.append)

    assert told == [4, 8, SIZE]


def test_a_long_ledger_is_verified_in_constant_memory(
    url: str, path: Path, clock: SteppingClock
) -> None:
    def peak() -> int:
        tracemalloc.start()
        assert checked(path).holds
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    with open_file(sqlite_path(url), clock, synchronous="NORMAL") as store:
        store.events.record([noted(f"a:{number}") for number in range(500)])
        short = peak()
        store.events.record([noted(f"b:{number}") for number in range(10_000)])
        long = peak()

    assert long < 1.5 * short + 50_000


def test_verifying_changes_nothing(book: Path) -> None:
    before = book.read_bytes()

    checked(book)

    assert book.read_bytes() == before
    with closing(sqlite3.connect(book)) as connection:
        assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (SIZE,)
