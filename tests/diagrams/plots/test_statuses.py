"""The statuses of projects by month as they are drawn: a letter in each cell, and whole names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from diagrams.errors import NoReports, TooManyMonths
from diagrams.pictures.look import Look
from diagrams.pictures.themes import palette_of
from diagrams.plots.statuses.columns import best_layout
from diagrams.plots.statuses.drawing import StatusesDrawing
from diagrams.plots.statuses.picture import statuses_plot
from diagrams.plots.statuses.rows import MOST_PROJECTS, Field
from diagrams.statuses import STATUSES
from projections.savings.monthly import GroupMonths, Monthly, ProjectMonths, counts, monthly
from projections.savings.portfolio import portfolio
from projections.savings.scope import WHOLE
from projections.views import Views
from tests.books import BookOnDisk
from tests.diagrams.looking import smallest_type
from tests.diagrams.plots.placed import outside, overlapping, texts_of

NOVEMBER = date(2018, 11, 5)
KINDS = [*STATUSES][:5]
MONTHS = tuple(f"{2017 + number // 12}-{number % 12 + 1:02d}" for number in range(3, 24))


@pytest.fixture(scope="module")
def example(nottinghamshire_book: BookOnDisk) -> Iterator[Views]:
    with nottinghamshire_book.views() as views:
        yield views


def council(projects: int, *, groups: int = 4, months: int = 12) -> Monthly:
    """Make statuses of projects with names of every length, some without a report."""
    its = [
        ProjectMonths(
            f"p{number}",
            f"Project {number} & <others> " + "of a long name " * (number % 4),
            {m: KINDS[(number * 7 + at) % 5] for at, m in enumerate(MONTHS) if (number + at) % 6},
        )
        for number in range(projects)
    ]
    parts = [GroupMonths(f"g{at}", f"Group {at}", tuple(its[at::groups])) for at in range(groups)]
    return Monthly(date(2019, 1, 31), WHOLE, "portfolio", MONTHS[:months], tuple(parts), False)  # noqa: FBT003


def test_a_month_counts_as_the_portfolio_does_on_that_day(example: Views) -> None:
    found = monthly(example, as_at=NOVEMBER)
    told = portfolio(example, as_at=NOVEMBER).total.statuses
    seen = counts([row for group in found.groups for row in group.projects], "2018-09")
    named = {status.replace("_", "-"): number for status, number in told.items() if number}
    assert seen == Counter({None if s == "no-status" else s: n for s, n in named.items()})


def test_the_statuses_of_72_projects_in_a_year_are_readable_on_a4() -> None:
    svg = statuses_plot(council(72)).as_bytes("svg")
    assert smallest_type(svg) >= 6


def test_every_cell_has_a_letter_and_the_key_explains_each(example: Views) -> None:
    svg = statuses_plot(monthly(example, as_at=NOVEMBER)).as_bytes("svg")
    letters = Counter(text for text in texts_of(svg) if len(text) == 1 and text.isalpha())
    assert letters == {"T": 50, "E": 8, "R": 6, "C": 3, "D": 8}  # each once more in the key
    assert {"on target", "experiencing obstacles", "at risk", "compromised"} <= {*texts_of(svg)}


def test_below_the_projects_their_statuses_are_counted(example: Views) -> None:
    last = Field(monthly(example, as_at=NOVEMBER), "All projects").blocks[-1]
    assert last.name == "All (71 projects)"
    assert [(row.name, row.cells[0].said if row.cells[0] else "") for row in last.rows] == [
        ("T on target", "49"),
        ("E experiencing obstacles", "7"),
        ("R at risk", "5"),
        ("C compromised", "2"),
        ("D done: closed or completed", "7"),
        ("no report on the month", "1"),
    ]


def test_what_it_shows_is_told_in_words_as_well(example: Views) -> None:
    told = Field(monthly(example, as_at=NOVEMBER), "All projects").describe()
    assert told.startswith("The status of 71 projects by month, September 2018 to September 2018.")
    assert "Targeted Reviews: September 2018 on target." in told
    assert "Housing with Care: no report." in told


@pytest.mark.parametrize(("projects", "months"), [(1, 1), (32, 12), (72, 21), (150, 3)])
def test_however_many_projects_there_are_nothing_overlaps_and_no_name_is_cut(
    projects: int, months: int
) -> None:
    found = council(projects, months=months, groups=min(projects, 4))
    canvas = StatusesDrawing(Field(found, "All")).canvas(palette_of("light"))
    assert (outside(canvas), overlapping(canvas)) == ([], [])
    assert not any("…" in text.said for text in canvas.texts)


def test_rows_stand_in_columns_where_a_page_prints_them_larger() -> None:
    few = Field(council(20, months=12), "All").blocks
    many = Field(council(72, months=3), "All").blocks
    assert len(best_layout(few, 12 * 19).columns) == 1
    assert len(best_layout(many, 3 * 34).columns) > 1


def test_of_very_many_projects_those_of_each_status_are_counted() -> None:
    found = council(MOST_PROJECTS + 50)
    field = Field(found, "All projects")
    assert all(row.is_count for block in field.blocks for row in block.rows)
    assert "200 projects are too many for a row each" in field.notes[0]
    assert sum(int(row.cells[0].said) for row in field.blocks[-1].rows if row.cells[0]) == 200


def test_counts_can_be_had_of_few_projects_too(example: Views) -> None:
    field = Field(monthly(example, as_at=NOVEMBER), "All projects", counted=True)
    assert field.blocks[0].name == "Adult Social Care & Health (24 projects)"
    assert field.notes == []


def test_without_a_report_there_is_nothing_to_draw(example: Views) -> None:
    with pytest.raises(NoReports, match="choose other months"):
        statuses_plot(monthly(example, as_at=date(2018, 9, 1)))


def test_more_months_than_a_page_has_room_for_are_refused() -> None:
    found = council(3)._replace(months=tuple(str(number) for number in range(60)))
    with pytest.raises(TooManyMonths, match="60 months do not fit a page: at most 48 do"):
        statuses_plot(found)


def test_the_months_before_are_told_of(example: Views) -> None:
    field = Field(monthly(example, as_at=NOVEMBER)._replace(earlier=True), "All projects")
    assert field.notes == [
        "There are reports on months before September 2018: --from MONTH draws them."
    ]


def test_projects_link_to_their_pages_where_a_base_is_given(example: Views) -> None:
    found = monthly(example, as_at=NOVEMBER)
    linked = statuses_plot(found, look=Look(base_url="../book")).as_bytes("svg")
    assert b'href="../book/project/targeted-reviews"' in linked
    assert b'href="../book/portfolio/place"' in linked
