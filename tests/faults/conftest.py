"""Where the short form of the faults takes place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.child import Nursery
from tests.faults.site import Ground


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Give what starts programs, once for all tests."""
    with tempfile.TemporaryDirectory() as name, Nursery(Path(name)) as opened:
        yield opened


@pytest.fixture
def ground(nursery: Nursery, tmp_path: Path) -> Ground:
    """Give a place for books in files."""
    return Ground(nursery, tmp_path)
