"""Programs that are started to be killed, as the harness sees them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).parents[2]
_SLEEP_IS_EXACT_ENOUGH = 0.002


class Nursery:
    """Starts programs quickly; see `tests.faults.nursery`.

    Args:
        folder: where it may keep files.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._children = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "MINUTEBOOK_TRACEBACK": ""},
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def start(self, *words: str, most_bytes: int | None = None) -> Child:
        """Start a module as a program.

        Args:
            words: the module, and what stands behind its name on the command line.
            most_bytes: how large the files that it writes may grow.
        """
        self._children += 1
        out = self._folder / f"out-{self._children}"
        errors = self._folder / f"errors-{self._children}"
        os.mkfifo(out)
        number = self._ask(words=words, out=str(out), errors=str(errors), most_bytes=most_bytes)
        return Child(self, number, out, errors)

    def minutebook(self, store: str, *words: str, most_bytes: int | None = None) -> Child:
        """Start minutebook on a store."""
        return self.start("cli.main", "--store", store, *words, most_bytes=most_bytes)

    def clerk(self, work: str, *words: str, most_bytes: int | None = None) -> Child:
        """Start a clerk; see `tests.faults.clerk`."""
        return self.start("tests.faults.clerk", work, *words, most_bytes=most_bytes)

    def wait_for(self, number: int) -> int:
        """Wait for the end of a process, and return its exit status."""
        return self._ask(wait_for=number)

    def _ask(self, **order: Any) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


class Child:
    """A process whose lines are read as they come.

    Attributes:
        number: that of the process.
        lines: those that came so far; a line that was cut off in the middle is none.
        status: its exit status, once it has ended; minus the signal that killed it.
        errors: what it wrote to standard error, once it has ended.
    """

    def __init__(self, nursery: Nursery, number: int, out: Path, errors: Path) -> None:
        self.number = number
        self.lines: list[str] = []
        self.status: int | None = None
        self.errors = ""
        self._nursery = nursery
        self._files = (out, errors)
        self._out = out.open("rb")

    def wait_for_lines(self, count: int) -> None:
        """Wait until that many lines came, or the process ended."""
        while len(self.lines) < count and (line := self._out.readline()):
            self._take(line)

    def kill_after(self, seconds: float) -> bool:
        """Kill it when so much time has passed; tell whether it was still running."""
        _wait_exactly(seconds)
        os.kill(self.number, signal.SIGKILL)  # until it is buried, the number remains its own
        return self.end() == -signal.SIGKILL

    def end(self) -> int:
        """Wait for its end, and return its exit status."""
        for line in self._out:
            self._take(line)
        self._out.close()
        self.status = self._nursery.wait_for(self.number)
        out, errors = self._files
        self.errors = errors.read_text() if errors.exists() else ""
        out.unlink()
        errors.unlink(missing_ok=True)
        return self.status

    def _take(self, line: bytes) -> None:
        if line.endswith(b"\n"):
            self.lines.append(line.decode().rstrip("\n"))


def _wait_exactly(seconds: float) -> None:
    """Wait to the microsecond, which the sleep of the system does not."""
    until = time.perf_counter() + seconds
    if seconds > _SLEEP_IS_EXACT_ENOUGH:
        time.sleep(seconds - _SLEEP_IS_EXACT_ENOUGH)
    while time.perf_counter() < until:
        pass
