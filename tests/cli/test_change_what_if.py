"""``change impact --if`` and ``--without``: what would be, with nothing recorded."""

from __future__ import annotations

import csv
import io
from hashlib import sha256
from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.projections.changes.test_impact import SHARED
from tests.projections.changes.test_requests import DECISIONS, REQUEST
from tests.projections.savings.conftest import BASELINE, BODIES

MEETING = ("--as-at", "2019-01-07")


def _in(told: str) -> str:
    """Return a table's text with single spaces."""
    return " ".join(told.split())


def test_the_portfolio_is_shown_as_it_would_be(nottinghamshire: str) -> None:
    shown = run("change", "impact", "--from", "2018/19", *MEETING, store=nottinghamshire).stdout
    assert "The portfolio if ICS-2019-A, ICS-2019-B and ICS-2019-C were approved" in shown
    assert "All has 14,487 7,900 5,394 331 28,112 change -846 2,719 -1,920 -210 -257" in _in(shown)
    assert "would have 13,641 10,619 3,474 121 27,855" in _in(shown)
    assert "ICS-2019-B supposed contracts-review 2018/19 830 680 -150" in _in(shown)


def test_a_decision_is_undone_and_what_rests_on_it_told(nottinghamshire: str) -> None:
    words = ("change", "impact", "--without", "ICS-2018-A", *MEETING)
    shown = _in(run(*words, store=nottinghamshire).stdout)
    assert "ICS-2018-A approved never approved 2018-03-12 targeted-reviews 1,000 -1,000 0" in shown
    assert "ICS-2019-A open targeted-reviews 2018/19 2,010 3,010 1,000" in shown
    assert "if ICS-2018-A had never been approved" in shown
    assert "Net impact" not in shown


def test_in_json_what_if_stands_beside_the_net_impact(nottinghamshire: str) -> None:
    found = ask(
        "change", "impact", "ICS-2019-C", "--if", "rejected", *MEETING, store=nottinghamshire
    )
    assert (found["if"], found["measure"], found["other_measures"]) == (
        *("rejected", "cashable-benefit"),
        [],
    )
    assert [(row["ref"], row["how"]) for row in found["what_if"]["supposed"]] == [
        ("ICS-2019-C", "rejected")
    ]
    assert found["what_if"]["total"]["change_total"] == "0"
    assert found["total"]["total"] == "-97000"


def test_a_rejection_is_told_to_bring_no_net_impact(nottinghamshire: str) -> None:
    words = ("change", "impact", "ICS-2019-A", "--if", "rejected", *MEETING)
    shown = run(*words, store=nottinghamshire).stdout
    assert shown.startswith("If rejected, ICS-2019-A would change nothing: no net impact comes of")
    assert "Net impact, if approved, £000, as at 2019-01-07" in shown
    assert "The portfolio if ICS-2019-A was rejected" in shown


def test_requests_are_approved_on_top_of_what_is_undone(nottinghamshire: str) -> None:
    words = ("change", "impact", "ICS-2019-A", "--without", "ICS-2018-A", *MEETING)
    found = ask(*words, store=nottinghamshire)["what_if"]
    assert [(row["ref"], row["how"]) for row in found["supposed"]] == [
        ("ICS-2018-A", "never approved"),
        ("ICS-2019-A", "approved"),
    ]
    assert found["projects"][0]["after"]["2020/21"] == "-1000000"
    assert [(row["ref"], row["state"]) for row in found["stale"]] == [("ICS-2019-A", "supposed")]


def test_in_csv_the_lines_of_the_portfolio_add_up_to_all(nottinghamshire: str) -> None:
    told = run("change", "impact", *MEETING, "--format", "csv", store=nottinghamshire).stdout
    rows = list(csv.DictReader(io.StringIO(told)))
    totals = [row for row in rows if row["year"] == "total"]
    each = sum(int(row["after"]) for row in totals if row["row"] == "portfolio")
    assert [int(row["after"]) for row in totals if row["row"] == "all portfolios"] == [each]
    projects = [row for row in rows if row["row"] == "project"]
    assert {(row["ref"], row["title"], row["expected"], row["revised"]) for row in projects} == {
        ("", "", "", "")
    }
    assert {row["project"] for row in projects} >= {"targeted-reviews", "contracts-review"}
    assert {row["row"] for row in rows} >= {"effect", "stale", "supposed approved", "project"}


def test_nothing_is_recorded(nottinghamshire: str) -> None:
    run("project", "list", store=nottinghamshire)  # the views are brought up to the ledger's end
    before = _bytes(nottinghamshire)
    for words in (("--if", "approved"), ("--if", "rejected"), ("--without", "ASCH-2018-C")):
        assert run("change", "impact", *words, *MEETING, store=nottinghamshire).exit_code == 0
    assert _bytes(nottinghamshire) == before


