"""The sketch as Graphviz source: what the layout program reads, and what is written as ``.dot``.

Every box has its measured size. A line with a label is drawn in two strokes with its label between
them, as a node of its own: the layout program may lay labels of lines over each other, nodes it
never does, and nobody wonders which line a label belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import graphviz

from diagrams.pictures.dot.dress import Bare, Dress
from diagrams.pictures.layout.parts import (
    group_heading,
    has_label_node,
    label_node,
    outer_size,
    rings,
)
from diagrams.pictures.themes import palette_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diagrams.pictures.layout.parts import Parts
    from diagrams.pictures.look import Look
    from diagrams.pictures.sketch import Box, Group, Line

FONT: Final = "Arial"
_MANY: Final = 100
"""More lines than that stand close together, and are not made straight for seconds on end."""

_QUICK: Final = {"splines": "polyline", "nslimit": "0.1", "mclimit": "0.1"}

_POINTS: Final = 72
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "rounded": ("box", "rounded"),
    "stadium": ("box", "rounded"),
    "cut": ("box", "diagonals"),
    "plain": ("plaintext", ""),
}
_MARKERS: Final = {
    "arrow": "normal",
    "open-arrow": "onormal",
    "vee": "vee",
    "circle": "odot",
    "diamond": "odiamond",
    "none": "none",
}


def layout_source(parts: Parts) -> str:
    """Return what the layout program needs to know: sizes, rows and frames, and no colours."""
    return str(_Source(parts, Bare()).drawing.source)


def dot_source(parts: Parts, look: Look) -> str:
    """Return the whole drawing as Graphviz source, the same text for the same sketch and look.

    Raises:
        BadBaseUrl: the base of its links is no address.
    """
    return str(_Source(parts, Dress(palette_of(look.theme), look.base_url)).drawing.source)


class _Source:
    """Writes the source of one drawing, in one dress."""

    def __init__(self, parts: Parts, dress: Bare | Dress) -> None:
        self.parts, self.sketch, self.dress = parts, parts.sketch, dress
        many = len(self.sketch.lines) > _MANY
        self.drawing = graphviz.Digraph(
            parts.ids.drawing,
            graph_attr={
                "rankdir": "TB" if self.sketch.direction == "down" else "LR",
                "newrank": "true",
                **(_QUICK if many else {"splines": "true"}),
                "nodesep": "0.09"
                if self.sketch.tree or many
                else "0.15"
                if self.sketch.tight
                else "0.25",
                "ranksep": f"{self.sketch.gap:g}",
                "fontname": FONT,
                **dress.drawing(self.sketch),
            },
            node_attr={"fontname": FONT, "fontsize": "10", "fixedsize": "true"},
            edge_attr={"fontname": FONT, "fontsize": "9", "dir": "both", "arrowsize": "0.8"},
        )
        self.children: dict[str | None, list[Group]] = defaultdict(list)
        for group in self.sketch.groups:
            self.children[group.parent].append(group)
        self.boxes: dict[str | None, list[Box]] = defaultdict(list)
        for box in self.sketch.boxes:
            self.boxes[box.group].append(box)
        self._add_all()

    def _add_all(self) -> None:
        if below := self.dress.below(self.sketch):
            # The key and the notes are the heading of a frame that is not seen, at its foot.
            with self.drawing.subgraph(name=f"cluster_{self.parts.ids.drawing}") as whole:
                whole.attr(**below)
                self._fill(whole, None)
        else:
            self._fill(self.drawing, None)
        for line in self.sketch.lines:
            self._add_line(line)
        self._add_rows()

    def _fill(self, drawing: graphviz.Digraph, group: str | None) -> None:
        """Put boxes and groups into their group, and the labels of the lines that end in it."""
        for box in self.boxes.get(group, ()):
            self._add_box(drawing, box)
        for line in self.sketch.lines:
            if has_label_node(self.parts, line) and self.parts.courses[line.id].group == group:
                self._add_label(drawing, line)
        for child in self.children.get(group, ()):
            with drawing.subgraph(name=f"cluster_{self.parts.ids.groups[child.id]}") as cluster:
                cluster.attr(**self._group_attributes(child))
                self._fill(cluster, child.id)

    def _group_attributes(self, group: Group) -> dict[str, str]:
        heading = group_heading(group)
        return {
            "id": self.parts.ids.groups[group.id],
            "label": fixed(heading.width, heading.height + 1, self.dress.heading(heading)),
            "labeljust": "l",
            "labelloc": "t",
            "margin": "12",
            "peripheries": "1",
            **self.dress.group(group),
        }

    def _add_box(self, drawing: graphviz.Digraph, box: Box) -> None:
        text = self.parts.texts[box.id]
        wide, high = outer_size(box, text)
        shape, style = _SHAPES.get(box.shape, (box.shape, ""))
        drawing.node(
            self.parts.ids.boxes[box.id],
            shape=shape,
            width=_inches(wide - rings(box)),
            height=_inches(high - rings(box)),
            peripheries=str(box.outlines if box.shape != "plain" else 0),
            **self.dress.box(box, text, style, self.parts.ids.boxes[box.id]),
        )

    def _add_label(self, drawing: graphviz.Digraph, line: Line) -> None:
        text = self.parts.labels[line.id]
        drawing.node(
            label_node(self.parts, line),
            shape="plaintext",
            width=_inches(text.width + 6),
            height=_inches(text.height + 3),
            **self.dress.label(line, text),
        )

    def _add_line(self, line: Line) -> None:
        parts, course = self.parts, self.parts.courses[line.id]
        tail, head = parts.ids.boxes[line.tail], parts.ids.boxes[line.head]
        at_tail, at_head = _MARKERS[line.at_tail], _MARKERS[line.at_head]
        if course.turned:
            tail, head, at_tail, at_head = head, tail, at_head, at_tail
        down = self.sketch.direction == "down"
        attributes = self.dress.line(line)
        if self.sketch.tight:
            attributes["weight"] = "0"
        if not course.shapes:
            attributes["constraint"] = "false"
        if self.sketch.tree:
            sides = ("s", "n") if down else ("e", "w")
            attributes |= dict(zip(("tailport", "headport"), sides, strict=True))
        name = parts.ids.lines[line.id]
        if not has_label_node(parts, line):
            if text := parts.labels.get(line.id):
                printed = self.dress.printed(text)
                attributes["label"] = fixed(text.width + 6, text.height + 3, printed)
            attributes |= {"arrowtail": at_tail, "arrowhead": at_head}
            self.drawing.edge(tail, head, id=name, **attributes)
            return
        into, out = ("n", "s") if down else ("w", "e")
        middle = label_node(parts, line)
        first = {**attributes, "arrowtail": at_tail, "arrowhead": "none"}
        self.drawing.edge(tail, f"{middle}:{into}", id=name, **first)
        second = {**attributes, "arrowtail": "none", "arrowhead": at_head}
        self.drawing.edge(f"{middle}:{out}", head, id=f"{name}-2", **second)

    def _add_rows(self) -> None:
        """Fix the rows by an unseen thread from each to the next."""
        parts = self.parts
        rows: dict[int, list[str]] = defaultdict(list)
        labels: dict[int, list[str]] = defaultdict(list)
        for box in self.sketch.boxes:
            if box.rank is not None:
                rows[box.rank].append(parts.ids.boxes[box.id])
        for line in self.sketch.lines:
            course = parts.courses[line.id]
            if has_label_node(parts, line) and course.row is not None:
                labels[course.row].append(label_node(parts, line))
        for names in (*rows.values(), *labels.values()):
            _same_row(self.drawing, names)
        thread = [names[0] for row in sorted(rows) for names in (labels[row], rows[row]) if names]
        drawn = [line for line in self.sketch.lines if line.shapes]
        joined = {
            frozenset((parts.ids.boxes[line.tail], parts.ids.boxes[line.head])) for line in drawn
        }
        for above, below in pairwise(thread):
            if frozenset((above, below)) not in joined:  # beside a line it would bend the line
                self.drawing.edge(above, below, style="invis", weight="0")


def fixed(width: float, height: float, text: str) -> str:
    """Return a label of a size, since the layout program's own measure is too small for many."""
    return (
        "<<TABLE BORDER='0' CELLBORDER='0' CELLPADDING='0' CELLSPACING='0'><TR><TD"
        f" FIXEDSIZE='TRUE' WIDTH='{width:.0f}' HEIGHT='{height:.0f}'>{text}</TD></TR></TABLE>>"
    )


def _same_row(drawing: graphviz.Digraph, names: Sequence[str]) -> None:
    with drawing.subgraph() as same:
        same.attr(rank="same")
        for name in names:
            same.node(name)


def _inches(points: float) -> str:
    return f"{points / _POINTS:.4f}"
