"""What the graph of a route says: who acts where, what leads back, and how a journey ends."""

from __future__ import annotations

from typing import Any

import pytest

from diagrams.routes.graph import route_graph
from domain.routes.route import Route
from engine.routes.library import RouteLibrary

LIBRARY = RouteLibrary()


def route(**said: Any) -> Route:
    """Return a small route: drafted, decided, and agreed or not."""
    whole: dict[str, Any] = {
        "route": "small",
        "version": 1,
        "title": "A small route",
        "subject": "paper",
        "bodies": [{"part": "board", "title": "The board that decides"}],
        "start": "draft",
        "states": [
            {"name": "draft", "title": "Being drafted"},
            {"name": "before", "title": "Before the board"},
            {"name": "done", "title": "Done with", "final": True},
        ],
        "steps": [
            {"name": "submit", "title": "Submit", "from": "draft", "to": "before", "by": "sponsor"},
            {
                "name": "end",
                "title": "End",
                "from": "before",
                "to": "done",
                "by": ["clerk of board", "chair of board"],
            },
        ],
    }
    return Route.model_validate(whole | said)


@pytest.mark.parametrize("written", LIBRARY.all(), ids=lambda written: written.route.name)
def test_every_state_and_every_way_of_a_route_stands_once(written: Any) -> None:
    said: Route = written.route
    graph = route_graph(said)
    assert list(graph) == [state.name for state in said.states]
    told = [(origin, to, step) for origin, to, step in graph.edges(keys=True)]
    asked = [(origin, step.to, step.name) for step in said.steps for origin in step.origins]
    assert sorted(told) == sorted(asked)
    assert [name for name in graph if graph.nodes[name]["start"]] == [said.start]


def test_a_state_stands_in_the_lane_of_those_who_are_to_take_the_case_on() -> None:
    graph = route_graph(LIBRARY.find("change-request"))
    lanes = {state: graph.nodes[state]["lane"] for state in graph}
    assert lanes["finance"] == "finance"
    assert lanes["leadership"] == "clerk of leadership or chair of leadership"
    assert lanes["sub-committee"] == lanes["deferred"] == "clerk of deciding"
    assert lanes["approved"] is None
    words = graph.nodes["leadership"]["lane_words"]
    assert words == "clerk or chair of the leadership team"
    handing_back = graph.edges["finance", "draft", "return"]
    assert (handing_back["takers"], handing_back["in_lane"]) == ("programme-office", False)


def test_a_step_says_who_by_when_and_on_what_conditions() -> None:
    graph = route_graph(LIBRARY.find("savings-proposal"))
    told = graph.edges["consultation", "committee", "report-consultation"]
    assert (told["opens"], told["deadline"]) == (
        "after 28 calendar days",
        "within 60 calendar days",
    )
    assert (told["deadline_days"], told["deadline_count"]) == (60, "calendar")
    assert told["escalates_to"] == "sponsor"
    assert told["attachments"] == "consultation-report, equality-impact-assessment"
    approving = graph.edges["committee", "project", "approve"]
    assert approving["guards"].split("; ")[2:4] == [
        "the meeting was quorate",
        "the matter and the sum are within the remit of the body",
    ]
    published = route_graph(LIBRARY.find("committee-report"))
    clear = published.edges["pre-agenda", "published", "publish"]
    assert clear["guards"] == "5 clear working days lie before the meeting"
    by_time = published.edges["decided", "effective", "take-effect"]
    assert (by_time["automatic"], by_time["takers"], by_time["opens"]) == (True, "time", None)


