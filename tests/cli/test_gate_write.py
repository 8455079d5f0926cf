"""``minutebook gate assess``, ``waive`` and ``decide``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.cli.writing import fails, unchanged

GATES = """
- body: {ref: board, name: Board, kind: programme-board}
- gate-sequence:
    ref: live
    name: Going live
    body: board
    decided_on: 2017-06-01
    gates: [{number: 1, name: Build}, {number: 2, name: Go live, planned_for: 2017-11-20}]
    criteria: [{ref: data, text: Data is clean, owner: Data}, {ref: staff, text: Staff are trained}]
- meeting: {ref: board-1, body: board, held_on: 2017-07-02}
"""
ASSESS = ("gate", "assess", "live", "1", "--on", "2017-07-01")
WAIVE = ("gate", "waive", "live", "staff", "--reason", "Later", "--on", "2017-07-01")
DECIDE = ("gate", "decide", "live", "1", "--on", "2017-07-02", "--outcome")


@pytest.fixture
def gates(book: BookOnDisk) -> BookOnDisk:
    """Two gates that are yet to be assessed."""
    book.record(GATES)
    return book


def _told(*words: str, book: BookOnDisk) -> str:
    result = run(*words, store=book.url)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return result.stdout


def test_criteria_are_assessed_one_by_one(gates: BookOnDisk) -> None:
    told = _told(
        *ASSESS,
        "--found", "data", "met", "--found", "staff", "partly-met",
        "--evidence", "staff", "Half of them", "--assessor", "Ann",
        book=gates,
    )  # fmt: skip
    assert told.startswith("Assessed 2 criteria for gate 1 of live. `minutebook gate show live`")
    shown = _told("gate", "show", "live", book=gates)
    assert "1 of 2 criteria is in the way of go: 1 mandatory one is not met." in shown
    assert "staff  Staff are trained (found by Ann, 2017-07-01)\n       Half of them" in shown


def test_criteria_are_assessed_from_a_file(gates: BookOnDisk, tmp_path: Path) -> None:
    file = tmp_path / "found.csv"
    file.write_text("criterion,result,evidence,assessor\ndata,met,Log,Ann\nstaff,met,,\n")
    assert "Assessed 2 criteria" in _told(*ASSESS, "--file", str(file), book=gates)
    told = ask("gate", "show", "live", store=gates.url)
    found = {each["criterion"]: each for each in told["gates"][0]["assessments"]}
    assert (found["data"]["assessor"], found["staff"]["evidence"]) == ("Ann", None)
    assert "Nothing is in the way of go" in _told("gate", "show", "live", book=gates)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"criterion\ndata\n", "names the columns criterion and result"),
        (b"", "it has none"),
        (b"criterion,result,colour\ndata,met,red\n", "it has colour, criterion, result"),
        (b"criterion,result\ndata,\xff\n", "is not CSV in UTF-8"),
        (b"criterion,result\ndata,splendid\n", "'partly-met', 'not-met' or 'waived'"),
        (b"criterion,result\ndata\n", "result"),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    content: bytes, words: str, gates: BookOnDisk, tmp_path: Path
) -> None:
    file = tmp_path / "found.csv"
    file.write_bytes(content)
    with unchanged(gates.path):
        assert words in fails(2, *ASSESS, "--file", str(file), store=gates.url)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "say how criteria were found"),
        (("--found", "data", "fine"), "'fine' is not a result: choose met, partly-met, not-met"),
        (("--found", "data", "met", "--evidence", "staff", "x"), "add --found staff RESULT"),
    ],
)
def test_an_assessment_says_how_criteria_were_found(
    words: tuple[str, ...], told: str, gates: BookOnDisk
) -> None:
    assert told in fails(2, *ASSESS, *words, store=gates.url)


def test_a_criterion_is_waived_until_a_day_and_the_waiver_taken_back(gates: BookOnDisk) -> None:
    told = _told(*WAIVE, "--by", "board", "--until", "2017-08-01", book=gates)
    assert told == "staff of live is waived by board until 2017-08-01.\n"
    shown = _told("gate", "show", "live", "--as-at", "2017-07-31", book=gates)
    assert "(by board, 2017-07-01, until 2017-08-01)" in shown
    assert (
        "Waived"
        not in _told("gate", "show", "live", "--as-at", "2017-08-01", book=gates).split(
            "Not assessed since"
        )[1]
    )
    ended = _told(
        "gate", "waive", "live", "staff", "--end", "--reason", "No", "--on", "2017-07-05",
        book=gates,
    )  # fmt: skip
    assert ended == "staff of live is waived no longer.\n"
    told_json = ask("gate", "show", "live", "--as-at", "2017-07-06", store=gates.url)
    assert told_json["waivers"][0]["ended_on"] == "2017-07-05"
    assert {row["standing"] for row in told_json["readiness"]["standings"]} == {"not-assessed"}


def test_each_waiver_of_a_criterion_has_its_own_end(gates: BookOnDisk) -> None:
    _told(*WAIVE, "--by", "board", "--until", "2017-08-01", book=gates)
    again = ("gate", "waive", "live", "staff", "--reason", "Again", "--on", "2017-09-01")
    _told(*again, "--by", "board", book=gates)
    end = ("gate", "waive", "live", "staff", "--end", "--reason", "No", "--on", "2017-09-10")
    _told(*end, book=gates)
    lapse = "- waiver-lapse: {sequence: live, criterion: staff, on: 2017-08-01}"
    told = ask("gate", "show", "live", store=gates.url)
    assert [waiver["ended_on"] for waiver in told["waivers"]] == [None, "2017-09-10"]
    gates.record(lapse)
    told = ask("gate", "show", "live", store=gates.url)
    assert [waiver["ended_on"] for waiver in told["waivers"]] == ["2017-08-01", "2017-09-10"]


def test_a_waiver_has_an_authority(gates: BookOnDisk) -> None:
    assert "--by NAME" in fails(2, *WAIVE, store=gates.url)
    assert "leave --by" in fails(2, *WAIVE, "--by", "board", "--end", store=gates.url)
    refused = fails(1, *WAIVE, "--by", "Nobody", store=gates.url)
    assert "to waive staff of live" in refused
    assert "minutebook authority grant" in refused


def test_a_gate_is_decided_on_how_its_criteria_were_assessed(gates: BookOnDisk) -> None:
    missing = fails(1, *DECIDE, "go", store=gates.url)
    assert "data, staff missing; record how they were found" in missing
    _told(*ASSESS, "--found", "data", "met", "--found", "staff", "not-met", book=gates)
    refused = fails(1, *DECIDE, "go", store=gates.url)
    assert "staff not met and not waived; they may be waived" in refused
    dry = _told(*DECIDE, "conditional-go", "--condition", "Train", "--dry-run", book=gates)
    assert "Nothing was recorded" in dry
    told = _told(
        *DECIDE, "conditional-go", "--condition-for", "Training", "2017-08-01", "Train them",
        "--meeting", "board-1",
        book=gates,
    )  # fmt: skip
    assert told == "Gate 1 of live: conditional go.\n"
    shown = _told("gate", "show", "live", book=gates)
    assert "Conditions  Train them (Training, by 2017-08-01)" in shown
    assert "live/1/1" in shown
    assert "1 met, 1 not met" in shown


def test_an_outcome_says_what_it_needs(gates: BookOnDisk) -> None:
    _told(*ASSESS, "--found", "data", "met", "--found", "staff", "not-met", book=gates)
    assert "say in `must_change` what must change" in fails(1, *DECIDE, "no-go", store=gates.url)
    told = _told(*DECIDE, "no-go", "--must-change", "Train the staff", book=gates)
    assert told == "Gate 1 of live: no-go.\n"
    assert "no-go, 2017-07-02" in _told("gate", "list", book=gates)
    assert "is in the book already" in fails(
        1, *DECIDE, "no-go", "--must-change", "Train the staff", store=gates.url
    )
