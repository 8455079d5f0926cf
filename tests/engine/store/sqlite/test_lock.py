"""Programs that replace files take turns."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from engine.store.sqlite.lock import alone_in

HOLDER = """
import sys
from pathlib import Path
from engine.store.sqlite.lock import alone_in

with alone_in(Path(sys.argv[1]), 5):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> subprocess.Popen[str]:
    """Give another program that holds the lock of a folder until its input ends."""
    program = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    return program


def test_one_program_waits_for_the_other(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    began = time.monotonic()
    threading.Timer(0.2, holder.communicate).start()

    with alone_in(tmp_path, 10):
        assert time.monotonic() - began >= 0.2
    assert list(tmp_path.iterdir()) == []


def test_but_not_for_ever(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(TimeoutError, match="another program is at it"), alone_in(tmp_path, 0.05):
        pytest.fail("both hold it")

    holder.communicate()
    with alone_in(tmp_path, 0.05):
        pass


def test_a_folder_that_is_not_there_cannot_be_locked(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), alone_in(tmp_path / "none", 0.05):
        pytest.fail("there is nothing to lock")


def test_where_the_system_has_no_locks_nobody_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.store.sqlite.lock._LOCKS", None)
    with alone_in(tmp_path, 0.05), alone_in(tmp_path, 0.05):
        pass
