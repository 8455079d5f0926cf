"""``saving`` of portfolios, programmes, departments and the whole council; and its line of time."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE, BODIES

GOLDEN = Path(__file__).parents[1] / "golden"
TODAY = ("--as-at", "2019-06-02")
CARE = ("--portfolio", "adult-social-care-and-health")


@pytest.fixture(scope="module")
def reviews(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book of one project with a rejected request, two reports and a second measure."""
    book = BookOnDisk(tmp_path_factory.mktemp("reviews"))
    for text in (BODIES, BASELINE, REQUEST, DECISIONS["rejected"], REPORTS, HOURS):
        book.record(text)
    return book.url


REPORTS = """
- status-report: {project: reviews, period: 2018-04, status: on-target, reported_on: 2018-04-30,
    target: {2018/19: 3000, 2019/20: 2000.50}}
- status-report: {project: reviews, period: 2018-05, status: on-target, reported_on: 2018-05-31,
    target: {2018/19: 3000, 2019/20: 2000.50}}
- status-report: {project: reviews, period: 2018-06, status: at-risk, reported_on: 2018-06-30,
    target: {2018/19: 2850, 2019/20: 2000.50}}
- status-report: {project: reviews, period: 2018-07, status: at-risk, reported_on: 2018-07-31}
"""
HOURS = """
- baseline: {project: reviews, measure: hours, decided_on: 2018-01-15, profile: {2018/19: 12},
    authority: {body: policy, decided_on: 2018-01-15}}
"""


@pytest.mark.parametrize("words", [("--whole",), CARE], ids=["whole", "portfolio"])
def test_the_history_of_a_group_ends_where_its_portfolio_stands(
    nottinghamshire: str, words: tuple[str, ...]
) -> None:
    for day in ("2017-12-31", "2018-10-08", "2019-06-02"):
        found = ask("saving", "history", *words, "--as-at", day, store=nottinghamshire)
        standing = ask("portfolio", "--as-at", day, store=nottinghamshire)
        rows = {row["ref"]: row for row in (standing["total"], *standing["groups"])}
        group = rows.get(words[-1], standing["total"])
        assert found["total"] == group["target_total"]
        assert found["movements"][-1]["after"] == found["total"]


def test_the_history_of_the_council_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None]
) -> None:
    result = run("saving", "history", "--whole", *TODAY, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / "saving-history-whole.table", result.stdout)


def test_gathered_movements_name_the_projects_that_moved_most(nottinghamshire: str) -> None:
    found = ask("saving", "history", "--whole", *TODAY, store=nottinghamshire)
    assert (found["scope"], found["gathered_by"]) == (
        {"kind": "whole", "ref": None, "name": "All projects"},
        "decision",
    )
    brought = next(line for line in found["movements"] if line["kind"] == "brought-forward")
    assert (brought["movements"], brought["projects"]) == (90, 64)
    assert brought["parts"][0] == {"project": "care-and-support-centres", "change": "3562000"}
    assert sum(line["movements"] for line in found["movements"]) == found["movement_count"] == 102


def test_each_movement_of_a_group_names_its_project_and_what_the_group_stood_at(
    nottinghamshire: str,
) -> None:
    words = ("saving", "history", *CARE, "--each", "--year", "2020/21", *TODAY)
    found = ask(*words, store=nottinghamshire)
    moves = found["movements"]
    assert [move["project"] for move in moves[:2]] == ["targeted-reviews", "targeted-reviews"]
    assert all(earlier["after"] == later["before"] for earlier, later in pairwise(moves))
    assert moves[-1]["after"] == found["current"]["2020/21"]
    result = run(*words, "--format", "csv", store=nottinghamshire)
    header, *rows = csv.reader(StringIO(result.stdout))
    assert header[:5] == ["project", "year", "before", "change", "after"]
    assert len(rows) == len(moves)
    assert "Project" in run(*words, store=nottinghamshire).stdout


def test_the_csv_of_gathered_movements_has_a_column_for_each_year(nottinghamshire: str) -> None:
    words = ("saving", "history", "--whole", *TODAY, "--format", "csv")
    header, *rows = csv.reader(StringIO(run(*words, store=nottinghamshire).stdout))
    assert header[-5:] == [
        "change_2018_19",
        "change_2019_20",
        "change_2020_21",
        "change_2021_22",
        "largest",
    ]
    assert rows[0][header.index("change_2018_19")] == "3010000"


def test_reports_are_told_that_state_another_target_than_the_book_or_than_the_one_before(
    reviews: str,
) -> None:
    words = ("saving", "history", "reviews", "--as-at", "2019-01-01")
    told = [event for event in ask(*words, store=reviews)["events"] if event["what"] == "report"]
    assert [event["reference"] for event in told] == ["2018-04", "2018-06"]
    assert told[1]["happened"] == "report differs"
    assert told[1]["said"] == (
        "The status report for June 2018 says: at risk, nothing at risk; it states a target of"
        " £2,850 for 2018/19, £2,000.50 for 2019/20, where the book had £3,000 for 2018/19,"
        " £150 apart."
    )
    every = ask(*words, "--reports", store=reviews)["events"]
    assert sum(event["what"] == "report" for event in every) == 4


def test_of_a_group_reports_are_told_that_differ_from_the_book(reviews: str) -> None:
    words = ("saving", "history", "--whole", "--as-at", "2018-07-01")
    told = [event for event in ask(*words, store=reviews)["events"] if event["what"] == "report"]
    assert [event["said"] for event in told] == [
        (
            "The status report for June 2018 on Reviews states a target of £2,850 for 2018/19"
            " where the book had £3,000, £150 apart."
        )
    ]


