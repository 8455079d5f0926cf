"""The governance structure as a graph: bodies are nodes, lines are edges, both with attributes.

Of the graph: ``kind`` (always ``governance``), ``as_at``, ``as_known``, ``organisation``, ``by``
(what ``group`` is, ``level`` or ``department``), ``root`` (the body it was cut to, or ``None``),
``bodies`` (how many there are, drawn or not) and ``members`` (whether they were asked for).

Of a node:

- ``name``, ``kind``, ``level``, ``department``, ``purpose``: as recorded, or ``None``;
- ``group``: its level or its department, or ``None``;
- ``seats``: who sits on it, a line each, ``Reg Adair, chair``; ``None`` where nobody asked;
- ``below``: how many bodies below it are not in the graph, ``below_words``: of which kinds, and
  ``below_names``: their names, a line each, those right below it first;
- ``outside``: whether it is not one of those that were asked for, but has to do with one;
- ``change``, ``change_words``, ``change_on``, ``change_by``, ``decision``: where two days are
  compared, see `diagrams.governance.compared`; else ``None``.

Of an edge, which is read *body kind to*:

- ``kind``, ``cadence``, ``starts_on``, ``ends_on``: as recorded;
- ``in_circle``: whether along it a body comes to report to itself;
- ``own``: whether it was recorded between these two bodies, and ``lifted``: for how many lines it
  stands besides, of bodies below them that are not in the graph;
- ``change`` and the others: as of a node.

The key of an edge is its kind, so that a pair of bodies may have one line of each kind, with ``#2``
and so on for a second of the same kind.

A line may name a body that is not in force (it was dissolved and its line never ended, say). Such
a line is kept, and the missing body becomes a node of the kind ``not-in-force``, outside every
group: a reader sees what is wrong instead of missing a line.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import networkx as nx

from diagrams.errors import DuplicateBody, NoBodies, UnknownGrouping
from diagrams.governance import reading as of
from diagrams.governance.circles import mark_circles
from diagrams.governance.notation import NOT_IN_FORCE
from diagrams.words import kind_words, one_line
from projections.structure import BodyAt, LineAt, SeatAt, Structure

GROUPINGS: Final = ("level", "department")

UNCHANGED: Final[dict[str, Any]] = dict.fromkeys(
    ("change", "change_words", "change_on", "change_by", "decision")
)
"""What is said of a body or a line that nothing is compared with."""


def governance_graph(structure: Structure, by: str = "level") -> of.Graph:
    """Return the graph of a structure, its nodes and edges in sorted order.

    Args:
        structure: the bodies and lines in force.
        by: how bodies are grouped, ``level`` or ``department``; a body without the one is grouped
            by the other.

    Raises:
        NoBodies: the structure is empty.
        UnknownGrouping: `by` is neither.
        DuplicateBody: two bodies share a reference.
    """
    if by not in GROUPINGS:
        raise UnknownGrouping(by, GROUPINGS)
    if not structure.bodies:
        raise NoBodies(structure.as_at, structure.as_known)
    graph = _empty(structure, by)
    for body in sorted(structure.bodies, key=lambda body: body.ref):
        _add_body(graph, body, by)
    for line in sorted(structure.lines, key=_line_order):
        _add_line(graph, line)
    for seat in structure.seats or ():
        _add_seat(graph, seat)
    mark_circles(graph)
    return graph


def _empty(structure: Structure, by: str) -> of.Graph:
    return nx.MultiDiGraph(
        kind="governance",
        as_at=structure.as_at,
        as_known=structure.as_known,
        organisation=structure.organisation,
        by=by,
        root=None,
        bodies=len(structure.bodies),
        members=structure.seats is not None,
    )


def _add_body(graph: of.Graph, body: BodyAt, by: str) -> None:
    if body.ref in graph:
        raise DuplicateBody(body.ref)
    _add_node(
        graph,
        body.ref,
        name=one_line(body.name) or body.ref,
        kind=body.kind,
        level=_told(body.level),
        department=_told(body.department),
        purpose=_told(body.purpose),
        group=_group(body, by),
    )


def _add_node(graph: of.Graph, ref: str, **attributes: Any) -> None:
    unknown = dict.fromkeys(("level", "department", "purpose", "group"))
    seats = "" if graph.graph["members"] else None
    nothing_hidden = {"below": 0, "below_words": None, "below_names": None, "outside": False}
    graph.add_node(ref, **{**unknown, **attributes, "seats": seats, **nothing_hidden, **UNCHANGED})


def _group(body: BodyAt, by: str) -> str | None:
    level, department = _told(body.level), _told(body.department)
    return (level or department) if by == "level" else (department or level)


def _add_line(graph: of.Graph, line: LineAt) -> None:
    for ref in (line.body, line.to):
        if ref not in graph:
            _add_node(graph, ref, name=ref, kind=NOT_IN_FORCE)
    before = sum(
        other.kind == line.kind and other.to == line.to for other in of.lines_of(graph, line.body)
    )
    graph.add_edge(
        line.body,
        line.to,
        key=f"{line.kind}#{before + 1}" if before else line.kind,
        kind=line.kind,
        cadence=_told(line.cadence),
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        in_circle=False,
        own=True,
        lifted=0,
        **UNCHANGED,
    )


def _add_seat(graph: of.Graph, seat: SeatAt) -> None:
    body = graph.nodes[seat.body]
    held = f"{one_line(seat.person)}, {kind_words(seat.role)}"
    body["seats"] = f"{body['seats']}\n{held}" if body["seats"] else held


def _told(text: str | None) -> str | None:
    return (one_line(text) or None) if text else None


def _line_order(line: LineAt) -> tuple[str, str, str, date, str, date]:
    return (
        line.body,
        line.to,
        line.kind,
        line.starts_on or date.min,
        line.cadence or "",
        line.ends_on or date.max,
    )
