"""The governance structure as a graph: bodies are nodes, lines are edges, both with attributes.

Graph attributes: ``as_at``, ``as_known``, ``organisation``, ``group_by``.
Node attributes: ``name``, ``kind``, ``group`` (or ``None``), ``purpose``.
Edge attributes: ``kind``, ``cadence``, ``starts_on``, ``ends_on``, ``in_circle``;
the key is the kind, so that a pair of bodies may have one line of each kind, with ``#2`` and so on
for a second of the same kind.

A line may name a body that is not in force (it was dissolved and its line never ended, say). Such
a line is kept, and the missing body becomes a node of the kind ``not-in-force``, outside every
group: a reader sees what is wrong instead of missing a line.
"""

from __future__ import annotations

from datetime import date
from typing import Final

import networkx as nx

from diagrams.errors import DuplicateBody, NoBodies, UnknownGrouping
from diagrams.governance import reading as of
from diagrams.notation import NOT_IN_FORCE
from diagrams.words import one_line
from projections.structure import BodyAt, LineAt, Structure

GROUPINGS: Final = ("level", "department")


def governance_graph(structure: Structure, group_by: str = "level") -> of.Graph:
    """Return the graph of a structure, its nodes and edges in sorted order.

    Args:
        structure: the bodies and lines in force.
        group_by: ``level`` or ``department``; a body without the one is grouped by the other.

    Raises:
        NoBodies: the structure is empty.
        UnknownGrouping: `group_by` is neither.
        DuplicateBody: two bodies share a reference.
    """
    if group_by not in GROUPINGS:
        raise UnknownGrouping(group_by, GROUPINGS)
    if not structure.bodies:
        raise NoBodies(structure.as_at, structure.as_known)
    graph: of.Graph = nx.MultiDiGraph(
        as_at=structure.as_at,
        as_known=structure.as_known,
        organisation=structure.organisation,
        group_by=group_by,
    )
    for body in sorted(structure.bodies, key=lambda body: body.ref):
        _add_body(graph, body, group_by)
    for line in sorted(structure.lines, key=_line_order):
        _add_line(graph, line)
    _mark_circles(graph)
    return graph


def reporting_cycles(graph: of.Graph) -> list[tuple[str, ...]]:
    """Return one circle of *reports to* for each knot of bodies that has any, as references.

    A circle starts with its alphabetically first body and follows the lines.
    """
    reports: nx.DiGraph[str] = nx.DiGraph()
    reports.add_edges_from(
        (line.body, line.to) for line in of.lines(graph) if line.kind == "reports-to"
    )
    circles = []
    for knot in nx.strongly_connected_components(reports):
        first = min(knot)
        if len(knot) > 1 or reports.has_edge(first, first):
            circles.append(_circle(reports.subgraph(knot), first))
    return sorted(circles)


def circles_told(graph: of.Graph) -> str | None:
    """Say which bodies report to each other in a circle, or nothing where none do.

    Such lines are refused when they are recorded; a book from before that may hold some.
    """
    names = of.names(graph)
    told = [
        " reports to ".join(names[ref] for ref in (*circle, circle[0]))
        for circle in reporting_cycles(graph)
    ]
    if not told:
        return None
    return f"drawn with a circle of reporting lines: {'; '.join(told)}; end one line of each"


def _mark_circles(graph: of.Graph) -> None:
    """Mark the lines along which a body comes to report to itself."""
    reports: nx.DiGraph[str] = nx.DiGraph()
    drawn = [line for line in of.lines(graph) if line.kind == "reports-to"]
    reports.add_edges_from((line.body, line.to) for line in drawn)
    knots = {
        ref: number
        for number, knot in enumerate(nx.strongly_connected_components(reports))
        for ref in knot
    }
    for line in drawn:
        if knots[line.body] == knots[line.to]:
            graph.edges[line.body, line.to, line.key]["in_circle"] = True


def _circle(knot: nx.DiGraph[str], first: str) -> tuple[str, ...]:
    # The way back from each successor is shortest-path, so the circle named is a short one.
    ways = [nx.shortest_path(knot, after, first) for after in sorted(knot.successors(first))]
    back = min(ways, key=len)
    return (first, *back[:-1])


def _add_body(graph: of.Graph, body: BodyAt, group_by: str) -> None:
    if body.ref in graph:
        raise DuplicateBody(body.ref)
    by_level, by_department = body.level or None, body.department or None
    preferred = (by_level or by_department) if group_by == "level" else (by_department or by_level)
    graph.add_node(
        body.ref,
        name=one_line(body.name) or body.ref,
        kind=body.kind,
        group=one_line(preferred) if preferred else None,
        purpose=one_line(body.purpose) if body.purpose else None,
    )


def _add_line(graph: of.Graph, line: LineAt) -> None:
    for ref in (line.body, line.to):
        if ref not in graph:
            graph.add_node(ref, name=ref, kind=NOT_IN_FORCE, group=None, purpose=None)
    before = sum(
        other.kind == line.kind and other.to == line.to for other in of.lines_of(graph, line.body)
    )
    graph.add_edge(
        line.body,
        line.to,
        key=f"{line.kind}#{before + 1}" if before else line.kind,
        kind=line.kind,
        cadence=one_line(line.cadence) if line.cadence else None,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        in_circle=False,
    )


def _line_order(line: LineAt) -> tuple[str, str, str, date, str, date]:
    return (
        line.body,
        line.to,
        line.kind,
        line.starts_on or date.min,
        line.cadence or "",
        line.ends_on or date.max,
    )
