"""Routes a book took in before they were checked: what they leave out is asked all the same."""

from __future__ import annotations

import pytest

from domain.aggregate import Provenance
from domain.cases.case import Case
from domain.errors import (
    AlreadyDecided,
    AuthorityMissing,
    OutsideRemit,
    RuleBroken,
    StepNotAllowed,
    UnknownReference,
)
from domain.routes.adopted import AdoptedRoute
from engine.book import Book
from engine.cases.reopening import route_of
from engine.errors import ContradictoryCommand, IncompleteCommand
from engine.routes.library import RouteLibrary
from engine.unit_of_work import UnitOfWork
from tests.engine.cases.journey import MEETINGS, PEOPLE, UNOPENED, resolution, step
from tests.engine.open_book import COUNCIL, OpenBook, fact_of, told

ROUTE = """
route: own
version: 1
title: A route of one's own
subject: paper
bodies:
  - {part: deciding, title: Who decides}
  - {part: above, title: Who is above}
start: here
states:
  - {name: here, title: Here}
  - {name: there, title: There}
  - {name: over, title: Over, final: true}
steps:
  - {name: hand-on, title: Hand on, from: here, to: there, by: clerk of deciding, assigns: above}
  - {name: unheard, title: U, from: here, to: there, by: clerk of deciding, guards: [no-interest]}
  - {name: unmet, title: U, from: here, to: there, by: clerk of deciding, guards: [quorate]}
  - {name: unsaid, title: U, from: here, to: there, by: clerk of deciding,
     guards: [resolution-carried]}
  - {name: unfounded, title: U, from: here, to: there, by: clerk of deciding,
     guards: [resolution-in-force]}
  - {name: alone, title: U, from: here, to: there, by: sponsor, guards: [within-remit]}
  - {name: soon, title: U, from: here, to: there, by: clerk of deciding,
     guards: [{clear-days: 5 calendar days}]}
  - {name: decide, title: D, from: here, to: there, by: clerk of deciding,
     consequence: {does: decide-change-request, outcome: approved}}
  - {name: later, title: L, from: here, to: there, by: clerk of deciding, needs: [deferred_to]}
  - {name: agree, title: A, from: here, to: over, by: clerk of deciding,
     guards: [within-remit, resolution-carried]}
  - {name: end, title: E, from: [here, there], to: over, by: clerk of deciding}
"""
OPENED = (
    "- case: {route: own, subject: P1, opened_on: 2018-12-03, bodies: {deciding: ics},"
    " raised_by: A. Ash}"
)


@pytest.fixture
def own(book: OpenBook) -> OpenBook:
    """A book with a case on a route of its own."""
    folder = book.folder / "routes"
    folder.mkdir()
    (folder / "own.yaml").write_text(ROUTE, encoding="utf-8")
    library = RouteLibrary([folder])
    there = AdoptedRoute("own/1")
    there.adopt(Provenance("clerk", None, None, "case x#1"), None, library.find("own"))
    book.store.events.record(there.pending, expected_versions={})
    book.book = Book(book.store, "clerk", routes=library)
    return book.given(UNOPENED, OPENED)


def _step(name: str, on: str = "2019-01-21", more: str = "", actor: str = "I. Clerk") -> str:
    return step(name, actor, on, more=more, case="P1")


