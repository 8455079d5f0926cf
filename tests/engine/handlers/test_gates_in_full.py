"""Gates in full: assessed before they are decided, waived, recycled, and holding projects back."""

from __future__ import annotations

import pytest

from domain.errors import (
    AlreadyDecided,
    BlockedByGate,
    GateNotMet,
    GateOutOfOrder,
    NotInForce,
    RoleMissing,
    RuleBroken,
    UnknownReference,
)
from engine.errors import ChangedEntry, ContradictoryCommand
from tests.engine.open_book import COUNCIL, OpenBook, fact_of, told

SEQUENCE = """
- membership: {body: ics, person: Councillor Ash, role: chair, starts_on: 2017-01-01}
- membership: {body: ics, person: Councillor Birch, role: member, starts_on: 2017-01-01}
- programme: {ref: care, name: Care}
- project: {ref: system, name: Social care system, programme: care}
- project: {ref: other, name: Another system}
- gate-sequence:
    ref: live
    name: Going live
    body: ics
    programme: care
    decided_on: 2017-06-01
    gates: [{number: 1, name: Build}, {number: 2, name: Test}, {number: 3, name: Go live,
      blocks: [project-live, project-closure]}]
    criteria:
      - {ref: data, text: Data is clean, owner: Data team, weight: 2.5}
      - {ref: staff, text: Staff are trained}
"""


def _assess(gate: int, on: str, data: str = "met", staff: str = "met") -> str:
    return (
        f"- gate-assessment: {{sequence: live, gate: {gate}, assessed_on: {on}, assessor: Tester,"
        f" assessments: [{{criterion: data, result: {data}, evidence: Log}},"
        f" {{criterion: staff, result: {staff}, assessor: Trainer}}]}}\n"
    )


def _decide(gate: int, outcome: str, on: str, more: str = "") -> str:
    return (
        f"- gate-decision: {{sequence: live, gate: {gate}, outcome: {outcome}, decided_on: {on}"
        f"{more}}}\n"
    )


def _go(gate: int, on: str) -> str:
    return _assess(gate, on) + _decide(gate, "go", on)


WAIVER = (
    "- waiver: {sequence: live, criterion: staff, granted_by: Councillor Ash, reason: Later,"
    " granted_on: 2017-07-01, expires_on: 2017-09-01}"
)
LIVE = "- project-live: {project: system, live_on: 2017-12-01}"
CLOSED = "- project-closure: {project: system, decided_on: 2017-12-01, reason: Done}"


@pytest.fixture
def defined(book: OpenBook) -> OpenBook:
    """Give a book with three gates, the last of which holds the programme's projects back."""
    return book.given(COUNCIL, SEQUENCE)


