"""Bodies of which a book does not say since when they exist, on a day before all it tells."""

from __future__ import annotations

from datetime import date, timedelta

from diagrams.governance.graph import governance_graph
from diagrams.governance.undated import undated_told
from tests.diagrams.governance.structured import reports, structure

GRAPH = governance_graph(structure(*reports("ab"), *reports("ca")))
FIRST = date(2017, 11, 5)


def test_before_the_first_day_of_the_book_it_is_said_of_how_many_bodies_nothing_is_known() -> None:
    (note,) = undated_told(GRAPH, {"a", "b", "elsewhere"}, date(1950, 1, 1), FIRST)
    assert note == (
        "The book does not say since when 2 of 4 bodies exist and tells of no day before"
        " 5 November 2017: that they were there on 1 January 1950 is not recorded."
    )


def test_from_the_eve_of_the_first_day_of_the_book_on_nothing_is_said() -> None:
    assert undated_told(GRAPH, {"a"}, FIRST - timedelta(days=1), FIRST) == []
    assert undated_told(GRAPH, {"a"}, FIRST - timedelta(days=2), FIRST)


def test_nothing_is_said_where_all_bodies_have_a_day() -> None:
    assert undated_told(GRAPH, set(), date(1950, 1, 1), FIRST) == []


def test_of_a_book_without_any_day_it_is_said_of_days_before_it_was_recorded_alone() -> None:
    assert undated_told(GRAPH, {"a"}, FIRST, None, recorded=FIRST) == []
    (note,) = undated_told(GRAPH, {"a"}, date(1950, 1, 1), None, recorded=FIRST)
    assert "tells of no day at all" in note
