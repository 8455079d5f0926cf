"""``minutebook tick``: what time itself causes is recorded once, on the day it came about."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from cli.tick import recorded
from engine.book import Book
from engine.routes.library import RouteLibrary
from engine.store.factory import open_store
from projections.cases.standing import standings
from projections.clock.cause import Cause
from tests.books import BookOnDisk
from tests.cli.program import process, run

COUNCIL = """
- calendar: {country: GB, subdivision: ENG}
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: cabinet, name: Cabinet, kind: cabinet,
    terms_of_reference: {summary: Decides., call_in: 5 working days}}
- meeting: {ref: ics-1, body: ics, held_on: 2019-01-07}
- meeting: {ref: cab-1, body: cabinet, held_on: 2019-01-07,
    attendance: {present: [A, B], absent: []}}
- role-grant: {person: S. Sponsor, role: sponsor}
- role-grant: {person: F. Nance, role: finance}
- role-grant: {person: M. Officer, role: monitoring-officer}
- role-grant: {person: I. Clerk, role: clerk, body: cabinet}
"""
CLOSED = """
- resolution: {ref: "3", meeting: cab-1, item: "4", title: Close it, clauses: [{effect: approves,
    text: Closed.}]}
"""
TO_COME = "- meeting: {ref: cab-9, body: cabinet, held_on: 2050-01-07}" + CLOSED.replace(
    "cab-1", "cab-9"
).replace('item: "4", ', "")
CALLED_IN = "- call-in: {resolution: cabinet/3, called_in_on: 2019-01-09, by: [A], reason: Why}\n"
UPHELD = "- call-in-outcome: {resolution: cabinet/3, outcome: upheld, decided_on: 2019-01-21}\n"
ACTIONS = """
- resolution: {ref: "1", meeting: ics-1, title: Requests, clauses: [
    {effect: requests-report, text: A report., to: ics, by: 2019-02-01},
    {effect: delegates, text: Award it., delegate: Director, until: 2019-01-31}]}
- action: {ref: a-1, owner: Director, text: Do it, asked_by: ics, asked_at: ics-1, due: 2019-01-31}
"""
GATES = """
- project: {ref: system, name: System}
- gate-sequence: {ref: go-live, name: Going live, body: ics, project: system,
    decided_on: 2019-01-07, gates: [{number: 1, name: Build}, {number: 2, name: Launch}],
    criteria: [{ref: data, text: Data moved}]}
- waiver: {sequence: go-live, criterion: data, granted_by: ics, reason: Later,
    granted_on: 2019-01-08, expires_on: 2019-02-01}
- gate-decision: {sequence: go-live, gate: 1, outcome: conditional-go, decided_on: 2019-01-09,
    assessments: [{criterion: data, result: waived, waived_by: ics}],
    conditions: [{text: Train the team, owner: Director, due: 2019-01-25}]}
"""
ROUTE = """
route: letter
version: 1
title: A letter
subject: letter
start: written
states:
  - {name: written, title: Written}
  - {name: waiting, title: Waiting}
  - {name: answered, title: Answered, final: true}
  - {name: lapsed, title: Lapsed, final: true}
steps:
  - {name: send, title: Send it, from: written, to: waiting, by: finance,
     deadline: 5 working days, overdue: {escalate_to: monitoring-officer, take: post}}
  - {name: post, title: Post it all the same, from: written, to: waiting, by: finance}
  - {name: answer, title: Answer it, from: waiting, to: answered, by: sponsor}
  - {name: lapse, title: Let it lapse, from: waiting, to: lapsed, opens_after: 10 calendar days,
     automatic: true}
"""
LETTER = "- case: {route: letter, subject: l-1, opened_on: 2019-01-07}\n"
REPORT = """
- case: {route: committee-report, subject: r-1, opened_on: 2018-11-01, bodies: {deciding: cabinet}}
- case-step: {case: r-1, step: submit, actor: S. Sponsor, taken_on: 2018-11-02,
    attachments: [{kind: report, text: R}]}