class TestAssessing:
    """`gate-assessment`."""

    def test_each_finding_has_its_evidence_and_assessor(self, defined: OpenBook) -> None:
        receipt = defined.when(_assess(1, "2017-07-01", staff="partly-met"))
        data, staff = (fact_of(receipt, place).assessment for place in (0, 1))
        assert (data.result, data.evidence, data.assessor) == ("met", "Log", "Tester")
        assert (staff.result, staff.assessor) == ("partly-met", "Trainer")

    def test_the_same_assessment_again_changes_nothing(self, defined: OpenBook) -> None:
        assert defined.given(_assess(1, "2017-07-01")).when(_assess(1, "2017-07-01")).facts == ()

    def test_partly_met_is_not_met(self, defined: OpenBook) -> None:
        defined.given(_assess(1, "2017-07-01", data="partly met"))
        defined.refuses(
            _decide(1, "go", "2017-07-02"), GateNotMet, "cannot say go: data not met", "gate waive"
        )

    def test_a_later_finding_replaces_the_one_before(self, defined: OpenBook) -> None:
        defined.given(_assess(1, "2017-07-01", data="not-met"), _assess(1, "2017-07-03"))
        assert fact_of(defined.when(_decide(1, "go", "2017-07-04"))).outcome == "go"

    def test_a_finding_of_an_earlier_day_recorded_later_does_not(self, defined: OpenBook) -> None:
        defined.given(_assess(1, "2017-07-03", data="not-met"), _assess(1, "2017-07-01"))
        defined.refuses(_decide(1, "go", "2017-07-04"), GateNotMet)

    def test_what_is_assessed_after_the_decision_does_not_count(self, defined: OpenBook) -> None:
        defined.given(_assess(1, "2017-07-05"))
        defined.refuses(_decide(1, "go", "2017-07-04"), GateNotMet, "data, staff missing")

    def test_the_decision_may_assess_what_is_left(self, defined: OpenBook) -> None:
        one = _assess(1, "2017-07-01").replace(
            ", {criterion: staff, result: met, assessor: Trainer}", ""
        )
        defined.given(one)
        more = ", assessments: [{criterion: staff, result: met}]"
        assert defined.when(_decide(1, "go", "2017-07-04", more)).facts

    def test_an_assessor_waives_nothing(self, defined: OpenBook) -> None:
        waived = _assess(1, "2017-07-01").replace("result: met,", "result: waived, waived_by: Me,")
        defined.refuses(waived, RuleBroken, "by a named authority", "minutebook gate waive")

    @pytest.mark.parametrize(
        ("gate", "on", "reason"),
        [
            (2, "2017-07-01", GateOutOfOrder),
            (4, "2017-07-01", UnknownReference),
            (1, "2017-05-01", GateOutOfOrder),
        ],
    )
    def test_only_the_next_gate_is_assessed(
        self, gate: int, on: str, reason: type[RuleBroken], defined: OpenBook
    ) -> None:
        defined.refuses(_assess(gate, on), reason)

    def test_after_a_no_go_everything_is_assessed_anew(self, defined: OpenBook) -> None:
        no_go = _decide(1, "no-go", "2017-07-02", ", must_change: [Data]")
        defined.given(_assess(1, "2017-07-01", data="not-met"), no_go)
        defined.refuses(
            _decide(1, "conditional-go", "2017-07-03", ", conditions: [Later]"), GateNotMet, "anew"
        )
        defined.refuses(_assess(1, "2017-07-01"), GateOutOfOrder, "open again since 2017-07-02")
        assert defined.when(_go(1, "2017-07-03")).facts

    def test_a_criterion_weighs_what_it_says(self, book: OpenBook) -> None:
        receipt = book.given(COUNCIL).when(SEQUENCE)
        sequence = next(fact for fact in receipt.facts if "sequence-defined" in fact.TOPIC)
        data, staff = sequence.criteria  # type: ignore[attr-defined]
        assert (str(data.weight), data.owner, str(staff.weight)) == ("2.5", "Data team", "1")
        book.cannot_read(SEQUENCE.replace("weight: 2.5", "weight: 0"), "weight")


class TestWaiving:
    """`waiver`, `waiver-end`, `waiver-lapse`."""

    def test_a_waived_criterion_may_go_unmet(self, defined: OpenBook) -> None:
        defined.given(WAIVER, _assess(1, "2017-07-10", staff="not-met"))
        receipt = defined.when(_decide(1, "go", "2017-07-11"))
        assert [fact.TOPIC.split(".")[1] for fact in receipt.facts] == [
            "criterion-assessed",
            "gate-decided",
        ]
        rests_on = fact_of(receipt, 0).assessment
        assert (rests_on.result, rests_on.waived_by) == ("waived", "Councillor Ash")

    def test_a_waiver_that_ran_out_does_not_count(self, defined: OpenBook) -> None:
        defined.given(WAIVER, _assess(1, "2017-08-30", staff="not-met"))
        defined.refuses(_decide(1, "go", "2017-09-01"), GateNotMet, "staff not met")
        assert defined.when(_decide(1, "go", "2017-08-31")).facts

    def test_a_waiver_that_was_taken_back_does_not_count(self, defined: OpenBook) -> None:
        end = "- waiver-end: {sequence: live, criterion: staff, ended_on: 2017-07-15, reason: No}"
        defined.given(WAIVER, end)
        defined.refuses(end.replace("07-15", "07-16"), NotInForce, "staff of live is not waived")
        defined.given(_assess(1, "2017-07-15", staff="not-met"))
        defined.refuses(_decide(1, "go", "2017-07-15"), GateNotMet)

    def test_that_a_waiver_ran_out_is_noted_once(self, defined: OpenBook) -> None:
        lapse = "- waiver-lapse: {sequence: live, criterion: staff, on: 2017-09-01}"
        defined.given(WAIVER).refuses(lapse.replace("09-01", "08-31"), NotInForce, "has run out")
        renewed = WAIVER.replace("07-01", "09-01").replace(
            "expires_on: 2017-09", "expires_on: 2017-10"
        )
        receipt = defined.given(renewed).when(lapse)
        assert (told(receipt), fact_of(receipt).reason) == (
            ["waiver-lapsed gate-sequence:live on 2017-09-01"],
            None,
        )
        assert defined.when(lapse).facts == ()
        defined.refuses(lapse.replace("09-01", "09-02"), NotInForce)
        defined.given(_assess(1, "2017-09-02", staff="not-met"))
        assert defined.when(_decide(1, "go", "2017-09-02")).facts

    @pytest.mark.parametrize("name", ["ics", "Improvement and Change Sub-Committee"])
    def test_the_deciding_body_waives(self, name: str, defined: OpenBook) -> None:
        assert defined.when(WAIVER.replace("Councillor Ash", name)).facts

    def test_a_sponsor_of_the_body_waives(self, defined: OpenBook) -> None:
        grant = (
            "- role-grant: {person: P. Sponsor, role: sponsor, body: ics, starts_on: 2017-01-01}"
        )
        by_sponsor = WAIVER.replace("Councillor Ash", "P. Sponsor")
        defined.refuses(by_sponsor, RoleMissing, "to waive staff of live")
        assert defined.given(grant).when(by_sponsor).facts

    def test_a_member_does_not(self, defined: OpenBook) -> None:
        defined.refuses(WAIVER.replace("Ash", "Birch"), RoleMissing, "chair")

    def test_a_criterion_is_waived_once_at_a_time(self, defined: OpenBook) -> None:
        later = WAIVER.replace("07-01", "08-01")
        defined.given(WAIVER).refuses(later, AlreadyDecided, "until 2017-09-01")

    def test_a_waiver_holds_on_some_day(self, defined: OpenBook) -> None:
        empty = WAIVER.replace("expires_on: 2017-09-01", "expires_on: 2017-07-01")
        defined.refuses(empty, RuleBroken, "would end before it begins")

    def test_there_must_be_such_a_criterion(self, defined: OpenBook) -> None:
        defined.refuses(WAIVER.replace("staff", "money"), UnknownReference, "gate show live")


