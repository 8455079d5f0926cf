"""A step decides nothing that the body, its delegate or the meeting could not have decided."""

from __future__ import annotations

import pytest

from domain.errors import (
    AboveFinancialLimit,
    AuthorityMissing,
    DelegationExceeded,
    InterestBarsActing,
    RoleMissing,
    RuleBroken,
)
from engine.errors import ContradictoryCommand
from tests.engine.cases.journey import (
    DECIDED,
    MEETINGS,
    PEOPLE,
    before_committee,
    resolution,
)
from tests.engine.cases.journey import step as step_of
from tests.engine.open_book import COUNCIL, PROJECT, OpenBook, fact_of, told

POWER = ", delegate: D. Head, in_consultation_with: [The Chair], limit: 5000"
UNDER = "under: ics/2018/030/1, consulted: [The Chair], project: reviews"
RESOLVED = f"{DECIDED}, project: reviews"
INTEREST = (
    "- declaration: {meeting: ics-2019-01-21, person: I. Clerk, kind: disclosable-pecuniary,"
    " interest: Owns it, item: '4'}"
)
AGENDA = "- agenda: {meeting: ics-2019-01-21, items: [{item: '4', title: Changes}]}"
LIMIT = "- terms-of-reference: {body: ics, summary: Saves, financial_limit: 5000}"


def _step(name: str, actor: str, on: str = "", more: str = "") -> str:
    return step_of(name, actor, on, more=more, case="savings-proposal/BUSES")


@pytest.fixture
def proposed(book: OpenBook) -> OpenBook:
    """A proposal to save that stands before the sub-committee, which delegated up to £5,000."""
    return book.given(
        COUNCIL + PEOPLE + PROJECT + MEETINGS,
        "- case: {route: savings-proposal, subject: BUSES, title: Buses, raised_by: S. Sponsor,"
        " opened_on: 2018-10-01, bodies: {deciding: ics}}",
        _step(
            "work-up",
            "S. Sponsor",
            "2018-10-02",
            "attachments: [{kind: option-for-change, text: F}]",
        ),
        _step(
            "appraise",
            "F. Nance",
            "2018-10-10",
            "attachments: [{kind: business-case, text: B}, {kind: finance-comment, text: F}]",
        ),
        _step(
            "report-consultation",
            "P. Office",
            "2018-12-01",
            "attachments: [{kind: consultation-report, text: C},"
            " {kind: equality-impact-assessment, text: E}]",
        ),
        resolution("2018/030", "ics-2018-12-31", "delegates", more=POWER),
        resolution("2019/003", "ics-2019-01-21", "approves"),
    )


class TestDelegatedBaseline:
    """A delegate sets a baseline within the power they were given, and it goes on record once."""

    def test_its_use_is_recorded_once_with_the_amount_and_without_a_meeting(
        self, proposed: OpenBook
    ) -> None:
        receipt = proposed.when(
            _step("approve", "D. Head", "2019-01-22", f"{UNDER}, profile: {{2019/20: 5000}}")
        )
        assert told(receipt) == [
            "delegation-used resolution:ics/2018/030 on 2019-01-22",
            "baseline-set project:reviews on 2019-01-22",
            "case-stepped case:savings-proposal/BUSES on 2019-01-22",
        ]
        used, baseline = fact_of(receipt, 0), fact_of(receipt, 1)
        assert (used.amount, used.used_for, used.consulted) == (
            5000,
            "project:reviews",
            ("The Chair",),
        )
        cited = baseline.authority
        assert (cited.body, cited.resolution, cited.officer) == ("ics", "2018/030", "D. Head")

    @pytest.mark.parametrize(
        "more",
        [
            "profile: {2019/20: 5001}",
            "profile: {2019/20: 5001, 2020/21: -2000}",
            "profile: {2019/20: 5001}, meeting: ics-2019-01-21, item: '4'",
            "profile: {2019/20: 5001}, resolution: 2018/030",
            "profile: {2019/20: 5001}, authority: {body: ics, officer: D. Head}",
        ],
    )
    def test_nothing_above_its_limit(self, proposed: OpenBook, more: str) -> None:
        proposed.refuses(
            _step("approve", "D. Head", "2019-01-22", f"{UNDER}, {more}"),
            DelegationExceeded,
            "£5,001, above the £5,000",
        )

    def test_another_resolution_is_not_named_beside_it(self, proposed: OpenBook) -> None:
        proposed.refuses(
            _step(
                "approve",
                "D. Head",
                "2019-01-22",
                f"{UNDER}, profile: {{2019/20: 1}}, resolution: 2019/003",
            ),
            ContradictoryCommand,
            "is delegated by resolution 2018/030, not by 2019/003",
        )


