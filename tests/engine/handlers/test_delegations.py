"""Deciding under a delegation: by whom, up to how much, until when, and every use on record."""

from __future__ import annotations

import pytest

from domain.errors import (
    AuthorityMissing,
    DecidedByRaiser,
    DelegationExceeded,
    NotInForce,
    NotQuorate,
    RuleBroken,
    UnknownReference,
)
from engine.errors import ChangedEntry, ContradictoryCommand
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

MEETING = "- meeting: {ref: ics-2019-01-07, body: ics, held_on: 2019-01-07}\n"
RESOLUTION = """
- resolution:
    ref: 2019/003
    meeting: ics-2019-01-07
    title: Smaller changes
    clauses:
      - {effect: notes, text: The report.}
      - effect: delegates
        text: Changes that leave the total as it is may be approved.
        delegate: Corporate Director
        in_consultation_with: [the Chair]
        limit: 1000000
        until: 2020-01-01
"""
BY_DIRECTOR = "decided_on: 2019-02-01, decided_by: Corporate Director, consulted: [The chair]"
UNDER = f"{BY_DIRECTOR}, under: ics/2019/003/2"
CITED = f"{BY_DIRECTOR}, resolution: 2019/003"


def decision(more: str, outcome: str = "approved") -> str:
    return f"- decision: {{change_request: ICS-2019-A, outcome: {outcome}, {more}}}\n"


def end(on: str) -> str:
    return f"- delegation-end: {{delegation: ics/2019/003/2, ended_on: {on}, reason: No need}}\n"


def lapse(on: str) -> str:
    return f"- delegation-lapse: {{delegation: ics/2019/003/2, on: {on}}}\n"


@pytest.fixture
def asked(book: OpenBook) -> OpenBook:
    """Give a book with a request, and a resolution that delegates such requests."""
    return book.given(COUNCIL, MEETING, RESOLUTION, PROJECT, BASELINE, REQUEST)


