"""The sketch as Graphviz source: what the layout program reads, and what is written as ``.dot``.

Every box has its measured size. A line with a label is drawn in two strokes with its label between
them, as a node of its own: the layout program may lay labels of lines over each other, nodes it
never does, and nobody wonders which line a label belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import graphviz

from diagrams.pictures.clean import clean
from diagrams.pictures.directions import directions
from diagrams.pictures.ids import Ids, ids_of
from diagrams.pictures.shapes import RING, size_around
from diagrams.pictures.typeset import LABEL, LETTER, STRONG, Block, set_box, set_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diagrams.pictures.directions import Course
    from diagrams.pictures.sketch import Box, Group, Line, Sketch
    from diagrams.pictures.themes import Palette

FONT: Final = "Arial"
_POINTS: Final = 72
_HEADING_ROOM: Final = 226.0
"""Points; a longer heading of a group is wrapped."""
_SHAPES: Final[Mapping[str, tuple[str, str]]] = {
    "rounded": ("box", "rounded"),
    "stadium": ("box", "rounded"),
    "cut": ("box", "diagonals"),
    "plain": ("plaintext", ""),
}
_STROKES: Final = {
    "solid": ("solid", "1.4"),
    "dashed": ("dashed", "1.2"),
    "dotted": ("dotted", "1.6"),
    "bold": ("solid", "2.8"),
    "thin": ("solid", "0.8"),
}
_MARKERS: Final = {
    "arrow": "normal",
    "open-arrow": "onormal",
    "vee": "vee",
    "circle": "odot",
    "diamond": "odiamond",
    "none": "none",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A sketch with what its layout and its drawing both need to know of it.

    Attributes:
        sketch: the sketch.
        ids: the names of its parts.
        texts: the text of each box, set in type.
        labels: the text of each line that has one.
        courses: how each line runs through the rows.
    """

    sketch: Sketch
    ids: Ids
    texts: Mapping[str, Block]
    labels: Mapping[str, Block]
    courses: Mapping[str, Course]


def parts_of(sketch: Sketch) -> Parts:
    """Return a sketch with its texts set and its lines directed.

    Raises:
        BrokenSketch: it contradicts itself.
    """
    return Parts(
        sketch,
        ids_of(sketch),
        _texts(sketch),
        {
            line.id: set_lines(line.label, LABEL, line.width * LETTER, centred=True)
            for line in sketch.lines
            if any(clean(text) for text in line.label)
        },
        directions(sketch),
    )


def _texts(sketch: Sketch) -> dict[str, Block]:
    """Return the texts of boxes, in a tree as wide as the widest of their rank."""
    texts = {box.id: set_box(box) for box in sketch.boxes}
    if not sketch.tree:
        return texts
    widest: dict[int | None, float] = defaultdict(float)
    for box in sketch.boxes:
        widest[box.rank] = max(widest[box.rank], texts[box.id].width + _rings(box))
    return {box.id: set_box(box, widest[box.rank] - _rings(box)) for box in sketch.boxes}


def _rings(box: Box) -> float:
    """Return by how much the further outlines of a box widen it."""
    return 2 * RING * (box.outlines - 1)


def outer_size(box: Box, text: Block) -> tuple[float, float]:
    """Return the width and height of a box in points, all its outlines included."""
    width, height = size_around(box.shape, (text.width, text.height))
    rings = _rings(box)
    return width + rings, max(height, box.height * _POINTS) + rings


def has_label_node(parts: Parts, line: Line) -> bool:
    """Say whether the label of a line is a node between two strokes."""
    return line.id in parts.labels and parts.courses[line.id].between


def label_node(parts: Parts, line: Line) -> str:
    """Return the node that carries a line's label."""
    return f"{parts.ids.lines[line.id]}:label".replace(":", "-")


def layout_source(parts: Parts) -> graphviz.Digraph:
    """Return what the layout program needs to know: sizes, rows and frames, and no colours."""
    return _digraph(parts, None)


def dot_source(parts: Parts, palette: Palette) -> str:
    """Return the whole drawing as Graphviz source, the same text for the same sketch."""
    return str(_digraph(parts, palette).source)


def _digraph(parts: Parts, palette: Palette | None) -> graphviz.Digraph:
    sketch = parts.sketch
    drawing = graphviz.Digraph(
        parts.ids.drawing,
        graph_attr=_graph_attributes(sketch, palette),
        node_attr={"fontname": FONT, "fontsize": "10", "fixedsize": "true"},
        edge_attr={"fontname": FONT, "fontsize": "9", "dir": "both", "arrowsize": "0.8"},
    )
    children: dict[str | None, list[Group]] = defaultdict(list)
    for group in sketch.groups:
        children[group.parent].append(group)
    boxes: dict[str | None, list[Box]] = defaultdict(list)
    for box in sketch.boxes:
        boxes[box.group].append(box)
    _fill(drawing, None, parts, palette, children, boxes)
    for line in sketch.lines:
        _add_line(drawing, line, parts, palette)
    _add_rows(drawing, parts)
    return drawing


