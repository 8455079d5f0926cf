"""A book in a database is created, recorded in and verified like one in a file."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from engine.store.url import shared_address
from tests.cli.program import ask, run
from tests.postgres import Server

FILE = "- body: {ref: ics, name: Improvement and Change Sub-Committee, kind: committee}\n"


@pytest.fixture
def store(postgres: Server) -> str:
    """Create a shared book, with the program itself."""
    url = postgres.url()
    assert run("init", store=url).exit_code == 0
    return url


@pytest.fixture
def minutes(tmp_path: Path) -> str:
    """Give a file of minutes."""
    path = tmp_path / "minutes.yaml"
    path.write_text(FILE, encoding="utf-8")
    return str(path)


def test_a_new_book_names_itself_and_what_comes_next(postgres: Server) -> None:
    url = postgres.url(user="postgres:secret")

    done = run("init", store=url)

    assert done.exit_code == 0
    assert done.output.startswith("Created postgresql://postgres@/postgres?host=")
    assert "Next: minutebook record FILE" in done.output
    assert "secret" not in done.output


def test_it_is_not_created_twice(store: str) -> None:
    again = run("init", store=store)

    assert again.exit_code == 2
    assert "is there already: nothing was changed" in again.output


def test_its_views_are_there_from_the_beginning(store: str, postgres: Server) -> None:
    views = ask("store", "info", store=store)["views"]
    assert {view["position"] for view in views} == {0}
    postgres.execute(f"DROP SCHEMA {shared_address(store).schema}_views CASCADE")
    told = run("store", "info", store=store).stdout
    assert "none are kept that you may read; the owner makes them with minutebook rebuild" in told


def test_it_is_recorded_in_once_and_verified(store: str, minutes: str) -> None:
    assert "Recorded 1 fact (position 1)." in run("record", minutes, store=store).output
    assert "Nothing new" in run("record", minutes, store=store).output

    checked = run("verify", store=store)

    assert checked.exit_code == 0
    assert checked.output.startswith("The chain holds: 1 fact.")


def test_tampering_is_named_with_its_position(store: str, minutes: str) -> None:
    run("record", minutes, store=store)
    address = shared_address(store)
    with psycopg.connect(address.conninfo, autocommit=True) as superuser:
        superuser.execute("SET session_replication_role = replica")
        superuser.execute(f"UPDATE {address.schema}.ledger SET topic = 'x'".encode())  # noqa: S608 - our own

    checked = run("verify", store=store)

    assert checked.exit_code == 1
    assert "position 1: the hash does not hold" in checked.output


def test_a_book_that_is_not_there_is_told_without_the_password(
    postgres: Server, minutes: str
) -> None:
    url = postgres.url(user="postgres:secret")
    for words in (["verify"], ["record", minutes], ["log"]):
        refused = run(*words, store=url)
        assert refused.exit_code == 2
        assert "create one with `minutebook init`" in refused.output
        assert "secret" not in refused.output
