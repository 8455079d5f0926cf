"""Commands that write: what they must leave untouched when they fail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from click.testing import Result

from engine.store.reader import Head
from engine.store.sqlite.reader import SQLiteReader
from tests.cli.program import run

ICS = "- body: {ref: ics, name: Improvement, kind: sub-committee}\n"
MANY = "".join(
    f"- project: {{ref: p{number}, name: Project {number} of a long list}}\n"
    for number in range(1000)
)


class State(NamedTuple):
    """All that a failed command must leave as it was."""

    head: Head
    content: bytes


def state_of(path: Path) -> State:
    """Return the state of a store."""
    with SQLiteReader(path) as reader:
        return State(reader.head(), path.read_bytes())


@contextmanager
def unchanged(path: Path) -> Iterator[None]:
    """Expect a store to be the same afterwards, to the byte."""
    before = state_of(path)
    yield
    assert state_of(path) == before


def fails(status: int, *words: str, store: str) -> str:
    """Run a command that fails: a status, errors on standard error, and nothing else."""
    result = run(*words, store=store)
    check_failed(result, status)
    return result.stderr


def check_failed(result: Result, status: int) -> None:
    """Check that a failure was told as every failure is."""
    assert (result.exit_code, result.stdout) == (status, ""), result.output
    assert result.stderr.startswith("error: ")
    assert "Traceback" not in result.stderr
    assert "fault in minutebook" not in result.stderr
