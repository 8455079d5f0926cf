"""A store is named by a URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.errors import UnusableStore
from engine.store.url import LONGEST_SCHEMA, is_shared, shared_address, sqlite_path, views_schema


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///minutebook.db", "minutebook.db"),
        ("sqlite:///books/ours.db", "books/ours.db"),
        ("sqlite:////srv/books/ours.db", "/srv/books/ours.db"),
        ("sqlite:///the%20book.db", "the book.db"),
    ],
)
def test_three_slashes_are_relative_and_four_absolute(url: str, path: str) -> None:
    assert sqlite_path(url) == Path(path)


@pytest.mark.parametrize(
    "url", ["sqlite:///", "sqlite:////", "sqlite:///:memory:", "sqlite:///a%00b"]
)
def test_a_url_without_a_file_is_refused(url: str) -> None:
    with pytest.raises(UnusableStore, match="names no file"):
        sqlite_path(url)


@pytest.mark.parametrize("url", ["minutebook.db", "mysql://host/db", "sqlite:minutebook.db", ""])
def test_anything_else_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(UnusableStore, match=r"use sqlite:///minutebook\.db"):
        sqlite_path(url)


@pytest.mark.parametrize("url", ["postgresql://host/db", "postgres://host/db"])
def test_a_shared_store_is_no_file(url: str) -> None:
    with pytest.raises(UnusableStore, match="is a shared store and no file"):
        sqlite_path(url)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        (
            "postgresql://clerk:secret@db.example.org:5433/books?schema=essex",
            (
                "postgresql://clerk:secret@db.example.org:5433/books",
                "essex",
                "postgresql://clerk@db.example.org:5433/books?schema=essex",
            ),
        ),
        (
            "postgres:///books",
            ("postgresql:///books", "minutebook", "postgresql:///books?schema=minutebook"),
        ),
        (
            "postgresql:///books?host=/run/postgresql&password=secret&schema=a&sslmode=require",
            (
                "postgresql:///books?host=/run/postgresql&password=secret&sslmode=require",
                "a",
                "postgresql:///books?host=/run/postgresql&schema=a",
            ),
        ),
        (
            "postgresql://:secret@one:1,two:2/books",
            (
                "postgresql://:secret@one:1,two:2/books",
                "minutebook",
                "postgresql://one:1,two:2/books?schema=minutebook",
            ),
        ),
    ],
)
def test_the_schema_is_ours_the_rest_is_the_drivers_and_no_message_has_the_password(
    url: str, address: tuple[str, str, str]
) -> None:
    assert shared_address(url) == (*address, False)


@pytest.mark.parametrize(
    "schema",
    ["", "Essex", "9lives", "pg_essex", "es%20sex", 'a"b', "a" * 41, "essex_views", "ä", "public"],
)
def test_a_schema_that_cannot_hold_a_book_is_refused(schema: str) -> None:
    with pytest.raises(UnusableStore, match="cannot hold a book"):
        shared_address(f"postgresql:///books?schema={schema}")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:a/secret@host/db",
        "postgresql://me:a#secret@host/db",
        "postgres://a?secret@h",
        "postgresql://u:s?ecret=secret@h",
        "postgresql://u:p[secret@h/db",
        "postgresql://u:secret",
        "POSTGRESQL://u:a/secret@h",
    ],
)
def test_an_address_that_splits_a_password_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(UnusableStore, match="write @ as %40") as refusal:
        shared_address(url)
    assert "secret" not in str(refusal.value)


def test_the_views_of_a_shared_store_have_a_schema_of_their_own() -> None:
    assert views_schema("a" * LONGEST_SCHEMA) == "a" * LONGEST_SCHEMA + "_views"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql+psycopg://u:secret@h/db", "what begins with postgresql+psycopg: does not"),
        ("postgres:/u:secret@h/db", "what begins with postgres: does not"),
        ("u/secret@h", "what was given does not"),
        ("me@h:secret", "what was given does not"),
    ],
)
def test_of_a_url_that_is_not_understood_only_the_scheme_is_repeated(url: str, told: str) -> None:
    with pytest.raises(UnusableStore) as refusal:
        sqlite_path(url)
    assert str(refusal.value).startswith(told)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://u@h/?dbname=x%20password=secret",
        "postgresql://u@h/x%20password%3Dsecret",
        "postgresql://u@h/db?host=a%20password=secret",
    ],
)
def test_a_value_that_may_hold_a_password_is_not_repeated(url: str) -> None:
    assert "secret" not in shared_address(url).name


def test_schemes_are_compared_without_case() -> None:
    assert is_shared("POSTGRESQL://h/db")
    assert shared_address("Postgres://h/db") == shared_address("postgresql://h/db")
    assert sqlite_path("SQLite:///a.db") == Path("a.db")


def test_of_two_schemas_none_is_guessed() -> None:
    with pytest.raises(UnusableStore, match="schema= is given more than once"):
        shared_address("postgresql:///books?schema=essex&schema=kent")
