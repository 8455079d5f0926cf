"""``minutebook condition``."""

from __future__ import annotations

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, process, run
from tests.cli.writing import fails

BOOK = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- body: {ref: board, name: Board, kind: programme-board}
- project: {ref: p, name: P}
- baseline: {project: p, authority: {body: ics, decided_on: 2018-01-01}, profile: {2018/19: 100}}
- change-request: {ref: CR, title: Less, kind: write-off, to: ics, raised_on: 2018-02-01,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 60}}]}
- decision: {change_request: CR, outcome: approved, decided_on: 2018-03-01,
    conditions: [{text: Report, owner: Ann Ash, due: 2018-06-30, evidence: A report}, {text: Tell}]}
- gate-sequence: {ref: live, name: Gates, body: board, gates: [{number: 1, name: One}]}
- gate-decision: {sequence: live, gate: 1, outcome: conditional-go, decided_on: 2018-04-01,
    conditions: [{text: Train, owner: Bob, due: 2018-05-01}]}
"""


@pytest.fixture
def conditions(book: BookOnDisk) -> BookOnDisk:
    """A book with conditions of a request and of a gate."""
    book.record(BOOK)
    return book


def _refs(book: BookOnDisk, *words: str) -> list[str]:
    return [row["ref"] for row in ask("condition", "list", *words, store=book.url)]


def test_conditions_are_listed_the_soonest_due_first(conditions: BookOnDisk) -> None:
    assert _refs(conditions) == ["live/1/1", "CR/1", "CR/2"]
    shown = run("condition", "list", "--as-at", "2018-06-01", store=conditions.url).stdout
    assert "live/1/1   Train   Bob      2018-05-01  overdue  board" in shown
    assert "CR/1       Report  Ann Ash  2018-06-30  open     ics    A report" in shown


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--owner", "ann  ash"), ["CR/1"]),
        (("--body", "board"), ["live/1/1"]),
        (("--overdue", "--as-at", "2018-06-01"), ["live/1/1"]),
        (("--state", "discharged"), []),
        (("--state", "all", "--as-at", "2018-03-15"), ["CR/1", "CR/2"]),
    ],
)
def test_conditions_are_found_by_owner_body_and_state(
    words: tuple[str, ...], expected: list[str], conditions: BookOnDisk
) -> None:
    assert _refs(conditions, *words) == expected


def test_a_discharged_condition_shows_its_evidence(conditions: BookOnDisk) -> None:
    told = run(
        "condition", "discharge", "CR/1", "--evidence", "Report of June", "--by", "Ann Ash",
        "--on", "2018-06-20", store=conditions.url,
    )  # fmt: skip
    assert (told.exit_code, told.stdout) == (0, "CR/1 is discharged.\n")
    assert _refs(conditions) == ["live/1/1", "CR/2"]
    csv = run(
        "condition", "list", "--state", "discharged", "--format", "csv", store=conditions.url
    ).stdout.splitlines()
    assert csv[1] == (
        "CR/1,CR,change-request,Report,Ann Ash,2018-06-30,discharged,false,ics,2018-03-01,"
        "2018-06-20,A report,Report of June,Ann Ash"
    )


def test_a_breach_opens_the_request_again(conditions: BookOnDisk) -> None:
    told = run(
        "condition", "breach", "CR/1", "--reason", "No report", "--on", "2018-07-05",
        store=conditions.url,
    )  # fmt: skip
    assert told.stdout == "CR/1 is breached: CR is open again, for the body that decided it.\n"
    shown = run("change", "show", "CR", store=conditions.url).stdout
    assert "State      reopened: its figures stand until ics decides again" in shown
    assert (
        "breached, 2018-07-05"
        in run("condition", "list", "--state", "breached", store=conditions.url).stdout
    )
    reopened = ask("change", "list", "--state", "reopened", store=conditions.url)
    assert [row["ref"] for row in reopened] == ["CR"]
    net = ask("change", "impact", store=conditions.url)
    assert (
        net["change_requests"]
        == ask("change", "impact", "--since", "2100-01-01", store=conditions.url)["change_requests"]
    )


def test_taking_an_approval_back_is_told_with_the_figures(conditions: BookOnDisk) -> None:
    conditions.record("- condition-breach: {condition: CR/1, breached_on: 2018-07-05, reason: No}")
    told = run(
        "change", "decide", "CR", "--outcome", "rejected", "--decided-on", "2018-08-01", "--unit",
        "£", store=conditions.url,
    )  # fmt: skip
    assert told.exit_code == 0, told.stderr
    assert "CR is rejected." in told.stdout
    assert "2018/19      60    100      40" in told.stdout
    explained = run("saving", "explain", "p", "2018/19", store=conditions.url).stdout
    assert "took back its approval of the" in " ".join(explained.split())
    assert "on condition that: Report (owner: Ann Ash) by 30 June 2018; Tell" in explained


def test_what_cannot_be_done_is_refused(conditions: BookOnDisk) -> None:
    unknown = fails(2, "condition", "breach", "CR/9", "--reason", "x", store=conditions.url)
    assert "`minutebook condition list --state all`" in unknown
    first = ("condition", "discharge", "CR/2", "--evidence", "x", "--on", "2018-06-01")
    assert run(*first, store=conditions.url).exit_code == 0
    assert "in the book already" in fails(1, *first, store=conditions.url)
    assert "was discharged" in fails(
        1, "condition", "breach", "CR/2", "--reason", "x", store=conditions.url
    )


def test_without_conditions_there_is_nothing_to_list(book: BookOnDisk) -> None:
    told = run("condition", "list", "--as-at", "2018-01-01", store=book.url)
    assert told.stderr.startswith("No open conditions, as at 2018-01-01")
    assert "no body 'x'" in fails(2, "condition", "list", "--body", "x", store=book.url)


def test_the_references_of_open_conditions_are_completed(conditions: BookOnDisk) -> None:
    conditions.record(
        "- condition-discharge: {condition: CR/1, discharged_on: 2018-06-20, evidence: Report}"
    )
    line = "minutebook condition discharge "
    seen = process(
        store=conditions.url,
        environment={
            "_MINUTEBOOK_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": "3",
        },
    )
    assert seen.stderr == ""
    offered = [item.partition(",")[2] for item in seen.stdout.split()]
    assert offered == ["live/1/1", "CR/2"]