@pytest.mark.parametrize("whose", [("reviews",), ("--portfolio", "care")], ids=str)
def test_a_rejected_request_stands_on_the_line_of_time(reviews: str, whose: tuple[str]) -> None:
    found = ask("saving", "history", *whose, "--as-at", "2019-01-01", store=reviews)
    told = [
        (event["on"], event["happened"], event["reference"])
        for event in found["events"]
        if event["what"] == "request"
    ]
    assert told == [
        ("2018-02-01", "request raised", "R-1"),
        ("2018-03-01", "request rejected", "R-1"),
    ]


def test_the_line_of_time_is_in_the_order_of_days(reviews: str) -> None:
    found = ask("saving", "history", "reviews", "--as-at", "2019-01-01", store=reviews)
    days = [event["on"] for event in found["events"]]
    assert days == sorted(days)
    assert {event["what"] for event in found["events"]} == {"movement", "request", "report"}


@pytest.mark.parametrize("whose", [("reviews",), ("--whole",)], ids=str)
def test_every_measure_has_a_life_of_its_own(reviews: str, whose: tuple[str]) -> None:
    words = (*whose, "--every-measure", "--as-at", "2019-01-01")
    found = ask("saving", "history", *words, store=reviews)
    assert [(one["measure"], one["total"]) for one in found["measures"]] == [
        ("cashable-benefit", "5000.50"),
        ("hours", "12"),
    ]
    sheet = run("saving", "history", *words, "--format", "csv", store=reviews).stdout
    assert sheet.splitlines()[0].startswith("measure,")
    told = ask("saving", "explain", *words, store=reviews)
    assert [one["measure"] for one in told["measures"]] == ["cashable-benefit", "hours"]


def test_a_measure_that_is_no_money_is_told_in_plain_numbers(reviews: str) -> None:
    hours = ("reviews", "--measure", "hours", *TODAY)
    told = run("saving", "history", *hours, store=reviews).stdout
    assert "reviews, hours, as at 2019-06-02" in told
    assert "£" not in told
    assert "12" in told.split("Target", 1)[1]
    story = run("saving", "explain", *hours, "--year", "2018/19", store=reviews).stdout
    assert "the target of Reviews for 2018/19 is 12 hours." in story
    assert "£" not in story


def test_plain_numbers_have_no_unit_of_money(reviews: str) -> None:
    words = ("saving", "history", "reviews", *TODAY, "--unit", "£m")
    refused = run(*words, "--measure", "hours", store=reviews)
    assert refused.exit_code == 2
    assert "hours is not money" in refused.stderr
    both = run(*words, "--every-measure", store=reviews).stdout
    assert "cashable benefit, £m" in both
    assert "hours, as at" in both


def test_a_page_shows_the_last_movements_and_says_how_many_are_earlier(
    reviews: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.saving.history.PAGE", 1)
    words = ("saving", "history", "reviews", "--as-at", "2019-01-01")
    shown = run(*words, store=reviews).stdout
    assert "1 earlier movements are not shown: --format csv has them all." in shown
    assert len(ask(*words, store=reviews)["movements"]) == 2


def test_where_a_page_has_no_room_for_decisions_they_are_gathered_by_longer_times(
    nottinghamshire: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("projections.lives.gathering.PAGE", 4)
    found = ask("saving", "history", "--whole", *TODAY, store=nottinghamshire)
    assert found["gathered_by"] == "financial year"
    assert [(line["period"], line["kind"]) for line in found["movements"]] == [
        ("2017/18", "baseline"),
        ("2017/18", "re-profile"),
        ("2018/19", "brought-forward"),
        ("2018/19", "extension"),
    ]
    shown = run("saving", "history", "--whole", *TODAY, store=nottinghamshire).stdout
    assert "102 movements are gathered by financial year: --each shows them one by one" in shown


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name what you ask about: a project, --portfolio, --programme, --department or"),
        (("reviews", "--whole"), "name one of them: a project, --portfolio"),
        (("--portfolio", "car"), "there is no portfolio 'car': did you mean care?"),
        (("--programme", "homes"), "there is no programme 'homes'"),
        (("--department", "Place"), "there is no department 'Place'"),
        (("--whole", "--measure", "hour"), "the book has no measure 'hour': did you mean hours?"),
    ],
)
@pytest.mark.parametrize("verb", ["history", "explain"])
def test_what_is_not_there_is_told(
    reviews: str, verb: str, words: tuple[str, ...], said: str
) -> None:
    result = run("saving", verb, *words, store=reviews)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in " ".join(result.stderr.split())


def test_the_year_of_a_group_may_stand_where_that_of_a_project_stands(reviews: str) -> None:
    told = [
        ask("saving", "explain", *words, "--as-at", "2019-01-01", store=reviews)["years"]
        for words in (("--whole", "2018/19"), ("--whole", "--year", "2018/19"))
    ]
    assert told[0] == told[1]
    assert told[0][0]["year"] == "2018/19"


def test_two_years_are_one_too_many(reviews: str) -> None:
    result = run("saving", "explain", "reviews", "2018/19", "--year", "2019/20", store=reviews)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "name one year: 2018/19 or --year 2019/20" in result.stderr


def test_sources_stand_below_the_sentences_by_number(nottinghamshire: str) -> None:
    words = ("saving", "explain", "contracts-review", "2018/19", *TODAY)
    shown = run(*words, store=nottinghamshire).stdout
    assert "without the decisions behind it. [2]" in shown
    assert "\n2  source: Nottinghamshire County Council" in shown
