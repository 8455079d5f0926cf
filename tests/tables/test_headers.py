"""The header is found wherever it stands, in one, two or three rows, and may be repeated."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tables.parts import Severity, StatusTable
from tables.status_table import read_tables
from tests.tables.written import SMALL, SMALL_HEADER, Cells, as_csv, only, rules

ROWS: tuple[Cells, ...] = (("Parks", "On Target", 30, 12, 42, -5), ("Lighting", "At Risk", 8, 0, 8))
FIGURES = {"2018/19": Decimal(30000), "2019/20": Decimal(12000)}


def table_under(tmp_path: Path, *header: Cells) -> StatusTable:
    """Read two projects under a header."""
    return only(as_csv(tmp_path / "report.csv", [*header, *ROWS]))


@pytest.mark.parametrize(
    "header",
    [
        [("Project", "Status", "2018/19 £000", "2019/20 £000", "Total £000", "At risk 2018/19")],
        [
            ("Project", "Status", "Cashable benefits (£000s)", None, None, "Slippage"),
            (None, None, "2018/19", "2019/20", "Total", "2018/19"),
        ],
        [
            (None, None, "Savings targets", None, None, "At risk"),
            ("Project", "Status", "2018/19", "2019/20", "Total", "2018/19"),
            (None, None, "£000", "£000", "£000", "£000"),
        ],
        [
            ("Savings status report, September 2018",),
            ("All figures are in £000s",),
            (None, None, "Targets", "Targets", "Targets", "At risk"),
            ("Project", "Status", "FY19", "FY20", "Total", "FY19"),
        ],
    ],
)
def test_a_header_of_one_two_or_three_rows_is_understood(
    header: list[Cells], tmp_path: Path
) -> None:
    table = table_under(tmp_path, *header)
    assert table.findings == ()
    assert table.unit == 1000
    assert table.lines[0].figures.targets == FIGURES
    assert table.lines[0].figures.target_total == Decimal(42000)
    assert table.lines[0].figures.at_risk == {"2018/19": Decimal(-5000)}


def test_a_column_of_previous_years_counts_as_the_year_it_names(tmp_path: Path) -> None:
    table = table_under(
        tmp_path, ("Project", "Status", "2018/19 & previous years £000", "2019/20", "Total", "x")
    )
    assert table.years == ("2018/19", "2019/20")
    assert table.earlier == ("2018/19",)


def test_a_header_that_is_repeated_goes_on_with_the_table(tmp_path: Path) -> None:
    _, transport, parks, place, *rest = SMALL
    rows: list[Cells] = [SMALL_HEADER, transport, parks, place, (), SMALL_HEADER, *rest]
    table = only(as_csv(tmp_path / "report.csv", rows))
    assert table.findings == ()
    assert len(table.lines) == 3


def test_a_header_of_other_years_begins_another_table(tmp_path: Path) -> None:
    rows: list[Cells] = [
        ("Project", "2018/19 £000"),
        ("Parks", 30),
        ("Project", "2019/20 £000"),
        ("Parks", 12),
    ]
    first, second = read_tables(as_csv(tmp_path / "report.csv", rows))
    assert (first.years, second.years) == (("2018/19",), ("2019/20",))
    assert second.lines[0].figures.targets == {"2019/20": Decimal(12000)}


def test_a_table_of_another_kind_below_is_told_and_not_read(tmp_path: Path) -> None:
    rows: list[Cells] = [*SMALL, (), ("Programme", "2018/19", "2019/20"), ("Transport", 999, 999)]
    [told] = only(as_csv(tmp_path / "report.csv", rows)).findings
    assert (told.rule, told.severity, told.place.row) == ("other-table", Severity.WARNING, 9)


@pytest.mark.parametrize(
    ("header", "rule", "told"),
    [
        (
            ("Project", "Status", "2018/19 £", "2019/20 £", "Total £", "RAG"),
            "column-twice",
            "columns B and F both say status",
        ),
        (
            ("Project", "Status", "2019/20 £", "2018/19 £", "Total £"),
            "year-order",
            "2018/19 stands after 2019/20",
        ),
        (
            ("Project", "Status", "2018/19 £", "2020/21 £", "Total £"),
            "year-missing",
            "2020/21 follows 2018/19",
        ),
        (
            ("Project", "Status", "2018/19 £", "2018/19 £", "Total £"),
            "column-twice",
            "columns C and D both say target 2018/19; the first is read",
        ),
        (
            ("Project", "Status", "2018/19 £", "2019/20 £", "Total £", "At risk 2017/18"),
            "year-columns",
            "savings at risk have a column for 2017/18, but targets have none",
        ),
    ],
)
def test_years_that_do_not_follow_each_other_are_told(
    header: Cells, rule: str, told: str, tmp_path: Path
) -> None:
    table = table_under(tmp_path, header)
    finding = next(one for one in table.findings if one.rule == rule)
    assert told in finding.message
    assert finding.severity is Severity.ERROR
    assert finding.place.row == 1


def test_a_table_that_does_not_say_its_unit_is_stopped(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "report.csv", [("Project", "2018/19"), ("Parks", 30)])
    assert rules(only(file)) == ["unit"]
    assert rules(only(file, unit="£")) == []
    assert only(file, unit="£m").lines[0].figures.targets == {"2018/19": Decimal(30_000_000)}


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Savings status report £000s", 1000),
        ("Savings status report (£000s)", 1000),
        ("Savings status report (all figures in £000) September 2018", 1000),
        ("Savings 2018, £'000", 1000),
        ("Savings in thousands of pounds:", 1000),
        ("Savings 2018/19 (£m)", 1_000_000),
    ],
)
def test_a_title_may_say_the_unit_beside_other_words(title: str, unit: int, tmp_path: Path) -> None:
    rows = [(title,), (), ("Project", "2018/19"), ("Parks", 30)]
    table = only(as_csv(tmp_path / "report.csv", rows))
    assert (rules(table), table.unit) == ([], unit)


def test_a_unit_that_the_table_contradicts_is_told(tmp_path: Path) -> None:
    table = only(as_csv(tmp_path / "report.csv", SMALL), unit="£m")
    assert rules(table) == ["unit"]
    assert "the table says £000, but £m was given: leave --unit out" in table.findings[0].message
    assert table.unit == 1000


def test_columns_in_several_units_are_read_each_in_its_own(tmp_path: Path) -> None:
    header = ("Project", "2018/19 £000", "2019/20 £000", "At risk 2018/19 £")
    rows: list[Cells] = [header, ("Parks", 30, 12, 5)]
    table = only(as_csv(tmp_path / "report.csv", rows))
    assert rules(table) == ["several-units"]
    assert table.lines[0].figures.at_risk == {"2018/19": Decimal(5)}
    assert table.lines[0].figures.targets == FIGURES


def test_a_pound_sign_in_prose_above_is_not_taken_for_the_unit(tmp_path: Path) -> None:
    rows = [("We have saved £m of public money so far",), ("Project", "2018/19"), ("Parks", 30)]
    assert rules(only(as_csv(tmp_path / "report.csv", rows))) == ["unit"]
