"""The governance picture: how much of a structure is drawn, and what is said below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from diagrams.governance import reading as of
from diagrams.governance.changes import focused, is_compared, notes_of
from diagrams.governance.circles import circles_told
from diagrams.governance.collapse import collapsed, deepest
from diagrams.governance.gathered import MANY, gathered
from diagrams.governance.rooted import outside_told, rooted
from diagrams.governance.sketch import governance_sketch
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture

READABLE: Final = 45
"""So many bodies are readable on one A4 page."""

_NAMING: Final = 28
"""So many boxes are, where each may name the bodies right below it."""

_FEW: Final = 2
"""So many that stand alike are gathered where there are more boxes than that."""

_COMPARED: Final = 20
"""So many bodies are all drawn where two days are compared, whose lines have labels."""

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
    whole = part
    if depth is None and is_compared(part) and len(part) > _COMPARED:
        part = focused(part) or part
    asked = part if depth is None else collapsed(part, depth)
    shown, without = (_readable if depth is None else _all)(asked, cadence=cadence)
    drawn, there = _bodies(shown), len(of.inside(whole))
    circles = circles_told(whole)
    notes = notes_of(whole) if is_compared(whole) else []
    notes += [*_left_out(drawn, there, without, changes_alone=part is not whole), *circles]
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


def _readable(graph: of.Graph, *, cadence: bool) -> tuple[of.Graph, int]:
    """Return as much as is readable on a page: as many rows as there is room for."""
    if len(graph) <= READABLE:
        return _all(graph, cadence=cadence)
    for depth in range(deepest(graph), -1, -1):
        shown, without = _without_lifted(collapsed(graph, depth))
        shown = gathered(shown, _FEW, cadence=cadence)
        if len(shown) <= _NAMING:
            break
    return shown, without


def _all(graph: of.Graph, *, cadence: bool) -> tuple[of.Graph, int]:
    shown, without = _without_lifted(graph)
    return gathered(shown, MANY if len(shown) <= READABLE else _FEW, cadence=cadence), without


def _bodies(shown: of.Graph) -> int:
    return sum(len(of.listed(shown, ref)) or 1 for ref in of.inside(shown))


def _without_lifted(graph: of.Graph) -> tuple[of.Graph, int]:
    """Return a structure without the lines that only bodies below have, where these are many."""
    lifted = [line for line in of.lines(graph) if not line.own]
    if len(lifted) <= _LIFTED:
        return graph, 0
    fewer: of.Graph = graph.copy()
    for line in lifted:
        fewer.remove_edge(line.body, line.to, line.key)
    return fewer, sum(line.lifted for line in lifted)


def _left_out(drawn: int, there: int, lines: int, *, changes_alone: bool) -> list[str]:
    if drawn == there:
        return []
    told = f"{drawn:,} of {there:,} bodies are drawn"
    if changes_alone:
        return [f"{told}: those that changed, or whose lines did, and those above them."]
    also = f", and {lines:,} lines that lead from them to bodies elsewhere are left out"
    told = f"{told}; the others are counted in the box of the body above them"
    return [f"{told}{also if lines else ''}."]
