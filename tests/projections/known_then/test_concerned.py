"""What a resolution concerned, and what else lay before the body for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from projections.known_then.facts import Facts
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.conftest import NewUrl
from tests.projections.known_then.conftest import on
from tests.projections.known_then.test_facts import amounts, before
from tests.projections.savings.conftest import BASELINE, BODIES

PAPERS = """
- file: {actor: clerk, source: {document: Papers}}
- programme: {ref: homes, name: Homes, portfolio: care}
- project: {ref: calls, name: Calls, programme: homes}
- project: {ref: beds, name: Beds, programme: homes}
- meeting: {ref: ics-0, body: ics, held_on: 2018-02-01}
- meeting: {ref: ics-1, body: ics, scheduled_for: 2018-06-01}
- change-request:
    {ref: R-1, title: Less, kind: write-off, to: ics, raised_on: 2018-01-20,
     projects: [{project: reviews, expected: {2018/19: 3000, 2019/20: 2000.50},
                 revised: {2018/19: 2900, 2019/20: 2000.50}}]}
- change-request:
    {ref: R-2, title: Later, kind: write-off, to: ics, raised_on: 2018-01-20,
     projects: [{project: reviews, expected: {2018/19: 2900, 2019/20: 2000.50},
                 revised: {2018/19: 2800, 2019/20: 2000.50}}]}
- decision:
    {change_request: R-1, outcome: approved, meeting: ics-0, decided_on: 2018-02-01,
     conditions: [{text: Report., owner: Ann, due: 2018-05-01}, {text: Tell., due: 2018-09-01}]}
- decision:
    {change_request: R-2, outcome: deferred, meeting: ics-0, decided_on: 2018-02-01,
     deferred_to: ics-1}
- gate-sequence:
    {ref: go, name: Going live, body: ics, programme: homes, decided_on: 2018-01-20,
     gates: [{number: 1, name: One}]}
- gate-sequence:
    {ref: solo, name: Alone, body: ics, project: reviews, decided_on: 2018-01-20,
     gates: [{number: 1, name: One}]}
- document: {ref: report, title: The report, dated: 2018-05-20, body: ics}
- statement: {document: report, page: 3, project: reviews, period: 2018/19, value: 2900}
- statement: {document: report, page: 4, project: reviews, period: 2019/20, value: 1900}
"""
MINUTES = """
- meeting-held: {meeting: ics-1, held_on: 2018-06-01}
- resolution:
    {ref: "1", meeting: ics-1, title: Extension, clauses: [{effect: approves, text: It.}]}
- extension:
    {ref: E-1, project: calls, decided_on: 2018-06-01, change: {2018/19: 70},
     authority: {body: policy, decided_on: 2018-06-01}}
- resolution:
    {ref: "2", meeting: ics-1, title: Gates, clauses: [{effect: approves, text: Go on.}]}
- gate-decision:
    {sequence: go, gate: 1, outcome: go, decided_on: 2018-06-01,
     authority: {body: ics, decided_on: 2018-06-01, meeting: ics-1, resolution: "2"}}
- gate-decision:
    {sequence: solo, gate: 1, outcome: go, decided_on: 2018-06-01,
     authority: {body: ics, decided_on: 2018-06-01, meeting: ics-1, resolution: "2"}}
- resolution:
    {ref: "3", meeting: ics-1, title: Looked at, considers: [R-2],
     clauses: [{effect: notes, text: It.}]}
"""
SINCE = """
- condition-discharge:
    {condition: R-1/1, discharged_on: 2018-07-01, evidence: A report., by: Ann}
- statement: {document: report, page: 5, project: reviews, value: 4900.50}
"""


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> Iterator[Views]:
    """The views of a book that was kept while its body met."""
    book = BookOnDisk(tmp_path_factory.mktemp("concerned"), url=any_url())
    for text, day in (
        (BODIES, "2018-01-20"),
        (BASELINE, "2018-01-20"),
        (PAPERS, "2018-05-25"),
        (MINUTES, "2018-06-05"),
        (SINCE, "2018-07-05"),
    ):
        book.record(text, at=on(day))
    with book.views() as opened:
        yield opened


def facts(views: Views, ref: str) -> Facts:
    return before(views, ref, as_at=date(2018, 12, 31))


def test_a_gate_of_a_programme_concerns_its_projects(views: Views) -> None:
    found = facts(views, "2").decided
    assert (found.gates, found.projects) == (("go", "solo"), ("beds", "calls", "reviews"))


def test_a_request_that_was_considered_is_concerned_though_not_decided(views: Views) -> None:
    found = facts(views, "3")
    assert (found.decided.requests, found.decided.projects) == (("R-2",), ("reviews",))
    assert [(row.ref, row.state, row.now) for row in found.requests] == [
        ("R-2", "deferred", "deferred")
    ]


def test_a_project_without_a_figure_has_none(views: Views) -> None:
    beds = facts(views, "2").figures[0]
    assert (beds.project, amounts(beds.then), beds.changed) == ("beds", {}, False)


def test_what_the_meeting_decided_afterwards_was_not_known(views: Views) -> None:
    calls = facts(views, "2").figures[1]
    assert amounts(calls.then) == {"2018/19": "70"}
    first = facts(views, "1").groups
    assert first is not None
    assert first.total.then is not None
    assert amounts(first.total.then.targets) == {"2018/19": "2900", "2019/20": "2000.50"}


def test_an_overdue_condition_of_the_body_is_told_with_what_became_of_it(views: Views) -> None:
    assert [(row.kind, row.ref, row.days, row.now) for row in facts(views, "1").overdue] == [
        ("condition", "R-1/1", 31, "discharged")
    ]


def test_a_request_put_off_to_the_meeting_is_told(views: Views) -> None:
    assert [(row.kind, row.ref, row.text) for row in facts(views, "1").put_off] == [
        ("request", "R-2", "Later")
    ]


def test_published_statements_say_how_they_agreed_and_agree(views: Views) -> None:
    found = facts(views, "3").statements
    assert [(row.page, row.then, row.now) for row in found] == [
        ("3", "agrees", "agrees"),
        ("4", "differs", "differs"),
        ("5", None, "agrees"),
    ]
