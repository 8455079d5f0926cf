"""``saving compare``: two figures and all that lies between them, by day and by knowledge."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from projections.views_file import views_beside
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import ask, run

GOLDEN = Path(__file__).parents[1] / "golden"
FOUNDING = """
- file: {actor: clerk, source: {document: Agenda pack, page: 7}}
- body: {ref: ics, name: Improvement and Change Sub-Committee, kind: sub-committee}
- portfolio: {ref: care, name: Care, decided_on: 2017-01-01}
- portfolio: {ref: place, name: Place, decided_on: 2017-01-01}
- project: {ref: reviews, name: Reviews, portfolio: care, started_on: 2017-04-01}
- project: {ref: calls, name: Calls, portfolio: place, started_on: 2017-04-01}
- project: {ref: homes, name: Homes, portfolio: care, started_on: 2018-04-01}
- baseline: {project: reviews, decided_on: 2017-04-01, profile: {2018/19: 3000, 2019/20: 2000.50},
    authority: {body: ics, decided_on: 2017-04-01}}
- baseline: {project: calls, decided_on: 2017-04-01, profile: {2018/19: 700},
    authority: {body: ics, decided_on: 2017-04-01}}
- baseline: {project: homes, decided_on: 2018-04-01, profile: {2019/20: 50},
    authority: {body: ics, decided_on: 2018-04-01}}
- change-request: {ref: CR-1, title: Later, kind: re-profile, to: ics, raised_on: 2018-02-01,
    reasons: Late., projects: [{project: reviews, expected: {2018/19: 3000, 2019/20: 2000.50},
    revised: {2018/19: 2000, 2019/20: 3000.50}}]}
- decision: {change_request: CR-1, outcome: approved, body: ics, decided_on: 2018-02-12,
    conditions: [{text: Report., owner: Director}]}
- project-rescoping: {project: calls, decided_on: 2018-03-01, portfolio: care, reason: Moved.}
- extension: {ref: E-1, project: calls, title: More calls, change: {2018/19: 80},
    authority: {body: ics, decided_on: 2018-05-01}}
- condition-breach: {condition: CR-1/1, breached_on: 2018-06-01, reason: No report came.}
- decision: {change_request: CR-1, outcome: rejected, body: ics, decided_on: 2018-06-12}
"""
LATE = """
- file: {actor: clerk, source: {document: Letter}}
- correction: {project: reviews, decided_on: 2017-10-01, corrects: baseline,
    change: {2018/19: 0.05}, reason: Misread.}
"""
HOURS = """
- file: {actor: clerk, source: {document: Letter}}
- baseline: {project: reviews, measure: staff-hours, decided_on: 2018-04-01,
    profile: {2018/19: 1200}, authority: {body: ics, decided_on: 2018-04-01}}
"""
DAYS = ("--from", "2017-12-31", "--to", "2018-12-31")
REVIEWS = ("saving", "compare", "targeted-reviews", "--from", "2017-12-31", "--to", "2019-01-31")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A book in which a project moved, an approval was taken back and a correction came late."""
    book = BookOnDisk(tmp_path_factory.mktemp("compare"))
    book.record(FOUNDING, at=IN_2018)
    book.record(LATE, at=IN_2019)
    return book.url


def totals(found: Any) -> dict[str, str]:
    """Return the total of each line by stage and kind."""
    return {f"{line['stage']} {line['kind']}": line["total"] for line in found["lines"]}


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_bridge_of_targeted_reviews_is_as_it_was(
    nottinghamshire: str, golden: Callable[[Path, str], None], form: str
) -> None:
    result = run(*REVIEWS, "--format", form, store=nottinghamshire)
    assert (result.exit_code, result.stderr) == (0, "")
    golden(GOLDEN / f"saving-compare-targeted-reviews.{form}", result.stdout)


def test_a_project_that_joined_brings_its_figure_and_what_moved_it_since_counts(store: str) -> None:
    found = ask("saving", "compare", "--portfolio", "care", *DAYS, store=store)
    assert (found["opening"]["total"], found["closing"]["total"]) == ("5000.55", "5830.55")
    assert totals(found) == {
        "decided moved-in": "700",
        "decided baseline": "50",
        "decided re-profile": "0",
        "decided extension": "80",
        "decided taken-back": "0",
    }
    assert found["lines"][0]["projects"] == ["calls"]


def test_a_project_that_left_takes_its_figure_and_what_moved_it_since_does_not_count(
    store: str,
) -> None:
    found = ask("saving", "compare", "--portfolio", "place", *DAYS, store=store)
    assert totals(found) == {"decided moved-out": "-700"}
    assert found["closing"]["total"] == "0"


