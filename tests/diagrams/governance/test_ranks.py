"""The rows of a drawing: superiors above, levels one under the other, no row too wide to print."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from diagrams.governance.graph import governance_graph
from diagrams.governance.ranks import ALONE, LEAST, ranks
from projections.structure import BodyAt, LineAt, Structure
from tests.diagrams.governance.structured import DAY, reports, structure, structures
from tests.diagrams.structures import NOTTINGHAMSHIRE_AFTER


@given(structures())
@settings(deadline=None, max_examples=40)  # the first graph loads its library
def test_rows_are_without_gaps_and_begin_at_the_top(drawn: Structure) -> None:
    graph = governance_graph(drawn)
    rows = ranks(graph)
    assert set(rows) == set(graph)
    assert sorted(set(rows.values())) == list(range(len(set(rows.values()))))


def test_the_superior_stands_above_and_the_supporter_below() -> None:
    rows = ranks(governance_graph(NOTTINGHAMSHIRE_AFTER))
    assert rows["policy"] < rows["ics"] < rows["swp-board"] < rows["swp-delivery"]
    assert rows["clt"] < rows["cloud-delivery-board"]


def test_levels_stand_one_under_the_other_those_who_are_reported_to_first() -> None:
    graph = governance_graph(NOTTINGHAMSHIRE_AFTER)
    rows = ranks(graph)
    levels: dict[str, set[int]] = {}
    for ref, row in rows.items():
        levels.setdefault(graph.nodes[ref]["group"], set()).add(row)
    assert levels == {"Members": {0, 1}, "Officers": {2}, "Programme": {3, 4}}


def test_departments_stand_side_by_side() -> None:
    bodies = [BodyAt(ref, ref, "committee", None, place) for ref, place in ("aX", "bX", "cY")]
    drawn = Structure(tuple(bodies), (LineAt("b", "a", "reports-to"),), DAY)
    assert ranks(governance_graph(drawn, "department")) == {"a": 0, "c": 0, "b": 1}


def test_an_update_does_not_overrule_a_reporting_line() -> None:
    lines = [*reports("ab"), LineAt("b", "a", "updates")]
    assert ranks(governance_graph(structure(*lines, refs="ab"))) == {"b": 0, "a": 1}


def test_who_is_advised_by_a_board_does_not_move_it() -> None:
    lines = [*reports("ba"), *reports("ca"), LineAt("b", "c", "advises")]
    assert ranks(governance_graph(structure(*lines, refs="abc"))) == {"a": 0, "b": 1, "c": 1}


def test_bodies_without_lines_stand_in_rows_of_their_group() -> None:
    bodies = tuple(BodyAt(f"b{n}", f"Body {n}", "committee", "Members") for n in range(2 * ALONE))
    rows = ranks(governance_graph(Structure(bodies, (), DAY)))
    assert list(rows.values()) == [0] * ALONE + [1] * ALONE


def test_a_row_too_wide_to_print_is_folded_and_those_with_somebody_below_them_come_last() -> None:
    heads = [LineAt(f"h{n}", "top", "reports-to") for n in range(2)]
    leaves = [LineAt(f"l{n}", "top", "reports-to") for n in range(2 * LEAST)]
    deeper = [LineAt(f"d{n}", f"h{n}", "reports-to") for n in range(2)]
    lines = (*heads, *leaves, *deeper)
    refs = ["top", *(line.body for line in lines)]
    drawn = Structure(tuple(BodyAt(ref, ref, "committee") for ref in refs), lines, DAY)
    rows = ranks(governance_graph(drawn))
    assert Counter(rows.values()) == {0: 1, 1: LEAST, 2: LEAST, 3: 2, 4: 2}
    assert rows["h0"] == rows["h1"] == 3


def test_a_body_outside_the_picture_stands_above_it() -> None:
    graph = governance_graph(structure(*reports("ba"), refs="ab"))
    graph.nodes["a"]["outside"] = True
    assert ranks(graph) == {"a": 0, "b": 1}


def test_bodies_of_a_circle_have_rows_all_the_same() -> None:
    assert set(ranks(governance_graph(structure(*reports("abca"), *reports("da"))))) == set("abcd")
