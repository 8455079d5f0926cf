"""What the council's papers say against each other, and against the book, is found and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from examples.catalogue import record_files
from projections.statements.checking import Checked, State, check
from tests.books import BookOnDisk

PACKS = ("ics-pack-2018-11-05", "ics-pack-2019-01-07")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Checked]]:
    """All statements of both packs, checked."""
    book = BookOnDisk(tmp_path_factory.mktemp("statements"))
    book.record_files(*(Path(str(file)) for file in record_files("nottinghamshire")))
    with book.views() as views:
        yield check(views, as_at=date(2019, 1, 31))


def _row(found: list[Checked], ref: str, period: str) -> Checked:
    pack = PACKS[1] if f"{PACKS[1]}/{ref}" in {row.statement for row in found} else PACKS[0]
    (row,) = [row for row in found if row.statement == f"{pack}/{ref}" and row.period == period]
    return row


def _says(row: Checked, code: str) -> str:
    return " | ".join(cause.sentence for cause in row.causes if cause.code == code)


def test_the_totals_of_september_2018_agree_with_the_book(found: list[Checked]) -> None:
    groups = [row for row in found if row.document == PACKS[0] and row.kind != "project"]
    assert Counter(row.state for row in groups) == {State.AGREES: 45, State.ROUNDED: 7}


def test_the_figures_in_words_are_those_of_the_table_rounded(found: list[Checked]) -> None:
    rounded = [row for row in found if row.state is State.ROUNDED]
    assert sorted((str(row.stated), str(row.book)) for row in rounded) == [
        ("-6000000", "-6036000"),
        ("-6700000", "-6697000"),
        ("17800000", "17831000"),
        ("2400000", "2356000"),
        ("2400000", "2366000"),
        ("25600000", "25574000"),
        ("3000000", "3021000"),
    ]


def test_the_requests_and_the_net_impact_are_as_the_book_has_them(found: list[Checked]) -> None:
    asked = [
        row
        for row in found
        if row.figure in ("revised", "change", "change-requests", "extensions", "net-change")
    ]
    assert {row.state for row in asked} == {State.AGREES}
    assert len(asked) == 36


def test_over_achievement_is_1538_in_the_report_and_1552_in_its_appendix(
    found: list[Checked],
) -> None:
    report = _row(found, "targeted-reviews/over-achievement/2018-19", "2018/19")
    appendix = _row(found, "targeted-reviews/over-achievement/2018-19-2", "2018/19")
    assert (report.state, appendix.state) == (State.DIFFERS, State.DIFFERS)
    told = _says(report, "contradicts")
    assert "item 5, appendix A, states the over-achievement of targeted-reviews" in told
    assert "for 2018/19 as £1,552,000" in told
    assert "item 5, paragraph 4, has £1,538,000: £14,000 apart" in told
    assert "£1,538,000" in _says(appendix, "contradicts")
    assert "last status report is on September 2018" in _says(report, "older-report")


def test_what_is_saved_already_is_982_in_the_report_and_477_in_its_appendix(
    found: list[Checked],
) -> None:
    report = _row(found, "targeted-reviews/saved-already/2019-20", "2019/20")
    assert (report.book, report.difference) == (None, Decimal(505000))
    assert report.state is State.DIFFERS
    told = _says(report, "contradicts")
    assert "as £477,000" in told
    assert "has £982,000: £505,000 apart" in told


def test_contracts_review_is_150_apart_which_is_what_the_request_changes_in_2017_18(
    found: list[Checked],
) -> None:
    expected = _row(found, "ICS-2019-B/expected", "2018/19")
    assert (expected.stated, expected.book) == (Decimal(830000), Decimal(680000))
    assert expected.difference == 150000
    told = _says(expected, "contradicts")
    assert "states the target of contracts-review for 2018/19 as £680,000" in told
    assert "has £830,000: £150,000 apart" in told
    assert _says(expected, "same-request") == (
        "£150,000 is what ICS-2019-B itself changes in 2017/18 (£250,000 to £400,000)"
    )


def test_appendix_c_differs_from_appendix_b_by_a_thousand_and_by_ten(found: list[Checked]) -> None:
    reviews = _row(found, "targeted-reviews/over-achievement/2018-19", "2018/19")
    assert reviews.document == PACKS[1]
    (of_september,) = [
        row for row in found if row.figure == "over-achievement" and row.document == PACKS[0]
    ]
    assert "as -£1,967,000" in _says(of_september, "contradicts")
    assert "£1,000 apart" in _says(of_september, "contradicts")
    transitions = _row(found, "transitions/target/2018-19", "2018/19")
    assert (transitions.stated, transitions.book) == (Decimal(50000), Decimal(60000))
    assert "as £60,000" in _says(transitions, "contradicts")


def test_the_124_stands_in_2019_20_in_the_table_and_in_2018_19_in_the_words(
    found: list[Checked],
) -> None:
    words = _row(found, "alternative-accommodation-younger-adults/target/2018-19", "2018/19")
    assert (words.stated, words.book) == (Decimal(124000), Decimal(0))
    assert "The book has £124,000 in 2019/20, as has ics-pack-2018-11-05, pages 25-64, item 7," in (
        _says(words, "year-shifted")
    )


def test_nothing_else_differs(found: list[Checked]) -> None:
    assert Counter(row.thing for row in found if row.unexplained) == {
        "targeted-reviews": 5,
        "ICS-2019-B": 3,
        "transitions": 1,
        "alternative-accommodation-younger-adults": 1,
        "transforming-reablement": 1,
    }
    assert all(row.causes for row in found if row.unexplained)
