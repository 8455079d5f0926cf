"""Actions for any two times: what was asked for, what came of it, and where it comes up."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from projections.actions.arising import arising
from projections.actions.queries import ActionRow, all_refs, list_actions, newly_overdue
from projections.work_programme.landing import Calendar
from tests.books import IN_2018, IN_2019, BookOnDisk

ASKED = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: policy, name: Policy, kind: committee}
- meeting: {ref: nov, body: ics, held_on: 2018-11-05}
- meeting: {ref: jan, body: ics, scheduled_for: 2019-01-07}
- meeting: {ref: mar, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: apr, body: ics, scheduled_for: 2019-04-30}
- meeting: {ref: policy-feb, body: policy, scheduled_for: 2019-02-13}
- resolution:
    ref: 2018/019
    meeting: nov
    title: Smarter working
    clauses:
      - {effect: notes, text: The report.}
      - {effect: requests-report, text: Named., at: mar, to: policy}
      - {effect: requests-report, text: By a day., by: 2019-03-31}
      - {effect: requests-report, text: In three months., in_months: 3, owner: Sue}
      - {effect: requests-report, text: Some day.}
      - {effect: agrees, text: A plan., owner: Sue, by: 2018-12-01}
      - {effect: refers, text: To policy., to: policy, at: policy-feb}
- resolution: {ref: 2018/020, meeting: nov, title: Lost, outcome: lost,
   clauses: [{effect: requests-report, text: Never asked for.}]}
- action: {ref: A-1, owner: Iain, text: Publish it, asked_by: ics, asked_at: nov, due_at: jan}
"""
HELD = "- meeting-held: {{meeting: {ref}, held_on: {day}}}\n"
JAN = HELD.format(ref="jan", day="2019-01-07")
MAR = HELD.format(ref="mar", day="2019-03-04")


@pytest.fixture
def asked(book: BookOnDisk) -> BookOnDisk:
    """A resolution that asks for reports in every way, and an action that no clause asks for."""
    book.record(ASKED, IN_2018)
    return book


def actions(book: BookOnDisk, day: str, known: int | None = None) -> dict[str, ActionRow]:
    with book.views() as views:
        found = list_actions(views, date.fromisoformat(day), known)
    return {row.ref.removeprefix("ics/2018/019/"): row for row, _ in found}


def told(book: BookOnDisk, day: str, *fields: str) -> dict[str, Any]:
    rows = actions(book, day)
    return {ref: tuple(getattr(row, name) for name in fields) for ref, row in rows.items()}


def considering(refs: str, number: str = "2019/001", meeting: str = "jan") -> str:
    return (
        f"- resolution: {{ref: {number}, meeting: {meeting}, title: T, considers: [{refs}],"
        " clauses: [{effect: notes, text: T}]}\n"
    )


def test_clauses_that_ask_for_something_are_actions_and_others_are_not(asked: BookOnDisk) -> None:
    assert list(actions(asked, "2018-11-06")) == ["2", "3", "4", "5", "6", "7", "A-1"]
    with asked.views() as views:
        assert all_refs(views)[0] == "A-1"
    assert actions(asked, "2018-11-04") == {}


def test_who_is_to_do_it_is_named_or_the_body_that_is_asked(asked: BookOnDisk) -> None:
    assert told(asked, "2018-11-06", "owner", "asked_by", "asked_at") == {
        "2": ("policy", "ics", "nov"),
        "3": (None, "ics", "nov"),
        "4": ("Sue", "ics", "nov"),
        "5": (None, "ics", "nov"),
        "6": ("Sue", "ics", "nov"),
        "7": ("policy", "ics", "nov"),
        "A-1": ("Iain", "ics", "nov"),
    }


def test_a_promise_lands_on_the_right_meeting(asked: BookOnDisk) -> None:
    """By a day: on the last until then. In three months: on the first from then on."""
    day = date.fromisoformat
    assert told(asked, "2018-11-06", "comes_to", "due_on") == {
        "2": ("mar", day("2019-03-04")),
        "3": ("mar", day("2019-03-31")),
        "4": ("mar", day("2019-03-04")),
        "5": (None, None),
        "6": ("jan", day("2018-12-01")),
        "7": ("policy-feb", day("2019-02-13")),
        "A-1": ("jan", day("2019-01-07")),
    }


