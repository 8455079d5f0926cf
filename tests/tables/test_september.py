"""The table that was published for September 2018 is read without a false alarm."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tables.parts import Place, StatusTable
from tests.tables.written import (
    HEADER_OF_SEPTEMBER,
    ROWS_OF_SEPTEMBER,
    SEPTEMBER,
    Cells,
    as_csv,
    as_workbook,
    only,
)

GROUPS = (
    *("Portfolio", "Project Name", "Project Status (Last Month)", "Project Status (This Month)"),
    *("Cashable benefits", None, None, None),
    *("Projected At Risk / Slippage & Over Achievement", None, None, None),
    *("Savings delivered in an alternative way", "Net at risk amount"),
)
YEARS = (None,) * 4 + ("2018/19 (£000)s", "2019/20 (£000)s", "2020/21 (£000)s", "Total (£000)s") * 2


def printed(cell: str) -> str | None:
    """Return a figure as the paper prints it: with its comma."""
    return f"{int(cell):,}" if cell.lstrip("-").isdigit() else cell or None


def as_printed() -> list[Cells]:
    """Return the table as the paper has it: a part per portfolio, each under its own header."""
    rows: list[Cells] = [("Project Status Report as at September 2018",), ()]
    portfolio = None
    for row in ROWS_OF_SEPTEMBER:
        if not row[0].endswith(" Totals") and row[0] not in {portfolio, "Grand total"}:
            portfolio = row[0]
            rows += [(), GROUPS, YEARS]
        rows.append(tuple(printed(cell) for cell in row))
    return rows


def as_numbers() -> list[Cells]:
    """Return the same as one table of a workbook."""
    numbers = [
        tuple(int(cell) if cell.lstrip("-").isdigit() else cell or None for cell in row)
        for row in ROWS_OF_SEPTEMBER
    ]
    return [("Project Status Report as at September 2018",), (), GROUPS, YEARS, *numbers]


def merged(sheet: Worksheet) -> None:
    """Merge the headings as the paper does."""
    for cells in ("E3:H3", "I3:L3", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "M3:M4", "N3:N4"):
        sheet.merge_cells(cells)


def without_places(table: StatusTable) -> list[tuple[object, ...]]:
    """Return what the lines of a table say, wherever they stand."""
    return [
        (one.portfolio, one.project, one.status_last, one.status, one.figures)
        for one in table.lines
    ]


@pytest.fixture(scope="module")
def september() -> StatusTable:
    return only(SEPTEMBER)


def test_the_table_of_september_is_read_with_no_false_alarm(september: StatusTable) -> None:
    assert september.findings == ()
    assert september.years == ("2018/19", "2019/20", "2020/21")
    assert (september.unit, september.earlier, september.sheet) == (1000, (), None)
    assert Counter(line.status for line in september.lines) == {
        "On Target": 49,
        "Experiencing Obstacles": 7,
        "At Risk": 5,
        "Compromised": 2,
        "Closed or Completed": 7,
    }


def test_a_row_is_read_as_it_is_printed_with_the_place_of_each_figure(
    september: StatusTable,
) -> None:
    reviews = september.lines[0]
    assert reviews.project == "Targeted Reviews (C07)"
    assert reviews.portfolio == "Adult Social Care & Health"
    assert reviews.figures.targets == {
        "2018/19": Decimal(2010000),
        "2019/20": Decimal(2000000),
        "2020/21": Decimal(2000000),
    }
    assert reviews.figures.at_risk == {"2018/19": Decimal(-1967000)}
    assert reviews.figures.delivered_alternatively is None
    assert reviews.figures.net_at_risk == Decimal(-1967000)
    assert reviews.places["at risk 2018/19"] == Place(SEPTEMBER, 2, "I")
    assert str(reviews.place) == f"{SEPTEMBER}:2"
    assert len(reviews.places) == len(list(reviews.places)) == 10


def test_printed_totals_are_control_figures_and_no_projects(september: StatusTable) -> None:
    assert len(september.lines) == 70
    assert [total.portfolio for total in september.totals] == [
        "Adult Social Care & Health",
        "Children & Families",
        "Place",
        "CEX",
        None,
    ]
    grand = september.totals[-1]
    assert grand.figures.target_total == Decimal(25574000)
    assert grand.figures.net_at_risk == Decimal(-6036000)
    assert grand.places["net at risk"] == Place(SEPTEMBER, 76, "N")


def test_the_table_reads_alike_as_the_paper_prints_it(
    september: StatusTable, tmp_path: Path
) -> None:
    for name, delimiter in (("report.tsv", "\t"), ("report.csv", ",")):
        table = only(as_csv(tmp_path / name, as_printed(), delimiter))
        assert table.findings == ()
        assert without_places(table) == without_places(september)
        assert [one.figures for one in table.totals] == [one.figures for one in september.totals]


def test_the_table_reads_alike_from_a_workbook_with_merged_headings(
    september: StatusTable, tmp_path: Path
) -> None:
    table = only(as_workbook(tmp_path / "report.xlsx", as_numbers(), merged))
    assert table.findings == ()
    assert table.sheet == "Status"
    assert without_places(table) == without_places(september)
    assert str(table.lines[0].places["net at risk"]).endswith("report.xlsx:Status!N5")


def test_years_read_alike_in_whatever_form_they_are_headed(
    september: StatusTable, tmp_path: Path
) -> None:
    for form in ("2018-19 £'000", "18/19 £k", "FY19 (£000s)", "2018/2019 £000"):
        header = list(HEADER_OF_SEPTEMBER)
        header[4] = f"Target {form}"
        assert without_places(only(as_csv(tmp_path / "f.csv", [header, *ROWS_OF_SEPTEMBER]))) == (
            without_places(september)
        )


def test_the_table_reads_alike_from_names_of_columns_once_its_unit_is_given(
    september: StatusTable, tmp_path: Path
) -> None:
    years = ("2018_19", "2019_20", "2020_21", "total")
    header = ["portfolio", "project", "status_last_month", "status_this_month"]
    header += [f"target_{year}" for year in years] + [f"at_risk_{year}" for year in years]
    header += ["delivered_alternatively", "net_at_risk"]
    projects = [row for row in ROWS_OF_SEPTEMBER if row[2]]
    file = as_csv(tmp_path / "columns.csv", [header, *projects])
    table = only(file, unit="£000")
    assert table.findings == ()
    assert without_places(table) == without_places(september)
    [finding] = only(file).findings
    assert (finding.rule, finding.place.row) == ("unit", 1)
    assert "give --unit £000 where its figures are thousands" in finding.message