- case-step: {case: r-1, step: comment, actor: F. Nance, taken_on: 2018-11-05,
    attachments: [{kind: finance-comment, text: F}]}
- case-step: {case: r-1, step: advise, actor: M. Officer, taken_on: 2018-11-06,
    attachments: [{kind: constitutional-comment, text: C}]}
- case-step: {case: r-1, step: publish, actor: I. Clerk, taken_on: 2018-12-20, meeting: cab-1}
- case-step: {case: r-1, step: decide, actor: I. Clerk, taken_on: 2019-01-07, resolution: "3"}
"""


def given(book: BookOnDisk, *texts: str) -> BookOnDisk:
    """Record texts by the program itself, which knows the routes beside the store."""
    file = book.folder / "given.yaml"
    file.write_text("".join(texts), encoding="utf-8")
    result = run("record", str(file), store=book.url)
    assert result.exit_code == 0, result.stderr
    return book


def ticked(book: BookOnDisk, on: str, *more: str) -> list[tuple[str, str]]:
    """Tick, and return the day and the words of what was recorded."""
    result = run("tick", "--on", on, *more, "--format", "json", store=book.url)
    assert result.exit_code == 0, result.stderr
    return [(each["on"], each["told"]) for each in json.loads(result.stdout)["recorded"]]


def state(book: BookOnDisk, case: str) -> str:
    """Where a case stands."""
    with book.views() as views:
        [found] = standings(views, only=case)
    return found.state


@pytest.fixture
def with_route(book: BookOnDisk) -> BookOnDisk:
    """A book with a route of its own beside it."""
    folder = book.folder / "routes"
    folder.mkdir()
    (folder / "letter.yaml").write_text(ROUTE, encoding="utf-8")
    return given(book, COUNCIL)


def test_a_decision_that_nobody_called_in_takes_effect_on_the_day_after_its_window(
    book: BookOnDisk,
) -> None:
    given(book, COUNCIL, CLOSED)
    assert ticked(book, "2019-01-14") == []
    [(day, told)] = ticked(book, "2019-03-01")
    assert (day, told) == (
        "2019-01-15",
        "Resolution cabinet/3 took effect: nobody had called it in.",
    )


def test_a_decision_that_was_called_in_or_rescinded_does_not_take_effect_by_time(
    book: BookOnDisk,
) -> None:
    rescinded = CLOSED.replace('"3"', '"4"')
    later = """
- meeting: {ref: cab-2, body: cabinet, held_on: 2019-01-10}
- resolution: {ref: "5", meeting: cab-2, title: Not so, urgent: Now, rescinds: ["4"],
    clauses: [{effect: agrees, text: It.}]}
