"""Whatever route is written, a check of it tells the truth: held against a plain search."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.routes.route import Route
from engine.routes.checks.findings import FindingKind
from engine.routes.checks.journeys import endless_circles, unreachable_states, wrong_ends
from engine.routes.differences import differences
from engine.routes.reading import route_in
from engine.routes.simulating import explore, walk

PATIENT = settings(deadline=None)  # the first example loads what looks through graphs
NAMES = ("a", "b", "c", "d", "e")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """The text of a small route with ways at random."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    finals = draw(st.sets(st.sampled_from(names)))
    ways = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=9))
    lines = ["route: any", "version: 1", "title: Any", "subject: any", "start: a", "states:"]
    lines += [
        f"  - {{name: {name}, title: {name}, final: {str(name in finals).lower()}}}"
        for name in names
    ]
    lines += ["steps:"] if ways else []
    lines += [
        f"  - {{name: s{number}, title: S, from: {origin}, to: {to}, by: clerk}}"
        for number, (origin, to) in enumerate(ways)
    ]
    return "\n".join(lines) + "\n"


def reached(route: Route, start: str) -> set[str]:
    """Every state that steps lead to from one, found by going everywhere."""
    found, waiting = {start}, [start]
    while waiting:
        state = waiting.pop()
        for step in route.steps:
            if state in step.origins and step.to not in found:
                found.add(step.to)
                waiting.append(step.to)
    return found


def named(findings: Any, kind: FindingKind) -> set[str]:
    return {
        finding.place.field.removeprefix("state ") for finding in findings if finding.kind is kind
    }


@PATIENT
@given(texts())
def test_states_that_cannot_be_reached_or_left_are_those_that_a_search_finds(text: str) -> None:
    written = route_in(text, "any.yaml")
    route = written.route
    names = {state.name for state in route.states}
    unreachable = named(unreachable_states(written), FindingKind.UNREACHABLE_STATE)
    assert unreachable == names - reached(route, "a")
    final = {state.name for state in route.states if state.final}
    left = {origin for step in route.steps for origin in step.origins}
    ends = list(wrong_ends(written))
    assert named(ends, FindingKind.DEAD_END) == names - final - left
    assert named(ends, FindingKind.STEPS_OUT_OF_FINAL_STATE) == final & left


@PATIENT
@given(texts())
def test_where_nothing_is_found_every_case_can_come_to_an_end(text: str) -> None:
    written = route_in(text, "any.yaml")
    route = written.route
    final = {state.name for state in route.states if state.final}
    found = [*wrong_ends(written), *endless_circles(written)]
    if not found:
        assert all(reached(route, state) & final for state in reached(route, "a"))
    for state in named(found, FindingKind.CYCLE_WITHOUT_EXIT):
        assert not reached(route, state) & final


@PATIENT
@given(texts())
def test_every_way_that_is_shown_can_be_walked_to_its_end(text: str) -> None:
    route = route_in(text, "any.yaml").route
    explored = explore(route)
    assert explored.complete
    ends = {state for state in reached(route, "a") if not route.steps_from(state)}
    for path in explored.paths:
        walked = walk(route, [stage.step.name for stage in path])
        assert (walked.stages, walked.following) == (path, ())
    shown = {path[-1].step.to for path in explored.paths}
    assert shown == ends - {"a"}


@PATIENT
@given(texts(), texts())
def test_two_routes_differ_where_they_say_something_else_and_nowhere_else(
    one: str, other: str
) -> None:
    old, new = route_in(one, "a.yaml").route, route_in(other, "b.yaml").route
    assert differences(old, old) == []
    same = {*old.states} == {*new.states} and {*old.steps} == {*new.steps}
    assert (differences(old, new) == []) == same
