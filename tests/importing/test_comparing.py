"""A row beside the book's own figures: what the difference looks like, and how grave it is."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tables.comparing.causes import are_swapped, cause
from tables.parts import Severity
from tables.periods import periods_in
from tables.planning import Wanted
from tests.books import BookOnDisk
from tests.importing.september import planned


def row(*amounts: int) -> list[Decimal]:
    return [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("printed", "book", "rule"),
    [
        (row(0, 2010, 2000), row(2010, 2000, 2000), "year-shifted"),
        (row(2000, 2000, 0), row(2010, 2000, 2000), "year-shifted"),
        (row(0, 500, 0), row(500, 0, 0), "year-shifted"),
        (row(2000, 2010, 7), row(2010, 2000, 7), "years-swapped"),
        (row(500, 0, -30), row(-500, 0, 30), "sign-turned"),
        (row(500, 20), row(500, -20), "sign-turned"),
        (row(500000, 20000), row(500, 20), "other-unit"),
        (row(5, 2), row(5000, 2000), "other-unit"),
        (row(1297, 7), row(1927, 7), "digits-swapped"),
        (row(804, 7), row(805, 7), "book"),
        (row(500, 0), row(0, 0), "book"),
        (row(0, 0), row(500, 20), "book"),
        (row(0, 0, 0), row(500, 0, 0), "book"),
        (row(0, 0, 0), row(0, 0, 500), "book"),
        (
            row(
                0,
            ),
            row(500),
            "book",
        ),
    ],
)
def test_a_difference_is_named_by_what_it_looks_like(
    printed: list[Decimal], book: list[Decimal], rule: str
) -> None:
    assert cause(printed, book).rule == rule


def test_swapped_digits_stand_beside_each_other_under_one_sign() -> None:
    assert are_swapped(Decimal("1552.50"), Decimal("1525.50"))
    assert not are_swapped(Decimal(-12), Decimal(21))
    assert not are_swapped(Decimal(123), Decimal(321))
    assert not are_swapped(Decimal(12), Decimal(112))


def test_a_column_of_previous_years_holds_what_the_book_has_in_all_of_them(
    empty: BookOnDisk, tmp_path: Path
) -> None:
    empty.record(
        """
- portfolio: {ref: place, name: Place}
- project: {ref: parks, name: Parks, portfolio: place}
- opening-balance:
    {project: parks, as_at: 2018-04-01, profile: {2017/18: 5000, 2018/19: 30000}, source: Plan}
"""
    )
    path = tmp_path / "2018-09.csv"
    text = "Portfolio,Project,Status,Target 2018/19 & previous years (£000s),Target 2019/20 (£000s)"
    path.write_text(f"{text}\nPlace,Parks,On Target,35,\n", encoding="utf-8")
    found = planned(empty, path)
    assert (found.judged.standing, found.judged.warnings) == ((), ())


def test_what_the_book_has_in_a_year_without_a_column_is_told(
    empty: BookOnDisk, tmp_path: Path
) -> None:
    empty.record(
        """
- project: {ref: parks, name: Parks}
- opening-balance:
    {project: parks, as_at: 2018-04-01, profile: {2018/19: 30000, 2021/22: 500}, source: Plan}
"""
    )
    path = tmp_path / "2018-09.csv"
    path.write_text("Project,Status,Target 2018/19 (£000s)\nParks,On Target,30\n", encoding="utf-8")
    (found,) = planned(empty, path).judged.warnings
    assert (found.rule, found.apart) == ("book", Decimal(-500))


def test_what_a_document_states_is_a_warning_and_what_is_reported_an_error(
    opened: BookOnDisk, tmp_path: Path
) -> None:
    path = tmp_path / "2018-09.csv"
    header = "Portfolio,Project,Status,Target 2018/19 (£000s)"
    path.write_text(f"{header}\nPlace,Road Lighting Energy,On Target,252\n", encoding="utf-8")

    def severities(wanted: Wanted) -> list[Severity]:
        judged = planned(opened, path, wanted).judged
        every = (*judged.standing, *judged.warnings)
        return [found.severity for found in every if found.rule == "digits-swapped"]

    assert severities(Wanted(as_report=True)) == [Severity.ERROR]
    assert severities(Wanted(as_statements=True)) == [Severity.WARNING]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("status-2018-09", "2018-09"),
        ("status_201809", "2018-09"),
        ("Status report Sept 2018", "2018-09"),
        ("SEPTEMBER-2018 final", "2018-09"),
        ("2018 Dec", "2018-12"),
        ("2018-09-30 status", "2018-09"),
        ("20180930", "2018-09"),
        ("Status 30 September 2018 v2", "2018-09"),
    ],
)
def test_a_name_says_its_month_in_any_usual_form(name: str, period: str) -> None:
    assert periods_in(name) == [period]


@pytest.mark.parametrize(
    "name", ["savings 2018-19", "status", "2018", "report 2018/13", "v201812345"]
)
def test_a_financial_year_is_no_month(name: str) -> None:
    assert periods_in(name) == []


def test_a_name_with_two_months_says_both() -> None:
    assert periods_in("Apr 2018 to Sep 2018") == ["2018-04", "2018-09"]
