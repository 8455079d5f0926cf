"""Books for the tests of the audit."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import BookOnDisk


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """An empty book; one test asks in both kinds of store, the rules need only one."""
    return BookOnDisk(tmp_path)
