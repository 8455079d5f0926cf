"""Signs stand side by side, in order, as near to their places as the others leave them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagrams.plots.history.axis import Axis, span
from diagrams.plots.history.spread import Wanted, spread

LEFT, RIGHT, GAP = 10.0, 510.0, 2.0
signs = st.lists(st.builds(Wanted, st.floats(LEFT, RIGHT), st.floats(5, 20)), max_size=20).map(
    sorted
)
days = st.dates(date(1990, 1, 1), date(2060, 1, 1))


@given(wanted=signs)
def test_no_sign_meets_another_or_leaves_the_sheet_and_their_order_stays(
    wanted: list[Wanted],
) -> None:
    middles = spread(wanted, LEFT, RIGHT, GAP)
    edges = [(m - s.width / 2, m + s.width / 2) for m, s in zip(middles, wanted, strict=True)]
    assert all(left >= LEFT - 1e-6 and right <= RIGHT + 1e-6 for left, right in edges)
    assert all(one[1] + GAP <= other[0] + 1e-6 for one, other in pairwise(edges))


def test_signs_that_are_apart_stay_where_they_belong() -> None:
    assert spread([Wanted(50, 10), Wanted(90, 10)], LEFT, RIGHT) == [50, 90]


def test_signs_of_one_place_stand_on_both_sides_of_it() -> None:
    assert spread([Wanted(100, 10)] * 2, LEFT, RIGHT, GAP) == [94, 106]


@given(first=days, length=st.integers(1, 40_000), apart=st.floats(20, 80))
def test_named_days_are_in_order_and_apart(first: date, length: int, apart: float) -> None:
    last = date.fromordinal(min(first.toordinal() + length, date(2100, 1, 1).toordinal()))
    axis = Axis(first, last, 70.0, 480.0)
    ticks = axis.ticks(apart)
    assert all(first <= day <= last and day.day == 1 for day in ticks)
    assert all(axis.x(after) - axis.x(before) >= apart for before, after in pairwise(ticks))


@pytest.mark.parametrize(
    ("last", "named"),
    [
        (date(2018, 6, 30), ["2018-02-01", "2018-03-01"]),
        (date(2019, 9, 30), ["2018-04-01", "2018-07-01"]),
        (date(2026, 3, 31), ["2018-04-01", "2019-04-01"]),
        (date(2090, 3, 31), ["2020-04-01", "2030-04-01"]),
    ],
)
def test_years_and_quarters_are_named_as_the_financial_year_has_them(
    last: date, named: list[str]
) -> None:
    ticks = Axis(date(2018, 1, 15), last, 70.0, 480.0).ticks(46.0)
    assert [day.isoformat() for day in ticks[:2]] == named


def test_what_happened_fills_the_picture_though_the_day_asked_for_is_long_after() -> None:
    first, last = span([date(2018, 1, 1), date(2019, 1, 1)], date(2026, 11, 22))
    assert (first, last) == (date(2017, 12, 2), date(2019, 3, 2))
    assert span([date(2018, 1, 1)], date(2018, 1, 10))[1] == date(2018, 1, 10)
