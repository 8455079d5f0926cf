"""``minutebook gate``."""

from __future__ import annotations

from pathlib import Path

from tests.books import BookOnDisk
from tests.cli.program import ROOT, ask, run

EVERYTHING = Path(ROOT / "tests" / "projections" / "everything.yaml")


def test_the_five_gates_of_the_example_are_listed(norfolk: str) -> None:
    (told,) = ask("gate", "list", store=norfolk)
    assert (told["ref"], len(told["gates"])) == ("social-care-system-go-live", 5)
    assert (told["next_gate"], told["gates"][4]["planned_for"]) == (1, "2017-11-20")
    shown = run("gate", "list", store=norfolk).stdout
    assert "Final Go / No Go gate" in shown
    csv = run("gate", "list", "--format", "csv", store=norfolk).stdout.splitlines()
    last = "social-care-system-go-live,5,Final Go / No Go gate,2017-11-20,,,scsr-board,false"
    assert csv[5] == last


def test_a_decided_gate_shows_every_decision_with_its_reasons(book: BookOnDisk) -> None:
    book.record_files(EVERYTHING)
    shown = run("gate", "show", "go-live", store=book.url).stdout
    for expected in (
        "Gate 1, Build: no-go on 2019-01-01",
        "Must change  The data",
        "Gate 1, Build: conditional go on 2019-02-01",
        "Conditions  Move it; Soon",
        "Next gate   3 Close",
        "Data moved",
    ):
        assert expected in shown
    told = ask("gate", "show", "go-live", "--as-at", "2019-01-31", store=book.url)
    assert [gate["outcome"] for gate in told["gates"]] == ["no-go", None, None]
    csv = run("gate", "list", "--format", "csv", store=book.url).stdout
    assert "go-live,1,Build,,conditional-go,2019-02-01,ics" in csv
    assert "conditional go, 2019-02-01" in run("gate", "list", store=book.url).stdout


def test_a_decision_says_by_which_resolution_it_was_taken(book: BookOnDisk) -> None:
    book.record(
        "- body: {ref: board, name: Board, kind: programme-board}\n"
        "- gate-sequence: {ref: go, name: Go, body: board, gates: [{number: 1, name: Build}]}\n"
        "- gate-decision: {sequence: go, gate: 1, outcome: go, decided_on: 2018-11-05,"
        " authority: {body: board, decided_on: 2018-11-05, resolution: 2018/7}}\n"
    )
    assert "Resolution  2018/7" in run("gate", "show", "go", store=book.url).stdout
    [gate] = ask("gate", "show", "go", store=book.url)["gates"]
    [decision] = gate["decisions"]
    assert [decision[name] for name in ("body", "meeting", "resolution")] == [
        "board",
        None,
        "2018/7",
    ]


def test_without_gates_there_is_nothing_to_list(book: BookOnDisk) -> None:
    assert run("gate", "list", store=book.url).stderr == "No gates recorded yet.\n"


def test_an_unknown_sequence_is_answered_with_the_closest(norfolk: str) -> None:
    result = run("gate", "show", "social-care-go-live", store=norfolk)
    assert result.exit_code == 2
    assert "there is no gate sequence" in result.stderr
    assert "did you mean social-care-system-go-live?" in result.stderr


def test_a_sequence_without_criteria_shows_its_gates_only(norfolk: str) -> None:
    shown = run("gate", "show", "social-care-system-go-live", store=norfolk).stdout
    assert "Final Go / No Go gate" in shown
    assert "Acceptance criteria" not in shown


def test_a_gate_may_be_decided_without_criteria(book: BookOnDisk) -> None:
    book.record(
        """
- body: {ref: board, name: Board, kind: programme-board}
- gate-sequence: {ref: simple, name: Simple, body: board, gates: [{number: 1, name: Only}]}
- gate-decision: {sequence: simple, gate: 1, outcome: go, decided_on: 2018-11-05}
"""
    )
    shown = run("gate", "show", "simple", store=book.url).stdout
    assert "Gate 1, Only: go on 2018-11-05" in shown
    assert "Next gate   none" in shown
