"""Cases decided by a delegate, opened again by a breach, found overdue, moved to a new version."""

from __future__ import annotations

from pathlib import Path

from domain.cases.case import Case
from domain.changes.request import ChangeRequest
from domain.errors import (
    AlreadyDecided,
    DelegationExceeded,
    NotInForce,
    RoleMissing,
    RuleBroken,
    StepNotAllowed,
    UnknownReference,
)
from engine.book import Book
from engine.routes.library import RouteLibrary
from tests.engine.cases.journey import (
    APPROVING,
    CASE,
    DECIDED,
    SUBMIT,
    before_committee,
    in_draft,
    resolution,
    step,
)
from tests.engine.cases.test_change_requests import APPROVE, delivers, stands
from tests.engine.open_book import OpenBook, fact_of, told

POWER = ", delegate: D. Head, in_consultation_with: [The Chair], limit: 2000000"
DELEGATING = resolution("2018/030", "ics-2018-12-31", "delegates", more=POWER)
UNDER = "under: ics/2018/030/1, consulted: [The Chair]"
HUNG = step("approve", "I. Clerk", more=f"{DECIDED}, conditions: [{{text: Report in a year}}]")
BREACH = (
    "- condition-breach: {condition: ICS-2019-A/1, breached_on: 2019-02-01, reason: No report came}"
)


class TestDelegation:
    """A delegate of the deciding body may take a step that decides."""

    def test_its_use_points_to_what_was_decided_and_back(self, book: OpenBook) -> None:
        before_committee(book, DELEGATING)
        receipt = book.when(step("approve", "D. Head", "2019-01-10", more=UNDER))
        assert sorted(line.partition(" ")[0] for line in told(receipt)) == [
            "case-stepped",
            "change-request-approved",
            "delegation-used",
            "savings-rebaselined",
        ]
        assert (fact_of(receipt).delegation, fact_of(receipt).body) == ("ics/2018/030/1", "ics")
        [used] = [each for each in receipt.facts if "delegation-used" in each.TOPIC]
        assert used.used_for == "change-request:ICS-2019-A"  # type: ignore[attr-defined]
        assert stands(book) == ("approved", "approved")

    def test_another_cannot_use_it(self, book: OpenBook) -> None:
        before_committee(book, DELEGATING).refuses(
            step("approve", "I. Clerk", "2019-01-10", more=UNDER), DelegationExceeded, "D. Head"
        )

    def test_who_is_to_be_consulted_is_named(self, book: OpenBook) -> None:
        before_committee(book, DELEGATING).refuses(
            step("approve", "D. Head", "2019-01-10", more="under: ics/2018/030/1"),
            DelegationExceeded,
            "The Chair",
        )

    def test_it_reaches_nothing_above_its_limit(self, book: OpenBook) -> None:
        low = DELEGATING.replace("2000000", "20")
        before_committee(book, low).refuses(
            step("approve", "D. Head", "2019-01-10", more=UNDER), DelegationExceeded, "£1,000,000"
        )

    def test_it_reaches_no_step_of_another_body(self, book: OpenBook) -> None:
        power = DELEGATING.replace("ics-2018-12-31", "policy-2018-12-31")
        before_committee(
            book, "- meeting: {ref: policy-2018-12-31, body: policy, held_on: 2018-12-31}", power
        ).refuses(
            step("approve", "D. Head", "2019-01-10", more=UNDER.replace("ics", "policy")),
            RoleMissing,
            "is not for policy to decide",
        )

    def test_a_step_that_decides_nothing_is_nobody_s_to_delegate(self, book: OpenBook) -> None:
        in_draft(book).given(DELEGATING).refuses(
            step("submit", "D. Head", "2019-01-10", more=UNDER), StepNotAllowed, "decides nothing"
        )


class TestBreach:
    """A breached condition brings the case back to where it was decided."""

    def test_request_and_case_are_open_again_before_the_committee(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, HUNG)
        receipt = book.when(BREACH)
        assert told(receipt) == [
            "condition-breached change-request:ICS-2019-A on 2019-02-01",
            f"case-reopened case:{CASE} on 2019-02-01",
        ]
        assert stands(book) == ("sub-committee", None)
        assert "No report came" in fact_of(receipt).reason

    def test_it_is_decided_again_by_a_step_and_the_figures_move_once(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, HUNG, BREACH)
        book.given(
            "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}",
            resolution("2019/010", "ics-2019-03-04", "approves"),
        )
        book.when(step("approve", "I. Clerk", more="resolution: 2019/010, item: '4'"))
        assert stands(book) == ("approved", "approved")
        assert delivers(book, "2019/20") == "3000000"

    def test_rejecting_it_then_puts_the_figures_back(self, book: OpenBook) -> None:
        before_committee(book, APPROVING, HUNG, BREACH)
        book.given(
            "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}",
            resolution("2019/010", "ics-2019-03-04", "rejects"),
        )
        book.when(step("reject", "I. Clerk", more="resolution: 2019/010, item: '4'"))
        assert stands(book) == ("rejected", "rejected")
        assert delivers(book, "2019/20") == "2000000"


