"""Measuring side by side: ours and the reference in turn, so that the machine's moods cancel."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import NamedTuple

ROUNDS = 5
Timed = Callable[[], float]
"""Does the work once and returns the seconds that count; what it prepares does not."""


class Aim(NamedTuple):
    """What a line should reach: in words, and how to tell from its figures."""

    text: str
    reached: Callable[[Line], bool]


@dataclass(frozen=True)
class Line:
    """A line of the table.

    Attributes:
        what: what was measured.
        store: the kind of store, empty where there is none.
        ours: our figure, in words with its unit.
        reference: what stands beside it.
        theirs: the reference's figure, in words; empty where there is none.
        ratio: ours to the reference, the median of rounds; ``None`` without a reference.
        value: our figure as a number, in the unit of the words.
        aim: what it should reach, if anything.
    """

    what: str
    store: str
    ours: str
    reference: str
    theirs: str
    ratio: float | None
    value: float
    aim: Aim | None = None


def at_least(ratio: float) -> Aim:
    """Ask for a ratio, more being better."""
    return Aim(f"≥ {ratio:g} ×", lambda line: line.ratio is not None and line.ratio >= ratio)


def at_most(ratio: float) -> Aim:
    """Ask for a ratio, less being better."""
    return Aim(f"≤ {ratio:g} ×", lambda line: line.ratio is not None and line.ratio <= ratio)


def no_more_than(milliseconds: float) -> Aim:
    """Ask for a time."""
    return Aim(f"≤ {milliseconds:g} ms", lambda line: line.value <= milliseconds)


def rates(
    what: str,
    store: str,
    reference: str,
    count: int,
    ours: Timed,
    theirs: Timed,
    aim: Aim | None = None,
    rounds: int = ROUNDS,
) -> Line:
    """Compare two ways of doing ``count`` things; the ratio is of rates, more is better."""
    pairs = _pairs(ours, theirs, rounds)
    mine = count / median(took for took, _ in pairs)
    other = count / median(took for _, took in pairs)
    ratio = median(other / mine for mine, other in pairs)
    return Line(what, store, f"{mine:,.0f}/s", reference, f"{other:,.0f}/s", ratio, mine, aim)


def durations(
    what: str,
    store: str,
    reference: str,
    ours: Timed,
    theirs: Timed,
    aim: Aim | None = None,
    rounds: int = ROUNDS,
) -> Line:
    """Compare two durations; the ratio is of seconds, less is better."""
    pairs = _pairs(ours, theirs, rounds)
    mine = median(took for took, _ in pairs)
    other = median(took for _, took in pairs)
    ratio = median(mine / other for mine, other in pairs)
    value = mine * 1000
    return Line(what, store, _told(mine), reference, _told(other), ratio, value, aim)


def duration(what: str, store: str, ours: Timed, aim: Aim, rounds: int = ROUNDS) -> Line:
    """Measure a duration that stands beside nothing but its aim."""
    mine = median(ours() for _ in range(rounds))
    return Line(what, store, _told(mine), "", "", None, mine * 1000, aim)


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes, begun with no garbage of what went before."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def _pairs(ours: Timed, theirs: Timed, rounds: int) -> list[tuple[float, float]]:
    return [(ours(), theirs()) for _ in range(rounds)]


def _told(seconds: float) -> str:
    return f"{seconds * 1000:,.2f} ms" if seconds < 1 else f"{seconds:,.1f} s"
