"""A change request travels its whole route, and is decided by its steps alone."""

from __future__ import annotations

import pytest

from domain.cases.case import Case
from domain.changes.request import ChangeRequest
from domain.errors import (
    AboveFinancialLimit,
    AlreadyDecided,
    AttachmentMissing,
    AuthorityMissing,
    BoundToRoute,
    DecidedByRaiser,
    InterestBarsActing,
    NotInForce,
    NotQuorate,
    OutsideRemit,
    ReferenceUsed,
    RoleMissing,
    RuleBroken,
    StaleChangeRequest,
    StepNotAllowed,
    UnknownReference,
)
from domain.savings.project import Project
from domain.values.days import parse_day
from engine.errors import ChangedEntry, ContradictoryCommand, IncompleteCommand
from tests.engine.cases.journey import (
    ACKNOWLEDGE,
    APPROVING,
    CASE,
    COMMENT,
    DECIDED,
    DEFERRING,
    OPENED,
    REFERRING,
    SUBMIT,
    UNOPENED,
    before_committee,
    in_draft,
    resolution,
    step,
)
from tests.engine.open_book import OpenBook, fact_of, told

APPROVE = step("approve", "I. Clerk", more=DECIDED)
REFER = step("refer", "I. Clerk", more=f"{DECIDED}, referred_to: policy")
DEFER = step("defer", "I. Clerk", more=f"{DECIDED}, deferred_to: ics-2019-03-04")
BRING_BACK = step("bring-back", "I. Clerk", "2019-02-25")
MARCH = "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}\n" + resolution(
    "2019/010", "ics-2019-03-04", "approves"
)


def stands(book: OpenBook) -> tuple[str, str | None]:
    """Where the case stands, and what was decided on the request."""
    case = Case(CASE).replay(book.history(f"case:{CASE}"))
    request = ChangeRequest("ICS-2019-A").replay(book.history("change-request:ICS-2019-A"))
    return case.state, request.outcome


def delivers(book: OpenBook, year: str) -> str:
    """What the project must deliver in a year after all that was decided."""
    project = Project("reviews").replay(book.history("project:reviews"))
    return project.profile_at(parse_day("2030-01-01"), "cashable-benefit").stored()[year]


