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


CABINET = """
- calendar: {country: GB, subdivision: ENG}
- body: {ref: cabinet, name: Cabinet, kind: cabinet,
    terms_of_reference: {summary: Decides., call_in: 5 working days}}
- meeting: {ref: m, body: cabinet, held_on: 2019-01-07}
- meeting: {ref: n, body: cabinet, held_on: 2019-02-04}
- resolution: {ref: "1", meeting: m, title: Close, clauses: [{effect: approves, text: Closed.}]}
- resolution: {ref: "2", meeting: m, title: Repair, urgent: The roof fell in,
    clauses: [{effect: approves, text: Repaired.}]}
- resolution: {ref: "3", meeting: m, title: Buy, clauses: [{effect: approves, text: Bought.}]}
- resolution: {ref: "4", meeting: n, title: Undo, rescinds: ["3"],
    amends: [{ref: "2", clause: 1, text: Repaired by May.}],
    clauses: [{effect: agrees, text: It.}]}
"""
CALL_IN = ("resolution", "call-in", "cabinet/1", "--by", "A", "--reason", "Too soon")


def test_a_resolution_is_called_in_and_upheld_by_command(book: BookOnDisk) -> None:
    book.record(CABINET)
    dry = run(*CALL_IN, "--on", "2019-01-09", "--dry-run", store=book.url)
    assert (dry.exit_code, dry.stdout) == (
        0,
        "Nothing was recorded (--dry-run); it would be accepted.\n",
    )
    done = run(*CALL_IN, "--on", "2019-01-09", store=book.url)
    assert done.stdout == (
        "cabinet/1 is called in: it permits nothing until that is decided, with `minutebook"
        " resolution call-in-outcome cabinet/1 upheld`.\n"
    )
    again = run(*CALL_IN, "--on", "2019-01-09", store=book.url)
    assert (again.exit_code, again.stderr) == (
        1,
        "error: the call-in of cabinet/1 is in the book already; nothing was recorded\n",
    )
    outcome = ("resolution", "call-in-outcome", "cabinet/1", "upheld", "--on", "2019-01-21")
    assert run(*outcome, store=book.url).stdout == "cabinet/1 is upheld and takes effect.\n"
    shown = run("resolution", "show", "cabinet/1", store=book.url).stdout
    assert "on 2019-01-09 by A: Too soon; upheld on 2019-01-21" in " ".join(shown.split())


def test_a_resolution_is_called_in_too_late_or_referred_back(book: BookOnDisk) -> None:
    book.record(CABINET)
    late = run(*CALL_IN, "--on", "2019-01-15", store=book.url)
    assert late.exit_code == 1
    assert "could be called in from 2019-01-07 to 2019-01-14" in late.stderr
    run(*CALL_IN, "--on", "2019-01-09", store=book.url)
    shown = run("resolution", "show", "cabinet/1", store=book.url).stdout
    assert "Too soon; not decided yet" in " ".join(shown.split())
    outcome = ("resolution", "call-in-outcome", "cabinet/1", "referred-back", "--on", "2019-01-21")
    done = run(*outcome, "--body", "cabinet", store=book.url).stdout
    assert done == ("cabinet/1 is referred back: it takes no effect, and its body decides again.\n")
    shown = run("resolution", "show", "cabinet/1", store=book.url).stdout
    assert "referred back by cabinet on 2019-01-21" in " ".join(shown.split())


def test_the_outcome_of_a_call_in_is_of_the_day_of_its_meeting(book: BookOnDisk) -> None:
    book.record(CABINET)
    book.record("- meeting: {ref: later, body: cabinet, held_on: 2019-01-21}")
    run(*CALL_IN, "--on", "2019-01-09", store=book.url)
    outcome = ("resolution", "call-in-outcome", "cabinet/1", "upheld", "--meeting", "later")
    done = run(*outcome, store=book.url)
    assert done.exit_code == 0, done.stderr
    shown = run("resolution", "show", "cabinet/1", store=book.url).stdout
    assert "upheld at later on 2019-01-21" in " ".join(shown.split())


