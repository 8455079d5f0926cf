"""``minutebook audit``."""

from __future__ import annotations

import json

import pytest

from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.cli.program import ask, process, run
from tests.cli.writing import fails

BOOK = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- portfolio: {ref: place, name: Place}
- portfolio: {ref: people, name: People}
- project: {ref: p, name: P, portfolio: place}
- project: {ref: q, name: Q, portfolio: people}
- baseline: {project: p, profile: {2018/19: 100},
    authority: {body: ics, decided_on: 2018-01-08, resolution: 2018/1}}
- baseline: {project: q, profile: {2018/19: 50}, authority: {body: ics, decided_on: 2018-04-09}}
"""
MINUTES = """
- meeting: {ref: m1, body: ics, held_on: 2018-01-08}
- resolution: {ref: 2018/1, meeting: m1, title: Target, clauses: [{effect: approves, text: It.}]}
"""


@pytest.fixture
def audited(book: BookOnDisk) -> str:
    """A book whose minutes are recorded a year after what rests on them."""
    book.record(BOOK, at=IN_2018)
    return book.url


def test_findings_are_told_with_what_to_do_and_end_with_status_1(audited: str) -> None:
    told = run("audit", "movements", "--as-at", "2018-06-01", store=audited)
    assert told.exit_code == 1
    assert told.stderr == "error: 1 finding: each says what to do about it\n"
    assert told.stdout.splitlines()[0].startswith("Movements without authority, as at 2018-06-01,")
    words = " ".join(told.stdout.split())
    assert "unknown-resolution The baseline of p (8 January 2018) rests on resolution" in words
    assert "Record the resolution from the minutes, or correct its number." in words
    assert "Position 6, recorded 2018-12-01." in words
    assert "2 acts with 2 movements were asked." in words
    assert "1 note besides; --strict lists them." in words


def test_the_facts_that_show_it_are_told_with_their_days(audited: str, book: BookOnDisk) -> None:
    book.record(
        MINUTES + "- terms-of-reference: {body: ics, decided_on: 2018-01-02, summary: S,"
        " financial_limit: 99}",
        at=IN_2019,
    )
    told = run("audit", "movements", "--project", "p", store=audited)
    assert (
        "Position 11, decided 2018-01-02, recorded 2019-06-01: ics was given its terms of"
        " reference: S up to £99."
    ) in " ".join(told.stdout.split())


def test_notes_count_only_where_they_are_asked_for(audited: str) -> None:
    with_notes = run("audit", "movements", "--strict", store=audited)
    assert with_notes.exit_code == 1
    assert "2 findings" in with_notes.stderr
    assert "no-resolution" in with_notes.stdout
    one = run("audit", "movements", "--rule", "no-resolution", store=audited)
    assert (one.exit_code, one.stderr) == (0, "")
    assert run("audit", "movements", "--project", "q", store=audited).exit_code == 0
    assert run("audit", "movements", "--project", "q", "--strict", store=audited).exit_code == 1


def test_a_book_whose_minutes_came_in_is_in_order_now_and_was_not_then(
    audited: str, book: BookOnDisk
) -> None:
    book.record(MINUTES, at=IN_2019)
    now = run("audit", "movements", store=audited)
    assert (now.exit_code, now.stderr) == (0, "")
    assert now.stdout.startswith("No movement without authority was found, as at ")
    then = run("audit", "movements", "--as-known", "2018-12-31", store=audited)
    assert then.exit_code == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--portfolio", "place"), 1),
        (("--portfolio", "people"), 0),
        (("--portfolio", "place", "--project", "q"), 0),
        (("--since", "2018-01-09"), 0),
        (("--since", "8 January 2018"), 1),
        (("--rule", "above-limit"), 0),
        (("--as-at", "2018-01-07"), 0),
    ],
)
def test_the_audit_is_narrowed_down(words: tuple[str, ...], status: int, audited: str) -> None:
    assert run("audit", "movements", *words, store=audited).exit_code == status


def test_programs_get_every_finding_with_its_evidence(audited: str) -> None:
    told = run("audit", "movements", "--format", "json", store=audited)
    assert (told.exit_code, told.stderr) == (1, "")
    data = json.loads(told.stdout)
    assert (data["acts"], data["movements"], data["as_known"]) == (2, 2, None)
    [finding], [note] = data["findings"], data["notes"]
    assert finding | {"sentence": "", "evidence": []} == {
        "explained": None,
        "rule": "unknown-resolution",
        "note": False,
        "what": "baseline",
        "ref": "p",
        "projects": ["p"],
        "decided_on": "2018-01-08",
        "position": 6,
        "sentence": "",
        "do": "Record the resolution from the minutes, or correct its number.",
        "evidence": [],
    }
    assert finding["evidence"][0]["position"] == 6
    assert (note["rule"], note["note"]) == ("no-resolution", True)
    csv = run("audit", "movements", "--strict", "--format", "csv", store=audited)
    assert csv.exit_code == 1
    header, first, second = csv.stdout.splitlines()
    assert header == (
        "rule,note,what,ref,projects,decided_on,position,sentence,do,evidence,"
        "explained_by,explained_on,explanation"
    )
    assert first.startswith("unknown-resolution,false,baseline,p,p,2018-01-08,6,")
    assert second.startswith("no-resolution,true,baseline,q,q,2018-04-09,7,")


def test_the_rules_are_listed_with_their_codes(book: BookOnDisk) -> None:
    rules = ask("audit", "rules", store=book.url)
    assert {key: value for key, value in rules[-2].items() if key != "says"} == {
        "code": "no-resolution",
        "note": True,
    }
    assert "above-limit" in run("audit", "rules").stdout


def test_an_empty_book_has_nothing_to_find(book: BookOnDisk) -> None:
    told = run("audit", "movements", store=book.url)
    assert told.exit_code == 0
    assert told.stdout.startswith("There is nothing to audit: no figure was set or altered, as at")
    assert "No movement" not in told.stdout
    assert ask("audit", "movements", store=book.url)["acts"] == 0


def test_what_is_not_in_the_book_cannot_be_asked_for(audited: str) -> None:
    assert "there is no project 'x'" in fails(
        2, "audit", "movements", "--project", "x", store=audited
    )
    assert "there is no rule 'above-limits': did you mean above-limit?" in fails(
        2, "audit", "movements", "--rule", "above-limits", store=audited
    )
    assert "`minutebook audit rules` lists them" in fails(
        2, "audit", "movements", "--rule", "zzz", store=audited
    )


def test_the_codes_of_rules_are_completed(audited: str) -> None:
    seen = process(
        store=audited,
        environment={
            "_MINUTEBOOK_COMPLETE": "bash_complete",
            "COMP_WORDS": "minutebook audit movements --rule above",
            "COMP_CWORD": "4",
        },
    )
    assert (seen.stdout.split(), seen.stderr) == (["plain,above-limit"], "")


def test_what_is_explained_stays_listed_and_fails_no_longer(audited: str) -> None:
    words = ("audit", "explain", "6", "unknown-resolution", "--reason", "Lost in a fire")
    said = run(*words, "--by", "Internal Audit", store=audited)
    assert (said.exit_code, said.stderr) == (0, "")
    told = run("audit", "movements", store=audited)
    assert (told.exit_code, told.stderr) == (0, "")
    words_told = " ".join(told.stdout.split())
    assert "No other movement without authority was found" in words_told
    assert "Explained by Internal Audit, " in words_told
    assert ": Lost in a fire" in words_told
    [explained] = ask("audit", "movements", store=audited)["explained"]
    assert explained["explained"]["explained_by"] == "Internal Audit"
    assert "Internal Audit explained what the audit finds" in (
        run("log", "--subject", "p", store=audited).stdout
    )


def test_what_is_not_found_cannot_be_explained(audited: str) -> None:
    words = ("--reason", "R", "--by", "B")
    assert "it finds unknown-resolution there" in fails(
        2, "audit", "explain", "6", "stale", *words, store=audited
    )
    assert "`minutebook audit movements` lists them" in fails(
        2, "audit", "explain", "5", "stale", *words, store=audited
    )


def test_one_act_is_told_in_the_singular(audited: str) -> None:
    told = run("audit", "movements", "--project", "q", store=audited)
    assert "1 act with 1 movement was asked." in told.stdout
