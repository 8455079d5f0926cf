"""Who approved a figure is in the book, could decide it, and said so in a resolution."""

from __future__ import annotations

from datetime import date

import pytest

from domain.changes.facts import ChangeRequestApproved
from domain.provenance import Authority
from domain.savings.facts import (
    BaselineSet,
    OpeningBalanceBroughtForward,
    SavingsCorrected,
    SavingsRebaselined,
)
from tests.books import BookOnDisk
from tests.projections.audit.books import (
    BASELINE,
    BEGUN,
    CITED_FIRST,
    CLEAN,
    altered,
    audited,
    found,
    store_altered,
    without,
)

OPENING = """
- opening-balance: {project: p, as_at: 2018-04-01, source: Report, profile: {2018/19: 100}}
"""
CORRECTED = """
- correction: {project: p, decided_on: 2018-01-08, corrects: baseline, source: Letter,
    change: {2018/19: 1}, reason: Misread}
"""


def test_a_book_in_order_has_no_finding(book: BookOnDisk) -> None:
    book.record(CLEAN)
    seen = audited(book)
    assert (seen.findings, seen.notes, seen.acts, seen.movements) == ((), (), 2, 2)


def test_a_baseline_names_the_body_that_approved_it(book: BookOnDisk) -> None:
    store_altered(book, BEGUN + BASELINE, altered(BaselineSet, authority=None))
    assert found(book) == [("no-authority", "p")]


def test_a_correction_names_what_shows_the_error(book: BookOnDisk) -> None:
    book.record(BEGUN + BASELINE)
    store_altered(book, CORRECTED, altered(SavingsCorrected, source=None))
    assert found(book) == [("no-authority", "p")]


def test_a_correction_that_names_a_document_needs_no_body(book: BookOnDisk) -> None:
    book.record(BEGUN + BASELINE + CORRECTED)
    assert found(book) == []


@pytest.mark.parametrize(
    ("authority", "rules"),
    [
        ("{body: ics, decided_on: 2018-01-08, meeting: m1, resolution: 2018/1}", []),
        ("{body: ics, resolution: 2018/1}", []),
        ("{body: ics, decided_on: 2018-03-05, resolution: 2018/9}", ["unknown-resolution"]),
    ],
)
def test_a_correction_that_names_a_body_is_held_to_it(
    authority: str, rules: list[str], book: BookOnDisk
) -> None:
    book.record(BEGUN + BASELINE + CORRECTED.replace("source: Letter", f"authority: {authority}"))
    assert [rule for rule, _ in found(book)] == rules


def test_who_shows_an_error_was_there_to_do_so(book: BookOnDisk) -> None:
    cited = "authority: {body: old, decided_on: 2018-06-01}"
    book.record(
        BEGUN
        + BASELINE
        + "- body: {ref: old, name: Old, kind: committee}"
        + CORRECTED.replace("source: Letter", cited)
        + "- body-dissolution: {body: old, decided_on: 2018-05-01}"
    )
    assert found(book) == [("body-not-in-force", "p")]


def test_an_opening_balance_names_the_document_that_states_it(book: BookOnDisk) -> None:
    store_altered(book, BEGUN + OPENING, altered(OpeningBalanceBroughtForward, source=None))
    assert found(book) == [("no-source", "p")]


def test_a_request_alters_nothing_without_a_decision(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, without(ChangeRequestApproved))
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref, finding.projects) == ("no-decision", "CR", ("p",))
    assert finding.sentence == (
        "What CR altered in p (5 March 2018) rests on no decision: the book has no decision on CR"
        " of that day that does so."
    )
    assert len(finding.evidence) == 2


def test_a_request_that_is_not_in_the_book_alters_nothing(book: BookOnDisk) -> None:
    store_altered(book, CLEAN, altered(SavingsRebaselined, change_request="GONE"))
    assert found(book) == [("effect-missing", "CR"), ("no-decision", "GONE")]
    [_, finding] = audited(book).findings
    assert "there is no change request GONE in the book" in finding.sentence


def test_the_portfolio_counts_in_which_a_project_was_on_the_day(book: BookOnDisk) -> None:
    terms = "decided_on: 2018-01-01, summary: S, portfolios: [place]"
    moved = "- project-rescoping: {{project: p, decided_on: {}, portfolio: people, reason: Move}}\n"
    book.record(
        f"{CLEAN}- terms-of-reference: {{body: ics, {terms}}}\n" + moved.format("2018-03-06")
    )
    assert found(book) == []
    book.record(moved.format("2018-03-04"))
    assert found(book) == [("outside-remit", "CR")]


def test_a_body_that_approves_is_in_the_book(book: BookOnDisk) -> None:
    cited = Authority(body="nobody", decided_on=date(2018, 1, 8))
    store_altered(book, BEGUN + BASELINE, altered(BaselineSet, authority=cited))
    assert found(book) == [("unknown-body", "p"), ("no-resolution", "p")]


