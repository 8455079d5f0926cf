"""The register of projects and the page of one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from projections.savings.figures import measures_of
from projections.savings.projects import places_of, projects
from projections.savings.register import project_page, register
from projections.savings.status import last_report
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.savings.conftest import BASELINE
from tests.projections.savings.test_portfolio import PLACES, REPORTS

LATER = date(2026, 1, 1)


def test_the_register_lists_the_projects_with_status_and_target(
    example: Views,
) -> None:
    rows = {row.ref: row for row in register(example, as_at=LATER)}
    assert len(rows) == 72
    row = rows["targeted-reviews"]
    assert (row.references, row.status) == (("C07", "ASC604", "A09"), "on_target")
    assert row.target_total == sum(row.targets.values()) == Decimal(6010000)
    assert rows["housing-with-care"].status == "no_status"


def test_the_page_of_a_project_has_its_figures_report_and_changes(
    example: Views,
) -> None:
    found = project_page(example, "transitions", as_at=LATER)
    assert found is not None
    assert found.figures[0].target_total == Decimal(260000)
    assert found.report is not None
    assert found.report.net_at_risk == Decimal(-178000)
    assert [(row.ref, row.change) for row in found.changes] == [("ASCH-2018-A", Decimal(100000))]


def test_a_project_that_had_not_started_has_no_page(example: Views) -> None:
    assert project_page(example, "housing-with-care", as_at=date(2018, 10, 7)) is None


def test_a_re_scoped_and_closed_project_keeps_what_was_not_named(book: BookOnDisk) -> None:
    book.record(PLACES)
    with book.views() as views:
        found = projects(views, LATER)["reviews"]
        assert places_of(views, "portfolio", LATER) == {"reviews": "care", "calls": "care"}
    assert (found.name, found.portfolio, found.programme) == ("Reviews", "care", "pathway")
    assert (found.department, found.closed_on) == ("Front Door", "2018-08-01")


def test_what_places_say_of_all_projects_is_what_each_project_says(
    example: Views,
) -> None:
    known = projects(example, LATER)
    for by in ("portfolio", "programme", "department"):
        expected = {ref: getattr(project, by) for ref, project in known.items()}
        assert places_of(example, by, LATER) == expected


def test_a_report_is_found_for_a_measure_or_for_any(book: BookOnDisk) -> None:
    book.record(BASELINE)
    book.record(REPORTS)
    with book.views() as views:
        assert last_report(views, "reviews", "hours", as_at=LATER) is None
        report = last_report(views, "reviews", None, as_at=LATER)
        assert measures_of(views, "reviews") == ["cashable-benefit"]
    assert report is not None
    assert (report.period, report.status, report.narrative) == ("2018-09", "at_risk", None)
    assert report.target == {"2018/19": Decimal(3000), "2019/20": Decimal(1900)}


def test_a_project_counts_from_its_first_day_on(book: BookOnDisk) -> None:
    book.record("- project: {ref: later, name: Later, started_on: 2030-01-01}")
    with book.views() as views:
        assert list(projects(views, LATER)) == ["reviews"]
        assert list(projects(views, date(2030, 1, 1))) == ["later", "reviews"]
