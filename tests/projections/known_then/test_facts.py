"""What members had before them when they decided, and what has come since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from projections.known_then.facts import Facts, facts_before
from projections.resolutions.queries import list_resolutions
from projections.savings.portfolio import portfolio
from projections.savings.projects import ALL
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.known_then.conftest import on
from tests.projections.savings.conftest import BASELINE, BODIES

LATER = date(2018, 12, 31)


def before(views: Views, ref: str, *, as_at: date = LATER, known: int = ALL) -> Facts:
    """Return what lay before the members for a resolution that must be there."""
    known = min(known, views.position)
    found = next(row for row in list_resolutions(views, as_at, known) if row.ref == ref)
    return facts_before(views, found, as_at=as_at, known=known)


def amounts(found: dict[str, Decimal]) -> dict[str, str]:
    return {year: str(amount) for year, amount in found.items() if amount}


def test_the_figures_are_those_before_the_decision(kept: Views) -> None:
    (figure,) = before(kept, "2018/1").figures
    assert (figure.project, figure.name) == ("reviews", "Reviews")
    assert amounts(figure.then) == {"2018/19": "3000", "2019/20": "2000.50"}


def test_then_this_decision_learnt_and_decided_since_give_what_stands_now(kept: Views) -> None:
    (figure,) = before(kept, "2018/1").figures
    assert amounts(figure.decided_here) == {"2018/19": "-500"}
    assert amounts(figure.learnt) == {"2019/20": "7"}
    assert amounts(figure.decided) == {"2019/20": "30"}
    assert amounts(figure.now) == {"2018/19": "2500", "2019/20": "2037.50"}
    parts = (figure.then, figure.decided_here, figure.learnt, figure.decided)
    total = sum((amount for part in parts for amount in part.values()), Decimal(0))
    assert total == figure.now_total
    assert figure.changed


def test_each_movement_since_is_named_with_its_stage(kept: Views) -> None:
    (figure,) = before(kept, "2018/1").figures
    assert [(str(each.stage), each.movement.kind) for each in figure.movements] == [
        ("learnt since", "correction"),
        ("this decision", "write-off"),
        ("decided since", "extension"),
    ]


def test_what_was_recorded_later_does_not_rewrite_what_members_had(
    kept_book: BookOnDisk, kept: Views
) -> None:
    until = kept_book.position_at(on("2018-03-05"))
    then, now = before(kept, "2018/1", known=until), before(kept, "2018/1")
    assert [figure.then for figure in then.figures] == [figure.then for figure in now.figures]
    assert [row.then for row in then.statuses] == [row.then for row in now.statuses]
    assert [row.state for row in then.requests] == [row.state for row in now.requests]
    assert then.overdue[0]._replace(now="") == now.overdue[0]._replace(now="")


def test_a_status_that_was_reported_late_is_not_the_one_they_had(kept: Views) -> None:
    (row,) = before(kept, "2018/1").statuses
    assert row.then is not None
    assert row.now is not None
    assert (row.then.period, row.then.status, str(row.then.at_risk)) == (
        "2018-01",
        "at_risk",
        "400",
    )
    assert (row.now.period, row.now.status, row.late) == ("2018-05", "on_target", False)
    assert row.statuses == ("at_risk", "on_target")


def test_the_requests_before_the_body_have_their_outcome(kept: Views) -> None:
    found = before(kept, "2018/1").requests
    assert [(row.ref, row.state, row.now, row.now_on, row.decided_here) for row in found] == [
        ("R-1", "open", "approved", "2018-03-01", True),
        ("R-2", "open", "rejected", "2018-04-01", False),
    ]
    assert [(row.stale, row.advised_by, str(row.change)) for row in found] == [
        (False, ("finance",), "-500"),
        (True, (), "-1"),
    ]


def test_what_was_overdue_says_how_it_stands_now(kept: Views) -> None:
    found = before(kept, "2018/1")
    assert [(row.ref, row.days, row.now) for row in found.overdue] == [
        ("ics/2018/0/1", 9, "completed")
    ]
    assert [(row.kind, row.ref) for row in found.put_off] == [("clause", "ics/2018/0/2")]


def test_a_resolution_on_no_project_has_the_portfolios(kept: Views) -> None:
    found = before(kept, "2018/2")
    assert (found.figures, found.statuses) == ((), ())
    assert found.groups is not None
    assert [(group.ref, amounts(group.change)) for group in found.groups.groups] == [
        ("care", {"2019/20": "37.00"}),
        ("place", {}),
    ]
    total = found.groups.total
    assert total.then is not None
    assert total.now is not None
    since = sum((moved.total for moved in found.groups.since), Decimal(0))
    assert total.then.target_total + since == total.now.target_total
    assert {(moved.stage, moved.kind) for moved in found.groups.since} == {
        ("learnt", "correction"),
        ("decided", "extension"),
    }


def test_the_portfolios_then_are_what_the_portfolio_showed(kept: Views) -> None:
    found = before(kept, "2018/2")
    assert found.groups is not None
    shown = portfolio(kept, as_at=date(2018, 3, 1), known=found.basis.known)
    assert found.groups.total.then is not None
    assert found.groups.total.then.targets == shown.total.targets


def test_what_came_into_the_book_between_meeting_and_minutes_is_marked(kept: Views) -> None:
    found = before(kept, "2018/2")
    assert found.groups is not None
    assert (found.groups.late, str(found.groups.late_total)) == (1, "70")


def test_an_earlier_decision_of_the_same_meeting_was_known(kept: Views) -> None:
    found = before(kept, "2018/2")
    assert found.groups is not None
    assert found.groups.total.then is not None
    assert amounts(found.groups.total.then.targets) == {"2018/19": "2570", "2019/20": "2000.50"}


def test_a_book_begun_after_the_meeting_goes_by_the_days(example: Views) -> None:
    found = before(example, "2018/019", as_at=date(2019, 6, 1))
    assert (found.basis.kept, found.basis.day) == (False, date(2018, 11, 4))
    assert found.groups is not None
    assert found.groups.total.then is not None
    shown = portfolio(example, as_at=date(2018, 11, 4))
    assert found.groups.total.then.targets == shown.total.targets


@pytest.fixture
def afterwards(book: BookOnDisk) -> BookOnDisk:
    """A book begun in June for a meeting in March, with a baseline found last."""
    request = """
