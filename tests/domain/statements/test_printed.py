"""Amounts are read as papers print them, to the penny, with how far they are rounded."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain.statements.figures import parse_period, plain, span
from domain.statements.printed import Printed, PrintedYears


@pytest.mark.parametrize(
    ("printed", "pounds", "rounded_to"),
    [
        ("1552000", "1552000", None),
        ("1,552,000.50", "1552000.50", None),
        (1552, "1552", None),
        (Decimal("-12.5"), "-12.50", None),
        ("£25.6m", "25600000", "100000"),
        ("17.8m", "17800000", "100000"),
        ("£3m", "3000000", "1000000"),
        ("£6 million", "6000000", "1000000"),
        ("£1.25bn", "1250000000", "10000000"),
        ("686k", "686000", "1000"),
        ("£25K", "25000", "1000"),
        ("£000 1,552", "1552000", "1000"),
        ("£'000s 1,552", "1552000", "1000"),
        ("1,552 (£000)", "1552000", "1000"),
        ("(1,552)k", "-1552000", "1000"),
        ("£000 (1,552)", "-1552000", "1000"),
        ("−£6m", "-6000000", "1000000"),
        ("-6.7 m", "-6700000", "100000"),
        ("£-5k", "-5000", "1000"),
        ("£ −5", "-5", None),
        ("1,552-", "-1552", None),
        ("£1,552k-", "-1552000", "1000"),
        ("–£6m", "-6000000", "1000000"),
        ("(-5)", "-5", None),
        ("£0.01k", "10", "10"),
        ("£0.00001k", "0.01", "0.01"),
    ],
)
def test_an_amount_is_read_as_it_is_printed(
    printed: object, pounds: str, rounded_to: str | None
) -> None:
    found = Printed.read(printed)
    assert found.amount == Decimal(pounds)
    assert found.rounded_to == (None if rounded_to is None else Decimal(rounded_to))
    assert Printed.read(found) == found


@pytest.mark.parametrize(
    "wrong",
    [
        *("", "about 3", "25%", "3 apples", "£0.000001k", "(1,552", "1,552)", "£000 3m", "1,55"),
        *("-£-5", "-5-", "+5-", "(5-)", "--5", "£-", "5k-k"),
        *(3.5, True, None, "9" * 40, "9999999999999"),
    ],
)
def test_what_is_no_amount_is_refused(wrong: object) -> None:
    with pytest.raises(ValueError, match=r"amount|penny|unit"):
        Printed.read(wrong)


def test_years_are_read_in_any_spelling_and_once() -> None:
    assert [*PrintedYears.read({"2019-20": "1k", "2018/19": 2})] == ["2018/19", "2019/20"]
    with pytest.raises(ValueError, match="stands twice"):
        PrintedYears.read({"2018/19": 1, "2018-19": 2})
    with pytest.raises(ValueError, match=r"2018/19: .* is not an amount"):
        PrintedYears.read({"2018/19": "much"})
    none: list[object] = [{}, 3, "x"]
    for nothing in none:
        with pytest.raises(ValueError, match="a map of years"):
            PrintedYears.read(nothing)


def test_a_period_is_a_year_or_a_span_of_years() -> None:
    assert parse_period("2018-19") == ("2018/19", "2018/19")
    assert parse_period("2018/19 to 2020/21") == ("2018/19", "2020/21")
    assert parse_period("2018/19 – 2020/21") == ("2018/19", "2020/21")
    with pytest.raises(ValueError, match="ends before it begins"):
        parse_period("2019/20 to 2018/19")
    with pytest.raises(ValueError, match="not a financial year"):
        parse_period("last year")
    assert (span(None, None), span("a", "a"), span("a", "b")) == ("total", "a", "a to b")


def test_figures_are_known_in_any_spelling() -> None:
    assert (plain(" At  Risk "), plain("net_at_risk"), plain(3)) == ("at-risk", "net-at-risk", 3)
