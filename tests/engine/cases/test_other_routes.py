"""The other shipped routes: gates, reports, proposals to save, recovery plans."""

from __future__ import annotations

from domain.cases.case import Case
from domain.errors import (
    AlreadyDecided,
    AttachmentMissing,
    AuthorityMissing,
    BaselineAlreadySet,
    BlockedByGate,
    BoundToRoute,
    GateNotMet,
    NotInForce,
    OutsideRemit,
    ReferenceUsed,
    RoleMissing,
    StepNotAllowed,
    UnknownReference,
)
from domain.gates.sequence import GateSequence
from engine.errors import IncompleteCommand
from tests.engine.cases.journey import MEETINGS, PEOPLE, resolution
from tests.engine.cases.journey import step as step_of
from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, OpenBook, fact_of, told

GATES = """
- gate-sequence:
    ref: go-live
    name: Going live
    body: ics
    gates: [{number: 1, name: Build}, {number: 2, name: Launch}]
    criteria: [{ref: data, text: Data moved}]
- meeting: {ref: ics-2019-02-18, body: ics, held_on: 2019-02-18}
"""
FOUND = (
    "- gate-assessment: {{sequence: go-live, gate: {gate}, assessed_on: {on},"
    " assessments: [{{criterion: data, result: met}}]}}"
)


def _state(book: OpenBook, ref: str) -> str:
    return Case(ref).replay(book.history(f"case:{ref}")).state


def _passed(book: OpenBook) -> set[int]:
    sequence = GateSequence("go-live").replay(book.history("gate-sequence:go-live"))
    return set(sequence.passed)


class TestGates:
    """A gate is prepared, assessed and decided on its route."""

    def _step(self, name: str, actor: str, on: str, more: str = "", *, gate: int = 1) -> str:
        return step_of(name, actor, on, more=more, case=f"gate/go-live/{gate}")

    def _open(self, gate: int = 1, on: str = "2018-12-03") -> str:
        return f"- case: {{route: gate-review, subject: go-live/{gate}, opened_on: {on}}}"

    def _at_the_board(self, book: OpenBook) -> OpenBook:
        return book.given(
            COUNCIL + PEOPLE + GATES + MEETINGS,
            self._open(),
            self._step("assess", "S. Sponsor", "2018-12-04"),
            FOUND.format(gate=1, on="2018-12-10"),
            self._step(
                "present",
                "P. Office",
                "2018-12-11",
                "attachments: [{kind: readiness-report, text: Ready}]",
            ),
        )

    def test_it_goes_to_the_board_when_every_criterion_was_assessed(self, book: OpenBook) -> None:
        book.given(
            COUNCIL + PEOPLE + GATES,
            self._open(),
            self._step("assess", "S. Sponsor", "2018-12-04"),
        ).refuses(
            self._step(
                "present",
                "P. Office",
                "2018-12-11",
                "attachments: [{kind: readiness-report, text: Ready}]",
            ),
            GateNotMet,
            "1 criteria of gate 1 are not assessed: data",
            "minutebook gate assess go-live 1",
        )

    def test_go_is_said_of_gate_and_case_together(self, book: OpenBook) -> None:
        self._at_the_board(book)
        receipt = book.when(
            self._step("go", "I. Clerk", "2019-01-21", "meeting: ics-2019-01-21, item: '4'")
        )
        assert told(receipt)[-2:] == [
            "gate-decided gate-sequence:go-live on 2019-01-21",
            "case-stepped case:gate/go-live/1 on 2019-01-21",
        ]
        assert fact_of(receipt, -2).authority.meeting == "ics-2019-01-21"
        assert (_state(book, "gate/go-live/1"), _passed(book)) == ("go", {1})
        book.refuses(self._open(on="2019-02-01"), AlreadyDecided, "said go")

    def test_no_go_sends_back_to_preparation(self, book: OpenBook) -> None:
        self._at_the_board(book).given(
            self._step(
                "no-go", "I. Clerk", "2019-01-21", "meeting: ics-2019-01-21, must_change: [Data]"
            )
        )
        assert (_state(book, "gate/go-live/1"), _passed(book)) == ("preparation", set())

    def test_a_decision_past_the_route_is_refused(self, book: OpenBook) -> None:
        self._at_the_board(book).refuses(
            "- gate-decision: {sequence: go-live, gate: 1, outcome: go, decided_on: 2019-01-21,"
            " assessments: [{criterion: data, result: met}]}",
            BoundToRoute,
            "stands at board",
        )

    def test_a_meeting_of_another_body_does_not_decide(self, book: OpenBook) -> None:
        self._at_the_board(book).refuses(
            self._step("go", "I. Clerk", "2019-02-13", "meeting: policy-2019-02-13"),
            OutsideRemit,
            "is a meeting of policy",
        )

    def test_nor_one_that_is_not_held_yet_or_was_held_later(self, book: OpenBook) -> None:
        self._at_the_board(book)
        book.refuses(
            self._step("go", "I. Clerk", "2019-03-04", "meeting: ics-2019-03-04"), NotInForce
        )
        book.refuses(
            self._step("go", "I. Clerk", "2019-01-20", "meeting: ics-2019-01-21"),
            StepNotAllowed,
            "was held on 2019-01-21",
        )

    def test_a_breached_condition_brings_it_back_to_the_board(self, book: OpenBook) -> None:
        self._at_the_board(book).given(
            self._step(
                "conditional-go",
                "I. Clerk",
                "2019-01-21",
                "meeting: ics-2019-01-21, conditions: [Move the rest]",
            )
        )
        assert _passed(book) == {1}
        book.when(
            "- condition-breach: {condition: go-live/1/1, breached_on: 2019-02-01, reason: No}"
        )
        assert (_state(book, "gate/go-live/1"), _passed(book)) == ("board", set())

    def test_a_recycle_brings_the_earlier_gates_back_to_the_board(self, book: OpenBook) -> None:
        self._at_the_board(book).given(
            self._step("go", "I. Clerk", "2019-01-21", "meeting: ics-2019-01-21"),
            self._open(2, "2019-01-22"),
            self._step("assess", "S. Sponsor", "2019-01-23", gate=2),
            FOUND.format(gate=2, on="2019-01-30"),
            self._step(
                "present",
                "P. Office",
                "2019-01-31",
                "attachments: [{kind: readiness-report, text: Ready}]",
                gate=2,
            ),
            self._step(
                "recycle",
                "I. Clerk",
                "2019-02-18",
                "meeting: ics-2019-02-18, recycle_to: 1",
                gate=2,
            ),
        )
        assert (_state(book, "gate/go-live/1"), _state(book, "gate/go-live/2")) == (
            "board",
            "recycled",
        )
        assert _passed(book) == set()

    def test_a_gate_that_is_not_in_the_book(self, book: OpenBook) -> None:
        book.given(COUNCIL + GATES).refuses(self._open(3), UnknownReference, "gates are 1 to 2")
        book.refuses(
            self._open().replace("go-live/1", "go-live"), UnknownReference, "as in go-live/3"
        )


