"""The status of a project by month is what the last report on that month says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from projections.savings.bulk import DONE
from projections.savings.monthly import MOST_MONTHS, Monthly, counts, monthly
from projections.savings.portfolio import portfolio
from projections.savings.register import register
from projections.savings.scope import Kind, Scope
from projections.savings.status import NO_STATUS
from projections.savings.tree import portfolio_tree
from tests.books import IN_2019, BookOnDisk
from tests.projections.conftest import NewUrl

LATER = date(2019, 12, 31)
FOUNDED = """
- file: {actor: clerk, source: {document: Status report}}
- portfolio: {ref: care, name: Care}
- project: {ref: reviews, name: Reviews, portfolio: care}
- project: {ref: lights, name: Lights, portfolio: works}
- programme: {ref: homes, name: Homes, portfolio: care}
- project: {ref: beds, name: Beds, programme: homes}
"""
REPORTED = """
- file: {actor: clerk, source: {document: Status report}}
- status-report: {project: reviews, period: 2018-09, reported_on: 2018-10-05, status: at-risk}
- status-report: {project: reviews, period: 2018-09, restated_on: 2018-10-20, status: on-target}
- status-report: {project: reviews, period: 2018-11, reported_on: 2018-12-05, status: compromised}
- status-report: {project: beds, period: 2018-10, reported_on: 2018-11-05, status: on-target}
- project-closure: {project: beds, decided_on: 2018-12-01, reason: Done}
"""


def statuses(found: Monthly) -> dict[str, dict[str, str]]:
    return {row.ref: row.statuses for group in found.groups for row in group.projects}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory, any_url: NewUrl) -> BookOnDisk:
    """A book with three projects and a few reports, of which the tests only read."""
    book = BookOnDisk(tmp_path_factory.mktemp("reported"), url=any_url())
    book.record(FOUNDED)
    book.record(REPORTED, at=IN_2019)
    return book


def test_of_two_reports_on_a_month_the_later_one_counts(reported: BookOnDisk) -> None:
    with reported.views() as views:
        assert statuses(monthly(views, as_at=LATER))["reviews"] == {
            "2018-09": "on-target",
            "2018-11": "compromised",
        }
        assert statuses(monthly(views, as_at=date(2018, 10, 6)))["reviews"] == {
            "2018-09": "at-risk"
        }


def test_a_project_is_done_from_the_month_in_which_it_was_closed(reported: BookOnDisk) -> None:
    with reported.views() as views:
        found = statuses(monthly(views, as_at=LATER, last="2019-01"))
    assert found["beds"] == {
        "2018-10": "on-target",
        "2018-12": "closed-or-completed",
        "2019-01": "closed-or-completed",
    }


def test_months_without_a_report_are_there_and_empty(reported: BookOnDisk) -> None:
    with reported.views() as views:
        found = monthly(views, as_at=LATER)
    assert found.months == ("2018-09", "2018-10", "2018-11")
    assert statuses(found)["lights"] == {}


def test_projects_stand_in_their_group_their_own_or_that_of_their_programme(
    reported: BookOnDisk,
) -> None:
    with reported.views() as views:
        by_portfolio = monthly(views, as_at=LATER)
        by_programme = monthly(views, as_at=LATER, by="programme")
    assert [(group.name, [row.ref for row in group.projects]) for group in by_portfolio.groups] == [
        ("Care", ["beds", "reviews"]),
        ("works", ["lights"]),
    ]
    assert [(group.name, len(group.projects)) for group in by_programme.groups] == [
        ("Homes", 1),
        ("No programme", 2),
    ]


def test_a_scope_has_its_own_projects_alone(reported: BookOnDisk) -> None:
    with reported.views() as views:
        found = monthly(views, as_at=LATER, scope=Scope(Kind.PORTFOLIO, "works"))
    assert list(statuses(found)) == ["lights"]
    assert found.months == ("2019-12",)


def test_what_the_book_did_not_know_yet_is_not_told(reported: BookOnDisk) -> None:
    with reported.views() as views:
        known = reported.position_at(IN_2019.replace(year=2018))
        assert not any(statuses(monthly(views, as_at=LATER, known=known)).values())


def test_without_months_the_last_two_years_are_told(reported: BookOnDisk) -> None:
    with reported.views() as views:
        found = monthly(views, as_at=LATER, last="2020-09")
        every = monthly(views, as_at=LATER, first="2018-09", last="2020-09")
    assert (found.months[0], len(found.months), found.earlier) == ("2018-10", MOST_MONTHS, True)
    assert (every.months[0], len(every.months), every.earlier) == ("2018-09", 25, False)


def test_counts_are_of_each_status_and_of_those_without_a_report(reported: BookOnDisk) -> None:
    with reported.views() as views:
        groups = monthly(views, as_at=LATER).groups
    rows = [row for group in groups for row in group.projects]
    assert counts(rows, "2018-10") == {"on-target": 1, None: 2}


CLOSED_EARLY = """
- status-report: {project: reviews, period: 2018-12, reported_on: 2018-12-20, status: on-target}
- project-closure: {project: reviews, decided_on: 2018-12-15, reason: Done}
"""


def test_map_tree_and_portfolio_agree_on_the_day_a_project_is_closed(
    tmp_path: Path, any_url: NewUrl
) -> None:
    book = BookOnDisk(tmp_path, url=any_url())
    book.record(FOUNDED + CLOSED_EARLY)
    with book.views() as views:
        for day, status in ((14, NO_STATUS), (15, DONE), (31, DONE)):
            as_at = date(2018, 12, day)
            tree = portfolio_tree(views, as_at=as_at).whole.statuses
            listed = {row.ref: row.status for row in register(views, as_at=as_at)}
            assert portfolio(views, as_at=as_at).total.statuses == tree
            assert listed["reviews"] == status
            assert tree[DONE] == (status == DONE)
            seen = statuses(monthly(views, as_at=as_at, last="2018-12"))["reviews"]
            assert seen.get("2018-12", NO_STATUS).replace("-", "_") == status


def test_nothing_is_told_of_months_after_the_day_asked_for(reported: BookOnDisk) -> None:
    with reported.views() as views:
        found = statuses(monthly(views, as_at=date(2018, 12, 31), last="2019-03"))
    assert max(found["beds"]) == "2018-12"
