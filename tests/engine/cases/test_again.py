"""What sets out or is taken up again is decided anew: nothing that counted before counts twice."""

from __future__ import annotations

import pytest

from domain.aggregate import Provenance
from domain.cases.case import Case
from domain.errors import AlreadyDecided, AttachmentMissing, RoleMissing, StepNotAllowed
from domain.routes.adopted import AdoptedRoute
from engine.book import Book
from engine.routes.library import RouteLibrary
from tests.engine.cases.journey import (
    APPROVING,
    DECIDED,
    MEETINGS,
    PEOPLE,
    UNOPENED,
    before_committee,
    resolution,
    step,
)
from tests.engine.cases.test_change_requests import stands
from tests.engine.cases.test_other_ways import BREACH, HUNG
from tests.engine.open_book import COUNCIL, PROJECT, OpenBook, fact_of, told

PROPOSAL = "savings-proposal/prop"
PLAN = "recovery-plan/KPI-7"
OPENED = (
    "- case: {route: savings-proposal, subject: prop, opened_on: 2018-12-03,"
    " bodies: {deciding: ics}, raised_by: Raiser}"
)
SET = "project: reviews, profile: {2019/20: 5000}"


def _papers(*kinds: str) -> str:
    return f"attachments: [{', '.join(f'{{kind: {kind}, text: Said}}' for kind in kinds)}]"


def _proposed(book: OpenBook) -> OpenBook:
    """A book in which a proposal to save stands before its committee."""
    return book.given(
        COUNCIL + PROJECT + PEOPLE + MEETINGS,
        OPENED,
        step(
            "work-up", "S. Sponsor", "2018-12-04", case=PROPOSAL, more=_papers("option-for-change")
        ),
        step(
            "appraise",
            "F. Nance",
            "2018-12-05",
            case=PROPOSAL,
            more=_papers("finance-comment", "business-case"),
        ),
        step(
            "report-consultation",
            "P. Office",
            "2019-01-06",
            case=PROPOSAL,
            more=_papers("consultation-report", "equality-impact-assessment"),
        ),
    )


class TestSettingOutAgain:
    """What was decided does not set out again; what was not has everything before it."""

    def test_what_was_decided_does_not_set_out_again(self, book: OpenBook) -> None:
        decided = f"resolution: 2019/003, item: '4', {SET}"
        _proposed(book).given(
            APPROVING, step("approve", "I. Clerk", case=PROPOSAL, more=decided)
        ).refuses(
            OPENED.replace("2018-12-03", "2019-02-01"),
            AlreadyDecided,
            "was decided by its step approve",
            "under a reference of its own",
        )

    def test_nor_what_was_rejected(self, book: OpenBook) -> None:
        _proposed(book).given(
            resolution("2019/003", "ics-2019-01-21", "rejects"),
            step("reject", "I. Clerk", case=PROPOSAL, more=DECIDED),
        ).refuses(OPENED.replace("2018-12-03", "2019-02-01"), AlreadyDecided, "by its step reject")

    def test_what_was_sent_back_and_withdrawn_does(self, book: OpenBook) -> None:
        _proposed(book).given(
            resolution("2019/003", "ics-2019-01-21", "agrees"),
            step("ask-again", "I. Clerk", case=PROPOSAL, more=f"{DECIDED}, note: Dearer"),
            step("withdraw", "S. Sponsor", "2019-01-22", case=PROPOSAL, more="note: Enough"),
        )
        fact = fact_of(book.when(OPENED.replace("2018-12-03", "2019-02-01")))
        assert (fact.to_state, fact.anew) == ("option-for-change", True)

    def test_no_paper_of_the_journey_before_counts(self, book: OpenBook) -> None:
        _proposed(book).given(
            step("withdraw", "S. Sponsor", "2019-01-07", case=PROPOSAL, more="note: Enough"),
            OPENED.replace("2018-12-03", "2019-02-01"),
        ).refuses(
            step("work-up", "S. Sponsor", "2019-02-02", case=PROPOSAL), AttachmentMissing, "option"
        )