class TestUse:
    """A decision of an officer under a clause."""

    @pytest.mark.parametrize("more", [UNDER, CITED])
    def test_it_is_recorded_with_the_decision_and_they_point_to_each_other(
        self, asked: OpenBook, more: str
    ) -> None:
        receipt = asked.when(decision(more))
        assert told(receipt) == [
            "change-request-approved change-request:ICS-2019-A on 2019-02-01",
            "savings-rebaselined project:reviews on 2019-02-01",
            "delegation-used resolution:ics/2019/003 on 2019-02-01",
        ]
        ruling, used = fact_of(receipt, 0).ruling, fact_of(receipt)
        assert (ruling.delegation, ruling.resolution) == ("ics/2019/003/2", "2019/003")
        assert (used.clause, used.officer) == (2, "Corporate Director")
        assert (used.used_for, used.amount) == ("change-request:ICS-2019-A", 1000000)
        assert used.consulted == ("The chair",)

    def test_the_same_decision_again_changes_nothing(self, asked: OpenBook) -> None:
        assert asked.given(decision(UNDER)).when(decision(UNDER)).facts == ()

    def test_a_rejection_moves_no_money(self, asked: OpenBook) -> None:
        assert fact_of(asked.when(decision(UNDER, "rejected"))).amount is None

    def test_who_takes_a_request_back_uses_no_power(self, asked: OpenBook) -> None:
        more = "decided_on: 2019-02-01, decided_by: P. Officer, resolution: 2019/003"
        assert len(asked.when(decision(more, "withdrawn")).facts) == 1

    def test_the_body_itself_decides_as_ever(self, asked: OpenBook) -> None:
        agreed = RESOLUTION.replace("2019/003", "2019/005").replace("notes", "approves")
        asked.given(agreed)
        receipt = asked.when(decision("meeting: ics-2019-01-07, resolution: 2019/005"))
        assert len(receipt.facts) == 2

    def test_another_may_not(self, asked: OpenBook) -> None:
        asked.refuses(
            decision(UNDER.replace("Corporate Director", "Service Director")),
            DelegationExceeded,
            "delegated by ics/2019/003/2 is for Corporate Director, not for Service Director",
        )

    def test_nor_who_raised_the_request(self, asked: OpenBook) -> None:
        asked.given(RESOLUTION.replace("2019/003", "2019/004").replace("Corporate Dir", "P. Offic"))
        more = UNDER.replace("003", "004").replace("Corporate Director", "P. Officor")
        asked.refuses(decision(more), DelegationExceeded)
        asked.given(
            RESOLUTION.replace("2019/003", "2019/005").replace("Corporate Director", "P. Officer")
        )
        more = UNDER.replace("003", "005").replace("Corporate Director", "P. Officer")
        asked.refuses(decision(more), DecidedByRaiser)

    @pytest.mark.parametrize("consulted", ["", ", consulted: [the Vice-Chair]"])
    def test_whom_the_clause_names_must_be_consulted(self, asked: OpenBook, consulted: str) -> None:
        asked.refuses(
            decision(UNDER.replace(", consulted: [The chair]", consulted)),
            DelegationExceeded,
            "used in consultation with the Chair",
            "`consulted: [the Chair]`",
        )

    def test_nothing_above_the_limit(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, RESOLUTION.replace("limit: 1000000", "limit: 999999"))
        book.given(PROJECT, BASELINE, REQUEST).refuses(
            decision(UNDER), DelegationExceeded, "moves £1,000,000, above the £999,999"
        )

    def test_nothing_on_the_day_it_ends_or_later(self, asked: OpenBook) -> None:
        last = UNDER.replace("2019-02-01", "2019-12-31")
        asked.refuses(
            decision(UNDER.replace("2019-02-01", "2020-01-01")),
            DelegationExceeded,
            "ended on 2020-01-01",
        )
        assert asked.when(decision(last)).facts

    def test_nothing_before_it_was_resolved(self, asked: OpenBook) -> None:
        asked.refuses(decision(UNDER.replace("2019-02-01", "2019-01-06")), NotInForce)

    def test_nothing_after_the_resolution_was_superseded(self, asked: OpenBook) -> None:
        asked.given(
            "- meeting: {ref: ics-2019-01-21, body: ics, held_on: 2019-01-21}\n"
            "- resolution: {ref: 2019/009, meeting: ics-2019-01-21, title: T,"
            " supersedes: [2019/003], clauses: [{effect: notes, text: T}]}"
        )
        asked.refuses(decision(UNDER), NotInForce, "superseded by 2019/009")

    def test_nothing_where_too_few_were_there_to_delegate(self, asked: OpenBook) -> None:
        receipt = asked.given("- terms-of-reference: {body: ics, summary: S, quorum: 3}").when(
            "- attendance: {meeting: ics-2019-01-07, present: [Ash, Birch]}"
        )
        assert [note for note in receipt.notes if "was not quorate: 2 present" in note]
        asked.refuses(decision(UNDER), NotQuorate)
        asked.refuses(decision(CITED), NotQuorate)

    def test_a_clause_that_delegates_nothing_permits_nothing(self, asked: OpenBook) -> None:
        asked.refuses(
            decision(UNDER.replace("003/2", "003/1")),
            AuthorityMissing,
            "ics/2019/003/1 delegates nothing",
            "what the resolution delegates: ics/2019/003/2",
        )

    def test_nor_does_a_resolution_without_one(self, asked: OpenBook) -> None:
        asked.given(
            "- resolution: {ref: 2019/004, meeting: ics-2019-01-07, title: T,"
            " clauses: [{effect: approves, text: T}]}"
        ).refuses(
            decision(CITED.replace("003", "004")), AuthorityMissing, "which delegates nothing"
        )

    def test_a_reference_that_names_no_clause_is_told_how_to_name_one(
        self, asked: OpenBook
    ) -> None:
        for wrong in ("ics/2", "ics/2019/x"):
            asked.refuses(
                decision(UNDER.replace("ics/2019/003/2", wrong)),
                AuthorityMissing,
                "as in ics/2018/019/2",
            )

    def test_the_resolution_must_be_in_the_book(self, asked: OpenBook) -> None:
        asked.refuses(decision(UNDER.replace("003", "033")), UnknownReference)

    def test_one_that_is_only_cited_may_be_recorded_later(self, asked: OpenBook) -> None:
        receipt = asked.when(decision(CITED.replace("003", "033")))
        assert fact_of(receipt, 0).ruling.delegation is None

    def test_the_delegation_is_of_the_deciding_body(self, asked: OpenBook) -> None:
        asked.refuses(
            decision(UNDER.replace("ics/", "asch/")),
            ContradictoryCommand,
            "is a delegation of asch, and ICS-2019-A lies with ics",
        )

    def test_and_of_the_resolution_cited(self, asked: OpenBook) -> None:
        asked.refuses(decision(f"{UNDER}, resolution: 2019/001"), ContradictoryCommand)

    @pytest.mark.parametrize("more", ["under: ics/2019/003/2", "consulted: [the Chair]"])
    def test_a_power_is_used_by_somebody(self, asked: OpenBook, more: str) -> None:
        asked.cannot_read(decision(f"decided_on: 2019-02-01, {more}"), "add `decided_by`")

    def test_of_several_clauses_it_is_the_first_that_permits_it(self, asked: OpenBook) -> None:
        asked.given(
            "- resolution: {ref: 2019/004, meeting: ics-2019-01-07, title: T, clauses: ["
            "{effect: delegates, text: T, delegate: Head of Service},"
            "{effect: delegates, text: T, delegate: Corporate Director, limit: 5},"
            "{effect: delegates, text: T, delegate: Corporate Director}]}"
        )
        receipt = asked.when(decision(CITED.replace("003", "004")))
        assert fact_of(receipt).clause == 3

    def test_where_none_does_the_refusal_is_that_of_their_own(self, asked: OpenBook) -> None:
        asked.given(
            "- resolution: {ref: 2019/004, meeting: ics-2019-01-07, title: T, clauses: ["
            "{effect: delegates, text: T, delegate: Head of Service},"
            "{effect: delegates, text: T, delegate: Corporate Director, limit: 5}]}"
        )
        asked.refuses(decision(CITED.replace("003", "004")), DelegationExceeded, "above the £5")

    def test_who_sits_in_the_post_uses_the_power_of_the_post(self, asked: OpenBook) -> None:
        asked.given(
            "- body: {ref: director, name: Corporate Director, kind: officer-post,"
            " members: [{person: Sue Milburn, starts_on: 2019-01-01}]}",
            "- resolution: {ref: 2019/004, meeting: ics-2019-01-07, title: T,"
            " clauses: [{effect: delegates, text: T, delegate: director}]}",
        )
        by_sue = CITED.replace("003", "004").replace("Corporate Director", "Sue Milburn")
        asked.refuses(decision(by_sue.replace("Sue Milburn", "Al Key")), DelegationExceeded)
        assert fact_of(asked.when(decision(by_sue))).officer == "Sue Milburn"


