"""A case on its route as a graph: the route's own graph, with what happened to the case.

All that `diagrams.routes.graph` says of a route stands here too. States and steps that the case
knew only by an earlier version of its route are added, with ``in_route`` false.

Graph attributes besides:
    ``case``, ``case_title``, ``subject_kind``, ``case_subject``: what travels.
    ``state``: where it stands; ``since``: from when its deadlines there are counted, whatever that
    state was called then.
    ``opened_on``, ``closed``: when it set out, and whether its journey is over.
    ``due_on``, ``late``: the first day on which a step is due, and whether it has passed.
    ``deferred_to``: the meeting to which it is put off.
    ``migrated_on``: since when it is on this version of its route, if it was on another.
    ``as_at``, ``as_known``: the two times.

Node attributes besides:
    ``visits``: how often the case came there.
    ``entered_on``: when it came there last.
    ``days``: how many days it stood there, all visits together.
    ``here``: whether it stands there.

Edge attributes besides:
    ``taken``: how often it was taken.
    ``numbers``: which steps of the journey these were, ``2, 5``.
    ``days``: when, as ISO days separated by ``; ``; ``first_on``, ``last_on``: the same as dates.
    ``resolutions``: by which resolutions, each with its body, ``ics/2018/019``, separated by
    ``; ``; ``last_resolution``: the last. ``meetings``: at which meetings; ``delegations``: under
    which.
    ``next``: whether it can come next; then ``next_by`` says who may take it, ``opens_on`` from
    when, ``due_on`` by when, and ``late`` whether that day has passed.

What took a case up again, or moved it to another state with a new version of the route, is an edge
too: its ``step`` is ``reopened``, ``set-out-again`` or ``migrated``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from diagrams.routes.graph import add_state, route_graph
from diagrams.routes.wording import TIME, either
from projections.cases.following import Following
from projections.cases.journey import Move
from projections.cases.on_route import CaseOnRoute
from projections.cases.view import ANEW, MIGRATED, OPENED, REOPENED
from projections.wording.phrases import spaced

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

_NO_STEP = {
    REOPENED: "Taken up again",
    ANEW: "Set out again",
    MIGRATED: "Moved with a new version of the route",
}


def case_graph(found: CaseOnRoute) -> Graph:
    """Return the graph of a case on its route.

    Args:
        found: the case, its route and its journey.
    """
    graph = route_graph(found.route, found.bodies)
    _tell_case(graph, found)
    for _, state in graph.nodes(data=True):
        state.update(visits=0, entered_on=None, days=0, here=False)
    for _, _, way in graph.edges(data=True):
        way.update(_NOT_TAKEN)
    number = 0
    for move in found.moves:
        number += move.move not in (OPENED, MIGRATED)
        _move(graph, found, move, number)
    for move in found.moves:
        graph.nodes[move.state]["days"] += move.days or 0
    graph.nodes[found.case.state]["here"] = True
    for step in found.following:
        _next(graph, found, step)
    return graph


_NOT_TAKEN: dict[str, Any] = {
    "taken": 0,
    "numbers": None,
    "days": None,
    "first_on": None,
    "last_on": None,
    "resolutions": None,
    "last_resolution": None,
    "meetings": None,
    "delegations": None,
    "next": False,
    "next_by": None,
    "opens_on": None,
    "due_on": None,
    "late": False,
}


def _tell_case(graph: Graph, found: CaseOnRoute) -> None:
    case = found.case
    graph.graph.update(
        case=case.ref,
        case_title=case.title,
        subject_kind=case.subject_kind,
        case_subject=case.subject,
        state=case.state,
        since=case.entered_on,
        closed=case.closed,
        opened_on=case.opened_on,
        due_on=None if case.closed else case.due_on,
        late=not case.closed and case.due_on is not None and case.due_on < found.as_at,
        deferred_to=case.deferred_to,
        migrated_on=next((m.on for m in reversed(found.moves) if m.move == MIGRATED), None),
        as_at=found.as_at,
        as_known=found.as_known,
    )


def _move(graph: Graph, found: CaseOnRoute, move: Move, number: int) -> None:
    for state in filter(None, (move.from_state, move.state)):
        _know_state(graph, found, state)
    if move.from_state is not None and not (
        move.move == MIGRATED and move.from_state == move.state
    ):
        _take(_way(graph, found, move, move.from_state), move, number)
    # A new version of the route that leaves the case where it stands is no new visit.
    if move.from_state != move.state or move.move != MIGRATED:
        state_now = graph.nodes[move.state]
        state_now["visits"] += 1
        state_now["entered_on"] = move.on


def _know_state(graph: Graph, found: CaseOnRoute, name: str) -> None:
    if name in graph:
        return
    known = [state for route in found.earlier.values() if (state := route.state(name))]
    add_state(graph, name, known[-1].title if known else spaced(name), in_route=False)
    graph.nodes[name].update(visits=0, entered_on=None, days=0, here=False)


def _way(graph: Graph, found: CaseOnRoute, move: Move, origin: str) -> dict[str, Any]:
    """Return the edge that a move went along, added where the route of today has none."""
    step = move.step or move.move
    if not graph.has_edge(origin, move.state, step):
        earlier = [each for route in found.earlier.values() if (each := route.step(step, origin))]
        title = _NO_STEP.get(step) or (earlier[-1].title if earlier else spaced(step))
        back = graph.nodes[move.state]["visits"] > 0
        graph.add_edge(
            origin,
            move.state,
            key=step,
            **_STEP_OF_NO_ROUTE,
            **_NOT_TAKEN,
            step=step,
            title=title,
            direction="back" if back else "onward",
        )
    found_edge: dict[str, Any] = graph.edges[origin, move.state, step]
    return found_edge


_STEP_OF_NO_ROUTE: dict[str, Any] = {
    "takers": None,
    "takers_in_words": None,
    "takers_in_short": None,
    "in_lane": True,
    "guards": None,
    "guard_rules": None,
    "attachments": None,
    "needs": None,
    "deadline": None,
    "deadline_days": None,
    "deadline_count": None,
    "opens": None,
    "escalates_to": None,
    "escalates_in_words": None,
    "then_takes": None,
    "automatic": False,
    "outcome": None,
    "assigns": None,
}


def _take(way: dict[str, Any], move: Move, number: int) -> None:
    way["taken"] += 1
    way["numbers"] = _and(way["numbers"], str(number), ", ")
    way["days"] = _and(way["days"], move.on.isoformat() if move.on else "", "; ")
    way["first_on"] = way["first_on"] or move.on
    way["last_on"] = move.on
    resolution = _resolution(move)
    way["last_resolution"] = resolution or way["last_resolution"]
    for told, ref in (
        ("resolutions", resolution),
        ("meetings", move.meeting),
        ("delegations", move.delegation),
    ):
        if ref:
            way[told] = _and(way[told], ref, "; ")


def _resolution(move: Move) -> str | None:
    """Return a resolution with its body, since two bodies may number theirs alike."""
    return f"{move.body}/{move.resolution}" if move.body and move.resolution else move.resolution


def _and(before: str | None, more: str, by: str) -> str:
    return more if before is None else f"{before}{by}{more}"


def _next(graph: Graph, found: CaseOnRoute, step: Following) -> None:
    names = {found.case.bodies[part]: name for part, name in found.bodies.items()}
    held = [
        f"{spaced(role)}{f' of {names.get(body, body)}' if body else ''}"
        for role, body in step.takers
    ]
    graph.edges[found.case.state, step.to, step.step].update(
        next=True,
        next_by=either(held) or TIME,
        opens_on=step.opens_on,
        due_on=step.due_on,
        late=step.due_on is not None and step.due_on < found.as_at,
    )
