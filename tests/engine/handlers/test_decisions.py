"""What the command that decides a change request does, for every outcome."""

from __future__ import annotations

import pytest

from domain.errors import (
    AboveFinancialLimit,
    AlreadyDecided,
    DecidedByRaiser,
    DoesNotAddUp,
    NoBaseline,
    NotInForce,
    OutsideRemit,
    RuleBroken,
    StaleChangeRequest,
    UnknownReference,
)
from domain.provenance import Authority
from engine.errors import ContradictoryCommand, IncompleteCommand
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

MEETINGS = """
- meeting: {ref: ics-2019-01-07, body: ics, held_on: 2019-01-07}
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: asch-2019-01-14, body: asch, held_on: 2019-01-14}
"""
RESOLUTION = """
- resolution:
    {ref: 2019/003, meeting: ics-2019-01-07, title: Request, clauses: [{effect: approves, text: A}]}
"""
DELEGATION = RESOLUTION.replace(
    "{effect: approves, text: A}", "{effect: delegates, text: A, delegate: Corporate Director}"
)
PART = (
    "projects: [{project: reviews,"
    " expected: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000},"
    " revised: {2018/19: 3010000, 2019/20: 2500000, 2020/21: 500000}}]"
)


def decision(outcome: str, more: str = "decided_on: 2019-01-07") -> str:
    return f"- decision: {{change_request: ICS-2019-A, outcome: {outcome}, {more}}}"


@pytest.fixture
def asked(book: OpenBook) -> OpenBook:
    """Give a book with a request that is put to a body."""
    return book.given(COUNCIL, MEETINGS, PROJECT, BASELINE, REQUEST)


class TestOutcomes:
    """Each outcome, and what follows from it."""

    def test_approval_rebaselines_the_projects_in_the_same_transaction(
        self, asked: OpenBook
    ) -> None:
        receipt = asked.when(decision("approved"))
        assert told(receipt) == [
            "change-request-approved change-request:ICS-2019-A on 2019-01-07",
            "savings-rebaselined project:reviews on 2019-01-07",
        ]
        assert fact_of(receipt).revised["2019/20"] == 3000000
        moments = {
            entry.recorded_at
            for entry in asked.store.reader.read_entries(start=receipt.positions[0])
        }
        assert len(moments) == 1

    def test_approval_may_have_conditions_and_a_commentary(self, asked: OpenBook) -> None:
        more = "decided_on: 2019-01-07, conditions: [{text: Report back, due: 2019-04-01}]"
        receipt = asked.when(decision("approved", f"{more}, commentary: Agreed"))
        ruling = fact_of(receipt, 0).ruling
        assert (ruling.conditions[0].text, ruling.commentary) == ("Report back", "Agreed")

    def test_approval_in_part_rebaselines_by_what_was_agreed(self, asked: OpenBook) -> None:
        receipt = asked.when(decision("approved-in-part", f"decided_on: 2019-01-07, {PART}"))
        assert told(receipt) == [
            "change-request-part-approved change-request:ICS-2019-A on 2019-01-07",
            "savings-rebaselined project:reviews on 2019-01-07",
        ]
        assert fact_of(receipt).revised["2019/20"] == 2500000

    def test_approval_in_part_of_what_was_not_asked_is_refused(self, asked: OpenBook) -> None:
        asked.given("- project: {ref: other, name: O, portfolio: asch}")
        asked.given(
            BASELINE.replace("reviews", "other"),
        ).refuses(
            decision("approved-in-part", f"decided_on: 2019-01-07, {PART}").replace(
                "project: reviews", "project: other"
            ),
            RuleBroken,
            "does not ask for what is approved of other",
        )

    def test_printed_totals_of_what_is_approved_must_add_up(self, asked: OpenBook) -> None:
        wrong = PART.replace("}}]", "}, total: {revised: 1}}]")
        asked.refuses(
            decision("approved-in-part", f"decided_on: 2019-01-07, {wrong}"), DoesNotAddUp
        )

    def test_rejection_leaves_the_profiles_as_they_are(self, asked: OpenBook) -> None:
        receipt = asked.when(decision("rejected"))
        assert told(receipt) == ["change-request-rejected change-request:ICS-2019-A on 2019-01-07"]

    def test_deferral_names_the_meeting_it_comes_back_to(self, asked: OpenBook) -> None:
        receipt = asked.when(
            decision("deferred", "decided_on: 2019-01-07, deferred_to: ics-2019-03-04")
        )
        assert told(receipt) == ["change-request-deferred change-request:ICS-2019-A on 2019-01-07"]
        assert fact_of(receipt).deferred_to == "ics-2019-03-04"

    def test_a_deferred_request_can_still_be_decided(self, asked: OpenBook) -> None:
        asked.given(decision("deferred", "decided_on: 2019-01-07, deferred_to: ics-2019-03-04"))
        assert asked.when(decision("approved", "decided_on: 2019-03-04")).facts

    def test_referral_passes_it_to_another_body(self, asked: OpenBook) -> None:
        receipt = asked.when(decision("referred", "decided_on: 2019-01-07, referred_to: policy"))
        assert told(receipt) == ["change-request-referred change-request:ICS-2019-A on 2019-01-07"]
        asked.refuses(decision("approved", "body: ics, decided_on: 2019-01-08"), OutsideRemit)
        assert asked.when(decision("approved", "decided_on: 2019-01-08")).facts

    def test_withdrawal_closes_it(self, asked: OpenBook) -> None:
        receipt = asked.when(decision("withdrawn"))
        assert told(receipt) == ["change-request-withdrawn change-request:ICS-2019-A on 2019-01-07"]
        asked.refuses(decision("approved", "decided_on: 2019-01-08"), AlreadyDecided)

    @pytest.mark.parametrize("first", ["approved", "rejected", "withdrawn"])
    @pytest.mark.parametrize("second", ["approved", "rejected", "withdrawn"])
    def test_it_is_decided_once(self, asked: OpenBook, first: str, second: str) -> None:
        asked.given(decision(first))
        asked.refuses(decision(second, "decided_on: 2019-01-08"), AlreadyDecided, f"was {first}")