def test_a_project_that_moved_and_changed_in_between_is_noted(store: str) -> None:
    words = ("saving", "compare", "--portfolio", "care", *DAYS)
    assert ask(*words, store=store)["moved_elsewhere"] == ["calls"]
    told = " ".join(run(*words, store=store).stdout.split())
    assert "Moved in or out, and changed in between: calls." in told
    assert "`saving history` counts each change by where the project was on its day" in told
    before = ("--from", "2017-12-31", "--to", "2018-04-30")
    quiet = ("saving", "compare", "--portfolio", "care", *before)
    assert ask(*quiet, store=store)["moved_elsewhere"] == []
    assert "Moved in or out" not in run(*quiet, store=store).stdout


def test_an_approval_that_was_taken_back_stands_apart_from_what_was_approved(store: str) -> None:
    found = ask("saving", "compare", "reviews", *DAYS, store=store)
    years = {line["kind"]: line["years"] for line in found["lines"]}
    assert years == {
        "re-profile": {"2018/19": "-1000", "2019/20": "1000"},
        "taken-back": {"2018/19": "1000", "2019/20": "-1000"},
    }
    assert {line["movements"][0]["reference"] for line in found["lines"]} == {"CR-1"}


def test_what_the_book_learnt_since_stands_apart_from_what_was_decided_since(store: str) -> None:
    words = ("saving", "compare", "--whole", *DAYS, "--known-from", "2018-12-31")
    found = ask(*words, store=store)
    assert totals(found)["learnt correction"] == "0.05"
    assert found["opening"]["total"] == "5700.50"
    assert found["opening"]["as_known"] == "2018-12-31T23:59:59.999999Z"
    table = run(*words, "--unit", "£", store=store).stdout
    assert "Learnt since: corrections" in table
    assert "Decided since: extensions" in table


def test_two_moments_of_knowledge_are_compared_on_one_day(store: str) -> None:
    words = ("saving", "compare", "--whole", "--to", "2018-12-31", "--known-from", "2018-12-31")
    found = ask(*words, "--known-to", "2019-12-31", store=store)
    assert totals(found) == {"learnt correction": "0.05"}
    earlier = ask(*words, "--known-to", "2018-12-31", store=store)
    assert earlier["lines"] == []


def test_lines_name_their_stage_wherever_two_moments_of_knowledge_are_compared(store: str) -> None:
    words = ("saving", "compare", "--whole", "--to", "2018-12-31", "--known-from", "2018-12-31")
    same_day = run(*words, store=store).stdout
    assert "Learnt since: corrections" in same_day
    assert "As at 2018-12-31, as known on 2018-12-31" in same_day
    assert "As at 2018-12-31, as known at position" in same_day
    days = ("--from", "2017-12-31", "--to", "2018-01-31")
    both = run("saving", "compare", "--whole", *days, *words[-2:], store=store).stdout
    assert "Learnt since: corrections" in both


