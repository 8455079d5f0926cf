"""What the tests of the store share."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from domain.facts import Fact
from engine.store.factory import open_store
from engine.store.opening import create as create_store
from engine.store.sqlite.create import create
from engine.store.store import Store
from tests.engine.store.samples import AmountNoted, SteppingClock

NOBODY = 65534


@pytest.fixture(autouse=True)
def known_samples(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter the sample facts under their stored names, for one test."""
    monkeypatch.setitem(Fact.BY_TOPIC, AmountNoted.TOPIC, AmountNoted)


@pytest.fixture
def clock() -> SteppingClock:
    """Give a clock that the test moves."""
    return SteppingClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the file of a new, empty store."""
    return create(f"sqlite:///{tmp_path}/minutebook.db")


@pytest.fixture
def url(path: Path) -> str:
    """Give the URL of a new, empty store."""
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def every_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of a new, empty store of each kind, one after the other."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/minutebook.db"
    else:
        url = request.getfixturevalue("postgres").url()
    create_store(url)
    return url


@pytest.fixture
def store(url: str, clock: SteppingClock) -> Iterator[Store]:
    """Give a new, empty store, open to record in."""
    with open_store(url, clock) as opened:
        yield opened


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store as somebody would who has the file and knows SQLite: triggers gone."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        yield connection


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write in a folder, and to its files, away from this process."""
    files = [folder, *folder.iterdir()]
    modes = [file.stat().st_mode for file in files]
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    superuser = os.geteuid() == 0
    if superuser:  # who may write everywhere, whatever the modes say
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)
        for file, mode in zip(files, modes, strict=True):
            if file.exists():
                file.chmod(mode)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Give a folder that other users may enter, which pytest's own folders forbid."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
