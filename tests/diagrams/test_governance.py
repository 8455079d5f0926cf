"""The graph of a structure: groups, lines, missing ends and circles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diagrams.errors import DuplicateBody, NoBodies, UnknownGrouping
from diagrams.governance.graph import circles_told, governance_graph, reporting_cycles
from diagrams.governance.ranks import ROW, WIDEST, ranks
from diagrams.governance.reading import groups, lines
from projections.structure import BodyAt, LineAt, Structure
from tests.diagrams.structures import NORFOLK, NOTTINGHAMSHIRE_AFTER

DAY = date(2018, 11, 5)


def structure(*lines: LineAt, refs: str = "abcd") -> Structure:
    bodies = tuple(BodyAt(ref, f"Body {ref.upper()}", "committee") for ref in refs)
    return Structure(bodies, lines, DAY)


def reports(path: str) -> list[LineAt]:
    return [LineAt(a, b, "reports-to") for a, b in pairwise(path)]


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    refs = draw(st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, unique=True))
    kind = st.sampled_from(["committee", "working-group", "officer-post", "something else"])
    label = st.none() | st.sampled_from(["Members", "Officers", "<b>", 'a "b"'])
    bodies = [BodyAt(ref, draw(st.text()), draw(kind), draw(label), draw(label)) for ref in refs]
    end = st.sampled_from([*refs, "gone", "gone:2"])
    line = st.builds(
        LineAt,
        end,
        end,
        st.sampled_from(["reports-to", "updates", "supported-by", "advises", "watches"]),
        st.none() | st.text(),
    )
    return Structure(tuple(bodies), tuple(draw(st.lists(line, max_size=12))), DAY)


@given(structures())
@settings(deadline=None)  # the first drawing loads its libraries
def test_every_body_and_every_line_in_force_appears_exactly_once(drawn: Structure) -> None:
    graph = governance_graph(drawn)
    in_force = [ref for ref in graph if graph.nodes[ref]["kind"] != "not-in-force"]
    assert sorted(in_force) == sorted(body.ref for body in drawn.bodies)
    lines = [(a, b, edge["kind"]) for a, b, edge in graph.edges(data=True)]
    assert sorted(lines) == sorted((line.body, line.to, line.kind) for line in drawn.lines)


@given(structures())
@settings(deadline=None)  # the first drawing loads its libraries
def test_rows_are_without_gaps_and_begin_at_the_top(drawn: Structure) -> None:
    rows = ranks(governance_graph(drawn))
    assert sorted(set(rows.values())) == list(range(len(set(rows.values()))))


def test_the_superior_stands_above_and_the_supporter_below() -> None:
    rows = ranks(governance_graph(NOTTINGHAMSHIRE_AFTER))
    assert rows["policy"] < rows["ics"] < rows["swp-board"] < rows["swp-delivery"]
    assert rows["clt"] == rows["cloud-delivery-board"] - 1


def test_an_update_does_not_overrule_a_reporting_line() -> None:
    lines = [*reports("ab"), LineAt("b", "a", "updates")]
    rows = ranks(governance_graph(structure(*lines, refs="ab")))
    assert rows == {"b": 0, "a": 1}


def test_bodies_without_lines_stand_in_rows_of_their_group() -> None:
    bodies = tuple(BodyAt(f"b{n}", f"Body {n}", "committee", "Members") for n in range(2 * ROW))
    rows = ranks(governance_graph(Structure(bodies, (), DAY)))
    assert list(rows.values()) == [0] * ROW + [1] * ROW


def test_many_leaves_of_one_superior_are_folded() -> None:
    leaves = [LineAt(ref, "a", "reports-to") for ref in "bcdefg"]
    rows = ranks(governance_graph(structure(*leaves, refs="abcdefg")))
    assert max(list(rows.values()).count(row) for row in rows.values()) == ROW


def test_a_row_too_wide_to_print_is_folded_below_those_who_have_somebody_below_them() -> None:
    heads = [LineAt(f"h{n}", "top", "reports-to") for n in range(6)]
    leaves = [LineAt(f"l{n}{m}", f"h{n}", "reports-to") for n in range(6) for m in range(2)]
    bodies = {"top", *(line.body for line in (*heads, *leaves))}
    drawn = Structure(
        tuple(BodyAt(ref, ref, "committee") for ref in bodies), (*heads, *leaves), as_at=DAY
    )
    rows = ranks(governance_graph(drawn))
    assert [list(rows.values()).count(row) for row in range(4)] == [1, 6, WIDEST, 3]
    assert rows["l00"] == 2
    assert rows["l51"] == 3


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
    assert graph.nodes["gone"] == {
        "name": "gone",
        "kind": "not-in-force",
        "group": None,
        "purpose": None,
    }
    assert graph.edges["a", "gone", "reports-to"]["cadence"] == "monthly"


def test_a_second_line_of_the_same_kind_is_kept_beside_the_first() -> None:
    lines = LineAt("a", "b", "updates", "weekly"), LineAt("a", "b", "updates", "yearly")
    graph = governance_graph(structure(*lines))
    assert list(graph["a"]["b"]) == ["updates", "updates#2"]


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
    told = circles_told(graph)
    assert told is not None
    assert "Body A reports to Body B reports to Body C reports to Body A" in told
    marked = {(line.body, line.to) for line in lines(graph) if line.in_circle}
    assert marked == {("a", "b"), ("b", "c"), ("c", "a")}
    assert set(ranks(graph)) == set("abcd")


def test_each_knot_names_its_shortest_circle_and_a_body_may_not_report_to_itself() -> None:
    lines = [*reports("abcda"), *reports("aca"), *reports("ee")]
    graph = governance_graph(structure(*lines, refs="abcde"))
    assert reporting_cycles(graph) == [("a", "c"), ("e",)]


def test_only_reporting_lines_make_a_circle() -> None:
    graph = governance_graph(structure(*reports("ab"), LineAt("b", "a", "updates")))
    assert circles_told(graph) is None
    assert reporting_cycles(graph) == []