class TestTheWholeWay:
    """Draft, programme office, finance, leadership team, sub-committee, decision."""

    def test_the_case_takes_its_route_into_the_book_and_keeps_that_version(
        self, book: OpenBook
    ) -> None:
        in_draft(book)
        [opened] = book.history(f"case:{CASE}")
        assert (opened.route, opened.version, opened.state) == ("change-request", 1, "draft")  # type: ignore[attr-defined]
        assert opened.bodies == {"leadership": "clt", "deciding": "ics"}  # type: ignore[attr-defined]
        assert opened.raised_by == "P. Officer"  # type: ignore[attr-defined]
        assert len(book.history("route:change-request/1")) == 1

    def test_the_comment_of_finance_is_attached_and_on_record_with_the_request(
        self, book: OpenBook
    ) -> None:
        in_draft(book).given(SUBMIT, ACKNOWLEDGE)
        receipt = book.when(COMMENT)
        assert told(receipt) == [
            "change-request-commented change-request:ICS-2019-A on 2019-01-03",
            f"case-stepped case:{CASE} on 2019-01-03",
        ]
        comment = fact_of(receipt, 0).comment
        assert (comment.by, comment.text, comment.author) == (
            "finance",
            "No effect on the total",
            "F. Nance",
        )
        assert fact_of(receipt).attachments[0].kind == "finance-comment"
        assert fact_of(receipt).role == "finance"

    def test_approval_and_the_new_figures_are_one_commit(self, book: OpenBook) -> None:
        before_committee(book, APPROVING)
        receipt = book.when(APPROVE)
        assert told(receipt) == [
            "change-request-approved change-request:ICS-2019-A on 2019-01-21",
            "savings-rebaselined project:reviews on 2019-01-21",
            f"case-stepped case:{CASE} on 2019-01-21",
        ]
        assert stands(book) == ("approved", "approved")
        assert delivers(book, "2019/20") == "3000000"
        authority = fact_of(receipt).authority
        assert (authority.body, authority.meeting, authority.resolution) == (
            "ics",
            "ics-2019-01-21",
            "2019/003",
        )

    def test_the_same_file_again_changes_nothing(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, APPROVE)
        assert len(book.when(OPENED + SUBMIT + COMMENT + APPROVE).unchanged) == 4

    def test_a_part_can_be_approved(self, book: OpenBook) -> None:
        before_committee(book, APPROVING)
        part = (
            "projects: [{project: reviews, expected: {2018/19: 3010000, 2019/20: 2000000,"
            " 2020/21: 1000000}, revised: {2018/19: 3010000, 2019/20: 2500000, 2020/21: 500000}}]"
        )
        book.when(step("approve-in-part", "I. Clerk", more=f"{DECIDED}, {part}"))
        assert stands(book) == ("part-approved", "approved-in-part")
        assert delivers(book, "2019/20") == "2500000"

    def test_a_part_says_which(self, book: OpenBook) -> None:
        before_committee(book, APPROVING).refuses(
            step("approve-in-part", "I. Clerk", more=DECIDED),
            IncompleteCommand,
            "names what part is approved",
        )

    def test_where_it_can_be_called_in_it_waits_for_the_window(self, book: OpenBook) -> None:
        before_committee(
            book,
            "- terms-of-reference: {body: ics, summary: Care, call_in: 5 working days,"
            " decided_on: 2018-01-01}",
            APPROVING,
        ).refuses(step("approve", "I. Clerk", "2019-01-21", more=DECIDED), NotInForce)
        book.given("- took-effect: {resolution: ics/2019/003, on: 2019-01-29}")
        assert str(fact_of(book.when(APPROVE)).decided_on) == "2019-01-29"
        assert stands(book) == ("approved", "approved")

    def test_it_can_be_rejected_and_the_figures_stay(self, book: OpenBook) -> None:
        before_committee(book, resolution("2019/003", "ics-2019-01-21", "rejects"))
        book.when(step("reject", "I. Clerk", more=f"{DECIDED}, commentary: Not now"))
        assert stands(book) == ("rejected", "rejected")
        assert delivers(book, "2019/20") == "2000000"

    def test_it_can_be_withdrawn_by_its_sponsor(self, book: OpenBook) -> None:
        in_draft(book).when(step("withdraw", "S. Sponsor", "2018-12-21"))
        assert stands(book) == ("withdrawn", "withdrawn")

    def test_an_approval_can_hang_on_conditions(self, book: OpenBook) -> None:
        before_committee(book, APPROVING)
        receipt = book.when(
            step("approve", "I. Clerk", more=f"{DECIDED}, conditions: [{{text: Report in a year}}]")
        )
        assert fact_of(receipt, 0).ruling.conditions[0].text == "Report in a year"

    def test_it_goes_back_and_comes_again(self, book: OpenBook) -> None:
        in_draft(book).given(SUBMIT)
        book.when(step("return", "P. Office", "2018-12-21", more="note: No figures"))
        book.when(step("submit", "S. Sponsor", "2018-12-21", more="nth: 2"))
        assert stands(book)[0] == "programme-office"


