"""Where journeys cannot go: states without a way to them, from them, or to an end."""

from __future__ import annotations

from collections.abc import Iterator

from domain.routes.route import Route
from engine.routes.checks.findings import Finding, FindingKind, in_state
from engine.routes.graph import circle_of, graph_of, leading_to, reached_from
from engine.routes.reading import WrittenRoute


def unreachable_states(written: WrittenRoute) -> Iterator[Finding]:
    """Find states that no case can ever reach; where a way leads nowhere, that is told instead."""
    route = written.route
    if not _ways_are_known(route):
        return
    reached = reached_from(graph_of(route), route.start)
    for number, state in enumerate(route.states):
        if state.name not in reached:
            told = f"no steps lead here from {route.start}, where a case begins"
            yield in_state(written, number, FindingKind.UNREACHABLE_STATE, told)


def wrong_ends(written: WrittenRoute) -> Iterator[Finding]:
    """Find final states that can be left, and others that cannot."""
    for number, state in enumerate(written.route.states):
        leaving = written.route.steps_from(state.name)
        if state.final and leaving:
            names = ", ".join(step.name for step in leaving)
            told = f"a journey is over in a final state, and {names} would leave it"
            yield in_state(written, number, FindingKind.STEPS_OUT_OF_FINAL_STATE, told)
        elif not leaving and not state.final:
            told = "no step leaves this state: add one, or say `final: true`"
            yield in_state(written, number, FindingKind.DEAD_END, told)


def endless_circles(written: WrittenRoute) -> Iterator[Finding]:
    """Find circles that no way leaves towards a final state."""
    route = written.route
    if not _ways_are_known(route):
        return
    graph = graph_of(route)
    ending = set[str]().union(
        *(leading_to(graph, state.name) for state in route.states if state.final)
    )
    for number, state in enumerate(route.states):
        circle = circle_of(graph, state.name)
        if circle and state.name not in ending:
            around = ", ".join(each.name for each in route.states if each.name in circle)
            told = f"a case goes round here for ever ({around}): no way leads to a final state"
            yield in_state(written, number, FindingKind.CYCLE_WITHOUT_EXIT, told)


def _ways_are_known(route: Route) -> bool:
    """Whether every state that a route names is one of its states."""
    named = {route.start, *(step.to for step in route.steps)}
    named |= {origin for step in route.steps for origin in step.origins}
    return named <= {state.name for state in route.states}
