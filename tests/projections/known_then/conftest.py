"""A book that was kept while its body met, and the example, which was recorded afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.conftest import NewUrl
from tests.projections.savings.conftest import BASELINE, BODIES, example

__all__ = ["example"]


def on(day: str) -> datetime:
    """Return noon of a day."""
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


BEFORE = """
- file: {actor: clerk, source: {document: Papers}}
- project: {ref: calls, name: Calls, portfolio: place}
- meeting: {ref: ics-1, body: ics, scheduled_for: 2018-03-01}
- meeting: {ref: ics-0, body: ics, held_on: 2018-01-25}
- resolution:
    {ref: 2018/0, meeting: ics-0, title: Reviews,
     clauses: [{effect: requests-report, text: How reviews are going., by: 2018-02-20},
               {effect: requests-report, text: How calls are going., at: ics-1}]}
- status-report:
    {project: reviews, period: 2018-01, status: at-risk, at_risk: {2018/19: 400},
     reported_on: 2018-01-31}
- change-request:
    ref: R-1
    title: Take some off
    kind: write-off
    to: ics
    raised_on: 2018-02-01
    projects:
      - project: reviews
        expected: {2018/19: 3000, 2019/20: 2000.50}
        revised: {2018/19: 2500, 2019/20: 2000.50}
    comments: [{by: finance, text: Noted., made_on: 2018-02-02}]
- change-request:
    ref: R-2
    title: Take more off
    kind: write-off
    to: ics
    raised_on: 2018-02-02
    projects:
      - {project: reviews, expected: {2018/19: 9}, revised: {2018/19: 8}}
"""
TABLED = """
- extension:
    {ref: E-0, project: calls, decided_on: 2018-02-10, change: {2018/19: 70},
     authority: {body: policy, decided_on: 2018-02-10}}
"""
MINUTES = """
- meeting-held: {meeting: ics-1, held_on: 2018-03-01}
- resolution:
    {ref: 2018/1, meeting: ics-1, title: Reviews are slowed down,
     clauses: [{effect: approves, text: As asked.}]}
- decision: {change_request: R-1, outcome: approved, resolution: 2018/1, meeting: ics-1}
- resolution:
    {ref: 2018/2, meeting: ics-1, title: Progress, clauses: [{effect: notes, text: It.}]}
"""
SINCE = """
- file: {actor: clerk, source: {document: Papers}}
- correction:
    {project: reviews, corrects: baseline, decided_on: 2018-02-10, change: {2019/20: 7},
     reason: Misread.}
- extension:
    {ref: E-1, project: reviews, decided_on: 2018-05-01, change: {2019/20: 30},
     authority: {body: policy, decided_on: 2018-05-01}}
- status-report:
    {project: reviews, period: 2018-05, status: on-target, reported_on: 2018-05-31}
- status-report:
    {project: reviews, period: 2018-02, status: compromised, at_risk: {2018/19: 900},
     reported_on: 2018-02-27}
- decision: {change_request: R-2, outcome: rejected, decided_on: 2018-04-01}
- action-completion: {action: ics/2018/0/1, completed_on: 2018-03-20, evidence: A report.}
"""


@pytest.fixture(scope="session")
def kept_book(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> BookOnDisk:
    """A book that was kept while its body met, with what came since."""
    book = BookOnDisk(tmp_path_factory.mktemp("kept"), url=any_url())
    book.record(BODIES, at=on("2018-01-20"))
    book.record(BASELINE, at=on("2018-01-20"))
    book.record(BEFORE, at=on("2018-02-05"))
    book.record(TABLED, at=on("2018-03-02"))
    book.record(MINUTES, at=on("2018-03-05"))
    book.record(SINCE, at=on("2018-06-01"))
    return book


@pytest.fixture(scope="session")
def kept(kept_book: BookOnDisk) -> Iterator[Views]:
    """The views of that book."""
    with kept_book.views() as views:
        yield views