class TestLimitOfTheBody:
    """A body with a financial limit sets no baseline above it."""

    def test_on_the_route(self, proposed: OpenBook) -> None:
        step = _step("approve", "I. Clerk", more=f"{RESOLVED}, profile: {{2019/20: 5001}}")
        proposed.given(LIMIT).refuses(step, AboveFinancialLimit, "the baseline moves £5,001")
        assert proposed.when(step.replace("5001", "5000")).facts

    def test_nor_by_its_delegate(self, proposed: OpenBook) -> None:
        proposed.given(LIMIT.replace("5000", "10")).refuses(
            _step("approve", "D. Head", "2019-01-22", f"{UNDER}, profile: {{2019/20: 11}}"),
            AboveFinancialLimit,
        )

    @pytest.mark.parametrize(
        "cited", ["body: council", "body: ics, officer: Tea Lady", "meeting: ics-2018-12-31"]
    )
    def test_nor_by_the_authority_of_another_cited_beside_the_step(
        self, proposed: OpenBook, cited: str
    ) -> None:
        more = f"{RESOLVED}, profile: {{2019/20: 5001}}, authority: {{{cited}}}"
        proposed.given(LIMIT).refuses(
            _step("approve", "I. Clerk", more=more), ContradictoryCommand, "leave `authority` out"
        )


class TestInterest:
    """Who declared an interest in an item does not act on it by naming another."""

    def test_a_resolution_without_an_item_may_be_about_any(self, book: OpenBook) -> None:
        before_committee(
            book,
            INTEREST,
            resolution("2019/003", "ics-2019-01-21", "approves").replace("'4'", "null"),
        ).refuses(
            step_of("approve", "I. Clerk", more="resolution: 2019/003, item: '99'"),
            InterestBarsActing,
        )

    def test_an_item_is_on_the_agenda_where_there_is_one(self, proposed: OpenBook) -> None:
        under = UNDER + ", profile: {2019/20: 1}, meeting: ics-2019-01-21, item: "
        proposed.given(INTEREST, AGENDA)
        proposed.refuses(
            _step("approve", "D. Head", "2019-01-22", f"{under}'99'"), RuleBroken, "has no item 99"
        )
        assert proposed.when(_step("approve", "D. Head", "2019-01-22", f"{under}Item 4")).facts

    def test_however_the_item_is_written(self, book: OpenBook) -> None:
        before_committee(
            book,
            INTEREST,
            resolution("2019/003", "ics-2019-01-21", "approves").replace("'4'", "Item 4"),
        ).refuses(
            step_of("approve", "I. Clerk", more="resolution: 2019/003, item: '4.'"),
            InterestBarsActing,
        )

    @pytest.mark.parametrize("who", ["moved_by: I. Clerk", "moved_by: A, seconded_by: I Clerk"])
    def test_who_is_barred_moves_and_seconds_nothing(self, book: OpenBook, who: str) -> None:
        moved = resolution("2019/003", "ics-2019-01-21", "approves").replace(
            "title: Changes", f"title: Changes, {who}"
        )
        before_committee(book, INTEREST).refuses(moved, InterestBarsActing, "without an interest")


