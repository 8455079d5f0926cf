"""Financial years have one written form and several that are read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from domain.values.years import FinancialYear


@pytest.mark.parametrize("written", ["2018/19", "2018/2019", "2018-19", "2018-2019", "2018–19"])
def test_the_ways_to_write_a_financial_year_read_as_the_same(written: str) -> None:
    assert FinancialYear.parse(written) == "2018/19"


@given(
    st.integers(min_value=1900, max_value=2198),
    st.sampled_from("/-–"),
    st.booleans(),
    st.sampled_from(["", " "]),
)
def test_every_financial_year_reads_back(first: int, stroke: str, whole: bool, gap: str) -> None:  # noqa: FBT001 - drawn by hypothesis
    second = f"{first + 1}" if whole else f"{(first + 1) % 100:02d}"
    year = FinancialYear.parse(f"{first}{gap}{stroke}{gap}{second}")
    assert year == f"{first}/{(first + 1) % 100:02d}"
    assert FinancialYear.parse(year) is year


def test_financial_years_sort_as_they_follow() -> None:
    years = [FinancialYear.parse(f"{first}/{first + 1}") for first in range(1995, 2105)]
    assert sorted(set(years)) == years


@pytest.mark.parametrize(
    "written", ["2018", "18/19", "2018/9", "2018/19/20", "FY2018", "", 2018, None, "2018/1٩"]
)
def test_another_form_is_no_financial_year(written: object) -> None:
    with pytest.raises(ValueError, match="write it as 2018/19"):
        FinancialYear.parse(written)


@pytest.mark.parametrize("written", ["2018/20", "2018/2020", "2018/18", "2018/17", "2018-09"])
def test_a_financial_year_ends_in_the_year_after_it_begins(written: str) -> None:
    with pytest.raises(ValueError, match=r"after 2018 comes 2018/19"):
        FinancialYear.parse(written)


def test_a_model_reads_and_stores_a_financial_year_as_text() -> None:
    adapter = TypeAdapter(FinancialYear)
    assert adapter.dump_json(adapter.validate_json('"2018-2019"')) == b'"2018/19"'
    with pytest.raises(ValidationError):
        adapter.validate_python("2018")


def test_a_financial_year_begins_in_april() -> None:
    days = [date(2019, 3, 31), date(2019, 4, 1), date(1999, 12, 31)]
    assert [FinancialYear.of(day) for day in days] == ["2018/19", "2019/20", "1999/00"]
    assert FinancialYear.of(days[1]).first_day == days[1]
