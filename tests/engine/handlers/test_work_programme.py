"""What the command that amends a work programme does, and what resolutions say was considered."""

from __future__ import annotations

from datetime import date

import pytest

from domain.errors import (
    AuthorityMissing,
    NotInForce,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
)
from engine.errors import ChangedEntry, ContradictoryCommand
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

MEETINGS = """
- meeting: {ref: ics-2018-11-05, body: ics, held_on: 2018-11-05}
- meeting: {ref: ics-2019-01-07, body: ics, held_on: 2019-01-07}
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: ics-2019-04-30, body: ics, scheduled_for: 2019-04-30}
- cancellation: {meeting: ics-2019-04-30, decided_on: 2019-01-02, reason: Snow}
- meeting: {ref: policy-2019-03-20, body: policy, scheduled_for: 2019-03-20}
- resolution: {ref: 2018/024, meeting: ics-2018-11-05, title: Work programme,
   clauses: [{effect: amends-work-programme, text: Shared Lives is added.}]}
- resolution: {ref: 2019/001, meeting: ics-2019-01-07, title: Work programme,
   clauses: [{effect: amends-work-programme, text: As agreed.}]}
- resolution: {ref: 2019/002, meeting: ics-2019-01-07, title: Report,
   clauses: [{effect: notes, text: The report.}, {effect: requests-report, text: Another.}]}
"""
FIRST = """
- work-programme:
    body: ics
    resolution: 2018/024
    add:
      - {item: shared-lives, title: Shared Lives, meeting: ics-2019-01-07, owner: A. M.}
      - {item: asch, title: Adult social care, expected_on: 2019-04-30}
"""


def amended(what: str, by: str = "resolution: 2019/001") -> str:
    return f"- work-programme: {{body: ics, {by}, {what}}}"


def considering(refs: str, ref: str = "2019/009", more: str = "") -> str:
    return (
        f"- resolution: {{ref: {ref}, meeting: ics-2019-01-07, title: T, considers: [{refs}],"
        f" {more} clauses: [{{effect: notes, text: T}}]}}"
    )


@pytest.fixture
def known(book: OpenBook) -> OpenBook:
    """Give a book with meetings and resolutions."""
    return book.given(COUNCIL, MEETINGS)


@pytest.fixture
def planned(known: OpenBook) -> OpenBook:
    """Give a book with a work programme."""
    return known.given(FIRST)