def test_every_follow_up_has_a_report_of_its_own(book: OpenBook) -> None:
    first = step("follow-up", "P. Office", "2019-01-07", case=PLAN, more=_papers("progress-report"))
    book.given(
        COUNCIL + PEOPLE + MEETINGS,
        "- case: {route: recovery-plan, subject: KPI-7, opened_on: 2018-12-03,"
        " bodies: {overseeing: ics}}",
        step(
            "agree-plan",
            "I. Clerk",
            "2018-12-31",
            case=PLAN,
            more=f"meeting: ics-2018-12-31, {_papers('recovery-plan')}",
        ),
        first,
    )
    again = step("follow-up", "P. Office", "2019-01-14", case=PLAN)
    book.refuses(again, AttachmentMissing, "progress-report")
    book.when(first.replace("01-07", "01-14"))


class TestAfterABreach:
    """A breached condition brings a case back before the body that decided it."""

    def test_the_papers_stay_and_the_resolution_is_a_new_one(self, book: OpenBook) -> None:
        at_once = BREACH.replace("2019-02-01", "2019-01-21")
        before_committee(book, APPROVING, HUNG, at_once).refuses(
            step("approve", "I. Clerk", more=f"{DECIDED}, nth: 2"),
            StepNotAllowed,
            "resolution ics/2019/003 moved",
            "needs a resolution of its own",
        )
        book.given(resolution("2019/004", "ics-2019-01-21", "approves"))
        book.when(step("approve", "I. Clerk", more="resolution: 2019/004, item: '4'"))
        assert stands(book) == ("approved", "approved")


class TestOwnRoutes:
    """A route of a book from before, on which an approval is not the last step."""

    ROUTE = """
route: own
version: 1
title: Own
subject: change-request
bodies:
  - {part: deciding, title: Who decides, addressed: true}
start: here
states:
  - {name: here, title: Here}
  - {name: doing, title: Doing}
  - {name: over, title: Over, final: true}
steps:
  - {name: approve, title: A, from: here, to: doing, by: clerk of deciding, needs: [resolution],
     guards: [resolution-carried], consequence: {does: decide-change-request, outcome: approved}}
  - {name: end, title: E, from: doing, to: over, by: clerk of deciding}
"""

    @pytest.fixture
    def own(self, book: OpenBook) -> OpenBook:
        (book.folder / "routes").mkdir()
        (book.folder / "routes" / "own.yaml").write_text(self.ROUTE, encoding="utf-8")
        library = RouteLibrary([book.folder / "routes"])
        there = AdoptedRoute("own/1")
        there.adopt(Provenance("clerk", None, None, "case x#1"), None, library.find("own"))
        book.store.events.record(there.pending, expected_versions={})
        book.book = Book(book.store, "clerk", routes=library)
        return book.given(
            UNOPENED,
            "- case: {route: own, subject: ICS-2019-A, opened_on: 2018-12-20}",
            APPROVING,
            HUNG,
        )

    def test_it_goes_back_to_where_it_was_decided_and_not_to_where_it_ended(
        self, own: OpenBook
    ) -> None:
        own.given(step("end", "I. Clerk", "2019-01-25"), BREACH)
        assert stands(own) == ("here", None)

    def test_also_while_it_is_on_its_way(self, own: OpenBook) -> None:
        own.given(BREACH)
        assert stands(own) == ("here", None)

    def test_a_breach_before_its_last_step_takes_it_up_on_the_day_of_that(
        self, own: OpenBook
    ) -> None:
        own.given(step("end", "I. Clerk", "2019-03-01"))
        assert told(own.when(BREACH)) == [
            "condition-breached change-request:ICS-2019-A on 2019-02-01",
            "case-reopened case:change-request/ICS-2019-A on 2019-03-01",
        ]
        assert (
            not Case("change-request/ICS-2019-A")
            .replay(own.history("case:change-request/ICS-2019-A"))
            .closed
        )


def test_not_everybody_moves_a_case_to_another_version(book: OpenBook) -> None:
    move = "- case-migration: {case: ICS-2019-A, version: 2, decided_on: 2019-01-10, actor: %s}"
    before_committee(book)
    for actor in ("S. Sponsor", "P. Clerk", "Nobody"):
        book.refuses(
            move % actor,
            RoleMissing,
            "moving change-request/ICS-2019-A to another version is for the programme office",
        )