class TestPuttingOff:
    """Deferred is not rejected: it comes back to the meeting named."""

    def test_it_waits_for_the_meeting_named_and_comes_back(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING)
        receipt = book.when(DEFER)
        assert told(receipt)[0].startswith("change-request-deferred")
        assert stands(book) == ("deferred", None)
        assert fact_of(receipt).deferred_to == "ics-2019-03-04"
        [due] = fact_of(receipt).timetable
        assert (due.step, str(due.due_on)) == ("bring-back", "2019-03-04")
        book.given(BRING_BACK, MARCH)
        book.when(step("approve", "I. Clerk", more="resolution: 2019/010, item: '4'"))
        assert stands(book) == ("approved", "approved")

    def test_brought_back_early_its_days_count_from_that_meeting(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING, DEFER)
        [due] = fact_of(book.when(step("bring-back", "I. Clerk", "2019-01-25"))).timetable
        assert (due.step, str(due.due_on)) == ("approve", "2019-05-03")  # 60 days after 4 March

    def test_it_is_not_decided_before_that_meeting(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING, DEFER)
        book.given(
            step("bring-back", "I. Clerk", "2019-01-25"),
            "- meeting: {ref: ics-2019-02-01, body: ics, held_on: 2019-02-01}",
            resolution("2019/005", "ics-2019-02-01", "approves"),
        )
        early = step("approve", "I. Clerk", more="resolution: 2019/005")
        book.refuses(early, StepNotAllowed, "was put off to ics-2019-03-04 on 2019-03-04")
        book.given(
            "- cancellation: {meeting: ics-2019-03-04, decided_on: 2019-02-02, reason: Snow}"
        ).when(early)

    def test_it_is_put_off_to_a_later_meeting(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING).refuses(
            DEFER.replace("ics-2019-03-04", "ics-2018-12-31"), StepNotAllowed, "is not after"
        )

    def test_it_is_put_off_to_a_meeting_of_the_same_body(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING).refuses(
            DEFER.replace("ics-2019-03-04", "council-2019-02-28"), RuleBroken, "one of its own"
        )


class TestReferring:
    """Above its limit a body refers, to the next on the route."""

    LIMIT = (
        "- terms-of-reference: {body: ics, summary: Watches over savings, financial_limit: 500000,"
        " decided_on: 2018-01-01}"
    )

    def test_above_its_limit_it_cannot_approve_but_refer(self, book: OpenBook) -> None:
        before_committee(book, self.LIMIT, REFERRING)
        book.refuses(APPROVE, AboveFinancialLimit, "£1,000,000", "refer it")
        book.when(REFER)
        assert stands(book) == ("policy-committee", None)
        case = Case(CASE).replay(book.history(f"case:{CASE}"))
        assert case.bodies["policy"] == "policy"
        book.given(resolution("2019/020", "policy-2019-02-13", "endorses"))
        book.when(
            step("refer", "P. Clerk", more="resolution: 2019/020, referred_to: council, item: '4'")
        )
        book.given(resolution("2019/030", "council-2019-02-28", "approves"))
        book.when(step("approve", "C. Clerk", more="resolution: 2019/030, item: '4'"))
        assert stands(book) == ("approved", "approved")
        assert delivers(book, "2019/20") == "3000000"

    def test_the_body_that_referred_it_decides_it_no_more(self, book: OpenBook) -> None:
        before_committee(book, REFERRING, REFER)
        book.refuses(step("approve", "I. Clerk", more=DECIDED), UnknownReference)
        book.given(resolution("2019/020", "policy-2019-02-13", "approves"))
        book.refuses(
            step("approve", "I. Clerk", more="resolution: 2019/020"),
            RoleMissing,
            "is for the clerk of policy",
        )

    def test_it_names_the_body_it_goes_to(self, book: OpenBook) -> None:
        before_committee(book, REFERRING).refuses(
            step("refer", "I. Clerk", more=DECIDED), IncompleteCommand, "`referred_to`"
        )

    def test_no_other_step_names_one(self, book: OpenBook) -> None:
        before_committee(book, APPROVING).refuses(
            step("approve", "I. Clerk", more=f"{DECIDED}, referred_to: policy"),
            ContradictoryCommand,
            "leave `referred_to` out",
        )
        book.refuses(
            step("approve", "I. Clerk", more=f"{DECIDED}, deferred_to: ics-2019-03-04"),
            ContradictoryCommand,
            "leave `deferred_to` out",
        )


