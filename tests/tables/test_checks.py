"""What does not add up is told where it stands, by how much, and what it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from tables.parts import Finding, Severity, StatusTable
from tests.tables.written import (
    CEX,
    HEADER_OF_SEPTEMBER,
    PARKS,
    PLACE,
    PRINT,
    ROWS_OF_SEPTEMBER,
    SMALL,
    SMALL_HEADER,
    TRANSPORT,
    Cell,
    Cells,
    as_csv,
    as_workbook,
    changed,
    errors,
    only,
    rules,
)


def read(tmp_path: Path, rows: Sequence[Cells]) -> StatusTable:
    return only(as_csv(tmp_path / "report.csv", rows))


def told(tmp_path: Path, rows: Sequence[Cells], rule: str) -> list[Finding]:
    """Return what is found by a rule, as text and as a workbook alike."""
    found = [one for one in read(tmp_path, rows).findings if one.rule == rule]
    book = only(as_workbook(tmp_path / "report.xlsx", rows))
    assert [one.message for one in book.findings if one.rule == rule] == [
        one.message for one in found
    ]
    return found


def test_a_row_whose_years_miss_its_total_is_told_by_how_much(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 2, 6, 52), "row-total")
    assert found.message == (
        "Country Parks: the years of target add up to £42,000,"
        " but the total is printed as £52,000: £10,000 apart"
    )
    assert found.apart == Decimal(10000)
    assert (found.place.row, found.place.column) == (3, "G")
    assert found.subject == "Country Parks"


def test_savings_at_risk_must_add_to_their_total_too(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 2, 8, 5), "row-total")
    assert found.message.endswith(
        "is printed as £5,000: £10,000 apart, as if its sign were turned round"
    )


@pytest.mark.parametrize(
    ("column", "value", "hint"),
    [
        (6, 24, ", as if two digits of the total were swapped"),
        (6, 30, ", as if 2019/20 were not counted in it"),
        (4, -30, ", as if the sign of 2018/19 were turned round"),
        (5, 21, ", as if two digits of 2019/20 were swapped"),
        (6, 47, ": £5,000 apart"),
    ],
)
def test_a_row_that_misses_its_total_says_what_that_looks_like(
    column: int, value: int, hint: str, tmp_path: Path
) -> None:
    [found] = told(tmp_path, changed(SMALL, 2, column, value), "row-total")
    assert found.message.endswith(hint)


def test_two_digits_swapped_in_a_row_and_its_total_are_seen_in_the_portfolio(
    tmp_path: Path,
) -> None:
    rows = changed(changed(SMALL, 1, 4, 866), 1, 6, 866)
    found = told(tmp_path, rows, "portfolio-total")
    assert "as if two digits of School Transport (£866,000) were swapped" in found[0].message


def test_a_blank_total_of_years_that_are_not_nought_is_told(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 2, 6, None), "row-total")
    assert "but the total is blank: £42,000 apart" in found.message


def test_years_that_cancel_each_other_may_leave_their_total_blank(tmp_path: Path) -> None:
    cancelling = ("Place", "Lives", "At Risk", "At Risk", 60, -60, None)
    assert read(tmp_path, [SMALL_HEADER, cancelling]).findings == ()


def test_what_is_at_risk_less_what_is_delivered_otherwise_must_be_the_net(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 1, 10, 120), "row-net")
    assert found.message == (
        "School Transport: £120,000 at risk less £20,000 delivered alternatively is £100,000,"
        " but the net is printed as £120,000: £20,000 apart"
    )
    assert found.place.column == "K"


def test_a_table_without_totals_of_rows_is_not_asked_for_them(tmp_path: Path) -> None:
    header = ("Project", "2018/19 £", "At risk 2018/19 £", "Delivered alternatively", "Net at risk")
    table = read(tmp_path, [header, ("Parks", 5, 3, 1, 2)])
    assert table.findings == ()
    assert rules(read(tmp_path, [header, ("Parks", 5, 3, 1, 3)])) == ["row-net"]


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        ([row for row in SMALL if row is not TRANSPORT], "a row of £686,000 may be left out"),
        ([*SMALL[:3], PARKS, *SMALL[3:]], "as if Country Parks (£30,000) were left out of it, or"),
        (changed(SMALL, 2, 4, -30), "as if the sign of Country Parks (-£30,000) were turned round"),
        (changed(SMALL, 3, 4, 761), "as if two digits of the total were swapped"),
        (changed(SMALL, 3, 4, -716), "as if the sign of the total were turned round"),
        (changed(SMALL, 3, 4, 746), "as if Country Parks (£30,000) were counted in it twice"),
        (changed(SMALL, 3, 4, 719), "a row of £3,000 may be left out, or a figure altered by as"),
    ],
)
def test_a_total_that_its_rows_miss_says_what_that_looks_like(
    rows: list[Cells], hint: str, tmp_path: Path
) -> None:
    found = told(tmp_path, rows, "portfolio-total")
    of_2018 = next(one for one in found if one.place.column == "E")
    assert of_2018.message.startswith("target 2018/19: the total of Place is printed as ")
    assert hint in of_2018.message
    assert of_2018.subject == "Place"


def test_a_row_that_is_left_out_is_told_once_for_each_column_and_not_again_at_the_end(
    tmp_path: Path,
) -> None:
    rows = [row for row in SMALL if row is not PARKS]
    assert rules(read(tmp_path, rows)) == ["portfolio-total"] * 6


def test_a_wrong_total_of_a_portfolio_is_not_told_again_at_the_end(tmp_path: Path) -> None:
    found = read(tmp_path, changed(SMALL, 3, 10, 96)).findings
    assert sorted(one.rule for one in found) == ["portfolio-total", "row-net"]


def test_a_wrong_total_of_all_is_told(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 6, 5, 17), "grand-total")
    assert found.message.startswith(
        "target 2019/20: the total of all is printed as £17,000, but its rows add up to £16,000:"
        " £1,000 apart"
    )


def test_the_total_of_all_covers_portfolios_without_totals_of_their_own(tmp_path: Path) -> None:
    table = read(tmp_path, [row for row in SMALL if row is not CEX])
    assert rules(table) == ["total-missing"]
    assert "the table prints totals of portfolios, but none of CEX" in table.findings[0].message


def test_a_total_that_covers_no_rows_is_told(tmp_path: Path) -> None:
    rows = [*SMALL[:4], ("Palce Totals", *PLACE[1:]), *SMALL[4:]]
    [found] = told(tmp_path, rows, "total-of-nothing")
    assert found.message.startswith("the total of Palce covers no rows")


def test_two_totals_of_one_portfolio_must_say_the_same(tmp_path: Path) -> None:
    again = [*SMALL[:4], PLACE, *SMALL[4:]]
    assert read(tmp_path, again).findings == ()
    [found] = told(tmp_path, changed(again, 4, 4, 717), "total-twice")
    assert found.message.startswith("row 4 prints another total of Place")


def test_a_project_that_stands_twice_is_told(tmp_path: Path) -> None:
    [found] = told(tmp_path, [*SMALL[:2], TRANSPORT, *SMALL[2:]], "row-twice")
    assert found.message == "School Transport stands in row 2 already, with the same figures"
    other = ("Place", "SCHOOL transport.", *PARKS[2:])
    [found] = told(tmp_path, [*SMALL[:2], other, *SMALL[2:]], "row-twice")
    assert found.message.endswith("with other figures")


def test_what_explains_a_total_is_told_once_where_a_row_stands_twice(tmp_path: Path) -> None:
    rows = changed([*SMALL[:2], TRANSPORT, *SMALL[2:]], 4, 4, 716)
    found = next(one for one in told(tmp_path, rows, "portfolio-total"))
    assert found.message.count("School Transport (£686,000) were left out of it") == 1


def test_a_project_of_the_same_name_in_another_portfolio_is_only_a_warning(tmp_path: Path) -> None:
    rows = [*SMALL[:4], PRINT, ("CEX", *PARKS[1:])]
    [found] = told(tmp_path, rows, "row-twice")
    assert found.severity is Severity.WARNING


def test_a_status_that_is_none_of_ours_is_told_with_what_to_do(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 1, 3, "On Traget"), "unknown-status")
    assert "'On Traget', is none of on-target, experiencing-obstacles" in found.message
    assert 'statuses: {"On Traget": on-target}' in found.message


def test_a_missing_status_is_told_where_others_have_one(tmp_path: Path) -> None:
    [found] = told(tmp_path, changed(SMALL, 1, 3, None), "no-status")
    assert found.severity is Severity.WARNING


def test_findings_stand_in_the_order_of_the_rows(tmp_path: Path) -> None:
    rows = changed(changed(SMALL, 4, 6, 16), 1, 6, 687)
    places = [one.place.row for one in read(tmp_path, rows).findings]
    assert places == sorted(places)


TARGET, TOTAL, AT_RISK, ALTERNATIVELY, NET = 4, 7, 8, 12, 13


def row_of(project: str) -> int:
    return 1 + next(at for at, row in enumerate(ROWS_OF_SEPTEMBER) if row[1].startswith(project))


def total_of(portfolio: str) -> int:
    return 1 + next(at for at, row in enumerate(ROWS_OF_SEPTEMBER) if row[0].startswith(portfolio))


@pytest.mark.parametrize(
    ("row", "column", "value", "rule"),
    [
        (row_of("Targeted"), TARGET, "2110", "row-total"),
        (row_of("Targeted"), TOTAL, "6100", "row-total"),
        (row_of("Targeted"), AT_RISK, "1967", "row-total"),
        (row_of("Targeted"), NET, "", "row-net"),
        (row_of("Brokerage"), ALTERNATIVELY, "", "row-net"),
        (row_of("CFCS"), NET, "185", "row-net"),
        (row_of("Transitions"), 0, "Place", "portfolio-total"),
        (row_of("Broadband"), TARGET, "1", "row-total"),
        (row_of("Transitions"), TARGET, "(60)", "row-total"),
        (row_of("Contracts"), 3, "Comprimised", "unknown-status"),
        (row_of("Contracts"), TARGET, "680k", None),
        (row_of("Contracts"), TARGET, "680000", "row-total"),
        (row_of("Contracts"), TARGET, "68O", "not-an-amount"),
        (total_of("Place Totals"), TARGET, "2148", "portfolio-total"),
        (total_of("Place Totals"), 0, "Palce Totals", "total-of-nothing"),
        (total_of("Grand"), TOTAL, "25575", "grand-total"),
        (0, TARGET, "Target 2017/18 (£000s)", "year-missing"),
        (0, TARGET + 2, "Target 2019/20 (£000s)", "column-twice"),
        (0, AT_RISK + 2, "At risk 2021/22 (£000s)", "year-columns"),
        (0, TARGET, "Target 2018/19 (£m)", "several-units"),
    ],
)
def test_each_fault_that_is_planted_in_the_table_of_september_is_found(
    row: int, column: int, value: Cell, rule: str | None, tmp_path: Path
) -> None:
    rows = changed([HEADER_OF_SEPTEMBER, *ROWS_OF_SEPTEMBER], row, column, value)
    table = read(tmp_path, rows)
    assert rule in rules(table) if rule else table.findings == ()
    assert errors(table) if rule else True
