"""What somebody did to the store behind our back is neither buried nor built upon."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from engine.store.errors import UnusableStore
from engine.store.sqlite.head import is_damaged, remembered_beside
from engine.store.sqlite.reader import SQLiteReader
from engine.store.verify import verify_store
from tests.books import BookOnDisk

BODY = "- body: {{ref: {ref}, name: {ref}, kind: committee}}\n"


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """Give a book with one body."""
    book = BookOnDisk(tmp_path)
    book.record(BODY.format(ref="a"))
    return book


def test_nothing_is_recorded_after_an_entry_that_another_program_added(book: BookOnDisk) -> None:
    with sqlite3.connect(book.path) as other:
        other.execute(
            "INSERT INTO ledger SELECT 2, 'body:evil', 1, topic, state, recorded_at, hash"
            " FROM ledger"
        )
    other.close()
    with pytest.raises(UnusableStore, match="at position 2 what minutebook did not record"):
        book.record(BODY.format(ref="b"))


def test_what_was_recorded_before_it_could_be_remembered_is_built_upon(book: BookOnDisk) -> None:
    head = remembered_beside(book.path)
    early = head.read_bytes()
    book.record(BODY.format(ref="b"))
    head.write_bytes(early)
    assert book.record(BODY.format(ref="c")).positions == (3,)


@pytest.mark.parametrize("scribble", [b"junk\n", b"\x00" * 206])
def test_a_head_that_is_none_is_found(book: BookOnDisk, scribble: bytes) -> None:
    head = remembered_beside(book.path)
    head.write_bytes(scribble)
    with SQLiteReader(book.path) as reader:
        found = verify_store(reader)
    assert (found.holds, found.damaged_head) == (True, str(head))


def test_a_head_that_is_not_there_or_to_come_is_not_damaged(book: BookOnDisk) -> None:
    head = remembered_beside(book.path)
    assert not is_damaged(head)
    head.write_bytes(b"")
    assert not is_damaged(head)
    head.unlink()
    assert not is_damaged(head)
    head.mkdir()
    assert is_damaged(head)