class TestReports:
    """A report is published in time, decided, and in effect after the call-in window."""

    def _step(self, name: str, actor: str, on: str = "", more: str = "") -> str:
        return step_of(name, actor, on, more=more, case="TRAMS")

    def _at_pre_agenda(self, book: OpenBook) -> OpenBook:
        paper = "attachments: [{{kind: {}, text: Said}}]"
        return book.given(
            COUNCIL + PEOPLE + MEETINGS,
            "- role-grant: {person: M. Officer, role: monitoring-officer, starts_on: 2018-01-01}",
            "- case: {route: committee-report, subject: TRAMS, title: Trams,"
            " opened_on: 2018-12-03, bodies: {deciding: ics}}",
            self._step("submit", "S. Sponsor", "2018-12-04", paper.format("report")),
            self._step("comment", "F. Nance", "2018-12-05", paper.format("finance-comment")),
            self._step(
                "advise", "M. Officer", "2018-12-06", paper.format("constitutional-comment")
            ),
        )

    def test_it_is_published_five_clear_working_days_before_the_meeting(
        self, book: OpenBook
    ) -> None:
        self._at_pre_agenda(book)
        publish = self._step("publish", "I. Clerk", "2019-01-14", "meeting: ics-2019-01-21")
        book.refuses(publish, StepNotAllowed, "5 working days clear", "there are 4")
        book.when(publish.replace("01-14", "01-11"))

    def test_it_takes_effect_by_itself_after_the_window(self, book: OpenBook) -> None:
        self._at_pre_agenda(book).given(
            "- terms-of-reference: {body: ics, summary: Care, call_in: 5 working days,"
            " decided_on: 2018-01-01}",
            self._step("publish", "I. Clerk", "2019-01-11", "meeting: ics-2019-01-21"),
            resolution("2019/003", "ics-2019-01-21", "agrees"),
            self._step("decide", "I. Clerk", "", "resolution: 2019/003, item: '4'"),
        )
        effect = self._step("take-effect", "the clock", "2019-01-29")
        book.refuses(effect.replace("01-29", "01-28"), NotInForce)
        book.refuses(effect, NotInForce, "may be called in until 2019-01-28")
        book.given("- took-effect: {resolution: ics/2019/003, on: 2019-01-29}")
        fact = fact_of(book.when(effect))
        assert (fact.role, fact.to_state) == (None, "effective")

    def _called_in(self, book: OpenBook, outcome: str) -> OpenBook:
        """A report of which it is on record what came of the call-in, but not the step."""
        return self._at_pre_agenda(book).given(
            "- terms-of-reference: {body: ics, summary: Care, call_in: 5 working days,"
            " decided_on: 2018-01-01}",
            self._step("publish", "I. Clerk", "2019-01-11", "meeting: ics-2019-01-21"),
            resolution("2019/003", "ics-2019-01-21", "agrees"),
            self._step("decide", "I. Clerk", "", "resolution: 2019/003, item: '4'"),
            "- call-in: {resolution: ics/2019/003, called_in_on: 2019-01-23, by: [A], reason: R}",
            "- call-in-outcome: {resolution: ics/2019/003, decided_on: 2019-02-06,"
            f" outcome: {outcome}}}",
        )

    def _call_in_on(self, day: str) -> str:
        notice = "attachments: [{kind: call-in-notice, text: Look again}]"
        return self._step("call-in", "I. Clerk", day, notice)

    def test_it_is_called_in_on_a_day_on_which_it_was_whenever_that_is_recorded(
        self, book: OpenBook
    ) -> None:
        self._called_in(book, "referred-back")
        book.refuses(self._call_in_on("2019-01-22"), NotInForce, "not called in by 2019-01-22")
        book.refuses(self._call_in_on("2019-02-06"), NotInForce, "`--on 2019-01-23`")
        book.given(self._call_in_on("2019-01-23"))
        back = self._step("refer-back", "I. Clerk", "2019-02-06", "note: Ask again")
        book.refuses(back.replace("02-06", "02-05"), NotInForce, "not referred back")
        assert fact_of(book.when(back)).to_state == "pre-agenda"

    def test_it_is_upheld_after_the_step_was_recorded_late(self, book: OpenBook) -> None:
        self._called_in(book, "upheld").given(self._call_in_on("2019-02-05"))
        uphold = self._step("uphold", "I. Clerk", "2019-02-06")
        assert fact_of(book.when(uphold)).to_state == "effective"

    def test_a_report_has_one_case(self, book: OpenBook) -> None:
        self._at_pre_agenda(book).refuses(
            "- case: {route: committee-report, subject: TRAMS, opened_on: 2018-12-04,"
            " bodies: {deciding: ics}}",
            ReferenceUsed,
        )


