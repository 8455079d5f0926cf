"""What commands about conditions do: of approvals, whose figures hang on them, and of gates."""

from __future__ import annotations

import pytest

from domain.errors import (
    AlreadyDecided,
    DecidedByRaiser,
    OutsideRemit,
    RuleBroken,
    StaleChangeRequest,
    UnknownReference,
)
from domain.savings.project import Project
from domain.values.days import parse_day
from domain.values.profiles import SavingsProfile
from engine.errors import ChangedEntry
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook, fact_of, told

APPROVED = """
- decision:
    change_request: ICS-2019-A
    outcome: approved
    decided_on: 2019-01-07
    conditions:
      - {text: Report on the effect, owner: Programme Office, due: 2019-06-30}
      - {text: Tell the staff}
"""
DISCHARGE = (
    "- condition-discharge: {condition: ICS-2019-A/1, discharged_on: 2019-06-01, evidence: The"
    " report, by: P. Officer}"
)
BREACH = "- condition-breach: {condition: ICS-2019-A/1, breached_on: 2019-07-01, reason: No report}"
AGAIN = "- decision: {change_request: ICS-2019-A, outcome: OUTCOME, decided_on: 2019-09-02}"
STANDS, GOES_BACK = AGAIN.replace("OUTCOME", "approved"), AGAIN.replace("OUTCOME", "rejected")

BEFORE = SavingsProfile.parse({"2018/19": 3010000, "2019/20": 2000000, "2020/21": 1000000})
AFTER = SavingsProfile.parse({"2018/19": 3010000, "2019/20": 3000000, "2020/21": 0})


@pytest.fixture
def approved(book: OpenBook) -> OpenBook:
    """Give a book with a request that was approved on two conditions."""
    return book.given(COUNCIL, PROJECT, BASELINE, REQUEST, APPROVED)


def _figures(book: OpenBook, day: str) -> SavingsProfile:
    return book.book.profile("reviews", "cashable-benefit", parse_day(day))


class TestFollowingUp:
    """`condition-discharge`, `condition-breach`, `condition-overdue`."""

    def test_a_condition_is_discharged_with_its_evidence(self, approved: OpenBook) -> None:
        receipt = approved.when(DISCHARGE)
        assert told(receipt) == ["condition-discharged change-request:ICS-2019-A on 2019-06-01"]
        assert (fact_of(receipt).evidence, fact_of(receipt).discharged_by) == (
            "The report",
            "P. Officer",
        )

    def test_the_same_discharge_again_changes_nothing(self, approved: OpenBook) -> None:
        approved.given(DISCHARGE)
        assert approved.when(DISCHARGE).facts == ()

    def test_what_was_discharged_is_not_breached(self, approved: OpenBook) -> None:
        approved.given(DISCHARGE).refuses(
            BREACH, AlreadyDecided, "the condition ICS-2019-A/1 was discharged on 2019-06-01"
        )

    def test_a_condition_is_not_discharged_before_it_was_set(self, approved: OpenBook) -> None:
        early = DISCHARGE.replace("2019-06-01", "2019-01-06")
        approved.refuses(early, RuleBroken, "was set on 2019-01-07")

    @pytest.mark.parametrize(
        ("ref", "words"),
        [
            ("ICS-2019-A/3", "the conditions there are: ICS-2019-A/1, ICS-2019-A/2"),
            ("ICS-2020-A/1", "a condition of nothing in the book"),
            ("ICS-2019-A", "`minutebook condition list`"),
        ],
    )
    def test_there_must_be_such_a_condition(self, ref: str, words: str, approved: OpenBook) -> None:
        approved.refuses(DISCHARGE.replace("ICS-2019-A/1", ref), UnknownReference, words)

    def test_a_condition_is_overdue_once_and_only_after_its_day(self, approved: OpenBook) -> None:
        overdue = "- condition-overdue: {condition: ICS-2019-A/1, on: 2019-07-01}"
        in_time = overdue.replace("07-01", "06-30")
        approved.refuses(in_time, RuleBroken, "is open until 2019-06-30")
        approved.refuses(overdue.replace("A/1", "A/2"), RuleBroken, "has no due date")
        assert fact_of(approved.when(overdue)).due == parse_day("2019-06-30")
        assert approved.when(overdue).facts == ()
        other_day = overdue.replace("2019-07-01", "2019-07-02")
        approved.refuses(other_day, ChangedEntry, "ICS-2019-A/1 is in the book already")