def _graph_attributes(sketch: Sketch, palette: Palette | None) -> dict[str, str]:
    attributes = {
        "rankdir": "TB" if sketch.direction == "down" else "LR",
        "newrank": "true",
        "splines": "true",
        "nodesep": "0.25",
        "ranksep": f"{sketch.gap:g}",
        "fontname": FONT,
    }
    if palette:
        attributes |= {
            "label": _heading(sketch),
            "labelloc": "t",
            "labeljust": "l",
            "pad": "0.25",
            "bgcolor": palette.paper,
            "fontcolor": palette.ink,
        }
    return attributes


def _heading(sketch: Sketch) -> str:
    left = "<BR ALIGN='LEFT'/>"
    return (
        f"<<FONT POINT-SIZE='18'><B>{_html(sketch.title)}</B></FONT>{left}"
        f"<FONT POINT-SIZE='12'>{_html(sketch.moment)}</FONT>{left}>"
    )


def _html(text: str) -> str:
    escaped = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("'", "&#39;").replace('"', "&quot;") or " "


def _fill(
    drawing: graphviz.Digraph,
    group: Group | None,
    parts: Parts,
    palette: Palette | None,
    children: Mapping[str | None, Sequence[Group]],
    boxes: Mapping[str | None, Sequence[Box]],
) -> None:
    """Put boxes and groups into their group, and the labels of the lines that end in it."""
    own = group.id if group else None
    for box in boxes.get(own, ()):
        _add_box(drawing, box, parts, palette)
    for line in parts.sketch.lines:
        if has_label_node(parts, line) and parts.courses[line.id].group == own:
            _add_label(drawing, line, parts, palette)
    for child in children.get(own, ()):
        with drawing.subgraph(name=f"cluster_{parts.ids.groups[child.id]}") as cluster:
            cluster.attr(**_group_attributes(child, parts, palette))
            _fill(cluster, child, parts, palette, children, boxes)


def group_heading(group: Group) -> Block:
    """Return the heading of a group, set in type."""
    return set_lines((group.name,), STRONG, _HEADING_ROOM, bold=True)


def _group_attributes(group: Group, parts: Parts, palette: Palette | None) -> dict[str, str]:
    heading = group_heading(group)
    wide, high = heading.width, heading.height + 1
    name = "<BR ALIGN='LEFT'/>".join(_html(piece.text) for piece in heading.pieces)
    text = f"<FONT POINT-SIZE='11'><B>{name}</B></FONT>" if palette else " "
    attributes = {
        "id": parts.ids.groups[group.id],
        "label": (
            "<<TABLE BORDER='0' CELLBORDER='0' CELLPADDING='0' CELLSPACING='0'><TR><TD"
            f" FIXEDSIZE='TRUE' WIDTH='{wide:.0f}' HEIGHT='{high:.0f}'>{text}</TD></TR></TABLE>>"
        ),
        "labeljust": "l",
        "labelloc": "t",
        "margin": "12",
    }
    if palette:
        attributes |= {
            "style": "filled,rounded,dashed" if group.dashed else "filled,rounded",
            "fillcolor": palette.group_fill,
            "color": palette.tones[group.tone].edge
            if group.tone != "plain"
            else palette.group_edge,
            "fontcolor": palette.quiet,
            "penwidth": "0.8",
        }
    return attributes


def _add_box(drawing: graphviz.Digraph, box: Box, parts: Parts, palette: Palette | None) -> None:
    wide, high = outer_size(box, parts.texts[box.id])
    rings = _rings(box)
    shape, style = _SHAPES.get(box.shape, (box.shape, ""))
    name = parts.ids.boxes[box.id]
    attributes = {
        "shape": shape,
        "width": _inches(wide - rings),
        "height": _inches(high - rings),
        "peripheries": str(box.outlines if box.shape != "plain" else 0),
        "label": "",
    }
    if palette:
        family = palette.tones[box.tone]
        styles = ["filled", style, "dashed" if box.dashed else ""]
        attributes |= {
            "id": name,
            "label": _box_label(box, parts),
            "tooltip": _plain(box.spoken),
            "style": ",".join(filter(None, styles)),
            "fillcolor": family.fill,
            "color": family.edge,
            "fontcolor": family.ink,
        }
        if box.mark:
            attributes["xlabel"] = _plain(box.mark)
    drawing.node(name, **attributes)


def _box_label(box: Box, parts: Parts) -> str:
    lines: dict[float, list[str]] = defaultdict(list)
    for piece in parts.texts[box.id].pieces:
        text = _html(piece.text)
        text = f"<B>{text}</B>" if piece.bold else text
        lines[piece.y].append(f"<FONT POINT-SIZE='{piece.size:.0f}'>{text}</FONT>")
    breaks = [f"{'&#160;&#160; '.join(lines[y])}" for y in sorted(lines)]
    return f"<{'<BR/>'.join(breaks)}>" if breaks else ""


