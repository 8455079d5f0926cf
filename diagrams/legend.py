"""The legend: the kinds that the drawing shows, and no others."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from diagrams import notation
from diagrams.governance import reading as of
from diagrams.words import kind_words, wrapped

if TYPE_CHECKING:
    import graphviz

    from diagrams.governance.reading import Graph

_A_ROW: Final = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the legend: samples side by side.

    Attributes:
        kinds: the kinds shown.
        lines: whether they are kinds of line; else they are kinds of body.
    """

    kinds: tuple[str, ...]
    lines: bool

    @property
    def names(self) -> list[str]:
        """The nodes of the row, from left to right."""
        if not self.lines:
            return [_sample(kind) for kind in self.kinds]
        return [name for kind in self.kinds for name in _line_ends(kind)]


def rows(graph: Graph) -> list[Row]:
    """Return the rows of the legend, bodies first."""
    bodies = sorted(set(of.kinds(graph).values()), key=notation.shape_order)
    lines = sorted({line.kind for line in of.lines(graph)}, key=notation.stroke_order)
    return [
        *(Row(kinds, lines=False) for kinds in _folded(bodies)),
        *(Row(kinds, lines=True) for kinds in _folded(lines)),
    ]


def add(drawing: graphviz.Digraph, legend_rows: list[Row]) -> None:
    """Draw the legend as a group of its own."""
    with drawing.subgraph(name="cluster legend") as cluster:
        cluster.attr(
            label="Key",
            labeljust="l",
            fontname=notation.BOLD_FONT,
            fontsize="9",
            fontcolor=notation.QUIET_INK,
            style="dashed",
            color=notation.GROUP_EDGE,
            penwidth="0.6",
            margin="8",
        )
        cluster.node_attr.update(fontsize="9", height="0.3", width="0.2", margin="0.12,0.05")
        for row in legend_rows:
            for kind in row.kinds:
                if row.lines:
                    _add_line(cluster, kind)
                else:
                    cluster.node(_sample(kind), label=_words(kind), **shape_attributes(kind))
            with cluster.subgraph() as same:  # flat unseen edges keep the samples in order
                same.attr(rank="same")
                for left, right in pairwise(row.names):
                    if not (row.lines and left.removesuffix(" from") == right):
                        same.edge(left, right, style="invis")


def shape_attributes(kind: str) -> dict[str, str]:
    """Return the Graphviz attributes of a kind of body, all but its margin."""
    shape = notation.shape_of(kind)
    return {
        "shape": shape.dot,
        "style": ",".join(filter(None, ("filled", shape.style))),
        "peripheries": str(shape.outlines),
        "fillcolor": shape.family.fill,
        "color": shape.family.edge,
    }


def stroke_attributes(kind: str) -> dict[str, str]:
    """Return the Graphviz attributes of a kind of line, its marker at the upper end."""
    stroke = notation.stroke_of(kind)
    return {
        "style": stroke.style,
        "arrowtail": stroke.marker,
        "penwidth": stroke.width,
        "arrowsize": "0.8",
        "color": notation.INK,
    }


def _add_line(cluster: graphviz.Digraph, kind: str) -> None:
    start, words = _line_ends(kind)
    cluster.node(start, label="", shape="point", width="0.01", height="0.01", style="invis")
    cluster.node(words, label=_words(kind), shape="plaintext", margin="0.03,0.02")
    with cluster.subgraph() as same:
        same.attr(rank="same")
        # Drawn like the lines themselves, marker at the tail: the upper end is on the left.
        same.edge(start, words, minlen="2", **stroke_attributes(kind))


def _words(kind: str) -> str:
    words = "body not in force" if kind == notation.NOT_IN_FORCE else kind_words(kind)
    return "\\n".join(wrapped(words.replace("\\", "\\\\"), 20))


def _sample(kind: str) -> str:
    return f"legend {kind}".replace(":", "/")


def _line_ends(kind: str) -> tuple[str, str]:
    words = f"legend line {kind}".replace(":", "/")
    return f"{words} from", words


def _folded(kinds: list[str]) -> list[tuple[str, ...]]:
    return [tuple(kinds[start : start + _A_ROW]) for start in range(0, len(kinds), _A_ROW)]