class TestWhatIsLeftOut:
    """A guard asks for what it needs, whether or not the route says that a step needs it."""

    def test_the_body_a_case_goes_to(self, own: OpenBook) -> None:
        own.refuses(_step("hand-on"), IncompleteCommand, "`referred_to`")
        own.when(_step("hand-on", more="referred_to: policy"))

    def test_the_meeting_at_which_an_interest_might_be_declared(self, own: OpenBook) -> None:
        own.refuses(_step("unheard"), IncompleteCommand, "at which meeting")

    def test_the_meeting_that_decided(self, own: OpenBook) -> None:
        own.refuses(_step("unmet"), IncompleteCommand, "at which meeting")

    def test_the_resolution_that_says_so(self, own: OpenBook) -> None:
        own.refuses(_step("unsaid"), AuthorityMissing, "needs the resolution of ics")

    def test_a_resolution_of_the_body_itself(self, own: OpenBook) -> None:
        own.given(
            OPENED.replace("P1", "P2").replace("ics}", "ics, above: policy}"),
            resolution("2019/020", "policy-2019-02-13", "agrees"),
        ).refuses(
            step("unsaid", "I. Clerk", "2019-02-13", more="resolution: policy/2019/020", case="P2"),
            OutsideRemit,
            "is for ics: policy/2019/020 is a resolution of policy",
        )

    def test_the_resolution_it_rests_on(self, own: OpenBook) -> None:
        own.refuses(_step("unfounded"), AuthorityMissing, "rests on a resolution")

    def test_a_step_can_rest_on_the_resolution_it_names(self, own: OpenBook) -> None:
        own.given(resolution("2019/003", "ics-2019-01-21", "agrees"))
        own.when(_step("unfounded", more="resolution: 2019/003"))

    def test_the_body_for_which_somebody_decides(self, own: OpenBook) -> None:
        own.refuses(_step("alone", actor="S. Sponsor"), OutsideRemit, "is for a body to decide")

    def test_calendar_days_are_clear_days_too(self, own: OpenBook) -> None:
        soon = _step("soon", "2019-02-27", "meeting: ics-2019-03-04")
        own.refuses(soon, StepNotAllowed, "there are 4")
        own.when(soon.replace("02-27", "02-26"))

    def test_a_route_decides_only_what_travels_on_it(self, own: OpenBook) -> None:
        own.refuses(_step("decide"), ContradictoryCommand, "is for a change-request")

    def test_a_case_is_put_off_to_a_meeting_that_is_held(self, own: OpenBook) -> None:
        own.given("- cancellation: {meeting: ics-2019-03-04, decided_on: 2019-01-02, reason: Snow}")
        own.refuses(_step("later", more="deferred_to: ics-2019-03-04"), StepNotAllowed, "cancelled")

    def test_a_resolution_can_be_named_with_its_body(self, own: OpenBook) -> None:
        own.given(resolution("2019/003", "ics-2019-01-21", "agrees"))
        fact = fact_of(own.when(_step("unsaid", "", "resolution: ics/2019/003")))
        assert (fact.resolution, str(fact.decided_on)) == ("2019/003", "2019-01-21")

    def test_a_step_can_be_of_the_day_of_its_meeting(self, own: OpenBook) -> None:
        fact = fact_of(own.when(_step("unmet", "", "meeting: ics-2019-01-21")))
        assert str(fact.decided_on) == "2019-01-21"

    def test_a_delegate_s_use_is_on_record_where_nothing_else_is_decided(
        self, own: OpenBook
    ) -> None:
        own.given(resolution("2018/030", "ics-2018-12-31", "delegates", more=", delegate: D. Head"))
        receipt = own.when(_step("agree", more="under: ics/2018/030/1", actor="D. Head"))
        assert told(receipt) == [
            "delegation-used resolution:ics/2018/030 on 2019-01-21",
            "case-stepped case:paper/P1 on 2019-01-21",
        ]


class TestAgain:
    """A journey that ended without a decision of the book can begin again."""

    def test_it_sets_out_again_on_its_route(self, own: OpenBook) -> None:
        own.given(_step("end"))
        again = OPENED.replace("2018-12-03", "2019-02-01")
        receipt = own.when(again)
        assert told(receipt) == ["case-reopened case:paper/P1 on 2019-02-01"]
        assert fact_of(receipt).to_state == "here"

    def test_not_on_another(self, own: OpenBook) -> None:
        own.given(_step("end")).refuses(
            "- case: {route: recovery-plan, kind: paper, subject: P1, opened_on: 2019-02-01,"
            " bodies: {overseeing: ics}}",
            ContradictoryCommand,
            "sets out again on that",
        )


class TestNames:
    """Which case, and which route, is meant."""

    def test_a_reference_that_several_cases_have(self, own: OpenBook) -> None:
        own.given(OPENED.replace("route: own", "route: own, kind: memo")).refuses(
            _step("end"), ContradictoryCommand, "memo/P1 or paper/P1"
        )

    def test_a_version_that_the_book_has(self, own: OpenBook) -> None:
        own.book = Book(own.store, "clerk")  # its file is gone
        own.when(OPENED.replace("route: own", "route: own, version: 1").replace("P1", "P2"))
        own.refuses(OPENED.replace("P1", "P3").replace("own", "owl"), UnknownReference)

    def test_a_request_that_was_put_off_without_a_route_goes_on_without(
        self, book: OpenBook
    ) -> None:
        book.given(
            UNOPENED,
            "- decision: {change_request: ICS-2019-A, outcome: deferred,"
            " deferred_to: ics-2019-03-04, decided_on: 2019-01-21}",
        ).refuses(
            "- case: {route: change-request, subject: ICS-2019-A, opened_on: 2019-02-01,"
            " bodies: {leadership: clt}}",
            RuleBroken,
            "minutebook change decide ICS-2019-A",
        )


def test_a_case_whose_route_is_not_in_the_book_goes_nowhere() -> None:
    unit = UnitOfWork(lambda _: (), lambda _: (), "clerk")
    with pytest.raises(UnknownReference, match="the book lacks the route"):
        route_of(unit, Case("paper/P1"))


def test_a_gate_that_said_go_does_not_set_out_and_without_a_case_is_recycled_as_ever(
    book: OpenBook,
) -> None:
    found = "assessments: [{criterion: data, result: met}]"
    book.given(
        COUNCIL + PEOPLE + MEETINGS,
        "- gate-sequence: {ref: live, name: Live, body: ics,"
        " gates: [{number: 1, name: Build}, {number: 2, name: Launch}],"
        " criteria: [{ref: data, text: Data moved}]}",
        "- gate-decision: {sequence: live, gate: 1, outcome: go, decided_on: 2019-01-21,"
        f" {found}}}",
    )
    book.refuses(
        "- case: {route: gate-review, subject: live/1, opened_on: 2019-02-01}", AlreadyDecided
    )
    book.when(
        "- gate-decision: {sequence: live, gate: 2, outcome: recycle, recycle_to: 1,"
        f" decided_on: 2019-02-01, {found}}}"
    )
