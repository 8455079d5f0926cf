"""Ways to draw a structure, from all of it to one box for each kind of body in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.governance import reading as of
from diagrams.governance.collapse import collapsed, deepest
from diagrams.governance.gathered import MANY, counted_seats, gathered
from diagrams.governance.hierarchy import SUBORDINATES, places
from diagrams.governance.merged import Alike, merged
from diagrams.governance.notation import strand_order
from diagrams.governance.sketch import listed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

READABLE: Final = 45
"""More boxes than that are too many for one A4 page, however small they are."""

_FEW: Final = 2
"""So many that stand alike are gathered where there are more boxes than that."""

_LIFTED: Final = 12
"""So many lines of bodies that are not drawn can be told apart; more are left out."""

LISTED: Final = 12
"""So many names are in one box where not all can be drawn anyway."""

_EXAMPLES: Final = 3
"""So many are, where even these are too many for a page."""

_MERGED: Final[tuple[tuple[Alike, int], ...]] = (
    (("group", "kind"), LISTED),
    (("group", "kind"), _EXAMPLES),
    (("group", "kind"), 0),
    (("group",), _EXAMPLES),
    (("kind",), _EXAMPLES),
    (("kind",), 0),
)
"""What bodies of one row may have in common to be one box, and how many of them it names."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to draw a structure.

    Attributes:
        graph: what is drawn.
        without: how many lines are left out.
        merged: what bodies of one row have in common that are one box; nothing where each is drawn.
        most: how many names are in one box.
    """

    graph: of.Graph
    without: int
    merged: Alike | None = None
    most: int = LISTED


def ways(graph: of.Graph, *, cadence: bool) -> Iterator[Way]:
    """Yield ways to draw a structure, from all of it to one box for each kind in a row.

    The row below the top is in all of them: a picture of the top alone would tell nobody anything.
    """
    yield _shown(graph, MANY, cadence=cadence)
    fewer = counted_seats(graph)
    lowest = deepest(graph)
    for depth in range(lowest, 1, -1):
        yield _shown(collapsed(fewer, depth), _FEW, cadence=cadence, seats=True)
    if lowest == 1:
        yield _shown(fewer, _FEW, cadence=cadence, seats=True)
    for alike, most in _MERGED:
        shape = merged(fewer, alike)
        yield _merged(shape, alike, most)
    shape = merged(fewer)
    for depth in range(deepest(shape) - 1, 0, -1):
        yield _merged(collapsed(shape, depth), _MERGED[0][0], _EXAMPLES)


def _merged(shape: of.Graph, alike: Alike, most: int) -> Way:
    few, without = _without_lifted(shape) if most == LISTED else _without_some(shape)
    return Way(few, without + shape.graph["within"], alike, most)


def _shown(graph: of.Graph, many: int, *, cadence: bool, seats: bool = False) -> Way:
    few, without = _without_lifted(graph)
    return Way(gathered(few, many, cadence=cadence, seats=seats), without)


def drawn_to(graph: of.Graph, *, cadence: bool) -> Way:
    """Return all of a structure that was asked for down to a row."""
    return _shown(graph, MANY if len(graph) <= READABLE else _FEW, cadence=cadence)


def named(shown: Way) -> int:
    """Return how many bodies are drawn, by name: a long list names the first of them alone."""
    graph = shown.graph
    lists = (of.listed(graph, ref) for ref in of.inside(graph))
    return sum(len(listed_in(names, shown.most)) if names else 1 for names in lists)


def _without_lifted(graph: of.Graph) -> tuple[of.Graph, int]:
    """Return a structure without the lines that only some bodies have, where these are many.

    These are bodies below one that is drawn, or some of those in one box.
    """
    some = [
        line
        for line in of.lines(graph)
        if not line.own or (line.share and line.kind not in SUBORDINATES)
    ]
    if len(some) <= _LIFTED:
        return graph, 0
    return _without(graph, some)


def _without_some(graph: of.Graph) -> tuple[of.Graph, int]:
    """Return a structure without lines that only some bodies have, but what gives them a place."""
    place = places(graph)
    lines = sorted(of.lines(graph), key=lambda line: (bool(line.share), strand_order(line.kind)))
    placed: set[tuple[str, str]] = set()
    some = []
    for line in lines:
        way = line.lower, line.upper
        gives_place = line.lower in place and place[line.lower].superior == line.upper
        if (line.share or not line.own) and not (gives_place and way not in placed):
            some.append(line)
        placed.add(way)
    return _without(graph, some)


def _without(graph: of.Graph, lines: list[of.Line]) -> tuple[of.Graph, int]:
    fewer: of.Graph = graph.copy()
    for line in lines:
        fewer.remove_edge(line.body, line.to, line.key)
    return fewer, sum(line.stands_for if line.own else line.lifted for line in lines)
