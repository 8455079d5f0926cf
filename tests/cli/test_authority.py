"""``minutebook authority``."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cli.authority import end, grant
from cli.main import minutebook
from tests.books import BookOnDisk
from tests.cli.program import ROOT, ask, run
from tests.cli.writing import fails, unchanged

COUNCIL = """
- body: {ref: ics, name: Improvement, kind: sub-committee,
    members: [{person: C. Hale, role: chair, starts_on: 2018-05-01}]}
- body: {ref: policy, name: Policy, kind: committee}
- meeting: {ref: m1, body: ics, held_on: 2019-01-07}
- resolution:
    ref: 2019/1
    meeting: m1
    title: Smaller changes
    clauses:
      - {effect: delegates, text: Small ones., delegate: Director, in_consultation_with: [C. Hale],
         limit: 1000, until: 2020-01-01}
      - {effect: delegates, text: Others., delegate: Director}
- project: {ref: p, name: P}
- opening-balance: {project: p, as_at: 2018-04-01, source: Report, profile: {2018/19: 100}}
- change-request: {ref: R, title: R, kind: re-profile, to: ics, raised_on: 2019-01-02,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2019/20: 100}}]}
- decision: {change_request: R, outcome: approved, decided_on: 2019-02-01, decided_by: Director,
    under: ics/2019/1/1, consulted: [C. Hale]}