def _add_label(
    drawing: graphviz.Digraph, line: Line, parts: Parts, palette: Palette | None
) -> None:
    text = parts.labels[line.id]
    attributes = {
        "shape": "plaintext",
        "width": _inches(text.width + 6),
        "height": _inches(text.height + 3),
        "label": "",
    }
    if palette:
        attributes |= {"label": _label(text), "fontsize": "9", "fontcolor": palette.ink}
    drawing.node(label_node(parts, line), **attributes)


def _label(text: Block) -> str:
    return f"<{'<BR/>'.join(_html(piece.text) for piece in text.pieces)}>"


def _add_line(drawing: graphviz.Digraph, line: Line, parts: Parts, palette: Palette | None) -> None:
    course = parts.courses[line.id]
    tail, head = parts.ids.boxes[line.tail], parts.ids.boxes[line.head]
    markers = (_MARKERS[line.at_tail], _MARKERS[line.at_head])
    if course.turned:
        tail, head, markers = head, tail, (markers[1], markers[0])
    attributes = _line_attributes(line, palette)
    if not course.shapes:
        attributes["constraint"] = "false"
    if parts.sketch.tree:
        sides = ("s", "n") if parts.sketch.direction == "down" else ("e", "w")
        attributes |= dict(zip(("tailport", "headport"), sides, strict=True))
    name = parts.ids.lines[line.id]
    if not has_label_node(parts, line):
        if line.id in parts.labels:
            attributes["label"] = _edge_label(parts.labels[line.id], palette)
        drawing.edge(tail, head, id=name, arrowtail=markers[0], arrowhead=markers[1], **attributes)
        return
    middle = label_node(parts, line)
    into, out = ("n", "s") if parts.sketch.direction == "down" else ("w", "e")
    drawing.edge(
        tail,
        f"{middle}:{into}",
        id=name,
        arrowtail=markers[0],
        arrowhead="none",
        **attributes,
    )
    drawing.edge(
        f"{middle}:{out}",
        head,
        id=f"{name}-2",
        arrowtail="none",
        arrowhead=markers[1],
        **attributes,
    )


def _edge_label(text: Block, palette: Palette | None) -> str:
    printed = "<BR/>".join(_html(piece.text) for piece in text.pieces) if palette else " "
    return (
        "<<TABLE BORDER='0' CELLBORDER='0' CELLPADDING='0' CELLSPACING='0'><TR><TD FIXEDSIZE='TRUE'"
        f" WIDTH='{text.width + 6:.0f}' HEIGHT='{text.height + 3:.0f}'>{printed}</TD></TR></TABLE>>"
    )


def _line_attributes(line: Line, palette: Palette | None) -> dict[str, str]:
    if palette is None:
        return {}
    style, width = _STROKES[line.stroke]
    return {
        "style": style,
        "penwidth": width,
        "color": palette.tones[line.tone].edge,
        "tooltip": _plain(line.spoken),
        "fontcolor": palette.ink,
    }


def _add_rows(drawing: graphviz.Digraph, parts: Parts) -> None:
    """Fix the rows by an unseen thread from each to the next."""
    rows: dict[int, list[str]] = defaultdict(list)
    labels: dict[int, list[str]] = defaultdict(list)
    for box in parts.sketch.boxes:
        if box.rank is not None:
            rows[box.rank].append(parts.ids.boxes[box.id])
    for line in parts.sketch.lines:
        course = parts.courses[line.id]
        if has_label_node(parts, line) and course.row is not None:
            (rows if course.flat else labels)[course.row].append(label_node(parts, line))
    for names in (*rows.values(), *labels.values()):
        _same_row(drawing, names)
    thread = [names[0] for row in sorted(rows) for names in (labels[row], rows[row]) if names]
    drawn = {frozenset((line.tail, line.head)) for line in parts.sketch.lines if line.shapes}
    joined = {frozenset(parts.ids.boxes[end] for end in ends) for ends in drawn}
    for above, below in pairwise(thread):
        if frozenset((above, below)) not in joined:  # a thread beside a line would bend the line
            drawing.edge(above, below, style="invis", weight="0")


def _same_row(drawing: graphviz.Digraph, names: Sequence[str]) -> None:
    with drawing.subgraph() as same:
        same.attr(rank="same")
        for name in names:
            same.node(name)


def _inches(points: float) -> str:
    return f"{points / _POINTS:.4f}"


def _plain(text: str) -> str:
    r"""Return text as an attribute: a backslash is itself, and never the start of ``\N``."""
    quoted: str = graphviz.nohtml(clean(text).replace("\\", "\\\\"))
    return quoted
