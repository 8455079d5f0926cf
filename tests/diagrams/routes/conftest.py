"""A case that was put under another version of its route."""

from __future__ import annotations

import pytest

from tests.books import BookOnDisk
from tests.projections.test_cases import migrate


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> BookOnDisk:
    """A paper that another version of its route was put under, whose state is called otherwise."""
    book = BookOnDisk(tmp_path_factory.mktemp("migrated"))
    migrate(book)
    return book
