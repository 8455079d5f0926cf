"""The movements of a scope's figure one by one, each with all that its fact says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

from projections.lives.moves import Move
from projections.savings.history import Movement, movement_of, with_ruling
from projections.views import Views

_AT_ONCE = 400


class Each(NamedTuple):
    """A movement, and the project that moved; amounts before and after are of the scope."""

    project: str
    movement: Movement


def each_of(
    views: Views, moves: Sequence[Move], known: int, *, last: int | None = None
) -> list[Each]:
    """Tell movements one by one, where a project came or went its figures among them.

    Args:
        views: the views.
        moves: the movements, in the order in which they took effect.
        known: the last position that the book is taken to know.
        last: how many of the last ones are wanted; all if left out.
    """
    standing: dict[str, int] = defaultdict(int)
    before = []
    for move in moves:
        before.append(standing[move.year])
        standing[move.year] += move.change
    skipped = max(0, len(moves) - last) if last is not None else 0
    wanted = list(islice(zip(moves, before, strict=True), skipped, None))
    facts = _facts(views, sorted({move.position for move, _ in wanted if move.act}))
    return [
        Each(move.project, _told(views, move, was, facts.get(move.position), known))
        for move, was in wanted
        if move.year
    ]


def _told(views: Views, move: Move, was: int, fact: Any, known: int) -> Movement:
    if move.act:
        recorded_at, *said = fact
        told = movement_of(
            move.year, was, move.change, move.since, recorded_at, move.position, move.act, *said
        )
        return with_ruling(views, told._replace(kind=move.kind), known)
    recorded_at = views.ledger.recorded_at(move.position) or ""
    of_place = (move.since, recorded_at, move.position, "", move.kind)
    return movement_of(move.year, was, move.change, *of_place, None, None, None, None, None)


def _facts(views: Views, positions: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """Return what the facts at positions say, in the order in which `movement_of` takes it."""
    found = {}
    for first in range(0, len(positions), _AT_ONCE):
        some = positions[first : first + _AT_ONCE]
        rows = views.tuples(
            "SELECT position, recorded_at, kind, authority, reference, title, source, reason"  # noqa: S608 - places only
            f" FROM figure_fact WHERE position IN ({', '.join('?' * len(some))})",
            some,
        )
        found.update({position: tuple(said) for position, *said in rows})
    return found
