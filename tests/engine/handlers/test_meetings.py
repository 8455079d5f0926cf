"""What commands about meetings do."""

from __future__ import annotations

from typing import Any, cast

import pytest

from domain.errors import NotInForce, OutsideRemit, ReferenceUsed, UnknownReference
from engine.errors import ChangedEntry, ContradictoryCommand
from tests.engine.open_book import COUNCIL, MEETING, OpenBook, fact_of, told

SCHEDULED = (
    "- meeting: {ref: ics-2018-11-05, body: ics, scheduled_for: 2018-11-05, starts_at: '10:30',"
    " place: County Hall}"
)
LATER = "- meeting: {ref: ics-2018-12-10, body: ics, held_on: 2018-12-10}\n"


class TestMeeting:
    """`meeting`."""

    def test_a_meeting_that_was_held_is_recorded_with_all_that_is_said_of_it(
        self, book: OpenBook
    ) -> None:
        receipt = book.given(COUNCIL).when(
            "- meeting:\n"
            "    ref: ics-2018-11-05\n"
            "    body: ics\n"
            "    held_on: 5 November 2018\n"
            "    starts_at: 10:30\n"
            "    closed_at: 11.45 am\n"
            "    place: County Hall\n"
            "    agenda: [{item: 4, title: Programme update, report_by: A. Director}]\n"
            "    attendance: {present: [A, B], absent: 1, apologies: [C]}\n"
            "    declarations: [{person: A, kind: private, interest: A relative, item: 4}]\n"
        )
        assert told(receipt) == [
            "meeting-scheduled meeting:ics-2018-11-05",
            "agenda-published meeting:ics-2018-11-05",
            "meeting-held meeting:ics-2018-11-05 on 2018-11-05",
            "attendance-recorded meeting:ics-2018-11-05 on 2018-11-05",
            "interest-declared meeting:ics-2018-11-05 on 2018-11-05",
        ]
        scheduled, agenda, held, attendance, interest = cast("tuple[Any, ...]", receipt.facts)
        assert (scheduled.starts_at, scheduled.place) == ("10:30", "County Hall")
        assert agenda.items[0].item == "4"
        assert held.closed_at == "11.45 am"
        assert attendance.attendance.present == ("A", "B")
        assert (interest.person, interest.item) == ("A", "4")

    def test_a_meeting_to_come_is_scheduled(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(SCHEDULED)
        assert told(receipt) == ["meeting-scheduled meeting:ics-2018-11-05"]
        assert str(fact_of(receipt).scheduled_for) == "2018-11-05"

    def test_a_scheduled_meeting_may_be_recorded_in_full_once_it_was_held(
        self, book: OpenBook
    ) -> None:
        receipt = book.given(COUNCIL, SCHEDULED).when(MEETING)
        assert told(receipt) == ["meeting-held meeting:ics-2018-11-05 on 2018-11-05"]
        assert receipt.notes == ()

    def test_time_and_place_given_again_are_noted_as_not_taken(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, SCHEDULED).when(MEETING.replace("}", ", place: Annexe}"))
        assert receipt.notes == ("time and place of ics-2018-11-05 stay as they were scheduled",)

    def test_another_day_than_the_scheduled_one_contradicts_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL, SCHEDULED).refuses(
            MEETING.replace(
                "held_on: 2018-11-05", "held_on: 2018-11-05, scheduled_for: 2018-11-12"
            ),
            ContradictoryCommand,
            "was scheduled for 2018-11-05, not for 2018-11-12",
        )

    def test_a_meeting_of_another_body_cannot_have_its_reference(self, book: OpenBook) -> None:
        book.given(COUNCIL, SCHEDULED).refuses(
            MEETING.replace("body: ics", "body: asch"), ReferenceUsed
        )

    def test_a_meeting_that_was_held_is_not_scheduled_afterwards(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING).refuses(SCHEDULED, ReferenceUsed)

    @pytest.mark.parametrize("entry", [MEETING, SCHEDULED])
    def test_a_body_meets_only_while_it_is_established(self, book: OpenBook, entry: str) -> None:
        book.given(COUNCIL, "- body-dissolution: {body: ics, decided_on: 2018-11-05}")
        book.refuses(entry, NotInForce, "ics was dissolved on 2018-11-05")

    def test_its_body_must_be_in_the_book(self, book: OpenBook) -> None:
        book.refuses(MEETING, UnknownReference, "no body 'ics'")

    def test_a_meeting_needs_a_day(self, book: OpenBook) -> None:
        book.cannot_read("- meeting: {ref: m, body: ics}", "entries.yaml:1: meeting: a meeting has")

    @pytest.mark.parametrize("more", ["attendance: {present: 3}", "closed_at: noon"])
    def test_nobody_attends_a_meeting_to_come(self, book: OpenBook, more: str) -> None:
        book.cannot_read(SCHEDULED.replace("}", f", {more}}}"), "give `held_on`")


