"""An attendance that was recorded wrongly is corrected, and the first stays in the book."""

from __future__ import annotations

import pytest

from domain.errors import NotInForce, NotQuorate, RuleBroken
from tests.engine.handlers.test_quorum import HELD, QUORUM, RESOLUTION, TWO
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

CORRECTION = (
    "- attendance-correction: {meeting: ics-2019-01-07, reason: Cedar was left out,"
    " corrected_on: 2019-02-04, attendance: {present: [Ash, Birch, Cedar]}}\n"
)


@pytest.fixture
def asked(book: OpenBook) -> OpenBook:
    """Give a book with a request before a body that has a quorum."""
    return book.given(COUNCIL, QUORUM, HELD, PROJECT, BASELINE, REQUEST)


def test_quorum_goes_by_the_corrected_attendance(asked: OpenBook) -> None:
    asked.given(TWO).refuses(RESOLUTION, NotQuorate, "`attendance-correction`")
    receipt = asked.when(CORRECTION)
    assert told(receipt) == ["attendance-corrected meeting:ics-2019-01-07 on 2019-01-07"]
    assert fact_of(receipt, 0).reason == "Cedar was left out"
    assert asked.when(RESOLUTION).facts


def test_a_correction_below_the_quorum_is_noted_and_carries_nothing_from_then_on(
    asked: OpenBook,
) -> None:
    asked.given(TWO, CORRECTION, RESOLUTION)
    again = CORRECTION.replace("Cedar was left out", "She was not").replace(", Cedar]", "]")
    [note] = asked.when(again).notes
    assert "was not quorate: 2 present" in note
    asked.refuses(
        "- decision: {change_request: ICS-2019-A, outcome: approved, resolution: 2019/003}",
        NotQuorate,
    )


def test_the_same_correction_twice_is_one(asked: OpenBook) -> None:
    assert asked.given(TWO, CORRECTION).when(CORRECTION).facts == ()


def test_only_what_was_recorded_is_corrected(asked: OpenBook) -> None:
    asked.refuses(CORRECTION, NotInForce, "nothing says yet who was at", "`attendance`")


def test_a_correction_corrects_something(asked: OpenBook) -> None:
    same = CORRECTION.replace(", Cedar]", "]")
    asked.given(TWO).refuses(same, RuleBroken, "says so already")


def test_a_corrected_attendance_is_held_to_the_same_rules(asked: OpenBook) -> None:
    twice = CORRECTION.replace("Birch, Cedar]", "Birch, Birch]")
    asked.given(TWO).refuses(twice, RuleBroken, "Birch is recorded", "twice")


def test_an_attendance_is_not_corrected_before_the_meeting(asked: OpenBook) -> None:
    early = CORRECTION.replace("2019-02-04", "2019-01-06")
    asked.given(TWO).refuses(early, RuleBroken, "before the meeting")


def test_an_attendance_that_is_recorded_again_says_how_it_is_corrected(asked: OpenBook) -> None:
    other = TWO.replace("Birch]", "Fir]")
    with pytest.raises(Exception, match="attendance-correction"):
        asked.given(TWO).when(other)
