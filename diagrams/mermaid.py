"""The structure as a Mermaid flowchart, for web pages and wikis that draw it themselves.

Arrows run upwards, as in the drawing; a line *supported by* has its circle at the body supported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from diagrams.description import describe
from diagrams.governance import reading as of
from diagrams.notation import INK, NOT_IN_FORCE, shape_of, stroke_of
from diagrams.words import line_words, one_line, shortened, times, wrapped

if TYPE_CHECKING:
    from diagrams.governance.reading import Graph

_WIDTH: Final = 24


def mermaid(graph: Graph, title: str) -> str:
    """Return the flowchart's source, the same text for the same graph.

    Args:
        graph: what `governance_graph` returned.
        title: the heading; the date is added to it.
    """
    ids = {ref: f"b{number}" for number, ref in enumerate(sorted(graph), start=1)}
    moment = times(graph.graph["as_at"], graph.graph["as_known"])
    heading = f"{one_line(title)} – {moment[0].lower()}{moment[1:]}"
    quoted = heading.replace("\\", "\\\\").replace('"', '\\"')
    return "\n".join(
        [
            "---",
            f'title: "{quoted}"',
            "---",
            "flowchart BT",
            f"  accTitle: {_plain(heading)}",
            "  accDescr {",
            *(f"    {_plain(line)}" for line in describe(graph).splitlines()),
            "  }",
            *_bodies(graph, ids),
            *_lines(graph, ids),
            *_colours(graph, ids),
            "",
        ]
    )


def _bodies(graph: Graph, ids: dict[str, str]) -> list[str]:
    groups: dict[str | None, list[str]] = {}
    for ref, group in sorted(of.groups(graph).items()):
        groups.setdefault(group, []).append(ref)
    source = []
    named = sorted(group for group in groups if group is not None)
    for number, group in enumerate(named, start=1):
        source.append(f'  subgraph g{number}["{_escaped(group)}"]')
        source.extend(f"    {_body(graph, ref, ids)}" for ref in groups[group])
        source.append("  end")
    return [*source, *(f"  {_body(graph, ref, ids)}" for ref in groups.get(None, []))]


def _body(graph: Graph, ref: str, ids: dict[str, str]) -> str:
    body = graph.nodes[ref]
    opening, closing = shape_of(body["kind"]).mermaid
    lines = wrapped(shortened(body["name"]), _WIDTH)
    if body["kind"] == NOT_IN_FORCE:
        lines.append("(not in force)")
    return f'{ids[ref]}{opening}"{_broken(lines)}"{closing}'


def _lines(graph: Graph, ids: dict[str, str]) -> list[str]:
    source = []
    for line in of.lines(graph):
        cadence = wrapped(line.cadence, _WIDTH) if line.cadence else []
        label = _broken([line_words(line.kind, in_circle=line.in_circle), *cadence])
        arrow = stroke_of(line.kind).mermaid
        source.append(f'  {ids[line.lower]} {arrow}|"{label}"| {ids[line.upper]}')
    return source


def _colours(graph: Graph, ids: dict[str, str]) -> list[str]:
    kinds: dict[str, list[str]] = {}
    for ref, kind in sorted(of.kinds(graph).items()):
        kinds.setdefault(kind, []).append(ids[ref])
    source = []
    for number, kind in enumerate(sorted(kinds), start=1):
        family = shape_of(kind).family
        dashes = ",stroke-dasharray:4 3" if kind == NOT_IN_FORCE else ""
        paint = f"fill:{family.fill},stroke:{family.edge},color:{INK}{dashes}"
        source.append(f"  classDef k{number} {paint}")
        source.append(f"  class {','.join(kinds[kind])} k{number}")
    return source


def _broken(lines: list[str]) -> str:
    return "<br/>".join(_escaped(line) for line in lines)


def _escaped(text: str) -> str:
    """Return text as Mermaid shows it literally: its syntax as numbered entities."""
    return "".join(f"#{ord(c)};" if c in '#"&<>`|\\' else c for c in one_line(text))


def _plain(text: str) -> str:
    # A description is plain text up to its closing brace, and has no way to escape one.
    return text.replace("{", "(").replace("}", ")")
