"""The governance of a council of 300 bodies and 600 lines, drawn by the program as a whole process.

Beside it stand Python doing nothing, and the layout program alone on the same drawing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.lines.run import Run
from benchmarks.lines.starting import PROGRAM, process
from benchmarks.measure import Line, durations, no_more_than, timed
from benchmarks.synthetic.council import DAY, council, entries
from diagrams.pictures.layout.program import dot_program

ROUNDS = 5
_AIM = no_more_than(3_000)
_WANTED = (("", ()), (", every row", ("--depth", "99")))
_ENDINGS = ("svg", "png", "pdf")


def diagrams(run: Run) -> Iterator[Line]:
    """Draw what a page has room for, and all there is, in each format of pictures."""
    folder = run.scratch / "diagrams"
    folder.mkdir()
    url = f"sqlite:///{folder / 'council.db'}"
    record = folder / "council.json"
    record.write_text(entries(council()), encoding="utf-8")
    process(*PROGRAM, "init", url=url)
    process(*PROGRAM, "record", str(record), url=url)
    for told, words in _WANTED:
        for ending in _ENDINGS:
            file = folder / f"governance.{ending}"
            what = f"`diagram governance`, 300 bodies, 600 lines{told}, {ending}"
            ours, nothing = _drawing(file, words, url), _nothing()
            yield durations(what, "SQLite", "`python -c pass`", ours, nothing, _AIM, ROUNDS)
        source = folder / "governance.dot"
        _drawing(source, words, url)()
        what = f"`diagram governance`, 300 bodies, 600 lines{told}, svg"
        ours = _drawing(folder / "governance.svg", words, url)
        alone = _laid_out(source)
        yield durations(what, "SQLite", "the layout program alone", ours, alone, _AIM, ROUNDS)


def _drawing(file: Path, words: tuple[str, ...], url: str) -> Callable[[], float]:
    drawn = ("diagram", "governance", "--as-at", DAY.isoformat(), *words, "-o", str(file))
    return lambda: timed(lambda: process(*PROGRAM, *drawn, url=url))


def _nothing() -> Callable[[], float]:
    return lambda: timed(lambda: process(sys.executable, "-c", "pass"))


def _laid_out(source: Path) -> Callable[[], float]:
    words = [dot_program(), "-Tsvg", "-q", "-o", source.with_suffix(".alone.svg"), source]
    command = [str(word) for word in words]
    return lambda: timed(lambda: subprocess.run(command, check=True))
