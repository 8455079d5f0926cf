"""Movements of all projects added up by blocks of the ledger: what sums over many are read from.

A block is a stretch of positions. When the last of them has been read, the movements in it are
added up by measure, day, sort and year. What the book knew at a position is then the sum of the
blocks before it and of the few movements behind these, however many movements there are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter

from projections.view import Ask, Row

BLOCK = 4096
"""How many positions of the ledger a block has; block 0 begins at position 1."""

BLOCK_TABLES = (
    """
    CREATE TABLE figure_block (
        measure TEXT NOT NULL, since TEXT NOT NULL, sort TEXT NOT NULL, year TEXT NOT NULL,
        block INTEGER NOT NULL, change INTEGER NOT NULL, movements INTEGER NOT NULL
    )
    """,
    """
    CREATE INDEX figure_block_of
    ON figure_block (measure, since, sort, year, block, change, movements)
    """,
)

OF_POSITIONS = """
    FROM figure_fact f CROSS JOIN figure_movement m
    WHERE f.position BETWEEN ? AND ? AND m.measure = f.measure AND m.project = f.project
        AND m.since = f.since AND m.position = f.position
"""
"""The movements of some positions: the facts are found by these, and their movements by them.

They are joined so that SQLite looks in this order; the other way it would read every movement.
"""

_POSITION = 4


class Blocks:
    """Adds up the movements of each block when it is full."""

    def __init__(self) -> None:
        self._moves: list[Row] = []
        self._from = self._next = 1

    def rows(
        self, gathered: Mapping[str, list[Row]], first: int, last: int, ask: Ask
    ) -> Iterator[tuple[str, Row]]:
        """Give the sums of the blocks that end within a batch of facts."""
        if first != self._next:  # another program has read on meanwhile
            self._moves, self._from = [], first
        self._next = last + 1
        self._moves += gathered["figure_movement"]
        for block in range((first - 1) // BLOCK, last // BLOCK):
            begin, end = block * BLOCK + 1, (block + 1) * BLOCK
            within = bisect_right(self._moves, end, key=itemgetter(_POSITION))
            full = self._moves[:within]
            if self._from > begin:
                full += _read(ask, begin, self._from - 1)
            self._moves, self._from = self._moves[within:], end + 1
            yield from (("figure_block", row) for row in _added_up(full, block))


def _read(ask: Ask, first: int, last: int) -> Iterable[Row]:
    """Read the movements of positions that an earlier run has filled in."""
    return ask(
        "SELECT m.measure, m.project, m.year, m.since, m.position, m.change, m.sort"
        f" {OF_POSITIONS}",
        (first, last),
    )


def _added_up(moves: Iterable[Row], block: int) -> Iterator[Row]:
    sums: dict[tuple[str, str, str, str], list[int]] = {}
    for measure, _, year, since, _, change, sort in moves:
        found = sums.setdefault((measure, since, sort, year), [0, 0])
        found[0] += change
        found[1] += 1
    for (measure, since, sort, year), (change, movements) in sums.items():
        yield measure, since, sort, year, block, change, movements
