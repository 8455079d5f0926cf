"""A request is decided after it was raised, by others, within what is delegated; then it stands."""

from __future__ import annotations

from datetime import date

import pytest

from domain.changes.facts import ChangeRequestRaised
from tests.books import BookOnDisk
from tests.projections.audit.books import (
    BASELINE,
    BEGUN,
    CLEAN,
    DECIDED,
    RAISED,
    RESOLVED,
    altered,
    audited,
    found,
    store_altered,
)

BY_OFFICER = """
- decision: {change_request: CR, outcome: approved, decided_on: 2018-04-10, decided_by: Director,
    resolution: 2018/2}
"""
DELEGATES = """
- resolution: {{ref: 2018/2, meeting: m2, title: Less,
    clauses: [{{effect: delegates, text: CR., delegate: {delegate}}}]}}
"""


def test_nothing_is_decided_before_it_was_asked_for(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, altered(ChangeRequestRaised, decided_on=date(2018, 3, 6)))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("before-raised", "CR")
    assert "before CR was raised, on 6 March 2018" in finding.sentence
    with book.views():
        assert found(book, date(2018, 3, 5)) == [("before-raised", "CR")]


@pytest.mark.parametrize(
    ("raised_by", "did"), [("BOB ELM", "moved resolution"), ("Cat Oak", "seconded resolution")]
)
def test_who_raises_a_request_does_not_put_it_to_the_vote(
    raised_by: str, did: str, book: BookOnDisk
) -> None:
    book.record(CLEAN.replace("Ann Ash", raised_by))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("by-requester", "CR")
    assert f"{raised_by} raised CR, and {did} 2018/2" in finding.sentence


def test_who_raises_a_request_does_not_decide_it_under_a_delegation(book: BookOnDisk) -> None:
    book.record(BEGUN + BASELINE + RAISED + DELEGATES.format(delegate="Director"))
    book.record(BY_OFFICER)
    assert found(book) == []
    other = BookOnDisk(book.folder, "other")
    store_altered(
        other,
        BEGUN + BASELINE + RAISED + DELEGATES.format(delegate="Director") + BY_OFFICER,
        altered(ChangeRequestRaised, raised_by="Director"),
    )
    assert found(other) == [("by-requester", "CR")]


def test_a_request_of_somebody_else_may_go_without_a_mover_or_a_nil_change(
    book: BookOnDisk,
) -> None:
    book.record(
        BEGUN
        + BASELINE
        + RAISED.replace("revised: {2018/19: 60}", "revised: {2018/19: 60, 2019/20: 0}")
        + RESOLVED.replace("moved_by: Bob Elm,", "")
        + DECIDED
    )
    assert found(book) == []


def test_an_officer_decides_nothing_that_is_not_delegated(book: BookOnDisk) -> None:
    book.record(BEGUN + BASELINE + RAISED + BY_OFFICER.replace(",\n    resolution: 2018/2", ""))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("no-delegation", "CR")
    assert "no resolution is named that delegates it to them" in finding.sentence


@pytest.mark.parametrize(
    ("minutes", "rule"),
    [
        (RESOLVED, "no-delegation"),
        (RESOLVED.replace("title: Less", "title: Less, outcome: lost"), "resolution-lost"),
        (
            DELEGATES.format(delegate="Director").replace(
                "title: Less", "title: Less, takes_effect_on: 2018-05-01"
            ),
            "before-resolution",
        ),
    ],
)
def test_the_minutes_that_come_later_must_delegate_it_by_then(
    minutes: str, rule: str, book: BookOnDisk
) -> None:
    book.record(BEGUN + BASELINE + RAISED + BY_OFFICER)
    book.record(minutes)
    assert found(book) == [(rule, "CR")]


