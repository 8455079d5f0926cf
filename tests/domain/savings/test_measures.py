"""A measure is money where a word of its name says so."""

from __future__ import annotations

import pytest

from domain.savings.measures import is_money


@pytest.mark.parametrize(
    "measure", ["cashable-benefit", "avoided-cost", "cost-avoidance", "fees-in-pounds", "Income"]
)
def test_a_measure_whose_name_says_so_is_money(measure: str) -> None:
    assert is_money(measure)


@pytest.mark.parametrize("measure", ["hours", "staff-hours", "places", "costume-hire-days"])
def test_a_measure_whose_name_does_not_say_so_is_no_money(measure: str) -> None:
    assert not is_money(measure)
