"""What the command that records a resolution does."""

from __future__ import annotations

import pytest

from domain.errors import NotInForce, UnknownReference, VoteDoesNotCarry
from engine.errors import ChangedEntry
from tests.engine.open_book import COUNCIL, MEETING, OpenBook, fact_of, told

NOTED = "clauses: [{effect: notes, text: Progress noted.}]"
RESOLUTION = (
    "- resolution: {ref: 2018/019, meeting: ics-2018-11-05, item: 4, title: Update, " + NOTED + "}"
)
LATER = "- meeting: {ref: ics-2018-12-10, body: ics, held_on: 2018-12-10}\n"


class TestRecording:
    """`resolution`."""

    def test_it_is_known_by_its_reference_within_the_body_of_the_meeting(
        self, book: OpenBook
    ) -> None:
        receipt = book.given(COUNCIL, MEETING).when(RESOLUTION)
        assert told(receipt) == ["resolution-passed resolution:ics/2018/019 on 2018-11-05"]
        passed = fact_of(receipt)
        assert (passed.ref, passed.body, passed.meeting) == ("2018/019", "ics", "ics-2018-11-05")

    def test_clauses_are_numbered_by_their_place(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            RESOLUTION.replace("]}", ", {effect: Requests Report, text: R, to: asch}]}")
        )
        assert [
            (clause.number, clause.effect, clause.to) for clause in fact_of(receipt).clauses
        ] == [(1, "notes", None), (2, "requests-report", "asch")]

    def test_mover_seconder_and_votes_are_kept(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            RESOLUTION.replace(
                "]}",
                "], moved_by: A, seconded_by: B, votes: {for: 2, against: 1,"
                " named: {for: [A, B], against: [C]}}}",
            )
        )
        passed = fact_of(receipt)
        assert (passed.moved_by, passed.seconded_by, passed.votes.against) == ("A", "B", 1)

    def test_a_motion_may_be_lost(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            RESOLUTION.replace("]}", "], outcome: lost, votes: {for: 1, against: 6}}")
        )
        assert told(receipt) == ["resolution-lost resolution:ics/2018/019 on 2018-11-05"]

    def test_votes_must_give_the_outcome(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING).refuses(
            RESOLUTION.replace("]}", "], votes: {for: 1, against: 6}}"), VoteDoesNotCarry
        )

    @pytest.mark.parametrize("more", ["supersedes: [2018/001]", "takes_effect_on: 2019-01-01"])
    def test_a_lost_motion_has_no_effect(self, book: OpenBook, more: str) -> None:
        book.cannot_read(
            RESOLUTION.replace("]}", f"], outcome: lost, {more}}}"), "a lost motion supersedes"
        )

    def test_the_meeting_must_be_in_the_book_and_held(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(RESOLUTION, UnknownReference, "no meeting 'ics-2018-11-05'")
        book.given(MEETING.replace("held_on", "scheduled_for"))
        book.refuses(RESOLUTION, NotInForce, "is not recorded as held")

    def test_the_body_must_exist_when_it_resolves(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, "- body-dissolution: {body: ics, decided_on: 2018-11-01}")
        book.refuses(RESOLUTION, NotInForce, "ics was dissolved on 2018-11-01")

    def test_a_body_or_meeting_that_a_clause_names_must_be_in_the_book(
        self, book: OpenBook
    ) -> None:
        book.given(COUNCIL, MEETING)
        refers = RESOLUTION.replace("effect: notes,", "effect: refers, to: asc,")
        book.refuses(refers, UnknownReference, "no body 'asc'", "asch")
        at = RESOLUTION.replace("effect: notes,", "effect: requests-report, at: ics-2019,")
        book.refuses(at, UnknownReference, "no meeting 'ics-2019'")

    def test_a_clause_may_name_a_meeting_to_come(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, LATER)
        receipt = book.when(
            RESOLUTION.replace("effect: notes,", "effect: requests-report, at: ics-2018-12-10,")
        )
        assert fact_of(receipt).clauses[0].at == "ics-2018-12-10"

    def test_another_meeting_of_the_body_cannot_use_the_reference_again(
        self, book: OpenBook
    ) -> None:
        book.given(COUNCIL, MEETING, LATER, RESOLUTION)
        book.refuses(
            RESOLUTION.replace("ics-2018-11-05", "ics-2018-12-10"),
            ChangedEntry,
            "meeting: the book has 'ics-2018-11-05', this says 'ics-2018-12-10'",
        )

    def test_another_body_can(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, RESOLUTION)
        book.given("- meeting: {ref: asch-1, body: asch, held_on: 2018-11-12}")
        receipt = book.when(RESOLUTION.replace("ics-2018-11-05", "asch-1"))
        assert told(receipt) == ["resolution-passed resolution:asch/2018/019 on 2018-11-12"]


class TestSuperseding:
    """A later resolution takes the place of earlier ones of the same body."""

    def test_it_takes_effect_when_it_is_adopted(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, LATER, RESOLUTION)
        receipt = book.when(
            "- resolution: {ref: 2018/025, meeting: ics-2018-12-10, title: Again,"
            f" supersedes: [2018/019], takes_effect_on: 2019-04-01, {NOTED}}}"
        )
        assert told(receipt) == [
            "resolution-passed resolution:ics/2018/025 on 2018-12-10",
            "resolution-superseded resolution:ics/2018/019 on 2018-12-10",
        ]
        assert fact_of(receipt).superseded_by == "2018/025"

    def test_what_it_supersedes_must_be_in_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING).refuses(
            RESOLUTION.replace("]}", "], supersedes: [2018/001]}"),
            UnknownReference,
            "no resolution 'ics/2018/001'",
        )

    def test_the_same_again_changes_nothing_although_it_is_superseded(self, book: OpenBook) -> None:
        superseding = (
            "- resolution: {ref: 2018/025, meeting: ics-2018-12-10, title: Again,"
            f" supersedes: [2018/019], {NOTED}}}"
        )
        book.given(COUNCIL, MEETING, LATER, RESOLUTION, superseding)
        assert book.when(RESOLUTION + "\n" + superseding).facts == ()
