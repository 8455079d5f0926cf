"""``resolution facts``: what members had before them, as tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.known_then.conftest import BEFORE, MINUTES, SINCE, TABLED, on
from tests.projections.savings.conftest import BASELINE, BODIES

GOLDEN = Path(__file__).parents[1] / "golden"
NOW = ("--as-at", "2018-12-31")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a book that was kept while its body met."""
    book = BookOnDisk(tmp_path_factory.mktemp("kept"))
    for text, day in (
        (BODIES, "2018-01-20"),
        (BASELINE, "2018-01-20"),
        (BEFORE, "2018-02-05"),
        (TABLED, "2018-03-02"),
        (MINUTES, "2018-03-05"),
        (SINCE, "2018-06-01"),
    ):
        book.record(text, at=on(day))
    return book.url


@pytest.mark.parametrize("ref", ["2018/1", "2018/2"])
def test_the_page_is_as_it_was(kept: str, golden: Callable[[Path, str], None], ref: str) -> None:
    result = run("resolution", "facts", ref, "--unit", "£", *NOW, store=kept)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"resolution-facts-{ref.replace('/', '-')}.table", result.stdout)


def test_a_book_begun_afterwards_says_so(nottinghamshire: str) -> None:
    shown = run("resolution", "facts", "2018/019", store=nottinghamshire).stdout
    assert "begun on 2019-06-01, after the meeting" in " ".join(shown.split())
    assert "learnt" not in shown


def test_statements_that_agree_are_counted_of_the_figures_shown(nottinghamshire: str) -> None:
    shown = run("resolution", "facts", "2018/019", store=nottinghamshire).stdout
    told = " ".join(shown.split())
    assert "of these sums that documents had published agreed with the book then, as now." in told
    assert "What they state of single projects was not looked at" in told


def test_in_json_then_stands_beside_now(kept: str) -> None:
    found = ask("resolution", "facts", "ics/2018/1", *NOW, store=kept)
    assert found["resolution"]["id"] == "ics/2018/1"
    assert (found["basis"]["kept"], found["basis"]["day"]) == (True, "2018-03-01")
    (figure,) = found["figures"]
    assert (figure["then"], figure["now"]) == (
        {"2018/19": "3000", "2019/20": "2000.50"},
        {"2018/19": "2500", "2019/20": "2037.50"},
    )
    assert figure["learnt"] == {"2019/20": "7"}
    assert found["statuses"][0]["then"]["status"] == "at_risk"


def test_in_csv_each_line_says_what_part_it_is_of(kept: str) -> None:
    told = run("resolution", "facts", "2018/1", *NOW, "--format", "csv", store=kept).stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    totals = [row for row in rows if (row["part"], row["year"]) == ("figure", "total")]
    assert [(row["then"], row["now"], row["change"]) for row in totals] == [
        ("5000.50", "4537.50", "-463")
    ]
    moved = {"this decision", "learnt since", "decided since"}
    apart = sum(float(row["change"]) for row in rows if row["part"] in moved)
    assert apart == -463
    assert {"status", "request", "overdue", "put-off"} <= {row["part"] for row in rows}
    portfolios = run("resolution", "facts", "2018/2", *NOW, "--format", "csv", store=kept).stdout
    assert "all portfolios,,target_total,," in portfolios


@pytest.mark.parametrize("ref", ["2018/1", "2018/2"])
def test_in_csv_what_was_learnt_since_was_recorded_late(kept: str, ref: str) -> None:
    told = run("resolution", "facts", ref, *NOW, "--format", "csv", store=kept).stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    learnt = {row["recorded_late"] for row in rows if row["part"] == "learnt since"}
    decided = {row["recorded_late"] for row in rows if row["part"] == "decided since"}
    assert (learnt, decided) == ({"true"}, {"false"})


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("2018/9",), "there is no resolution '2018/9': did you mean"),
        (("2018/1", "--as-at", "2018-02-28"), "was not adopted by that day"),
        (("2018/1", "--as-known", "2018-03-04"), "not in the book by that moment"),
        (("ics-1",), "'ics-1' is a meeting: `minutebook resolution list --meeting ics-1`"),
    ],
)
def test_what_is_no_resolution_yet_is_not_taken_for_one(
    kept: str, words: tuple[str, ...], why: str
) -> None:
    result = run("resolution", "facts", *words, store=kept)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


def test_a_lost_motion_had_its_facts_too(book: BookOnDisk) -> None:
    book.record(BODIES)
    book.record(
        "- meeting: {ref: m, body: ics, held_on: 2018-03-01}\n"
        "- resolution: {ref: L-1, meeting: m, title: Lost, outcome: lost,"
        " clauses: [{effect: approves, text: It.}]}\n"
    )
    shown = run("resolution", "facts", "L-1", store=book.url)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "Outcome     lost" in shown.stdout
    assert "No change request lay before ics." in shown.stdout
