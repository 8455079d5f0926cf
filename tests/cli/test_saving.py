"""``saving``: the history of a figure and its story, as people and programs read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.savings.conftest import BASELINE, BODIES
from tests.projections.savings.test_history import LATE

GOLDEN = Path(__file__).parents[1] / "golden"
TODAY = ("--as-at", "2019-06-02")
HISTORY = ("saving", "history", "targeted-reviews", *TODAY)
KEYS = [
    "year",
    "before",
    "after",
    "change",
    "decided_on",
    "recorded_at",
    "position",
    "kind",
    "authority",
    "change_request",
    "source",
    "reason",
]


def test_the_json_has_the_shape_of_the_contract(nottinghamshire: str) -> None:
    found = ask(*HISTORY, store=nottinghamshire)
    assert (found["project"], found["measure"]) == ("targeted-reviews", "cashable-benefit")
    assert [
        (moved["decided_on"], moved["year"], moved["before"], moved["after"], moved["change"])
        for moved in found["movements"]
    ] == [
        ("2017-09-11", "2018/19", "0", "3010000", "3010000"),
        ("2017-09-11", "2019/20", "0", "2000000", "2000000"),
        ("2017-09-11", "2020/21", "0", "1000000", "1000000"),
        ("2018-03-12", "2018/19", "3010000", "2010000", "-1000000"),
        ("2018-03-12", "2020/21", "1000000", "2000000", "1000000"),
    ]
    assert found["current"] == {"2018/19": "2010000", "2019/20": "2000000", "2020/21": "2000000"}
    assert found["total"] == "6010000"
    for moved in found["movements"]:
        assert set(KEYS) <= set(moved)


@pytest.mark.parametrize("form", ["json", "csv", "table"])
def test_every_form_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None], form: str
) -> None:
    result = run(*HISTORY, "--format", form, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"saving-history-targeted-reviews.{form}", result.stdout)


@pytest.mark.parametrize("year", ["2018/19", "2018-19", "2018/2019", "2018-2019"])
def test_a_year_is_read_in_every_form(nottinghamshire: str, year: str) -> None:
    found = ask(*HISTORY, "--year", year, store=nottinghamshire)
    assert found["current"] == {"2018/19": "2010000"}


@pytest.mark.parametrize("year", ["2018", "2018/20", "1999/01", "18/19", "9999/00x"])
def test_what_is_no_year_is_wrong_usage(nottinghamshire: str, year: str) -> None:
    result = run(*HISTORY, "--year", year, store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is not a financial year" in result.stderr


def test_an_unknown_project_is_told_with_those_like_it(nottinghamshire: str) -> None:
    result = run("saving", "history", "targetted-reviews", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "error: there is no project 'targetted-reviews': did you mean targeted-reviews"
    )


def test_an_unknown_measure_is_told_with_those_there_are(nottinghamshire: str) -> None:
    result = run(*HISTORY, "--measure", "hours", store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (
        2,
        "error: targeted-reviews has no measure 'hours': it has cashable-benefit\n",
    )


def test_before_its_first_decision_a_figure_has_no_movement(nottinghamshire: str) -> None:
    words = ("saving", "history", "transitions", "--as-at", "2017-09-10")
    result = run(*words, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (
        0,
        "No movement of this figure was decided by then.\n",
    )


def test_a_request_without_a_movement_is_told_with_that(nottinghamshire: str) -> None:
    words = ("saving", "history", "targeted-reviews", "--as-at", "2017-09-10")
    result = run(*words, store=nottinghamshire)
    assert "request raised" in result.stdout
    assert "No movement of this figure was decided by then.\n" in result.stdout


@pytest.mark.parametrize(
    ("as_at", "as_known", "total"),
    [
        ("2018-02-01", "2018-12-31", "5000.50"),
        ("2018-02-01", "2019-12-31", "5000.50"),
        ("2018-04-01", "2018-12-31", "5000.50"),
        ("2018-04-01", "2019-12-31", "5007.75"),
    ],
)
def test_late_knowledge_gives_the_four_right_answers(
    book: BookOnDisk, as_at: str, as_known: str, total: str
) -> None:
    book.record(BODIES)
    book.record(BASELINE)
    book.record(LATE, at=datetime(2019, 6, 1, 12, tzinfo=UTC))
    words = ("saving", "history", "reviews", "--as-at", as_at, "--as-known", as_known)
    assert ask(*words, store=book.url)["total"] == total


def test_the_story_of_a_year_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None]
) -> None:
    result = run("saving", "explain", "targeted-reviews", "2018/19", *TODAY, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / "saving-explain-targeted-reviews-2018-19.txt", result.stdout)


def test_the_story_is_given_to_programs_sentence_by_sentence(nottinghamshire: str) -> None:
    found = ask("saving", "explain", "targeted-reviews", *TODAY, store=nottinghamshire)
    assert [(story["year"], story["amount"]) for story in found["years"]] == [
        ("2018/19", "2010000"),
        ("2019/20", "2000000"),
        ("2020/21", "2000000"),
    ]
    result = run(
        "saving", "explain", "targeted-reviews", *TODAY, "--format", "csv", store=nottinghamshire
    )
    assert result.stdout.splitlines()[0] == "year,amount,number,sentence,note"
    assert result.stdout.splitlines()[1].startswith("2018/19,2010000,1,")


def test_a_project_without_a_figure_says_so(book: BookOnDisk) -> None:
    book.record(BODIES)
    result = run("saving", "explain", "reviews", store=book.url)
    assert result.stdout.splitlines()[-1] == "The book has no figure for it by then."