class TestRefusals:
    """Decisions that the book does not permit."""

    def test_a_stale_request_is_refused_with_both_profiles(self, asked: OpenBook) -> None:
        asked.given(
            "- extension: {project: reviews, change: {2018/19: 5},"
            " authority: {body: asch, decided_on: 2019-01-07}}"
        )
        asked.refuses(
            decision("approved"),
            StaleChangeRequest,
            "it expects 2018/19: £3,010,000,",
            "the book has 2018/19: £3,010,005,",
        )

    def test_a_figure_that_was_never_set_cannot_be_changed(self, book: OpenBook) -> None:
        book.given(COUNCIL, PROJECT, REQUEST).refuses(decision("approved"), NoBaseline)

    @pytest.mark.parametrize("outcome", ["approved", "rejected"])
    def test_a_body_outside_its_remit_does_not_decide(self, asked: OpenBook, outcome: str) -> None:
        asked.given("- terms-of-reference: {body: ics, summary: S, decides: [gates]}")
        asked.refuses(decision(outcome), OutsideRemit, "does not decide savings changes")

    @pytest.mark.parametrize("outcome", ["approved", "rejected"])
    def test_nor_of_a_portfolio_that_is_not_its_own(self, asked: OpenBook, outcome: str) -> None:
        asked.given("- terms-of-reference: {body: ics, summary: S, portfolios: [place]}")
        asked.refuses(decision(outcome), OutsideRemit, "decides for place only")

    def test_nor_above_its_financial_limit_but_it_may_refer(self, asked: OpenBook) -> None:
        asked.given("- terms-of-reference: {body: ics, summary: S, financial_limit: 999999}")
        asked.refuses(decision("approved"), AboveFinancialLimit, "£1,000,000")
        assert asked.when(decision("referred", "decided_on: 2019-01-07, referred_to: policy")).facts

    def test_another_body_than_it_was_put_to_does_not_decide(self, asked: OpenBook) -> None:
        asked.refuses(decision("approved", "body: asch, decided_on: 2019-01-07"), OutsideRemit)

    def test_who_raised_it_does_not_decide_it(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("approved", "decided_on: 2019-01-07, decided_by: P. Officer"),
            DecidedByRaiser,
        )

    def test_it_is_not_decided_before_it_was_raised(self, asked: OpenBook) -> None:
        asked.refuses(decision("approved", "decided_on: 2018-12-19"), RuleBroken, "was raised on")

    def test_the_deciding_body_must_be_in_the_book(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("approved", "body: asc, decided_on: 2019-01-07"), UnknownReference, "asch"
        )

    def test_deferral_to_an_unknown_meeting_is_refused(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("deferred", "decided_on: 2019-01-07, deferred_to: ics-2019"),
            UnknownReference,
        )

    def test_deferral_is_to_a_later_meeting(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("deferred", "decided_on: 2019-01-07, deferred_to: ics-2019-01-07"),
            RuleBroken,
            "ics-2019-01-07 is on 2019-01-07, the decision on 2019-01-07",
        )

    def test_deferral_to_a_cancelled_meeting_is_refused(self, asked: OpenBook) -> None:
        asked.given(
            "- cancellation: {meeting: ics-2019-03-04, decided_on: 2019-01-02, reason: R}"
        ).refuses(
            decision("deferred", "decided_on: 2019-01-07, deferred_to: ics-2019-03-04"),
            NotInForce,
            "was cancelled",
        )

    def test_referral_to_a_dissolved_body_is_refused(self, asked: OpenBook) -> None:
        asked.given("- body-dissolution: {body: policy, decided_on: 2019-01-07}").refuses(
            decision("referred", "decided_on: 2019-01-07, referred_to: policy"), NotInForce
        )

    def test_the_request_must_be_in_the_book(self, book: OpenBook) -> None:
        book.refuses(decision("approved"), UnknownReference)