class TestRecycling:
    """`gate-decision` with the outcome `recycle`."""

    def test_gates_from_there_on_are_passed_again(self, defined: OpenBook) -> None:
        defined.given(_go(1, "2017-07-01"), _go(2, "2017-08-01"), _assess(3, "2017-09-01"))
        receipt = defined.when(_decide(3, "recycle", "2017-09-02", ", recycle_to: 2"))
        assert (fact_of(receipt).gate, fact_of(receipt).recycle_to) == (3, 2)
        defined.refuses(_go(3, "2017-09-03"), GateOutOfOrder, "after gate 2 said go")
        defined.refuses(_go(2, "2017-09-01"), GateOutOfOrder, "open again since 2017-09-02")
        assert defined.when(_go(2, "2017-09-03") + _go(3, "2017-09-04")).facts

    @pytest.mark.parametrize("more", ["", ", recycle_to: 2", ", recycle_to: 3"])
    def test_it_names_an_earlier_gate(self, more: str, defined: OpenBook) -> None:
        defined.given(_go(1, "2017-07-01"), _assess(2, "2017-08-01"))
        defined.refuses(
            _decide(2, "recycle", "2017-08-02", more), GateNotMet, "say in `recycle_to` to which, 1"
        )

    def test_the_first_gate_has_none(self, defined: OpenBook) -> None:
        defined.given(_assess(1, "2017-07-01"))
        recycle = _decide(1, "recycle", "2017-07-02", ", recycle_to: 1")
        defined.refuses(recycle, GateNotMet, "the first gate has none")

    def test_only_a_recycle_goes_back(self, defined: OpenBook) -> None:
        defined.given(_go(1, "2017-07-01"), _assess(2, "2017-08-01"))
        go = _decide(2, "go", "2017-08-02", ", recycle_to: 1")
        defined.refuses(go, GateNotMet, "the outcome is recycle")

    def test_conditions_of_gates_to_be_passed_again_fall_away(self, defined: OpenBook) -> None:
        conditional = _decide(1, "conditional-go", "2017-07-02", ", conditions: [Train them]")
        defined.given(_assess(1, "2017-07-01"), conditional, _assess(2, "2017-08-01"))
        defined.given(_decide(2, "recycle", "2017-08-02", ", recycle_to: 1"))
        defined.refuses(
            "- condition-discharge: {condition: live/1/1, discharged_on: 2017-08-03, evidence: E}",
            AlreadyDecided,
            "the condition live/1/1 fell away on 2017-08-02",
        )


