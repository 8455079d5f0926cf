"""The graph of a structure: bodies, groups, lines, members, missing ends and circles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from diagrams.errors import DuplicateBody, NoBodies, UnknownGrouping
from diagrams.governance.circles import circles_told, reporting_cycles
from diagrams.governance.graph import governance_graph
from diagrams.governance.reading import groups, lines
from projections.bodies.governance import structure_at
from projections.structure import BodyAt, LineAt, SeatAt, Structure
from tests.books import BookOnDisk
from tests.diagrams.governance.structured import DAY, reports, structure, structures
from tests.diagrams.structures import NORFOLK, NOTTINGHAMSHIRE_AFTER


@given(structures())
@settings(deadline=None, max_examples=40)  # the first graph loads its library
def test_every_body_and_every_line_in_force_appears_exactly_once(drawn: Structure) -> None:
    graph = governance_graph(drawn)
    in_force = [ref for ref in graph if graph.nodes[ref]["kind"] != "not-in-force"]
    assert sorted(in_force) == sorted(body.ref for body in drawn.bodies)
    lines = [(a, b, edge["kind"]) for a, b, edge in graph.edges(data=True)]
    assert sorted(lines) == sorted((line.body, line.to, line.kind) for line in drawn.lines)


@pytest.mark.parametrize(
    ("day", "bodies", "lines", "reports_to_ics"),
    [
        (date(2018, 11, 4), 15, 4, ["swp-board"]),
        (date(2018, 11, 5), 18, 12, ["cloud-delivery-board", "swp-board"]),
    ],
)
def test_the_graph_is_that_of_its_day(
    nottinghamshire_book: BookOnDisk,
    day: date,
    bodies: int,
    lines: int,
    reports_to_ics: list[str],
) -> None:
    with nottinghamshire_book.views() as views:
        graph = governance_graph(structure_at(views, day))
    assert (len(graph), graph.number_of_edges()) == (bodies, lines)
    assert graph.graph["as_at"] == day
    to_ics = graph.in_edges("ics", keys=True)
    assert sorted(body for body, _, key in to_ics if key == "reports-to") == reports_to_ics


def test_a_body_has_the_facts_that_were_recorded_of_it(nottinghamshire_book: BookOnDisk) -> None:
    with nottinghamshire_book.views() as views:
        graph = governance_graph(structure_at(views, DAY, members=True), by="department")
    asch = graph.nodes["asch"]
    assert (asch["name"], asch["kind"], asch["level"], asch["group"]) == (
        "Adult Social Care and Public Health Committee",
        "committee",
        "Members",
        "Adult Social Care & Health",
    )
    assert (asch["below"], asch["outside"], asch["change"]) == (0, False, None)
    assert graph.nodes["ics"]["seats"].splitlines()[0] == "Reg Adair, chair"
    steering = graph.edges["swp-board", "swp-deployment-steering-group", "supported-by"]
    assert steering["cadence"] == "meets monthly"
    assert steering["starts_on"] == DAY
    assert steering["own"] is True


def test_bodies_are_grouped_by_level_or_by_department() -> None:
    body = BodyAt("a", "A", "committee", "Members", "Place")
    one = Structure((body, replace(body, ref="b", level=None)), (), DAY)
    assert groups(governance_graph(one, "level")) == {"a": "Members", "b": "Place"}
    assert groups(governance_graph(one, "department")) == {"a": "Place", "b": "Place"}


def test_an_unknown_grouping_is_refused() -> None:
    with pytest.raises(UnknownGrouping, match="use level or department"):
        governance_graph(NORFOLK, "colour")


def test_an_empty_structure_is_refused_with_its_date() -> None:
    with pytest.raises(NoBodies, match="no bodies in force at 2018-11-05"):
        governance_graph(Structure((), (), DAY))


def test_a_reference_that_stands_twice_is_refused() -> None:
    with pytest.raises(DuplicateBody, match="the body a stands twice"):
        governance_graph(structure(refs="aa"))


def test_a_line_to_a_body_not_in_force_shows_that_body_outside_the_groups() -> None:
    graph = governance_graph(structure(LineAt("a", "gone", "reports-to", "monthly")))
    gone = graph.nodes["gone"]
    assert (gone["name"], gone["kind"], gone["group"]) == ("gone", "not-in-force", None)
    assert graph.edges["a", "gone", "reports-to"]["cadence"] == "monthly"


def test_a_second_line_of_the_same_kind_is_kept_beside_the_first() -> None:
    lines = LineAt("a", "b", "updates", "weekly"), LineAt("a", "b", "updates", "yearly")
    graph = governance_graph(structure(*lines))
    assert list(graph["a"]["b"]) == ["updates", "updates#2"]


def test_who_sits_on_a_body_is_there_only_if_it_was_asked() -> None:
    seats = (SeatAt("a", "Ann\nLee", "chair"), SeatAt("a", "Bo", "officer-in-attendance"))
    asked = governance_graph(replace(structure(), seats=seats))
    assert asked.nodes["a"]["seats"] == "Ann Lee, chair\nBo, officer in attendance"
    assert asked.nodes["b"]["seats"] == ""
    assert governance_graph(structure()).nodes["a"]["seats"] is None


def test_the_order_of_bodies_and_lines_makes_no_difference() -> None:
    turned = replace(
        NOTTINGHAMSHIRE_AFTER,
        bodies=NOTTINGHAMSHIRE_AFTER.bodies[::-1],
        lines=NOTTINGHAMSHIRE_AFTER.lines[::-1],
    )
    one, other = governance_graph(NOTTINGHAMSHIRE_AFTER), governance_graph(turned)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_a_circle_of_reporting_lines_is_told_by_name_and_marked() -> None:
    graph = governance_graph(structure(*reports("abca"), *reports("da")))
    (told,) = circles_told(graph)
    assert "Body A reports to Body B reports to Body C reports to Body A." in told
    marked = {(line.body, line.to) for line in lines(graph) if line.in_circle}
    assert marked == {("a", "b"), ("b", "c"), ("c", "a")}


def test_each_knot_names_its_shortest_circle_and_a_body_may_not_report_to_itself() -> None:
    lines = [*reports("abcda"), *reports("aca"), *reports("ee")]
    graph = governance_graph(structure(*lines, refs="abcde"))
    assert reporting_cycles(graph) == [("a", "c"), ("e",)]


def test_only_reporting_lines_make_a_circle() -> None:
    graph = governance_graph(structure(*reports("ab"), LineAt("b", "a", "updates")))
    assert circles_told(graph) == []