class TestProposals:
    """A proposal that is approved becomes the baseline of its project."""

    def _step(self, name: str, actor: str, on: str = "", more: str = "") -> str:
        return step_of(name, actor, on, more=more, case="savings-proposal/BUSES")

    def _before_the_committee(self, book: OpenBook) -> OpenBook:
        return book.given(
            COUNCIL + PEOPLE + PROJECT + MEETINGS,
            "- case: {route: savings-proposal, subject: BUSES, title: Buses, raised_by: S. Sponsor,"
            " opened_on: 2018-10-01, bodies: {deciding: ics}}",
            self._step(
                "work-up",
                "S. Sponsor",
                "2018-10-02",
                "attachments: [{kind: option-for-change, text: Fewer buses}]",
            ),
            self._step(
                "appraise",
                "F. Nance",
                "2018-10-10",
                "attachments: [{kind: business-case, text: It pays}, {kind: finance-comment,"
                " text: It does}]",
            ),
            self._step(
                "report-consultation",
                "P. Office",
                "2018-12-01",
                "attachments: [{kind: consultation-report, text: Heard},"
                " {kind: equality-impact-assessment, text: None}]",
            ),
            resolution("2019/003", "ics-2019-01-21", "approves"),
        )

    def test_approval_sets_the_baseline_in_the_same_commit(self, book: OpenBook) -> None:
        self._before_the_committee(book)
        approve = "resolution: 2019/003, item: '4', project: reviews, profile: {2019/20: 5000}"
        assert told(book.when(self._step("approve", "I. Clerk", more=approve))) == [
            "baseline-set project:reviews on 2019-01-21",
            "case-stepped case:savings-proposal/BUSES on 2019-01-21",
        ]

    def test_no_baseline_rests_on_a_resolution_that_rejects(self, book: OpenBook) -> None:
        self._before_the_committee(book).given(
            resolution("2019/004", "ics-2019-01-21", "rejects")
        ).refuses(
            self._step(
                "approve",
                "I. Clerk",
                more="resolution: 2019/004, project: reviews, profile: {2019/20: 5000}",
            ),
            AuthorityMissing,
            "no clause of resolution 2019/004 can have approved BUSES",
            "agrees or approves or endorses",
        )

    def test_what_a_gate_holds_back_waits_on_a_route_as_well(self, book: OpenBook) -> None:
        gates = (
            "- gate-sequence: {ref: buses, name: Buses, body: ics, project: reviews,"
            " decided_on: 2018-10-01, gates: [{number: 1, name: Begin, blocks: [baseline]}]}"
        )
        approve = "resolution: 2019/003, item: '4', project: reviews, profile: {2019/20: 5000}"
        step = self._step("approve", "I. Clerk", more=approve)
        self._before_the_committee(book).given(gates).refuses(
            step, BlockedByGate, "baseline of reviews waits for gate 1 of buses"
        )
        go = "- gate-decision: {sequence: buses, gate: 1, outcome: go, decided_on: 2019-01-14}"
        assert book.given(go).when(step).facts

    def test_consultation_has_its_time(self, book: OpenBook) -> None:
        book.given(COUNCIL + PEOPLE + PROJECT)
        with_papers = (
            "attachments: [{kind: consultation-report, text: Heard},"
            " {kind: equality-impact-assessment, text: None}]"
        )
        book.given(
            "- case: {route: savings-proposal, subject: BUSES, opened_on: 2018-10-01,"
            " bodies: {deciding: ics}}",
            self._step(
                "work-up",
                "S. Sponsor",
                "2018-10-02",
                "attachments: [{kind: option-for-change, text: Fewer buses}]",
            ),
        )
        book.refuses(self._step("appraise", "F. Nance", "2018-10-10"), AttachmentMissing)
        book.given(
            self._step(
                "appraise",
                "F. Nance",
                "2018-10-10",
                "attachments: [{kind: business-case, text: B}, {kind: finance-comment, text: F}]",
            )
        ).refuses(
            self._step("report-consultation", "P. Office", "2018-11-07", with_papers),
            StepNotAllowed,
            "can be taken from 2018-11-08 on",
        )

    def test_a_baseline_that_is_set_already_is_not_set_again(self, book: OpenBook) -> None:
        self._before_the_committee(book).given(BASELINE).refuses(
            self._step(
                "approve",
                "I. Clerk",
                more="resolution: 2019/003, project: reviews, profile: {2019/20: 5000}",
            ),
            BaselineAlreadySet,
        )

    def test_it_names_the_project(self, book: OpenBook) -> None:
        self._before_the_committee(book).refuses(
            self._step("approve", "I. Clerk", more="resolution: 2019/003"),
            IncompleteCommand,
            "`project`",
        )