class TestHoldingBack:
    """Gates that block."""

    def test_what_a_gate_blocks_waits_for_it(self, defined: OpenBook) -> None:
        defined.refuses(LIVE, BlockedByGate, "waits for gate 3 of live", "ics decides it")
        defined.given(_go(1, "2017-07-01"), _go(2, "2017-08-01"), _go(3, "2017-11-01"))
        early = LIVE.replace("2017-12-01", "2017-10-31")
        defined.refuses(early, BlockedByGate, "does not stand at go on 2017-10-31")
        assert told(defined.when(LIVE)) == ["project-went-live project:system on 2017-12-01"]
        defined.refuses(LIVE.replace("12-01", "12-02"), ChangedEntry, "the book has '2017-12-01'")

    def test_a_breach_blocks_again_from_its_day(self, defined: OpenBook) -> None:
        conditional = _decide(3, "conditional-go", "2017-11-01", ", conditions: [Train them]")
        defined.given(_go(1, "2017-07-01"), _go(2, "2017-08-01"), _assess(3, "2017-11-01"))
        breach = "- condition-breach: {condition: live/3/1, breached_on: 2017-11-20, reason: No}"
        defined.given(conditional, breach)
        defined.refuses(LIVE, BlockedByGate)
        assert defined.when(LIVE.replace("12-01", "11-19")).facts

    def test_nothing_else_waits(self, defined: OpenBook) -> None:
        assert defined.when(LIVE.replace("system", "other")).facts
        report = "- status-report: {project: system, period: 2017-07, status: on-target}"
        assert defined.when(report).facts

    def test_what_happened_before_the_gates_were_set_does_not_wait(self, defined: OpenBook) -> None:
        assert defined.when(CLOSED.replace("2017-12-01", "2017-05-31")).facts

    def test_but_what_happened_since_does(self, defined: OpenBook) -> None:
        defined.refuses(CLOSED, BlockedByGate)

    def test_but_a_project_did_not_go_live_before_them(self, defined: OpenBook) -> None:
        defined.refuses(LIVE.replace("2017-12-01", "2017-05-31"), BlockedByGate, "gate 3 of live")

    def test_gates_of_a_project_hold_that_project(self, book: OpenBook) -> None:
        own = SEQUENCE.replace("    programme: care\n", "    project: other\n")
        book.given(COUNCIL, own)
        book.refuses(LIVE.replace("system", "other"), BlockedByGate)
        assert book.when(LIVE).facts

    def test_a_gate_blocks_what_names_a_project(self, book: OpenBook) -> None:
        wrong = SEQUENCE.replace("[project-live,", "[going-live,")
        book.given(COUNCIL).refuses(wrong, RuleBroken, "cannot block going-live", "project-live")

    def test_a_gate_that_blocks_says_whom(self, book: OpenBook) -> None:
        nobody = SEQUENCE.replace("    programme: care\n", "")
        book.given(COUNCIL).refuses(nobody, RuleBroken, "but of what?")

    def test_the_same_sequence_again_changes_nothing(self, defined: OpenBook) -> None:
        assert defined.when(SEQUENCE).facts == ()

    def test_what_is_in_the_book_is_not_blocked_afterwards(self, defined: OpenBook) -> None:
        defined.given(_go(1, "2017-07-01"), _go(2, "2017-08-01"), _assess(3, "2017-11-01"))
        conditional = _decide(3, "conditional-go", "2017-11-01", ", conditions: [Train them]")
        breach = "- condition-breach: {condition: live/3/1, breached_on: 2017-11-20, reason: No}"
        defined.given(conditional, LIVE, breach)
        assert defined.when(LIVE).facts == ()


def test_a_meeting_that_is_cited_is_one_of_the_body_and_was_held(defined: OpenBook) -> None:
    defined.given(
        _assess(1, "2017-07-01"),
        "- meeting: {ref: asch-1, body: asch, held_on: 2017-07-02}",
        "- meeting: {ref: ics-1, body: ics, held_on: 2017-07-02}",
    )
    at = ", authority: {meeting: asch-1}"
    defined.refuses(_decide(1, "go", "2017-07-02", at), ContradictoryCommand)
    assert defined.when(_decide(1, "go", "2017-07-02", at.replace("asch", "ics"))).facts


def test_go_has_no_conditions(defined: OpenBook) -> None:
    defined.given(_assess(1, "2017-07-01"))
    with_conditions = _decide(1, "go", "2017-07-02", ", conditions: [Train them]")
    defined.refuses(with_conditions, GateNotMet, "with them it is a conditional go")


def test_a_resolution_that_is_cited_and_not_in_the_book_is_noted(defined: OpenBook) -> None:
    defined.given(_assess(1, "2017-07-01"))
    receipt = defined.when(_decide(1, "go", "2017-07-02", ", authority: {resolution: 2017/9}"))
    assert "resolution 2017/9 of ics is cited as authority" in receipt.notes[0]
