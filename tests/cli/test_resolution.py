"""``minutebook resolution``."""

from __future__ import annotations

import csv
import io

from tests.books import BookOnDisk
from tests.cli.program import ask, run

TWO_BODIES = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: asch, name: Committee, kind: committee}
- meeting: {ref: m, body: ics, held_on: 2018-11-05}
- meeting: {ref: n, body: asch, held_on: 2018-11-06}
- meeting: {ref: o, body: ics, held_on: 2019-01-07}
- resolution:
    ref: "1"
    meeting: m
    title: Ours
    moved_by: A
    seconded_by: B
    votes: {for: 1, against: 1, abstained: 0, casting_vote: for, named: {for: [A], against: [B]}}
    clauses:
      - {effect: delegates, text: Settle., delegate: Director, in_consultation_with: [A, B],
         by: 2019-01-31, at: o, to: asch}
- resolution: {ref: "1", meeting: n, title: Theirs, clauses: [{effect: notes, text: It.}]}
- resolution: {ref: "2", meeting: o, title: New, supersedes: ["1"],
    clauses: [{effect: notes, text: It.}]}
"""


def test_the_list_has_the_shape_that_other_programs_rely_on(nottinghamshire: str) -> None:
    told = ask("resolution", "list", store=nottinghamshire)
    assert [r["ref"] for r in told] == [f"2018/0{n}" for n in range(15, 25)]
    found = next(r for r in told if r["ref"] == "2018/019")
    contract = ("ref", "body", "meeting", "held_on", "item", "title", "outcome")
    assert {key: found[key] for key in contract} == {
        "ref": "2018/019",
        "body": "ics",
        "meeting": "ics-2018-11-05",
        "held_on": "2018-11-05",
        "item": "4",
        "title": "Smarter Working Programme update",
        "outcome": "passed",
    }
    assert [(c["number"], c["effect"]) for c in found["clauses"]] == [
        (1, "notes"),
        (2, "agrees"),
        (3, "notes"),
    ]
    assert all(c["text"] for c in found["clauses"])


def test_an_empty_register_is_an_empty_list_and_says_so_to_people(book: BookOnDisk) -> None:
    assert ask("resolution", "list", store=book.url) == []
    shown = run("resolution", "list", store=book.url)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert shown.stderr == "No resolutions recorded yet.\n"


def test_the_csv_has_a_line_for_every_clause(nottinghamshire: str) -> None:
    shown = run(
        "resolution",
        "list",
        "--meeting",
        "ics-2018-11-05",
        "--format",
        "csv",
        store=nottinghamshire,
    ).stdout
    rows = list(csv.DictReader(io.StringIO(shown)))
    assert [(row["ref"], row["number"]) for row in rows][:3] == [
        ("2018/019", "1"),
        ("2018/019", "2"),
        ("2018/019", "3"),
    ]
    assert {row["at"] for row in rows} == {"", "ics-2019-03-04"}


def test_a_reference_that_two_bodies_use_asks_for_the_body(book: BookOnDisk) -> None:
    book.record(TWO_BODIES)
    result = run("resolution", "show", "1", store=book.url)
    assert result.exit_code == 2
    assert result.stderr == (
        "error: several bodies have a resolution 1: add --body ics or --body asch\n"
    )
    assert ask("resolution", "show", "1", "--body", "asch", store=book.url)["title"] == "Theirs"
    assert ask("resolution", "show", "ics/1", store=book.url)["title"] == "Ours"


def test_a_resolution_shows_its_votes_and_what_superseded_it(book: BookOnDisk) -> None:
    book.record(TWO_BODIES)
    shown = run("resolution", "show", "ics/1", store=book.url).stdout
    for expected in (
        "1 for, 1 against, 0 abstained, casting vote for (for: A; against: B)",
        "passed, superseded by 2 on 2019-01-07",
        "to asch; delegate Director; consulting A, B; by 2019-01-31; at o",
        "Moved by",
    ):
        assert expected in shown
    before = run("resolution", "show", "ics/1", "--as-at", "2019-01-06", store=book.url).stdout
    assert "superseded" not in before
    assert "superseded by 2" in run("resolution", "list", store=book.url).stdout


def test_an_unknown_resolution_is_answered_with_the_closest(nottinghamshire: str) -> None:
    result = run("resolution", "show", "2018/19", store=nottinghamshire)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 2018/019" in result.stderr
    assert run("resolution", "show", "2018/019", "--body", "asch", store=nottinghamshire).exit_code


def test_a_resolution_without_a_vote_shows_none(nottinghamshire: str) -> None:
    shown = run("resolution", "show", "2018/019", store=nottinghamshire).stdout
    assert "Votes" not in shown
    assert "The programme is moving faster than planned." in shown