def test_a_measure_that_is_no_money_is_in_plain_numbers_and_not_in_pounds(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(FOUNDING)
    book.record(HOURS)
    picture = tmp_path / "hours.svg"
    words = ("saving", "compare", "reviews", "--measure", "staff-hours", "--from", "2018-01-01")
    result = run(*words, "--picture", str(picture), store=book.url)
    assert "staff hours, from 2018-01-01" in result.stdout
    assert "1,200" in result.stdout
    drawn = picture.read_text(encoding="utf-8")
    assert "Amounts in staff hours" in drawn
    assert "£" not in drawn + result.stdout
    assert run(*words, "--unit", "£", store=book.url).exit_code == 2


def test_letters_that_a_picture_cannot_show_are_noted_and_no_library_warns(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(FOUNDING.replace("name: Reviews", "name: 評価"))
    picture = tmp_path / "bridge.png"
    words = ("saving", "compare", "reviews", *DAYS, "--picture", str(picture))
    told = run(*words, store=book.url).stderr.splitlines()
    assert told[0].startswith("note: the fonts of the picture do not have 評 価")
    assert told[1:] == [f"Wrote {picture}: 評価, 2017-12-31 to 2018-12-31."]


def test_its_parts_give_every_line(store: str) -> None:
    for words in (("--parts",), ("--by", "portfolio"), ("--by", "department")):
        found = ask("saving", "compare", "--whole", *DAYS, *words, store=store)
        for end in ("opening", "closing"):
            parts = sum((Decimal(part[end]) for part in found["parts"]), Decimal(0))
            assert parts == Decimal(found[end]["total"])
    lines = {part["name"]: part["lines"] for part in found["parts"]}
    assert {line["kind"] for line in lines["No department"]} >= {"extension", "baseline"}


def test_the_parts_of_the_council_are_its_portfolios_with_what_moved_between_them(
    store: str,
) -> None:
    words = ("saving", "compare", "--whole", *DAYS, "--by", "portfolio")
    found = ask(*words, store=store)
    lines = {part["ref"]: {each["kind"]: each["total"] for each in part["lines"]}
             for part in found["parts"]}  # fmt: skip
    assert (lines["care"]["moved-in"], lines["place"]["moved-out"]) == ("700", "-700")
    assert "moved-in" not in {line["kind"] for line in found["lines"]}
    table = run(*words, store=store).stdout
    assert "By portfolio" in table
    rows = list(csv.DictReader(StringIO(run(*words, "--format", "csv", store=store).stdout)))
    assert {"place", "care"} == {row["ref"] for row in rows}


def test_of_the_projects_those_that_did_not_change_are_one_line(store: str) -> None:
    words = ("--from", "2018-04-30", "--to", "2018-05-31", "--parts")
    found = ask("saving", "compare", "--whole", *words, store=store)
    assert [(part["ref"], part["projects"]) for part in found["parts"]] == [("calls", 1), (None, 2)]
    table = run("saving", "compare", "--whole", *words, store=store).stdout
    assert "All others, unchanged" in table


def test_one_year_of_a_bridge_adds_up_as_well(store: str) -> None:
    words = ("--whole", *DAYS, "--year", "2018/19", "--parts")
    found = ask("saving", "compare", *words, store=store)
    moved = sum(Decimal(line["total"]) for line in found["lines"])
    opening, closing = Decimal(found["opening"]["total"]), Decimal(found["closing"]["total"])
    assert opening + moved == closing == Decimal("3780.05")
    assert {year for line in found["lines"] for year in line["years"]} == {"2018/19"}


def test_the_largest_movements_are_named_and_each_is_where_that_is_asked(
    nottinghamshire: str,
) -> None:
    words = ("saving", "compare", "--whole", "--from", "2018-09-29", "--to", "2018-09-30")
    (line,) = ask(*words, store=nottinghamshire)["lines"]
    assert (len(line["movements"]), line["changes"], line["unnamed"]) == (10, 90, 71)
    assert "and 71 changes more: --each names them" in run(*words, store=nottinghamshire).stdout
    (line,) = ask(*words, "--each", store=nottinghamshire)["lines"]
    assert (len(line["movements"]), line["unnamed"]) == (64, 0)


def test_a_figure_that_did_not_move_has_its_two_ends_alone(store: str) -> None:
    words = ("saving", "compare", "calls", "--from", "2018-05-31", "--to", "2018-06-30")
    assert ask(*words, store=store)["lines"] == []
    table = run(*words, store=store).stdout
    assert "As at 2018-05-31" in table
    assert "Nothing moved it in between." in table


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("reviews",), "say from when"),
        (("reviews", "--from", "2019-01-01", "--to", "2018-01-01"), "a bridge goes from the"),
        (
            ("reviews", *DAYS, "--known-from", "2019-12-31", "--known-to", "2018-12-31"),
            "--known-from comes after --known-to",
        ),
        (("--from", "2018-01-01"), "name what you ask about"),
        (("reviews", "--whole", *DAYS), "name one of them"),
        (("reviewz", *DAYS), "there is no project 'reviewz'"),
        (("--whole", *DAYS, "--parts", "--by", "portfolio"), "choose one"),
        (("--whole", *DAYS, "--measure", "hours"), "has no measure 'hours'"),
        (("--whole", *DAYS, "--picture", "bridge.txt"), "end the name in .svg, .png, .pdf"),
        (("--whole", *DAYS, "--picture", "nowhere/bridge.svg"), "does not exist"),
    ],
)
def test_what_cannot_be_compared_is_said(store: str, words: tuple[str, ...], told: str) -> None:
    result = run("saving", "compare", *words, store=store)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_picture_is_drawn_beside_the_answer(store: str, tmp_path: Path) -> None:
    picture = tmp_path / "bridge.svg"
    words = ("saving", "compare", "reviews", *DAYS, "--picture", str(picture), "--format", "json")
    result = run(*words, store=store)
    assert json.loads(result.stdout)["scope"]["name"] == "Reviews"
    assert result.stderr == f"Wrote {picture}: Reviews, 2017-12-31 to 2018-12-31.\n"
    assert "Re-profiling" in picture.read_text(encoding="utf-8")


def test_views_that_contradict_themselves_are_told_and_not_bridged(tmp_path: Path) -> None:
    book = BookOnDisk(tmp_path)
    book.record(FOUNDING)
    words = ("saving", "compare", "reviews", "--from", "2017-01-01")
    assert run(*words, store=book.url).exit_code == 0
    with closing(sqlite3.connect(views_beside(book.path), isolation_level=None)) as connection:
        connection.execute("DELETE FROM figure_movement WHERE year = '2019/20'")
    result = run(*words, store=book.url)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "the movements of 2019/20 do not come to what stands" in result.stderr
    assert run("rebuild", store=book.url).exit_code == 0
    assert run(*words, store=book.url).exit_code == 0