class TestRefusals:
    """What the route does not allow does not happen."""

    def test_by_somebody_without_the_role(self, book: OpenBook) -> None:
        before_committee(book, APPROVING).refuses(
            step("approve", "L. Clerk", more=DECIDED),
            RoleMissing,
            "is for the clerk of ics",
            "clerk of clt only",
            "minutebook authority grant 'L. Clerk' clerk --body ics",
        )

    def test_by_who_raised_it(self, book: OpenBook) -> None:
        before_committee(book, APPROVING).given(
            "- role-grant: {person: P. Officer, role: clerk, body: ics, starts_on: 2018-01-01}"
        ).refuses(
            step("approve", "p. officer", more=DECIDED), DecidedByRaiser, "was raised by P. Officer"
        )

    def test_by_who_declared_a_pecuniary_interest_in_the_item(self, book: OpenBook) -> None:
        before_committee(
            book,
            "- declaration: {meeting: ics-2019-01-21, person: I. Clerk, item: '4',"
            " kind: disclosable-pecuniary, interest: Owns the land}",
            APPROVING,
        ).refuses(APPROVE, InterestBarsActing, "item 4")

    def test_at_a_meeting_that_was_not_quorate(self, book: OpenBook) -> None:
        before_committee(
            book,
            "- terms-of-reference: {body: ics, summary: Care, quorum: 3, decided_on: 2018-01-01}",
            APPROVING,
        )
        book.refuses(APPROVE, NotQuorate, "record its attendance")
        book.given("- attendance: {meeting: ics-2019-01-21, present: [A. Ash, B. Birch]}")
        book.refuses(APPROVE, NotQuorate, "2 of the members present")

    def test_outside_the_remit_of_the_body(self, book: OpenBook) -> None:
        before_committee(
            book,
            "- terms-of-reference: {body: ics, summary: Watches, decides: [gates],"
            " decided_on: 2018-01-01}",
            APPROVING,
        ).refuses(APPROVE, OutsideRemit, "does not decide savings changes")

    def test_without_the_paper_that_the_route_asks_for(self, book: OpenBook) -> None:
        in_draft(book).given(SUBMIT, ACKNOWLEDGE).refuses(
            step("comment", "F. Nance", "2019-01-03"), AttachmentMissing, "needs finance-comment"
        )

    def test_from_another_state(self, book: OpenBook) -> None:
        in_draft(book).given(APPROVING).refuses(
            APPROVE, StepNotAllowed, "stands at draft", "but submit, withdraw"
        )

    def test_before_the_case_came_to_where_it_stands(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            step("submit", "S. Sponsor", "2018-12-19"), StepNotAllowed, "since 2018-12-20"
        )

    def test_by_a_resolution_from_before_it_came_to_the_committee(self, book: OpenBook) -> None:
        before_committee(book, resolution("2018/040", "ics-2018-12-31", "approves")).refuses(
            step("approve", "I. Clerk", "2019-01-21", more="resolution: 2018/040"),
            StepNotAllowed,
            "it cannot have decided it",
        )

    def test_by_a_resolution_that_was_lost(self, book: OpenBook) -> None:
        lost = resolution("2019/003", "ics-2019-01-21", "approves", outcome="lost")
        before_committee(book, lost).refuses(APPROVE, NotInForce, "was lost")

    def test_by_a_resolution_that_says_something_else(self, book: OpenBook) -> None:
        for effect in ("notes", "rejects", "defers"):
            other = resolution(f"2019/{effect}", "ics-2019-01-21", effect)
            named = step("approve", "I. Clerk", more=f"resolution: 2019/{effect}, item: '4'")
            (book if book.history(f"case:{CASE}") else before_committee(book)).given(other)
            book.refuses(named, AuthorityMissing, f"it {effect}", "agrees or approves or endorses")

    def test_by_a_resolution_that_is_not_in_the_book(self, book: OpenBook) -> None:
        before_committee(book).refuses(APPROVE, UnknownReference, "ics/2019/003")

    def test_without_a_resolution(self, book: OpenBook) -> None:
        before_committee(book).refuses(
            step("approve", "I. Clerk", "2019-01-21", more="meeting: ics-2019-01-21"),
            IncompleteCommand,
            "names the resolution",
        )

    def test_by_a_resolution_of_another_meeting(self, book: OpenBook) -> None:
        before_committee(book, APPROVING).refuses(
            step("approve", "I. Clerk", more=f"{DECIDED}, meeting: ics-2018-12-31"),
            ContradictoryCommand,
            "is of ics-2019-01-21",
        )

    def test_where_the_figures_have_moved(self, book: OpenBook) -> None:
        before_committee(
            book,
            "- extension: {project: reviews, change: {2019/20: 5},"
            " authority: {body: asch, decided_on: 2019-01-04}}",
            APPROVING,
        ).refuses(APPROVE, StaleChangeRequest)
        assert stands(book) == ("sub-committee", None)

    def test_without_a_day(self, book: OpenBook) -> None:
        in_draft(book).refuses(step("submit", "S. Sponsor"), IncompleteCommand, "`taken_on")

    def test_twice_with_other_words(self, book: OpenBook) -> None:
        in_draft(book).given(SUBMIT).refuses(
            step("submit", "S. Sponsor", "2018-12-21", more="note: Again"), ChangedEntry, "note"
        )

    def test_by_the_clock_before_its_time(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            step("submit", "the clock", "2018-12-21"), RoleMissing, "its time has not come"
        )