@pytest.mark.parametrize(
    ("name", "endings"),
    [
        (
            "change-request",
            {
                "approved": "agreed",
                "part-approved": "agreed",
                "rejected": "refused",
                "withdrawn": "withdrawn",
            },
        ),
        (
            "committee-report",
            {"effective": "agreed", "not-agreed": "refused", "withdrawn": "withdrawn"},
        ),
        ("gate-review", {"go": "agreed", "conditional-go": "agreed"}),
        ("recovery-plan", {"closed": "over"}),
        (
            "savings-proposal",
            {"project": "agreed", "rejected": "refused", "withdrawn": "withdrawn"},
        ),
    ],
)
def test_endings_are_told_apart(name: str, endings: dict[str, str]) -> None:
    graph = route_graph(LIBRARY.find(name))
    assert {s: d["ending"] for s, d in graph.nodes(data=True) if d["final"]} == endings


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("approved", "agreed"),
        ("agreed", "agreed"),
        ("accepted", "agreed"),
        ("granted", "agreed"),
        ("adopted", "agreed"),
        ("not-agreed", "refused"),
        ("rejected", "refused"),
        ("withdrawn", "withdrawn"),
        ("answered", "over"),
    ],
)
def test_an_ending_is_known_by_its_name_where_nothing_else_tells(name: str, ending: str) -> None:
    states = [
        {"name": "draft", "title": "Being drafted"},
        {"name": name, "title": "The end", "final": True},
    ]
    steps = [{"name": "end", "title": "End", "from": "draft", "to": name, "by": "sponsor"}]
    graph = route_graph(route(states=states, steps=steps))
    assert graph.nodes[name]["ending"] == ending


def test_the_name_of_an_ending_tells_more_than_those_of_the_steps_that_lead_there() -> None:
    states = [
        {"name": "draft", "title": "Being drafted"},
        {"name": "approved", "title": "Approved", "final": True},
    ]
    steps = [
        {"name": "reject-it", "title": "End", "from": "draft", "to": "approved", "by": "sponsor"}
    ]
    graph = route_graph(route(states=states, steps=steps))
    assert graph.nodes["approved"]["ending"] == "agreed"


def test_what_leads_back_is_told_from_what_leads_on() -> None:
    graph = route_graph(LIBRARY.find("committee-report"))
    back = {
        (a, b, step)
        for a, b, step, way in graph.edges(keys=True, data=True)
        if way["direction"] == "back"
    }
    assert back == {
        ("financial-comments", "draft", "return"),
        ("constitutional-comments", "draft", "return"),
        ("pre-agenda", "draft", "return"),
        ("published", "pre-agenda", "put-off"),
        ("called-in", "pre-agenda", "refer-back"),
    }
    assert graph.edges["published", "not-agreed", "not-agree"]["direction"] == "refusal"
    assert graph.edges["draft", "withdrawn", "withdraw"]["direction"] == "withdrawal"
    again = route_graph(LIBRARY.find("recovery-plan")).edges
    assert again["followed-up", "followed-up", "follow-up"]["direction"] == "back"


def test_a_state_that_the_route_does_not_list_is_kept_and_told() -> None:
    step = {"name": "lose", "title": "Lose it", "from": "draft", "to": "nowhere-at-all"}
    graph = route_graph(route(steps=[step]))
    told = graph.nodes["nowhere-at-all"]
    assert (told["title"], told["in_route"], told["ending"]) == ("nowhere at all", False, None)


def test_a_state_that_nothing_leads_to_begins_a_way_of_its_own() -> None:
    steps = [
        {"name": "on", "title": "On", "from": "before", "to": "draft"},
        {"name": "out", "title": "Out", "from": "draft", "to": "done"},
    ]
    graph = route_graph(route(steps=steps))
    assert {way["direction"] for _, _, _, way in graph.edges(keys=True, data=True)} == {"onward"}


def test_a_route_of_four_hundred_states_is_walked_to_its_end() -> None:
    states = [{"name": f"s{n}", "title": f"State {n}"} for n in range(400)]
    steps = [
        {"name": "on", "title": "On", "from": f"s{n}", "to": f"s{(n + 1) % 400}"}
        for n in range(400)
    ]
    graph = route_graph(route(start="s0", states=states, steps=steps))
    back = [a for a, _, _, way in graph.edges(keys=True, data=True) if way["direction"] == "back"]
    assert back == ["s399"]


def test_the_bodies_of_a_case_are_named_in_its_lanes() -> None:
    graph = route_graph(route(), {"board": "Cloud Board"})
    assert graph.nodes["before"]["lane_words"] == "clerk or chair of Cloud Board"
