"""What commands about actions do."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import (
    AlreadyDecided,
    AuthorityMissing,
    DelegationExceeded,
    NotForThisBody,
    NotInForce,
    RuleBroken,
    UnknownReference,
)
from engine.errors import ContradictoryCommand, IncompleteCommand
from tests.engine.open_book import COUNCIL, OpenBook, fact_of, told

MEETINGS = """
- meeting: {ref: ics-2018-11-05, body: ics, held_on: 2018-11-05}
- meeting: {ref: ics-2019-01-07, body: ics, held_on: 2019-01-07}
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: policy-2019-01-16, body: policy, held_on: 2019-01-16}
"""
ASKED = """
- resolution:
    ref: 2018/019
    meeting: ics-2018-11-05
    title: Smarter working
    clauses:
      - {effect: notes, text: The report.}
      - {effect: requests-report, text: Another report., at: ics-2019-03-04, owner: Iain}
      - {effect: delegates, text: Closing of actions., delegate: Director,
         in_consultation_with: [the Chair]}
      - {effect: approves, text: A plan is drawn up., owner: Sue, in_months: 3}
"""
LATER = """
- resolution: {ref: 2019/002, meeting: ics-2019-01-07, title: Closed,
   clauses: [{effect: notes, text: It is done.}]}
"""
CLAUSE, PLAN = "ics/2018/019/2", "ics/2018/019/4"
SET = (
    "- action: {ref: A-7, owner: Sue, text: Publish it, asked_by: ics, asked_at: ics-2018-11-05,"
    " due: 2018-12-01}"
)
DONE = f"- action-completion: {{action: {CLAUSE}, completed_on: 2019-01-02, evidence: The report}}"


@pytest.fixture
def asked(book: OpenBook) -> OpenBook:
    """Give a book with a resolution that asks for things."""
    return book.given(COUNCIL, MEETINGS, ASKED, LATER)


def progress(ref: str, day: str = "2018-12-01") -> str:
    return f"- action-progress: {{action: {ref}, noted_on: {day}, note: Half done}}"


def close(ref: str, more: str = "meeting: ics-2019-01-07") -> str:
    return f"- action-closure: {{action: {ref}, {more}}}"


class TestAsking:
    """`action`, and clauses that ask for something."""

    def test_a_clause_that_asks_for_something_is_an_action_by_itself(self, asked: OpenBook) -> None:
        receipt = asked.when(progress(CLAUSE))
        assert told(receipt) == [f"action-progressed action:{CLAUSE} on 2018-12-01"]

    def test_a_clause_that_asks_for_nothing_is_none(self, asked: OpenBook) -> None:
        asked.refuses(
            progress("ics/2018/019/1"),
            UnknownReference,
            "no clause 1 of ics/2018/019 asks for something",
            f"these do: {CLAUSE}, {PLAN}",
        )
        asked.refuses(progress("ics/2019/002/1"), UnknownReference, "these do: none does")

    def test_an_action_that_nobody_asked_for_is_unknown(self, asked: OpenBook) -> None:
        asked.refuses(progress("A-7"), UnknownReference, "no action 'A-7' is in the book")
        asked.refuses(progress("ics/2018/09/2"), UnknownReference, "did you mean ics/2018/019")

    def test_one_that_no_clause_asks_for_is_set_by_itself(self, asked: OpenBook) -> None:
        receipt = asked.when(SET)
        assert told(receipt) == ["action-set action:A-7 on 2018-11-05"]
        assert (fact_of(receipt).due_on, fact_of(receipt).due_at) == (date(2018, 12, 1), None)
        assert asked.when(progress("A-7")).facts
        assert not asked.when(SET).facts

    def test_it_is_due_at_a_meeting_that_is_in_the_book(self, asked: OpenBook) -> None:
        at = SET.replace("due: 2018-12-01", "due_at: ics-2019-03-04")
        assert fact_of(asked.when(at)).due_at == "ics-2019-03-04"
        asked.refuses(
            at.replace("A-7", "A-8").replace("2019-03-04", "2019-03-05"), UnknownReference
        )

    def test_it_says_when_it_was_asked_for_and_is_due_later(self, asked: OpenBook) -> None:
        bare = SET.replace(" asked_at: ics-2018-11-05,", "")
        asked.refuses(bare, IncompleteCommand, "when was A-7 asked for?")
        assert asked.when(bare.replace("due:", "asked_on: 2018-11-06, due:")).facts
        asked.refuses(
            SET.replace("A-7", "A-8").replace("12-01", "11-01"), RuleBroken, "cannot be due before"
        )
        asked.refuses(
            SET.replace("A-7", "A-8").replace("asked_by: ics", "asked_by: policy"),
            ContradictoryCommand,
            "is a meeting of ics",
        )

    def test_its_reference_cannot_be_taken_for_a_clause(self, asked: OpenBook) -> None:
        asked.cannot_read(SET.replace("A-7", CLAUSE), "has the form of a clause")
        asked.cannot_read(
            SET.replace("due:", "due_at: ics-2019-03-04, due:"), "`due` on a day or `due_at`"
        )

    def test_what_a_superseded_resolution_asked_for_is_asked_no_more(self, asked: OpenBook) -> None:
        asked.given(
            "- resolution: {ref: 2019/003, meeting: ics-2019-01-07, title: T,"
            " supersedes: [2018/019], clauses: [{effect: notes, text: T}]}"
        )
        assert asked.when(progress(CLAUSE, "2019-01-06")).facts
        asked.refuses(progress(CLAUSE, "2019-01-07"), NotInForce, "superseded by 2019/003")

    def test_a_clause_says_once_when_it_is_due(self, asked: OpenBook) -> None:
        asked.cannot_read(
            ASKED.replace("in_months: 3", "in_months: 3, by: 2019-01-01"), "when something is due"
        )


class TestDoing:
    """`action-progress`, `action-completion` and `action-overdue`."""

    def test_it_is_completed_with_evidence_once(self, asked: OpenBook) -> None:
        assert fact_of(asked.when(DONE)).evidence == "The report"
        asked.refuses(
            DONE.replace("2019-01-02", "2019-01-03"), AlreadyDecided, "completed on 2019-01-02"
        )
        asked.refuses(progress(CLAUSE, "2019-02-01"), AlreadyDecided, "ics closes it, or opens it")
        asked.cannot_read(DONE.replace(", evidence: The report", ""), "evidence")

    def test_nothing_is_done_before_it_was_asked_for(self, asked: OpenBook) -> None:
        asked.refuses(progress(CLAUSE, "2018-11-04"), RuleBroken, "asked for on 2018-11-05")

    def test_two_notes_of_one_day_are_two_and_one_given_twice_is_one(self, asked: OpenBook) -> None:
        asked.given(progress(CLAUSE))
        assert not asked.when(progress(CLAUSE)).facts
        assert asked.when(progress(CLAUSE).replace("Half", "All but")).facts

    @pytest.mark.parametrize(
        ("ref", "due", "after"),
        [(CLAUSE, "2019-03-04", "2019-03-05"), (PLAN, "2019-02-05", "2019-02-06")],
    )
    def test_it_is_overdue_the_day_after_it_was_due_and_only_once(
        self, ref: str, due: str, after: str, asked: OpenBook
    ) -> None:
        overdue = f"- action-overdue: {{action: {ref}, on: {after}}}"
        asked.refuses(overdue.replace(after, due), RuleBroken, f"is due on {due}")
        receipt = asked.when(overdue)
        assert told(receipt) == [f"action-overdue action:{ref} on {after}"]
        assert not asked.when(overdue).facts
        asked.refuses(overdue.replace(after, "2019-05-01"), AlreadyDecided, "in the book already")

    def test_what_is_done_does_not_fall_overdue(self, asked: OpenBook) -> None:
        asked.given(DONE)
        asked.refuses(
            f"- action-overdue: {{action: {CLAUSE}, on: 2019-03-05}}", AlreadyDecided, "completed"
        )

    def test_what_names_no_day_is_never_overdue(self, asked: OpenBook) -> None:
        asked.given(SET.replace(", due: 2018-12-01", ""))
        asked.refuses(
            "- action-overdue: {action: A-7, on: 2019-03-05}", RuleBroken, "names no day by which"
        )


class TestClosing:
    """`action-closure` and `action-reopening`."""

    def test_the_body_that_asked_closes_it_at_a_meeting(self, asked: OpenBook) -> None:
        receipt = asked.given(DONE).when(close(CLAUSE))
        assert told(receipt) == [f"action-closed action:{CLAUSE} on 2019-01-07"]
        closed = fact_of(receipt)
        assert (closed.body, closed.meeting, closed.resolution) == ("ics", "ics-2019-01-07", None)

    def test_or_by_a_resolution_done_or_not(self, asked: OpenBook) -> None:
        closed = fact_of(asked.when(close(CLAUSE, "resolution: 2019/002, note: No more wanted")))
        assert (closed.meeting, closed.resolution) == ("ics-2019-01-07", "2019/002")
        assert closed.decided_on == date(2019, 1, 7)

    def test_another_body_does_not(self, asked: OpenBook) -> None:
        for more in ("meeting: policy-2019-01-16", "body: policy, meeting: policy-2019-01-16"):
            asked.refuses(
                close(CLAUSE, more), NotForThisBody, "asked for by ics", "not for policy to close"
            )

    def test_nor_does_anybody_without_a_paper(self, asked: OpenBook) -> None:
        asked.refuses(
            close(CLAUSE, "closed_on: 2019-01-07"), AuthorityMissing, "asked for by ics", "`under`"
        )
        asked.refuses(close(CLAUSE, "meeting: ics-2019-03-04"), NotInForce, "not recorded as held")

    def test_its_delegate_does_and_the_use_of_the_power_is_on_record(self, asked: OpenBook) -> None:
        under = "under: ics/2018/019/3, closed_on: 2019-02-01, officer: Director"
        asked.refuses(close(PLAN, under), DelegationExceeded, "in consultation with the Chair")
        consulted = f"{under}, consulted: [the Chair]"
        asked.refuses(
            close(PLAN, consulted.replace("officer: Director", "officer: Sue")),
            DelegationExceeded,
            "is for Director, not for Sue",
        )
        receipt = asked.when(close(PLAN, consulted))
        assert told(receipt) == [
            f"action-closed action:{PLAN} on 2019-02-01",
            "delegation-used resolution:ics/2018/019 on 2019-02-01",
        ]
        assert fact_of(receipt).used_for == f"action:{PLAN}"
        assert fact_of(receipt, 0).delegation == "ics/2018/019/3"

    def test_a_delegate_says_when(self, asked: OpenBook) -> None:
        asked.refuses(close(PLAN, "under: ics/2018/019/3"), IncompleteCommand, "say the day")

    def test_the_delegate_of_another_body_does_not(self, asked: OpenBook) -> None:
        asked.given(
            "- resolution: {ref: 2019/001, meeting: policy-2019-01-16, title: T,"
            " clauses: [{effect: delegates, text: All, delegate: Director}]}"
        )
        under = "under: policy/2019/001/1, closed_on: 2019-02-01, officer: Director"
        asked.refuses(close(PLAN, under), NotForThisBody, "not for policy to close")

    def test_it_is_closed_once_and_then_opened_again_by_the_body_alone(
        self, asked: OpenBook
    ) -> None:
        again = f"- action-reopening: {{action: {CLAUSE}, meeting: ics-2019-01-07, reason: Thin}}"
        asked.refuses(again, RuleBroken, "is open: there is nothing to open again")
        asked.given(close(CLAUSE))
        assert not asked.when(close(CLAUSE)).facts
        asked.refuses(
            close(CLAUSE, "resolution: 2019/002"), AlreadyDecided, "`minutebook action reopen"
        )
        asked.refuses(progress(CLAUSE, "2019-02-01"), AlreadyDecided, "was closed on 2019-01-07")
        asked.refuses(
            again.replace("ics-2019-01-07", "policy-2019-01-16"), NotForThisBody, "to open again"
        )
        assert told(asked.when(again)) == [f"action-reopened action:{CLAUSE} on 2019-01-07"]
        assert asked.when(progress(CLAUSE, "2019-02-01")).facts
