"""Each row is told for what it is: a project, a printed total, a heading, or a note."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tables.body.labels import total_label
from tables.parts import StatusTable
from tests.tables.written import (
    ALL,
    CEX,
    PARKS,
    PLACE,
    PRINT,
    SMALL,
    SMALL_HEADER,
    TRANSPORT,
    Cells,
    as_csv,
    as_workbook,
    changed,
    only,
    rules,
)


def read(tmp_path: Path, *rows: Cells) -> StatusTable:
    return only(as_csv(tmp_path / "report.csv", rows))


def without_portfolio(*rows: Cells) -> list[Cells]:
    return [row[1:] for row in rows]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Place Totals", "Place"),
        ("Adult Social Care & Health Totals", "Adult Social Care & Health"),
        ("Total for Place", "Place"),
        ("Total - Place", "Place"),
        ("Place: total", "Place"),
        ("Sub-total Place", "Place"),
        ("Place Portfolio Total", "Place"),
        ("Total", None),
        ("Grand total", None),
        ("Overall Total", None),
        ("Total all portfolios", None),
        ("All portfolios", None),
    ],
)
def test_a_total_says_what_it_is_of(label: str, name: str | None) -> None:
    found = total_label(label)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("name", ["Totally new ways", "The total cost of care review", "x" * 200])
def test_a_project_is_not_taken_for_a_total(name: str) -> None:
    assert total_label(name) is None


def test_a_project_whose_name_begins_with_total_is_a_project(tmp_path: Path) -> None:
    table = read(tmp_path, SMALL_HEADER, ("Place", "Total Transport", *TRANSPORT[2:]))
    assert [line.project for line in table.lines] == ["Total Transport"]


def test_a_blank_portfolio_is_the_one_above(tmp_path: Path) -> None:
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, (None, *PARKS[1:]), PLACE, PRINT, CEX, ALL)
    assert table.findings == ()
    assert [line.portfolio for line in table.lines] == ["Place", "Place", "CEX"]


def test_a_portfolio_may_be_a_heading_over_its_projects(tmp_path: Path) -> None:
    header, transport, parks, printing = without_portfolio(SMALL_HEADER, TRANSPORT, PARKS, PRINT)
    place, cex, everything = [("Total", *row[2:]) for row in (PLACE, CEX, ALL)]
    table = read(
        tmp_path,
        *(header, ("Portfolio: Place",), transport, parks, place, ()),
        *(("CEX",), printing, cex, (), everything),
    )
    assert table.findings == ()
    assert [line.portfolio for line in table.lines] == ["Place", "Place", "CEX"]
    assert [total.portfolio for total in table.totals] == ["Place", "CEX", None]


def test_capitals_do_not_make_another_portfolio(tmp_path: Path) -> None:
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, ("PLACE", *PARKS[1:]), PLACE)
    assert table.findings == ()
    assert {line.portfolio for line in table.lines} == {"Place"}


def test_a_table_without_portfolios_has_one_total_of_all(tmp_path: Path) -> None:
    header, transport, parks = without_portfolio(SMALL_HEADER, TRANSPORT, PARKS)
    table = read(tmp_path, header, transport, parks, ("Total", *PLACE[2:]))
    assert table.findings == ()
    assert table.totals[0].portfolio is None
    assert table.lines[0].portfolio is None


def test_a_total_in_the_column_of_projects_is_of_the_portfolio_beside_it(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        *(SMALL_HEADER, TRANSPORT, PARKS, ("Place", "Total", *PLACE[2:])),
        *(PRINT, ("CEX", "Total", *CEX[2:]), ("All", "Grand total", *ALL[2:])),
    )
    assert table.findings == ()
    assert [total.portfolio for total in table.totals] == ["Place", "CEX", None]


def test_a_sub_total_is_of_the_rows_since_the_one_before(tmp_path: Path) -> None:
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, PARKS, ("Sub-total", *PLACE[1:]))
    assert table.findings == ()
    assert table.totals[0].portfolio == "Place"


def test_a_project_without_any_figure_is_a_project_by_its_status(tmp_path: Path) -> None:
    broadband = ("Place", "Broadband", "On Target", "On Target")
    silent = ("Place", "Silent")
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, broadband, PARKS, silent)
    assert [line.project for line in table.lines] == [
        "School Transport",
        "Broadband",
        "Country Parks",
        "Silent",
    ]
    assert table.lines[1].figures.targets == {}
    assert table.lines[1].figures.target_total is None


def test_notes_below_the_table_are_no_projects(tmp_path: Path) -> None:
    table = read(
        tmp_path,
        *SMALL,
        ("Exceptions by project",),
        ("Portfolio & Status", "Project", "Exceptions"),
        ("At Risk", "School Transport", "The whole system of transport is being reviewed again."),
        (None, "Country Parks", "Nothing to say."),
        ("Note: figures are provisional",),
    )
    assert table.findings == ()
    assert len(table.lines) == 3


def test_a_project_that_follows_a_note_is_read(tmp_path: Path) -> None:
    note = ("These projects were added this month:", "see above", "x" * 50)
    late = ("Place", "Lighting", "On Target", "On Target")
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, note, late, PARKS)
    assert [line.project for line in table.lines] == [
        "School Transport",
        "Lighting",
        "Country Parks",
    ]


def test_a_reference_in_a_column_of_its_own_stands_behind_the_name(tmp_path: Path) -> None:
    header = ("Ref", "Project", "2018/19 £000", "Finance comments")
    table = read(tmp_path, header, ("C07", "Targeted Reviews", 5, "On course"), ("C08", None, 6))
    assert table.lines[0].project == "Targeted Reviews (C07)"
    assert table.lines[0].narrative == "On course"
    assert rules(table) == ["unnamed-row"]


def test_references_may_be_all_that_names_a_project(tmp_path: Path) -> None:
    table = read(tmp_path, ("Ref", "2018/19 £000"), ("C07", 5))
    assert table.lines[0].project == "C07"


def test_figures_without_a_name_are_told_with_their_row(tmp_path: Path) -> None:
    table = read(tmp_path, SMALL_HEADER, TRANSPORT, ("Place", None, None, None, 30, 12, 42))
    assert rules(table) == ["unnamed-row"]
    assert table.findings[0].place.row == 3


def test_a_header_over_nothing_is_told(tmp_path: Path) -> None:
    assert rules(read(tmp_path, SMALL_HEADER)) == ["no-rows"]


def test_figures_under_an_unknown_heading_are_told_as_not_read(tmp_path: Path) -> None:
    table = read(tmp_path, ("Project", "2018/19 £", "Staff", "Trend"), ("Parks", 30, 7, "up"))
    [told] = table.findings
    assert (told.rule, told.severity) == ("unread-column", "warning")
    assert "column C “Staff” has figures and is not read" in told.message


def test_numbers_of_rows_before_the_figures_are_left_alone(tmp_path: Path) -> None:
    rows: list[Cells] = [(None, "Project", "2018/19 £"), (1, "Parks", 30), (2, "Roads", 3)]
    assert only(as_workbook(tmp_path / "report.xlsx", rows)).findings == ()


def test_days_under_an_unknown_heading_are_no_figures(tmp_path: Path) -> None:
    def write(sheet: Worksheet) -> None:
        sheet["C2"] = date(2018, 9, 30)

    rows: list[Cells] = [("Project", "2018/19 £", "Begins", "Staff"), ("Parks", 30, None, 7)]
    [told] = only(as_workbook(tmp_path / "report.xlsx", rows, write)).findings
    assert (told.rule, told.place.column) == ("unread-column", "D")


def test_a_figure_outside_the_headings_is_an_error(tmp_path: Path) -> None:
    table = read(tmp_path, ("Project", "2018/19 £"), ("Parks", 30, 7), ("Roads", 3, "new"))
    assert rules(table) == ["no-heading"]
    assert table.findings[0].place.column == "C"


@pytest.mark.parametrize(
    ("cell", "rule", "told"),
    [
        ("tbc", "not-an-amount", "leaves the figure open"),
        ("15%", "not-an-amount", "'15%' is a percentage"),
        ("17.3333333", "fraction-of-a-penny", "or accept it to be read as £17,333.33"),
    ],
)
def test_a_cell_that_is_no_amount_is_told_with_its_place(
    cell: str, rule: str, told: str, tmp_path: Path
) -> None:
    table = read(tmp_path, *changed((SMALL_HEADER, PARKS), 1, 4, cell))
    finding = next(one for one in table.findings if one.rule == rule)
    assert told in finding.message
    assert finding.message.startswith("Target 2018/19 £000 of Country Parks: ")
    assert finding.place.column == "E"
    assert finding.subject == "Country Parks"


def test_trailing_noughts_are_no_fraction_of_a_penny(tmp_path: Path) -> None:
    table = read(tmp_path, *changed((SMALL_HEADER, PARKS), 1, 4, "30.0000000"))
    assert table.findings == ()
    assert table.lines[0].figures.targets == {"2018/19": Decimal(30000), "2019/20": Decimal(12000)}