def test_a_body_that_was_dissolved_by_then_approves_nothing(book: BookOnDisk) -> None:
    book.record(
        BEGUN
        + """
- body: {ref: old, name: Old, kind: committee}
- baseline: {project: p, profile: {2018/19: 100},
    authority: {body: old, decided_on: 2018-02-01}}
- body-dissolution: {body: old, decided_on: 2018-01-31}
"""
    )
    assert found(book) == [("body-not-in-force", "p"), ("no-resolution", "p")]
    [finding] = audited(book).findings
    assert "old was dissolved on 2018-01-31" in finding.sentence
    assert [each.decided_on for each in finding.evidence] == ["2018-02-01", None, "2018-01-31"]


@pytest.mark.parametrize(
    ("terms", "rule", "said"),
    [
        ("decides: [gates]", "outside-remit", "ics does not decide"),
        ("portfolios: [people]", "outside-remit", "ics decides for people only, not for place"),
        ("financial_limit: 39", "above-limit", "moves £40, above the limit of £39"),
    ],
)
def test_the_terms_of_reference_count_that_were_in_force_on_the_day(
    terms: str, rule: str, said: str, book: BookOnDisk
) -> None:
    book.record(
        CLEAN
        + f"- terms-of-reference: {{body: ics, decided_on: 2018-02-20, summary: Less, {terms}}}"
    )
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == (rule, "CR")
    assert said in finding.sentence
    assert len(finding.evidence) == 2
    assert finding.evidence[1].sentence.startswith("ics was given its terms of reference")


def test_a_resolution_that_is_named_is_in_the_book(book: BookOnDisk) -> None:
    book.record(CITED_FIRST)
    assert found(book) == [("unknown-resolution", "CR")]


MINUTES = """
- resolution: {{ref: 2018/2, meeting: m2, title: Less, {said}
    clauses: [{{effect: {effect}, text: A.}}]}}
"""
CALL_IN = """
- terms-of-reference: {body: ics, decided_on: 2018-03-01, summary: S, call_in: 5 working days}
"""


@pytest.mark.parametrize(
    ("said", "effect", "rule"),
    [
        ("outcome: lost, ", "approves", "resolution-lost"),
        ("takes_effect_on: 2018-04-01, ", "approves", "before-resolution"),
        ("", "notes", "resolution-says-otherwise"),
        ("", "rejects", "resolution-says-otherwise"),
    ],
)
def test_the_minutes_that_come_later_must_say_what_was_decided(
    said: str, effect: str, rule: str, book: BookOnDisk
) -> None:
    book.record(CITED_FIRST)
    book.record(MINUTES.format(said=said, effect=effect))
    assert found(book) == [(rule, "CR")]


def test_nothing_takes_effect_while_its_resolution_may_be_called_in(book: BookOnDisk) -> None:
    book.record(CITED_FIRST)
    book.record(CALL_IN + MINUTES.format(said="", effect="approves"))
    assert found(book) == [("before-call-in-ended", "CR")]
    [finding] = audited(book).findings
    assert "resolution 2018/2 of ics takes effect on 2018-03-13" in finding.sentence


def test_a_resolution_that_another_had_ended_permits_nothing(book: BookOnDisk) -> None:
    book.record(
        BEGUN
        + """
- extension: {ref: E, project: p, decided_on: 2018-04-01, change: {2019/20: 5},
    authority: {body: ics, resolution: 2018/1}}
- resolution: {ref: 2018/3, meeting: m2, title: Not so, rescinds: [2018/1],
    clauses: [{effect: notes, text: It.}]}
"""
    )
    assert found(book) == [("resolution-ended", "E")]


def test_a_decision_of_a_body_with_a_call_in_rule_does_not_take_effect_at_once(
    book: BookOnDisk,
) -> None:
    book.record(CLEAN)
    book.record(CALL_IN)
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("past-call-in", "CR")
    assert "may be called in for 5 working days" in finding.sentence


def test_a_decision_that_was_urgent_is_not_called_in(book: BookOnDisk) -> None:
    book.record(CITED_FIRST)
    book.record(CALL_IN + MINUTES.format(said="urgent: The grant ends., ", effect="approves"))
    assert found(book) == []


def test_a_decision_without_a_resolution_gives_nobody_the_time_to_call_it_in(
    book: BookOnDisk,
) -> None:
    book.record(
        BEGUN
        + """
- extension: {ref: E, project: p, change: {2019/20: 5}, authority: {body: ics, meeting: m2}}
"""
        + CALL_IN
    )
    assert found(book) == [("past-call-in", "E"), ("no-resolution", "E")]


def test_a_figure_does_not_count_from_before_its_approval(book: BookOnDisk) -> None:
    store_altered(book, BEGUN + BASELINE, altered(BaselineSet, decided_on=date(2018, 1, 5)))
    assert found(book) == [
        ("before-resolution", "p"),
        ("before-approval", "p"),
        ("before-meeting", "p"),
    ]


def test_a_decision_whose_resolution_nobody_names_is_a_note(book: BookOnDisk) -> None:
    book.record(CITED_FIRST.replace(", resolution: 2018/2", ""))
    seen = audited(book)
    assert (seen.findings, [note.rule for note in seen.notes]) == ((), ["no-resolution"])
    assert seen.notes[0].sentence == (
        "The approval of CR (5 March 2018) names ics at m2, and no resolution."
    )
