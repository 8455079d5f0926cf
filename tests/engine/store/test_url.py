"""A store is named by a URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.store.errors import UnusableStore
from engine.store.url import sqlite_path


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
def test_a_shared_store_is_announced_for_later(url: str) -> None:
    with pytest.raises(UnusableStore, match="comes in a later release"):
        sqlite_path(url)
