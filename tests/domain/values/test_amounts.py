"""Amounts are exact decimals in pounds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.amounts import format_amount, parse_amount

pence = st.integers(min_value=-(10**14) + 1, max_value=10**14 - 1)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        (3010000, "3010000"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        ("3010000", "3010000"),
        ("3,010,000", "3010000"),
        ("£250", "250"),
        ("-1,967.50", "-1967.50"),
        ("−6,675", "-6675"),
        ("-£0.05", "-0.05"),
        (" 0 ", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: object, amount: str) -> None:
    assert parse_amount(written) == Decimal(amount)


@pytest.mark.parametrize(
    "written",
    [
        2010000.0,
        True,
        None,
        "",
        "£3m",
        "3010k",
        "250 pounds",
        "GBP 250",
        "1,00",
        "12.345",
        "12.",
        "1e6",
        "NaN",
        Decimal("NaN"),
        Decimal("12.345"),
        "٣",
        "1234567890123456",
    ],
)
def test_what_is_no_exact_amount_in_pounds_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"is not an amount: write pounds as digits"):
        parse_amount(written)


def test_nothing_below_nothing_is_nothing() -> None:
    assert str(parse_amount("-0")) == "0"
    assert format_amount(Decimal("-0.00")) == "0"


@given(pence)
def test_every_amount_reads_back_as_it_was_written(number: int) -> None:
    amount = Decimal(number) / 100
    assert parse_amount(format_amount(amount)) == amount


@given(pence)
def test_equal_amounts_are_written_alike(number: int) -> None:
    amount = Decimal(number).scaleb(-2)
    assert format_amount(amount) == format_amount(amount.normalize())


@given(st.lists(pence, max_size=50))
def test_pennies_are_never_lost(numbers: list[int]) -> None:
    amounts = [parse_amount(format_amount(Decimal(number).scaleb(-2))) for number in numbers]
    assert sum(amounts) * 100 == sum(numbers)


def test_a_fraction_of_a_penny_is_not_rounded_away() -> None:
    with pytest.raises(ValueError, match="fraction of a penny"):
        format_amount(Decimal("0.005"))
