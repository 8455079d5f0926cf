"""Too few members decide nothing, whatever is recorded first."""

from __future__ import annotations

import pytest

from domain.errors import AuthorityMissing, InterestBarsActing, NotQuorate
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook

QUORUM = "- terms-of-reference: {body: ics, summary: Watches over savings, quorum: 3}\n"
HELD = "- meeting: {ref: ics-2019-01-07, body: ics, held_on: 2019-01-07}\n"
TWO = "- attendance: {meeting: ics-2019-01-07, present: [Ash, Birch]}\n"
THREE = "- attendance: {meeting: ics-2019-01-07, present: [Ash, Birch, Cedar]}\n"
RESOLUTION = (
    "- resolution: {ref: 2019/003, meeting: ics-2019-01-07, item: 4, title: T,"
    " clauses: [{effect: approves, text: T}]}\n"
)
INTEREST = (
    "- declaration: {meeting: ics-2019-01-07, person: Cedar, kind: disclosable-pecuniary,"
    " interest: Owns it, item: 4}\n"
)


def decision(cited: str) -> str:
    return f"- decision: {{change_request: ICS-2019-A, outcome: approved, {cited}}}\n"


@pytest.fixture
def asked(book: OpenBook) -> OpenBook:
    """Give a book with a request before a body that has a quorum."""
    return book.given(COUNCIL, QUORUM, HELD, PROJECT, BASELINE, REQUEST)


def test_a_resolution_is_not_passed_with_too_few(asked: OpenBook) -> None:
    asked.given(TWO).refuses(RESOLUTION, NotQuorate, "2 of the members present", "needs 3")


def test_with_enough_it_is(asked: OpenBook) -> None:
    assert asked.given(THREE).when(RESOLUTION).facts


def test_who_has_a_pecuniary_interest_in_the_item_does_not_count(asked: OpenBook) -> None:
    asked.given(THREE, INTEREST).refuses(RESOLUTION, NotQuorate)
    assert asked.when(RESOLUTION.replace("item: 4", "item: 5")).facts


def test_a_motion_that_was_lost_may_be_recorded(asked: OpenBook) -> None:
    assert asked.given(TWO).when(RESOLUTION.replace("title: T,", "title: T, outcome: lost,")).facts


@pytest.mark.parametrize("cited", ["resolution: 2019/003", "meeting: ics-2019-01-07"])
def test_what_turns_out_to_have_been_resolved_by_too_few_carries_nothing(
    asked: OpenBook, cited: str
) -> None:
    [note] = asked.given(RESOLUTION).when(TWO).notes
    assert note == (
        "ics-2019-01-07 was not quorate: 2 present, and ics needs 3; nothing can be decided on what"
        " it resolved"
    )
    asked.refuses(decision(cited), NotQuorate)


@pytest.mark.parametrize("cited", ["resolution: 2019/003", "meeting: ics-2019-01-07"])
def test_before_the_attendance_is_recorded_it_does(asked: OpenBook, cited: str) -> None:
    assert asked.given(RESOLUTION).when(decision(cited)).facts


def test_the_note_is_given_with_the_meeting_too(book: OpenBook) -> None:
    receipt = book.given(COUNCIL, QUORUM).when(
        HELD.replace("held_on: 2019-01-07}", "held_on: 2019-01-07, attendance: {present: 2}}")
    )
    assert [note for note in receipt.notes if "was not quorate" in note]


def test_an_interest_in_the_item_of_the_resolution_counts_where_the_item_is_not_repeated(
    asked: OpenBook,
) -> None:
    asked.given(THREE, RESOLUTION, INTEREST).refuses(decision("resolution: 2019/003"), NotQuorate)


def test_an_interest_in_another_item_bars_nobody(asked: OpenBook) -> None:
    asked.given(THREE, RESOLUTION, INTEREST.replace("item: 4", "item: 5"))
    assert asked.when(decision("resolution: 2019/003, actor: Cedar")).facts


def test_who_has_an_interest_in_the_item_of_the_resolution_does_not_decide_on_it(
    book: OpenBook,
) -> None:
    book.given(COUNCIL, HELD, PROJECT, BASELINE, REQUEST, RESOLUTION, INTEREST)
    book.refuses(decision("resolution: 2019/003, actor: Cedar"), InterestBarsActing, "item 4")


def test_off_the_route_too_a_resolution_that_rejects_approves_nothing(asked: OpenBook) -> None:
    rejects = RESOLUTION.replace("effect: approves", "effect: rejects")
    asked.given(THREE, rejects)
    cited = decision("resolution: 2019/003")
    asked.refuses(cited, AuthorityMissing, "it rejects", "agrees or approves or endorses")
    assert asked.when(cited.replace("outcome: approved", "outcome: rejected")).facts
