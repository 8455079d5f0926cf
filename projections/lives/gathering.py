"""Movements gathered into lines: by decision while there is room, else by day, month or year."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple

from projections.lives.moves import Move
from projections.lives.moving import Moving, Sum
from projections.savings.pence import in_pounds, pounds

PAGE = 120
"""How many lines a page of gathered movements has at most."""

_PARTS = 3
_APRIL = "04"


class By(StrEnum):
    """What movements of a line have in common, besides their kind."""

    DECISION = "decision"
    DAY = "day"
    MONTH = "month"
    YEAR = "financial year"


class Part(NamedTuple):
    """A project that moved the figure of its scope, and by how much, in pounds."""

    project: str
    change: Decimal


class Line(NamedTuple):
    """Movements that belong together; amounts in pounds, of the scope.

    Attributes:
        period: their day, ``2018-03-12``, month, ``2018-03``, or financial year, ``2017/18``;
            ``None`` where no source gives a day.
        kind: ``baseline``, ``extension``, ``re-profile`` …; ``joined`` and ``left`` where projects
            came and went with their figures.
        movements: how many movements; of projects that came or went, how many of their years.
        projects: how many projects moved; ``None`` where the movements were too many to tell.
        before: what stood before them, over all years or of the year asked for.
        change: what they come to.
        after: what stood after them.
        years: what they come to year by year.
        parts: the projects that moved most, the largest first.
        reference: the request or extension that was decided, of a line by decision.
        authority: who permitted it, of a line by decision.
        position: where the ledger says so first, of a line by decision.
    """

    period: str | None
    kind: str
    movements: int
    projects: int | None
    before: Decimal
    change: Decimal
    after: Decimal
    years: dict[str, Decimal]
    parts: tuple[Part, ...]
    reference: str | None = None
    authority: dict[str, Any] | None = None
    position: int | None = None


class _Heap:
    """What is added up for one line, in pence."""

    def __init__(self) -> None:
        self.first: Move | None = None
        self.movements = 0
        self.years: dict[str, int] = defaultdict(int)
        self.parts: Counter[str] = Counter()

    def add_move(self, move: Move) -> None:
        """Add one movement."""
        self.first = self.first or move
        self.movements += 1
        self.parts[move.project] += move.change
        self._add(move.year, move.change)

    def add_sum(self, row: Sum) -> None:
        """Add movements that were added up before."""
        self.movements += row.movements
        self._add(row.year, row.change)

    def _add(self, year: str, change: int) -> None:
        if year:
            self.years[year] += change

    def largest(self) -> tuple[Part, ...]:
        """Return the projects that moved most."""
        by_size = sorted(self.parts.items(), key=lambda part: (-abs(part[1]), part[0]))
        return tuple(Part(ref, pounds(change)) for ref, change in by_size[:_PARTS])


Key = tuple[str, ...]


def lines(found: Moving) -> tuple[By, tuple[Line, ...]]:
    """Gather movements as finely as a page has room for, and say by what."""
    kinds = [By.DAY, By.MONTH, By.YEAR] if found.moves is None else list(By)
    for by in kinds:
        heaps = _heaps(found, by)
        if len(heaps) <= PAGE:
            break
    return by, tuple(_in_order(heaps, of_decisions=by is By.DECISION))


def _heaps(found: Moving, by: By) -> dict[Key, _Heap]:
    heaps: dict[Key, _Heap] = defaultdict(_Heap)
    of_day = _PERIODS[by]
    if found.moves is None:
        for row in found.sums:
            heaps[of_day(row.since), row.kind].add_sum(row)
        return heaps
    for move in found.moves:
        decision = (_decided(move),) if by is By.DECISION else ()
        heaps[of_day(move.since), move.kind, *decision].add_move(move)
    return heaps


def _decided(move: Move) -> str:
    """Return what tells a decision from others of its day: its request, or else its authority."""
    return f"{move.act} {move.reference or move.said or ''}"


def _in_order(heaps: dict[Key, _Heap], *, of_decisions: bool) -> Iterator[Line]:
    standing = 0
    for (period, kind, *_), heap in heaps.items():
        change = sum(heap.years.values())
        one = heap.first if of_decisions else None
        yield Line(
            period=period or None,
            kind=kind,
            movements=heap.movements,
            projects=len(heap.parts) or None,
            before=pounds(standing),
            change=pounds(change),
            after=pounds(standing + change),
            years=in_pounds(heap.years),
            parts=heap.largest(),
            reference=one.reference if one else None,
            authority=json.loads(one.said) if one and one.said else None,
            position=one.position if one else None,
        )
        standing += change


def standing_of(found: Moving) -> dict[str, int]:
    """Return where the movements leave the figure, in pence per year; years at nil are named."""
    standing: dict[str, int] = defaultdict(int)
    rows: Iterable[Move | Sum] = found.sums if found.moves is None else found.moves
    for row in rows:
        if row.year:
            standing[row.year] += row.change
    return dict(standing)


def _financial_year(day: str) -> str:
    """Return the financial year of a day, which begins in April."""
    if not day:
        return day
    year = int(day[:4]) - (day[5:7] < _APRIL)
    return f"{year}/{(year + 1) % 100:02d}"


_PERIODS: dict[By, Callable[[str], str]] = {
    By.DECISION: str,
    By.DAY: str,
    By.MONTH: lambda day: day[: len("2018-03")],
    By.YEAR: _financial_year,
}