def test_three_months_without_a_meeting_are_counted_in_days(book: BookOnDisk) -> None:
    meetings = [line for line in ASKED.splitlines() if "scheduled_for" not in line]
    text = "\n".join(meetings).replace(", at: mar", "").replace(", at: policy-feb", "")
    book.record(text.replace("due_at: jan", "due: 2019-01-07"), IN_2018)
    due = actions(book, "2018-11-06")["4"]
    assert (due.due_on, due.comes_to) == (date(2019, 2, 5), None)


def test_a_meeting_that_did_not_reach_it_carries_it_forward(asked: BookOnDisk) -> None:
    asked.record(JAN + MAR, IN_2019)
    fields = ("comes_to", "carried")
    assert told(asked, "2019-01-06", *fields)["A-1"] == ("jan", 0)
    assert told(asked, "2019-01-07", *fields)["A-1"] == ("mar", 1)
    after = told(asked, "2019-03-04", *fields)
    assert (after["A-1"], after["2"], after["7"]) == (("apr", 2), ("apr", 1), ("policy-feb", 0))


def test_beyond_the_last_meeting_there_is_none(asked: BookOnDisk) -> None:
    asked.record(HELD.format(ref="policy-feb", day="2019-02-13"), IN_2019)
    assert told(asked, "2019-03-01", "comes_to", "carried")["7"] == (None, 1)


def test_a_cancelled_meeting_puts_it_off_to_the_next(asked: BookOnDisk) -> None:
    asked.record("- cancellation: {meeting: mar, decided_on: 2019-03-01, reason: Snow}\n", IN_2019)
    row = actions(asked, "2019-03-20")["2"]
    assert (row.comes_to, row.due_on, row.overdue, row.carried) == (
        "apr",
        date(2019, 4, 30),
        False,
        1,
    )


def test_an_adjourned_meeting_puts_it_off_to_the_day_on_which_it_resumes(
    asked: BookOnDisk,
) -> None:
    asked.record(
        "- adjournment: {meeting: mar, decided_on: 2019-03-04, resumes_on: 2019-03-18}\n", IN_2019
    )
    row = actions(asked, "2019-03-10")["2"]
    assert (row.due_on, row.overdue) == (date(2019, 3, 18), False)


def test_it_is_overdue_the_day_after_and_said_so_once(asked: BookOnDisk) -> None:
    assert not actions(asked, "2018-12-01")["6"].overdue
    assert actions(asked, "2018-12-02")["6"].overdue
    asked.record(JAN, IN_2019)
    with asked.views() as views:
        found = dict(newly_overdue(views, date(2019, 1, 8)))
    assert found == {"ics/2018/019/6": date(2018, 12, 1), "A-1": date(2019, 1, 7)}
    asked.record("- action-overdue: {action: A-1, on: 2019-01-08}\n", IN_2019)
    with asked.views() as views:
        assert [ref for ref, _ in newly_overdue(views, date(2019, 1, 8))] == ["ics/2018/019/6"]
    assert actions(asked, "2019-01-08")["A-1"].overdue_recorded_on == date(2019, 1, 8)


def test_what_is_due_at_a_meeting_is_not_said_to_be_overdue_before_its_minutes_are_in(
    asked: BookOnDisk,
) -> None:
    def found() -> list[str]:
        with asked.views() as views:
            return [ref for ref, _ in newly_overdue(views, date(2019, 3, 20))]

    assert found() == ["ics/2018/019/6"]
    asked.record(MAR, IN_2019)
    assert found() == [f"ics/2018/019/{clause}" for clause in (2, 4, 6)]
    asked.record(considering("ics/2018/019/2, ics/2018/019/4", meeting="mar"), IN_2019)
    assert found() == ["ics/2018/019/6"]


def test_what_was_said_too_early_is_said_again_when_its_day_has_passed(book: BookOnDisk) -> None:
    """Nothing was called when three months were over; then a later meeting was."""
    book.record(
        "- body: {ref: ics, name: I, kind: sub-committee}\n"
        "- meeting: {ref: m1, body: ics, held_on: 2019-02-04}\n"
        "- resolution: {ref: A, meeting: m1, title: T, clauses: [{effect: requests-report,"
        " text: R, in_months: 3}]}\n"
        "- action-overdue: {action: ics/A/1, on: 2019-05-05, due_on: 2019-05-04}\n"
        "- meeting: {ref: m2, body: ics, held_on: 2019-06-10}\n",
        IN_2019,
    )
    with book.views() as views:
        assert dict(newly_overdue(views, date(2019, 6, 10))) == {}
        assert dict(newly_overdue(views, date(2019, 6, 11))) == {"ics/A/1": date(2019, 6, 10)}
    late = "- action-overdue: {action: ics/A/1, on: 2019-06-11, due_on: 2019-06-10}\n"
    assert len(book.record(late, IN_2019).facts) == 1


