"""Bodies of one kind that stand alike are one box with their names in it, where they are many."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from diagrams.governance import reading as of
from diagrams.governance.sentences import several

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANY: Final = 6
"""So many are gathered in a small structure; in a large one fewer are."""


class _Alike(NamedTuple):
    """What bodies have in common that stand in one box: the line to their superior, and a kind."""

    upper: str | None
    line: str | None
    cadence: str | None
    kind: str
    group: str | None


def gathered(
    graph: of.Graph, many: int = MANY, *, cadence: bool = False, seats: bool = False
) -> of.Graph:
    """Return a structure with bodies that stand alike made one node that ``lists`` their names.

    Alike are those of one kind and group with nobody below them, and with no line but one of the
    same kind to the same superior, or with no line at all. Those that changed or that stand in a
    circle have boxes of their own.

    Args:
        graph: a governance graph.
        many: how many are gathered.
        cadence: whether their lines must be as frequent as each other.
        seats: whether those are gathered too whose members are told; how many each has then stands
            at its name.
    """
    alike = _alike(graph, cadence=cadence, seats=seats)
    together = [refs for refs in alike.values() if len(refs) >= many]
    if not together:
        return graph
    fewer: of.Graph = graph.copy()
    for refs in together:
        _gather(fewer, graph, refs)
    return fewer


def listed_with_seats(graph: of.Graph, refs: Iterable[str]) -> dict[str, str]:
    """Return the names of bodies in order, each with who sits there: who it is, or how many."""
    names = of.names(graph)
    in_order = sorted(refs, key=lambda ref: (names[ref].casefold(), ref))
    return {ref: names[ref] + _seats_told(graph.nodes[ref]["seats"]) for ref in in_order}


def counted_seats(graph: of.Graph) -> of.Graph:
    """Return a structure whose boxes say how many sit there, where it is more than one."""
    counted: of.Graph = graph.copy()
    for ref in graph:
        if (seats := graph.nodes[ref]["seats"]) and (many := seats.count("\n")):
            counted.nodes[ref]["seats"] = f"{many + 1:,} people"
    return counted


def _seats_told(seats: str | None) -> str:
    if not seats:
        return ""
    many = seats.count("\n") + 1
    return f" ({seats})" if many == 1 else f" ({many:,} people)"


def _alike(graph: of.Graph, *, cadence: bool, seats: bool) -> dict[_Alike, list[str]]:
    lines: dict[str, list[of.Line]] = defaultdict(list)
    for line in of.lines(graph):
        lines[line.upper].append(line)
        lines[line.lower].append(line)
    alike: dict[_Alike, list[str]] = defaultdict(list)
    for ref in graph:
        if key := _what_it_is_like(graph, ref, lines, cadence=cadence, seats=seats):
            alike[key].append(ref)
    return alike


def _what_it_is_like(
    graph: of.Graph,
    ref: str,
    lines: Mapping[str, list[of.Line]],
    *,
    cadence: bool,
    seats: bool,
) -> _Alike | None:
    body, its = graph.nodes[ref], lines[ref]
    if body["below"] or body["outside"] or body["change"] or (body["seats"] and not seats):
        return None
    if not its:
        return _Alike(None, None, None, body["kind"], body["group"])
    (line, *others) = its
    stands_apart = line.lower != ref or line.in_circle or line.change or not line.own
    if others or stands_apart:
        return None
    often = line.cadence if cadence else None
    return _Alike(line.upper, line.kind, often, body["kind"], body["group"])


def _gather(fewer: of.Graph, graph: of.Graph, refs: list[str]) -> None:
    """Let the first of some bodies stand for all of them, and its line for theirs."""
    first, *others = refs
    kind = several(graph.nodes[first]["kind"], len(refs))
    fewer.remove_nodes_from(others)
    fewer.nodes[first].update(
        name=f"{len(refs):,} {kind}",
        purpose=None,
        seats=graph.nodes[first]["seats"] and "",
        lists=listed_with_seats(graph, refs),
    )