class TestAround:
    """What is recorded of a meeting separately."""

    def test_agenda(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, SCHEDULED).when(
            "- agenda: {meeting: ics-2018-11-05, items: [{item: 1, title: Minutes, purpose: note}]}"
        )
        assert told(receipt) == ["agenda-published meeting:ics-2018-11-05"]

    def test_meeting_held(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, SCHEDULED).when(
            "- meeting-held: {meeting: ics-2018-11-05, held_on: 2018-11-06, closed_at: noon}"
        )
        assert told(receipt) == ["meeting-held meeting:ics-2018-11-05 on 2018-11-06"]
        assert fact_of(receipt).closed_at == "noon"

    def test_a_meeting_of_a_dissolved_body_was_not_held(self, book: OpenBook) -> None:
        book.given(
            COUNCIL, SCHEDULED, "- body-dissolution: {body: ics, decided_on: 2018-11-05}"
        ).refuses("- meeting-held: {meeting: ics-2018-11-05, held_on: 2018-11-06}", NotInForce)

    def test_attendance(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            "- attendance: {meeting: ics-2018-11-05, present: 7, absent: [X],"
            " substitutes: [{member: X, substitute: Y}], officers: [O], guests: [G]}"
        )
        assert told(receipt) == ["attendance-recorded meeting:ics-2018-11-05 on 2018-11-05"]
        attendance = fact_of(receipt).attendance
        assert (attendance.present, attendance.absent) == (7, ("X",))
        assert attendance.substitutes[0].substitute == "Y"

    def test_declaration(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            "- declaration: {meeting: ics-2018-11-05, person: A, kind: disclosable pecuniary,"
            " interest: Owns shares, item: 4}"
        )
        assert told(receipt) == ["interest-declared meeting:ics-2018-11-05 on 2018-11-05"]
        assert fact_of(receipt).kind == "disclosable-pecuniary"

    def test_adjournment(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, MEETING).when(
            "- adjournment: {meeting: ics-2018-11-05, decided_on: 2018-11-05,"
            " resumes_on: 2018-11-12, reason: No quorum}"
        )
        assert told(receipt) == ["meeting-adjourned meeting:ics-2018-11-05 on 2018-11-05"]
        assert str(fact_of(receipt).resumes_on) == "2018-11-12"

    def test_cancellation(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL, SCHEDULED).when(
            "- cancellation: {meeting: ics-2018-11-05, decided_on: 2018-11-01, reason: Snow}"
        )
        assert told(receipt) == ["meeting-cancelled meeting:ics-2018-11-05 on 2018-11-01"]
        assert fact_of(receipt).reason == "Snow"

    @pytest.mark.parametrize(
        "entry",
        [
            "agenda: {meeting: m, items: [{item: 1, title: T}]}",
            "meeting-held: {meeting: m, held_on: 2018-11-05}",
            "attendance: {meeting: m, present: 7}",
            "declaration: {meeting: m, person: A, kind: other, interest: I}",
            "adjournment: {meeting: m, decided_on: 2018-11-05}",
            "cancellation: {meeting: m, decided_on: 2018-11-05, reason: R}",
            "minutes: {meeting: m, confirmed_at: m}",
        ],
    )
    def test_the_meeting_must_be_in_the_book(self, book: OpenBook, entry: str) -> None:
        book.refuses(f"- {entry}", UnknownReference, "no meeting 'm' is in the book")


class TestMinutes:
    """`minutes`."""

    def test_they_are_confirmed_at_a_later_meeting_with_its_corrections(
        self, book: OpenBook
    ) -> None:
        receipt = book.given(COUNCIL, MEETING, LATER).when(
            "- minutes: {meeting: ics-2018-11-05, confirmed_at: ics-2018-12-10,"
            " corrections: [{minute: 3, text: Add the name of C. Dole}]}"
        )
        assert told(receipt) == [
            "minutes-corrected meeting:ics-2018-11-05 on 2018-12-10",
            "minutes-confirmed meeting:ics-2018-11-05 on 2018-12-10",
        ]
        assert fact_of(receipt).confirmed_at == "ics-2018-12-10"

    def test_another_body_does_not_confirm_them(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, LATER.replace("body: ics", "body: asch")).refuses(
            "- minutes: {meeting: ics-2018-11-05, confirmed_at: ics-2018-12-10}",
            OutsideRemit,
            "ics-2018-12-10 is a meeting of asch",
        )

    def test_a_meeting_that_was_not_held_confirms_nothing(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, LATER.replace("held_on", "scheduled_for")).refuses(
            "- minutes: {meeting: ics-2018-11-05, confirmed_at: ics-2018-12-10}", NotInForce
        )

    def test_they_are_confirmed_once(self, book: OpenBook) -> None:
        third = LATER.replace("-12-10", "-12-17")
        confirmed = "- minutes: {meeting: ics-2018-11-05, confirmed_at: ics-2018-12-10}"
        book.given(COUNCIL, MEETING, LATER, third, confirmed)
        book.refuses(
            confirmed.replace("-12-10", "-12-17"),
            ChangedEntry,
            "confirmed_at: the book has 'ics-2018-12-10', this says 'ics-2018-12-17'",
        )
