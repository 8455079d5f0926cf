"""The governance picture: how much of a structure is drawn, and what is said below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from diagrams.governance import reading as of
from diagrams.governance.circles import circles_told
from diagrams.governance.collapse import collapsed, deepest
from diagrams.governance.gathered import MANY, gathered, listed
from diagrams.governance.rooted import outside_told, rooted
from diagrams.governance.sketch import governance_sketch
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture

READABLE: Final = 60
"""So many boxes are readable on one A4 page."""

_FEW: Final = 3
"""So many that stand alike are gathered where there are more boxes than that."""

_LIFTED: Final = 12
"""So many lines of bodies that are not drawn can be told apart; more are left out."""

_LISTED: Final = 12
"""So many names are in one box where not all can be drawn anyway."""

_PLAIN: Final = Look()


@dataclass(frozen=True, slots=True)
class Part:
    """What is drawn of a structure.

    Attributes:
        graph: what there is to draw, with bodies that stand alike made one node.
        asked: the graph that was asked for: the part below a root, down to a depth.
        bodies: how many bodies are drawn.
        of: how many there are.
        circles: each circle of reporting lines, as a sentence.
        notes: what a reader of the picture must not miss, as sentences.
    """

    graph: of.Graph
    asked: of.Graph
    bodies: int
    of: int
    circles: tuple[str, ...]
    notes: tuple[str, ...]


def governance_part(
    graph: of.Graph, *, root: str | None = None, depth: int | None = None, cadence: bool = False
) -> Part:
    """Return what is drawn of a structure.

    Args:
        graph: what `governance_graph` returned.
        root: a body; it and all below it are drawn. ``None`` draws everything.
        depth: how many rows below the top, or below the root. ``None`` draws as many as are
            readable on a page, and gathers bodies that stand alike sooner.
        cadence: whether lines say how often.

    Raises:
        UnknownRoot: there is no such body.
    """
    part = graph if root is None else rooted(graph, root)
    asked = part if depth is None else collapsed(part, depth)
    shown = _readable(part, cadence=cadence) if depth is None else _all(asked, cadence=cadence)
    shown, without = _without_lifted(shown)
    drawn, there = _bodies(shown), len(of.inside(part))
    circles = circles_told(part)
    notes = [*_left_out(drawn, there, without), *circles]
    if root is not None:
        notes += outside_told(graph, part)
    return Part(shown, asked, drawn, there, tuple(circles), tuple(notes))


def governance_picture(
    graph: of.Graph,
    *,
    root: str | None = None,
    depth: int | None = None,
    cadence: bool = False,
    title: str | None = None,
    look: Look = _PLAIN,
) -> Picture:
    """Return the picture of a structure.

    Args:
        graph: what `governance_graph` returned.
        root: a body; it and all below it are drawn. ``None`` draws everything.
        depth: how many rows below the top, or below the root; ``None`` draws what is readable.
        cadence: whether lines say how often.
        title: the heading; without one it names the organisation or the root.
        look: colours, links and fonts.

    Raises:
        UnknownRoot: there is no such body.
    """
    part = governance_part(graph, root=root, depth=depth, cadence=cadence)
    return picture_of(part, cadence=cadence, title=title, look=look)


def picture_of(
    part: Part, *, cadence: bool = False, title: str | None = None, look: Look = _PLAIN
) -> Picture:
    """Return the picture of what is drawn of a structure; see `governance_picture`."""
    sketch = governance_sketch(part.graph, title, cadence=cadence, notes=part.notes, most=_LISTED)
    return Picture(part.asked, sketch, look)


def _readable(graph: of.Graph, *, cadence: bool) -> of.Graph:
    """Return as much as is readable on a page: as many rows as there is room for."""
    if len(graph) <= READABLE:
        return gathered(graph, MANY, cadence=cadence)
    for depth in range(deepest(graph), 0, -1):
        shown = gathered(collapsed(graph, depth), _FEW, cadence=cadence)
        if len(shown) <= READABLE:
            return shown
    return gathered(collapsed(graph, 0), _FEW, cadence=cadence)


def _all(graph: of.Graph, *, cadence: bool) -> of.Graph:
    return gathered(graph, MANY if len(graph) <= READABLE else _FEW, cadence=cadence)


def _bodies(shown: of.Graph) -> int:
    return sum(len(listed(shown, ref)) or 1 for ref in of.inside(shown))


def _without_lifted(graph: of.Graph) -> tuple[of.Graph, int]:
    """Return a structure without the lines that only bodies below have, where these are many."""
    lifted = [line for line in of.lines(graph) if not line.own]
    if len(lifted) <= _LIFTED:
        return graph, 0
    fewer: of.Graph = graph.copy()
    for line in lifted:
        fewer.remove_edge(line.body, line.to, line.key)
    return fewer, sum(line.lifted for line in lifted)


def _left_out(drawn: int, there: int, lines: int) -> list[str]:
    if drawn == there:
        return []
    also = f", and {lines:,} lines that lead from them to bodies elsewhere are left out"
    told = f"{drawn:,} of {there:,} bodies are drawn; the others are counted in the box of the body"
    return [f"{told} above them{also if lines else ''}."]