def test_the_list_says_what_became_of_each_by_the_day_asked_for(book: BookOnDisk) -> None:
    book.record(CABINET)

    def outcomes(day: str) -> str:
        return run("resolution", "list", "--as-at", day, store=book.url).stdout

    assert "passed, may be called in until 2019-01-14" in outcomes("2019-01-08")
    after = outcomes("2019-02-05")
    for expected in ("rescinded by 4", "passed, amended", "until 2019-02-11"):
        assert expected in after
    told = ask("resolution", "list", "--as-at", "2019-02-05", store=book.url)
    assert [r["state"] for r in told] == [
        "awaiting tick",
        "in force",
        "rescinded",
        "awaiting call-in",
    ]


def test_both_texts_of_an_amended_clause_are_shown(book: BookOnDisk) -> None:
    book.record(CABINET)
    shown = " ".join(run("resolution", "show", "cabinet/2", store=book.url).stdout.split())
    for expected in (
        "Approves: Repaired.",
        "Amended by 4 on 2019-02-04, to read: Repaired by May.",
        "Urgent The roof fell in",
    ):
        assert expected in shown
    ended = " ".join(run("resolution", "show", "cabinet/3", store=book.url).stdout.split())
    assert "passed, rescinded by 4 on 2019-02-04" in ended
    later = " ".join(run("resolution", "show", "cabinet/4", store=book.url).stdout.split())
    assert "Rescinds 3" in later
    assert "Amends clause 1 of 2" in later


def test_a_clause_tells_who_owns_it_and_by_when_and_what_was_considered(book: BookOnDisk) -> None:
    book.record(
        """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- meeting: {ref: m, body: ics, held_on: 2018-11-05}
- work-programme: {body: ics, decided_on: 2018-11-01, add: [{item: trams, title: Trams}]}
- resolution:
    ref: "1"
    meeting: m
    title: Ours
    considers: [trams]
    clauses:
      - {effect: requests-report, text: Another., owner: Sue, in_months: 3}
      - {effect: agrees, text: Sooner., in_months: 1}
      - {effect: delegates, text: The rest., delegate: Director, limit: 5000, until: 2020-01-01}
"""
    )
    shown = run("resolution", "show", "1", store=book.url).stdout
    for expected in (
        "Considered     trams",
        "owner Sue; in 3 months",
        "in 1 month\n",
        "delegate Director; up to £5,000; until 2020-01-01",
    ):
        assert expected in shown
    told = ask("resolution", "show", "1", store=book.url)
    assert told["considers"] == ["trams"]
    assert next((c["owner"], c["in_months"]) for c in told["clauses"]) == ("Sue", 3)
    assert (told["clauses"][2]["limit"], told["clauses"][2]["until"]) == ("5000", "2020-01-01")


def test_a_resolution_is_called_in_by_its_own_reference_where_one_body_uses_it(
    book: BookOnDisk,
) -> None:
    other = "- meeting: {ref: p, body: ics, held_on: 2019-01-07}\n"
    other += "- resolution: {ref: '3', meeting: p, title: T, clauses: [{effect: notes, text: T}]}\n"
    book.record(f"{CABINET}- body: {{ref: ics, name: S, kind: sub-committee}}\n{other}")
    call = ("--by", "A", "--reason", "Too soon", "--on", "2019-01-09", "--dry-run")
    assert run("resolution", "call-in", "1", *call, store=book.url).exit_code == 0
    several = run("resolution", "call-in", "3", *call, store=book.url)
    assert (several.exit_code, several.stderr) == (
        2,
        "error: several bodies have a resolution 3: say cabinet/3 or ics/3\n",
    )
    unknown = run("resolution", "call-in", "cabinet/9", *call, store=book.url)
    assert unknown.exit_code == 2
    assert "cabinet/9" in unknown.stderr