"""
    given(book, COUNCIL, CLOSED, rescinded, CALLED_IN, later)
    assert ticked(book, "2019-03-01") == []
    given(book, UPHELD)
    assert ticked(book, "2019-03-01") == []


def test_actions_conditions_delegations_and_waivers_run_out_on_their_days(
    book: BookOnDisk,
) -> None:
    given(book, COUNCIL, ACTIONS, GATES)
    assert ticked(book, "2019-01-25") == []
    assert [day for day, _ in ticked(book, "2019-01-26")] == ["2019-01-26"]
    rest = ticked(book, "2019-03-01")
    assert [day for day, _ in rest] == ["2019-01-31", "2019-02-01", "2019-02-01", "2019-02-02"]
    assert ticked(book, "2019-03-01") == []


def test_the_same_day_again_records_nothing_and_says_so(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED)
    first = run("tick", "--on", "2019-01-15", store=book.url)
    assert "What time has caused by 2019-01-15" in first.stdout
    again = run("tick", "--on", "2019-01-15", store=book.url)
    assert again.stdout == "Nothing new: the book has all that time has caused by 2019-01-15.\n"


def test_a_dry_run_records_nothing(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED)
    dry = run("tick", "--on", "2019-01-15", "--dry-run", store=book.url)
    assert "took effect" in dry.stdout
    assert "Nothing was recorded (--dry-run)." in dry.stdout
    assert len(ticked(book, "2019-01-15")) == 1


def test_it_looks_at_time_up_to_today_where_no_day_is_given(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED)
    assert "took effect" in run("tick", "--format", "csv", store=book.url).stdout


def test_it_is_recorded_by_the_clock_whoever_runs_it(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED)
    ticked(book, "2019-01-15")
    log = run("log", "--format", "json", store=book.url).stdout
    assert {each["actor"] for each in json.loads(log) if "took effect" in each["sentence"]} == {
        "the clock"
    }


def test_an_overdue_step_is_noted_told_further_up_and_taken_where_the_route_says_so(
    with_route: BookOnDisk,
) -> None:
    given(with_route, LETTER)
    assert ticked(with_route, "2019-01-14") == []
    overdue, told, taken = ticked(with_route, "2019-01-15")
    assert {overdue[0], told[0], taken[0]} == {"2019-01-15"}
    assert "The step send of letter/l-1 was due by 14 January 2019: overdue" in overdue[1]
    assert "was brought before the monitoring officer" in told[1]
    assert "by the step post, by the passing of time" in taken[1]
    assert state(with_route, "letter/l-1") == "waiting"


def test_what_follows_from_a_step_that_time_took_is_found_with_it(with_route: BookOnDisk) -> None:
    given(with_route, LETTER)
    told = ticked(with_route, "2019-06-01")
    # It lapses ten days after it was posted.
    assert [day for day, _ in told] == ["2019-01-15"] * 3 + ["2019-01-26"]
    assert ticked(with_route, "2019-06-01") == []


def test_ticking_day_by_day_records_the_same_as_ticking_once(
    with_route: BookOnDisk, tmp_path: Path
) -> None:
    given(with_route, LETTER)
    daily = [each for day in range(10, 31) for each in ticked(with_route, f"2019-01-{day:02d}")]
    (tmp_path / "once").mkdir()
    (tmp_path / "once" / "routes").mkdir()
    (tmp_path / "once" / "routes" / "letter.yaml").write_text(ROUTE, encoding="utf-8")
    other = given(BookOnDisk(tmp_path / "once"), COUNCIL, LETTER)
    assert ticked(other, "2019-01-30") == daily


def test_a_report_is_in_effect_when_the_window_of_its_decision_closed(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED, REPORT)
    told = ticked(book, "2019-01-15")
    assert [day for day, _ in told] == ["2019-01-15", "2019-01-15"]
    assert state(book, "committee-report/r-1") == "effective"


def test_a_report_waits_while_its_decision_is_called_in(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED, REPORT, CALLED_IN)
    assert ticked(book, "2019-01-31") == []
    given(book, UPHELD)
    assert [day for day, _ in ticked(book, "2019-01-31")] == ["2019-01-21"]


def test_a_report_stays_where_it_is_when_its_resolution_was_rescinded_in_time(
    book: BookOnDisk,
) -> None:
    rescinding = """
- meeting: {ref: cab-2, body: cabinet, held_on: 2019-01-10}
- resolution: {ref: "5", meeting: cab-2, title: Not so, urgent: Now, rescinds: ["3"],
    clauses: [{effect: agrees, text: It.}]}
