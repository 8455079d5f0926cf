"""A route can be walked without a case, step by step or along every way it has."""

from __future__ import annotations

import pytest

from domain.errors import StepNotAllowed
from domain.routes.route import Route
from engine.routes.library import RouteLibrary
from engine.routes.reading import route_in
from engine.routes.simulating import Explored, explore, walk


@pytest.fixture
def request_route() -> Route:
    return RouteLibrary().find("change-request", 1)


def ways(explored: Explored) -> list[str]:
    return [" ".join(stage.step.name for stage in path) for path in explored.paths]


def test_a_walk_without_steps_stands_at_the_start(request_route: Route) -> None:
    walked = walk(request_route, [])
    assert walked.state.name == "draft"
    assert [step.name for step in walked.following] == ["submit", "withdraw"]


def test_a_request_travels_from_the_office_to_full_council(request_route: Route) -> None:
    names = ["submit", "acknowledge", "comment", "endorse", "refer", "refer", "approve"]
    walked = walk(request_route, names)
    assert [stage.origin for stage in walked.stages] == [
        "draft",
        "programme-office",
        "finance",
        "leadership",
        "sub-committee",
        "policy-committee",
        "full-council",
    ]
    assert (walked.state.name, walked.state.final, walked.following) == ("approved", True, ())


def test_a_step_that_the_route_does_not_have_there_is_refused(request_route: Route) -> None:
    with pytest.raises(StepNotAllowed) as refused:
        walk(request_route, ["submit", "approve"])
    assert str(refused.value) == (
        "change-request/1 has no step approve from programme-office: possible are acknowledge (by"
        " programme-office), return (by programme-office), withdraw (by sponsor); approve leaves"
        " sub-committee, policy-committee, full-council"
    )


def test_nothing_follows_when_the_journey_is_over(request_route: Route) -> None:
    with pytest.raises(StepNotAllowed, match="from withdrawn: its journey is over there"):
        walk(request_route, ["withdraw", "elsewhere"])


def test_every_way_of_a_route_is_found_once_and_ends(request_route: Route) -> None:
    explored = explore(request_route)
    assert explored.complete
    found = ways(explored)
    assert len(found) == len(set(found)) == 17
    assert "submit acknowledge comment endorse refer refer reject" in found
    for path in explored.paths:
        states = [path[0].origin, *(stage.step.to for stage in path)]
        assert len(states) == len(set(states))
        last = request_route.state(states[-1])
        assert last is not None
        assert last.final
    back = {f"{stage.origin} {stage.step.name}" for stage in explored.back}
    assert back == {
        "programme-office return",
        "finance return",
        "leadership send-back",
        "deferred bring-back",
    }


def test_more_ways_than_asked_for_are_not_shown_and_it_says_so(request_route: Route) -> None:
    explored = explore(request_route, most=3)
    assert (len(explored.paths), explored.complete) == (3, False)
    assert explore(request_route, most=17).complete


def test_a_route_with_more_ways_than_anybody_reads_is_given_up_in_time() -> None:
    names = [f"s{number}" for number in range(14)]
    states = "".join(f"  - {{name: {name}, title: {name}}}\n" for name in names)
    steps = "".join(
        f"  - {{name: {a}-{b}, title: Go, from: {a}, to: {b}, by: clerk}}\n"
        for a in names
        for b in names
        if a != b
    )
    text = f"route: maze\nversion: 1\ntitle: Maze\nsubject: maze\nstart: s0\nstates:\n{states}"
    explored = explore(route_in(f"{text}steps:\n{steps}", "maze.yaml").route)
    assert (explored.paths, explored.complete) == ((), False)


def test_a_way_into_a_dead_end_is_shown_as_one() -> None:
    text = """
route: walk
version: 1
title: A walk
subject: walk
start: here
states: [{name: here, title: Here}, {name: pit, title: A pit}]
steps: [{name: fall, title: Fall, from: here, to: pit, by: clerk}]
"""
    route = route_in(text, "walk.yaml").route
    assert ways(explore(route)) == ["fall"]
    assert walk(route, ["fall"]).following == ()
    astray = route_in(text.replace("to: pit", "to: nowhere"), "walk.yaml").route
    with pytest.raises(StepNotAllowed, match="has no state nowhere"):
        walk(astray, ["fall"])
