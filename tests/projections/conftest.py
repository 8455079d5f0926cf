"""Books for the tests of the projections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import BookOnDisk


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """An empty book."""
    return BookOnDisk(tmp_path)