class TestOpenedAgain:
    """What a breach does to a request, and what its body can then decide."""

    def test_the_figures_stand_until_the_body_decides(self, approved: OpenBook) -> None:
        assert told(approved.when(BREACH)) == [
            "condition-breached change-request:ICS-2019-A on 2019-07-01"
        ]
        assert _figures(approved, "2019-08-01") == AFTER

    def test_approved_lets_the_approval_stand_and_moves_no_figure_twice(
        self, approved: OpenBook
    ) -> None:
        receipt = approved.given(BREACH).when(STANDS)
        assert told(receipt) == ["change-request-approved change-request:ICS-2019-A on 2019-09-02"]
        assert _figures(approved, "2019-10-01") == AFTER

    def test_an_approval_that_stands_may_be_given_more_conditions(self, approved: OpenBook) -> None:
        approved.given(BREACH, STANDS.replace("09-02", "09-02, conditions: [{text: Try again}]"))
        third = DISCHARGE.replace("A/1", "A/3").replace("06-01", "10-01")
        assert fact_of(approved.when(third)).condition == "ICS-2019-A/3"

    def test_rejected_takes_the_figures_back_in_the_same_transaction(
        self, approved: OpenBook
    ) -> None:
        receipt = approved.given(BREACH).when(GOES_BACK)
        assert told(receipt) == [
            "change-request-rejected change-request:ICS-2019-A on 2019-09-02",
            "savings-rebaselined project:reviews on 2019-09-02",
        ]
        assert _figures(approved, "2019-09-01") == AFTER
        assert _figures(approved, "2019-09-02") == BEFORE

    def test_only_what_the_approval_changed_goes_back(self, approved: OpenBook) -> None:
        extension = (
            "- extension: {ref: E1, project: reviews, decided_on: 2019-03-01,"
            " authority: {body: asch, decided_on: 2019-03-01}, change: {2020/21: 500000}}"
        )
        approved.given(extension, BREACH, GOES_BACK)
        assert _figures(approved, "2019-10-01") == BEFORE + SavingsProfile.parse(
            {"2020/21": 500000}
        )

    def test_figures_do_not_go_back_to_where_nothing_is_left(self, approved: OpenBook) -> None:
        used_up = """
- change-request:
    ref: ICS-2019-B
    title: Give it up
    kind: write-off
    to: ics
    raised_on: 2019-02-01
    projects:
      - project: reviews
        expected: {2018/19: 3010000, 2019/20: 3000000}
        revised: {2018/19: 3010000, 2019/20: 500000}
- decision: {change_request: ICS-2019-B, outcome: approved, decided_on: 2019-03-01}
"""
        approved.given(used_up, BREACH).refuses(
            GOES_BACK, StaleChangeRequest, "2019/20 has been changed since and would be -£500,000"
        )

    def test_it_is_for_the_body_that_decided(self, approved: OpenBook) -> None:
        other = STANDS.replace("decided_on", "body: asch, decided_on")
        approved.given(BREACH).refuses(other, OutsideRemit, "lies with ics")

    def test_who_raised_it_still_does_not_decide_it(self, approved: OpenBook) -> None:
        own = STANDS.replace("decided_on", "decided_by: P. Officer, decided_on")
        approved.given(BREACH).refuses(own, DecidedByRaiser)

    def test_it_is_not_approved_in_part_nor_withdrawn(self, approved: OpenBook) -> None:
        part = AGAIN.replace(
            "OUTCOME",
            "approved-in-part, projects: [{project: reviews,"
            " expected: {2018/19: 3010000, 2019/20: 2000000, 2020/21: 1000000},"
            " revised: {2018/19: 3010000, 2019/20: 2500000, 2020/21: 500000}}]",
        )
        approved.given(BREACH).refuses(part, RuleBroken, "stands as a whole (`approved`)")
        approved.refuses(AGAIN.replace("OUTCOME", "withdrawn"), RuleBroken, "nobody withdraws it")

    def test_it_is_not_decided_before_it_was_opened_again(self, approved: OpenBook) -> None:
        early = STANDS.replace("2019-09-02", "2019-06-30")
        approved.given(BREACH).refuses(early, RuleBroken, "was opened again on 2019-07-01")

    def test_what_was_rejected_has_no_open_conditions(self, approved: OpenBook) -> None:
        second = DISCHARGE.replace("A/1", "A/2").replace("06-01", "10-01")
        approved.given(BREACH, GOES_BACK).refuses(
            second, AlreadyDecided, "the condition ICS-2019-A/2 fell away on 2019-09-02"
        )

    def test_a_request_is_replayed_to_the_same_state(self, approved: OpenBook) -> None:
        approved.given(BREACH, GOES_BACK)
        replayed = Project("reviews").replay(approved.history("project:reviews"))
        assert replayed.profile_at(parse_day("2020-01-01"), "cashable-benefit") == BEFORE
