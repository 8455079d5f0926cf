"""Two days of a structure in one graph: what changed, how, and by which resolution."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest

from diagrams.errors import NoBodies
from diagrams.governance.changes import mark_of, notes_of, sentences_of
from diagrams.governance.circles import circles_told
from diagrams.governance.compared import compared_graph, decisions_of
from projections.bodies.differences import (
    BodyChange,
    Cause,
    Change,
    Differences,
    LineChange,
    differences,
)
from projections.structure import BodyAt, LineAt, SeatAt, Structure
from tests.books import BookOnDisk

if TYPE_CHECKING:
    from diagrams.governance import reading as of

BEFORE, AFTER = date(2018, 11, 4), date(2018, 11, 5)

Compared = Callable[[date, date], "of.Graph"]


@pytest.fixture
def compared(nottinghamshire_book: BookOnDisk) -> Compared:
    """Make the graph of two days of the county council."""

    def make(earlier: date, later: date) -> of.Graph:
        with nottinghamshire_book.views() as views:
            return compared_graph(differences(views, earlier, later))

    return make


def test_a_board_is_added_by_the_resolution_that_set_it_up(compared: Compared) -> None:
    board = compared(BEFORE, AFTER).nodes["cloud-delivery-board"]
    assert (board["change"], board["change_by"]) == ("added", "ics/2018/020")
    assert (board["change_on"], board["decision"]) == (AFTER, "2")


def test_a_board_that_was_dissolved_is_there_and_marked_as_ended(compared: Compared) -> None:
    graph = compared(BEFORE, AFTER)
    board = graph.nodes["cloud-governance-board"]
    assert (board["change"], board["change_by"]) == ("ended", "ics/2018/020")
    assert board["change_words"] == "succeeded by Cloud Delivery Board"
    assert (graph.graph["as_at"], graph.graph["compared_with"]) == (AFTER, BEFORE)


def test_lines_are_added_and_a_line_is_held_to_another_cadence(compared: Compared) -> None:
    graph = compared(BEFORE, AFTER)
    changes = {
        (body, to): (line["change"], line["change_by"]) for body, to, line in graph.edges(data=True)
    }
    assert changes["cloud-delivery-board", "clt"] == ("added", "ics/2018/020")
    assert changes["swp-board", "swp-deployment-steering-group"] == ("changed", "ics/2018/019")
    assert changes["ics", "policy"] == (None, None)
    assert sum(change == "added" for change, _ in changes.values()) == 8


def test_what_did_not_change_is_the_same_on_both_days(compared: Compared) -> None:
    graph = compared(BEFORE, AFTER)
    assert graph.number_of_nodes() == 19  # fifteen, four more, and the one that was dissolved
    unchanged = [ref for ref in graph if graph.nodes[ref]["change"] is None]
    assert len(unchanged) == 14
    assert all(graph.nodes[ref]["decision"] is None for ref in unchanged)


def test_days_between_which_nothing_was_decided_say_so(compared: Compared) -> None:
    graph = compared(date(2018, 6, 1), BEFORE)
    assert decisions_of(graph) == {}
    assert notes_of(graph) == ["Nothing changed between 1 June 2018 and 4 November 2018."]


def test_the_notes_name_each_decision_with_what_it_changed(compared: Compared) -> None:
    first, second = notes_of(compared(BEFORE, AFTER))
    assert first == (
        "1: Improvement and Change Sub-Committee, resolution 2018/019, 5 November 2018. Added:"
        " Asset Management Group; Office Rationalisation Programme Board; 4 lines. Changed:"
        " 1 line."
    )
    assert second == (
        "2: Improvement and Change Sub-Committee, resolution 2018/020, 5 November 2018. Added:"
        " Cloud Delivery Board; ICT Programme Board; 4 lines. Ended: Cloud Services Governance"
        " Board."
    )


def test_who_does_not_see_it_is_told_every_change(compared: Compared) -> None:
    first, second = sentences_of(compared(BEFORE, AFTER))
    assert (
        "Changed: Smarter Working Programme Board is supported by Deployment Steering Group"
        " (meets monthly, until then not stated how often)." in first
    )
    assert "Ended: Cloud Services Governance Board (succeeded by Cloud Delivery Board)." in second


def _cause(position: int, **said: str) -> tuple[Cause, ...]:
    return (
        Cause(
            position, AFTER, said.get("body"), said.get("resolution"), officer=said.get("officer")
        ),
    )


def _bodies(change: Change, causes: dict[str, tuple[Cause, ...]]) -> tuple[BodyChange, ...]:
    return tuple(BodyChange(ref, change, (), why) for ref, why in causes.items())


def test_a_change_without_a_resolution_names_who_decided_or_says_that_nobody_did() -> None:
    refs = ("a", "b", "c")
    after = Structure(tuple(BodyAt(ref, ref.upper(), "committee") for ref in refs), (), AFTER)
    before = Structure((), (), BEFORE)
    causes = {
        "a": _cause(1),
        "b": _cause(2, officer="Head of Change"),
        "c": _cause(3, body="a"),
    }
    graph = compared_graph(Differences(before, after, _bodies("added", causes), (), ()))
    assert decisions_of(graph) == {
        1: "Head of Change, without a resolution in the book",
        2: "A, without a resolution in the book",
        3: "No decision in the book",
    }
    assert [graph.nodes[ref]["decision"] for ref in refs] == ["3", "1", "2"]
    assert [graph.nodes[ref]["change_by"] for ref in refs] == [None, None, None]
    assert mark_of("added", "3") == "+3"
    assert mark_of(None, None) is None


def test_of_a_body_that_two_decisions_changed_each_is_said_with_what_it_did() -> None:
    bodies = (BodyAt("a", "A", "committee"),)
    before, after = Structure(bodies, (), BEFORE), Structure(bodies, (), AFTER)
    causes = (*_cause(1, body="a", resolution="a/1"), *_cause(2, body="a", resolution="a/2"))
    words = ("until then Old A", "other terms of reference")
    changed = BodyChange("a", "changed", words, causes)
    graph = compared_graph(Differences(before, after, (changed,), (), ()))
    assert decisions_of(graph) == {1: "A, resolution 1", 2: "A, resolution 2"}
    body = graph.nodes["a"]
    assert (body["decision"], body["change_by"]) == ("1, 2", "a/1, a/2")
    assert body["change_words"] == "until then Old A (1); other terms of reference (2)"
    assert mark_of(body["change"], body["decision"]) == "Δ1, 2"
    assert notes_of(graph) == ["1: A, resolution 1. Changed: A.", "2: A, resolution 2. Changed: A."]


def test_many_changes_of_one_decision_are_counted() -> None:
    refs = [f"b{number}" for number in range(10)]
    before = Structure(tuple(BodyAt(ref, ref, "working-group") for ref in refs), (), BEFORE)
    causes = {ref: _cause(1, body="ics", resolution="ics/1") for ref in refs}
    found = Differences(before, Structure((), (), AFTER), _bodies("ended", causes), (), ())
    (note,) = notes_of(compared_graph(found))
    assert note == "1: ics, resolution 1. Ended: b0; b1; b2; b3; b4; b5; 4 more bodies."


def test_lines_and_seats_of_what_ended_are_those_of_the_earlier_day() -> None:
    line = LineAt("old", "top", "reports-to", "monthly")
    top, old = BodyAt("top", "Top", "committee"), BodyAt("old", "Old", "working-group")
    seat = SeatAt("old", "A. Chair", "chair")
    before = Structure((top, old), (line,), BEFORE, seats=(seat,))
    after = Structure((top,), (), AFTER, seats=())
    why = _cause(1, body="top", resolution="top/9")
    brief = (BodyAt("flash", "Flash Group", "working-group"),)
    ended = LineChange("old", "top", "reports-to", "ended", (), why)
    graph = compared_graph(
        Differences(before, after, (BodyChange("old", "ended", (), why),), (ended,), brief)
    )
    edge = graph.edges["old", "top", "reports-to"]
    assert (edge["change"], edge["cadence"]) == ("ended", "monthly")
    assert graph.nodes["old"]["seats"] == "A. Chair, chair"
    assert notes_of(graph)[-1] == (
        "Established and dissolved between the two days, and not drawn: Flash Group."
    )


def test_days_on_which_there_was_no_body_are_refused() -> None:
    nothing = Differences(Structure((), (), BEFORE), Structure((), (), AFTER), (), (), ())
    with pytest.raises(NoBodies):
        compared_graph(nothing)


def _turned_round(*kept: LineAt) -> of.Graph:
    bodies = tuple(BodyAt(ref, ref.upper(), "committee") for ref in "abc")
    was, now = LineAt("b", "a", "reports-to"), LineAt("a", "b", "reports-to")
    why = _cause(1, body="c", resolution="c/1")
    changes = (
        LineChange("a", "b", "reports-to", "added", (), why),
        LineChange("b", "a", "reports-to", "ended", (), why),
    )
    before, after = Structure(bodies, (was, *kept), BEFORE), Structure(bodies, (now, *kept), AFTER)
    return compared_graph(Differences(before, after, (), changes, ()))


def test_lines_that_were_turned_round_are_no_circle() -> None:
    graph = _turned_round()
    assert [edge["in_circle"] for _, _, edge in graph.edges(data=True)] == [False, False]
    assert circles_told(graph) == []


def test_a_circle_that_only_the_earlier_day_had_is_said_to_be_no_more() -> None:
    graph = _turned_round(LineAt("a", "c", "reports-to"), LineAt("c", "b", "reports-to"))
    assert not any(edge["in_circle"] for _, _, edge in graph.edges(data=True))
    (told,) = circles_told(graph)
    assert told == (
        "On 4 November 2018 there was a circle of reporting lines, which is no more:"
        " A reports to C reports to B reports to A."
    )


def test_a_circle_of_the_later_day_is_marked_in_a_comparison() -> None:
    graph = _turned_round(LineAt("b", "c", "reports-to"), LineAt("c", "a", "reports-to"))
    marked = {(a, b) for a, b, edge in graph.edges(data=True) if edge["in_circle"]}
    assert marked == {("a", "b"), ("b", "c"), ("c", "a")}
    assert len(circles_told(graph)) == 1
