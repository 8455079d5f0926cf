"""How routes and cases are drawn: what is told how, and that a page of A4 holds them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diagrams.pictures.look import THEMES, Look
from diagrams.pictures.sketch import Box, Line, Sketch
from diagrams.routes.case_sketch import case_sketch
from diagrams.routes.graph import route_graph
from diagrams.routes.picture import case_picture, route_picture
from diagrams.routes.sketch import route_sketch
from engine.routes.library import RouteLibrary
from tests.books import BookOnDisk
from tests.diagrams import looking
from tests.diagrams.routes.test_case_graph import REPORT, REQUEST, graph_of
from tests.diagrams.routes.test_route_graph import route

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

GOLDEN = Path(__file__).parents[1] / "golden"
LIBRARY = RouteLibrary()
NAMES = [written.route.name for written in LIBRARY.all()]
CASES = [
    ("change-request/ICS-2019-C", "2019-01-08"),
    (REQUEST, "2019-01-08"),
    (REQUEST, "2019-06-30"),
    ("committee-report/ict-quarter-3", "2019-06-30"),
    (REPORT, "2019-06-30"),
    ("gate/what-if-go-live/3", "2019-06-30"),
    ("savings-proposal/transport-savings", "2019-06-30"),
]


def of(name: str) -> Graph:
    """Return the graph of a route of the library."""
    return route_graph(LIBRARY.find(name))


def box(sketch: Sketch, identity: str) -> Box:
    """Return a box of a sketch."""
    return next(each for each in sketch.boxes if each.id == identity)


def line(sketch: Sketch, identity: str) -> Line:
    """Return a line of a sketch."""
    return next(each for each in sketch.lines if each.id == identity)


def faults(svg: bytes) -> list[str]:
    """Return what a reader of an A4 page would complain of."""
    small = looking.smallest_type(svg)
    return [
        *looking.overlaps(svg),
        *looking.cut_off(svg),
        *([f"the smallest type is of {small:.2f} points"] if small < 6 else []),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_route_can_be_read_on_one_page(name: str) -> None:
    assert faults(route_picture(of(name)).as_bytes("svg")) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_route_and_a_case_can_be_read_in_every_theme(
    what_if_book: BookOnDisk, theme: Any
) -> None:
    graph = graph_of(what_if_book, REPORT, "2019-06-30")
    for drawn in (route_picture(graph, look=Look(theme)), case_picture(graph, look=Look(theme))):
        assert looking.low_contrast(drawn.as_bytes("svg")) == []


@pytest.mark.parametrize(("ref", "on"), CASES)
def test_a_case_can_be_read_on_one_page(what_if_book: BookOnDisk, ref: str, on: str) -> None:
    assert faults(case_picture(graph_of(what_if_book, ref, on)).as_bytes("svg")) == []


def test_states_stand_in_the_lanes_of_those_who_act_there() -> None:
    sketch = route_sketch(of("savings-proposal"))
    lanes = {group.id: group.name for group in sketch.groups}
    assert list(lanes.values()) == [
        "Sponsor",
        "Finance",
        "Programme office",
        "Clerk of the committee",
    ]
    assert lanes[box(sketch, "state-business-case").group or ""] == "Finance"
    assert box(sketch, "state-rejected").group is None


def test_what_leads_back_refuses_or_goes_by_time_has_a_stroke_and_a_marker_of_its_own() -> None:
    sketch = route_sketch(of("committee-report"))
    ways = {
        "on": line(sketch, "step-decide from published to decided"),
        "back": line(sketch, "step-put-off from published to pre-agenda"),
        "refusal": line(sketch, "step-not-agree from published to not-agreed"),
        "time": line(sketch, "step-take-effect from decided to effective"),
    }
    drawn = {
        name: (way.stroke, {way.at_tail, way.at_head} - {"none"}) for name, way in ways.items()
    }
    assert len({str(each) for each in drawn.values()}) == len(drawn)
    assert drawn["back"] == ("dashed", {"open-arrow"})
    # What leads back is laid out from above: its marker is at the end where its line begins.
    assert (ways["back"].tail, ways["back"].at_tail) == ("state-pre-agenda", "open-arrow")


def test_a_journey_begins_above_its_first_state_or_beside_it_on_a_long_route() -> None:
    short, long = route_sketch(of("gate-review")), route_sketch(of("change-request"))
    begins = line(short, "begins")
    assert (begins.tail, begins.head, begins.at_head) == ("start", "state-preparation", "arrow")
    begins = line(long, "begins")
    assert (begins.tail, begins.head, begins.at_tail) == ("state-draft", "start", "arrow")
    assert box(long, "start").rank == box(long, "state-draft").rank


def test_endings_differ_in_outline_as_well_as_in_colour() -> None:
    sketch = route_sketch(of("change-request"))
    states = ("draft", "approved", "rejected", "withdrawn")
    drawn = [box(sketch, f"state-{state}") for state in states]
    assert len({(each.shape, each.outlines, each.dashed) for each in drawn}) == len(states)
    assert [each.outlines for each in drawn] == [1, 2, 2, 2]


def test_a_step_open_in_many_states_is_drawn_once_and_says_from_which() -> None:
    sketch = route_sketch(of("change-request"))
    withdrawing = box(sketch, "step-withdraw by sponsor to withdrawn")
    assert [row.cells for row in withdrawing.rows] == [
        ("Withdraw",),
        ("from every state before the end",),
    ]
    assert not [each for each in sketch.lines if each.id.startswith("step-withdraw from")]
    report = box(route_sketch(of("committee-report")), "step-withdraw by sponsor to withdrawn")
    assert report.rows[1].cells == (
        "from every state but “Decided and open to call-in” and “Called in”",
    )


def test_a_label_says_who_where_it_is_not_the_lane_and_on_what_conditions_and_by_when() -> None:
    sketch = route_sketch(of("committee-report"))
    assert line(sketch, "step-return from pre-agenda to draft").label == (
        "Return to the author",
        "by finance, monitoring officer or clerk",
    )
    assert line(sketch, "step-decide from published to decided").label == (
        "Agree what the report recommends",
        "if A, within 20 working days",
    )
    decided, not_agreed, *overdue = sketch.notes
    assert decided == (
        "If A: who acts declared no interest in it, the meeting was quorate and the resolution was"
        " passed."
    )
    assert not_agreed == "If B: who acts declared no interest in it and the meeting was quorate."
    assert overdue[0] == (
        "What is overdue goes to clerk of the committee: “Submit the draft”, “Comment on the"
        " finances” and “Comment on the constitution”."
    )


def test_the_key_holds_what_the_drawing_uses_and_no_more() -> None:
    words = [entry.words for entry in route_sketch(of("recovery-plan")).key]
    assert words == ["where it can stand", "it ends", "leads on", "leads back"]
    words = [entry.words for entry in route_sketch(of("committee-report")).key]
    assert words[-2:] == ["withdraws", "taken by time itself"]


def test_a_route_is_told_in_words() -> None:
    told = route_sketch(of("recovery-plan")).description
    assert told[0] == "Begins at In exception."
    assert told[-1] == "Ends at Closed."
    assert told[1] == (
        "Agree the plan: In exception → Plan agreed; by clerk of the body that watches over the"
        " indicator, if who acts declared no interest in it and the meeting was quorate, within 60"
        " calendar days, with recovery plan attached, when overdue it goes to chair of the body"
        " that watches over the indicator."
    )


def test_a_state_that_the_route_does_not_list_is_pointed_out() -> None:
    step = {"name": "lose", "title": "Lose it", "from": "draft", "to": "nowhere"}
    sketch = route_sketch(route_graph(route(steps=[step])))
    assert box(sketch, "state-nowhere").dashed
    assert sketch.notes == (
        "nowhere is no state of the route: `minutebook route check` says what is to be mended.",
    )


def test_the_way_taken_is_numbered_with_its_days_and_resolutions(what_if_book: BookOnDisk) -> None:
    sketch = case_sketch(graph_of(what_if_book, REQUEST, "2019-06-30"))
    deferring = line(sketch, "step-defer from sub-committee to deferred")
    assert deferring.label == (
        "5. Put off to a later meeting",
        "7 January 2019",
        "resolution ics/what-if/1",
    )
    assert (deferring.stroke, deferring.link) == ("bold", "resolution/ics%2Fwhat-if%2F1")
    other = line(sketch, "step-reject from sub-committee to rejected")
    assert (other.stroke, other.label) == ("thin", ("Reject",))
    assert sketch.notes == (
        "It set out on 17 December 2018 and ended at “Approved” on 4 March 2019, after 77 days.",
    )
    told = [each for each in sketch.description if each.startswith("5. ")]
    assert told[0].startswith("5. 7 January 2019: Put off to a later meeting: Before the committee")


def test_where_a_case_stands_and_what_can_come_next_are_marked(what_if_book: BookOnDisk) -> None:
    sketch = case_sketch(graph_of(what_if_book, REPORT, "2019-06-26"))
    here = box(sketch, "state-financial-comments")
    assert [row.cells for row in here.rows] == [
        ("With finance for comments",),
        ("► here since 12 June 2019, 14 days",),
    ]
    commenting = line(sketch, "step-comment from financial-comments to constitutional-comments")
    assert commenting.label == ("Comment on the finances", "due by 19 June 2019, overdue by 7 days")
    assert (commenting.stroke, commenting.at_head) == ("dashed", "open-arrow")
    assert box(sketch, "step-withdraw by sponsor to withdrawn").rows[0].cells == (
        "Withdraw: can come next",
    )
    stands, overdue = sketch.notes
    assert overdue.endswith(": “Comment on the finances”.")
    assert stands == (
        "It set out on 20 May 2019 and stands at “With finance for comments” since 12 June 2019,"
        " 14 days; “Comment on the finances” is due by 19 June 2019, overdue by 7 days."
    )


def test_where_a_case_stood_and_what_it_did_not_reach_differ_without_colours(
    what_if_book: BookOnDisk,
) -> None:
    sketch = case_sketch(graph_of(what_if_book, REPORT, "2019-06-26"))
    stood, missed = box(sketch, "state-draft"), box(sketch, "state-published")
    assert (stood.mark, stood.rows[0].strong) == ("✓", True)
    assert (missed.mark, missed.rows[0].strong, missed.rows[0].quiet) == (None, False, True)
    words = {entry.words: getattr(entry.sample, "mark", None) for entry in sketch.key}
    assert (words["where it stood"], words["not reached: in plain letters"]) == ("✓", None)


def test_the_key_of_a_case_tells_what_can_come_next_where_only_a_step_of_many_states_can(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, REPORT, "2019-06-26")
    for *_, way in graph.edges(data=True):
        way["next"] = way["next"] and way["step"] == "withdraw"
    words = [entry.words for entry in case_sketch(graph).key]
    assert "can come next" in words


def test_a_step_that_time_takes_when_another_is_overdue_is_drawn_as_taken_by_time() -> None:
    lapse = {"name": "lapse", "title": "Lapse", "from": "before", "to": "done"}
    late: dict[str, Any] = {"take": "lapse", "escalate_to": "chair of board"}
    decide: dict[str, Any] = {
        "name": "end",
        "title": "End",
        "from": "before",
        "to": "done",
        "by": "sponsor",
    }
    decide |= {"deadline": "5 working days", "overdue": late}
    submit = {"name": "submit", "title": "Submit", "from": "draft", "to": "before", "by": "sponsor"}
    sketch = route_sketch(route_graph(route(steps=[submit, decide, lapse])))
    lapsing = line(sketch, "step-lapse from before to done")
    assert (lapsing.stroke, lapsing.at_tail, lapsing.label) == ("thin", "circle", ("Lapse",))
    assert "taken by time itself" in [entry.words for entry in sketch.key]
    assert sketch.notes == (
        "What is overdue goes to chair of the board and ends with “Lapse” by time itself: “End”.",
    )


def test_where_all_that_is_overdue_goes_the_same_way_its_steps_are_not_listed() -> None:
    late = {
        "deadline": "5 working days",
        "overdue": {"escalate_to": "chair of board"},
        "by": "sponsor",
    }
    steps = [
        {"name": "submit", "title": "Submit", "from": "draft", "to": "before", **late},
        {"name": "end", "title": "End", "from": "before", "to": "done", **late},
    ]
    sketch = route_sketch(route_graph(route(steps=steps)))
    assert sketch.notes == ("What is overdue goes to chair of the board.",)


def test_steps_whose_names_hold_those_of_states_are_told_apart() -> None:
    names = ("a", "a-to-b", "b-to-c", "c")
    states = [{"name": name, "title": name, "final": name == "c"} for name in names]
    steps = [
        {"name": "go", "title": "Go", "from": "a", "to": "b-to-c", "by": "sponsor"},
        {"name": "go", "title": "Go", "from": "a-to-b", "to": "c", "by": "sponsor"},
    ]
    graph = route_graph(route(start="a", states=states, steps=steps))
    assert len({each.id for each in route_sketch(graph).lines}) == 1 + len(steps)
    assert route_picture(graph).as_bytes("svg")


def test_a_step_taken_many_times_is_told_by_its_first_and_last_day(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, "recovery-plan/invoices-in-time", "2019-06-30")
    way = graph.edges["followed-up", "followed-up", "follow-up"]
    days = [date(2019, month, 1).isoformat() for month in range(1, 6)]
    way.update(taken=5, numbers="3, 4, 5, 6, 7", days="; ".join(days))
    drawn = line(case_sketch(graph), "step-follow-up from followed-up to followed-up")
    assert drawn.label == (
        "3, 4, 5, 6, 7. Follow the plan up",
        "5 times",
        "1 January 2019 to 1 May 2019",
    )


def test_another_version_of_the_route_is_told(migrated: BookOnDisk) -> None:
    sketch = case_sketch(graph_of(migrated, "P1", "2019-01-12"))
    stands, _, *others = sketch.notes
    assert stands == (
        "It set out on 2 January 2019 and stands at “Written” since 5 January 2019, 7 days;"
        " “Read it” is due by 23 January 2019."
    )
    assert others == [
        "On version 2 of its route since 5 January 2019.",
        "This version of the route lacks: Written.",
    ]


@pytest.mark.parametrize("ending", ["dot", "svg"])
def test_the_route_of_a_recovery_plan_is_drawn_as_ever(
    golden: Callable[[Path, str], None], ending: str
) -> None:
    picture = route_picture(of("recovery-plan"))
    golden(GOLDEN / f"route-recovery-plan.{ending}", picture.as_bytes(ending).decode())


@pytest.mark.parametrize("ending", ["dot", "svg"])
def test_the_case_of_a_recovery_plan_is_drawn_as_ever(
    what_if_book: BookOnDisk, golden: Callable[[Path, str], None], ending: str
) -> None:
    graph = graph_of(what_if_book, "recovery-plan/invoices-in-time", "2019-05-30")
    picture = case_picture(graph)
    golden(GOLDEN / f"case-recovery-plan.{ending}", picture.as_bytes(ending).decode())
