"""Kept views are compared with the ledger row by row, in a file as in a database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest

from engine.store.opening import open_reader
from engine.store.url import is_shared, shared_address, views_schema
from projections.catalogue import VIEWS
from projections.comparing import Comparison, compare
from projections.runner import catch_up, rebuild
from projections.views_file import views_beside
from tests.books import BookOnDisk

BODY = "- body: {{ref: {0}, name: Improvement {0}, kind: committee}}\n"


@pytest.fixture
def kept(book: BookOnDisk) -> BookOnDisk:
    """A book with two bodies whose views are kept."""
    book.record(BODY.format("ics") + BODY.format("policy"))
    with book.views():
        return book


def forge(book: BookOnDisk, statement: str) -> None:
    """Write into the kept views, as whoever keeps them up can."""
    if not is_shared(book.url):
        with closing(sqlite3.connect(views_beside(book.path))) as file, file:
            file.execute(statement)
        return
    address = shared_address(book.url)
    with psycopg.connect(address.conninfo, autocommit=True) as server:
        server.execute(f"SET search_path TO {views_schema(address.schema)}".encode())
        server.execute(statement.encode())


def compared(book: BookOnDisk) -> Comparison:
    with open_reader(book.url) as reader:
        return compare(reader, VIEWS)


def test_views_that_nobody_touched_are_what_the_ledger_gives(kept: BookOnDisk) -> None:
    found = compared(kept)
    assert (found.kept, found.position, found.differing) == (len(VIEWS), 2, [])
    assert found.holds


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE bodies SET name = 'Forged' WHERE ref = 'ics'",
        "INSERT INTO bodies SELECT * FROM bodies WHERE ref = 'ics'",
        "DELETE FROM bodies WHERE ref = 'ics'",
    ],
    ids=lambda statement: statement.split()[0],
)
def test_a_row_that_was_changed_added_or_taken_out_is_found_until_the_views_are_made_anew(
    kept: BookOnDisk, statement: str
) -> None:
    forge(kept, statement)
    assert compared(kept).differing == ["bodies"]
    with open_reader(kept.url) as reader:
        catch_up(reader, VIEWS).close()  # which does not notice
        assert compare(reader, VIEWS).differing == ["bodies"]
        rebuild(reader, VIEWS).close()
        assert compare(reader, VIEWS).holds


def test_views_that_are_behind_are_compared_as_far_as_they_have_read(kept: BookOnDisk) -> None:
    kept.record(BODY.format("pensions"))
    assert compared(kept) == Comparison(len(VIEWS), 2, [])
    forge(kept, "UPDATE minutebook_views SET position = 1 WHERE name = 'bodies'")
    assert compared(kept).differing == ["bodies"]


def test_where_none_are_kept_there_is_nothing_to_compare(book: BookOnDisk) -> None:
    book.record(BODY.format("ics"))
    assert compared(book).kept == 0


def test_views_of_another_release_are_made_anew_and_not_compared(kept: BookOnDisk) -> None:
    forge(kept, "UPDATE minutebook_views SET version = 0 WHERE name = 'bodies'")
    assert compared(kept) == Comparison(len(VIEWS) - 1, 2, [])


def test_a_damaged_file_of_views_is_found(kept: BookOnDisk) -> None:
    if is_shared(kept.url):  # its server looks after its own files
        assert compared(kept).damage is None
        return
    path = views_beside(kept.path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        file.execute("PRAGMA journal_mode = DELETE")
    content = bytearray(path.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    path.write_bytes(content)
    found = compared(kept)
    assert not found.holds
    assert str(path) in str(found.damage)
