"""The graph of a structure as Graphviz source, the same text for the same structure."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import graphviz

from diagrams import legend, notation
from diagrams.governance import reading as of
from diagrams.governance.ranks import ranks
from diagrams.words import line_words, shortened, times, wrapped

if TYPE_CHECKING:
    from diagrams.governance.reading import Graph

NAME_WIDTH: Final = 18
LABEL_WIDTH: Final = 16
TITLE_WIDTH: Final = 70


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line as it is drawn: in two strokes with its label between them.

    The label is a node of its own. Graphviz may lay labels of edges that cross a group's border
    over each other; nodes it never does, and nobody wonders which line a label belongs to.
    """

    line: of.Line
    rows: tuple[int, int]

    @property
    def node(self) -> str:
        """The node that carries the label."""
        return label_node(self.line)

    @property
    def label(self) -> str:
        """The kind of line and its cadence."""
        cadence = wrapped(self.line.cadence, LABEL_WIDTH) if self.line.cadence else []
        return _label([line_words(self.line.kind, in_circle=self.line.in_circle), *cadence])

    @property
    def downward(self) -> bool:
        """Whether it follows the rows; one that runs against them is drawn in one stroke."""
        return self.rows[0] < self.rows[1]


def default_title(graph: Graph) -> str:
    """Return the title of a drawing that was given none."""
    organisation = graph.graph["organisation"]
    return f"Governance structure: {organisation}" if organisation else "Governance structure"


def draw(graph: Graph, title: str | None = None) -> graphviz.Digraph:
    """Return the drawing: groups as clusters, superiors above, a legend below.

    Args:
        graph: what `governance_graph` returned.
        title: the heading; the organisation's name is used where there is none.
    """
    rows = ranks(graph)
    drawing = graphviz.Digraph(
        "governance",
        graph_attr=_graph_attributes(_heading(graph, title or default_title(graph))),
        node_attr={
            "fontname": notation.FONT,
            "fontsize": "11",
            "fontcolor": notation.INK,
            "height": "0.55",
        },
        edge_attr={
            "fontname": notation.FONT,
            "fontsize": "9",
            "fontcolor": notation.INK,
            "dir": "back",
        },
    )
    drawn = [_Stroke(line, (rows[line.upper], rows[line.lower])) for line in of.lines(graph)]
    for group in _groups(graph, rows):
        _add_group(drawing, graph, group, drawn)
    for stroke in drawn:
        _add_line(drawing, stroke)
    _add_rows(drawing, rows, drawn, legend.rows(graph))
    return drawing


def node_id(ref: str) -> str:
    """Return the node of a body: its reference, less what DOT would read as syntax.

    A colon would be read as a port; a space is kept for the nodes of the lines and the legend.
    """
    return quote(ref, safe="/+@")


def label_node(line: of.Line) -> str:
    """Return the node that carries a line's label."""
    return " ".join(("line", node_id(line.body), quote(line.key, safe="#"), node_id(line.to)))


def _graph_attributes(heading: str) -> dict[str, str]:
    return {
        "label": heading,
        "labelloc": "t",
        "labeljust": "l",
        "fontname": notation.FONT,
        "fontcolor": notation.INK,
        "rankdir": "TB",
        "newrank": "true",
        "splines": "true",
        "nodesep": "0.22",
        "ranksep": "0.27",
        "pad": "0.25",
        "bgcolor": notation.PAPER,
    }


def _heading(graph: Graph, title: str) -> str:
    lines = "<BR ALIGN='LEFT'/>".join(_html(line) for line in wrapped(title, TITLE_WIDTH))
    moment = _html(times(graph.graph["as_at"], graph.graph["as_known"]))
    left = "<BR ALIGN='LEFT'/>"
    return (
        f"<<FONT POINT-SIZE='18'><B>{lines}</B></FONT>{left}<FONT POINT-SIZE='4'> </FONT>{left}"
        f"<FONT POINT-SIZE='12'>{moment}</FONT>{left}<FONT POINT-SIZE='8'> </FONT>{left}>"
    )


