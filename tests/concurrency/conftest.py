"""Books on which many programs work at once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.child import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Give what starts programs, once for all tests."""
    with tempfile.TemporaryDirectory() as name, Nursery(Path(name)) as opened:
        yield opened
