"""Cases before a body whose decisions may be called in."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import AuthorityMissing, NotInForce
from engine.errors import ContradictoryCommand
from tests.engine.cases.journey import (
    APPROVING,
    DECIDED,
    MEETINGS,
    PEOPLE,
    before_committee,
    resolution,
    step,
)
from tests.engine.open_book import COUNCIL, OpenBook, fact_of


class TestCallIn:
    """A body whose decisions may be called in decides a case when its resolution takes effect."""

    RULE = "- terms-of-reference: {body: ics, summary: Decides., call_in: 5 working days}\n"
    TOOK_EFFECT = "- took-effect: {resolution: ics/2019/003, on: 2019-01-29}"

    def test_figures_and_case_move_on_the_day_after_the_window(self, book: OpenBook) -> None:
        before_committee(book, self.RULE, APPROVING)
        book.given(self.TOOK_EFFECT)
        receipt = book.when(step("approve", "I. Clerk", more=DECIDED))
        assert {fact.decided_on for fact in receipt.facts} == {date(2019, 1, 29)}

    def test_nothing_is_decided_while_it_may_be_called_in(self, book: OpenBook) -> None:
        before_committee(book, self.RULE, APPROVING)
        book.refuses(
            step("approve", "I. Clerk", more=DECIDED),
            NotInForce,
            "may be called in until 2019-01-28",
            "`minutebook tick --on 2019-01-29`",
        )

    def test_neither_moves_before(self, book: OpenBook) -> None:
        before_committee(book, self.RULE, APPROVING)
        book.refuses(
            step("approve", "I. Clerk", "2019-01-21", more=DECIDED),
            NotInForce,
            "takes effect on 2019-01-29",
        )


class TestWhatACaseRestsOn:
    """The resolution by which a case was decided alone says whether it takes effect."""

    RULE = (
        "- terms-of-reference: {body: ics, summary: Decides., call_in: 5 working days,"
        " decided_on: 2018-01-01}\n"
    )
    OLD = resolution("2018/001", "ics-2018-12-31", "notes")
    CALLED_IN = (
        "- call-in: {resolution: ics/2019/003, called_in_on: 2019-01-23, by: [A, B], reason: Haste}"
    )

    def _step(self, name: str, actor: str, on: str = "", more: str = "", paper: str = "") -> str:
        attached = f"attachments: [{{kind: {paper}, text: Said}}]" if paper else ""
        said = ", ".join(filter(None, (more, attached)))
        return step(name, actor, on, more=said, case="committee-report/TRAMS")

    @pytest.fixture
    def published(self, book: OpenBook) -> OpenBook:
        officer = "- role-grant: {person: M. Off, role: monitoring-officer, starts_on: 2018-01-01}"
        return book.given(
            COUNCIL + PEOPLE + MEETINGS,
            officer,
            self.RULE,
            self.OLD,
            "- case: {route: committee-report, subject: TRAMS, opened_on: 2018-12-03,"
            " bodies: {deciding: ics}}",
            self._step("submit", "S. Sponsor", "2018-12-04", paper="report"),
            self._step("comment", "F. Nance", "2018-12-05", paper="finance-comment"),
            self._step("advise", "M. Off", "2018-12-06", paper="constitutional-comment"),
            self._step("publish", "I. Clerk", "2018-12-10", "meeting: ics-2019-01-21"),
        )

    @pytest.fixture
    def decided(self, published: OpenBook) -> OpenBook:
        return published.given(
            APPROVING, self._step("decide", "I. Clerk", "2019-01-21", "resolution: 2019/003")
        )

    def test_another_one_does_not_bring_it_into_effect(self, decided: OpenBook) -> None:
        decided.refuses(
            self._step("take-effect", "Anybody", "2019-01-22", "resolution: ics/2018/001"),
            ContradictoryCommand,
            "rests on resolution ics/2019/003",
            "leave `resolution` out",
        )

    def test_nor_does_another_uphold_what_was_called_in(self, decided: OpenBook) -> None:
        decided.given(
            self.CALLED_IN, self._step("call-in", "M. Off", "2019-01-23", paper="call-in-notice")
        ).refuses(
            self._step("uphold", "M. Off", "2019-01-24", "resolution: ics/2018/001"),
            ContradictoryCommand,
            "and not ics/2018/001",
        )
        decided.refuses(self._step("uphold", "M. Off", "2019-01-24"), NotInForce)

    def test_it_may_be_named(self, decided: OpenBook) -> None:
        decided.given(
            self.CALLED_IN, self._step("call-in", "M. Off", "2019-01-23", paper="call-in-notice")
        ).given(
            "- call-in-outcome: {resolution: ics/2019/003, outcome: upheld, decided_on: 2019-02-01}"
        )
        fact = fact_of(
            decided.when(self._step("uphold", "M. Off", "2019-02-01", "resolution: 2019/003"))
        )
        assert fact.to_state == "effective"


class TestWhatAResolutionSays:
    """A step is decided by a resolution that can have decided it so."""

    def test_a_request_goes_to_the_body_that_it_was_referred_to(self, book: OpenBook) -> None:
        refers = resolution("2019/003", "ics-2019-01-21", "refers", more=", to: policy")
        before_committee(book, refers).refuses(
            step("refer", "I. Clerk", more=f"{DECIDED}, referred_to: council"),
            AuthorityMissing,
            "refers to policy, and not to council",
        )
        book.when(step("refer", "I. Clerk", more=f"{DECIDED}, referred_to: policy"))
