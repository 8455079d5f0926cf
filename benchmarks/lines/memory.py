"""The most memory that loading and rebuilding take, at two sizes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.lines.run import Run
from benchmarks.lines.starting import HERE
from benchmarks.measure import Line, at_most
from benchmarks.sites import Site
from benchmarks.synthetic.book import entries
from benchmarks.synthetic.plan import LEAST, Plan

MOST_LOADED = 200_000


def memory(run: Run) -> Iterator[Line]:
    """Compare the peaks at a size and at a hundredth of it."""
    most = min(run.size, MOST_LOADED)
    large, small = _written(run, most), _written(run, most // 100)
    for site in run.sites.all:
        yield _line(
            f"peak memory, loading {most:,} entries",
            site,
            _peak("load", site.new(), str(large)),
            f"loading {most // 100:,} entries",
            _peak("load", site.new(), str(small)),
        )
        yield _line(
            f"peak memory, rebuilding {run.size:,} facts",
            site,
            _peak("rebuild", site.book(run.large)),
            f"rebuilding {run.hundredth.facts:,} facts",
            _peak("rebuild", site.book(run.hundredth)),
        )


def _written(run: Run, count: int) -> Path:
    """Write the first so many entries of a book of about that size."""
    path = run.scratch / f"entries-{count}.jsonl"
    plan = Plan(max(LEAST, int(count * 1.3)))
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in islice(entries(plan), count))
    return path


def _peak(*words: str) -> float:
    """Return the most memory that a process of its own took, in MB."""
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks.peak", *words],
        check=True,
        capture_output=True,
        cwd=HERE,
        text=True,
    )
    return float(told.stdout)


def _line(what: str, site: Site, ours: float, reference: str, theirs: float) -> Line:
    mine, other = f"{ours:,.0f} MB", f"{theirs:,.0f} MB"
    return Line(what, site.name, mine, reference, other, ours / theirs, ours, at_most(1.3))
