"""The lineage of a thing: what came of it, and what it came from."""

from __future__ import annotations

from datetime import date, datetime

from projections.lineage.path import Path
from projections.lineage.reading import Reading
from projections.lineage.telling import tell
from projections.lineage.things import Key, Lineage, Node
from projections.views import Views


def lineage(
    views: Views,
    focus: Key,
    *,
    as_at: date,
    known: int,
    as_known: datetime | None = None,
    forwards: bool = True,
    backwards: bool = False,
    depth: int | None = None,
    year: str | None = None,
) -> Lineage:
    """Return what came of a thing, what it came from, or both.

    Only facts about the things on the way are read, each log once, so that it costs what the
    answer is long and not what the book is.

    Args:
        views: the views.
        focus: the thing; a `figure` is followed back through its movements.
        as_at: the day asked for.
        known: the last position that the book is taken to know.
        as_known: the moment of that, to be said with the answer.
        forwards: whether to follow what came of it.
        backwards: whether to follow what it came from.
        depth: over how many links to go; over all there are if left out.
        year: of a figure, the only financial year whose movements are wanted.
    """
    reading = Reading(views, as_at, known)
    path = Path(reading, focus, year)
    if backwards:
        path.back(depth)
    if forwards:
        path.forth(depth)
    nodes = [tell(key, reading, year=year) for key in path.found]
    return Lineage(
        focus=focus,
        nodes=tuple(sorted(nodes, key=lambda node: _in_order(node, focus))),
        links=tuple(sorted(path.links, key=lambda each: (each.position, each.cause, each.effect))),
        forwards=forwards,
        backwards=backwards,
        cut=len(path.beyond - path.found.keys()),
        as_at=as_at,
        known=known,
        as_known=as_known,
    )


def _in_order(node: Node, focus: Key) -> tuple[bool, str, Key]:
    return node.key != focus, str(node.on or ""), node.key
