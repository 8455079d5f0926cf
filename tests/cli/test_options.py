"""Days, moments and units as people type them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import click
import pytest

from cli.frame.money import Unit
from cli.frame.options import read_day, read_moment, read_unit

CONTEXT = click.Context(click.Command("any"))
OPTION = click.Option(["--any"])
END = time.max


@pytest.mark.parametrize(
    "text", ["2018-11-05", " 2018-11-05 ", "5 November 2018", "5th november 2018"]
)
def test_a_day_is_iso_or_in_words(text: str) -> None:
    assert read_day(CONTEXT, OPTION, text) == date(2018, 11, 5)


def test_no_day_stays_none() -> None:
    assert read_day(CONTEXT, OPTION, None) is None
    assert read_moment(CONTEXT, OPTION, None) is None


@pytest.mark.parametrize("text", ["", "2018-11-31", "05/11/2018", "2018-11-05T10:00"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        read_day(CONTEXT, OPTION, text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-01-07", datetime.combine(date(2019, 1, 7), END, tzinfo=UTC)),
        ("7 January 2019", datetime.combine(date(2019, 1, 7), END, tzinfo=UTC)),
        ("2019-01-07T10:30", datetime(2019, 1, 7, 10, 30, tzinfo=UTC)),
        ("2019-01-07 10:30:05", datetime(2019, 1, 7, 10, 30, 5, tzinfo=UTC)),
        ("2019-01-07T10:30Z", datetime(2019, 1, 7, 10, 30, tzinfo=UTC)),
        ("2019-07-01T10:30+01:00", datetime(2019, 7, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_in_utc_unless_it_names_a_zone_and_a_day_means_its_end(
    text: str, moment: datetime
) -> None:
    assert read_moment(CONTEXT, OPTION, text) == moment


def test_a_zone_is_turned_into_utc() -> None:
    read = read_moment(CONTEXT, OPTION, "2019-07-01T10:30+01:00")
    assert read is not None
    assert read.tzinfo is UTC
    assert read == datetime(2019, 7, 1, 10, 30, tzinfo=timezone(timedelta(hours=1)))


@pytest.mark.parametrize("text", ["now", "", "2019-01-07T25:00"])
def test_what_is_no_moment_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter, match="is not a date and time"):
        read_moment(CONTEXT, OPTION, text)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("£", Unit.POUNDS),
        ("pounds", Unit.POUNDS),
        ("£000", Unit.THOUSANDS),
        ("Thousands", Unit.THOUSANDS),
        ("£M", Unit.MILLIONS),
        ("millions", Unit.MILLIONS),
    ],
)
def test_a_unit_has_its_sign_and_its_name(text: str, unit: Unit) -> None:
    assert read_unit(CONTEXT, OPTION, text) is unit


def test_what_is_no_unit_is_refused() -> None:
    with pytest.raises(click.BadParameter, match="choose £, £000 or £m"):
        read_unit(CONTEXT, OPTION, "€")


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-12:00", "0001-01-01T00:00+14:00"])
def test_a_moment_beyond_the_calendar_is_wrong_usage(text: str) -> None:
    with pytest.raises(click.BadParameter, match="not between the years 1 and 9999"):
        read_moment(CONTEXT, OPTION, text)


def test_nobody_asks_for_plain_numbers_as_a_unit_of_money() -> None:
    with pytest.raises(click.BadParameter, match="is not a unit"):
        read_unit(CONTEXT, OPTION, "plain")