class TestGates:
    """A gate is decided by the body that the sequence names, or its delegate."""

    GATES = (
        "- gate-sequence: {ref: g, name: G, body: ics, decided_on: 2018-06-01,"
        " gates: [{number: 1, name: One}], criteria: [{ref: data, text: Data moved}]}"
    )
    MET = "assessments: [{criterion: data, result: met}]"
    GO = (
        "- gate-decision: {sequence: g, gate: 1, outcome: go, decided_on: 2019-01-21,"
        " assessments: [{criterion: data, result: met}]}"
    )
    BY_OFFICER = GO.replace("gate: 1", "gate: 1, authority: {body: ics, officer: Tea Lady}")

    @pytest.fixture
    def gated(self, book: OpenBook) -> OpenBook:
        """A book with one gate."""
        return book.given(COUNCIL + PEOPLE + MEETINGS, self.GATES)

    @pytest.mark.parametrize("cited", ["", ", resolution: 2019/099"])
    def test_an_officer_decides_only_under_a_delegation_in_the_book(
        self, gated: OpenBook, cited: str
    ) -> None:
        gated.refuses(
            self.BY_OFFICER.replace("ics, ", f"ics{cited}, "),
            AuthorityMissing,
            "only under a delegation in the book",
        )

    def test_nor_past_the_call_in_rule(self, gated: OpenBook) -> None:
        power = resolution("2018/030", "ics-2018-12-31", "delegates", more=", delegate: D. Head")
        gated.given("- terms-of-reference: {body: ics, summary: S, call_in: 5 working days}")
        gated.refuses(self.BY_OFFICER, AuthorityMissing, "may be called in")
        gated.given(power, "- took-effect: {resolution: ics/2018/030, on: 2019-01-09}")
        receipt = gated.when(
            self.BY_OFFICER.replace(
                "ics, officer: Tea Lady", "ics, resolution: 2018/030, officer: D. Head"
            )
        )
        assert "delegation-used resolution:ics/2018/030 on 2019-01-21" in told(receipt)

    def test_a_body_with_a_quorum_names_its_meeting(self, gated: OpenBook) -> None:
        gated.given("- terms-of-reference: {body: ics, summary: S, quorum: 2}")
        gated.refuses(self.GO, AuthorityMissing, "name the meeting")
        at = self.GO.replace("gate: 1", "gate: 1, authority: {meeting: ics-2019-01-21}")
        assert gated.when(at).facts

    def test_nor_by_an_officer_cited_beside_a_step(self, gated: OpenBook) -> None:
        case = "gate/g/1"
        gated.given(
            "- case: {route: gate-review, subject: g/1, opened_on: 2018-12-03}",
            step_of("assess", "S. Sponsor", "2018-12-04", case=case),
            "- gate-assessment: {sequence: g, gate: 1, assessed_on: 2018-12-05, " + self.MET + "}",
            step_of(
                "present",
                "P. Office",
                "2018-12-06",
                case=case,
                more="attachments: [{kind: readiness-report, text: R}]",
            ),
        )
        citing = "meeting: ics-2019-01-21, authority: {body: ics, officer: Tea Lady}"
        gated.refuses(
            step_of("go", "I. Clerk", "2019-01-21", case=case, more=citing), ContradictoryCommand
        )


class TestWaivers:
    """A criterion is waived in a decision by who may waive it before."""

    WAIVED = TestGates.GO.replace("result: met", "result: waived, waived_by: Tea Lady")

    @pytest.fixture
    def gated(self, book: OpenBook) -> OpenBook:
        """A book with one gate, and a chair."""
        return book.given(
            COUNCIL + PEOPLE + MEETINGS,
            TestGates.GATES,
            "- membership: {body: ics, person: The Chair, role: chair, starts_on: 2018-01-01}",
        )

    def test_not_by_anybody_else(self, gated: OpenBook) -> None:
        gated.refuses(self.WAIVED, RoleMissing, "to waive data of g is for the chair of ics")

    @pytest.mark.parametrize("who", ["The Chair", "ics"])
    def test_by_the_chair_or_the_body_itself(self, gated: OpenBook, who: str) -> None:
        assert gated.when(self.WAIVED.replace("Tea Lady", who)).facts

    def test_a_waiver_by_the_body_cites_its_meeting(self, gated: OpenBook) -> None:
        waiver = (
            "- waiver: {sequence: g, criterion: data, granted_by: ics, reason: Later,"
            " granted_on: 2019-01-21%s}"
        )
        [note] = gated.when(waiver % "", dry_run=True).notes
        assert "no meeting or resolution of it is cited" in note
        other = waiver % ", authority: {meeting: policy-2019-02-13}"
        gated.refuses(other, ContradictoryCommand, "is a meeting of policy")
        assert not gated.when(waiver % ", authority: {meeting: ics-2019-01-21}").notes
