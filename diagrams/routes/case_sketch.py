"""A case drawn on its route: the way it took, where it stands, and what can come next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from diagrams.links import page_of
from diagrams.pictures.sketch import Box, KeyEntry, Line, Row, Sketch, Tone
from diagrams.routes.lanes import lanes
from diagrams.routes.notation import (
    HERE,
    NEXT,
    NOT_TAKEN,
    NOT_VISITED,
    STANDS,
    TAKEN,
    VISITED,
    WAS_HERE,
    Drawn,
    Outline,
    outline_of,
    sample_of_box,
    sample_of_line,
)
from diagrams.routes.sketch import (
    ROW_GAP,
    between,
    start_box,
    start_lines,
    state_box,
    step_box,
    step_line,
)
from diagrams.routes.steps import (
    Gathered,
    Guards,
    Way,
    gathered,
    label,
    overdue_notes,
    way_in_words,
    ways,
)
from diagrams.routes.wording import days, quoted
from diagrams.words import day, moment

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

_SPELT_OUT: Final = 3
"""So many days of one step are written at its line; of more the first and the last."""


def case_sketch(graph: Graph, title: str | None = None) -> Sketch:
    """Return the drawing of a case on its route.

    Args:
        graph: the graph of the case.
        title: the heading; the title of the case, if left out.
    """
    single, together = gathered(graph, alone=lambda way: bool(way.data["taken"]))
    following = [way for way in ways(graph) if way.data["next"]]
    guards = Guards(following)
    link = page_of("case", graph.graph["case"])
    return Sketch(
        id=f"case-{graph.graph['case']}",
        title=title or graph.graph["case_title"],
        moment=_moment(graph),
        description=tuple(_described(graph)),
        boxes=(
            *(_state(graph, state, link) for state in graph),
            start_box(graph, link),
            *(_step_box(graph, each, guards, link) for each in together),
        ),
        lines=(
            *(replace(line, stroke=TAKEN.stroke, tone=TAKEN.tone) for line in start_lines(graph)),
            *(_line(graph, way, guards) for way in single),
            *(_in(step_line(graph, each), _drawn_of(each)) for each in together),
        ),
        groups=lanes(graph),
        key=tuple(_key(graph, single, together)),
        gap=ROW_GAP,
        notes=(
            *standing_in_words(graph),
            *guards.notes,
            *overdue_notes(graph, following),
            *_of_other_versions(graph),
        ),
    )


def standing_in_words(graph: Graph) -> Iterator[str]:
    """Yield where the case stands, since when, and what is due or overdue there."""
    told = graph.graph
    state = graph.nodes[told["state"]]
    since = state["entered_on"]
    set_out = f"It set out on {day(told['opened_on'])}"
    if told["closed"]:
        took = days((since - told["opened_on"]).days)
        ended = f"ended at {quoted(state['title'])} on {day(since)}"
        yield f"{set_out} and {ended}, after {took}."
        return
    waits = days((told["as_at"] - since).days)
    stands = f"{set_out} and stands at {quoted(state['title'])} since {day(since)}, {waits}"
    timed = [way.data for way in ways(graph) if way.data["next"] and way.data["due_on"]]
    due = [f"{quoted(data['title'])} is {_due(data, told['as_at'])}" for data in timed]
    yield f"{'; '.join([stands, *due])}."


def _moment(graph: Graph) -> str:
    told = graph.graph
    known = f", as known on {moment(told['as_known'])}" if told["as_known"] else ""
    route = f"route {told['route']}, version {told['version']}"
    return f"As at {day(told['as_at'])}{known} \N{MIDDLE DOT} {route}"


def _state(graph: Graph, name: str, link: str) -> Box:
    state = graph.nodes[name]
    outline = outline_of(state["ending"], in_route=state["in_route"])
    box = replace(
        state_box(graph, name, _stay(graph, name), link), tone=_tone(graph, name, outline)
    )
    if not state["visits"]:  # its name is quieter than those of where the case came
        title, *told = box.rows
        return replace(box, rows=(replace(title, strong=False, quiet=True), *told))
    return replace(box, mark=None if state["here"] else WAS_HERE)


def _tone(graph: Graph, name: str, outline: Outline) -> Tone:
    state = graph.nodes[name]
    if state["here"]:
        return outline.tone if graph.graph["closed"] else STANDS
    return VISITED if state["visits"] else NOT_VISITED


def _stay(graph: Graph, name: str) -> list[str]:
    """Return what is written in a state of the case's stay there."""
    state, told = graph.nodes[name], graph.graph
    if state["here"]:
        word = "ended here on" if told["closed"] else "here since"
        stands = f"{HERE} {word} {day(state['entered_on'])}"
        return [stands] if told["closed"] else [f"{stands}, {_stays(state)}"]
    return [_stays(state)] if state["visits"] else []


def _stays(state: dict[str, Any]) -> str:
    visits = f" in {state['visits']} visits" if state["visits"] > 1 else ""
    return f"{days(state['days'])}{visits}"


