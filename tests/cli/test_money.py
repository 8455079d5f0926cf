"""Amounts as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.frame.money import Unit, in_pounds, in_unit
from domain.values.amounts import format_amount, parse_amount

AMOUNTS = st.decimals(min_value=-(10**12 - 1), max_value=10**12 - 1, places=2)


@pytest.mark.parametrize(
    ("amount", "unit", "shown"),
    [
        ("3010000", Unit.THOUSANDS, "3,010"),
        ("-1000000", Unit.THOUSANDS, "-1,000"),
        ("1967500", Unit.THOUSANDS, "1,967.5"),
        ("12.50", Unit.THOUSANDS, "0.0125"),
        ("0", Unit.THOUSANDS, "0"),
        ("-0.00", Unit.POUNDS, "0"),
        ("12.5", Unit.POUNDS, "12.50"),
        ("3010000", Unit.POUNDS, "3,010,000"),
        ("3010000", Unit.MILLIONS, "3.01"),
        ("70.5", Unit.PLAIN, "70.5"),
        ("3010000", Unit.PLAIN, "3,010,000"),
    ],
)
def test_an_amount_is_shown_exactly_in_its_unit(amount: str, unit: Unit, shown: str) -> None:
    assert in_unit(Decimal(amount), unit) == shown


@given(AMOUNTS)
def test_an_amount_is_exchanged_as_the_domain_stores_it(amount: Decimal) -> None:
    assert in_pounds(amount) == format_amount(amount)
    assert parse_amount(in_pounds(amount)) == amount


@given(AMOUNTS, st.sampled_from(Unit))
def test_no_unit_loses_a_penny(amount: Decimal, unit: Unit) -> None:
    scale = {Unit.THOUSANDS: 1000, Unit.MILLIONS: 1_000_000}.get(unit, 1)
    assert Decimal(in_unit(amount, unit).replace(",", "")) * scale == amount