class TestAmending:
    """`work-programme`."""

    def test_items_are_added_on_the_day_of_the_resolution(self, known: OpenBook) -> None:
        receipt = known.when(FIRST)
        assert told(receipt) == ["work-programme-item-added work-programme:ics on 2018-11-05"] * 2
        assert fact_of(receipt, 0).meeting == "ics-2019-01-07"
        assert fact_of(receipt).authority.resolution == "2018/024"
        assert not known.when(FIRST).facts

    def test_the_first_programme_needs_no_resolution_and_every_change_does(
        self, known: OpenBook
    ) -> None:
        known.given(amended("add: [{item: a, title: A}]", "decided_on: 2018-10-25"))
        known.refuses(
            amended("add: [{item: b, title: B}]", "decided_on: 2018-11-05"),
            AuthorityMissing,
            "is changed by resolution",
            "amends-work-programme",
        )

    def test_a_resolution_that_does_not_amend_it_is_not_enough(self, planned: OpenBook) -> None:
        planned.refuses(
            amended("remove: [{item: asch}]", "resolution: 2019/002"),
            AuthorityMissing,
            "2019/002 of ics does not amend its work programme",
        )
        planned.refuses(
            amended("remove: [{item: asch}]", "authority: {body: policy, resolution: 2019/001}"),
            ContradictoryCommand,
        )

    def test_one_resolution_is_recorded_in_as_many_amendments_as_it_makes(
        self, planned: OpenBook
    ) -> None:
        moved = amended("move: [{item: asch, meeting: ics-2019-03-04}]")
        taken_off = amended("remove: [{item: shared-lives}]", "resolution: ics/2019/001")
        assert told(planned.when(moved)) == [
            "work-programme-item-moved work-programme:ics on 2019-01-07"
        ]
        assert told(planned.when(taken_off)) == [
            "work-programme-item-removed work-programme:ics on 2019-01-07"
        ]
        assert not planned.when(moved).facts
        assert not planned.when(taken_off).facts

    def test_one_resolution_moves_an_item_to_one_place(self, planned: OpenBook) -> None:
        planned.given(amended("move: [{item: asch, meeting: ics-2019-03-04}]"))
        other = planned.refuses(
            amended("move: [{item: asch, expected_on: 2019-05-01}]"), ChangedEntry
        )
        assert "ics by 2019/001: move asch is in the book already" in str(other)
        assert "ics-2019-03-04" in str(other)

    @pytest.mark.parametrize(
        "by",
        [
            "resolution: ics/2019/001",
            "authority: {body: ics, resolution: ics/2019/001}",
            "resolution: 2019/001, authority: {body: ics, resolution: ics/2019/001}",
        ],
    )
    def test_a_resolution_is_known_with_its_body_before_it(
        self, by: str, planned: OpenBook
    ) -> None:
        move = "move: [{item: asch, meeting: ics-2019-03-04}]"
        receipt = planned.when(amended(move, by))
        assert not receipt.notes
        assert fact_of(receipt).decided_on == date(2019, 1, 7)

    def test_an_item_is_moved_and_removed(self, planned: OpenBook) -> None:
        planned.refuses(
            amended("move: [{item: shared-lives, meeting: ics-2019-01-07}]"),
            RuleBroken,
            "stands at ics-2019-01-07",
        )
        receipt = planned.when(
            amended(
                "move: [{item: shared-lives, meeting: ics-2019-03-04}],"
                " remove: [{item: asch, reason: Merged}]"
            )
        )
        assert [line.split()[0] for line in told(receipt)] == [
            "work-programme-item-moved",
            "work-programme-item-removed",
        ]
        again = "resolution: 2019/004"
        planned.refuses(
            amended(
                "move: [{item: asch, expected_on: 2019-05-01}]", f"{again}, decided_on: 2019-02-01"
            ),
            NotInForce,
            "was taken off the work programme of ics on 2019-01-07",
        )

    def test_an_item_brings_what_was_asked_for_and_no_other_item_does(
        self, planned: OpenBook
    ) -> None:
        receipt = planned.when(amended("link: [{item: asch, answers: [ics/2019/002/2]}]"))
        assert fact_of(receipt).answers == ("ics/2019/002/2",)
        later = "resolution: 2019/004, decided_on: 2019-02-01"
        planned.refuses(
            amended("link: [{item: shared-lives, answers: [ics/2019/002/2]}]", later),
            RuleBroken,
            "is brought by asch in the work programme already",
        )
        planned.refuses(
            amended("link: [{item: shared-lives, answers: [ics/2019/002/1]}]", later),
            UnknownReference,
        )
        planned.given(amended("remove: [{item: asch}]", later))
        after = "resolution: 2019/005, decided_on: 2019-02-02"
        assert planned.when(
            amended("link: [{item: shared-lives, answers: [ics/2019/002/2]}]", after)
        ).facts

    def test_references_are_used_once_and_known(self, planned: OpenBook) -> None:
        planned.refuses(
            amended("add: [{item: asch, title: Again}]"), ReferenceUsed, "stands in the work"
        )
        planned.refuses(
            amended("remove: [{item: lives}]"), UnknownReference, "which has shared-lives, asch"
        )

    @pytest.mark.parametrize(
        ("meeting", "why"),
        [
            ("policy-2019-03-20", "is a meeting of policy"),
            ("ics-2018-11-05", "was on 2018-11-05"),
            ("ics-2019-04-30", "was cancelled"),
        ],
    )
    def test_a_meeting_is_the_body_s_own_and_still_to_come(
        self, meeting: str, why: str, planned: OpenBook
    ) -> None:
        planned.refuses(amended(f"move: [{{item: asch, meeting: {meeting}}}]"), RuleBroken, why)

    def test_what_is_amended_says_what_and_when_once(self, known: OpenBook) -> None:
        known.cannot_read("- work-programme: {body: ics}", "nothing is amended")
        known.cannot_read(amended("move: [{item: a}]"), "says where to")
        both = "add: [{item: a, title: A, meeting: ics-2019-03-04, expected_on: 2019-03-04}]"
        known.cannot_read(amended(both), "not both")

    def test_the_body_must_be_in_the_book(self, known: OpenBook) -> None:
        known.refuses(
            "- work-programme: {body: isc, decided_on: 2019-01-01, add: [{item: a, title: A}]}",
            UnknownReference,
            "did you mean ics",
        )


class TestConsidering:
    """`considers` of a resolution."""

    def test_items_actions_and_requests_are_considered(self, planned: OpenBook) -> None:
        planned.given(PROJECT, BASELINE, REQUEST)
        receipt = planned.when(considering("shared-lives, ics/2019/002/2, ICS-2019-A"))
        assert told(receipt)[0] == "resolution-passed resolution:ics/2019/009 on 2019-01-07"
        considered = receipt.facts[1:]
        assert [(fact.item, fact.matter) for fact in considered] == [  # type: ignore[attr-defined]
            ("shared-lives", "item"),
            ("ics/2019/002/2", "action"),
            ("ICS-2019-A", "change-request"),
        ]
        assert {fact.originator_id for fact in considered} == {"work-programme:ics"}

    def test_what_an_item_brings_is_considered_with_it_while_it_is_asked_for(
        self, planned: OpenBook
    ) -> None:
        planned.given(
            amended("link: [{item: asch, answers: [ics/2019/002/2]}]"),
            considering("asch"),
        )
        items = [fact.item for fact in planned.history("work-programme:ics")[-2:]]  # type: ignore[attr-defined]
        assert items == ["asch", "ics/2019/002/2"]
        planned.given(considering("shared-lives", "2019/010", "supersedes: [2019/002],"))
        assert len(planned.when(considering("asch", "2019/011")).facts) == 2

    def test_a_motion_that_was_lost_was_considered_too(self, planned: OpenBook) -> None:
        receipt = planned.when(considering("shared-lives", more="outcome: lost,"))
        assert told(receipt)[1].startswith("work-programme-item-considered")

    def test_what_is_unknown_was_not_considered(self, planned: OpenBook) -> None:
        planned.refuses(
            considering("lives"), UnknownReference, "no change request, no action and not in the"
        )
        planned.given(amended("remove: [{item: asch}]"))
        planned.refuses(considering("asch"), NotInForce, "was taken off")

    def test_a_resolution_says_once_what_it_considered(self, planned: OpenBook) -> None:
        planned.given(considering("shared-lives"))
        assert not planned.when(considering("shared-lives")).facts
        changed = planned.refuses(considering("asch"), ChangedEntry)
        assert "considers[1]" in str(changed)