def _bytes(store: str) -> str:
    return sha256(Path(store.removeprefix("sqlite:///")).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ICS-2018-A", "--if", "rejected"), "ICS-2018-A was approved on 2018-03-12: `--without"),
        (("ASCH-2018-A", "--if", "rejected"), "ASCH-2018-A was approved on 2018-10-08"),
        (("--without", "ICS-2019-A"), "ICS-2019-A awaits its decision"),
        (("--without", "ICS-2019-Z"), "there is no change request 'ICS-2019-Z'"),
        (("--measure", "hours"), "the book has no measure 'hours'"),
    ],
)
def test_what_cannot_be_supposed_is_refused(
    nottinghamshire: str, words: tuple[str, ...], why: str
) -> None:
    result = run("change", "impact", *words, *MEETING, store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert why in result.stderr


def test_before_its_decision_a_request_cannot_be_undone(nottinghamshire: str) -> None:
    words = ("change", "impact", "--without", "ICS-2018-A", "--as-at", "2018-03-11")
    result = run(*words, store=nottinghamshire)
    assert result.exit_code == 2
    assert "ICS-2018-A awaits its decision" in result.stderr


def test_where_all_is_decided_nothing_is_supposed(nottinghamshire: str) -> None:
    shown = run("change", "impact", "ASCH-2018-A", *MEETING, store=nottinghamshire).stdout
    assert "The portfolio" not in shown


HOURS = """
- baseline:
    {project: reviews, measure: hours, decided_on: 2018-01-15, profile: {2018/19: 40},
     authority: {body: policy, decided_on: 2018-01-15}, source: {document: Minutes}}
- change-request:
    ref: H-1
    title: Fewer hours
    kind: write-off
    to: ics
    raised_on: 2018-02-01
    projects:
      - {project: reviews, measure: hours, expected: {2018/19: 40}, revised: {2018/19: 30}}
"""


def test_other_measures_are_left_out_and_named(book: BookOnDisk) -> None:
    for entries in (BODIES, BASELINE, REQUEST, HOURS):
        book.record(entries)
    shown = run("change", "impact", store=book.url).stdout
    assert "What they do to hours is left out" in shown
    assert "H-1" not in shown
    alone = run("change", "impact", "H-1", store=book.url)
    assert alone.stderr == "None of them alters cashable-benefit.\n"
    hours = ask("change", "impact", "--measure", "hours", store=book.url)
    assert (hours["total"]["total"], hours["what_if"]["total"]["after_total"]) == ("-10", "30")
    shown = run("change", "impact", "--measure", "hours", store=book.url).stdout
    assert "£" not in shown
    assert "H-1 write-off reviews 2018/19 40 30 -10" in _in(shown)


def test_without_a_part_approval_the_part_is_given_back(book: BookOnDisk) -> None:
    for entries in (BODIES, BASELINE, REQUEST, DECISIONS["approved-in-part"]):
        book.record(entries)
    found = ask("change", "impact", "--without", "R-1", store=book.url)
    assert found["what_if"]["total"]["change"] == {"2018/19": "100", "2019/20": "0"}


def test_which_is_meant_where_a_request_and_an_extension_share_a_reference(
    book: BookOnDisk,
) -> None:
    book.record(BODIES + SHARED)
    shown = _in(run("change", "impact", "--unit", "£", store=book.url).stdout)
    assert "Change requests -400,000 -400,000 Extensions 100,000 100,000" in shown
    assert shown.count("X1 extension p 2018/19") == 1
    unsaid = run("change", "impact", "--without", "X1", store=book.url)
    assert unsaid.exit_code == 2
    assert "say which is meant, `--without request:X1 or --without extension:X1`" in unsaid.stderr
    found = ask("change", "impact", "--without", "extension:X1", store=book.url)["what_if"]
    assert (found["supposed"][0]["kind"], found["total"]["change_total"]) == (
        "extension",
        "-100005",
    )
    nothing = run("change", "impact", "--without", "extension:X2", store=book.url)
    assert "there is no extension 'X2'" in nothing.stderr


def test_where_extensions_are_too_many_they_are_counted_and_not_listed(
    book: BookOnDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.record(BODIES + SHARED)
    listed = ask("change", "impact", store=book.url)
    monkeypatch.setattr("cli.change.impact_question.MOST_LISTED", 0)
    shown = run("change", "impact", store=book.url).stdout
    assert "1 extension is too many to list" in shown
    assert "X1         extension  p" not in shown
    found = ask("change", "impact", store=book.url)
    assert (found["unlisted"], found["total"]) == (1, listed["total"])
    assert ask("change", "impact", "X1", store=book.url)["unlisted"] == 0
    assert ask("change", "impact", "--since", "2018-02-02", store=book.url)["unlisted"] == 0
