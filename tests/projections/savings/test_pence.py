"""Amounts survive the way through pence exactly."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from domain.values.amounts import format_amount
from projections.savings.pence import in_pounds, less, pence, pounds, profile

AMOUNTS = st.decimals(min_value=-(10**15) + 1, max_value=10**15 - 1, places=2)


@given(AMOUNTS)
def test_every_amount_comes_back_from_pence_in_its_stored_form(amount: Decimal) -> None:
    stored = format_amount(amount)
    assert pounds(pence(stored)) == amount
    assert str(pounds(pence(stored))) == stored


def test_a_profile_leaves_nil_years_out() -> None:
    assert profile({"2018/19": "12.50", "2019/20": "0"}) == {"2018/19": 1250}
    assert profile(None) == {}


def test_a_difference_names_only_the_years_that_differ_in_order() -> None:
    assert less({"2019/20": 5, "2018/19": 7}, {"2018/19": 7, "2020/21": 1}) == {
        "2019/20": 5,
        "2020/21": -1,
    }


def test_years_come_in_order() -> None:
    assert list(in_pounds({"2019/20": 1, "2018/19": 2})) == ["2018/19", "2019/20"]
