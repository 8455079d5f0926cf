"""`verify` names the first position that does not hold, whatever a superuser did."""

from __future__ import annotations

import tracemalloc
from typing import Any

import psycopg
import pytest

from engine.store.chain import GENESIS, link
from engine.store.errors import UnusableStore
from engine.store.opening import open_reader
from engine.store.postgresql.store import open_shared
from engine.store.reader import EMPTY
from engine.store.verify import Verification, verify_store
from tests.engine.store.postgresql.conftest import SIZE, tampering
from tests.engine.store.samples import SteppingClock, noted

Connection = psycopg.Connection[tuple[Any, ...]]


def checked(url: str) -> Verification:
    """Verify a store against what its server remembers."""
    with open_reader(url) as reader:
        return verify_store(reader)


def test_an_untouched_ledger_holds_to_its_end(book: str) -> None:
    found = checked(book)

    assert found.holds
    assert found.head == found.remembered
    assert (found.head.position, found.unproven, found.unprotected) == (SIZE, 0, ())


def test_an_empty_ledger_holds(url: str) -> None:
    found = checked(url)

    assert found.holds
    assert found.head == found.remembered == EMPTY


TAMPERINGS = {
    "a changed byte of the state": (
        "UPDATE ledger SET state = set_byte(state, 5, 7) WHERE position = 4",
        4,
        "hash does not hold",
    ),
    "a changed topic": ("UPDATE ledger SET topic = 'x' WHERE position = 4", 4, "hash"),
    "a changed subject": ("UPDATE ledger SET originator_id = 'x' WHERE position = 4", 4, "hash"),
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
    "a changed hash": ("UPDATE ledger SET hash = sha256('') WHERE position = 4", 4, "hash"),
    "a deleted row": ("DELETE FROM ledger WHERE position = 4", 4, "missing: after position 3"),
    "a row put before the first": (
        "INSERT INTO ledger VALUES (0, 'x', 1, 't', '{}', '', sha256(''))",
        1,
        "out of order: position 0 stands where 1 is due",
    ),
    "two rows swapped": (
        (
            "UPDATE ledger SET position = -4 WHERE position = 4;"
            "UPDATE ledger SET position = 4 WHERE position = 5;"
            "UPDATE ledger SET position = 5 WHERE position = -4"
        ),
        4,
        "hash does not hold",
    ),
    "a row put in between, all others moved back": (
        (
            "UPDATE ledger SET position = position + 1000 WHERE position > 3; "
            "UPDATE ledger SET position = position - 999 WHERE position > 1000; "
            "INSERT INTO ledger SELECT 4, 'x', 1, topic, state, recorded_at, hash "
            "FROM ledger WHERE position = 3"
        ),
        4,
        "hash does not hold",
    ),
    "the last rows cut off": (
        "DELETE FROM ledger WHERE position > 7",
        8,
        "cut off: the ledger ends at position 7, and position 10 is remembered",
    ),
    "everything cut off": ("TRUNCATE ledger", 1, "cut off: the ledger ends at position 0"),
}


@pytest.mark.parametrize("kind", TAMPERINGS)
def test_what_was_done_is_named_with_its_first_position(book: str, kind: str) -> None:
    statement, position, what = TAMPERINGS[kind]
    with tampering(book) as connection:
        connection.execute(statement.encode())

    fault = checked(book).fault

    assert fault is not None
    assert fault.position == position
    assert what in fault.what


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM ledger WHERE position > 7",
        "TRUNCATE ledger",
        "UPDATE ledger SET hash = sha256('') WHERE position = 10",
        "DELETE FROM ledger_head",
    ],
)
def test_nothing_is_recorded_after_a_ledger_that_lost_its_end(book: str, statement: str) -> None:
    with tampering(book) as connection:
        connection.execute(statement.encode())

    with (
        open_shared(book) as store,
        pytest.raises(UnusableStore, match=r"does not hold what is remembered.*minutebook verify"),
    ):
        store.events.record([noted("new")])


def test_nothing_is_appended_to_a_ledger_that_lost_its_end(book: str) -> None:
    with tampering(book) as connection:
        connection.execute("DELETE FROM ledger WHERE position > 7")

    def append() -> None:
        with open_shared(book) as store, store.recorder.appending():
            raise AssertionError("it began")

    with pytest.raises(UnusableStore, match="does not hold what is remembered of it"):
        append()


def test_nothing_is_recorded_over_a_row_put_behind_the_end(book: str) -> None:
    with tampering(book) as connection:
        connection.execute("INSERT INTO ledger VALUES (11, 'x', 1, 't', '{}', '2027', sha256(''))")

    with (
        open_shared(book) as store,
        pytest.raises(UnusableStore, match=r"holds behind its end what minutebook did not record"),
    ):
        store.events.record([noted("new")])


def test_a_chain_that_was_made_again_is_betrayed_by_the_remembered_end(book: str) -> None:
    with tampering(book) as connection:
        connection.execute("UPDATE ledger SET topic = 'x' WHERE position = 1")
        rechain(connection)

    fault = checked(book).fault

    assert fault is not None
    assert fault.position == SIZE
    assert "another hash is remembered here" in fault.what


def rechain(connection: Connection) -> None:
    """Make the hashes fit again, as a careful forger would."""
    previous = GENESIS
    rows = connection.execute(
        "SELECT position, originator_id, originator_version, topic, recorded_at, state "
        "FROM ledger ORDER BY position"
    ).fetchall()
    for row in rows:
        previous = link(previous, *row)
        connection.execute("UPDATE ledger SET hash = %s WHERE position = %s", (previous, row[0]))


def test_a_remembered_end_that_is_gone_is_told(book: str) -> None:
    with tampering(book) as connection:
        connection.execute("DELETE FROM ledger_head")

    found = checked(book)

    assert (found.holds, found.unproven) == (True, SIZE)
    assert found.damaged_head is not None
    assert found.damaged_head.startswith("ledger_head of the schema book_")


def test_a_long_ledger_is_verified_in_constant_memory(url: str, clock: SteppingClock) -> None:
    def peak() -> int:
        tracemalloc.start()
        assert checked(url).holds
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    with open_shared(url, clock) as store:
        store.events.record([noted(f"a:{number}") for number in range(10_000)])
        short = peak()
        store.events.record([noted(f"b:{number}") for number in range(30_000)])
        long = peak()

    assert long < 1.1 * short
