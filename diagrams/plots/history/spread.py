"""Signs side by side, each as near to its place as the others leave it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wanted(NamedTuple):
    """Where the middle of a sign should be, and how wide the sign is."""

    middle: float
    width: float


def spread(wanted: Sequence[Wanted], left: float, right: float, gap: float = 2.0) -> list[float]:
    """Return where the middles of signs go, in their order, without one upon another.

    Signs that would meet become a run, which is moved as one to where it is nearest to all of its
    places; runs that meet then become one, until none meet.

    Args:
        wanted: the signs, by their places.
        left: where the first may begin.
        right: where the last must end; wider than all of them together.
        gap: what stays free between two.
    """
    runs: list[_Run] = []
    for sign in wanted:
        runs.append(_Run([sign], gap))
        while len(runs) > 1 and runs[-2].end(left, right) + gap > runs[-1].start(left, right):
            last = runs.pop()
            runs[-1] = _Run([*runs[-1].signs, *last.signs], gap)
    return [middle for run in runs for middle in run.middles(left, right)]


class _Run:
    """Signs that touch."""

    def __init__(self, signs: list[Wanted], gap: float) -> None:
        self.signs, self._gap = signs, gap
        self._width = sum(sign.width for sign in signs) + gap * (len(signs) - 1)
        offset, starts = 0.0, []
        for sign in signs:
            starts.append(sign.middle - sign.width / 2 - offset)
            offset += sign.width + gap
        self._wanted = sum(starts) / len(starts)

    def start(self, left: float, right: float) -> float:
        return max(left, min(self._wanted, right - self._width))

    def end(self, left: float, right: float) -> float:
        return self.start(left, right) + self._width

    def middles(self, left: float, right: float) -> list[float]:
        at, found = self.start(left, right), []
        for sign in self.signs:
            found.append(at + sign.width / 2)
            at += sign.width + self._gap
        return found
