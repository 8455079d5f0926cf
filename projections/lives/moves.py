"""The movements of a scope's figure one by one: those of its projects while they belonged to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from heapq import merge
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from projections.lives.stays import Stay
from projections.savings.projects import ALL
from projections.views import Views

JOINED = "joined"
"""A project came into the scope and brought its figures."""
LEFT = "left"
"""A project went out of the scope and took its figures along."""

_AT_ONCE = 400


class Move(NamedTuple):
    """What one year of a scope's figure moved by, in pence.

    Attributes:
        since: the day it took effect; empty where no source says.
        position: where the ledger says so.
        project: the project whose figure moved, or that came or went.
        year: the financial year; empty where a project without figures came or went.
        change: by how much.
        kind: what sort of movement, `JOINED` or `LEFT`.
        act: what sort of fact it is: only `request` has other kinds; empty where none moved.
        reference: the request, the extension, or what was corrected.
        said: who permitted it, as stored.
    """

    since: str
    position: int
    project: str
    year: str
    change: int
    kind: str
    act: str = ""
    reference: str | None = None
    said: str | None = None


def moves_of(
    views: Views,
    measure: str,
    projects: Collection[str],
    as_at: date,
    known: int = ALL,
    year: str | None = None,
) -> dict[str, list[Move]]:
    """Return the movements of some projects, each in the order of days and then of recording."""
    found: dict[str, list[Move]] = defaultdict(list)
    shared = dict[Any, Any]().setdefault  # days, years and authorities recur a million times
    of_year = " AND m.year = ?" if year else ""
    wanted = sorted(projects)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        rows = views.tuples(
            "SELECT m.since, m.position, m.project, m.year, m.change, m.sort, f.act, f.reference,"  # noqa: S608 - our own constants
            " f.authority FROM figure_movement m JOIN figure_fact f ON f.position = m.position"
            f" WHERE m.measure = ? AND m.project IN ({', '.join('?' * len(some))})"
            f" AND m.since <= ? AND m.position <= ?{of_year}",
            (measure, *some, as_at.isoformat(), known, *([year] if year else [])),
        )
        for row in rows:
            found[row[2]].append(Move._make(shared(value, value) for value in row))
    for moves in found.values():
        moves.sort(key=itemgetter(0, 1, 3))
    return found


def while_they_stayed(stays: Iterable[Stay], project: str, moves: list[Move]) -> Iterator[Move]:
    """Give the movements of a project within its stays, and what it brought and took along.

    On the day on which it comes or goes, its figures move where it is then.
    """
    standing: dict[str, int] = defaultdict(int)
    turns = chain.from_iterable(_turns(stay) for stay in stays)
    inside = False
    # A turn comes before the movements of its day: its order is 0, theirs is 1.
    steps: Iterable[tuple[str, int, Any]] = merge(
        turns, ((move.since, 1, move) for move in moves), key=itemgetter(0, 1)
    )
    for since, is_move, step in steps:
        if is_move:
            standing[step.year] += step.change
            if inside:
                yield step
            continue
        kind, position, told = step
        inside = kind == JOINED
        yield from _taken_along(standing, kind, Move(since, position, project, "", 0, kind), told)


def _turns(stay: Stay) -> Iterator[tuple[str, int, tuple[str, int, bool]]]:
    yield stay.since, 0, (JOINED, stay.position, stay.moved_in)
    if stay.until is not None:
        yield stay.until, 0, (LEFT, stay.ended, True)


def _taken_along(
    standing: dict[str, int],
    kind: str,
    move: Move,
    told: bool,  # noqa: FBT001 - as a turn has it
) -> Iterator[Move]:
    """Give what comes or goes with a project: one move a year, or one without an amount."""
    sign = 1 if kind == JOINED else -1
    amounts = [(year, amount) for year, amount in sorted(standing.items()) if amount]
    for year, amount in amounts:
        yield move._replace(year=year, change=sign * amount)
    if told and not amounts:
        yield move
