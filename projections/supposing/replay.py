"""Replaying figures with something supposed: act by act, as the book itself adds them up.

The rows of the figure ledger are replayed and not the facts through the engine: the engine would
refuse what a changed past makes stale, and just that is to be seen here. Sums are not altered by a
difference either, for then nobody would see what rested on a decision that is supposed away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from projections.savings.pence import less
from projections.supposing.acts import Act, Amounts, Figure, in_order
from projections.supposing.suppositions import Supposition

Figures = dict[Figure, Amounts]
"""What each project must deliver of a measure, in pence per year, nil years left out."""


class Rest(NamedTuple):
    """An approval that would not find the figure that it expects; amounts in pence per year.

    Attributes:
        act: the approval, in the book or supposed.
        found: what it would find.
        book: what it found in the book; nothing where the approval itself is supposed.
    """

    act: Act
    found: Amounts
    book: Amounts | None

    @property
    def apart(self) -> Amounts:
        """What it would find less what it expects."""
        return less(self.found, self.act.expected or {})


class Replayed(NamedTuple):
    """The figures as the book has them and as they would be, and what would be stale."""

    book: Figures
    supposed: Figures
    stale: tuple[Rest, ...]


def replay(acts: Sequence[Act], suppositions: Iterable[Supposition]) -> Replayed:
    """Replay what altered some figures, once as it is in the book and once as it is supposed.

    Args:
        acts: what altered the figures, in any order.
        suppositions: what is supposed of the changes behind them.
    """
    removed: set[int] = set()
    added: list[Act] = []
    for supposition in suppositions:
        removed |= supposition.removed
        added.extend(supposition.added)
    book, met = _walk(acts)
    kept = (act for act in acts if act.position not in removed)
    supposed, would_meet = _walk((*kept, *added))
    rests = (
        Rest(act, found, None if act.supposed else met[act.position, act.figure][1])
        for act, found in would_meet.values()
    )
    return Replayed(book, supposed, tuple(rest for rest in rests if _is_stale(rest)))


_Met = dict[tuple[int, Figure], tuple[Act, Amounts]]
"""The approvals, each with the figure that it found."""


def _walk(acts: Iterable[Act]) -> tuple[Figures, _Met]:
    """Add up acts in the order in which they took effect; note what each approval found."""
    standing: Figures = {}
    met: _Met = {}
    for act in in_order(acts):
        before = standing.get(act.figure, {})
        if act.expected is not None:
            met[act.position, act.figure] = act, before
        standing[act.figure] = _added(before, act.change)
    return standing, met


def _added(these: Amounts, those: Amounts) -> Amounts:
    sums = {year: these.get(year, 0) + those.get(year, 0) for year in sorted({*these, *those})}
    return {year: amount for year, amount in sums.items() if amount}


def _is_stale(rest: Rest) -> bool:
    """Return whether an approval would find another figure than it expects, and than it did find.

    Where late records changed the past, an approval in the book may rest on a figure that the book
    no longer has; that is no consequence of what is supposed.
    """
    return rest.found not in (rest.act.expected, rest.book)
