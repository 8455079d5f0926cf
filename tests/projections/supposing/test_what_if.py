"""What the portfolio would be, had decisions gone another way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from projections.savings.portfolio import portfolio
from projections.savings.projects import ALL
from projections.supposing.bridging import Bridge
from projections.supposing.suppositions import How
from projections.supposing.what_if import WhatIf, what_if
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.changes.test_impact import SHARED
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE

JANUARY = date(2019, 1, 7)
LATER = date(2026, 1, 1)
PENDING = ("ICS-2019-A", "ICS-2019-B", "ICS-2019-C")

SECOND = """
- change-request:
    ref: R-2
    title: Take more off
    kind: write-off
    to: ics
    raised_on: 2018-03-02
    projects:
      - project: reviews
        expected: {2018/19: 2500, 2019/20: 2000.50}
        revised: {2018/19: 2400, 2019/20: 2000.50}
"""
APPROVED_TOO = "- decision: {change_request: R-2, outcome: approved, decided_on: 2018-04-01}"
EXTENSION = """
- extension:
    {ref: E-1, project: reviews, decided_on: 2018-02-15, change: {2019/20: 10},
     authority: {body: policy, decided_on: 2018-02-15}}
"""
CORRECTION = """
- correction:
    {project: reviews, corrects: E-1, decided_on: 2018-03-15, change: {2019/20: -1},
     reason: Misread., source: {document: Minutes}}
