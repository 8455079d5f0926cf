"""Amounts are read as programme offices print them, to the penny."""

from __future__ import annotations

import os
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tables.amounts import NotAnAmount, amount_in, rounded_to_pence

RUNS = int(os.environ.get("MINUTEBOOK_MODEL_RUNS", "60"))
PENCE = st.integers(-(10**13), 10**13).map(lambda pence: Decimal(pence) / 100)


@pytest.mark.parametrize(
    ("printed", "pounds"),
    [
        ("1,552", "1552000"),
        ("1552", "1552000"),
        ("(1,552)", "-1552000"),
        ("( 1,552 )", "-1552000"),
        ("-1,552", "-1552000"),
        ("−1,552", "-1552000"),
        ("–28", "-28000"),
        ("1,552-", "-1552000"),
        ("£-12", "-12000"),
        ("-£12", "-12000"),
        ("(£12)", "-12000"),
        ("1 552", "1552000"),
        ("1\u00a0552", "1552000"),
        ("12'345", "12345000"),
        ("1,552.5", "1552500"),
        (".5", "500"),
        ("0", "0"),
        ("-0", "0"),
        ("£1,552k", "1552000"),
        ("686k", "686000"),
        ("£25.6m", "25600000"),
        ("£1.2bn", "1200000000"),
    ],
)
def test_an_amount_is_read_as_people_mean_it(printed: str, pounds: str) -> None:
    amount = amount_in(printed, 1000)
    assert amount == Decimal(pounds)
    assert not str(amount).startswith("-0")


@pytest.mark.parametrize(
    "printed", ["", " ", "-", "–", "—", "n/a", "N/A", "nil", "none", "--", "£ -", "£-"]
)
def test_a_dash_or_nothing_states_no_figure(printed: str) -> None:
    assert amount_in(printed, 1000) is None


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("15%", "percentage"),
        ("tbc", "leaves the figure open"),
        ("see note", "is no amount"),
        ("1,55", "is no amount"),
        ("1.552.000", "is no amount"),
        ("(12", "is no amount"),
        ("-(12)", "is no amount"),
        ("--12", "is no amount"),
        ("12 13", "more than one figure"),
        ("2018/19", "is no amount"),
        ("1e5", "is no amount"),
        ("1234567890123", "more than 12 digits"),
    ],
)
def test_what_is_no_amount_is_refused_and_told(printed: str, told: str) -> None:
    with pytest.raises(NotAnAmount, match=told):
        amount_in(printed, 1)


@given(PENCE, st.sampled_from([1, 1000, 1_000_000]), st.integers(0, 5))
@settings(max_examples=RUNS, deadline=None)
def test_no_form_of_an_amount_loses_a_penny(pounds: Decimal, unit: int, form: int) -> None:
    number = abs(pounds) / unit
    plain, grouped = f"{number:f}", f"{number:,f}"
    minus = [
        f"-{plain}",
        f"({grouped})",
        f"−£{grouped}",
        f"{plain}-",
        f"£-{grouped}",
        f"(£{plain})",
    ]
    printed = minus[form] if pounds < 0 else [plain, grouped, f"£{plain}"][form % 3]
    read = amount_in(printed, unit)
    assert read is not None
    assert rounded_to_pence(read) == read == pounds


def test_a_number_of_a_workbook_is_counted_in_the_unit_of_its_column() -> None:
    assert amount_in(Decimal("17.25"), 1000) == Decimal(17250)


def test_half_a_penny_is_rounded_away_from_nought() -> None:
    assert rounded_to_pence(Decimal("0.125")) == Decimal("0.13")
    assert rounded_to_pence(Decimal("-0.125")) == Decimal("-0.13")
