"""What commands about bodies do."""

from __future__ import annotations

import pytest

from domain.errors import NotInForce, RuleBroken, UnknownReference
from tests.engine.open_book import COUNCIL, OpenBook, fact_of, told

BOARD = "- body: {ref: board, name: Board, kind: programme-board"


class TestEstablishing:
    """`body`."""

    def test_lines_terms_and_members_follow_the_body(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            BOARD + ", level: Programme, department: ASCH, purpose: Oversight,"
            " established_on: 2018-11-05,"
            " reports_to: [{body: ics, cadence: monthly, starts_on: 2018-11-05}],"
            " terms_of_reference: {summary: Savings, decides: [gates]},"
            " members: [{person: A. Hale, role: chair, starts_on: 2018-11-06},"
            " {person: B. Law, starts_on: 2018-12-01}]}"
        )
        assert told(receipt) == [
            "body-established body:board on 2018-11-05",
            "reporting-line-added body:board on 2018-11-05",
            "terms-of-reference-set body:board on 2018-11-05",
            "member-appointed body:board on 2018-11-06",
            "member-appointed body:board on 2018-12-01",
        ]
        assert fact_of(receipt, 0).level == "Programme"
        assert (fact_of(receipt, 1).to, fact_of(receipt, 1).cadence) == ("ics", "monthly")

    def test_a_body_it_reports_to_must_be_in_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(
            BOARD + ", reports_to: [{body: asc}]}", UnknownReference, "did you mean asch"
        )

    def test_a_body_does_not_report_to_itself(self, book: OpenBook) -> None:
        book.refuses(BOARD + ", reports_to: [{body: board}]}", RuleBroken, "to itself")

    def test_its_reference_has_no_slash_which_would_part_it_from_its_resolutions(
        self, book: OpenBook
    ) -> None:
        book.cannot_read(
            "- body: {ref: a/b, name: X, kind: council}", "body.ref: 'a/b' has a slash"
        )

    @pytest.mark.parametrize(
        ("role", "votes"),
        [
            ("chair", True),
            ("vice-chair", True),
            ("member", True),
            ("substitute", False),
            ("officer-in-attendance", False),
        ],
    )
    def test_who_votes_follows_from_the_role(
        self, book: OpenBook, role: str, *, votes: bool
    ) -> None:
        receipt = book.when(BOARD + f", members: [{{person: A, role: {role}}}]}}")
        assert fact_of(receipt).membership.voting is votes

    def test_who_votes_is_as_the_entry_says_where_it_does(self, book: OpenBook) -> None:
        receipt = book.when(BOARD + ", members: [{person: A, role: member, voting: no}]}")
        assert fact_of(receipt).membership.voting is False


class TestChanging:
    """What happens to a body afterwards."""

    def test_renaming(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            "- body-renaming: {body: ics, name: Improvement, decided_on: 2019-01-01}"
        )
        assert told(receipt) == ["body-renamed body:ics on 2019-01-01"]
        assert fact_of(receipt).name == "Improvement"

    def test_dissolution_with_a_successor(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            "- body-dissolution: {body: ics, decided_on: 2019-01-01, successor: policy, reason: R}"
        )
        assert told(receipt) == ["body-dissolved body:ics on 2019-01-01"]
        assert (fact_of(receipt).successor, fact_of(receipt).reason) == ("policy", "R")

    def test_dissolution_without_a_successor(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            "- body-dissolution: {body: ics, decided_on: 2019-01-01}"
        )
        assert fact_of(receipt).successor is None

    def test_a_successor_must_be_in_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(
            "- body-dissolution: {body: ics, decided_on: 2019-01-01, successor: nobody}",
            UnknownReference,
        )

    def test_reporting_line_and_its_end(self, book: OpenBook) -> None:
        line = "body: ics, to: policy, kind: updates"
        receipt = book.given(COUNCIL).when(
            f"- reporting-line: {{{line}, cadence: monthly, starts_on: 2018-11-05}}\n"
            f"- reporting-line-end: {{{line}, ends_on: 2019-11-05}}\n"
        )
        assert told(receipt) == [
            "reporting-line-added body:ics on 2018-11-05",
            "reporting-line-ended body:ics on 2019-11-05",
        ]
        assert fact_of(receipt).kind == "updates"

    def test_a_line_to_a_dissolved_body_is_refused(self, book: OpenBook) -> None:
        book.given(COUNCIL, "- body-dissolution: {body: policy, decided_on: 2018-01-01}")
        book.refuses(
            "- reporting-line: {body: ics, to: policy, starts_on: 2018-11-05}",
            NotInForce,
            "policy was dissolved on 2018-01-01",
        )

    def test_the_end_of_a_line_that_is_not_there_is_refused(self, book: OpenBook) -> None:
        book.given(COUNCIL).refuses(
            "- reporting-line-end: {body: ics, to: policy, ends_on: 2019-11-05}", NotInForce
        )

    def test_the_end_of_a_line_to_an_unknown_body_suggests_what_is_meant(
        self, book: OpenBook
    ) -> None:
        book.given(COUNCIL).refuses(
            "- reporting-line-end: {body: ics, to: polcy, ends_on: 2019-11-05}",
            UnknownReference,
            "did you mean policy?",
        )

    def test_terms_of_reference(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            "- terms-of-reference: {body: ics, summary: Change, decides: [savings-changes],"
            " portfolios: [asch], financial_limit: '500,000', decided_on: 2018-01-01}"
        )
        assert told(receipt) == ["terms-of-reference-set body:ics on 2018-01-01"]
        terms = fact_of(receipt).terms
        assert (terms.decides, terms.portfolios) == (("savings-changes",), ("asch",))
        assert str(terms.financial_limit) == "500000"

    def test_membership_and_its_end(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(
            "- membership: {body: ics, person: A. Hale, role: substitute, starts_on: 2018-01-01}\n"
            "- membership-end: {body: ics, person: A. Hale, ended_on: 2018-06-01, reason: Moved}\n"
        )
        assert told(receipt) == [
            "member-appointed body:ics on 2018-01-01",
            "member-stood-down body:ics on 2018-06-01",
        ]
        assert fact_of(receipt, 0).membership.voting is False
        assert fact_of(receipt).reason == "Moved"

    @pytest.mark.parametrize(
        "entry",
        [
            "body-renaming: {body: icz, name: X, decided_on: 2019-01-01}",
            "body-dissolution: {body: icz, decided_on: 2019-01-01}",
            "reporting-line: {body: icz, to: policy}",
            "reporting-line-end: {body: icz, to: policy, ends_on: 2019-01-01}",
            "terms-of-reference: {body: icz, summary: X}",
            "membership: {body: icz, person: X}",
            "membership-end: {body: icz, person: X, ended_on: 2019-01-01}",
        ],
    )
    def test_the_body_must_be_in_the_book(self, book: OpenBook, entry: str) -> None:
        book.given(COUNCIL).refuses(
            f"- {entry}", UnknownReference, "no body 'icz' is in the book; did you mean ics?"
        )

    def test_where_nothing_is_like_an_unknown_reference_the_next_step_is_told(
        self, book: OpenBook
    ) -> None:
        book.refuses(
            "- membership: {body: ics, person: X}",
            UnknownReference,
            "no body 'ics' is in the book: record the body first",
        )
