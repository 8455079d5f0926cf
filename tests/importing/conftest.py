"""Books into which tables are imported."""

from __future__ import annotations

import pytest

from tables.planning import Wanted
from tests.books import BookOnDisk
from tests.importing.september import SEPTEMBER, imported


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A book that has the projects of the table and what each must save; nobody writes to it."""
    book = BookOnDisk(tmp_path_factory.mktemp("opened"))
    imported(book, SEPTEMBER, Wanted(opening=True, create=True))
    return book


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A book without a fact."""
    return BookOnDisk(tmp_path_factory.mktemp("empty"))
