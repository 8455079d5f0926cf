"""Ways round the rules that are closed: each was tried, and is refused or noted."""

from __future__ import annotations

from datetime import date

from domain.errors import (
    DecidedByRaiser,
    GateNotMet,
    GateOutOfOrder,
    InterestBarsVote,
    NotInForce,
    OutsideRemit,
    ReferenceUsed,
    RuleBroken,
    UnknownReference,
    VoteDoesNotCarry,
)
from engine.book import Book
from engine.errors import ContradictoryCommand
from tests.engine.open_book import OpenBook

COUNCIL = """
- body: {ref: ics, name: Improvement and Change, kind: sub-committee}
- body: {ref: asch, name: Adult Care, kind: committee}
- meeting: {ref: ics-1, body: ics, held_on: 2018-11-05, attendance: {present: [Ann, Bob]}}
- project: {ref: p, name: P}
- baseline: {project: p, authority: {body: asch, decided_on: 2018-01-01}, profile: {2018/19: 3000}}
"""
REQUEST = """
- change-request:
    ref: R
    title: T
    kind: write-off
    to: ics
    projects: [{project: p, expected: {2018/19: 3000}, revised: {2018/19: 2000}}]
"""


def test_an_extension_is_no_re_profile_in_disguise(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- extension: {project: p, authority: {body: asch, decided_on: 2018-06-01},"
        " change: {2018/19: -3000, 2019/20: 3001}}",
        RuleBroken,
        "takes none away",
    )


def test_an_extension_does_not_take_the_name_of_a_baseline(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- extension: {ref: baseline, project: p, authority: {body: asch, decided_on: 2018-06-01},"
        " change: {2018/19: 1}}",
        ReferenceUsed,
    )


def test_a_correction_holds_from_the_day_of_what_it_corrects(book: OpenBook) -> None:
    wrong = (
        "- correction: {project: p, corrects: baseline, decided_on: 2017-12-31, source: Minutes,"
        " change: {2018/19: -1}, reason: Misread}"
    )
    book.given(COUNCIL).refuses(wrong, RuleBroken, "is corrected from that day on")


def test_a_correction_cites_a_body_that_is_there(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- correction: {project: p, corrects: baseline, decided_on: 2018-01-01,"
        " authority: {body: nobody}, change: {2018/19: -1}, reason: Misread}",
        UnknownReference,
    )


def test_an_approval_in_part_goes_no_further_than_the_request(book: OpenBook) -> None:
    book.given(COUNCIL, REQUEST).refuses(
        "- decision: {change_request: R, outcome: approved-in-part, decided_on: 2018-11-05,"
        " projects: [{project: p, expected: {2018/19: 3000}, revised: {2018/19: 1999}}]}",
        RuleBroken,
        "from £2,000 to £3,000, not £1,999",
    )


def test_a_body_does_not_decide_what_it_raised_under_its_full_name(book: OpenBook) -> None:
    raised = REQUEST.replace("to: ics", "to: ics\n    raised_by: improvement  and change")
    book.given(COUNCIL, raised).refuses(
        "- decision: {change_request: R, outcome: approved, decided_on: 2018-11-05}",
        DecidedByRaiser,
        "cannot decide it",
    )


def test_a_request_is_deferred_to_a_meeting_of_the_body_it_lies_with(book: OpenBook) -> None:
    meeting = "- meeting: {ref: asch-2, body: asch, scheduled_for: 2019-01-07}"
    book.given(COUNCIL, REQUEST, meeting).refuses(
        "- decision: {change_request: R, outcome: deferred, deferred_to: asch-2,"
        " decided_on: 2018-11-05}",
        OutsideRemit,
        "asch-2 is a meeting of asch",
    )


def test_an_approval_recorded_late_points_to_what_was_decided_after_it(book: OpenBook) -> None:
    later = (
        "- extension: {ref: E, project: p, change: {2018/19: 5},"
        " authority: {body: asch, decided_on: 2018-12-01}}"
    )
    receipt = book.given(COUNCIL, REQUEST, later).when(
        "- decision: {change_request: R, outcome: approved, decided_on: 2018-11-05}"
    )
    assert [note for note in receipt.notes if "was altered after 2018-11-05 already (E)" in note]


def test_a_decision_by_an_officer_asks_for_the_delegation(book: OpenBook) -> None:
    receipt = book.given(COUNCIL, REQUEST).when(
        "- decision: {change_request: R, outcome: approved, decided_on: 2018-11-05,"
        " decided_by: Director}"
    )
    assert [note for note in receipt.notes if "no resolution is cited that delegates" in note]


def test_an_extension_decided_before_an_opening_balance_may_count_twice(book: OpenBook) -> None:
    book.given(
        COUNCIL,
        "- project: {ref: q, name: Q}\n- opening-balance: {project: q, as_at: 2018-09-30,"
        " source: Report, profile: {2018/19: 10}}",
    )
    receipt = book.when(
        "- extension: {project: q, change: {2018/19: 5},"
        " authority: {body: asch, decided_on: 2018-06-01}}"
    )
    assert [note for note in receipt.notes if "not counted twice" in note]


def test_a_figure_does_not_hold_before_it_was_approved(book: OpenBook) -> None:
    book.given(COUNCIL, "- project: {ref: q, name: Q}").refuses(
        "- baseline: {project: q, decided_on: 2015-01-01, profile: {2018/19: 1},"
        " authority: {body: asch, decided_on: 2019-05-05}}",
        ContradictoryCommand,
        "before asch approved it on 2019-05-05",
    )


def test_a_project_is_not_closed_before_it_was_last_altered(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- project-closure: {project: p, decided_on: 2017-12-31, reason: Done}",
        RuleBroken,
        "was altered on 2018-01-01",
    )


def test_an_interest_bars_whatever_the_spelling_and_from_motions_without_an_item(
    book: OpenBook,
) -> None:
    book.given(
        COUNCIL,
        "- declaration: {meeting: ics-1, person: ann, kind: disclosable-pecuniary,"
        " interest: Land, item: 4}",
    )
    for item in ("item: 4, ", ""):
        book.refuses(
            f"- resolution: {{ref: 2018/1, meeting: ics-1, {item}title: T,"
            " clauses: [{effect: notes, text: T}], votes: {for: 1, named: {for: ['Ann ']}}}",
            InterestBarsVote,
        )


def test_who_was_not_named_as_present_is_not_named_in_a_vote(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- resolution: {ref: 2018/1, meeting: ics-1, title: T,"
        " votes: {for: 1, named: {for: [Zed]}}, clauses: [{effect: notes, text: T}]}",
        VoteDoesNotCarry,
        "not as present",
    )


def test_nobody_seconds_their_own_motion_in_other_letters(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- resolution: {ref: 2018/1, meeting: ics-1, title: T, moved_by: Ann, seconded_by: ANN,"
        " clauses: [{effect: notes, text: T}]}",
        RuleBroken,
        "second their own motion",
    )


def test_attendance_is_recorded_once(book: OpenBook) -> None:
    book.given(COUNCIL).refuses("- attendance: {meeting: ics-1, present: 300}", ReferenceUsed)


def test_a_meeting_is_not_adjourned_before_it_was_held(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- adjournment: {meeting: ics-1, decided_on: 2017-11-05}", RuleBroken, "was held on"
    )


def test_a_dissolved_body_is_given_nothing_without_a_day(book: OpenBook) -> None:
    book.given(COUNCIL, "- body-dissolution: {body: asch, decided_on: 2019-01-01}")
    book.refuses("- membership: {body: asch, person: Cy, role: chair}", NotInForce, "give the day")


def test_gates_are_of_a_project_in_the_book_and_are_not_decided_before_they_were_defined(
    book: OpenBook,
) -> None:
    gates = (
        "- gate-sequence: {ref: g, name: G, body: ics, decided_on: 2018-02-01, project: PROJECT,"
        " gates: [{number: 1, name: Go live}]}"
    )
    book.given(COUNCIL).refuses(gates.replace("PROJECT", "nope"), UnknownReference)
    book.given(gates.replace("PROJECT", "p"))
    decision = "- gate-decision: {sequence: g, gate: 1, outcome: go, decided_on: "
    book.refuses(decision + "2018-01-31}", GateOutOfOrder, "was defined on 2018-02-01")
    book.refuses(decision + "2018-02-01, conditions: [Train]}", GateNotMet, "conditional go")


def test_a_report_that_was_not_made_is_not_restated(book: OpenBook) -> None:
    book.given(COUNCIL).refuses(
        "- status-report: {project: p, period: 2018-09, status: on target,"
        " restated_on: 2018-11-01}",
        NotInForce,
        "to restate",
    )


def test_hours_do_not_make_up_for_pounds(book: OpenBook) -> None:
    book.given(COUNCIL, "- project: {ref: q, name: Q}").refuses(
        """
- change-request:
    ref: T
    title: T
    kind: transfer
    to: ics
    projects:
      - {project: p, expected: {2018/19: 3000}, revised: {2018/19: 0}}
      - {project: q, measure: staff-hours, expected: {2018/19: 0}, revised: {2018/19: 3000}}
""",
        RuleBroken,
        "is a transfer",
    )


def test_no_body_comes_to_report_to_itself(book: OpenBook) -> None:
    book.given(
        COUNCIL,
        "- body: {ref: b, name: B, kind: working-group, reports_to: [{body: ics}]}",
        "- body: {ref: c, name: C, kind: working-group, reports_to: [{body: b}]}",
    )
    book.refuses(
        "- reporting-line: {body: ics, to: c}", RuleBroken, "ics → c → b → ics; end one of these"
    )
    assert book.when("- reporting-line: {body: ics, to: asch}").facts


def test_lines_that_never_held_together_are_no_circle(book: OpenBook) -> None:
    book.given(
        COUNCIL,
        "- body: {ref: b, name: B, kind: working-group,"
        " reports_to: [{body: ics, starts_on: 2017-01-01, ends_on: 2018-01-01}]}",
    )
    assert book.when("- reporting-line: {body: ics, to: b, starts_on: 2018-01-01}").facts


def test_counted_votes_leave_out_those_who_may_not_vote(book: OpenBook) -> None:
    book.given(
        COUNCIL,
        "- declaration: {meeting: ics-1, person: Ann, kind: disclosable-pecuniary, interest: Land}",
    )
    book.refuses(
        "- resolution: {ref: 2018/1, meeting: ics-1, title: T, votes: {for: 2},"
        " clauses: [{effect: notes, text: T}]}",
        VoteDoesNotCarry,
        "not counting Ann, who cannot vote",
    )


def test_a_day_still_to_come_is_noted(book: OpenBook) -> None:
    book.given(COUNCIL)
    mistyped = book.orders("- body-dissolution: {body: asch, decided_on: 2062-01-01}")
    on_the_day = Book(book.store, "clerk", date(2026, 11, 22))
    [note] = on_the_day.record(mistyped, dry_run=True).notes
    assert note.startswith("2062-01-01 is still to come")
    past = book.orders("- body-dissolution: {body: asch, decided_on: 2026-11-22}")
    assert on_the_day.record(past, dry_run=True).notes == ()


def test_a_body_was_not_dissolved_when_it_still_resolved(book: OpenBook) -> None:
    resolved = (
        "- resolution: {ref: 2018/1, meeting: ics-1, title: T,"
        " clauses: [{effect: notes, text: T}]}\n"
    )
    dissolved = "- body-dissolution: {body: ics, decided_on: 2018-11-05}"
    words = "ics resolved something on 2018-11-05"
    book.given(COUNCIL).refuses(resolved + dissolved, NotInForce, words)
    book.given(resolved).refuses(dissolved, NotInForce, words)
    assert book.when(dissolved.replace("-05", "-06")).facts
