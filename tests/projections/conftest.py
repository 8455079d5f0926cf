"""Books for the tests of the projections."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.postgres import Server

NewUrl = Callable[[], str | None]
"""Gives the URL of a book to create; none means a file in the folder of the test."""


@pytest.fixture(scope="session", params=["SQLite", "PostgreSQL"])
def any_url(request: pytest.FixtureRequest) -> NewUrl:
    """Books of both kinds, one after the other: the same questions have the same answers."""
    if request.param == "SQLite":
        return lambda: None
    server: Server = request.getfixturevalue("postgres")
    return server.url


@pytest.fixture
def book(tmp_path: Path, any_url: NewUrl) -> BookOnDisk:
    """An empty book."""
    return BookOnDisk(tmp_path, url=any_url())
