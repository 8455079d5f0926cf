"""Print one table: what minutebook takes, beside a reference measured in the same run.

Run it with ``make bench``. Rates are in things a second (more is better); whole processes in
seconds (less is better). The ratio is the median over rounds in which ours and the reference take
turns, so that it holds although the machine's speed drifts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.lines import LINES
from benchmarks.measure import Line


def main() -> None:
    """Measure everything and print the table as Markdown."""
    print("| what | minutebook | reference | | ratio | aim |")
    print("|---|---:|---|---:|---:|---|")
    for measure in LINES:
        with TemporaryDirectory() as folder:
            for line in measure(Path(folder)):
                print(_row(line), flush=True)


def _row(line: Line) -> str:
    ours, theirs = _figure(line.ours), _figure(line.theirs)
    return f"| {line.what} | {ours} | {line.reference} | {theirs} | {line.ratio:.2f} | {line.aim} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}/s" if value > 50 else f"{value:.3f} s"  # noqa: PLR2004 - no process takes so long


if __name__ == "__main__":
    main()