def _html(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("'", "&#39;").replace('"', "&quot;")


def _groups(graph: Graph, rows: dict[str, int]) -> list[str | None]:
    """Return the groups from the top of the drawing down, the bodies without one last."""
    tops: dict[str | None, int] = {}
    for ref, group in of.groups(graph).items():
        tops[group] = min(rows[ref], tops.get(group, rows[ref]))
    return sorted(tops, key=lambda group: (group is None, tops[group], group or ""))


def _add_group(
    drawing: graphviz.Digraph, graph: Graph, group: str | None, strokes: list[_Stroke]
) -> None:
    groups = of.groups(graph)
    bodies = sorted(ref for ref in groups if groups[ref] == group)
    # A label stands with the lower body, so that labels of different groups do not mix.
    labelled = [
        stroke for stroke in strokes if stroke.downward and groups[stroke.line.lower] == group
    ]
    if group is None:
        _add_members(drawing, graph, bodies, labelled)
        return
    with drawing.subgraph(name=f"cluster {quote(group, safe=' ')}") as cluster:
        cluster.attr(
            label=_label(wrapped(group, TITLE_WIDTH)),
            labeljust="l",
            labelloc="t" if _named_at_top(groups, group, strokes) else "b",
            fontname=notation.BOLD_FONT,
            fontsize="11",
            fontcolor=notation.QUIET_INK,
            style="filled,rounded",
            fillcolor=notation.GROUP_FILL,
            color=notation.GROUP_EDGE,
            penwidth="0.8",
            margin="12",
        )
        _add_members(cluster, graph, bodies, labelled)


def _named_at_top(groups: dict[str, str | None], group: str, strokes: list[_Stroke]) -> bool:
    """Say whether the name goes above; below it is out of the way of lines that only enter."""
    ends = [
        (groups[stroke.line.upper], groups[stroke.line.lower])
        for stroke in strokes
        if stroke.downward
    ]
    leave = any(upper == group != lower for upper, lower in ends)
    enter = any(lower == group != upper for upper, lower in ends)
    return leave or not enter


def _add_members(
    drawing: graphviz.Digraph, graph: Graph, bodies: list[str], labelled: list[_Stroke]
) -> None:
    for ref in bodies:
        _add_body(drawing, ref, graph.nodes[ref])
    for stroke in labelled:
        drawing.node(
            stroke.node,
            label=stroke.label,
            shape="plaintext",
            fontsize="9",
            margin="0.03,0.03",
            width="0",
            height="0",
        )


def _add_body(drawing: graphviz.Digraph, ref: str, body: dict[str, str | None]) -> None:
    kind = body["kind"] or ""
    absent = kind == notation.NOT_IN_FORCE
    lines = wrapped(shortened(body["name"] or ref), NAME_WIDTH) + (
        ["(not in force)"] if absent else []
    )
    drawing.node(
        node_id(ref),
        label=_label(lines),
        fontname=notation.FONT if absent else notation.BOLD_FONT,
        margin=notation.shape_of(kind).margin,
        **legend.shape_attributes(kind),
    )


def _add_line(drawing: graphviz.Digraph, stroke: _Stroke) -> None:
    style = legend.stroke_attributes(stroke.line.kind)
    upper, lower = node_id(stroke.line.upper), node_id(stroke.line.lower)
    if not stroke.downward:
        drawing.edge(upper, lower, label=stroke.label, constraint="false", **style)
        return
    drawing.edge(upper, stroke.node, **style)
    drawing.edge(stroke.node, lower, **{**style, "dir": "none"})


def _add_rows(
    drawing: graphviz.Digraph,
    rows: dict[str, int],
    strokes: list[_Stroke],
    legend_rows: list[legend.Row],
) -> None:
    """Fix the rows by an unseen thread from each to the next: bodies, labels, then the legend."""
    bodies: list[list[str]] = [[] for _ in range(max(rows.values()) + 1)]
    labels: list[list[str]] = [[] for _ in bodies]
    for ref, row in rows.items():
        bodies[row].append(node_id(ref))
    for stroke in strokes:
        if stroke.downward:
            labels[stroke.rows[1]].append(stroke.node)
    legend.add(drawing, legend_rows)
    for names in (*bodies, *labels, *(row.names for row in legend_rows)):
        if names:
            _same_row(drawing, names)
    for (upper, lower), between in zip(pairwise(bodies), labels[1:], strict=True):
        thread = [upper, between, lower] if between else [upper, lower]
        for above, below in pairwise(thread):
            drawing.edge(above[0], below[0], style="invis", weight="0")
    for above, below in pairwise([bodies[-1], *(row.names for row in legend_rows)]):
        drawing.edge(above[0], below[0], style="invis", weight="0")


def _same_row(drawing: graphviz.Digraph, names: list[str]) -> None:
    with drawing.subgraph() as same:
        same.attr(rank="same")
        for name in names:
            same.node(name)


def _label(lines: list[str]) -> str:
    r"""Return lines as a label; a backslash in a name is itself, never the start of ``\N``."""
    label: str = graphviz.nohtml("\\n".join(line.replace("\\", "\\\\") for line in lines))
    return label
