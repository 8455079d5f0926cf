"""A route as a graph: states are nodes, ways from one to another are edges.

A step that leaves several states is an edge from each of them; the key of an edge is the name of
its step. Everything is text, a number, true or false, or nothing.

Graph attributes: ``route``, ``version``, ``title``, ``subject``, ``start``.

Node attributes, the key being the state's name:
    ``title``: what it is, in words.
    ``order``: its place in the route, from 0.
    ``start``, ``final``: whether journeys begin there, and whether they end there.
    ``ending``: of final ones ``agreed``, ``refused``, ``withdrawn`` or ``over``; else ``None``.
    ``lane``: who acts there, ``finance`` or ``clerk of deciding``; ``None`` in final states.
    ``lane_words``: the same in whole words.
    ``in_route``: whether the route lists it; one that is only the end of a step is kept, and a
    reader sees what is wrong.

Edge attributes:
    ``step``, ``title``: the step's name, and what it is.
    ``direction``: ``onward``; ``back`` to a state on the way already; ``refusal`` or ``withdrawal``
    where it ends so.
    ``takers``: who may take it, ``finance or clerk of deciding``; ``time`` where nobody does.
    ``takers_in_words``: the same in whole words; ``takers_in_short``: without the body where there
    is but one on the route.
    ``in_lane``: whether these are the ones for whom the state's lane is.
    ``guards``: what must hold, separated by ``; ``; ``guard_rules``: the names of those rules.
    ``attachments``, ``needs``: the papers and values it asks for.
    ``deadline``: by when, ``within 5 working days``; ``deadline_days``, ``deadline_count``: the
    same as a number, and of which days.
    ``opens``: when it can be taken first, ``after 28 calendar days``.
    ``escalates_to``, ``then_takes``: what happens when it is late; ``escalates_in_words``: to whom
    it goes then, in words.
    ``automatic``: whether time takes it.
    ``outcome``: what it decides, ``approved``; ``assigns``: the part that a body then plays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import networkx as nx

from diagrams.routes.endings import REFUSED, WITHDRAWN, ending_of
from diagrams.routes.wording import TIME, after, guard_words, part_words, who, who_in_short, within
from domain.routes.parts import BodyPart, State, Step
from domain.routes.route import Route

if TYPE_CHECKING:
    Graph: TypeAlias = nx.MultiDiGraph[str]


def route_graph(route: Route, names: Mapping[str, str] | None = None) -> Graph:
    """Return the graph of a route, states and steps in the order of the route.

    Args:
        route: the route.
        names: the names of the bodies that play its parts, by part, where they are known.
    """
    known = dict(names or {})
    graph: Graph = nx.MultiDiGraph(
        route=route.name,
        version=route.version,
        title=route.title,
        subject=route.subject,
        start=route.start,
    )
    parts = {part.part: part for part in route.parts}
    for state in route.states:
        graph.add_node(state.name, **_state(route, state, parts, known))
    for step in route.steps:
        for state_name in (*step.origins, step.to):
            add_state(graph, state_name, state_name.replace("-", " "), in_route=False)
        for origin in step.origins:
            graph.add_edge(
                origin, step.to, key=step.name, **_step(route, step, origin, parts, known)
            )
    _tell_directions(graph)
    return graph


def add_state(graph: Graph, name: str, title: str, *, in_route: bool) -> None:
    """Add a state of which nothing but its title is known, unless the graph has it."""
    if name not in graph:
        graph.add_node(
            name,
            title=title,
            order=len(graph),
            start=False,
            final=False,
            ending=None,
            lane=None,
            lane_words=None,
            in_route=in_route,
        )


def _state(
    route: Route, state: State, parts: Mapping[str, BodyPart], names: Mapping[str, str]
) -> dict[str, Any]:
    step = _main_step(route, state.name)
    return {
        "title": state.title,
        "order": route.states.index(state),
        "start": state.name == route.start,
        "final": state.final,
        "ending": ending_of(route, state),
        "lane": _lane(step) if step else None,
        "lane_words": who(step.takers, parts, names) if step else None,
        "in_route": True,
    }


def _main_step(route: Route, state: str) -> Step | None:
    """Return the step for which a case stands in a state: the first that has a deadline.

    Else the first that people take, else the first.
    """
    steps = route.steps_from(state)
    timed = [step for step in steps if step.deadline or step.deadline_at_meeting]
    taken = [step for step in steps if step.takers]
    return next(iter([*timed, *taken, *steps]), None)


def _lane(step: Step) -> str:
    return " or ".join(map(str, step.takers)) or TIME


def _step(
    route: Route,
    step: Step,
    origin: str,
    parts: Mapping[str, BodyPart],
    names: Mapping[str, str],
) -> dict[str, Any]:
    main = _main_step(route, origin)
    return {
        "step": step.name,
        "title": step.title,
        "takers": _lane(step),
        "takers_in_words": who(step.takers, parts, names),
        "takers_in_short": who_in_short(step.takers, parts, names),
        "in_lane": main is not None and _lane(step) == _lane(main),
        "guards": "; ".join(map(guard_words, step.guards)) or None,
        "guard_rules": ", ".join(map(str, step.guards)) or None,
        "attachments": ", ".join(step.attachments) or None,
        "needs": ", ".join(step.needs) or None,
        "deadline": within(step),
        "deadline_days": step.deadline.days if step.deadline else None,
        "deadline_count": str(step.deadline.count) if step.deadline else None,
        "opens": after(step),
        "escalates_to": _escalates_to(step),
        "escalates_in_words": _escalates_in_words(step, parts, names),
        "then_takes": step.overdue.take if step.overdue else None,
        "automatic": step.automatic,
        "outcome": step.consequence.outcome if step.consequence else None,
        "assigns": part_words(step.assigns, parts, {}) if step.assigns else None,
    }


def _escalates_to(step: Step) -> str | None:
    told = step.overdue and step.overdue.escalate_to
    return str(told) if told else None


def _escalates_in_words(
    step: Step, parts: Mapping[str, BodyPart], names: Mapping[str, str]
) -> str | None:
    told = step.overdue and step.overdue.escalate_to
    return who((told,), parts, names) if told else None


def _tell_directions(graph: Graph) -> None:
    back = _ways_back(graph)
    endings = {REFUSED: "refusal", WITHDRAWN: "withdrawal"}
    for origin, to, _, way in graph.edges(keys=True, data=True):
        onward = endings.get(graph.nodes[to]["ending"] or "", "onward")
        way["direction"] = "back" if (origin, to) in back else onward


def _ways_back(graph: Graph) -> set[tuple[str, str]]:
    """Return the pairs of states between which a journey goes back to where it came through.

    That is looked at from the start along the steps in their order; what cannot be reached from
    there begins a journey of its own.
    """
    walked: nx.DiGraph[str] = nx.DiGraph()
    names: list[str] = sorted(graph, key=lambda name: not graph.nodes[name]["start"])
    walked.add_nodes_from(names)
    walked.add_edges_from(graph.edges())
    found: set[tuple[str, str]] = set()
    on_the_way: list[str] = []
    for origin, to, met in _meetings(walked):
        if met == "forward":
            on_the_way.append(to)
        elif met == "reverse":
            on_the_way.pop()
        elif to in on_the_way:
            found.add((origin, to))
    return found


def _meetings(walked: nx.DiGraph[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what is met on the walk: a state for the first time, the way out of it, one known."""
    met: Iterable[tuple[Any, Any, Any]] = nx.dfs_labeled_edges(walked)
    yield from met
