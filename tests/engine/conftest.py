"""What the tests of the engine share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.open_book import OpenBook


@pytest.fixture
def book(tmp_path: Path) -> Iterator[OpenBook]:
    """Give an empty book, open to record in."""
    with OpenBook(tmp_path) as opened:
        yield opened
