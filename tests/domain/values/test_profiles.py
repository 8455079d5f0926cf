"""Savings profiles add, subtract and compare year by year, exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain.values.profiles import SavingsProfile, summed
from domain.values.years import FinancialYear
from tests.domain.council import ACCELERATED_PROFILE, FIRST_PROFILE, MOVED_PROFILE, thousands

years = st.integers(min_value=2010, max_value=2030).map(
    lambda first: FinancialYear.parse(f"{first}/{first + 1}")
)
amounts = st.integers(min_value=-(10**12), max_value=10**12).map(
    lambda pence: Decimal(pence).scaleb(-2)
)
profiles = st.dictionaries(years, amounts, max_size=6).map(SavingsProfile)
NIL = SavingsProfile()


def test_targeted_reviews_is_6010_throughout() -> None:
    totals = {each.total for each in (FIRST_PROFILE, MOVED_PROFILE, ACCELERATED_PROFILE)}
    assert totals == {Decimal(6_010_000)}


def test_moving_1000_from_2018_to_2020_is_the_difference_of_the_profiles() -> None:
    moved = MOVED_PROFILE - FIRST_PROFILE
    assert moved == thousands(y2018=-1000, y2020=1000)


@given(profiles, profiles)
def test_what_is_added_can_be_taken_away(one: SavingsProfile, other: SavingsProfile) -> None:
    assert (one + other) - other == one
    assert (one - other) + other == one


@given(profiles, profiles, profiles)
def test_the_order_of_adding_does_not_matter(
    one: SavingsProfile, other: SavingsProfile, third: SavingsProfile
) -> None:
    assert one + other == other + one
    assert (one + other) + third == one + (other + third) == summed([third, one, other])


@given(profiles, profiles)
def test_totals_add_as_years_do(one: SavingsProfile, other: SavingsProfile) -> None:
    assert (one + other).total == one.total + other.total
    assert (one - other).total == one.total - other.total


@given(profiles, years)
def test_a_year_that_is_not_named_is_nil(profile: SavingsProfile, year: FinancialYear) -> None:
    named = profile + SavingsProfile({year: Decimal(0)})
    assert named == profile
    assert hash(named) == hash(profile)
    assert named.total == profile.total
    assert year in named
    assert SavingsProfile()[year] == 0


@given(profiles, profiles)
def test_profiles_are_equal_where_every_year_is(one: SavingsProfile, other: SavingsProfile) -> None:
    assert (one == other) is all(one[year] == other[year] for year in {*one, *other})


@given(profiles)
def test_every_profile_reads_back_as_it_was_stored(profile: SavingsProfile) -> None:
    adapter = TypeAdapter(SavingsProfile)
    again = adapter.validate_json(adapter.dump_json(profile))
    assert again == profile
    assert list(again) == sorted(profile)
    assert again.stored() == profile.stored()


def test_the_stored_form_is_text() -> None:
    written = {"2019/2020": "1.50", "2018-19": 2010000}
    assert SavingsProfile.parse(written).stored() == {"2018/19": "2010000", "2019/20": "1.50"}


@pytest.mark.parametrize("year", ["2018/19", "2018-19", "2018/2019"])
def test_a_year_is_found_in_whatever_form_it_is_asked_for(year: str) -> None:
    assert FIRST_PROFILE[year] == Decimal(3_010_000)


def test_what_is_no_year_is_not_taken_for_a_nil_year() -> None:
    with pytest.raises(ValueError, match="is not a financial year"):
        FIRST_PROFILE["2018"]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ([1], "a profile is a map of years to amounts"),
        ("3010000", "a profile is a map of years to amounts"),
        ({"2018": 1}, "is not a financial year"),
        ({"2018/19": "3m"}, "2018/19: '3m' is not an amount"),
        ({"2018/19": 1, "2018-19": 1}, "the year 2018/19 stands twice"),
    ],
)
def test_what_is_no_profile_is_refused(written: object, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        SavingsProfile.parse(written)


def test_a_profile_is_no_mere_map() -> None:
    assert thousands(y2018=1) != {"2018/19": Decimal(1000)}


def test_a_profile_is_shown_year_by_year_in_pounds() -> None:
    assert str(thousands(y2019=2000, y2018=3010)) == "2018/19: £3,010,000, 2019/20: £2,000,000"
    assert repr(NIL) == "SavingsProfile(nothing)"
    assert len(thousands(y2018=0)) == 1
    assert len(thousands(y2018=0).without_nil_years()) == 0


def test_the_schema_of_a_profile_is_a_map() -> None:
    assert TypeAdapter(SavingsProfile).json_schema()["type"] == "object"
