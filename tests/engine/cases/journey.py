"""A change request on its way through the council: people, meetings, and the steps they take."""

from __future__ import annotations

from tests.engine.open_book import BASELINE, COUNCIL, PROJECT, REQUEST, OpenBook

CASE = "change-request/ICS-2019-A"

PEOPLE = """
- body: {ref: clt, name: Corporate Leadership Team, kind: leadership-team}
- body: {ref: council, name: Full Council, kind: council}
- role-grant: {person: S. Sponsor, role: sponsor, starts_on: 2018-01-01}
- role-grant: {person: P. Office, role: programme-office, starts_on: 2018-01-01}
- role-grant: {person: F. Nance, role: finance, starts_on: 2018-01-01}
- role-grant: {person: L. Clerk, role: clerk, body: clt, starts_on: 2018-01-01}
- role-grant: {person: I. Clerk, role: clerk, body: ics, starts_on: 2018-01-01}
- role-grant: {person: P. Clerk, role: clerk, body: policy, starts_on: 2018-01-01}
- role-grant: {person: C. Clerk, role: clerk, body: council, starts_on: 2018-01-01}
"""
MEETINGS = """
- meeting: {ref: ics-2018-12-31, body: ics, held_on: 2018-12-31}
- meeting: {ref: ics-2019-01-21, body: ics, held_on: 2019-01-21}
- meeting: {ref: ics-2019-03-04, body: ics, scheduled_for: 2019-03-04}
- meeting: {ref: policy-2019-02-13, body: policy, held_on: 2019-02-13}
- meeting: {ref: council-2019-02-28, body: council, held_on: 2019-02-28}
"""
UNOPENED = COUNCIL + PROJECT + BASELINE + REQUEST + PEOPLE + MEETINGS
OPENED = """
- case:
    route: change-request
    subject: ICS-2019-A
    opened_on: 2018-12-20
    bodies: {leadership: clt}
"""


def resolution(
    ref: str, meeting: str, effect: str, *, outcome: str = "passed", more: str = ""
) -> str:
    """A resolution on item 4 with one clause."""
    return (
        f"- resolution: {{ref: {ref}, meeting: {meeting}, item: '4',"
        f" title: Changes, outcome: {outcome},"
        f" clauses: [{{effect: {effect}, text: On ICS-2019-A{more}}}]}}\n"
    )


def step(name: str, actor: str, on: str = "", *, more: str = "", case: str = CASE) -> str:
    """A step that somebody takes."""
    day = f", taken_on: {on}" if on else ""
    rest = f", {more}" if more else ""
    return f"- case-step: {{case: {case}, step: {name}, actor: {actor}{day}{rest}}}\n"


SUBMIT = step("submit", "S. Sponsor", "2018-12-21")
ACKNOWLEDGE = step(
    "acknowledge",
    "P. Office",
    "2018-12-27",
    more="attachments: [{kind: programme-office-comment, text: In order}]",
)
COMMENT = step(
    "comment",
    "F. Nance",
    "2019-01-03",
    more="attachments: [{kind: finance-comment, text: No effect on the total}]",
)
ENDORSE = step("endorse", "L. Clerk", "2019-01-08")
TO_COMMITTEE = SUBMIT + ACKNOWLEDGE + COMMENT + ENDORSE

APPROVING = resolution("2019/003", "ics-2019-01-21", "approves")
DEFERRING = resolution("2019/003", "ics-2019-01-21", "defers")
REFERRING = resolution("2019/003", "ics-2019-01-21", "endorses")
DECIDED = "resolution: 2019/003, item: '4'"


def before_committee(book: OpenBook, *more: str) -> OpenBook:
    """A book in which the request stands before the sub-committee."""
    return in_draft(book).given(TO_COMMITTEE, *more)


def in_draft(book: OpenBook) -> OpenBook:
    """A book in which the request's case has just been opened."""
    return book.given(UNOPENED, OPENED)
