"""``minutebook work``: who holds what up, since when, and how to go on."""

from __future__ import annotations

import shlex

import pytest

from tests.books import BookOnDisk
from tests.cli.program import ask, run
from tests.engine.cases.journey import (
    ACKNOWLEDGE,
    APPROVING,
    COMMENT,
    ENDORSE,
    OPENED,
    SUBMIT,
    UNOPENED,
    step,
)

ON = ("--on", "2019-01-10")


@pytest.fixture
def council(book: BookOnDisk) -> BookOnDisk:
    """A book in which a change request stands before its sub-committee since 8 January 2019."""
    book.record(UNOPENED + OPENED + SUBMIT + ACKNOWLEDGE + COMMENT + ENDORSE)
    return book


def test_a_case_waits_for_whoever_may_take_its_next_step(council: BookOnDisk) -> None:
    (row,) = ask("work", *ON, store=council.url)
    assert row["ref"] == "change-request/ICS-2019-A"
    assert row["holders"] == [{"name": None, "role": "clerk", "body": "ics"}]
    assert (row["since"], row["days"], row["step"]) == ("2019-01-08", 2, "approve")
    assert (row["due_on"], row["days_late"]) == ("2019-03-09", 0)


def test_each_step_hands_the_case_to_the_next(book: BookOnDisk) -> None:
    book.record(UNOPENED + OPENED)
    held = []
    for taken in (SUBMIT, ACKNOWLEDGE, COMMENT, ENDORSE):
        (row,) = ask("work", *ON, "--kind", "case", store=book.url)
        held.append(row["holders"][0]["role"])
        book.record(taken)
    assert held == ["sponsor", "programme-office", "finance", "clerk"]


def test_what_was_waiting_on_an_earlier_day_can_still_be_asked(council: BookOnDisk) -> None:
    (row,) = ask("work", "--on", "2018-12-29", store=council.url)
    assert (row["holders"][0]["role"], row["days"], row["due_on"]) == ("finance", 2, "2019-01-11")


def test_what_passed_its_day_is_late_and_comes_first(council: BookOnDisk) -> None:
    council.record(
        "- action: {ref: tidy, owner: Archivist, text: Tidy up, asked_by: policy,"
        " asked_on: 2019-01-02}"
    )
    rows = ask("work", "--on", "2019-04-01", store=council.url)
    assert [(row["ref"], row["days_late"]) for row in rows] == [
        ("change-request/ICS-2019-A", 23),
        ("tidy", 0),
    ]
    (late,) = ask("work", "--on", "2019-04-01", "--overdue", store=council.url)
    assert late["ref"] == "change-request/ICS-2019-A"
    assert "2019-03-09, 23 days late" in run("work", "--on", "2019-04-01", store=council.url).stdout


@pytest.mark.parametrize(
    ("named", "waits"),
    [
        ("clerk", True),
        ("ics", True),
        ("I. Clerk", True),
        ("i.  clerk", True),
        ("finance", False),
        ("policy", False),
        ("P. Clerk", False),
    ],
)
def test_work_is_asked_for_by_role_by_body_or_by_person(
    council: BookOnDisk, named: str, *, waits: bool
) -> None:
    rows = ask("work", *ON, "--for", named, store=council.url)
    assert [row["ref"] for row in rows] == ["change-request/ICS-2019-A"] * waits


def test_somebody_whose_role_has_ended_holds_nothing_up(council: BookOnDisk) -> None:
    council.record("- role-end: {person: I. Clerk, role: clerk, body: ics, ended_on: 2019-01-09}")
    assert ask("work", *ON, "--for", "I. Clerk", store=council.url) == []
    said = run("work", *ON, "--for", "I. Clerk", store=council.url)
    assert (said.exit_code, said.stderr) == (0, "Nothing waits for I. Clerk on 2019-01-10.\n")


def test_a_name_that_nobody_bears_is_refused_with_the_closest(council: BookOnDisk) -> None:
    result = run("work", *ON, "--for", "I. Clark", store=council.url)
    assert result.exit_code == 2
    assert "no role, body or person 'I. Clark' is known on 2019-01-10" in result.stderr
    assert "did you mean I. Clerk" in result.stderr


def test_the_command_that_is_shown_takes_the_step(council: BookOnDisk) -> None:
    council.record(APPROVING)
    (row,) = ask("work", "--on", "2019-01-21", "--for", "I. Clerk", store=council.url)
    words = shlex.split(row["command"].replace("REF", "2019/003"))
    assert words[:3] == ["minutebook", "--as", "I. Clerk"]
    taken = run(*words[1:], store=council.url)
    assert taken.exit_code == 0, taken.stderr
    assert ask("work", "--on", "2019-01-22", store=council.url) == []


def test_a_request_that_travels_on_no_route_waits_for_its_body(book: BookOnDisk) -> None:
    book.record(UNOPENED)
    (row,) = ask("work", *ON, store=book.url)
    assert (row["kind"], row["ref"]) == ("change-request", "ICS-2019-A")
    assert row["holders"] == [{"name": None, "role": "clerk", "body": "ics"}]
    assert row["command"].startswith("minutebook change decide ICS-2019-A --outcome")


def test_conditions_wait_for_their_owners(council: BookOnDisk) -> None:
    condition = "{text: Report back, owner: Director, due: 2019-06-30}"
    more = f"resolution: 2019/003, item: '4', conditions: [{condition}]"
    council.record(APPROVING + step("approve", "I. Clerk", more=more))
    (row,) = ask("work", "--on", "2019-07-02", "--for", "director", store=council.url)
    assert (row["kind"], row["ref"]) == ("condition", "ICS-2019-A/1")
    assert (row["due_on"], row["days_late"]) == ("2019-06-30", 2)


