"""Where the short form of the faults takes place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.child import Nursery
from tests.faults.server import MortalServer, mortal_server
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


@pytest.fixture(scope="module")
def mortal() -> Iterator[MortalServer]:
    """Give one server that may be killed to all tests of a file."""
    with mortal_server() as server:
        yield server


@pytest.fixture
def shared_ground(ground: Ground, mortal: MortalServer) -> Ground:
    """Give a place for books that are in that server, where the fault wants one."""
    return replace(ground, server=lambda: nullcontext(mortal))