class TestPastTheRoute:
    """What travels as a case is decided by a step of it alone."""

    @pytest.mark.parametrize(
        "outcome",
        ["approved", "rejected", "withdrawn", "deferred, deferred_to: ics-2019-03-04"],
    )
    def test_a_decision_past_the_route_is_refused(self, book: OpenBook, outcome: str) -> None:
        before_committee(book, APPROVING).refuses(
            f"- decision: {{change_request: ICS-2019-A, outcome: {outcome}, resolution: 2019/003,"
            " decided_on: 2019-01-21}",
            BoundToRoute,
            "stands at sub-committee",
            f"minutebook case step {CASE} STEP",
        )

    def test_advice_is_still_welcome(self, book: OpenBook) -> None:
        before_committee(book).when(
            "- comment: {change_request: ICS-2019-A, by: legal, text: Fine}"
        )

    def test_a_request_without_a_case_is_decided_as_ever(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, APPROVE).given(
            "- change-request: {ref: ICS-2019-B, title: Other, kind: extension, to: ics,"
            " projects: [{project: reviews, expected: {2018/19: 3010000, 2019/20: 3000000,"
            " 2020/21: 0}, revised: {2018/19: 3010000, 2019/20: 3000000, 2020/21: 1}}]}"
        ).when(
            "- decision: {change_request: ICS-2019-B, outcome: approved, body: ics,"
            " decided_on: 2019-03-01}"
        )


class TestOpening:
    """A case begins for something that is in the book and undecided."""

    def test_what_is_decided_does_not_set_out(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, APPROVE).refuses(
            OPENED.replace("2018-12-20", "2019-02-01"), AlreadyDecided, "was approved on"
        )

    def test_one_case_for_a_request_that_is_put_off_on_its_way(self, book: OpenBook) -> None:
        before_committee(book, DEFERRING).given(DEFER)
        book.refuses(OPENED.replace("2018-12-20", "2019-02-01"), ReferenceUsed, "travels as a case")

    def test_one_case_for_a_request(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            OPENED.replace("2018-12-20", "2019-02-01"), ReferenceUsed, "travels as a case"
        )

    def test_a_request_that_is_not_in_the_book(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            OPENED.replace("ICS-2019-A", "ICS-2019-Z"), UnknownReference, "did you mean ICS-2019-A"
        )

    def test_a_route_that_there_is_not(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            OPENED.replace("route: change-request", "route: change-requests"),
            UnknownReference,
            "change-request",
        )

    def test_who_raised_it_is_who_the_request_says(self, book: OpenBook) -> None:
        book.given(UNOPENED).refuses(
            OPENED + "    raised_by: Somebody Else\n",
            ContradictoryCommand,
            "was raised by P. Officer",
        )

    def test_the_committee_is_the_one_it_is_put_to(self, book: OpenBook) -> None:
        book.given(UNOPENED).refuses(
            OPENED.replace("{leadership: clt}", "{leadership: clt, deciding: policy}"),
            ContradictoryCommand,
            "is put to ics",
        )

    def test_a_case_is_called_by_its_request_alone(self, book: OpenBook) -> None:
        in_draft(book).when(step("submit", "S. Sponsor", "2018-12-21", case="ICS-2019-A"))
        assert stands(book)[0] == "programme-office"
        book.refuses(
            step("submit", "S. Sponsor", "2018-12-21", case="ICS-2019-B"),
            UnknownReference,
            "ICS-2019-B",
        )
