"""Run as a program: does one act again and again, and is killed one step later each time.

A step is whatever Python tells its auditors of files and databases in the folder of the case. The
system kills the process with SIGKILL, so nothing in it can tidy up. Each case has a folder of its
own, which the test looks at afterwards.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from engine.store.transfer.backup import back_up
from engine.store.transfer.copying import copy
from engine.store.transfer.restore import Allowed, restore

STEPS = ("open", "os.", "shutil.", "sqlite3.", "pathlib.")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def act(name: str, folder: Path) -> None:
    """Do the act in the folder of a case."""
    old, new, file = (f"sqlite:///{folder}/{name}.db" for name in ("old", "new", "file"))
    if name == "copy":
        copy(new, file)
    elif name == "backup":
        back_up(new, folder / "file.db")
    else:
        restore(folder / "new.db", old, moment=NOON, allowed=Allowed(replace=True, lose=True))


def killed_at(step: int, folder: Path, work: Callable[[], None]) -> bool:
    """Do some work in a process of its own, and kill it at a step; tell whether it came to that."""
    child = os.fork()
    if not child:
        seen = count(1)

        def audit(event: str, given: tuple[object, ...]) -> None:
            here = event.startswith(STEPS) and any(str(folder) in str(value) for value in given)
            if here and next(seen) == step:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(audit)
        work()
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    return os.WIFSIGNALED(status)


def main(name: str, prepared: Path, cases: Path) -> None:
    """Make a case for every step there is."""
    for step in count(1):
        folder = cases / f"{step:03}"
        shutil.copytree(prepared, folder)
        if not killed_at(step, folder, lambda folder=folder: act(name, folder)):  # type: ignore[misc]
            return


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
