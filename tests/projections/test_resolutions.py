"""Resolutions for any two times."""

from __future__ import annotations

from datetime import date

import pytest

from projections.resolutions.queries import list_resolutions
from projections.resolutions.standing import uncalled
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


CABINET = """
- calendar: {country: GB, subdivision: ENG}
- body: {ref: cabinet, name: Cabinet, kind: cabinet,
    terms_of_reference: {summary: Decides., call_in: 5 working days}}
- meeting: {ref: m1, body: cabinet, held_on: 2019-01-07}
- meeting: {ref: m2, body: cabinet, held_on: 2019-02-04}
- resolution: {ref: "1", meeting: m1, title: Close, clauses: [{effect: approves, text: Closed.}]}
"""
TOOK_EFFECT = "- took-effect: {resolution: cabinet/1, on: 2019-01-15}\n"
CALLED_IN = """
- call-in: {resolution: cabinet/1, called_in_on: 2019-01-09, by: [A, B], reason: Too soon}
"""
OUTCOME = """
- call-in-outcome: {resolution: cabinet/1, outcome: %s, decided_on: 2019-01-21, body: cabinet}
"""
LATER = """
- resolution: {ref: "2", meeting: m2, title: L, clauses: [{effect: agrees, text: It.}], %s}
"""


def states(book: BookOnDisk, *days: str) -> list[str]:
    with book.views() as views:
        return [list_resolutions(views, date.fromisoformat(day), ref="1")[0].state for day in days]


def test_a_decision_that_may_be_called_in_is_in_force_after_the_window(book: BookOnDisk) -> None:
    book.record(CABINET)
    assert states(book, "2019-01-14", "2019-01-15") == ["awaiting call-in", "awaiting tick"]
    book.record(TOOK_EFFECT)
    assert states(book, "2019-01-14", "2019-01-15") == ["awaiting call-in", "in force"]


def test_a_called_in_decision_is_in_force_from_the_day_it_is_upheld(book: BookOnDisk) -> None:
    book.record(CABINET + CALLED_IN + OUTCOME % "upheld")
    days = ("2019-01-08", "2019-01-09", "2019-01-20", "2019-01-21")
    assert states(book, *days) == ["awaiting call-in", "called in", "called in", "in force"]
    with book.views() as views:
        (found,) = list_resolutions(views)
    assert found.in_force_from == date(2019, 1, 21)
    assert found.call_in is not None
    assert (found.call_in.called_in_by, found.call_in.reason) == (("A", "B"), "Too soon")
    assert (found.call_in.outcome, found.call_in.body) == ("upheld", "cabinet")


def test_an_upheld_decision_waits_for_the_later_day_that_it_names(book: BookOnDisk) -> None:
    late = CABINET.replace("title: Close,", "title: Close, takes_effect_on: 2019-03-01,")
    book.record(late + CALLED_IN + OUTCOME % "upheld")
    assert states(book, "2019-02-28", "2019-03-01") == ["not yet in force", "in force"]


def test_a_decision_that_is_referred_back_is_never_in_force(book: BookOnDisk) -> None:
    book.record(CABINET + CALLED_IN + OUTCOME % "referred-back")
    assert states(book, "2030-01-01") == ["referred back"]
    with book.views() as views:
        assert list_resolutions(views)[0].in_force_from is None


def test_a_rescinded_resolution_is_told_as_such_from_that_day(book: BookOnDisk) -> None:
    book.record(CABINET + TOOK_EFFECT + LATER % 'rescinds: ["1"]')
    assert states(book, "2019-02-03", "2019-02-04") == ["in force", "rescinded"]


def test_an_amended_clause_is_told_with_both_its_texts(book: BookOnDisk) -> None:
    book.record(CABINET + LATER % 'amends: [{ref: "1", clause: 1, text: Open.}]')
    with book.views() as views:
        (before,) = list_resolutions(views, date(2019, 2, 3), ref="1")
        (after,) = list_resolutions(views, date(2019, 2, 4), ref="1")
    assert (before.clauses[0].text, before.clauses[0].words) == ("Closed.", "Closed.")
    assert (after.clauses[0].text, after.clauses[0].words) == ("Closed.", "Open.")


def test_what_was_rescinded_and_amended_is_told_as_it_was_once_that_is_referred_back(
    book: BookOnDisk,
) -> None:
    third = CABINET + CABINET.splitlines()[-1].replace('"1"', '"0"') + "\n"
    does = 'rescinds: ["1"], amends: [{ref: "0", clause: 1, text: Open.}]'
    book.record(
        third
        + TOOK_EFFECT
        + LATER % does
        + CALLED_IN.replace("cabinet/1", "cabinet/2").replace("01-09", "02-05")
        + (OUTCOME % "referred-back").replace("cabinet/1", "cabinet/2").replace("01-21", "02-18")
    )
    assert states(book, "2019-02-17", "2019-02-18") == ["rescinded", "in force"]
    with book.views() as views:
        (amended,) = list_resolutions(views, ref="0")
        (rescinded,) = list_resolutions(views, ref="1")
    assert amended.clauses[0].words == "Closed."
    back = date(2019, 2, 18)
    assert [(each.text, each.revived_on) for each in amended.clauses[0].amended] == [
        ("Open.", back)
    ]
    assert [(each.how, each.by, each.revived_on) for each in rescinded.revived] == [
        ("rescinded", "2", back)
    ]


def test_what_was_superseded_in_its_window_waits_for_the_clock_once_that_is_referred_back(
    book: BookOnDisk,
) -> None:
    book.record(
        CABINET
        + (LATER % 'supersedes: ["1"]').replace("m2", "m1")
        + CALLED_IN.replace("cabinet/1", "cabinet/2")
        + (OUTCOME % "referred-back").replace("cabinet/1", "cabinet/2")
    )
    with book.views() as views:
        assert list(uncalled(views, date(2019, 1, 20))) == []
        assert list(uncalled(views, date(2019, 1, 21))) == [("cabinet/1", date(2019, 1, 21))]
    book.record(TOOK_EFFECT.replace("01-15", "01-21"))
    assert states(book, "2019-01-20", "2019-01-21") == ["superseded", "in force"]


def test_a_lost_motion_is_never_in_force(book: BookOnDisk) -> None:
    book.record(CABINET.replace("title: Close,", "title: Close, outcome: lost,"))
    assert states(book, "2030-01-01") == ["lost"]
    with book.views() as views:
        assert list_resolutions(views)[0].in_force_from is None