class TestForm:
    """What a decision must and must not say."""

    @pytest.mark.parametrize(
        ("outcome", "says"),
        [
            ("deferred", "names the meeting it is deferred to: add `deferred_to`"),
            ("referred", "names the body it is referred to: add `referred_to`"),
            ("approved-in-part", "names what part is approved: add `projects`"),
        ],
    )
    def test_it_says_what_its_outcome_needs(self, asked: OpenBook, outcome: str, says: str) -> None:
        asked.cannot_read(decision(outcome), f"decision: a decision `{outcome}` {says}")

    @pytest.mark.parametrize(
        ("more", "says"),
        [
            ("deferred_to: ics-2019-03-04", "`deferred_to` belongs to a decision `deferred`"),
            ("referred_to: policy", "`referred_to` belongs to a decision `referred`"),
            (PART, "`projects` belongs to a decision `approved-in-part`"),
            ("conditions: [{text: T}]", "`conditions` belong to an approval"),
        ],
    )
    def test_and_nothing_of_another_outcome(self, asked: OpenBook, more: str, says: str) -> None:
        asked.cannot_read(decision("rejected", f"decided_on: 2019-01-07, {more}"), says)


class TestAuthority:
    """Where body, meeting, resolution and day come from."""

    def test_the_body_is_the_one_it_was_put_to(self, asked: OpenBook) -> None:
        fact = fact_of(asked.when(decision("approved")), 0)
        assert fact.ruling.body == "ics"
        assert fact.authority == Authority(body="ics", decided_on=fact.decided_on)

    def test_the_day_is_that_of_the_meeting(self, asked: OpenBook) -> None:
        receipt = asked.when(decision("approved", "meeting: ics-2019-01-07"))
        assert str(fact_of(receipt).decided_on) == "2019-01-07"
        assert fact_of(receipt).authority.meeting == "ics-2019-01-07"

    def test_or_of_the_resolution_whose_meeting_it_names_too(self, asked: OpenBook) -> None:
        receipt = asked.given(RESOLUTION).when(decision("approved", "resolution: 2019/003"))
        authority = fact_of(receipt).authority
        assert (str(authority.decided_on), authority.meeting, authority.resolution) == (
            "2019-01-07",
            "ics-2019-01-07",
            "2019/003",
        )

    def test_or_of_the_authority_that_is_cited(self, asked: OpenBook) -> None:
        cited = "authority: {body: ics, decided_on: 2019-01-07, note: By urgency}"
        receipt = asked.when(decision("approved", cited))
        assert fact_of(receipt).authority.note == "By urgency"
        assert str(fact_of(receipt).decided_on) == "2019-01-07"

    def test_without_any_of_them_it_is_asked_for(self, asked: OpenBook) -> None:
        asked.refuses(
            "- decision: {change_request: ICS-2019-A, outcome: approved}",
            IncompleteCommand,
            "when was this decided on ICS-2019-A?",
        )

    def test_a_resolution_that_is_not_in_the_book_gives_no_day_and_is_noted(
        self, asked: OpenBook
    ) -> None:
        asked.refuses(decision("approved", "resolution: 2019/003"), IncompleteCommand)
        receipt = asked.when(decision("approved", "resolution: 2019/003, decided_on: 2019-01-07"))
        [note] = receipt.notes
        assert note.startswith("resolution 2019/003 of ics is cited as authority but is not")

    def test_a_lost_motion_approves_nothing(self, asked: OpenBook) -> None:
        asked.given(RESOLUTION.replace("title: Request", "title: Request, outcome: lost"))
        asked.refuses(decision("approved", "resolution: 2019/003"), NotInForce, "was lost")

    @pytest.mark.parametrize(
        ("more", "cited", "says"),
        [
            (
                "body: ics, decided_on: 2019-01-07",
                "body: asch",
                "says body ics, its authority asch",
            ),
            (
                "decided_on: 2019-01-07",
                "decided_on: 2019-01-08",
                "says decided_on 2019-01-07, its authority 2019-01-08",
            ),
            (
                "meeting: ics-2019-01-07",
                "meeting: asch-2019-01-14",
                "says meeting ics-2019-01-07, its authority asch-2019-01-14",
            ),
            (
                "resolution: 2019/003, decided_on: 2019-01-07",
                "resolution: 2019/004",
                "says resolution 2019/003, its authority 2019/004",
            ),
            (
                "decided_by: A, decided_on: 2019-01-07",
                "officer: B",
                "says officer A, its authority B",
            ),
        ],
    )
    def test_decision_and_authority_must_not_contradict_each_other(
        self, asked: OpenBook, more: str, cited: str, says: str
    ) -> None:
        asked.refuses(
            decision("approved", f"{more}, authority: {{{cited}}}"), ContradictoryCommand, says
        )

    def test_saying_the_same_twice_is_no_contradiction(self, asked: OpenBook) -> None:
        more = "decided_on: 2019-01-07, authority: {body: ics, decided_on: 2019-01-07}"
        assert asked.when(decision("approved", more)).facts

    def test_the_meeting_must_be_of_the_deciding_body(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("approved", "meeting: asch-2019-01-14"),
            ContradictoryCommand,
            "is a meeting of asch, not of ics",
        )

    def test_the_meeting_must_have_been_held(self, asked: OpenBook) -> None:
        asked.refuses(decision("approved", "meeting: ics-2019-03-04"), NotInForce)

    def test_the_day_must_be_that_of_the_meeting(self, asked: OpenBook) -> None:
        asked.refuses(
            decision("approved", "meeting: ics-2019-01-07, decided_on: 2019-01-08"),
            ContradictoryCommand,
            "taken on 2019-01-08, but the meeting ics-2019-01-07 is of 2019-01-07",
        )

    def test_and_that_of_the_resolution(self, asked: OpenBook) -> None:
        asked.given(RESOLUTION).refuses(
            decision("approved", "resolution: 2019/003, decided_on: 2019-01-08"),
            ContradictoryCommand,
            "but resolution 2019/003 is of 2019-01-07",
        )

    def test_an_officer_may_decide_later_under_a_delegation(self, asked: OpenBook) -> None:
        receipt = asked.given(DELEGATION).when(
            decision(
                "approved",
                "resolution: 2019/003, decided_on: 2019-01-08, decided_by: Corporate Director",
            )
        )
        assert fact_of(receipt).authority.officer == "Corporate Director"
