"""What is said when a time, a year or a count leaves little to say, and what lists leave in."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run


@pytest.mark.parametrize(
    "words", ["body show ics", "project show targeted-reviews", "change show ICS-2019-A"]
)
def test_what_was_not_known_by_then_is_said_to_be_in_the_book(
    nottinghamshire: str, words: str
) -> None:
    result = run(*words.split(), "--as-known", "1900-01-01", store=nottinghamshire)
    assert result.exit_code == 2
    assert "choose a later --as-at or --as-known" in result.stderr


def test_a_year_of_which_nothing_is_known_is_told_in_one_sentence(nottinghamshire: str) -> None:
    told = ask("saving", "explain", "targeted-reviews", "2050/51", store=nottinghamshire)
    assert [year["sentences"] for year in told["years"]] == [
        ["The book has nothing of 2050/51: no target, request or report names that year."]
    ]


def test_the_csv_of_resolutions_says_who_is_consulted(nottinghamshire: str) -> None:
    shown = run("resolution", "list", "--format", "csv", store=nottinghamshire).stdout
    assert "in_consultation_with" in next(csv.reader(StringIO(shown)))


def test_truth_in_csv_is_written_as_in_json(nottinghamshire: str) -> None:
    shown = run("verify", "--format", "csv", store=nottinghamshire).stdout
    assert "holds,true\n" in shown


def test_a_deferred_request_is_listed_with_where_it_comes_back(nottinghamshire: str) -> None:
    words = ("change", "decide", "ICS-2019-B", "--outcome", "deferred")
    more = ("--deferred-to", "ics-2019-03-04", "--decided-on", "2019-01-07")
    assert run(*words, *more, store=nottinghamshire).exit_code == 0
    shown = run("change", "list", "--state", "deferred", store=nottinghamshire).stdout
    assert "deferred to ics-2019-03-04" in shown


def test_one_is_not_counted_as_several(book: BookOnDisk) -> None:
    book.record("- body: {ref: ics, name: ICS, kind: committee}")
    assert " 1 fact. " in run("verify", store=book.url).stdout
    assert " from 1 fact." in run("rebuild", store=book.url).stdout
    path = str(book.folder / "one.dot")
    assert "1 body, 0 lines" in run("diagram", "governance", "-o", path, store=book.url).stdout