def _line(graph: Graph, way: Way, guards: Guards) -> Line:
    data, told = way.data, graph.graph
    drawn = _drawn(way)
    lines = [data["title"]]
    if data["taken"]:
        lines = [f"{data['numbers']}. {data['title']}", *_taken(data)]
    if data["next"]:
        lines += _next(data, guards, told["as_at"])
    ref = data["last_resolution"]
    spoken = ". ".join([way_in_words(graph, way), *lines[1:]])
    link = page_of("resolution", ref) if ref else None
    return between(graph, way, drawn, spoken, label(*lines), link)


def _taken(data: dict[str, Any]) -> list[str]:
    on = [day(date.fromisoformat(each)) for each in data["days"].split("; ") if each]
    if len(on) > _SPELT_OUT:
        on = [f"{len(on)} times", f"{on[0]} to {on[-1]}"]
    under = [f"under {data['delegations']}"] if data["delegations"] else []
    by = [f"resolution {data['resolutions']}"] if data["resolutions"] else []
    return [*on, *by, *under]


def _next(data: dict[str, Any], guards: Guards, as_at: date) -> list[str]:
    again = ["can come again"] if data["taken"] else []
    by = [] if data["in_lane"] else [f"by {data['takers_in_short']}"]
    opens = data["opens_on"]
    first = [f"from {day(opens)}"] if opens and opens > as_at else []
    due = [_due(data, as_at)] if data["due_on"] else []
    asked = filter(None, [guards.clause(data["guards"]), *first, *due])
    return [*again, *by, ", ".join(asked)]


def _due(data: dict[str, Any], as_at: date) -> str:
    late = f", overdue by {days((as_at - data['due_on']).days)}" if data["late"] else ""
    return f"due by {day(data['due_on'])}{late}"


def _step_box(graph: Graph, found: Gathered, guards: Guards, link: str) -> Box:
    """Return the box of a step that leaves many states, and says whether it can come next."""
    box = step_box(graph, found, guards, link)
    following = [way.data for way in found.ways if way.data["next"]]
    if not following:
        return box
    due = [_due(data, graph.graph["as_at"]) for data in following if data["due_on"]]
    said = ", ".join(["can come next", *due])
    title, *rest = box.rows
    rows = (Row((f"{title.cells[0]}: {said}",)), *rest)
    return replace(box, rows=rows, spoken=f"{box.spoken}, {said}", tone=STANDS)


def _in(line: Line, drawn: Drawn) -> Line:
    return replace(line, stroke=drawn.stroke, tone=drawn.tone, at_head=drawn.marker)


def _drawn_of(found: Gathered) -> Drawn:
    return NEXT if any(way.data["next"] for way in found.ways) else NOT_TAKEN


def _drawn(way: Way) -> Drawn:
    if way.data["taken"]:
        return TAKEN
    return NEXT if way.data["next"] else NOT_TAKEN


def _key(graph: Graph, single: list[Way], together: list[Gathered]) -> Iterator[KeyEntry]:
    state = outline_of(None, in_route=True)
    visited = [each["visits"] and not each["here"] for _, each in graph.nodes(data=True)]
    if not graph.graph["closed"]:
        yield sample_of_box(state._replace(tone=STANDS), f"{HERE} where it stands")
    if any(visited):
        yield sample_of_box(state._replace(tone=VISITED), "where it stood", WAS_HERE)
    if not all(each["visits"] for _, each in graph.nodes(data=True)):
        yield sample_of_box(state._replace(tone=NOT_VISITED), "not reached: in plain letters")
    for ending, tone in _endings(graph):
        yield sample_of_box(outline_of(ending, in_route=True)._replace(tone=tone))
    drawn = {*map(_drawn, single), *map(_drawn_of, together)}
    for each in (TAKEN, NEXT, NOT_TAKEN):
        if each in drawn:
            yield sample_of_line(each)


def _endings(graph: Graph) -> Iterator[tuple[str, Tone]]:
    """Yield the endings that the drawing shows, each in the colours it has where it was reached."""
    found: dict[str, Tone] = {}
    for name, state in graph.nodes(data=True):
        if state["ending"] and (state["here"] or state["ending"] not in found):
            outline = outline_of(state["ending"], in_route=True)
            found[state["ending"]] = _tone(graph, name, outline)
    yield from found.items()


def _of_other_versions(graph: Graph) -> Iterator[str]:
    told = graph.graph
    if told["migrated_on"]:
        yield f"On version {told['version']} of its route since {day(told['migrated_on'])}."
    others = [each["title"] for _, each in graph.nodes(data=True) if not each["in_route"]]
    if others:
        yield f"This version of the route lacks: {', '.join(others)}."


def _described(graph: Graph) -> Iterator[str]:
    yield f"{_moment(graph)}."
    yield from standing_in_words(graph)
    numbered = [
        (int(number), way)
        for way in ways(graph)
        if way.data["taken"]
        for number in way.data["numbers"].split(", ")
    ]
    for number, way in sorted(numbered, key=lambda found: found[0]):
        place = way.data["numbers"].split(", ").index(str(number))
        on = way.data["days"].split("; ")[place]
        when = f"{day(date.fromisoformat(on))}: " if on else ""
        yield f"{number}. {when}{way_in_words(graph, way)}."
    for way in ways(graph):
        if way.data["next"]:
            yield f"Next can come: {way_in_words(graph, way)}."