class TestFigures:
    """A baseline or extension that an officer approved."""

    EXTENSION = (
        "- extension: {project: reviews, change: {2018/19: 5}, authority: {body: ics,"
        " resolution: 2019/003, decided_on: 2019-02-01, officer: Corporate Director,"
        " consulted: [the Chair]}}"
    )

    def test_the_use_is_recorded_with_it(self, asked: OpenBook) -> None:
        receipt = asked.when(self.EXTENSION)
        assert told(receipt) == [
            "delegation-used resolution:ics/2019/003 on 2019-02-01",
            "savings-extended project:reviews on 2019-02-01",
        ]
        assert (fact_of(receipt, 0).used_for, fact_of(receipt, 0).amount) == ("project:reviews", 5)

    def test_nothing_above_the_limit(self, asked: OpenBook) -> None:
        asked.refuses(self.EXTENSION.replace(": 5", ": 1000001"), DelegationExceeded)


def test_a_gate_that_an_officer_decides_uses_the_power_too(asked: OpenBook) -> None:
    go = (
        "- gate-decision: {sequence: g, gate: 1, outcome: go, decided_on: 2019-02-01, authority:"
        " {body: ics, resolution: 2019/003, officer: Corporate Director, consulted: [the Chair]}}"
    )
    asked.given("- gate-sequence: {ref: g, name: G, body: ics, gates: [{number: 1, name: One}]}")
    asked.refuses(go.replace("Corporate", "Service"), DelegationExceeded)
    assert fact_of(asked.when(go), 0).used_for == "gate-sequence:g"


class TestEnds:
    """A power that is taken back, or runs out."""

    def test_it_is_taken_back(self, asked: OpenBook) -> None:
        assert told(asked.when(end("2019-01-31"))) == [
            "delegation-ended resolution:ics/2019/003 on 2019-01-31"
        ]
        asked.refuses(decision(UNDER), DelegationExceeded, "ended on 2019-01-31")

    def test_once(self, asked: OpenBook) -> None:
        asked.given(end("2019-03-01")).refuses(end("2019-02-15"), ChangedEntry, "2019-03-01")

    def test_not_where_it_was_used_on_that_day_or_later(self, asked: OpenBook) -> None:
        asked.given(decision(UNDER)).refuses(
            end("2019-02-01"), RuleBroken, "was used on 2019-02-01"
        )
        assert asked.when(end("2019-02-02")).facts

    def test_not_before_it_was_given(self, asked: OpenBook) -> None:
        asked.refuses(end("2019-01-06"), RuleBroken, "it cannot end before")

    def test_not_after_it_ran_out(self, asked: OpenBook) -> None:
        asked.refuses(end("2020-01-01"), DelegationExceeded, "ended on 2020-01-01")

    def test_it_runs_out_on_the_day_the_clause_names(self, asked: OpenBook) -> None:
        assert told(asked.when(lapse("2020-02-01"))) == [
            "delegation-lapsed resolution:ics/2019/003 on 2020-01-01"
        ]

    def test_that_is_recorded_once(self, asked: OpenBook) -> None:
        assert asked.given(lapse("2020-01-01")).when(lapse("2020-01-02")).facts == ()

    def test_not_before_that_day(self, asked: OpenBook) -> None:
        asked.refuses(lapse("2019-12-31"), RuleBroken, "is delegated until 2020-01-01")

    def test_not_where_it_was_taken_back(self, asked: OpenBook) -> None:
        asked.given(end("2019-03-01")).refuses(lapse("2020-02-01"), NotInForce, "over already")

    def test_not_where_the_clause_names_no_day(self, book: OpenBook) -> None:
        book.given(COUNCIL, MEETING, RESOLUTION.replace("        until: 2020-01-01\n", ""))
        book.refuses(lapse("2020-02-01"), RuleBroken, "until it is ended")

    def test_the_delegation_must_be_in_the_book(self, asked: OpenBook) -> None:
        asked.refuses(end("2019-03-01").replace("003/2", "003/1"), AuthorityMissing)
        asked.refuses(end("2019-03-01").replace("003/2", "033/2"), UnknownReference)
