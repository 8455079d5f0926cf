"""Who may record, with whatever program, cannot make the book unreadable or antedate a fact."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg
import pytest

from engine.store.errors import UnusableStore
from engine.store.moment import stamp
from engine.store.opening import create, open_reader
from engine.store.postgresql.store import open_shared
from engine.store.url import shared_address
from engine.store.verify import verify_store
from tests.engine.store.samples import noted
from tests.postgres import Server

NO_FACT, NOT_YOURS = "MB004", "MB006"
Row = tuple[str, int, str, bytes]
RIGHT: Row = ("body:x", 1, "test.amount-noted.1", b"{}")


@pytest.fixture
def clerk(url: str, postgres: Server) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """Connect as a clerk who has the rights of docs/shared-store.md, and a program of his own."""
    schema = shared_address(url).schema
    role = f"own_{schema}"
    postgres.execute(f"CREATE ROLE {role} LOGIN")
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
    postgres.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role}")
    with postgres.connect(role) as connection:
        connection.execute(f"SET search_path = {schema}".encode())
        yield connection


def append(
    connection: psycopg.Connection[tuple[Any, ...]], *rows: Row, moment: str | None = None
) -> None:
    """Record rows with the function, as any program may call it."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    connection.execute(
        "SELECT append(%s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::text, "
        "ARRAY[]::text[], ARRAY[]::bigint[])",
        [*columns, moment],
    )


def test_a_row_that_is_right_is_taken_in(clerk: psycopg.Connection[Any], url: str) -> None:
    append(clerk, RIGHT, ("body:y", 1, "t", b'{"a": "\\\\u0000"}'), ("body:x", 2, "t", b"{}"))
    append(clerk, ("body:x", 3, "t", b"{}"))
    with open_reader(url) as reader:
        assert verify_store(reader).head.position == 4


WRONG: dict[str, Row] = {
    "a version that leaves one out": ("body:x", 2, "t", b"{}"),
    "version nought": ("body:x", 0, "t", b"{}"),
    "a negative version": ("body:x", -1, "t", b"{}"),
    "no subject": ("", 1, "t", b"{}"),
    "no topic": ("body:x", 1, "", b"{}"),
    "a topic of two lines": ("body:x", 1, "a\nb", b"{}"),
    "a line after the topic": ("body:x", 1, "a\n", b"{}"),
    "a state that is no text": ("body:x", 1, "t", b"\x00\xff"),
    "a state with a nought byte": ("body:x", 1, "t", b'{"a": "\x00"}'),
    "a state with a nought sign": ("body:x", 1, "t", b'{"a": "\\u0000"}'),
    "a state with half a sign": ("body:x", 1, "t", b'{"a": "\\ud800"}'),
    "a state that is no JSON": ("body:x", 1, "t", b"{"),
    "a state that is a list": ("body:x", 1, "t", b"[]"),
    "an empty state": ("body:x", 1, "t", b""),
}


@pytest.mark.parametrize("kind", WRONG)
@pytest.mark.parametrize("before", [(), (("body:z", 1, "t", b"{}"),)], ids=["alone", "second"])
def test_what_no_reader_could_read_is_not_taken_in(
    clerk: psycopg.Connection[Any], url: str, kind: str, before: tuple[Row, ...]
) -> None:
    with pytest.raises(psycopg.Error) as refusal:
        append(clerk, *before, WRONG[kind])

    assert refusal.value.sqlstate == NO_FACT
    with open_reader(url) as reader:
        assert reader.last_position() == 0


def test_versions_stand_in_their_order(clerk: psycopg.Connection[Any]) -> None:
    with pytest.raises(psycopg.Error, match="does not follow the one before") as refusal:
        append(clerk, ("body:x", 2, "t", b"{}"), RIGHT)
    assert refusal.value.sqlstate == NO_FACT


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clerk_does_not_date_what_he_records(clerk: psycopg.Connection[Any], days: int) -> None:
    moment = stamp(datetime.now(UTC) + timedelta(days=days))
    with pytest.raises(psycopg.Error, match="its server dates what is recorded") as refusal:
        append(clerk, RIGHT, moment=moment)
    assert refusal.value.sqlstate == NOT_YOURS


@pytest.mark.parametrize("moment", ["zzz", "2026-11-21T10:00:00Z", "12026-11-21T10:00:00.000000Z"])
def test_what_is_no_moment_is_taken_in_from_nobody(
    clerk: psycopg.Connection[Any], postgres: Server, url: str, moment: str
) -> None:
    with postgres.connect() as owner:
        owner.execute(f"SET search_path = {shared_address(url).schema}".encode())
        for connection in (clerk, owner):
            with pytest.raises(psycopg.Error) as refusal:
                append(connection, RIGHT, moment=moment)
            assert refusal.value.sqlstate in {NO_FACT, "22007", "22008"}


def test_only_the_owner_copies_facts_of_another_book(
    clerk: psycopg.Connection[Any], url: str, postgres: Server
) -> None:
    with open_shared(url) as store:
        store.events.record([noted("a")])
        entries = store.reader.read_entries()
    target = postgres.url()
    create(target)
    schema = shared_address(target).schema
    role = clerk.info.user
    postgres.execute(f"GRANT USAGE ON SCHEMA {schema} TO {role}")
    postgres.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {role}")
    postgres.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA {schema} TO {role}")

    def copy(address: str) -> None:
        with open_shared(address) as store, store.recorder.appending() as work:
            work.copy(entries)

    with pytest.raises(UnusableStore, match="only its owner copies facts into it; nothing was rec"):
        copy(postgres.url(schema, user=role))
    copy(target)


def test_a_clock_that_a_clerk_brings_is_refused_plainly(
    clerk: psycopg.Connection[Any], url: str, postgres: Server
) -> None:
    role, schema = clerk.info.user, shared_address(url).schema
    wrong = datetime(2100, 1, 1, tzinfo=UTC)
    with (
        open_shared(postgres.url(schema, user=role), lambda: wrong) as store,
        pytest.raises(UnusableStore, match="its server dates what is recorded, and no other clock"),
    ):
        store.events.record([noted("a")])


def test_a_clerk_loads_many_facts_at_one_moment_of_the_server(
    clerk: psycopg.Connection[Any], url: str, postgres: Server
) -> None:
    role, schema = clerk.info.user, shared_address(url).schema
    with open_shared(postgres.url(schema, user=role)) as store:
        with store.recorder.appending() as work:
            for number in (1, 2):
                work.append([store.events.mapper.to_stored_event(noted("a", number))])
        assert store.reader.recorded_at(1) == store.reader.recorded_at(2)


def test_the_library_of_minutebook_says_plainly_what_is_not_taken_in(url: str) -> None:
    with (
        open_shared(url) as store,
        pytest.raises(UnusableStore, match=r"takes in nothing but facts: version 3 of a does not"),
    ):
        store.events.record([noted("a", 3)])
