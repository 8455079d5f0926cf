"""The program as a whole process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.lines.run import Run
from benchmarks.measure import Line, at_most, durations, timed
from benchmarks.synthetic.plan import PROBE

HERE = Path(__file__).parent.parent.parent
PROGRAM = (sys.executable, "-m", "cli.main")
ROUNDS = 7
READINGS = (
    ("portfolio", "--as-at", "2018-09-30"),
    ("saving", "history", "targeted-reviews"),
    ("resolution", "list"),
    ("change", "show", "ICS-2019-A"),
    ("log",),
)


def starting(run: Run) -> Iterator[Line]:
    """Compare starting and reading with starting Python alone."""
    demo = run.scratch / "demo"
    process(*PROGRAM, "demo", "--out", str(demo))
    example = f"sqlite:///{demo / 'minutebook.db'}"
    for words in READINGS:
        yield _started("SQLite", example, words, "the example")
    for site in run.sites.all:
        words = ("saving", "history", PROBE)
        yield _started(site.name, site.book(run.large), words, f"{run.size:,} facts")


def _started(store: str, url: str, words: tuple[str, ...], book: str) -> Line:
    process(*PROGRAM, *words, url=url)
    return durations(
        f"`minutebook {' '.join(words)}`, whole process, {book}",
        store,
        "`python -c pass`",
        lambda: timed(lambda: process(*PROGRAM, *words, url=url)),
        lambda: timed(lambda: process(sys.executable, "-c", "pass", url=url)),
        at_most(12),
        ROUNDS,
    )


def process(*words: str, url: str = "") -> None:
    """Run a program to its end, on a book where one is named."""
    environment = {**os.environ, "MINUTEBOOK_STORE": url} if url else None
    subprocess.run([*words], check=True, capture_output=True, env=environment, cwd=HERE)
