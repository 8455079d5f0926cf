"""How a scope's figure moved: movement by movement where they are few, else added up by days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from projections.lives.moves import JOINED, LEFT, Move, moves_of, while_they_stayed
from projections.lives.stays import Stays, stays
from projections.savings.gathered import gathered
from projections.savings.projects import ALL
from projections.savings.scope import Scope
from projections.views import Views

FEW = 20_000
"""Up to so many movements are read one by one."""

_TURNS = (JOINED, LEFT)


class Asked(NamedTuple):
    """What is asked of the movements of a figure.

    Attributes:
        scope: whose figure it is.
        measure: the measure.
        as_at: the day.
        known: the last position that the book is taken to know.
        year: the only financial year wanted; every year if left out.
    """

    scope: Scope
    measure: str
    as_at: date
    known: int = ALL
    year: str | None = None


class Sum(NamedTuple):
    """What movements of a day, kind and year come to, in pence, and how many they are."""

    since: str
    kind: str
    year: str
    change: int
    movements: int


class Moving(NamedTuple):
    """The movements of a scope's figure, in the order in which they took effect.

    Attributes:
        moves: one by one; ``None`` where they were added up because there are so many.
        sums: added up by day, kind and year; empty where they stand one by one.
        movements: how many there are, comings and goings of projects left out.
    """

    moves: list[Move] | None
    sums: list[Sum]
    movements: int


def moving(views: Views, asked: Asked, *, each: bool = False) -> Moving:
    """Return how the figure of a scope moved.

    Args:
        views: the views.
        asked: whose figure, at which moment.
        each: whether the movements are wanted one by one, however many they are.
    """
    its = stays(views, asked.scope, asked.as_at, asked.known)
    if each or min(asked.known, views.position) <= FEW:
        return _one_by_one(views, asked, its)
    steady = _steady(views, asked.measure, its)
    sums = _added_up(views, asked, steady)
    count = sum(row.movements for row in sums)
    if count <= FEW:
        return _one_by_one(views, asked, its)
    moves = _moves(views, asked, {ref: its[ref] for ref in its.keys() - steady})
    count += _counted(moves)
    sums += [Sum(move.since, move.kind, move.year, move.change, 1) for move in moves]
    return Moving(None, sorted(sums, key=_order), count)


def _order(row: Sum) -> tuple[str, bool, str, str]:
    return row.since, row.kind not in _TURNS, row.kind, row.year


def _one_by_one(views: Views, asked: Asked, its: Stays) -> Moving:
    moves = _moves(views, asked, its)
    return Moving(moves, [], _counted(moves))


def _counted(moves: Iterable[Move]) -> int:
    return sum(move.kind not in _TURNS for move in moves)


def _moves(views: Views, asked: Asked, its: Stays) -> list[Move]:
    """Return the movements of projects while they stayed, comings and goings before the others."""
    found = moves_of(views, asked.measure, its, asked.as_at, asked.known, asked.year)
    moves = [
        move
        for ref, spent in its.items()
        for move in while_they_stayed(spent, ref, found.get(ref, []))
    ]
    return sorted(
        moves, key=lambda move: (move.since, move.kind not in _TURNS, move.position, move.year)
    )


def _added_up(views: Views, asked: Asked, steady: Collection[str]) -> list[Sum]:
    rows = gathered(
        views,
        asked.measure,
        after="",
        up_to=asked.as_at.isoformat(),
        known=asked.known,
        projects=steady,
    )
    return [
        Sum(row.since, row.kind, row.year, row.change, row.count)
        for row in rows
        if asked.year in (None, row.year)
    ]


def _steady(views: Views, measure: str, its: Stays) -> set[str]:
    """Return the projects that were there before their first movement, and never went."""
    first = _first_days(views, measure)
    return {
        ref
        for ref, spent in its.items()
        if len(spent) == 1
        and spent[0].until is None
        and not spent[0].moved_in
        and spent[0].since <= first.get(ref, spent[0].since)
    }


def _first_days(views: Views, measure: str) -> dict[str, str]:
    """Return the first day on which the figure of each project moved."""
    rows = views.tuples(
        "SELECT s.project, (SELECT f.newest FROM figure_standing f WHERE f.measure = ?"
        " AND f.project = s.project ORDER BY f.newest, f.position LIMIT 1)"
        " FROM project_step s WHERE s.step = 'started'",
        (measure,),
    )
    first = {project: day for project, day in rows if day is not None}
    late = views.tuples(
        "SELECT project, min(since) FROM figure_late WHERE measure = ? GROUP BY project", (measure,)
    )
    for project, day in late:
        first[project] = min(first.get(project, day), day)
    return first