class TestTime:
    """What the clock records of a case."""

    LATE = f"- case-overdue: {{case: {CASE}, step: submit, on: 2019-01-23, actor: the clock}}"
    TOLD = f"- case-escalation: {{case: {CASE}, step: submit, on: 2019-01-23, actor: the clock}}"

    def test_working_days_leave_out_bank_holidays(self, book: OpenBook) -> None:
        # 20 working days after 20 December 2018, Christmas, Boxing Day and New Year left out.
        case = Case(CASE).replay(in_draft(book).history(f"case:{CASE}"))
        assert str(case.timetable["submit"].due_on) == "2019-01-22"

    def test_a_step_is_overdue_once(self, book: OpenBook) -> None:
        in_draft(book)
        assert told(book.when(self.LATE)) == [f"case-overdue case:{CASE} on 2019-01-23"]
        assert book.when(self.LATE).facts == ()
        book.refuses(self.LATE.replace("01-23", "01-25"), AlreadyDecided)

    def test_it_is_escalated_to_whom_the_route_names(self, book: OpenBook) -> None:
        fact = fact_of(in_draft(book).when(self.TOLD))
        assert (fact.role, fact.body) == ("programme-office", None)

    def test_nobody_is_told_where_the_route_names_nobody(self, book: OpenBook) -> None:
        in_draft(book).refuses(
            self.TOLD.replace("step: submit", "step: withdraw"), NotInForce, "tells nobody"
        )


class TestMigration:
    """A new version leaves running cases alone until they are moved."""

    def _with_version_two(self, book: OpenBook, *changes: tuple[str, str]) -> None:
        folder = book.folder / "routes"
        folder.mkdir()
        shipped = Path(__file__).parents[3] / "routes" / "change-request.yaml"
        text = shipped.read_text(encoding="utf-8").replace("version: 1", "version: 2", 1)
        for old, new in changes:
            text = text.replace(old, new)
        (folder / "two.yaml").write_text(text, encoding="utf-8")
        book.book = Book(book.store, "clerk", routes=RouteLibrary([folder]))

    MOVE = (
        f"- case-migration: {{case: {CASE}, version: 2, decided_on: 2018-12-28, actor: P. Office}}"
    )

    def test_a_running_case_keeps_its_version(self, book: OpenBook) -> None:
        in_draft(book)
        self._with_version_two(book)
        book.when(SUBMIT)
        assert Case(CASE).replay(book.history(f"case:{CASE}")).route.version == 1

    def test_it_is_moved_by_a_recorded_fact(self, book: OpenBook) -> None:
        in_draft(book).given(SUBMIT)
        self._with_version_two(book, ("5 working days", "6 working days"))
        receipt = book.when(self.MOVE)
        assert told(receipt) == [
            "route-adopted route:change-request/2 on 2018-12-28",
            f"case-migrated case:{CASE} on 2018-12-28",
        ]
        assert str(fact_of(receipt).timetable[0].due_on) == "2019-01-03"

    def test_a_dry_run_says_whether_it_can_be(self, book: OpenBook) -> None:
        in_draft(book)
        self._with_version_two(book, ("draft", "drafted"))
        book.refuses(self.MOVE, StepNotAllowed, "no state draft", "--map draft=STATE")
        mapped = self.MOVE.replace("version: 2", "version: 2, state: drafted")
        before = book.store.reader.head()
        assert len(book.when(mapped, dry_run=True).facts) == 2
        assert book.store.reader.head() == before

    def test_a_version_that_there_is_not(self, book: OpenBook) -> None:
        in_draft(book).refuses(self.MOVE, UnknownReference, "no version 2")

    def test_a_new_part_needs_a_body(self, book: OpenBook) -> None:
        in_draft(book)
        part = "  - {part: council, title: Full council}"
        jury = f"{part}\n  - {{part: jury, title: The jury}}"
        told = "overdue: {escalate_to: chair of "
        self._with_version_two(book, (part, jury), (f"{told}council}}", f"{told}jury}}"))
        book.refuses(self.MOVE, RuleBroken, "which body is jury")
        named = self.MOVE.replace("version: 2", "version: 2, bodies: {jury: asch}")
        assert fact_of(book.when(named)).bodies == {"jury": "asch"}


def test_what_a_body_decided_is_not_decided_again_on_a_request_that_is_closed(
    book: OpenBook,
) -> None:
    before_committee(book, APPROVING, APPROVE).refuses(
        "- decision: {change_request: ICS-2019-A, outcome: rejected, body: ics,"
        " decided_on: 2019-03-01}",
        AlreadyDecided,
    )
    request = ChangeRequest("ICS-2019-A").replay(book.history("change-request:ICS-2019-A"))
    assert request.outcome == "approved"