def test_it_is_recorded_with_the_day_that_the_book_shows(asked: BookOnDisk) -> None:
    """Due at a meeting that was cancelled, it is due at the next, and overdue after that."""
    asked.record("- cancellation: {meeting: mar, decided_on: 2019-03-01, reason: Snow}\n", IN_2019)
    asked.record(HELD.format(ref="apr", day="2019-04-30"), IN_2019)
    with asked.views() as views:
        found = dict(newly_overdue(views, date(2019, 5, 1)))
    assert found["ics/2018/019/2"] == date(2019, 4, 30)
    late = "- action-overdue: {action: ics/2018/019/2, on: 2019-05-01, due_on: 2019-04-30}\n"
    [fact] = asked.record(late, IN_2019).facts
    assert fact.model_dump()["due_on"] == date(2019, 4, 30)
    with asked.views() as views:
        assert "ics/2018/019/2" not in dict(newly_overdue(views, date(2019, 5, 1)))


def test_what_the_clock_finds_overdue_the_book_records(asked: BookOnDisk) -> None:
    asked.record(JAN + MAR + HELD.format(ref="policy-feb", day="2019-02-13"), IN_2019)
    with asked.views() as views:
        found = list(newly_overdue(views, date(2020, 1, 1)))
    assert len(found) == 6
    entries = "".join(
        f"- action-overdue: {{action: {ref}, on: {due + timedelta(days=1)}, due_on: {due}}}\n"
        for ref, due in found
    )
    assert len(asked.record(entries, IN_2019).facts) == 6


def test_progress_completion_and_closing_are_told_in_their_order(asked: BookOnDisk) -> None:
    asked.record(JAN, IN_2019)
    ref = "ics/2018/019/6"
    asked.record(
        f"""
- action-progress: {{action: {ref}, noted_on: 2018-11-20, note: Half done}}
- action-completion: {{action: {ref}, completed_on: 2018-12-10, evidence: The plan}}
- action-closure: {{action: {ref}, meeting: jan}}
- action-reopening: {{action: {ref}, meeting: jan, reason: Thin}}
""",
        IN_2019,
    )
    states = {
        day: (actions(asked, day)["6"].state, actions(asked, day)["6"].last_said)
        for day in ("2018-11-06", "2018-11-20", "2018-12-10", "2019-01-07")
    }
    assert states == {
        "2018-11-06": ("open", None),
        "2018-11-20": ("in-progress", "Half done"),
        "2018-12-10": ("completed", "The plan"),
        "2019-01-07": ("open", "Thin"),
    }
    steps = actions(asked, "2019-01-07")["6"].steps
    assert [step.step for step in steps] == ["progressed", "completed", "closed", "reopened"]
    closed = steps[2]
    assert (closed.meeting, closed.actor) == ("jan", "clerk")
    assert not actions(asked, "2018-12-11")["6"].overdue
    position = asked.position_at(IN_2018)
    assert actions(asked, "2018-12-10", position)["6"].state == "open"


def test_a_report_that_came_before_a_meeting_waits_to_be_closed(asked: BookOnDisk) -> None:
    asked.record(JAN + considering("ics/2018/019/4, ics/2018/019/6"), IN_2019)
    rows = actions(asked, "2019-05-01")
    assert (rows["4"].state, rows["4"].overdue, rows["4"].comes_to) == ("considered", False, "mar")
    # To talk of a plan is not to have it.
    assert (rows["6"].state, rows["6"].overdue) == ("open", True)
    asked.record(
        "- action-completion: {action: ics/2018/019/4, completed_on: 2019-01-07, evidence: It}\n"
        "- action-reopening: {action: ics/2018/019/4, meeting: jan, reason: Again}\n",
        IN_2019,
    )
    assert actions(asked, "2019-05-01")["4"].state == "open"


@pytest.mark.parametrize(
    ("what", "state"), [("supersedes", "superseded"), ("rescinds", "rescinded")]
)
def test_what_its_resolution_asks_for_no_more_waits_for_nobody(
    what: str, state: str, asked: BookOnDisk
) -> None:
    asked.record(
        JAN + f"- resolution: {{ref: 2019/002, meeting: jan, title: T, {what}: [2018/019],"
        " clauses: [{effect: notes, text: T}]}\n",
        IN_2019,
    )
    row = actions(asked, "2019-05-01")["2"]
    assert (row.state, row.waits, row.overdue) == (state, False, False)
    assert actions(asked, "2019-01-06")["2"].state == "open"