"""
GRANT = ("authority", "grant", "Sue Milburn", "clerk", "--body", "ics", "--from", "2018-01-01")


@pytest.fixture
def council(book: BookOnDisk) -> BookOnDisk:
    """A council with a chair, a resolution that delegates, and a decision under it."""
    book.record(COUNCIL)
    return book


def test_a_role_is_granted_listed_and_ended(council: BookOnDisk) -> None:
    done = run(*GRANT, store=council.url).stdout
    assert done == "Sue Milburn is clerk of ics from 2018-01-01.\n"
    told = ask("authority", "list", "--person", "sue milburn", store=council.url)
    assert [(row["role"], row["body"], row["by_seat"]) for row in told["roles"]] == [
        ("clerk", "ics", False)
    ]
    ending = ("--body", "ics", "--on", "2019-01-01", "--reason", "Moved")
    done = run("authority", "end", "Sue Milburn", "clerk", *ending, store=council.url).stdout
    assert done == "The role of Sue Milburn as clerk of ics ends on 2019-01-01.\n"
    assert "Sue Milburn" not in run("authority", "list", store=council.url).stdout
    assert "to 2019-01-01 (Moved)" in run("authority", "list", "--all", store=council.url).stdout
    then = run("authority", "list", "--as-at", "2018-12-31", store=council.url).stdout
    assert "Sue Milburn  clerk  ics" in then


def test_a_role_for_every_body_is_listed_with_each(council: BookOnDisk) -> None:
    until = ("--from", "2018-01-01", "--until", "2099-01-01")
    done = run("authority", "grant", "Al Key", "finance", *until, store=council.url).stdout
    assert done == "Al Key is finance of every body from 2018-01-01 until 2099-01-01.\n"
    shown = run("authority", "list", "--body", "policy", store=council.url).stdout
    assert "Al Key" in shown
    assert "C. Hale" not in shown


def test_without_a_day_it_is_today(council: BookOnDisk) -> None:
    assert run("authority", "grant", "A", "auditor", store=council.url).exit_code == 0
    assert run("authority", "end", "A", "auditor", store=council.url).exit_code == 1


def test_a_dry_run_records_nothing(council: BookOnDisk) -> None:
    with unchanged(council.path):
        done = run(*GRANT, "--dry-run", store=council.url).stdout
    assert "Nothing was recorded (--dry-run)" in done


def test_powers_are_listed_with_their_bounds_and_uses(council: BookOnDisk) -> None:
    shown = run("authority", "list", "--as-at", "2019-02-01", store=council.url).stdout
    for expected in (
        "C. Hale  chair  ics   from 2018-05-01  seat",
        "Delegated powers",
        "ics/2019/1/1  Director  Small ones.",
        "2019-01-07 to 2020-01-01",
        "Uses of delegated powers",
        "ics/2019/1/1  2019-02-01  Director  R    100  C. Hale",
    ):
        assert expected in shown
    told = ask("authority", "list", "--as-at", "2019-02-01", store=council.url)
    first, second = told["delegations"]
    assert (first["limit"], first["until"]) == ("1000", "2020-01-01")
    assert (first["uses"][0]["used_for"], second["uses"]) == ("change-request:R", [])
    csv = run(
        "authority", "list", "--as-at", "2019-02-01", "--format", "csv", store=council.url
    ).stdout.splitlines()
    assert csv == [
        "kind,person,role,body,ref,starts_on,ends_on,state,limit",
        "seat,C. Hale,chair,ics,,2018-05-01,,held,",
        "delegation,Director,,ics,ics/2019/1/1,2019-01-07,2020-01-01,in force,1000",
        "delegation,Director,,ics,ics/2019/1/2,2019-01-07,,in force,",
    ]


def test_a_power_is_taken_back(council: BookOnDisk) -> None:
    words = ("--on", "2019-03-01", "--reason", "No need")
    done = run("authority", "end", "ics/2019/1/2", *words, store=council.url).stdout
    assert done == "The power delegated by ics/2019/1/2 ends on 2019-03-01.\n"
    at = ("--as-at", "2019-03-01")
    assert "ics/2019/1/2" not in run("authority", "list", *at, store=council.url).stdout
    shown = run("authority", "list", "--all", *at, store=council.url).stdout
    assert "ended: No need" in shown


def test_what_cannot_end_is_refused(council: BookOnDisk) -> None:
    told = fails(1, "authority", "end", "Sue Milburn", "clerk", store=council.url)
    assert "Sue Milburn is not clerk up to" in told
    told = fails(1, "authority", "end", "ics/2019/1/9", store=council.url)
    assert "delegates nothing to anybody; what the resolution delegates: ics/2019/1/1," in told
    told = fails(2, "authority", "end", "ics/2019/1/2", "--body", "ics", store=council.url)
    assert "name the role after the person" in told


def test_a_role_is_granted_once(council: BookOnDisk) -> None:
    run(*GRANT, store=council.url)
    assert "is in the book already" in fails(1, *GRANT, store=council.url)
    later = (*GRANT[:-1], "2018-02-01")
    assert "is clerk of ics already" in fails(1, *later, store=council.url)


def test_nothing_to_list_says_what_to_do(book: BookOnDisk, council: BookOnDisk) -> None:
    told = run("authority", "list", "--person", "Nobody", store=council.url).stderr
    assert told.startswith("No such role is held by then: `minutebook authority list --all`")
    told = run("authority", "list", "--as-at", "2017-01-01", store=book.url).stderr
    assert told.startswith("Nobody holds a role by then: grant one with")


def test_an_unknown_body_is_answered_with_the_closest(council: BookOnDisk) -> None:
    told = fails(2, "authority", "list", "--body", "icz", store=council.url)
    assert "did you mean ics?" in told


def test_people_and_powers_are_completed_from_the_book(council: BookOnDisk) -> None:
    run(*GRANT, store=council.url)
    root = click.Context(minutebook, obj=None)
    root.params["store"] = council.url
    for command, start, expected in (
        (grant, "S", ["Sue Milburn"]),
        (end, "", ["C. Hale", "Sue Milburn", "ics/2019/1/1", "ics/2019/1/2"]),
    ):
        found = command.params[0].shell_complete(click.Context(command, parent=root), start)
        assert [item.value for item in found] == expected


def test_the_page_about_authority_can_be_followed_as_written(
    book: BookOnDisk, tmp_path: Path
) -> None:
    text = (ROOT / "docs" / "authority.md").read_text(encoding="utf-8")
    for kind, block in re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if kind == "yaml":
            file = tmp_path / "entries.yaml"
            file.write_text(block, encoding="utf-8")
            done = run("record", str(file), store=book.url)
            assert (done.exit_code, done.stderr) == (0, ""), done.stderr
        for line in block.splitlines() if kind == "sh" else ():
            done = run(*shlex.split(line)[1:], store=book.url)
            assert (done.exit_code, done.stderr) == (0, ""), f"{line}\n{done.stderr}"
