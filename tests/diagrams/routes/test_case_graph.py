"""What the graph of a case says at several dates: its way, where it stands, what is next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from diagrams.routes.travelled import case_graph
from projections.cases.on_route import CaseOnRoute, case_on_route
from tests.books import BookOnDisk

if TYPE_CHECKING:
    from diagrams.routes.graph import Graph

REQUEST = "change-request/ICS-2019-A"
REPORT = "committee-report/savings-quarter-4"


def graph_of(book: BookOnDisk, ref: str, on: str, known: int | None = None) -> Graph:
    """Return the graph of a case as at a day."""
    with book.views() as views:
        found = case_on_route(views, ref, date.fromisoformat(on), known)
        assert isinstance(found, CaseOnRoute), found
        return case_graph(found)


def taken(graph: Graph) -> list[tuple[str, str]]:
    """Return the steps that were taken, each with its places in the journey, in their order."""
    found = [
        (way["numbers"], step)
        for _, _, step, way in graph.edges(keys=True, data=True)
        if way["taken"]
    ]
    return sorted(found, key=lambda each: int(each[0].partition(",")[0]))


def following(graph: Graph) -> set[str]:
    """Return the steps that can come next."""
    return {step for _, _, step, way in graph.edges(keys=True, data=True) if way["next"]}


@pytest.mark.parametrize(
    ("on", "state", "steps", "next_"),
    [
        ("2018-12-17", "programme-office", 1, {"acknowledge", "return", "withdraw"}),
        ("2019-01-07", "deferred", 5, {"bring-back", "withdraw"}),
        (
            "2019-02-22",
            "sub-committee",
            6,
            {"approve", "approve-in-part", "reject", "defer", "refer", "withdraw"},
        ),
        ("2019-03-04", "approved", 7, set()),
    ],
)
def test_a_case_stands_where_it_stood_on_the_day(
    what_if_book: BookOnDisk, on: str, state: str, steps: int, next_: set[str]
) -> None:
    graph = graph_of(what_if_book, REQUEST, on)
    assert [name for name in graph if graph.nodes[name]["here"]] == [state]
    assert graph.graph["state"] == state
    assert len(taken(graph)) == steps
    assert following(graph) == next_


def test_the_way_taken_has_its_order_its_days_and_its_resolutions(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, "ICS-2019-A", "2019-06-30")
    assert taken(graph) == [
        ("1", "submit"),
        ("2", "acknowledge"),
        ("3", "comment"),
        ("4", "endorse"),
        ("5", "defer"),
        ("6", "bring-back"),
        ("7", "approve"),
    ]
    putting_off = graph.edges["sub-committee", "deferred", "defer"]
    assert putting_off["first_on"] == putting_off["last_on"] == date(2019, 1, 7)
    assert (putting_off["resolutions"], putting_off["meetings"]) == (
        "ics/what-if/1",
        "ics-2019-01-07",
    )
    assert putting_off["last_resolution"] == "ics/what-if/1"
    assert graph.edges["leadership", "draft", "send-back"]["taken"] == 0


def test_a_state_has_its_visits_and_the_days_of_all_of_them(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, REQUEST, "2019-06-30")
    told = graph.nodes["sub-committee"]
    assert (told["visits"], told["days"], told["entered_on"]) == (2, 28, date(2019, 2, 22))
    assert graph.nodes["policy-committee"]["visits"] == 0
    assert graph.nodes["approved"]["days"] == 0
    assert graph.graph["closed"]


def test_what_is_due_and_overdue_is_told_as_at_the_day(what_if_book: BookOnDisk) -> None:
    before = graph_of(what_if_book, REPORT, "2019-06-19")
    waiting = before.edges["financial-comments", "constitutional-comments", "comment"]
    assert (waiting["next_by"], waiting["due_on"]) == ("finance", date(2019, 6, 19))
    assert not waiting["late"]
    assert not before.graph["late"]
    after = graph_of(what_if_book, REPORT, "2019-06-20")
    assert after.edges["financial-comments", "constitutional-comments", "comment"]["late"]
    assert after.graph["late"]
    back = after.edges["financial-comments", "draft", "return"]
    assert back["next_by"] == (
        "finance, monitoring officer or clerk of Improvement and Change Sub-Committee"
    )


def test_the_bodies_of_the_case_are_named_in_the_lanes(what_if_book: BookOnDisk) -> None:
    graph = graph_of(what_if_book, REQUEST, "2019-01-07")
    assert graph.nodes["leadership"]["lane_words"] == "clerk or chair of Corporate Leadership Team"


def test_a_case_that_was_taken_up_again_goes_back_along_a_line_of_its_own(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, "gate/what-if-go-live/3", "2019-06-30")
    again = graph.edges["conditional-go", "board", "reopened"]
    assert (again["numbers"], again["title"]) == ("4", "Taken up again")
    assert again["direction"] == "back"
    assert graph.nodes["board"]["visits"] == 2


def test_a_case_is_drawn_as_the_book_knew_it(what_if_book: BookOnDisk) -> None:
    with what_if_book.views() as views:
        found = case_on_route(views, "ICS-2019-A", date(2019, 6, 30), 3)
    assert found == []
    with what_if_book.views() as views:
        known = case_on_route(views, "ICS-2019-Q", date(2019, 6, 30))
    assert isinstance(known, list)
    assert REQUEST in known


def test_another_version_of_the_route_keeps_what_was_before_it(migrated: BookOnDisk) -> None:
    before = graph_of(migrated, "P1", "2019-01-04")
    assert (before.graph["version"], before.graph["migrated_on"]) == (1, None)
    after = graph_of(migrated, "P1", "2019-01-12")
    assert (after.graph["version"], after.graph["migrated_on"]) == (2, date(2019, 1, 5))
    assert after.nodes["drafted"]["here"]
    assert after.nodes["written"]["in_route"] is False
    assert after.nodes["written"]["title"] == before.nodes["written"]["title"]
    assert after.edges["written", "drafted", "migrated"]["taken"] == 1
    assert (after.nodes["written"]["days"], after.nodes["drafted"]["days"]) == (3, 7)
    assert after.nodes["drafted"]["entered_on"] == date(2019, 1, 5)
    assert after.graph["since"] == date(2019, 1, 2)  # from which its deadlines are counted


def test_resolutions_of_two_bodies_with_one_number_are_told_apart(
    what_if_book: BookOnDisk,
) -> None:
    graph = graph_of(what_if_book, "ICS-2019-C", "2019-06-30")
    told = {way["resolutions"] for *_, way in graph.edges(data=True) if way["resolutions"]}
    assert {"ics/what-if/1", "policy/what-if/1"} <= told