def test_a_call_in_waits_for_the_clock_and_then_for_the_body(book: BookOnDisk) -> None:
    book.record(
        "- body: {ref: cab, name: Cabinet, kind: cabinet, terms_of_reference: {summary: All,"
        " call_in: 5 working days}}\n"
        "- meeting: {ref: cab-1, body: cab, held_on: 2019-01-07}\n"
        "- resolution: {ref: 2019/001, meeting: cab-1, title: Sell the hall,"
        " clauses: [{effect: agrees, text: Sell it}]}"
    )
    (row,) = ask("work", *ON, store=book.url)
    assert (row["kind"], row["holders"][0]["name"]) == ("call-in", "the clock")
    assert (row["opens_on"], row["command"]) == ("2019-01-15", "minutebook tick --on 2019-01-15")
    assert (row["due_on"], row["days_late"]) == (None, 0)
    book.record(
        "- call-in: {resolution: cab/2019/001, called_in_on: 2019-01-09, by: [A. Member],"
        " reason: Too cheap}"
    )
    (row,) = ask("work", *ON, store=book.url)
    assert row["holders"] == [{"name": None, "role": "clerk", "body": "cab"}]
    assert row["command"].startswith("minutebook resolution call-in-outcome cab/2019/001")


REPORT = """
- role-grant: {person: Clerk, role: clerk, starts_on: 2018-01-01}
- role-grant: {person: Fin, role: finance, starts_on: 2018-01-01}
- role-grant: {person: Mon, role: monitoring-officer, starts_on: 2018-01-01}
- role-grant: {person: Author, role: sponsor, starts_on: 2018-01-01}
- body: {ref: cab, name: Cabinet, kind: cabinet, terms_of_reference: {summary: All,
   call_in: 5 working days}}
- meeting: {ref: cab-1, body: cab, scheduled_for: 2019-01-07}
- case: {route: committee-report, subject: r-1, title: Hall, opened_on: 2018-12-03,
   bodies: {deciding: cab}}
- case-step: {actor: Author, case: committee-report/r-1, step: submit, taken_on: 2018-12-04,
   attachments: [{kind: report, text: It}]}
- case-step: {actor: Fin, case: committee-report/r-1, step: comment, taken_on: 2018-12-05,
   attachments: [{kind: finance-comment, text: It}]}
- case-step: {actor: Mon, case: committee-report/r-1, step: advise, taken_on: 2018-12-06,
   attachments: [{kind: constitutional-comment, text: It}]}
- case-step: {actor: Clerk, case: committee-report/r-1, step: publish, taken_on: 2018-12-07,
   meeting: cab-1}
- meeting-held: {meeting: cab-1, held_on: 2019-01-07}
- resolution: {ref: 2019/001, meeting: cab-1, item: '4', title: Sell the hall,
    clauses: [{effect: agrees, text: Sell it}]}
- case-step: {actor: Clerk, case: committee-report/r-1, step: decide, resolution: 2019/001,
   item: '4'}
"""


def test_a_step_that_time_takes_opens_on_a_day_and_is_never_late(book: BookOnDisk) -> None:
    book.record(REPORT)
    for day in ("2019-01-10", "2019-03-01"):
        (row,) = ask("work", "--on", day, "--kind", "case", store=book.url)
        assert (row["step"], row["holders"][0]["name"]) == ("take-effect", "the clock")
        assert (row["due_on"], row["days_late"], row["opens_on"]) == (None, 0, "2019-01-15")
        assert ask("work", "--on", day, "--overdue", store=book.url) == []
    assert "opens 2019-01-15" in run("work", *ON, store=book.url).stdout


def test_what_waits_for_a_decision_that_is_called_in_opens_on_no_day_yet(book: BookOnDisk) -> None:
    book.record(
        REPORT + "- call-in: {resolution: cab/2019/001, called_in_on: 2019-01-09, by: [A. Member],"
        " reason: Too cheap}"
    )
    (row,) = ask("work", *ON, "--kind", "case", store=book.url)
    assert (row["step"], row["opens_on"], row["days_late"]) == ("take-effect", None, 0)
    (row,) = ask("work", "--on", "2019-01-08", "--kind", "case", store=book.url)
    assert row["opens_on"] == "2019-01-15"


@pytest.mark.parametrize("kind", ["case", "change-request", "gate", "condition", "action"])
def test_one_kind_of_work_is_that_part_of_all_of_it(council: BookOnDisk, kind: str) -> None:
    council.record(
        "- action: {ref: tidy, owner: Archivist, text: Tidy up, asked_by: policy,"
        " asked_on: 2019-01-02}"
    )
    everything = ask("work", *ON, store=council.url)
    alone = ask("work", *ON, "--kind", kind, store=council.url)
    assert alone == [row for row in everything if row["kind"] == kind]


def test_the_next_gate_waits_for_its_board(norfolk: str) -> None:
    rows = ask("work", "--on", "2017-11-09", "--kind", "gate", store=norfolk)
    (row,) = rows
    assert row["ref"] == "social-care-system-go-live/1"
    assert row["holders"] == [{"name": None, "role": "clerk", "body": "scsr-board"}]


def test_an_empty_book_has_no_work(book: BookOnDisk) -> None:
    said = run("work", *ON, store=book.url)
    assert (said.exit_code, said.stderr) == (0, "Nothing waits on 2019-01-10.\n")


def test_a_sheet_has_a_line_for_each_thing_that_waits(council: BookOnDisk) -> None:
    header, row = run("work", *ON, "--format", "csv", store=council.url).stdout.splitlines()
    assert header.startswith(
        "kind,ref,title,stands,waits_for,since,days,due_on,days_late,opens_on,step"
    )
    assert row.startswith("case,change-request/ICS-2019-A,")
    assert "clerk of ics" in row
