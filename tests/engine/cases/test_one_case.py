"""One subject has one case, however it is written, and one entry records one thing."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from domain.aggregate import Provenance
from domain.errors import BoundToRoute, ReferenceUsed, RuleBroken, StepNotAllowed
from domain.routes.adopted import AdoptedRoute
from engine.book import Book
from engine.errors import ChangedEntry, ContradictoryCommand
from engine.routes.library import RouteLibrary
from tests.engine.cases.journey import (
    MEETINGS,
    OPENED,
    PEOPLE,
    SUBMIT,
    UNOPENED,
    in_draft,
    step,
)
from tests.engine.open_book import COUNCIL, OpenBook, told

GATES = """
- gate-sequence: {ref: go-live, name: Live, body: ics, gates: [{number: 1, name: Go}]}
"""
OWN = (
    (files("routes") / "recovery-plan.yaml")
    .read_text(encoding="utf-8")
    .replace("route: recovery-plan", "route: fast")
    .replace("subject: recovery-plan", "subject: paper")
)
PLAN = "recovery-plan/rp"
ENDS = """
route: ends
version: 1
title: It ends
subject: paper
bodies: [{part: deciding, title: Who decides}]
start: here
states: [{name: here, title: Here}, {name: over, title: Over, final: true}]
steps: [{name: end, title: End, from: here, to: over, by: clerk of deciding}]
"""
FAST = "- case: {route: fast, subject: P1, opened_on: 2018-12-20, bodies: {overseeing: ics}}"


def with_routes(book: OpenBook, *texts: str) -> OpenBook:
    """The same book, with routes of its own."""
    book.book = Book(book.store, "clerk", routes=RouteLibrary([_file(book, *texts)]))
    return book


def _file(book: OpenBook, *texts: str) -> Path:
    folder = book.folder / "routes"
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"own-{number}.yaml").write_text(text, encoding="utf-8")
    return folder


class TestGates:
    """A gate has one case, whatever zeros its number is written with."""

    def _opened(self, book: OpenBook, subject: str) -> OpenBook:
        return book.given(
            COUNCIL + PEOPLE + MEETINGS + GATES,
            f"- case: {{route: gate-review, subject: {subject}, opened_on: 2018-12-03}}",
        )

    @pytest.mark.parametrize(("first", "second"), [("1", "01"), ("01", "1"), ("001", "01")])
    def test_one_gate_has_one_case(self, book: OpenBook, first: str, second: str) -> None:
        self._opened(book, f"go-live/{first}").refuses(
            f"- case: {{route: gate-review, subject: go-live/{second}, opened_on: 2018-12-04}}",
            ReferenceUsed,
            "gate/go-live/1 travels as a case",
        )

    def test_a_gate_is_bound_to_its_route_however_it_was_written(self, book: OpenBook) -> None:
        self._opened(book, "go-live/01").refuses(
            "- gate-decision: {sequence: go-live, gate: 1, outcome: go, decided_on: 2019-01-21}",
            BoundToRoute,
        )

    @pytest.mark.parametrize("case", ["gate/go-live/01", "go-live/01", "go-live/1"])
    def test_its_case_is_found_by_any_of_them(self, book: OpenBook, case: str) -> None:
        self._opened(book, "go-live/1")
        receipt = book.when(step("assess", "S. Sponsor", "2018-12-04", case=case))
        assert told(receipt) == ["case-stepped case:gate/go-live/1 on 2018-12-04"]


class TestKinds:
    """What has its decision in the book travels on a route that can decide it."""

    @pytest.mark.parametrize("route", ["savings-proposal", "recovery-plan", "gate-review"])
    def test_a_request_is_not_put_on_a_route_that_cannot_decide_it(
        self, book: OpenBook, route: str
    ) -> None:
        book.given(UNOPENED).refuses(
            f"- case: {{route: {route}, kind: change-request, subject: ICS-2019-A,"
            " opened_on: 2018-12-20}",
            ContradictoryCommand,
            "cannot decide a change-request",
            "minutebook route list",
        )

    def test_nor_a_gate_or_a_paper_on_that_of_a_request(self, book: OpenBook) -> None:
        book.given(UNOPENED, GATES)
        for kind, subject in (("gate", "go-live/1"), ("paper", "P1")):
            book.refuses(
                f"- case: {{route: change-request, kind: {kind}, subject: {subject},"
                " opened_on: 2018-12-20}",
                ContradictoryCommand,
                "is for a change-request",
            )

    def test_a_kind_is_no_way_round_the_reference_of_a_case(self, book: OpenBook) -> None:
        book.given(UNOPENED, GATES).refuses(
            "- case: {route: recovery-plan, kind: gate/go-live, subject: '1',"
            " opened_on: 2018-12-20}",
            ContradictoryCommand,
            "is no kind of subject",
        )


class TestEndedWithoutADecision:
    """What ended without a decision, on a route from before routes were checked, stays bound."""

    def _ended(self, book: OpenBook, subject: str, ref: str) -> OpenBook:
        library = RouteLibrary([_file(book, ENDS.replace("paper", subject))])
        there = AdoptedRoute("ends/1")
        there.adopt(Provenance("clerk", None, None, "case x#1"), None, library.find("ends"))
        book.store.events.record(there.pending, expected_versions={})
        return book.given(
            UNOPENED + GATES,
            f"- case: {{route: ends, subject: {ref}, opened_on: 2018-12-20, bodies:"
            " {deciding: ics}}",
            step("end", "I. Clerk", "2019-01-21", case=ref),
        )

    def test_a_request(self, book: OpenBook) -> None:
        self._ended(book, "change-request", "ICS-2019-A").refuses(
            "- decision: {change_request: ICS-2019-A, outcome: rejected, decided_on: 2019-02-01}",
            BoundToRoute,
            "minutebook case open ends ICS-2019-A",
        )

    def test_a_gate(self, book: OpenBook) -> None:
        self._ended(book, "gate", "go-live/1").refuses(
            "- gate-decision: {sequence: go-live, gate: 1, outcome: go, decided_on: 2019-02-01}",
            BoundToRoute,
            "minutebook case open ends go-live/1",
        )


class TestOpening:
    """When a subject sets out, and when it cannot."""

    def test_not_before_it_was_raised(self, book: OpenBook) -> None:
        book.given(UNOPENED).refuses(
            OPENED.replace("2018-12-20", "2018-12-19"), StepNotAllowed, "was raised on 2018-12-20"
        )

    def test_an_approval_that_was_breached_without_a_route_is_told_as_such(
        self, book: OpenBook
    ) -> None:
        book.given(
            UNOPENED,
            "- decision: {change_request: ICS-2019-A, outcome: approved, decided_on: 2019-01-21,"
            " meeting: ics-2019-01-21, conditions: [{text: Report}]}",
            "- condition-breach: {condition: ICS-2019-A/1, breached_on: 2019-02-01, reason: None}",
        ).refuses(
            OPENED.replace("2018-12-20", "2019-02-02"),
            RuleBroken,
            "opened again by a breached condition of its approval on 2019-02-01",
        )


class TestTheSameEntryAgain:
    """An entry that is in the book is in the book, whatever has become of its route since."""

    def test_after_the_file_of_its_route_has_gone(self, book: OpenBook) -> None:
        with_routes(book.given(UNOPENED), OWN).given(FAST)
        book.book = Book(book.store, "clerk")
        assert told(book.when(FAST)) == []

    def test_after_a_version_for_another_subject_has_come(self, book: OpenBook) -> None:
        with_routes(book.given(UNOPENED), OWN).given(FAST)
        second = OWN.replace("version: 1", "version: 2").replace("subject: paper", "subject: memo")
        with_routes(book, OWN, second)
        assert told(book.when(FAST)) == []
        assert not book.history("case:memo/P1")

    @pytest.mark.parametrize(
        ("first", "again"), [("rp", "recovery-plan/rp"), ("recovery-plan/rp", "rp")]
    )
    def test_under_another_name_of_its_case(self, book: OpenBook, first: str, again: str) -> None:
        report = "attachments: [{kind: progress-report, text: Better}]"
        plan = "meeting: ics-2019-01-21, attachments: [{kind: recovery-plan, text: Mend it}]"
        book.given(
            UNOPENED,
            "- case: {route: recovery-plan, subject: rp, opened_on: 2018-12-20,"
            " bodies: {overseeing: ics}}",
            step("agree-plan", "I. Clerk", case=first, more=plan),
            step("follow-up", "S. Sponsor", "2019-01-22", case=first, more=report),
        )
        again_it = step("follow-up", "S. Sponsor", "2019-01-22", case=again, more=report)
        assert told(book.when(again_it)) == []

    def test_a_step_of_another_person_is_not_the_same(self, book: OpenBook) -> None:
        officer = "- role-grant: {person: A. Nother, role: sponsor, starts_on: 2018-01-01}"
        in_draft(book).given(officer, SUBMIT).refuses(
            SUBMIT.replace("S. Sponsor", "A. Nother"), ChangedEntry, "taken by S. Sponsor", "nth: 2"
        )

    def test_a_step_taken_again_on_one_day_says_which_it_is(self, book: OpenBook) -> None:
        back = step("return", "P. Office", "2018-12-21", more="note: Not yet")
        receipt = in_draft(book).given(SUBMIT, back).when(SUBMIT)
        assert told(receipt) == []
        assert "add `nth: 2`, on the command line `--nth 2`" in receipt.notes[0]
        book.when(step("submit", "S. Sponsor", "2018-12-21", more="nth: 2"))
        other = SUBMIT.replace("taken_on", "note: Once more, taken_on")
        book.refuses(other, ChangedEntry, "`nth: 2`, on the command line `--nth 2`")
