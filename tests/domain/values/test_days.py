"""Days and months as papers write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.days import last_day, parse_day, parse_month


@pytest.mark.parametrize(
    "written",
    [date(2018, 11, 5), "2018-11-05", " 5 November 2018 ", "5th november 2018", "05 NOVEMBER 2018"],
)
def test_a_day_is_read_as_papers_write_it(written: object) -> None:
    assert parse_day(written) == date(2018, 11, 5)


@given(st.dates())
def test_every_day_reads_back(day: date) -> None:
    assert parse_day(day.isoformat()) == day
    assert parse_day(f"{day.day} {day:%B} {day.year:04d}") == day


@pytest.mark.parametrize(
    "written",
    [
        "05/11/2018",
        "November 2018",
        "5 Brumaire 2018",
        "2018-11-5",
        "",
        None,
        20181105,
        datetime(2018, 11, 5, 10, 30, tzinfo=UTC),
        "٢٠١٨-11-05",
    ],
)
def test_another_form_is_no_day(written: object) -> None:
    with pytest.raises(ValueError, match="write it as 2018-11-05 or 5 November 2018"):
        parse_day(written)


@pytest.mark.parametrize("written", ["2018-02-29", "31 April 2018", "0000-01-01"])
def test_a_day_is_in_the_calendar(written: str) -> None:
    with pytest.raises(ValueError, match="is not a day of the calendar"):
        parse_day(written)


@pytest.mark.parametrize("written", ["2018-09", "September 2018", " september  2018 "])
def test_a_month_is_read_as_papers_write_it(written: str) -> None:
    assert parse_month(written) == "2018-09"


@pytest.mark.parametrize(
    "written",
    ["2018-13", "2018-00", "0000-01", "May 0000", "Sept 2018", "2018/19", "2018", "٢٠١٨-09"],
)
def test_another_form_is_no_month(written: str) -> None:
    with pytest.raises(ValueError, match="write it as 2018-09 or September 2018"):
        parse_month(written)


@pytest.mark.parametrize(
    ("month", "day"), [("2018-09", 30), ("2018-12", 31), ("2018-02", 28), ("2020-02", 29)]
)
def test_a_month_ends_on_its_last_day(month: str, day: int) -> None:
    assert last_day(month) == date(int(month[:4]), int(month[5:]), day)


@given(st.dates())
def test_every_month_reads_back_and_has_a_last_day(day: date) -> None:
    month = f"{day.year:04d}-{day.month:02d}"
    assert parse_month(f"{day:%B} {day.year:04d}") == parse_month(month) == month
    assert day <= last_day(month)