class TestRecovery:
    """A plan is followed up as often as it takes."""

    def test_it_is_followed_up_again_and_again(self, book: OpenBook) -> None:
        def step(name: str, actor: str, on: str, more: str = "") -> str:
            return step_of(name, actor, on, more=more, case="recovery-plan/KPI-7")

        paper = "attachments: [{kind: progress-report, text: Better}]"
        book.given(
            COUNCIL + PEOPLE + MEETINGS,
            "- case: {route: recovery-plan, subject: KPI-7, opened_on: 2018-12-03,"
            " bodies: {overseeing: ics}}",
            step(
                "agree-plan",
                "I. Clerk",
                "2018-12-31",
                "meeting: ics-2018-12-31, attachments: [{kind: recovery-plan, text: Train}]",
            ),
            step("follow-up", "P. Office", "2019-01-07", paper),
        )
        book.refuses(
            step("follow-up", "P. Office", "2019-01-14"), AttachmentMissing, "needs progress-report"
        )
        book.given(step("follow-up", "P. Office", "2019-01-14", paper))
        assert _state(book, "recovery-plan/KPI-7") == "followed-up"
        book.refuses(
            step("close", "P. Office", "2019-01-21", "meeting: ics-2019-01-21"), RoleMissing
        )
        book.when(step("close", "I. Clerk", "2019-01-21", "meeting: ics-2019-01-21"))
        assert _state(book, "recovery-plan/KPI-7") == "closed"
