"""Creating and opening a shared store says in plain words what stands in the way."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from engine.store.errors import UnusableStore
from engine.store.factory import open_store
from engine.store.opening import create, open_reader
from engine.store.postgresql.connection import connect
from engine.store.url import shared_address
from tests.engine.store.postgresql.conftest import tampering
from tests.engine.store.samples import noted
from tests.postgres import Server

DOORS = {
    "no server": ("postgresql://u:secret@127.0.0.1:1/d", "check that the server runs"),
    "no such host": ("postgresql://u:secret@nowhere.invalid/d", "check the name of the host"),
    "no socket": ("postgresql:///d?host=/nowhere&password=secret", "check that the server runs"),
    "no address": ("postgresql://u:secret@host:port/d", "cannot be re|check"),
    "a parameter of nobody": ("postgresql://u:secret@h/d?colour=red", "cannot be read as an addre"),
}


@pytest.mark.parametrize("door", DOORS)
def test_a_server_that_cannot_be_reached_is_named_without_the_password(door: str) -> None:
    url, reason = DOORS[door]
    for opening in (create, open_reader, open_store):
        with pytest.raises(UnusableStore, match=reason) as refusal:
            opening(url)
        assert "secret" not in str(refusal.value)


def test_a_database_that_is_not_there_is_told(postgres: Server) -> None:
    url = f"postgresql://postgres@/nothing?host={postgres.sockets}"
    with pytest.raises(UnusableStore, match="names a database that is not there"):
        open_reader(url)


def test_a_user_that_is_not_there_is_told(postgres: Server) -> None:
    with pytest.raises(UnusableStore, match="does not know the user"):
        open_reader(postgres.url(user="nobody"))


def test_a_wrong_password_is_told(postgres: Server) -> None:
    postgres.execute("CREATE ROLE locked LOGIN PASSWORD 'right'")
    rules = postgres.folder / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all locked scram-sha-256\n{before}")
    postgres.execute("SELECT pg_reload_conf()")
    try:
        url = postgres.url(user="locked:wrong")
        wait_for_the_lock(postgres)
        with pytest.raises(UnusableStore, match="refuses the name or the password") as refusal:
            open_reader(url)
        assert "wrong" not in str(refusal.value)
    finally:
        rules.write_text(before)
        postgres.execute("SELECT pg_reload_conf()")


def wait_for_the_lock(server: Server) -> None:
    """Return when the server asks for a password: it reads its rules when it comes to it."""
    for _ in range(1000):
        try:
            server.connect("locked").close()
        except psycopg.OperationalError:
            return


@pytest.mark.parametrize("opening", [open_reader, open_store])
def test_a_book_that_is_not_there_is_told_how_to_create(
    postgres: Server, opening: Callable[[str], object]
) -> None:
    with pytest.raises(UnusableStore, match=r"there is no store at .*create one with `minutebook"):
        opening(postgres.url())


def test_a_schema_of_somebody_else_is_never_taken(postgres: Server) -> None:
    url = postgres.url()
    schema = shared_address(url).schema
    postgres.execute(f"CREATE SCHEMA {schema} CREATE TABLE theirs (x integer)")

    for opening in (create, open_reader, open_store):
        with pytest.raises(UnusableStore, match="is not a minutebook store"):
            opening(url)


def test_an_empty_schema_that_somebody_made_for_us_is_taken(postgres: Server) -> None:
    url = postgres.url()
    schema = shared_address(url).schema
    postgres.execute(f"CREATE ROLE owner_{schema} LOGIN")
    own = postgres.url(schema, user=f"owner_{schema}")
    with pytest.raises(UnusableStore, match="ask the owner of the database for the right"):
        create(own)
    postgres.execute(f"CREATE SCHEMA AUTHORIZATION owner_{schema}")
    postgres.execute(f"ALTER SCHEMA owner_{schema} RENAME TO {schema}")

    assert create(own) == shared_address(own).name
    with open_store(own) as store:
        assert store.reader.last_position() == 0


def test_an_existing_book_is_never_overwritten(postgres: Server) -> None:
    url = postgres.url()
    create(url)
    with open_store(url) as store:
        store.events.record([noted("a")])

    with pytest.raises(UnusableStore, match="is there already: nothing was changed"):
        create(url)

    with open_reader(url) as reader:
        assert reader.last_position() == 1


def test_of_two_who_create_the_same_book_at_once_one_is_refused(postgres: Server) -> None:
    url = postgres.url()

    def try_to_create() -> str:
        try:
            return create(url)
        except UnusableStore as refusal:
            return str(refusal)

    with ThreadPoolExecutor(4) as pool:
        told = [task.result() for task in [pool.submit(try_to_create) for _ in range(4)]]

    assert told.count(shared_address(url).name) == 1
    assert sum("is there already: nothing was changed" in text for text in told) == 3


def test_a_book_of_a_later_release_is_refused(postgres: Server) -> None:
    url = postgres.url()
    create(url)
    with tampering(url) as owner:
        owner.execute("UPDATE ledger_format SET format = 2")
    with pytest.raises(UnusableStore, match=r"by a newer minutebook \(format 2.*upgrade"):
        open_reader(url)


def test_a_book_without_its_mark_is_none(postgres: Server) -> None:
    url = postgres.url()
    create(url)
    with tampering(url) as owner:
        owner.execute("DELETE FROM ledger_format")
    with pytest.raises(UnusableStore, match="is not a minutebook store"):
        open_reader(url)


@pytest.mark.parametrize("columns", ["format text", "form integer"])
def test_a_table_of_somebody_else_with_the_name_of_our_mark_is_none(
    postgres: Server, columns: str
) -> None:
    url = postgres.url()
    schema = shared_address(url).schema
    postgres.execute(f"CREATE SCHEMA {schema} CREATE TABLE ledger_format ({columns})")
    postgres.execute(f"INSERT INTO {schema}.ledger_format VALUES ('1')")  # noqa: S608 - our own
    for opening in (create, open_reader, open_store):
        with pytest.raises(UnusableStore, match="is not a minutebook store"):
            opening(url)


def test_a_program_that_vanished_holds_the_lock_for_minutes_and_not_for_hours(
    postgres: Server,
) -> None:
    url = postgres.url()
    create(url)
    address = shared_address(f"{url}&options=-c%20idle_in_transaction_session_timeout%3D7s")
    for where, allowed in ((shared_address(url), "2min"), (address, "7s")):
        with connect(where, timeout=5) as connection:
            told = connection.execute("SHOW idle_in_transaction_session_timeout").fetchone()
            given = connection.execute(
                "SELECT DISTINCT source FROM pg_settings WHERE name LIKE 'tcp_keepalives_%'"
            ).fetchall()
        assert told == (allowed,)
        assert given == [("client",)]


def test_a_database_that_cannot_hold_every_name_is_refused(postgres: Server) -> None:
    postgres.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    url = f"postgresql://postgres@/latin?host={postgres.sockets}"
    with pytest.raises(UnusableStore, match="encoding LATIN1, which cannot hold"):
        create(url)


def test_the_server_sees_who_is_connected(postgres: Server) -> None:
    url = postgres.url()
    create(url)
    with connect(shared_address(url), timeout=5) as connection:
        (name,) = connection.execute("SHOW application_name").fetchone() or ("",)
    assert name == "minutebook"


def test_without_the_driver_a_person_is_told_what_to_install(
    postgres: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.url()
    monkeypatch.setitem(sys.modules, "psycopg", None)
    for opening in (create, open_reader, open_store):
        with pytest.raises(UnusableStore, match=r'pip install "minutebook\[postgres\]"'):
            opening(url)


def test_a_store_in_a_file_needs_no_driver(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    url = f"sqlite:///{tmp_path}/a.db"
    create(url)
    with open_store(url) as store:
        assert store.events.record([noted("a")]) == [1]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("shema=essex", "as an address (shema= is no word that it may have): use "),
        ("user=u&shema=essex", "as an address (shema= is no word that it may have): use "),
        ("password=se&cret=x", "as an address: use "),
        ("sec%20ret=x", "as an address: use "),
        ("secret", "as an address: use "),
    ],
)
def test_a_word_that_no_address_has_is_named_unless_it_may_be_of_a_password(
    query: str, told: str
) -> None:
    with pytest.raises(UnusableStore, match=re.escape(told)) as refusal:
        open_reader(f"postgresql://localhost/books?{query}")
    assert "cret" not in str(refusal.value)