"""
    given(book, COUNCIL, CLOSED, REPORT, rescinding)
    result = run("tick", "--on", "2019-01-31", store=book.url)
    assert result.stdout == (
        "Of what time has caused by 2019-01-31 nothing could be recorded: see the notes.\n"
    )
    assert "case-step of committee-report/r-1, take-effect, 2019-01-15" in result.stderr
    assert "was rescinded by 5 on 2019-01-10" in result.stderr
    assert state(book, "committee-report/r-1") == "decided"


def test_what_the_book_refuses_is_put_aside_with_its_reason_and_the_rest_recorded(
    book: BookOnDisk,
) -> None:
    done = "- action-completion: {action: a-1, completed_on: 2019-02-20, evidence: Done}\n"
    given(book, COUNCIL, ACTIONS, CLOSED, done)
    result = run("tick", "--on", "2019-02-10", "--format", "json", store=book.url)
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert [each["what"] for each in said["not_recorded"]] == ["action-overdue of a-1"]
    assert "note: not recorded: action-overdue of a-1, 2019-02-01: " in result.stderr
    assert len(said["recorded"]) == 3


def test_what_is_refused_only_after_another_is_put_aside_too(with_route: BookOnDisk) -> None:
    given(with_route, LETTER)
    moved = Cause.of("case-step", date(2019, 1, 15), case="letter/l-1", step="post")
    late = Cause.of("case-overdue", date(2019, 1, 15), case="letter/l-1", step="send")
    with open_store(with_route.url) as store:
        routes = RouteLibrary([with_route.folder / "routes"])
        book = Book(store, "clerk", routes=routes)
        receipt, aside = recorded(book, [moved, late], dry_run=False)
    assert (receipt, list(aside)) == (None, [late])


def test_a_day_that_is_still_to_come_is_only_looked_at(book: BookOnDisk) -> None:
    """Until then somebody may call the decision in, and what is due may be done."""
    given(book, COUNCIL, TO_COME)
    refused = run("tick", "--on", "2050-02-01", store=book.url)
    assert refused.exit_code == 2
    assert "2050-02-01 is still to come" in refused.stderr
    seen = run("tick", "--on", "2050-02-01", "--dry-run", "--format", "json", store=book.url)
    assert [each["on"] for each in json.loads(seen.stdout)["recorded"]] == ["2050-01-15"]


def test_what_time_is_to_have_caused_is_not_recorded_before_its_day(book: BookOnDisk) -> None:
    """By hand no more than by the clock; the word of whoever records is not asked."""
    given(book, COUNCIL, TO_COME)
    took = book.folder / "took.yaml"
    took.write_text("- took-effect: {resolution: cabinet/3, on: 2050-01-15}\n", encoding="utf-8")
    for entering in ("record", "load"):
        refused = run(entering, str(took), store=book.url)
        assert refused.exit_code == 1
        assert "2050-01-15 is still to come" in refused.stderr


def test_a_power_that_never_took_effect_is_not_said_to_run_out(book: BookOnDisk) -> None:
    delegates = "effect: delegates, delegate: Head, until: 2019-01-20,"
    given(book, COUNCIL, CLOSED.replace("effect: approves,", delegates), CALLED_IN)
    assert ticked(book, "2019-02-01") == []
    shown = run("authority", "list", "--all", store=book.url).stdout
    assert "called in" in shown
    assert "ran out" not in shown


def test_a_step_is_overdue_once_however_long_it_waits(book: BookOnDisk) -> None:
    given(book, COUNCIL, REPORT.splitlines()[1] + "\n")
    assert [day for day, _ in ticked(book, "2019-01-01")] == ["2018-11-30"] * 2
    assert ticked(book, "2019-06-01") == []


def test_two_at_once_record_nothing_twice(book: BookOnDisk) -> None:
    given(book, COUNCIL, CLOSED, ACTIONS, GATES)
    with ThreadPoolExecutor(3) as several:
        runs = [
            several.submit(process, "tick", "--on", "2019-03-01", store=book.url) for _ in range(3)
        ]
        assert [each.result().returncode for each in runs] == [0, 0, 0]
    log = json.loads(run("log", "--format", "json", store=book.url).stdout)
    by_time = [each["sentence"] for each in log if each["actor"] == "the clock"]
    assert len(by_time) == len(set(by_time)) == 6
