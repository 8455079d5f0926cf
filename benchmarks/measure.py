"""Measuring side by side: ours and the reference in turn, so that the machine's moods cancel."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

ROUNDS = 7
Timed = Callable[[], float]
"""Does the work once and returns the seconds that count; what it prepares does not."""


@dataclass(frozen=True)
class Line:
    """A line of the table.

    Attributes:
        what: what was measured.
        reference: what stands beside it.
        ours: our rate, in things a second; for whole processes, seconds.
        theirs: the reference's.
        ratio: the median of ours to the reference, round by round.
        aim: what the ratio, or our rate, should reach.
    """

    what: str
    reference: str
    ours: float
    theirs: float
    ratio: float
    aim: str


def rates(what: str, reference: str, count: int, ours: Timed, theirs: Timed, aim: str) -> Line:
    """Compare two ways of doing ``count`` things; the ratio is of rates, more is better."""
    pairs = [(_once(ours), _once(theirs)) for _ in range(ROUNDS)]
    return Line(
        what,
        reference,
        count / median(mine for mine, _ in pairs),
        count / median(other for _, other in pairs),
        median(other / mine for mine, other in pairs),
        aim,
    )


def durations(what: str, reference: str, ours: Timed, theirs: Timed, aim: str) -> Line:
    """Compare two durations; the ratio is of seconds, less is better."""
    pairs = [(_once(ours), _once(theirs)) for _ in range(ROUNDS)]
    return Line(
        what,
        reference,
        median(mine for mine, _ in pairs),
        median(other for _, other in pairs),
        median(mine / other for mine, other in pairs),
        aim,
    )


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes, begun with no garbage of what went before."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _once(run: Timed) -> float:
    return run()
