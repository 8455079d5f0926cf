"""Resolutions for any two times."""

from __future__ import annotations

from datetime import date

import pytest

from projections.resolutions.queries import list_resolutions
from tests.books import IN_2018, IN_2019, BookOnDisk

FIRST = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- meeting: {ref: first, body: ics, held_on: 2018-11-05}
- resolution:
    ref: 2018/019
    meeting: first
    item: 4
    title: Smarter working
    moved_by: A
    seconded_by: B
    votes: {for: 2, against: 1, abstained: 0}
    takes_effect_on: 2018-12-01
    clauses:
      - {effect: delegates, text: Settle it., delegate: Director, in_consultation_with: [A, B],
         by: 2019-01-31}
      - {effect: refers, text: To finance., to: ics}
"""
SECOND = """
- meeting: {ref: second, body: ics, held_on: 2019-01-07}
- resolution:
    ref: 2019/001
    meeting: second
    title: Smarter working again
    supersedes: [2018/019]
    clauses: [{effect: approves, text: The new way.}]
"""


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """A resolution recorded in 2018, and the one that superseded it in 2019."""
    book.record(FIRST, IN_2018)
    book.record(SECOND, IN_2019)
    return book


def test_a_resolution_is_told_whole(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        (found,) = list_resolutions(views, ref="2018/019")
    assert (found.id, found.body, found.meeting) == ("ics/2018/019", "ics", "first")
    assert (found.held_on, found.takes_effect_on) == (date(2018, 11, 5), date(2018, 12, 1))
    assert (found.item, found.moved_by, found.seconded_by) == ("4", "A", "B")
    assert found.votes is not None
    assert (found.votes["for"], found.votes["against"]) == (2, 1)
    delegated, referred = found.clauses
    assert (delegated.number, delegated.delegate, delegated.by) == (
        1,
        "Director",
        date(2019, 1, 31),
    )
    assert delegated.in_consultation_with == ("A", "B")
    assert (referred.number, referred.effect, referred.to) == (2, "refers", "ics")


def test_a_resolution_is_superseded_from_the_adoption_of_the_later_one(
    recorded: BookOnDisk,
) -> None:
    known = recorded.position_at(IN_2018)
    with recorded.views() as views:
        answers = [
            [(r.ref, r.superseded_by) for r in list_resolutions(views, day, position)]
            for day in (date(2019, 1, 6), date(2019, 1, 7))
            for position in (known, None)
        ]
    before, after = [("2018/019", None)], [("2018/019", "2019/001"), ("2019/001", None)]
    assert answers == [before, before, before, after]


def test_resolutions_are_those_of_a_body_or_of_a_meeting(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        assert [r.ref for r in list_resolutions(views, meeting="second")] == ["2019/001"]
        assert list_resolutions(views, body="asch") == []
        assert list_resolutions(views, meeting="second")[0].supersedes == ("2018/019",)
