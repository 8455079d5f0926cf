"""The governance picture: how much of a structure is drawn, and what is said below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from diagrams.governance import reading as of
from diagrams.governance.changes import focused, is_compared, notes_of
from diagrams.governance.circles import circles_told
from diagrams.governance.collapse import collapsed
from diagrams.governance.fitting import A3, A4, READABLE_TYPE, type_on
from diagrams.governance.rooted import outside_told, rooted
from diagrams.governance.sketch import governance_sketch, listed_in
from diagrams.governance.ways import LISTED, READABLE, Way, drawn_to, named, ways
from diagrams.needs import Needs
from diagrams.pictures.look import Look
from diagrams.pictures.picture import Picture
from diagrams.words import heading_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMPARED: Final = 20
"""So many bodies are all drawn where two days are compared, whose lines have labels."""

_SURELY_FITS: Final = 8
"""So few boxes need no measuring."""

_PLAIN: Final = Look()

NEEDS: Final = Needs(
    "governance_graph",
    graph=("as_at", "as_known", "by", "organisation", "root"),
    nodes=(
        *("kind", "name", "group", "purpose", "seats", "below", "outside"),
        *("change", "change_words", "decision"),
    ),
    edges=(
        *("kind", "cadence", "in_circle", "own", "lifted"),
        *("change", "change_by", "change_on", "change_words", "decision"),
    ),
    days=("as_at",),
)


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
        most: how many names are in one box.
        too_small: that its type is too small on paper, as a sentence.
    """

    graph: of.Graph
    asked: of.Graph
    bodies: int
    of: int
    circles: tuple[str, ...]
    notes: tuple[str, ...]
    most: int = LISTED
    too_small: str | None = None


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
        IncompleteGraph: it lacks what the picture reads.
    """
    NEEDS.require(graph)
    whole = graph if root is None else rooted(graph, root)
    part = whole
    if depth is None and is_compared(whole) and len(whole) > _COMPARED:
        part = focused(whole)
    asked = part if depth is None else collapsed(part, depth)
    said = _Said(graph, whole, part, cadence=cadence)
    shown = _readable(said) if depth is None else drawn_to(asked, cadence=cadence)
    too_small = _too_small(said, shown)
    notes = (*said.notes(shown), *filter(None, (too_small,)))
    drawn, there = named(shown), len(of.inside(whole))
    circles = tuple(said.circles)
    return Part(shown.graph, asked, drawn, there, circles, notes, shown.most, too_small)


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
    sketch = governance_sketch(
        part.graph, heading_of(title), cadence=cadence, notes=part.notes, most=part.most
    )
    return Picture(part.asked, sketch, look)


class _Said:
    """What is said below a picture, however much of the structure is drawn."""

    def __init__(self, graph: of.Graph, whole: of.Graph, part: of.Graph, *, cadence: bool) -> None:
        self.part = part
        self.cadence = cadence
        self.circles = circles_told(whole)
        self._first = notes_of(whole) if is_compared(whole) else []
        self._outside = outside_told(graph, part) if whole is not graph else []
        self._there = len(of.inside(whole))

    def notes(self, shown: Way) -> list[str]:
        """Return the notes on one way to draw it."""
        left_out = _left_out(shown, len(of.inside(self.part)), self._there)
        return [*self._first, *left_out, *self.circles, *self._outside]

    def type_on(self, page: tuple[float, float], shown: Way) -> float:
        """Return how high its smallest type is on a page."""
        notes = self.notes(shown)
        sketch = governance_sketch(shown.graph, cadence=self.cadence, notes=notes, most=shown.most)
        return type_on(page, shown.graph, sketch)


def _readable(said: _Said) -> Way:
    """Return as much as is readable on an A4 page: the first way to draw it that is."""
    for shown in ways(said.part, cadence=said.cadence):
        if len(shown.graph) <= READABLE and said.type_on(A4, shown) >= READABLE_TYPE:
            return shown
    return shown


def _left_out(shown: Way, among: int, there: int) -> Iterator[str]:
    """Yield what a reader must know of what is not drawn.

    Args:
        shown: what is drawn.
        among: how many bodies there are of which that is drawn.
        there: how many there are besides, where two days are compared and most did not change.
    """
    drawn = named(shown)
    told = f"{drawn:,} of {there:,} bodies {'is' if drawn == 1 else 'are'} drawn"
    changes = "those that changed, or whose lines did, and those above them"
    also = f" {_lines(shown.without)} left out." if shown.without else ""
    if among < there and drawn == among:
        yield f"{told}: {changes}.{also}"
        return
    if drawn < among:
        of_these = f"of the {among:,} that are {changes}, " if among < there else ""
        hidden = any(shown.graph.nodes[ref]["below"] for ref in shown.graph)
        where = " or ".join(
            filter(
                None,
                (
                    "the box of the body above them" if hidden else "",
                    "the box that they share" if _has_more(shown) else "",
                ),
            )
        )
        yield f"{told}; {of_these}the others are counted in {where}.{also}"
    elif also:
        yield also.strip()
    if shown.merged:
        common = " and ".join(reversed(shown.merged))
        yield (
            f"Bodies of one {common} in one row stand in one box; a line between such boxes that"
            " not all of them have says of how many it is."
        )


def _lines(count: int) -> str:
    return "1 line between bodies in them is" if count == 1 else f"{count:,} lines between them are"


def _has_more(shown: Way) -> bool:
    lists = (of.listed(shown.graph, ref) for ref in shown.graph)
    return any(len(listed_in(names, shown.most)) < len(names) for names in lists)


def _too_small(said: _Said, shown: Way) -> str | None:
    """Say that a picture is too large for paper, where its type would be too small on A3."""
    if len(shown.graph) > _SURELY_FITS and (size := said.type_on(A3, shown)) < READABLE_TYPE:
        return (
            f"On an A3 page the smallest type of this picture would be {size:.1f} points high, and"
            f" less than {READABLE_TYPE:.0f} is hard to read: draw fewer rows with --depth, or one"
            " part with --root."
        )
    return None
