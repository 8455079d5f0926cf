"""Print one table: what minutebook takes, beside a reference measured in the same run.

Run it with ``make bench``, or ``make bench SIZE=10000000``. Rates are in things a second (more is
better), times and memory as they are (less is better). The ratio is the median over rounds in which
ours and the reference take turns, so that it holds although the machine's speed drifts.

The synthetic books are kept in ``.bench`` from one run to the next; remove the folder to make them
anew.
"""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.lines.alternatives import alternatives
from benchmarks.lines.audit import audit
from benchmarks.lines.bulk import bulk
from benchmarks.lines.cases import cases
from benchmarks.lines.commits import commits
from benchmarks.lines.diagrams import diagrams
from benchmarks.lines.memory import memory
from benchmarks.lines.questions import questions
from benchmarks.lines.rebuilding import rebuilding
from benchmarks.lines.replay import replay
from benchmarks.lines.run import Run
from benchmarks.lines.starting import starting
from benchmarks.measure import Line
from benchmarks.sites import Sites

KEPT = Path(__file__).parent.parent / ".bench"
README = Path(__file__).parent / "README.md"
GROUPS: dict[str, Callable[[Run], Iterator[Line]]] = {
    "commits": commits,
    "bulk": bulk,
    "replay": replay,
    "rebuild": rebuilding,
    "questions": questions,
    "cases": cases,
    "audit": audit,
    "start": starting,
    "memory": memory,
    "alternatives": alternatives,
    "diagrams": diagrams,
}


def main() -> None:
    """Measure everything and print the table as Markdown."""
    asked = _asked()
    begun = perf_counter()
    with TemporaryDirectory() as folder, Sites(Path(folder), KEPT) as sites:
        table = Table(asked.output)
        table.tell(_machine(sites), "")
        table.tell("| what | store | minutebook | reference | | ratio | aim | |")
        table.tell("|---|---|---:|---|---:|---:|---|---|")
        run = Run(asked.size, sites, Path(folder))
        for name in asked.only or GROUPS:
            for line in GROUPS[name](run):
                table.tell(_row(line))
        table.tell("", f"Taken in {(perf_counter() - begun) / 60:.0f} minutes.")
    if asked.readme:
        put_into(README, asked.size, table.text)


class Table:
    """Where the table goes: to standard output, and to a file where one is named."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.text = ""

    def tell(self, *lines: str) -> None:
        """Write lines at once, for a run takes long."""
        told = "".join(f"{line}\n" for line in lines)
        self.text += told
        print(told, end="", flush=True)
        if self._path:
            self._path.write_text(self.text, encoding="utf-8")


def put_into(page: Path, size: int, table: str) -> None:
    """Put a table in the place that a page has for a size, and say where it has none."""
    begin, end = f"<!-- figures of {size} facts -->\n", "<!-- end of figures -->"
    before, found, after = page.read_text(encoding="utf-8").partition(begin)
    if not found:
        sys.exit(f"error: {page.name} has no place for a book of this size: add {begin.strip()}")
    page.write_text(before + begin + table + end + after.partition(end)[2], encoding="utf-8")


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure minutebook, beside references.")
    parser.add_argument("--size", type=int, default=1_000_000, help="facts of the large book")
    parser.add_argument("--output", type=Path, help="write the table to this file as well")
    parser.add_argument("--readme", action="store_true", help="put the table into the README too")
    parser.add_argument("--only", nargs="+", choices=GROUPS, help="measure only this")
    return parser.parse_args()


def _machine(sites: Sites) -> str:
    ((postgres, fsync, commit),) = sites.shared.execute(
        "SELECT current_setting('server_version'), current_setting('fsync'),"
        " current_setting('synchronous_commit')"
    )
    return (
        f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite"
        f" {sqlite3.sqlite_version} (synchronous=FULL), PostgreSQL {postgres} (fsync {fsync},"
        f" synchronous_commit {commit}), ours and the references alike."
    )


def _row(line: Line) -> str:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
    aim, reached = ("", "") if line.aim is None else (line.aim.text, _reached(line))
    parts = (line.what, line.store, line.ours, line.reference, line.theirs, ratio, aim, reached)
    return f"| {' | '.join(parts)} |"


def _reached(line: Line) -> str:
    return "✓" if line.aim and line.aim.reached(line) else "missed"


if __name__ == "__main__":
    main()