- change-request:
    {ref: R-1, title: More, kind: extension, to: ics, raised_on: 2018-03-01,
     projects: [{project: reviews, expected: {2018/19: 3000, 2019/20: 2000.50},
                 revised: {2018/19: 3001, 2019/20: 2000.50}}]}
"""
    minutes = """
- meeting: {ref: ics-1, body: ics, held_on: 2018-03-01}
- resolution:
    {ref: 2018/1, meeting: ics-1, title: More, clauses: [{effect: approves, text: As asked.}]}
"""
    decision = "- decision: {change_request: R-1, outcome: approved, resolution: 2018/1, body: ics}"
    for text in (request, minutes, BASELINE, decision):
        book.record(text, at=on("2018-06-01"))
    return book


@pytest.fixture
def book(tmp_path: Path) -> BookOnDisk:
    """A book with two bodies and a project, recorded in June."""
    opened = BookOnDisk(tmp_path)
    opened.record(BODIES, at=on("2018-06-01"))
    return opened


def test_afterwards_a_request_raised_on_the_day_was_still_open(afterwards: BookOnDisk) -> None:
    with afterwards.views() as views:
        found = before(views, "2018/1")
    assert [(row.ref, row.state, row.now, row.decided_here) for row in found.requests] == [
        ("R-1", "open", "approved", True)
    ]


def test_afterwards_what_was_recorded_after_the_resolution_is_marked(
    afterwards: BookOnDisk,
) -> None:
    with afterwards.views() as views:
        (figure,) = before(views, "2018/1").figures
    assert amounts(figure.then) == {"2018/19": "3000", "2019/20": "2000.50"}
    assert [(str(each.stage), each.movement.kind) for each in figure.movements] == [
        ("then", "baseline"),
        ("then", "baseline"),
        ("this decision", "extension"),
    ]
    assert (amounts(figure.learnt), amounts(figure.decided)) == ({}, {})


SAME_MEETING = """
- file: {actor: clerk, source: {document: Papers}}
- meeting: {ref: ics-2, body: ics, held_on: 2018-02-20}
- resolution:
    {ref: 2018/7, meeting: ics-2, title: It, clauses: [{effect: notes, text: It.}]}
- extension:
    {ref: E-7, project: reviews, decided_on: 2018-02-20, change: {2019/20: 30},
     authority: {body: ics, decided_on: 2018-02-20, meeting: ics-2}}
- correction:
    {project: reviews, corrects: baseline, decided_on: 2018-02-10, change: {2019/20: 7},
     reason: Misread.}
"""


def test_what_the_same_meeting_decided_besides_is_decided_since_of_portfolios_too(
    tmp_path: Path,
) -> None:
    book = BookOnDisk(tmp_path)
    book.record(BODIES, at=on("2018-01-20"))
    book.record(BASELINE, at=on("2018-01-20"))
    book.record(SAME_MEETING, at=on("2018-02-22"))
    with book.views() as views:
        found = before(views, "2018/7").groups
    assert found is not None
    assert [(each.stage, each.kind, str(each.total)) for each in found.since] == [
        ("learnt", "correction", "7"),
        ("decided", "extension", "30"),
    ]
