"""The life of a figure as steps: what it stood at on every day, and by whose decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from projections.lives.moving import Asked
from projections.lives.stepped import (
    DECISION,
    PROJECT,
    REPORT,
    REQUEST,
    Step,
    Stepped,
    stepped,
)
from projections.savings.scope import WHOLE, Kind, Scope
from projections.views import Views
from tests.books import BookOnDisk
from tests.projections.bridges.councils import (
    FIRST,
    MEASURES,
    SCOPES,
    Act,
    books,
    pairs,
    random_books,
    recorded,
)

REVIEWS = Scope(Kind.PROJECT, "targeted-reviews")
BENEFIT = "cashable-benefit"
JANUARY = date(2019, 1, 31)


@pytest.fixture(scope="module")
def example(nottinghamshire_book: BookOnDisk) -> Iterator[Views]:
    with nottinghamshire_book.views() as views:
        yield views


def reviews(views: Views, as_at: date, *, reports: bool = False) -> Stepped:
    return stepped(views, Asked(REVIEWS, BENEFIT, as_at), reports=reports)


def on(steps: Sequence[Step], day: date) -> Decimal:
    """Return what stood on a day."""
    return next((step.after for step in steps[::-1] if (step.day or day) <= day), Decimal(0))


def test_each_year_has_the_steps_that_its_decisions_made(example: Views) -> None:
    found = reviews(example, JANUARY)
    baseline, change = date(2017, 9, 11), date(2018, 3, 12)
    assert found.years == {
        "2018/19": (Step(baseline, Decimal(3_010_000)), Step(change, Decimal(2_010_000))),
        "2019/20": (Step(baseline, Decimal(2_000_000)),),
        "2020/21": (Step(baseline, Decimal(1_000_000)), Step(change, Decimal(2_000_000))),
    }
    assert found.total == (Step(baseline, Decimal(6_010_000)),)


def test_what_was_decided_later_is_not_there_on_a_day_before(example: Views) -> None:
    found = reviews(example, date(2018, 3, 11))
    assert [mark.happened for mark in found.marks] == ["baseline"]
    assert found.years["2018/19"][-1].after == 3_010_000


def test_a_decision_says_who_made_it_and_which_request_it_decided(example: Views) -> None:
    marks = [mark for mark in reviews(example, JANUARY).marks if mark.what == DECISION]
    assert [(mark.day, mark.happened, mark.by) for mark in marks] == [
        (date(2017, 9, 11), "baseline", "the Adult Social Care and Public Health Committee"),
        (date(2018, 3, 12), "re-profile", "the Improvement and Change Sub-Committee"),
    ]
    assert marks[1].changes == {"2018/19": Decimal(-1_000_000), "2020/21": Decimal(1_000_000)}
    assert marks[1].about == ("change", "ICS-2018-A")
    assert marks[0].about == ("meeting", "asch-2017-09-11")


def test_requests_are_marked_though_they_moved_nothing_and_reports_where_wanted(
    example: Views,
) -> None:
    assert [mark.what for mark in reviews(example, JANUARY).marks] == [DECISION] * 2 + [REQUEST]
    with_reports = reviews(example, JANUARY, reports=True).marks
    assert [mark.what for mark in with_reports] == [DECISION, DECISION, REPORT, REQUEST]
    assert all(mark.said and not mark.changes for mark in with_reports[2:])


def test_of_a_group_each_decision_is_a_mark_with_the_projects_that_moved(example: Views) -> None:
    found = stepped(example, Asked(WHOLE, BENEFIT, JANUARY))
    marks = [mark for mark in found.marks if mark.what == DECISION]
    assert (found.by, found.movements) == ("decision", 102)
    assert [(mark.happened, mark.projects) for mark in marks] == [
        ("baseline", 1),
        ("re-profile", 1),
        ("brought-forward", 64),
        ("extension", 1),
        ("extension", 1),
        ("extension", 1),
    ]
    assert marks[3].parts == (("Transitions", Decimal(100_000)),)
    assert found.total[-1].after == 28_112_000


def test_the_end_of_a_project_is_marked_and_its_figure_stays(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(
        "- file: {actor: clerk, source: {document: D}}\n"
        "- project: {ref: reviews, name: Reviews}\n"
        "- opening-balance: {project: reviews, as_at: 2018-01-31, profile: {2018/19: 3000}}\n"
        "- project-closure: {project: reviews, decided_on: 2018-06-01, reason: Done}"
    )
    with book.views() as views:
        found = stepped(views, Asked(Scope(Kind.PROJECT, "reviews"), BENEFIT, JANUARY))
    assert found.years["2018/19"] == (Step(date(2018, 1, 31), Decimal(3000)),)
    assert [(mark.day, mark.what) for mark in found.marks] == [
        (date(2018, 1, 31), DECISION),
        (date(2018, 6, 1), PROJECT),
    ]


@random_books(4)
@given(happened=books, pair=pairs)
def test_the_steps_stand_on_every_day_where_the_log_adds_up_to(
    happened: list[Act], pair: tuple[int, int, int, int]
) -> None:
    with recorded(happened) as council, council.views() as views:
        log, known = council.log(), council.ends[min(pair[2], len(council.ends) - 1)]
        for scope in SCOPES:
            asked = Asked(scope, MEASURES[0], FIRST + timedelta(days=pair[0]), known)
            found = stepped(views, asked)
            for mark in found.marks:
                day = mark.day or asked.as_at
                stood = log.total(scope, asked.measure, day.isoformat(), known)
                assert sum(stood.values(), Decimal(0)) == on(found.total, day)
                for year, steps in found.years.items():
                    assert on(steps, day) == stood.get(year, 0)
