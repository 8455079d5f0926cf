"""Meetings for any two times: business, attendance, minutes, and what falls due."""

from __future__ import annotations

from datetime import date

import pytest

from projections.meetings.queries import list_meetings, show_meeting
from tests.books import IN_2018, IN_2019, BookOnDisk

MEETINGS = """
- body: {ref: ics, name: Sub-Committee, kind: sub-committee}
- body: {ref: asch, name: Committee, kind: committee}
- meeting: {ref: later, body: ics, scheduled_for: 2019-01-07}
- meeting: {ref: other, body: asch, held_on: 2018-10-08}
- meeting:
    ref: first
    body: ics
    held_on: 2018-11-05
    starts_at: "10:30"
    closed_at: "11:39"
    place: County Hall
    agenda: [{item: 4, title: Smarter working, report_by: An Officer}]
    attendance:
      present: [A, B, S]
      absent: [C]
      substitutes: [{member: C, substitute: S}]
    declarations: [{person: B, kind: private, interest: Lives there, item: 4}]
- resolution:
    ref: 2018/019
    meeting: first
    title: Smarter working
    clauses:
      - {effect: requests-report, text: Another report., at: later}
      - {effect: notes, text: Progress.}
- resolution:
    ref: 2018/020
    meeting: first
    title: Lost
    outcome: lost
    clauses: [{effect: requests-report, text: Never., at: later}]
- source: {}
"""
REQUEST = """
- project: {ref: p, name: P}
- opening-balance: {project: p, as_at: 2018-04-01, profile: {2018/19: 100}, source: {document: D}}
- change-request:
    ref: CR
    title: Write off
    kind: write-off
    to: ics
    raised_on: 2018-10-01
    projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 50}}]
- decision: {change_request: CR, outcome: deferred, meeting: first, deferred_to: later,
    resolution: 2018/019}
"""
MINUTES = """
- meeting-held: {meeting: later, held_on: 2019-01-08}
- minutes: {meeting: first, confirmed_at: later, corrections: [{minute: 4, text: D was there.}]}
"""


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """Meetings recorded in 2018, their minutes confirmed in 2019."""
    book.record(MEETINGS.replace("- source: {}\n", "") + REQUEST, IN_2018)
    book.record(MINUTES, IN_2019)
    return book


def test_meetings_stand_in_order_of_their_days_with_those_to_come(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        found = list_meetings(views, date(2018, 12, 1))
        of_one = list_meetings(views, date(2018, 12, 1), body="asch")
    assert [(m.ref, m.state, m.day.isoformat()) for m in found] == [
        ("other", "held", "2018-10-08"),
        ("first", "held", "2018-11-05"),
        ("later", "scheduled", "2019-01-07"),
    ]
    assert [m.ref for m in of_one] == ["other"]


def test_a_meeting_is_held_only_from_its_day_and_only_once_the_book_knows(
    recorded: BookOnDisk,
) -> None:
    known = recorded.position_at(IN_2018)
    with recorded.views() as views:
        states = {
            (day, position): next(
                m.state for m in list_meetings(views, day, position) if m.ref == "later"
            )
            for day in (date(2019, 1, 7), date(2019, 1, 8))
            for position in (known, None)
        }
    assert [when for when, state in states.items() if state == "held"] == [(date(2019, 1, 8), None)]


def test_the_page_of_a_meeting_has_its_business(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        page = show_meeting(views, "first")
    assert page is not None
    assert page.agenda[0]["title"] == "Smarter working"
    assert page.attendance is not None
    assert page.attendance["substitutes"] == [{"member": "C", "substitute": "S"}]
    assert page.declarations == (("B", "private", "Lives there", "4"),)
    assert [(r.ref, r.outcome) for r in page.resolutions] == [
        ("2018/019", "passed"),
        ("2018/020", "lost"),
    ]
    assert (page.starts_at, page.closed_at, page.place) == ("10:30", "11:39", "County Hall")


def test_minutes_keep_their_wording_beside_the_correction(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        before = show_meeting(views, "first", date(2019, 1, 7))
        after = show_meeting(views, "first", date(2019, 1, 8))
    assert before is not None
    assert after is not None
    assert (before.corrections, before.meeting.minutes_confirmed_at) == ((), None)
    assert after.meeting.minutes_confirmed_at == "later"
    assert after.minutes_confirmed_on == date(2019, 1, 8)
    assert after.corrections == (("4", "D was there.", "later", date(2019, 1, 8)),)


def test_a_deferred_request_and_a_due_report_stand_on_the_page_of_their_meeting(
    recorded: BookOnDisk,
) -> None:
    with recorded.views() as views:
        page = show_meeting(views, "later")
        too_early = show_meeting(views, "later", date(2018, 11, 4))
    assert page is not None
    assert too_early is not None
    assert page.deferred_here == (("CR", date(2018, 11, 5), "ics", "first", "2018/019"),)
    assert [(due.resolution, due.clause.text) for due in page.due_here] == [
        ("ics/2018/019", "Another report.")
    ]
    assert (too_early.deferred_here, too_early.due_here) == ((), ())


def test_a_request_deferred_twice_stands_at_the_last_meeting_only(recorded: BookOnDisk) -> None:
    recorded.record(
        """
- meeting: {ref: latest, body: ics, scheduled_for: 2019-03-04}
- decision: {change_request: CR, outcome: deferred, meeting: later, deferred_to: latest}
""",
        IN_2019,
    )
    with recorded.views() as views:
        deferred = {
            ref: [d.change_request for d in page.deferred_here]
            for ref in ("later", "latest")
            if (page := show_meeting(views, ref))
        }
    assert deferred == {"later": [], "latest": ["CR"]}


def test_an_adjourned_and_a_cancelled_meeting_say_why(recorded: BookOnDisk) -> None:
    recorded.record(
        """
- meeting: {ref: snow, body: ics, scheduled_for: 2018-12-10}
- cancellation: {meeting: snow, decided_on: 2018-12-09, reason: Snow}
- meeting: {ref: fire, body: ics, scheduled_for: 2018-12-11}
- adjournment: {meeting: fire, decided_on: 2018-12-11, resumes_on: 2018-12-18, reason: Alarm}
"""
    )
    with recorded.views() as views:
        pages = [show_meeting(views, ref) for ref in ("snow", "fire", "nowhere")]
    assert [(p.meeting.state, p.why_not_held, p.adjourned_to) for p in pages if p] == [
        ("cancelled", "Snow", None),
        ("adjourned", "Alarm", date(2018, 12, 18)),
    ]
    assert pages[2] is None