"""


def suppose(views: Views, as_at: date = LATER, known: int = ALL, **what: Any) -> WhatIf:
    """Suppose something of the changes that a book has at two times."""
    return what_if(views, as_at=as_at, known=known, **what)


def thousands(bridge: Bridge, field: str) -> list[int]:
    """Return a line of a bridge in £000, its total last."""
    amounts = (*getattr(bridge, field).values(), getattr(bridge, f"{field}_total"))
    return [int(amount) // 1000 for amount in amounts]


def amounts(found: dict[str, Decimal]) -> dict[str, str]:
    return {year: str(amount) for year, amount in found.items() if amount}


@pytest.fixture
def decided(book: BookOnDisk) -> BookOnDisk:
    """A book in which one approval rests on another, and an extension was corrected."""
    for entries in (BASELINE, REQUEST, DECISIONS["approved"], SECOND, APPROVED_TOO):
        book.record(entries)
    return book


def test_pending_requests_approved_change_the_portfolio_by_their_net_impact(
    example: Views,
) -> None:
    found = suppose(example, JANUARY, decided=PENDING, start="2018/19")
    assert thousands(found.total, "change") == [-846, 2719, -1920, -210, -257]
    assert thousands(found.total, "before") == [14487, 7900, 5394, 331, 28112]
    assert thousands(found.total, "after") == [13641, 10619, 3474, 121, 27855]
    assert {group.ref: int(group.change_total) for group in found.groups if group.moves} == {
        "adult-social-care-and-health": 0,
        "children-and-families": -160000,
        "place": -97000,
    }


def test_before_is_what_the_portfolio_has(example: Views) -> None:
    found = suppose(example, JANUARY, decided=PENDING)
    has = portfolio(example, as_at=JANUARY)
    assert {group.ref: amounts(group.before) for group in found.groups} == {
        group.ref: amounts(group.targets) for group in has.groups
    }
    assert found.total.before_total == has.total.target_total


def test_a_stale_request_is_supposed_on_top_of_the_books_figure_and_told_by_how_much(
    example: Views,
) -> None:
    found = suppose(example, JANUARY, decided=["ICS-2019-B"])
    (stale,) = found.stale
    assert (stale.ref, stale.state) == ("ICS-2019-B", "supposed")
    assert amounts(stale.found) == {"2018/19": "680000"}
    assert amounts(stale.apart) == {"2017/18": "-250000", "2018/19": "-150000"}
    (project,) = found.projects
    assert amounts(project.after) == {"2017/18": "150000", "2018/19": "370000"}


def test_rejected_requests_leave_the_portfolio_as_it_is(example: Views) -> None:
    found = suppose(example, JANUARY, decided=PENDING, how=How.REJECTED)
    assert {row.how for row in found.supposed} == {"rejected"}
    assert (found.projects, found.stale) == ((), ())
    assert found.total.before == found.total.after


def test_of_two_requests_on_one_figure_the_second_would_be_stale_once_the_first_is_approved(
    book: BookOnDisk,
) -> None:
    for entries in (BASELINE, REQUEST, SECOND.replace("2018/19: 2500", "2018/19: 3000")):
        book.record(entries)
    with book.views() as views:
        both = suppose(views, decided=["R-1", "R-2"])
        one = suppose(views, decided=["R-1"])
    assert [(row.ref, row.state, amounts(row.apart)) for row in both.stale] == [
        ("R-2", "supposed", {"2018/19": "-500"})
    ]
    assert [(row.ref, row.state) for row in one.stale] == [("R-2", "open")]
    assert amounts(both.projects[0].change) == {"2018/19": "-1100"}


def test_without_an_approval_what_rested_on_it_is_stale_and_its_change_stays(
    decided: BookOnDisk,
) -> None:
    with decided.views() as views:
        found = suppose(views, undone=["R-1"])
    assert [(row.ref, row.how, row.since) for row in found.supposed] == [
        ("R-1", "never approved", "2018-03-01")
    ]
    (project,) = found.projects
    assert amounts(project.before) == {"2018/19": "2400", "2019/20": "2000.50"}
    assert amounts(project.after) == {"2018/19": "2900", "2019/20": "2000.50"}
    assert [(row.ref, row.state, row.since, amounts(row.apart)) for row in found.stale] == [
        ("R-2", "approved", "2018-04-01", {"2018/19": "500"})
    ]


def test_without_an_approval_and_what_rested_on_it_nothing_is_stale(decided: BookOnDisk) -> None:
    with decided.views() as views:
        found = suppose(views, undone=["R-1", "R-2"])
    assert found.stale == ()
    assert amounts(found.total.after) == {"2018/19": "3000", "2019/20": "2000.50"}


def test_a_late_record_that_made_an_approval_stale_is_no_consequence_of_what_is_supposed(
    decided: BookOnDisk,
) -> None:
    decided.record(EXTENSION, at=IN_2019)
    with decided.views() as views:
        assert [row.ref for row in suppose(views, undone=["E-1"]).stale] == []


def test_without_an_extension_its_corrections_go_too(book: BookOnDisk) -> None:
    for entries in (BASELINE, EXTENSION, CORRECTION):
        book.record(entries)
    with book.views() as views:
        found = suppose(views, undone=["E-1"])
    (row,) = found.supposed
    assert (len(row.corrections), amounts(row.change)) == (1, {"2019/20": "-9"})
    assert amounts(found.total.after) == {"2018/19": "3000", "2019/20": "2000.50"}


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
def test_without_a_rejection_the_request_is_approved_on_that_day(
    book: BookOnDisk, outcome: str
) -> None:
    for entries in (BASELINE, REQUEST, DECISIONS[outcome]):
        book.record(entries)
    with book.views() as views:
        found = suppose(views, undone=["R-1"])
        before = suppose(views, date(2018, 3, 1), undone=["R-1"])
    assert [(row.how, row.since) for row in found.supposed] == [
        ("approved after all", "2018-03-01")
    ]
    assert amounts(found.total.change) == {"2018/19": "-500"}
    assert before.total == found.total


def test_of_a_part_approval_only_the_part_goes(book: BookOnDisk) -> None:
    for entries in (BASELINE, REQUEST, DECISIONS["approved-in-part"]):
        book.record(entries)
    with book.views() as views:
        found = suppose(views, undone=["R-1"])
    assert amounts(found.total.change) == {"2018/19": "100"}


@pytest.fixture
def breached(book: BookOnDisk) -> BookOnDisk:
    """A book in which an approval lies open again since its condition was breached."""
    for entries in (BASELINE, REQUEST, DECISIONS["approved"]):
        book.record(entries)
    book.record(
        "- condition-breach: {condition: R-1/1, breached_on: 2018-07-01, reason: No report.}"
    )
    return book


def test_rejected_after_a_breach_a_request_gives_back_what_it_changed(
    breached: BookOnDisk,
) -> None:
    with breached.views() as views:
        back = suppose(views, decided=["R-1"], how=How.REJECTED)
        stands = suppose(views, decided=["R-1"], how=How.APPROVED)
    assert amounts(back.total.change) == {"2018/19": "500"}
    assert amounts(stands.total.change) == {}


def test_what_was_taken_back_stands_without_the_rejection(breached: BookOnDisk) -> None:
    breached.record(
        "- decision: {change_request: R-1, outcome: rejected, decided_on: 2018-08-01, body: ics}"
    )
    with breached.views() as views:
        found = suppose(views, undone=["R-1"])
    assert [row.how for row in found.supposed] == ["left standing"]
    assert amounts(found.total.change) == {"2018/19": "-500"}
    assert found.stale == ()


def test_what_was_not_yet_known_is_not_replayed(decided: BookOnDisk) -> None:
    decided.record(EXTENSION, at=IN_2019)
    known = decided.position_at(IN_2018)
    with decided.views() as views:
        then = suppose(views, known=known, undone=["R-1"])
        now = suppose(views, undone=["R-1"])
    assert then.total.before_total == now.total.before_total - 10


def test_earlier_years_are_folded_as_in_the_net_impact(decided: BookOnDisk) -> None:
    with decided.views() as views:
        found = suppose(views, undone=["R-1"], start="2019/20")
    assert (found.years, found.folded) == (("2019/20",), ("2018/19",))
    assert amounts(found.total.change) == {"2019/20": "500"}


def test_where_a_request_and_an_extension_share_a_reference_one_alone_is_supposed_away(
    book: BookOnDisk,
) -> None:
    book.record(SHARED)
    book.record("- decision: {change_request: X1, outcome: approved, decided_on: 2018-02-10}")
    with book.views() as views:
        [request] = suppose(views, undone=["request:X1"]).supposed
        [extension] = suppose(views, undone=["extension:X1"]).supposed
        both = suppose(views, undone=["request:X1", "extension:X1"])
    assert (request.project, int(request.change_total), request.corrections) == ("q", 400000, ())
    assert (extension.project, int(extension.change_total)) == ("p", -100005)
    assert len(extension.corrections) == 1
    assert both.total.change_total == 299995


def test_a_correction_goes_with_what_bore_its_reference_last_before_it(book: BookOnDisk) -> None:
    book.record(SHARED.replace("q, expected: {2018/19: 500000}", "p, expected: {2018/19: 3100005}"))
    book.record("- decision: {change_request: X1, outcome: approved, decided_on: 2018-02-10}")
    book.record(
        "- correction: {project: p, decided_on: 2018-03-01, corrects: X1, change: {2018/19: 7},"
        " reason: R, source: {document: Letter}}"
    )
    with book.views() as views:
        [request] = suppose(views, undone=["request:X1"]).supposed
        [extension] = suppose(views, undone=["extension:X1"]).supposed
    assert request.change_total == 3000005 - 7
    assert extension.change_total == -100005
