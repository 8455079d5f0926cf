"""Which track of its channel each piece runs along: none over another, few crossings."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diagrams.pictures.chart.layers import Piece

_NEAR: Final = 5.0
"""Points; ends that are nearer to each other than that would run along each other."""

_CLEAR: Final = 6.0
"""Points between two pieces in one track."""

_FEW: Final = 40
"""So many pieces of a channel are put in the order with the fewest crossings."""

_STRAIGHT: Final = 0.6


def tracked(pieces: Sequence[Piece]) -> int:
    """Give each piece of one channel its track, and return how many tracks there are."""
    bent = [piece for piece in pieces if not _is_straight(piece)]
    order = _ordered(bent)
    spans: list[tuple[float, float, int]] = []
    tracks = 0
    for piece in order:
        left, right = _span(piece)
        over = [
            track for start, end, track in spans if start < right + _CLEAR and left < end + _CLEAR
        ]
        piece.track = 1 + max(over, default=-1)
        tracks = max(tracks, piece.track + 1)
        spans.append((left, right, piece.track))
    return tracks


def _is_straight(piece: Piece) -> bool:
    if len(piece.pins) != 2 or len(piece.tops) != 1:  # noqa: PLR2004 - its two ends
        return False
    (top,), (bottom,) = piece.tops, piece.bottoms
    if abs(top.x - bottom.x) > _STRAIGHT:
        return False
    bottom.x = top.x
    return True


def _span(piece: Piece) -> tuple[float, float]:
    ends = [pin.x for pin in piece.pins]
    return min(ends), max(ends)


def _ordered(pieces: Sequence[Piece]) -> list[Piece]:
    """Return pieces from the upper track down: none where another's end would run along it."""
    before = _before(pieces)
    number = {id(piece): nth for nth, piece in enumerate(pieces)}
    waiting = dict.fromkeys(range(len(pieces)), 0)
    after: dict[int, set[int]] = defaultdict(set)
    for upper, lower in before:
        after[upper].add(lower)
        waiting[lower] += 1
    keys = {number[id(piece)]: (*_key(piece), number[id(piece)]) for piece in pieces}
    ready = [keys[nth] for nth, count in waiting.items() if not count]
    heapq.heapify(ready)
    order: list[int] = []
    left = set(waiting)
    while left:
        if ready:
            nth = heapq.heappop(ready)[-1]
        else:  # ends that are crosswise over each other: one of them has to give way
            nth = min(left, key=lambda one: (waiting[one], keys[one]))
        if nth not in left:
            continue
        left.discard(nth)
        order.append(nth)
        for lower in after[nth]:
            waiting[lower] -= 1
            if not waiting[lower] and lower in left:
                heapq.heappush(ready, keys[lower])
    ordered = [pieces[nth] for nth in order]
    return _fewer_crossings(ordered, before, number) if len(ordered) <= _FEW else ordered


def _key(piece: Piece) -> tuple[int, float]:
    """Return the place of a piece: of those that run one way, none then crosses another twice."""
    top = sum(pin.x for pin in piece.tops) / len(piece.tops)
    ends = piece.bottoms or piece.tops
    bottom = sum(pin.x for pin in ends) / len(ends)
    return (0, -top) if bottom > top else (1, top)


def _before(pieces: Sequence[Piece]) -> set[tuple[int, int]]:
    """Return which piece must run over which: one that comes from above where the other goes."""
    tops = sorted((pin.x, nth) for nth, piece in enumerate(pieces) for pin in piece.tops)
    places = [x for x, _ in tops]
    found = set()
    for nth, piece in enumerate(pieces):
        for pin in piece.bottoms:
            low = bisect_left(places, pin.x - _NEAR)
            high = bisect_right(places, pin.x + _NEAR)
            found |= {(upper, nth) for _, upper in tops[low:high] if upper != nth}
    return found


def _fewer_crossings(
    order: list[Piece], before: set[tuple[int, int]], number: dict[int, int]
) -> list[Piece]:
    """Swap neighbours for as long as that makes fewer crossings."""
    worse: dict[tuple[int, int], int] = {}
    for one, other in combinations(order, 2):
        a, b = number[id(one)], number[id(other)]
        worse[a, b] = _crossings(one, other) + 1000 * ((b, a) in before)
        worse[b, a] = _crossings(other, one) + 1000 * ((a, b) in before)
    names = [number[id(piece)] for piece in order]
    pieces = {number[id(piece)]: piece for piece in order}
    for _ in range(len(names)):
        swapped = False
        for nth in range(len(names) - 1):
            a, b = names[nth], names[nth + 1]
            if worse[b, a] < worse[a, b]:
                names[nth], names[nth + 1] = b, a
                swapped = True
        if not swapped:
            break
    return [pieces[name] for name in names]


def _crossings(upper: Piece, lower: Piece) -> int:
    """Return how often two pieces cross, if the one runs over the other."""
    left, right = _span(upper)
    low_left, low_right = _span(lower)
    return sum(left < pin.x < right for pin in lower.tops) + sum(
        low_left < pin.x < low_right for pin in upper.bottoms
    )
