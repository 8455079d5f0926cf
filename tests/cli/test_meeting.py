"""``minutebook meeting``."""

from __future__ import annotations

from tests.books import BookOnDisk
from tests.cli.program import ask, run

EVENTFUL = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- meeting:
    ref: first
    body: ics
    held_on: 2018-11-05
    attendance: {present: 7, absent: 1}
    declarations: [{person: A, kind: private, interest: Lives there, item: 4}]
- meeting: {ref: later, body: ics, held_on: 2019-01-07}
- minutes: {meeting: first, confirmed_at: later, corrections: [{minute: 4, text: D was there.}]}
- project: {ref: p, name: P}
- opening-balance: {project: p, as_at: 2018-04-01, profile: {2018/19: 100}, source: {document: D}}
- change-request: {ref: CR, title: Less, kind: write-off, to: ics, raised_on: 2018-10-01,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 50}}]}
- decision: {change_request: CR, outcome: deferred, meeting: first, deferred_to: later}
"""


def test_the_list_has_the_meetings_held_and_to_come(nottinghamshire: str) -> None:
    told = ask("meeting", "list", "--body", "ics", store=nottinghamshire)
    assert {m["ref"]: m["state"] for m in told} == {
        "ics-2018-03-12": "held",
        "ics-2018-06-25": "held",
        "ics-2018-09-04": "held",
        "ics-2018-11-05": "held",
        "ics-2019-01-07": "scheduled",
        "ics-2019-03-04": "scheduled",
        "ics-2019-04-30": "scheduled",
        "ics-2019-06-24": "scheduled",
    }
    shown = run("meeting", "list", store=nottinghamshire).stdout
    assert "ics-2018-09-04" in shown
    csv = run("meeting", "list", "--format", "csv", store=nottinghamshire).stdout
    assert "ics-2018-09-04,ics,held,2018-09-04,2018-09-04,ics-2018-11-05" in csv.splitlines()


def test_the_page_has_attendance_and_the_resolutions_in_their_contract(
    nottinghamshire: str,
) -> None:
    told = ask("meeting", "show", "ics-2018-11-05", store=nottinghamshire)
    assert len(told["attendance"]["present"]) == 7
    assert [r["ref"] for r in told["resolutions"]] == [f"2018/0{n}" for n in range(19, 25)]
    assert told["held_on"] == "2018-11-05"
    shown = run("meeting", "show", "ics-2018-11-05", store=nottinghamshire).stdout
    for expected in (
        "10:30 to 11:39",
        "Roger Jackson for Richard Jackson",
        "Agenda",
        "Iain Macmillan",
        "2018/024",
    ):
        assert expected in shown


def test_a_meeting_to_come_shows_what_is_due_at_it(nottinghamshire: str) -> None:
    told = ask("meeting", "show", "ics-2019-03-04", store=nottinghamshire)
    assert [due["resolution"] for due in told["due_here"]] == [
        "ics/2018/020",
        "ics/2018/022",
        "ics/2018/023",
    ]
    shown = run("meeting", "show", "ics-2019-03-04", store=nottinghamshire).stdout
    assert "Due at this meeting" in shown
    assert "Agenda" not in shown


def test_deferred_business_declarations_and_corrections_are_shown(book: BookOnDisk) -> None:
    book.record(EVENTFUL)
    first = run("meeting", "show", "first", store=book.url).stdout
    assert "confirmed at later, 2019-01-07" in first
    for expected in ("Present  7", "Lives there", "D was there."):
        assert expected in first
    assert "Deferred to this meeting" in run("meeting", "show", "later", store=book.url).stdout


def test_an_unknown_meeting_is_answered_with_the_closest(nottinghamshire: str) -> None:
    result = run("meeting", "show", "ics-2018-11-06", store=nottinghamshire)
    assert result.exit_code == 2
    assert "did you mean ics-2018-11-05" in result.stderr


def test_nothing_is_said_of_the_absent_where_the_record_does_not_say(book: BookOnDisk) -> None:
    book.record(
        "- body: {ref: ics, name: ICS, kind: committee}\n"
        "- meeting: {ref: m, body: ics, held_on: 2018-11-05, attendance: {present: 7}}\n"
    )
    shown = run("meeting", "show", "m", store=book.url).stdout
    assert "Present  7" in shown
    assert "Absent" not in shown


def test_a_corrected_attendance_is_shown_with_what_was_recorded_first(book: BookOnDisk) -> None:
    book.record(
        "- body: {ref: ics, name: ICS, kind: committee}\n"
        "- meeting: {ref: m, body: ics, held_on: 2018-11-05, attendance: {present: [Ash, Birch]}}\n"
        "- attendance-correction: {meeting: m, reason: Cedar was left out,"
        " corrected_on: 2018-12-03, attendance: {present: [Ash, Birch, Cedar]}}\n"
    )
    shown = run("meeting", "show", "m", store=book.url).stdout
    assert "Present         Ash, Birch, Cedar" in shown
    assert "First recorded  present Ash, Birch; corrected on 2018-12-03: Cedar was" in shown
    told = ask("meeting", "show", "m", store=book.url)
    assert told["attendance"]["present"] == ["Ash", "Birch", "Cedar"]
    [first] = told["attendance_before"]
    assert first["attendance"]["present"] == ["Ash", "Birch"]
    assert (first["reason"], first["corrected_on"]) == ("Cedar was left out", "2018-12-03")