def test_it_is_told_in_the_words_that_hold(asked: BookOnDisk) -> None:
    asked.record(
        JAN + "- resolution: {ref: 2019/002, meeting: jan, title: T,"
        " amends: [{ref: 2018/019, clause: 2, text: Named better.}],"
        " clauses: [{effect: notes, text: T}]}\n",
        IN_2019,
    )
    assert actions(asked, "2019-01-06")["2"].text == "Named."
    assert actions(asked, "2019-01-07")["2"].text == "Named better."


def test_what_is_revived_is_asked_for_again_in_the_words_it_had(book: BookOnDisk) -> None:
    rule = "- terms-of-reference: {body: ics, summary: S, call_in: 5 working days}\n"
    book.record(ASKED, IN_2018)
    book.record(rule + JAN + MAR, IN_2019)
    book.record(
        "- resolution: {ref: 2019/001, meeting: jan, title: T,"
        " amends: [{ref: 2018/019, clause: 2, text: Named better.}], urgent: It is due,"
        " clauses: [{effect: notes, text: T}]}\n"
        "- resolution: {ref: 2019/002, meeting: mar, title: T,"
        " amends: [{ref: 2018/019, clause: 2, text: Named worse.}],"
        " clauses: [{effect: requests-report, text: T}]}\n"
        "- resolution: {ref: 2019/003, meeting: mar, title: T, supersedes: [2018/019],"
        " clauses: [{effect: notes, text: T}]}\n"
        "- call-in: {resolution: ics/2019/002, called_in_on: 2019-03-06, by: [A], reason: R}\n"
        "- call-in: {resolution: ics/2019/003, called_in_on: 2019-03-06, by: [A], reason: R}\n"
        "- call-in-outcome: {resolution: ics/2019/003, outcome: referred-back,"
        " decided_on: 2019-03-19}\n"
        "- call-in-outcome: {resolution: ics/2019/002, outcome: referred-back,"
        " decided_on: 2019-03-20}\n",
        IN_2019,
    )
    before = actions(book, "2019-03-10")["2"]
    assert (before.state, before.text) == ("superseded", "Named worse.")
    after = actions(book, "2019-03-20")
    assert (after["2"].state, after["2"].text) == ("open", "Named better.")
    assert after["ics/2019/002/1"].state == "referred-back"


def test_matters_arising_are_what_waits_for_the_body_s_next_meeting(asked: BookOnDisk) -> None:
    asked.record(
        "- action-completion: {action: A-1, completed_on: 2018-12-10, evidence: Page 4}\n", IN_2019
    )
    with asked.views() as views:
        day = date(2018, 12, 11)
        meeting = Calendar(views, day, None).following("ics", day)
        assert meeting is not None
        found = arising(views, meeting, day)
        policy = Calendar(views, day, None).meeting("policy-feb")
        assert policy is not None
        elsewhere = arising(views, policy, day)
    assert found.meeting.ref == "jan"
    assert [row.ref for row in found.to_close] == ["A-1"]
    assert [row.ref[-1] for row in found.due] == ["6"]
    assert [row.ref[-1] for row in found.in_hand] == ["2", "3", "4", "5", "7"]
    assert [row.ref[-1] for row in elsewhere.due] == ["7"]
    assert (elsewhere.to_close, elsewhere.in_hand) == ((), ())


def test_a_call_in_that_was_not_followed_takes_nothing_back(book: BookOnDisk) -> None:
    rule = "- terms-of-reference: {body: ics, summary: S, call_in: 5 working days}\n"
    book.record(ASKED, IN_2018)
    book.record(
        f"{rule}{JAN}- resolution: {{ref: 2019/001, meeting: jan, title: T,"
        " clauses: [{effect: requests-report, text: T}]}\n"
        "- call-in: {resolution: ics/2019/001, called_in_on: 2019-01-08, by: [A], reason: R}\n"
        "- call-in-outcome: {resolution: ics/2019/001, outcome: upheld,"
        " decided_on: 2019-01-21}\n",
        IN_2019,
    )
    assert actions(book, "2019-02-01")["ics/2019/001/1"].state == "open"
