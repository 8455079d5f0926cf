"""Who is below whom: roots, depths, counts of what is not drawn, and lists of what is alike."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.errors import UnknownRoot
from diagrams.governance import reading as of
from diagrams.governance.circles import circles_told
from diagrams.governance.collapse import collapsed, deepest
from diagrams.governance.gathered import gathered
from diagrams.governance.graph import governance_graph
from diagrams.governance.hierarchy import below, places
from diagrams.governance.rooted import outside_told, rooted
from projections.structure import BodyAt, LineAt, Structure
from tests.diagrams.governance.structured import DAY, reports, structure, structures
from tests.diagrams.structures import NOTTINGHAMSHIRE_AFTER

AFTER = governance_graph(NOTTINGHAMSHIRE_AFTER)


def test_below_a_body_are_those_that_report_to_it_or_support_it() -> None:
    assert below(AFTER, "swp-board") == {"swp-steering", "swp-delivery"}
    assert below(AFTER, "clt") == {
        "cloud-delivery-board",
        "ict-programme-board",
        "cloud-working-group",
    }


def test_who_only_updates_a_body_is_below_it_and_who_also_reports_elsewhere_is_not() -> None:
    assert "swp-sponsor" in below(AFTER, "ics")
    lines = [*reports("ab"), LineAt("a", "c", "updates")]
    graph = governance_graph(structure(*lines, refs="abc"))
    assert below(graph, "b") == {"a"}
    assert below(graph, "c") == set()


def test_a_body_has_the_place_of_its_highest_superior() -> None:
    lines = [*reports("dcba"), *reports("db")]
    place = places(governance_graph(structure(*lines)))
    assert [(place[ref].depth, place[ref].superior) for ref in "abcd"] == [
        (0, None),
        (1, "a"),
        (2, "b"),
        (2, "b"),
    ]


def test_a_root_is_drawn_with_all_below_it_and_with_who_is_right_above_it() -> None:
    part = rooted(AFTER, "cloud-delivery-board")
    assert part.graph["root"] == "cloud-delivery-board"
    assert set(of.inside(part)) == {
        "cloud-delivery-board",
        "ict-programme-board",
        "cloud-working-group",
    }
    assert {ref for ref in part if part.nodes[ref]["outside"]} == {"clt", "ics"}
    assert all(body == "cloud-delivery-board" for body, _ in part.edges())
    assert sorted((kind, to) for _, to, kind in part.edges(keys=True)) == [
        ("reports-to", "clt"),
        ("reports-to", "ics"),
        ("supported-by", "cloud-working-group"),
        ("supported-by", "ict-programme-board"),
    ]


@pytest.mark.parametrize("root", ["a", "b", "c"])
def test_a_part_that_is_in_a_circle_of_reporting_lines_has_all_of_it(root: str) -> None:
    graph = governance_graph(structure(*reports("abca"), *reports("da")))
    part = rooted(graph, root)
    assert set(of.inside(part)) == set(part) == {"a", "b", "c", "d"}
    assert part.number_of_edges() == 4
    assert len(circles_told(part)) == 1
    assert outside_told(graph, part) == []
    assert (places(part)[root].depth, places(part)[root].superior) == (0, None)


def test_below_a_body_that_a_circle_reports_to_is_all_of_the_circle() -> None:
    graph = governance_graph(structure(*reports("abca"), *reports("bd")))
    assert below(graph, "d") == {"a", "b", "c"}


def test_lines_that_lead_out_of_a_part_are_told_and_many_are_counted() -> None:
    part = rooted(AFTER, "clt")
    (told,) = outside_told(AFTER, part)
    line = "Cloud Delivery Board reports to Improvement and Change Sub-Committee."
    assert told == f"Lines that lead out of this picture: {line}"
    lines = [*reports("ba"), *(LineAt("b", ref, "updates") for ref in "cdefgh")]
    graph = governance_graph(structure(*lines, refs="abcdefgh"))
    (told,) = outside_told(graph, rooted(graph, "a"))
    assert told.endswith("Body B updates Body F. So do 2 more.")
    assert outside_told(AFTER, rooted(AFTER, "swp-board")) == []


def test_a_root_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownRoot, match=r"no body 'ICS' .* \(asch, asset-management-group"):
        rooted(AFTER, "ICS")


def test_what_is_deeper_is_counted_by_kind_in_the_box_above_it() -> None:
    shallow = collapsed(AFTER, 1)
    board = shallow.nodes["ics"]
    assert board["below"] == 5
    assert "swp-board" not in shallow


def test_lines_of_what_is_deeper_are_lifted_and_counted() -> None:
    lines = [*reports("ba"), *reports("cb"), *reports("db"), LineAt("e", "a", "reports-to")]
    more = [LineAt("c", "e", "updates"), LineAt("d", "e", "updates"), LineAt("c", "d", "advises")]
    graph = governance_graph(structure(*lines, *more, refs="abcde"))
    shallow = collapsed(graph, 1)
    assert sorted(shallow) == ["a", "b", "e"]
    assert shallow.nodes["b"]["below_words"] == "2 committees"
    lifted = shallow.edges["b", "e", "updates"]
    assert (lifted["own"], lifted["lifted"], lifted["cadence"]) == (False, 2, None)
    assert shallow.edges["b", "a", "reports-to"]["own"] is True
    assert shallow.number_of_edges() == 3


def test_a_lifted_line_joins_one_that_was_recorded() -> None:
    lines = [*reports("cba"), LineAt("b", "d", "updates", "monthly"), LineAt("c", "d", "updates")]
    shallow = collapsed(governance_graph(structure(*lines)), 1)
    joined = shallow.edges["b", "d", "updates"]
    assert (joined["own"], joined["lifted"], joined["cadence"]) == (True, 1, "monthly")


def test_down_to_its_lowest_row_a_structure_is_whole() -> None:
    assert collapsed(AFTER, deepest(AFTER)) is AFTER
    assert deepest(AFTER) == 3


@given(structures(), st.integers(0, 4))
@settings(deadline=None, max_examples=40)  # the first graph loads its library
def test_no_body_is_lost_however_few_rows_are_drawn(drawn: Structure, depth: int) -> None:
    graph = governance_graph(drawn)
    shallow = collapsed(graph, depth)
    assert len(shallow) + sum(shallow.nodes[ref]["below"] for ref in shallow) == len(graph)
    alike = gathered(shallow, 2)
    assert sum(len(of.listed(alike, ref)) or 1 for ref in alike) == len(shallow)


def many(count: int, cadence: str | None = None) -> Structure:
    """Return so many working groups that report to one board."""
    groups = [BodyAt(f"g{n}", f"Group {n}", "working-group") for n in range(count)]
    lines = [LineAt(group.ref, "board", "reports-to", cadence) for group in groups]
    board = BodyAt("board", "The Board", "programme-board")
    return Structure((board, *groups), tuple(lines), DAY)


def test_many_of_one_kind_below_one_body_are_one_list() -> None:
    graph = gathered(governance_graph(many(6)))
    assert list(graph) == ["board", "g0"]
    assert graph.nodes["g0"]["name"] == "6 working groups"
    assert list(of.listed(graph, "g0")) == ["g0", "g1", "g2", "g3", "g4", "g5"]
    assert graph.edges["g0", "board", "reports-to"]["own"] is True


def test_few_of_a_kind_have_boxes_of_their_own() -> None:
    graph = governance_graph(many(5))
    assert gathered(graph) is graph


def test_those_who_have_another_line_or_another_cadence_stand_apart() -> None:
    drawn = many(7, cadence="monthly")
    other = LineAt("g0", "board", "updates")
    weekly = LineAt("g1", "board", "reports-to", "weekly")
    lines = (*(line for line in drawn.lines if line.body != "g1"), weekly, other)
    graph = governance_graph(Structure(drawn.bodies, lines, DAY))
    assert sorted(gathered(graph)) == ["board", "g0", "g1"]
    assert len(gathered(graph, cadence=True)) == len(graph)


def test_many_without_any_line_are_one_list_of_their_group() -> None:
    bodies = tuple(BodyAt(f"b{n}", f"Body {n}", "committee", "Members") for n in range(8))
    graph = gathered(governance_graph(Structure(bodies, (), DAY)))
    assert list(graph) == ["b0"]
    assert graph.nodes["b0"]["group"] == "Members"
