"""A story tells what members knew when they decided, and apart from it what was learnt later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from projections.known_then.facts import facts_before
from projections.lives.life import life
from projections.lives.moving import Asked
from projections.lives.story import explain
from projections.resolutions.queries import list_resolutions
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.savings.conftest import BASELINE, BODIES

LATER = date(2019, 1, 1)
REVIEWS = Scope(Kind.PROJECT, "reviews")
PUT = """
- status-report: {project: reviews, period: 2018-06, status: at-risk, at_risk: {2018/19: 400},
    target: {2018/19: 3000, 2019/20: 2000.50}, reported_on: 2018-07-05}
- change-request: {ref: C1, title: Slower, kind: write-off, to: ics, raised_on: 2018-07-01,
    projects: [{project: reviews, expected: {2018/19: 3000, 2019/20: 2000.50},
                revised: {2018/19: 2000, 2019/20: 2000.50}}]}
"""
MINUTES = """
- meeting: {ref: ics-9, body: ics, held_on: 2018-09-15}
- resolution: {ref: 2018/1, meeting: ics-9, title: Slower,
    clauses: [{effect: approves, text: Approved.}], considers: [C1]}
- decision: {change_request: C1, outcome: approved, resolution: 2018/1, meeting: ics-9}
"""
FIXED = """
- file: {actor: clerk, source: {document: Papers}}
- correction: {project: reviews, decided_on: 2018-02-01, corrects: baseline,
    change: {2018/19: 100}, reason: Misread.}
"""
LATE = """
- status-report: {project: reviews, period: 2018-07, status: on-target, reported_on: 2018-08-20}
- change-request: {ref: C2, title: Quicker, kind: write-off, to: ics, raised_on: 2018-08-01,
    projects: [{project: reviews, expected: {2018/19: 2100, 2019/20: 2000.50},
                revised: {2018/19: 1100, 2019/20: 2000.50}}]}
"""


def on(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    """A book that was kept when C1 was decided, with what came into it three months later."""
    book = BookOnDisk(tmp_path_factory.mktemp("kept"))
    book.record(BODIES, at=on("2018-01-20"))
    book.record(BASELINE, at=on("2018-01-20"))
    book.record(PUT, at=on("2018-07-10"))
    book.record(MINUTES, at=on("2018-09-17"))
    book.record(FIXED + LATE, at=on("2018-12-20"))
    with book.views() as opened:
        yield opened


def corrected_afterwards(folder: Path) -> BookOnDisk:
    """A book whose baseline was put right after a report had stated its target."""
    book = BookOnDisk(folder)
    book.record(BODIES, at=on("2018-01-20"))
    book.record(BASELINE, at=on("2018-01-20"))
    book.record(PUT, at=on("2018-07-10"))
    book.record(FIXED, at=on("2018-12-20"))
    return book


def asked(views: Views, scope: Scope = REVIEWS) -> Asked:
    year = "2018/19" if scope.kind is Kind.PROJECT else None
    return Asked(scope, "cashable-benefit", LATER, views.position, year)


def story(views: Views) -> tuple[str, ...]:
    (told,) = explain(views, asked(views)).years
    return told.sentences


def test_what_members_knew_is_what_the_book_knew_when_the_resolution_was_recorded(
    views: Views,
) -> None:
    (agreed,) = (one for one in story(views) if one.startswith("When they agreed"))
    assert agreed == (
        "When they agreed, the last status report was that for June 2018: it said at risk, £400 at"
        " risk in 2018/19, and a target of £3,000."
    )
    (row,) = list_resolutions(views, LATER, views.position)
    facts = facts_before(views, row, as_at=LATER, known=views.position)
    assert facts.statuses[0].then is not None
    assert facts.statuses[0].then.period == "2018-06"
    assert [request.ref for request in facts.requests] == ["C1"]


def test_a_report_of_before_that_was_recorded_later_is_told_as_learnt_later(views: Views) -> None:
    assert (
        "Only on 20 December 2018 the book was told of the report for July 2018, which said on"
        " target, nothing at risk in 2018/19."
    ) in story(views)


def test_a_request_of_before_that_was_recorded_later_did_not_wait_then(views: Views) -> None:
    assert not any("waiting then" in one for one in story(views))
    assert (
        "Another request bears the date of 1 August 2018, “Quicker”, but the book was told of it"
        " only on 20 December 2018."
    ) in story(views)


def test_a_correction_learnt_after_a_decision_is_told_with_the_figures_that_members_had(
    views: Views,
) -> None:
    learnt = (
        "As the book stood when that decision was recorded, 2018/19 went from £3,000 to £2,000: the"
        " correction of 1 February 2018, which added £100 to it, was recorded on 20 December 2018."
    )
    assert learnt in story(views)
    (council,) = explain(views, asked(views, WHOLE)).years
    assert learnt in council.sentences


def test_a_stated_target_is_held_against_the_book_of_when_the_report_was_recorded(
    views: Views,
) -> None:
    events = life(views, asked(views)).events
    (report,) = (one for one in events if one.reference == "2018-06")
    assert report.happened == "report"
    assert report.said.endswith(
        "it states a target of £3,000 for 2018/19, as the book had it then; corrected since to"
        " £3,100 for 2018/19."
    )


def test_of_a_group_too_a_stated_target_is_held_against_the_book_of_then(tmp_path: Path) -> None:
    book = corrected_afterwards(tmp_path)
    with book.views() as views:
        events = life(views, asked(views, WHOLE)).events
    (report,) = (one for one in events if one.what == "report")
    assert report.happened == "report"
    assert report.said == (
        "The status report for June 2018 on Reviews states a target of £3,000 for 2018/19 as the"
        " book had it then; corrected since to £3,100."
    )


def test_the_last_report_is_told_with_the_target_that_the_book_had_when_it_was_recorded(
    tmp_path: Path,
) -> None:
    book = corrected_afterwards(tmp_path)
    with book.views() as views:
        assert story(views)[-1] == (
            "It states a target of £3,000 for 2018/19, as the book had it then; corrected since to"
            " £3,100."
        )
