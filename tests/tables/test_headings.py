"""A heading says which year, which figure and which unit its column holds."""

from __future__ import annotations

import pytest

from tables.headers.columns import meaning_named, meaning_of
from tables.headers.units import unit_in, unit_named
from tables.headers.years import year_in


@pytest.mark.parametrize(
    ("heading", "year", "earlier"),
    [
        ("2018/19", "2018/19", False),
        ("2018-19", "2018/19", False),
        ("2018–19", "2018/19", False),
        ("2018/2019", "2018/19", False),
        ("2018_19", "2018/19", False),
        ("18/19", "2018/19", False),
        ("FY19", "2018/19", False),
        ("FY 2019", "2018/19", False),
        ("FY18/19", "2018/19", False),
        ("FY2018/19", "2018/19", False),
        ("1999/00", "1999/00", False),
        ("2019/20 & previous years", "2019/20", True),
        ("2019/20 and earlier years", "2019/20", True),
        ("Prior years to 2019/20", "2019/20", True),
        ("Up to 2019/20", "2019/20", True),
        ("2019-20 and before", "2019/20", True),
    ],
)
def test_a_year_is_found_in_any_usual_form(heading: str, year: str, earlier: bool) -> None:  # noqa: FBT001 - a column of the table above
    found = year_in(heading)
    assert found is not None
    assert (found.year, found.earlier) == (year, earlier)


@pytest.mark.parametrize(
    "heading", ["2018", "2018/20", "Previous years", "18", "2018/19 to 2020/21", "C07", "1/2"]
)
def test_what_names_no_one_financial_year_is_not_taken_for_one(heading: str) -> None:
    assert year_in(heading) is None


@pytest.mark.parametrize(
    ("heading", "name", "unit"),
    [
        ("target_2018_19", "target 2018/19", None),
        ("at_risk_total", "at risk total", None),
        ("Cashable benefits 2018/19 (£000)s", "target 2018/19", 1000),
        ("Savings Targets (£000)s Total (£000)s", "target total", 1000),
        ("Projected At Risk / Slippage & Over Achievement 2018/19", "at risk 2018/19", None),
        ("Savings at Risk / Slippage / Over delivery Total (£m)", "at risk total", 1_000_000),
        ("Savings delivered in an alternative way", "delivered alternatively", None),
        ("Net at risk amount", "net at risk", None),
        ("Project Status (Last Month)", "status last", None),
        ("Project Status (This Month)", "status", None),
        ("RAG", "status", None),
        ("Total 2018/19 to 2020/21 (£000s)", "target total", 1000),
        ("At risk: 3 year total", "at risk total", None),
        ("Over / (under) delivery 2018/19", "at risk 2018/19", None),
        ("Scheme title", "project", None),
        ("Name of project", "project", None),
        ("Project Ref.", "reference", None),
        ("Portfolio", "portfolio", None),
        ("Finance comments", "narrative", None),
        ("2018/19 £'000", "target 2018/19", 1000),
        ("18/19 £k", "target 2018/19", 1000),
        ("2018/19 (£)", "target 2018/19", 1),
    ],
)
def test_a_heading_says_what_its_column_holds(heading: str, name: str, unit: int | None) -> None:
    found = meaning_of(heading)
    assert found is not None
    assert (found.name, found.unit) == (name, unit)


@pytest.mark.parametrize(
    "heading",
    ["On Target", "At Risk", "Trend", "", "Net at risk 2018/19", "Status report as at May 2018 all",
     "Number of cases 2018/19", "x" * 300, "Savings delivered in an alternative way 2018/19"],
)  # fmt: skip
def test_a_heading_that_says_nothing_known_is_left_alone(heading: str) -> None:
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("£000", 1000), ("£000s", 1000), ("£'000", 1000), ("£k", 1000), ("k", 1000), ("1000", 1000),
     ("£", 1), ("pounds", 1), ("£m", 1_000_000), ("£ million", 1_000_000)],
)  # fmt: skip
def test_a_unit_is_named_as_people_name_it(text: str, unit: int) -> None:
    assert unit_named(text) == unit


def test_what_is_no_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="write £, £000 or £m"):
        unit_named("apples")


def test_a_heading_without_a_unit_states_none() -> None:
    assert unit_in("Target 2018/19") is None


def test_a_column_of_ours_is_named_as_mapping_files_name_it() -> None:
    assert meaning_named("target 2018/19").name == "target 2018/19"
    assert meaning_named("at risk total").name == "at risk total"
    assert meaning_named("ignore").name == "ignored"
    with pytest.raises(ValueError, match="is no column: write one of portfolio, project"):
        meaning_named("colour")
