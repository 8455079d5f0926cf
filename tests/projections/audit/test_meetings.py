"""A meeting decides when it is held, with enough members, and none who has an interest."""

from __future__ import annotations

from datetime import date

import pytest

from domain.provenance import Authority
from domain.savings.facts import BaselineSet
from tests.books import BookOnDisk
from tests.projections.audit.books import (
    BASELINE,
    BEGUN,
    CLEAN,
    altered,
    audited,
    found,
    store_altered,
)

OTHERS = """
- body: {ref: other, name: Other, kind: committee}
- meeting: {ref: o1, body: other, held_on: 2018-01-08}
- meeting: {ref: m9, body: ics, scheduled_for: 2018-01-08}
"""
QUORUM = "- terms-of-reference: {body: ics, decided_on: 2018-03-01, summary: S, quorum: 3}\n"


@pytest.mark.parametrize(
    ("meeting", "rule"),
    [("nowhere", "unknown-meeting"), ("o1", "meeting-of-another"), ("m9", "meeting-not-held")],
)
def test_a_meeting_that_is_named_was_held_by_that_body(
    meeting: str, rule: str, book: BookOnDisk
) -> None:
    cited = Authority(body="ics", decided_on=date(2018, 1, 8), meeting=meeting, resolution="2018/1")
    store_altered(book, BEGUN + OTHERS + BASELINE, altered(BaselineSet, authority=cited))
    assert found(book) == [(rule, "p")]


def test_a_meeting_below_the_quorum_of_that_day_decides_nothing(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(QUORUM + "- attendance: {meeting: m2, present: [Bob Elm, Cat Oak]}")
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("inquorate", "CR")
    assert "2 of the members present may decide, and ics needs 3" in finding.sentence
    assert len(finding.evidence) == 3


def test_who_declared_an_interest_is_not_counted_for_the_quorum(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(
        QUORUM
        + """
- attendance: {meeting: m2, present: [Bob Elm, Cat Oak, Dan Fir]}
- declaration: {meeting: m2, person: Dan Fir, kind: disclosable-pecuniary, interest: Shares,
    item: "4"}
"""
    )
    assert found(book) == [("inquorate", "CR")]


def test_where_nothing_says_who_was_there_that_is_a_note(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(QUORUM)
    seen = audited(book)
    assert (seen.findings, [note.rule for note in seen.notes]) == ((), ["attendance-unknown"])


@pytest.mark.parametrize(
    ("person", "did"), [("Bob Elm", "moved it"), ("cat oak", "seconded it"), ("Eve", "voted on it")]
)
def test_nobody_with_an_interest_moves_seconds_or_votes(
    person: str, did: str, book: BookOnDisk
) -> None:
    votes = "votes: {for: 2, named: {for: [Eve, Fay]}},"
    book.record(CLEAN.replace("moved_by: Bob", f"{votes} moved_by: Bob"))
    book.record(
        f"- declaration: {{meeting: m2, person: {person}, kind: disclosable-pecuniary,"
        ' interest: Shares, item: "4"}'
    )
    [finding] = audited(book).findings
    assert (finding.rule, finding.ref) == ("interest", "CR")
    assert did in finding.sentence
    assert "disclosable pecuniary interest" in finding.evidence[-1].sentence


def test_an_interest_in_other_business_keeps_nobody_out(book: BookOnDisk) -> None:
    book.record(CLEAN)
    book.record(
        "- declaration: {meeting: m2, person: Bob Elm, kind: disclosable-pecuniary,"
        ' interest: Shares, item: "5"}'
    )
    assert found(book) == []
