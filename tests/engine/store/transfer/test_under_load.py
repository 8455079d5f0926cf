"""A store that is replaced while others record in it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engine.store.errors import UnusableStore
from engine.store.opening import create, open_reader
from engine.store.sqlite.place import SQLitePlace
from engine.store.transfer.backup import back_up
from engine.store.transfer.restore import Allowed, restore
from engine.store.verify import verify_store
from tests.engine.store.transfer.conftest import add
from tests.postgres import Server

ROOT = Path(__file__).parents[4]
START = datetime(2026, 11, 22, 12, tzinfo=UTC)
WRITERS, REPLACEMENTS, PATIENCE = 2, 3, 60.0


def writing(url: str, name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.engine.store.transfer.writer", url, name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def facts(url: str) -> set[str]:
    with open_reader(url) as reader:
        found = verify_store(reader)
        assert found.holds, found.fault
        return {entry.originator_id for entry in reader.stream()}


def replaced(backup: Path, url: str, moment: datetime) -> str:
    """Replace a store as soon as the others leave a moment for it; return the old one's name."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            done = restore(backup, url, moment=moment, allowed=Allowed(replace=True, lose=True))
        except UnusableStore:
            if time.monotonic() > until:
                raise
        else:
            assert done.kept is not None
            return done.kept


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_acknowledged_fact_is_in_the_store_or_in_one_that_is_kept(
    kind: str, tmp_path: Path, postgres: Server, postgres_url: Callable[[], str]
) -> None:
    url = f"sqlite:///{tmp_path}/council.db" if kind == "sqlite" else postgres_url()
    create(url)
    add(url, 3)
    back_up(url, tmp_path / "backup")
    writers = [writing(url, f"w{number}") for number in range(WRITERS)]
    kept = []
    try:
        for number in range(REPLACEMENTS):
            time.sleep(1)
            kept.append(replaced(tmp_path / "backup", url, START + timedelta(seconds=number)))
        time.sleep(1)
    finally:
        for writer in writers:
            writer.terminate()
        said = [writer.communicate(timeout=30) for writer in writers]

    acknowledged = {subject for out, _ in said for subject in out.split()}
    others = [
        SQLitePlace.of(Path(name)).url
        if kind == "sqlite"
        else postgres.url(name.rpartition("schema=")[2])
        for name in kept
    ]
    recorded = facts(url).union(*map(facts, others))
    assert acknowledged
    assert acknowledged <= recorded
    for _, refusals in said:
        assert "Traceback" not in refusals.replace("KeyboardInterrupt", "")