def test_several_uses_of_powers_on_one_day_are_told_apart(book: BookOnDisk) -> None:
    book.record(
        BEGUN
        + """
- resolution: {ref: 2018/2, meeting: m2, title: Targets, clauses: [
    {effect: delegates, text: Hours., delegate: Director, in_consultation_with: [Chair]},
    {effect: delegates, text: Pounds., delegate: Treasurer}]}
- baseline: {project: p, decided_on: 2018-04-10, profile: {2018/19: 100},
    authority: {body: ics, resolution: 2018/2, officer: Treasurer}}
- baseline: {project: p, measure: hours, decided_on: 2018-04-10, profile: {2018/19: 9},
    authority: {body: ics, resolution: 2018/2, officer: Director, consulted: [Chair]}}
"""
    )
    assert found(book) == []


@pytest.mark.parametrize(
    ("delegate", "said"),
    [
        ("Chair", "is for Chair, not for Director"),
        ("Director, limit: 39", "moves £40, above the £39"),
        ("Director, until: 2018-04-01", "ended on 2018-04-01"),
        ("Director, in_consultation_with: [Chair]", "in consultation with Chair"),
    ],
)
def test_an_officer_decides_within_what_is_delegated(
    delegate: str, said: str, book: BookOnDisk
) -> None:
    book.record(BEGUN + BASELINE + RAISED + BY_OFFICER)
    book.record(DELEGATES.format(delegate=delegate))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("outside-delegation", "CR")
    assert said in finding.sentence


def test_of_several_clauses_the_one_counts_that_lets_the_officer(book: BookOnDisk) -> None:
    book.record(BEGUN + BASELINE + RAISED + BY_OFFICER)
    two = "Chair}, {effect: delegates, text: CR., delegate: Director"
    book.record(DELEGATES.format(delegate=two))
    assert found(book) == []


def test_who_holds_the_post_that_is_named_decides_under_it(book: BookOnDisk) -> None:
    post = """
- body: {ref: director, name: Director's post, kind: officer-post}
- membership: {body: director, person: Director, role: member, starts_on: 2018-01-01}
"""
    book.record(BEGUN + BASELINE + RAISED + BY_OFFICER + post)
    book.record(DELEGATES.format(delegate="director"))
    assert found(book) == []


def test_who_was_consulted_is_found_where_the_use_is_on_record(book: BookOnDisk) -> None:
    book.record(
        BEGUN
        + BASELINE
        + RAISED
        + DELEGATES.format(delegate="Director, in_consultation_with: [Chair]")
        + BY_OFFICER.replace("2018/2", "2018/2, consulted: [Chair]")
    )
    assert found(book) == []


CONDITIONAL = DECIDED.replace("}", ", conditions: [{text: Report, due: 2018-06-30}]}")
ON_CONDITION = CLEAN.replace(DECIDED, CONDITIONAL)
BREACH = "- condition-breach: {condition: CR/1, breached_on: 2018-07-05, reason: No report}\n"
BACK = "- decision: {change_request: CR, outcome: rejected, body: ics, decided_on: 2018-08-01}\n"


def test_a_condition_that_is_not_met_by_its_day_is_found(book: BookOnDisk) -> None:
    book.record(ON_CONDITION)
    assert found(book, date(2018, 6, 30)) == []
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("condition-overdue", "CR")
    assert "CR/1 (Report), which was to be met by 30 June 2018" in finding.sentence


def test_while_nobody_decides_after_a_breach_the_figures_stand_on_nothing(
    book: BookOnDisk,
) -> None:
    book.record(ON_CONDITION + BREACH)
    assert found(book) == [("condition-breached", "CR")]
    confirmed = BACK.replace("rejected", "approved")
    book.record(confirmed)
    assert found(book) == [("no-resolution", "CR")]


def test_an_approval_that_was_taken_back_is_a_note(book: BookOnDisk) -> None:
    book.record(ON_CONDITION + BREACH + BACK)
    seen = audited(book)
    assert seen.findings == ()
    assert [(note.rule, note.what) for note in seen.notes] == [
        ("taken-back", "approval"),
        ("no-resolution", "taking-back"),
    ]
