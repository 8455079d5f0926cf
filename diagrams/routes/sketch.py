"""A route drawn as a state diagram: who acts where, by when, on what conditions, how it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from diagrams.links import page_of
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row, Sketch
from diagrams.routes.lanes import lane_of, lane_of_takers, lanes
from diagrams.routes.notation import (
    BY_TIME,
    DIRECTIONS,
    FROM_MANY,
    START,
    Drawn,
    outline_of,
    sample_of_box,
    sample_of_line,
)
from diagrams.routes.steps import (
    Gathered,
    Guards,
    Way,
    gathered,
    label,
    origins_in_words,
    overdue_notes,
    way_in_words,
    ways,
)
from diagrams.routes.wording import TIME

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

_WIDE, _NARROW, _ABREAST = 32, 22, 3
"""How wide labels are, in characters: narrow where so many steps leave a state that theirs stand
abreast, and wide where one stands below the other, since a route is long."""

STATE_WIDTH: Final = 28
"""About how many characters a line of a state holds: a route is long, and not wide."""

_FIRST = 0
"""The row of the first state, of the mark before it, and of the step that is open to those who act
there from many states."""

_LONG = 8
"""A route of more states leaves no room above the first of them."""

ROW_GAP: Final = 0.16
"""Inches; every step takes two rows, its label's and its state's."""

BEGIN: Final = "start"
"""The id of the mark where journeys begin."""


def route_sketch(graph: Graph, title: str | None = None) -> Sketch:
    """Return the drawing of a route.

    Args:
        graph: the graph of the route.
        title: the heading; the title of the route, if left out.
    """
    single, together = gathered(graph)
    guards = Guards(ways(graph))
    link = page_of("route", f"{graph.graph['route']}/{graph.graph['version']}")
    name, version = graph.graph["route"], graph.graph["version"]
    return Sketch(
        id=f"route-{name}",
        title=title or graph.graph["title"],
        moment=f"Route {name}, version {version}",
        description=tuple(_described(graph)),
        boxes=(
            *(_state(graph, state, link) for state in graph),
            start_box(graph, link),
            *(step_box(graph, each, guards, link) for each in together),
        ),
        lines=(
            *start_lines(graph),
            *(_line(graph, way, guards) for way in single),
            *(step_line(graph, each) for each in together),
        ),
        groups=lanes(graph),
        key=tuple(_key(graph, single, together)),
        gap=ROW_GAP,
        notes=(*guards.notes, *overdue_notes(graph, ways(graph)), *missing(graph)),
    )


def state_id(state: str) -> str:
    """Return the id of a state."""
    return f"state-{state}"


def start_box(graph: Graph, link: str | None) -> Box:
    """Return the mark where journeys begin."""
    return Box(
        BEGIN,
        (Row(("Start",), quiet=True),),
        "Start: here journeys begin",
        shape=START.shape,
        tone=START.tone,
        link=link,
        group=lane_of(graph, graph.graph["start"]),
        rank=_FIRST if _is_long(graph) else None,
    )


def start_lines(graph: Graph) -> Iterator[Line]:
    """Yield the line from where journeys begin to their first state.

    The mark stands above that state, or where a long route leaves no room, at its right.
    """
    for state in graph:
        if graph.nodes[state]["start"]:
            line = Line(
                "begins", BEGIN, state_id(state), f"Begins at {graph.nodes[state]['title']}"
            )
            yield _turned(line) if _is_long(graph) else line


def _turned(line: Line) -> Line:
    """Return a line that is laid out from its other end."""
    return replace(line, tail=line.head, head=line.tail, at_tail=line.at_head, at_head=line.at_tail)


def _is_long(graph: Graph) -> bool:
    return len(graph) > _LONG


def row_of(graph: Graph, state: str) -> int | None:
    """Return the row that a state must stand in: the first is at the top, others where they fit."""
    return _FIRST if graph.nodes[state]["start"] else None


def step_box(graph: Graph, found: Gathered, guards: Guards, link: str | None) -> Box:
    """Return the box of a step that leaves many states."""
    data = found.first.data
    lane = lane_of_takers(graph, data["takers"])
    details = (
        None if lane else f"by {data['takers_in_short']}",
        origins_in_words(graph, found),
        guards.clause(data["guards"]),
        data["opens"],
        data["deadline"],
    )
    rows = [Row((told,), quiet=True) for told in details if told]
    return Box(
        found.id,
        (Row((data["title"],)), *rows),
        f"{data['title']}, by {data['takers_in_short']}, {origins_in_words(graph, found)}",
        shape=FROM_MANY.shape,
        tone=FROM_MANY.tone,
        link=link,
        group=lane,
        rank=_FIRST if lane and lane == lane_of(graph, graph.graph["start"]) else None,
        width=32,
    )


def step_line(graph: Graph, found: Gathered) -> Line:
    """Return the line from the box of a step to the state it leads to."""
    drawn = drawn_way(found.first)
    return Line(
        f"{found.id}-leads",
        found.id,
        state_id(found.first.to),
        f"{found.first.data['title']} leads to {graph.nodes[found.first.to]['title']}",
        stroke=drawn.stroke,
        tone=drawn.tone,
        at_head=drawn.marker,
    )


def drawn_way(way: Way) -> Drawn:
    """Return how a way is drawn."""
    by_time = way.data["automatic"] or way.data["takers"] == TIME
    return BY_TIME if by_time else DIRECTIONS[way.data["direction"]]


def between(
    graph: Graph, way: Way, drawn: Drawn, spoken: str, label: tuple[str, ...], link: str | None
) -> Line:
    """Return the line of a way; one that leads back is laid out from where it leads."""
    back = way.data["direction"] == "back"
    tail, head = (way.to, way.origin) if back else (way.origin, way.to)
    at_tail, at_head = (drawn.marker, drawn.origin) if back else (drawn.origin, drawn.marker)
    return Line(
        way.id,
        state_id(tail),
        state_id(head),
        spoken,
        stroke=drawn.stroke,
        tone=drawn.tone,
        at_tail=at_tail,
        at_head=at_head,
        label=label,
        link=link,
        width=_NARROW if _onward(graph, way.origin) >= _ABREAST else _WIDE,
        apart=True,
    )


def _onward(graph: Graph, state: str) -> int:
    """Return how many steps that lead on leave a state."""
    return sum(way.data["direction"] != "back" for way in ways(graph) if way.origin == state)


def missing(graph: Graph) -> Iterator[str]:
    """Yield what is to be said of states that the route does not list."""
    for state in graph:
        if not graph.nodes[state]["in_route"]:
            yield (
                f"{state} is no state of the route: `minutebook route check` says what is to be"
                " mended."
            )


def state_box(graph: Graph, name: str, told: Iterable[str], link: str) -> Box:
    """Return the box of a state, with what is told of it beneath its title."""
    state = graph.nodes[name]
    outline = outline_of(state["ending"], in_route=state["in_route"])
    details = tuple(told)
    return Box(
        state_id(name),
        (Row((state["title"],), strong=True), *(Row((line,), quiet=True) for line in details)),
        ". ".join((state["title"], *details)),
        shape=outline.shape,
        tone=outline.tone,
        outlines=outline.outlines,
        dashed=outline.dashed,
        link=link,
        group=lane_of(graph, name),
        rank=row_of(graph, name),
        width=STATE_WIDTH,
    )


def _state(graph: Graph, name: str, link: str) -> Box:
    box, acts = state_box(graph, name, (), link), graph.nodes[name]["lane_words"]
    return replace(box, spoken=f"{box.spoken}; {acts} acts") if acts else box


def _line(graph: Graph, way: Way, guards: Guards) -> Line:
    data = way.data
    known = data["in_lane"] or drawn_way(way) is BY_TIME
    by = None if known else f"by {data['takers_in_short']}"
    asked = (guards.clause(data["guards"]), data["opens"], data["deadline"])
    told = label(data["title"], by, ", ".join(filter(None, asked)))
    return between(graph, way, drawn_way(way), way_in_words(graph, way), told, None)


def _key(graph: Graph, single: list[Way], together: list[Gathered]) -> Iterator[KeyEntry]:
    outlines = [
        outline_of(state["ending"], in_route=state["in_route"])
        for _, state in graph.nodes(data=True)
    ]
    yield from map(sample_of_box, dict.fromkeys(outlines))
    used = {drawn_way(way) for way in (*single, *(each.first for each in together))}
    yield from map(sample_of_line, _in_turn(used))


def _in_turn(used: Iterable[Drawn]) -> Iterator[Drawn]:
    wanted = set(used)
    for drawn in (*DIRECTIONS.values(), BY_TIME):
        if drawn in wanted:
            yield drawn


def _described(graph: Graph) -> Iterator[str]:
    start = next(iter(state for state in graph if graph.nodes[state]["start"]), None)
    if start is not None:
        yield f"Begins at {graph.nodes[start]['title']}."
    for way in ways(graph):
        yield f"{way_in_words(graph, way)}."
    ends = [state["title"] for _, state in graph.nodes(data=True) if state["final"]]
    yield f"Ends at {' or '.join(ends)}."
