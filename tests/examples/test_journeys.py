"""The three requests of January 2019 travel their whole route, to each outcome in turn.

What is decided here is hypothetical: the papers end before it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from domain.errors import StaleChangeRequest
from engine.errors import Refused
from examples.catalogue import record_files
from projections.cases.standing import standings
from projections.changes.requests import change
from projections.savings.figures import profile_of
from projections.savings.pence import in_pounds
from projections.work_programme.queries import REQUEST, show_programme
from tests.books import IN_2018, IN_2019, BookOnDisk

A, B, C = REFS = ("ICS-2019-A", "ICS-2019-B", "ICS-2019-C")
JANUARY, MARCH = date(2019, 1, 7), date(2019, 3, 4)
PROJECTS = {A: "targeted-reviews", B: "contracts-review", C: "statutory-school-transport"}
AT_FIRST = {
    A: {"2018/19": 2010, "2019/20": 2000, "2020/21": 2000},
    B: {"2018/19": 680},
    C: {"2018/19": 686},
}
ASKED = {
    A: {"2018/19": 2010, "2019/20": 4000},
    C: {"2019/20": 719, "2020/21": 80, "2021/22": -210},
}
IN_PART = {
    A: {"2018/19": 2010, "2019/20": 3000, "2020/21": 1000},
    C: {"2019/20": 719, "2021/22": -210},
}
EXPECTED = {
    A: "{2018/19: 2010000, 2019/20: 2000000, 2020/21: 2000000}",
    B: "{2017/18: 250000, 2018/19: 830000}",
    C: "{2018/19: 686000, 2019/20: 0, 2020/21: 0, 2021/22: 0}",
}
PART = {
    A: "{2018/19: 2010000, 2019/20: 3000000, 2020/21: 1000000}",
    B: "{2017/18: 250000, 2018/19: 680000}",
    C: "{2018/19: 0, 2019/20: 719000, 2020/21: 0, 2021/22: -210000}",
}
POSTS = """
- terms-of-reference:
    body: ics
    decided_on: 2019-01-01
    summary: Hypothetical
    decides: [savings-changes]
    quorum: 3
- role-grant: {person: Sponsor, role: sponsor, starts_on: 2018-12-01}
- role-grant: {person: Programme office, role: programme-office, starts_on: 2018-12-01}
- role-grant: {person: Finance partner, role: finance, starts_on: 2018-12-01}
- role-grant: {person: Team secretary, role: clerk, body: clt, starts_on: 2018-12-01}
- role-grant: {person: Committee clerk, role: clerk, body: ics, starts_on: 2018-12-01}
- role-grant: {person: Policy clerk, role: clerk, body: policy, starts_on: 2018-12-01}
- meeting-held: {meeting: ics-2019-01-07, held_on: 2019-01-07}
- attendance: {meeting: ics-2019-01-07, present: 7}
"""
TRAVEL = """
- case:
    route: change-request
    subject: {ref}
    opened_on: 2018-12-17
    bodies: {{leadership: clt}}
- case-step: {{case: {ref}, step: submit, taken_on: 2018-12-17, actor: Sponsor}}
- case-step:
    case: {ref}
    step: acknowledge
    taken_on: 2018-12-18
    actor: Programme office
    attachments: [{{kind: programme-office-comment, text: In order.}}]
- case-step:
    case: {ref}
    step: comment
    taken_on: 2018-12-19
    actor: Finance partner
    attachments: [{{kind: finance-comment, text: Seen.}}]
- case-step: {{case: {ref}, step: endorse, taken_on: 2018-12-20, actor: Team secretary}}
"""


class Seen(NamedTuple):
    """What the book shows of a request."""

    case: str
    request: str
    figures: dict[str, Decimal]
    comes_back: list[str]


@pytest.fixture
def at_the_committee(tmp_path: Path) -> BookOnDisk:
    """The example, with the three requests before the sub-committee on 7 January 2019."""
    book = BookOnDisk(tmp_path)
    files = [Path(str(file)) for file in record_files("nottinghamshire")]
    book.record_files(*files, at=IN_2018)
    book.record(POSTS + "".join(TRAVEL.format(ref=ref) for ref in REFS), IN_2018)
    return book


def resolution(effect: str, meeting: str = "ics-2019-01-07", more: str = "") -> str:
    """A resolution on all three requests, numbered by its meeting."""
    return (
        f"- resolution: {{ref: what-if/{meeting}, meeting: {meeting}, title: Hypothetical,"
        f" considers: [{', '.join(REFS)}],"
        f" clauses: [{{effect: {effect}, text: All three of them.{more}}}]}}\n"
    )


def decision(
    step: str,
    ref: str,
    more: str = "",
    *,
    meeting: str = "ics-2019-01-07",
    actor: str = "Committee clerk",
) -> str:
    """A step that decides a request by the resolution of a meeting."""
    return (
        f"- case-step: {{case: {ref}, step: {step}, actor: {actor},"
        f" resolution: what-if/{meeting}{more}}}\n"
    )


def part_of(ref: str) -> str:
    return (
        f", projects: [{{project: {PROJECTS[ref]}, expected: {EXPECTED[ref]},"
        f" revised: {PART[ref]}}}]"
    )


def seen(book: BookOnDisk, ref: str, on: date = JANUARY) -> Seen:
    """What the book shows of a request at the end of a day."""
    with book.views() as views:
        [case] = standings(views, on, only=f"change-request/{ref}")
        request = change(views, ref, as_at=on)
        profile = profile_of(views, PROJECTS[ref], "cashable-benefit", on)
        programme = show_programme(views, "ics", on)
    assert request is not None
    comes_back = [
        sitting.meeting.ref
        for sitting in programme.meetings
        for matter in sitting.matters
        if (matter.kind, matter.ref) == (REQUEST, ref)
    ]
    return Seen(case.state, request.state, in_pounds(profile), comes_back)


def thousands(profile: dict[str, int]) -> dict[str, Decimal]:
    return {year: Decimal(amount) * 1000 for year, amount in profile.items()}


def refused_as_stale(book: BookOnDisk, text: str) -> None:
    """Nothing of it is recorded: the request expects 830 thousand, and the book has 680."""
    with pytest.raises(Refused, match="expects 2017/18: £250,000, 2018/19: £830,000") as refused:
        book.record(text, IN_2019)
    assert isinstance(refused.value.reason, StaleChangeRequest)


def test_all_three_come_before_the_sub_committee_by_the_same_way(
    at_the_committee: BookOnDisk,
) -> None:
    for ref in REFS:
        shown = seen(at_the_committee, ref)
        assert shown == Seen("sub-committee", "open", thousands(AT_FIRST[ref]), [])


def test_approved_they_change_the_figures_but_for_the_one_that_is_stale(
    at_the_committee: BookOnDisk,
) -> None:
    book = at_the_committee
    book.record(resolution("approves"), IN_2019)
    refused_as_stale(book, decision("approve", B))
    book.record(decision("approve", A) + decision("approve", C), IN_2019)
    assert seen(book, A) == Seen("approved", "approved", thousands(ASKED[A]), [])
    assert seen(book, B) == Seen("sub-committee", "open", thousands(AT_FIRST[B]), [])
    assert seen(book, C) == Seen("approved", "approved", thousands(ASKED[C]), [])


def test_approved_in_part_only_the_part_is_in_the_figures(at_the_committee: BookOnDisk) -> None:
    book = at_the_committee
    book.record(resolution("approves"), IN_2019)
    refused_as_stale(book, decision("approve-in-part", B, part_of(B)))
    for ref in (A, C):
        book.record(decision("approve-in-part", ref, part_of(ref)), IN_2019)
        approved = Seen("part-approved", "approved-in-part", thousands(IN_PART[ref]), [])
        assert seen(book, ref) == approved
    assert seen(book, B) == Seen("sub-committee", "open", thousands(AT_FIRST[B]), [])


def test_rejected_they_leave_the_figures_as_they_were(at_the_committee: BookOnDisk) -> None:
    book = at_the_committee
    book.record(resolution("rejects") + "".join(decision("reject", ref) for ref in REFS), IN_2019)
    for ref in REFS:
        assert seen(book, ref) == Seen("rejected", "rejected", thousands(AT_FIRST[ref]), [])


def test_deferred_they_return_to_the_meeting_named(at_the_committee: BookOnDisk) -> None:
    book = at_the_committee
    to_march = ", deferred_to: ics-2019-03-04"
    put_off = "".join(decision("defer", ref, to_march) for ref in REFS)
    book.record(resolution("defers") + put_off, IN_2019)
    for ref in REFS:
        back = Seen("deferred", "deferred", thousands(AT_FIRST[ref]), ["ics-2019-03-04"])
        assert seen(book, ref) == back
    _decide_in_march(book)
    assert seen(book, A, MARCH) == Seen("approved", "approved", thousands(ASKED[A]), [])
    assert seen(book, B, MARCH) == Seen("rejected", "rejected", thousands(AT_FIRST[B]), [])
    assert seen(book, C, MARCH) == Seen("withdrawn", "withdrawn", thousands(AT_FIRST[C]), [])
    # What was known of the day in January is what was recorded of it, whatever came after.
    assert seen(book, A, JANUARY).case == "deferred"


def _decide_in_march(book: BookOnDisk) -> None:
    back = "".join(
        f"- case-step: {{case: {ref}, step: bring-back, taken_on: 2019-02-25,"
        " actor: Committee clerk}\n"
        for ref in REFS
    )
    held = (
        "- meeting-held: {meeting: ics-2019-03-04, held_on: 2019-03-04}\n"
        "- attendance: {meeting: ics-2019-03-04, present: 3}\n"
    )
    decided = (
        resolution("agrees", "ics-2019-03-04")
        + decision("approve", A, meeting="ics-2019-03-04")
        + decision("reject", B, meeting="ics-2019-03-04")
        + f"- case-step: {{case: {C}, step: withdraw, taken_on: 2019-03-04, actor: Sponsor}}\n"
    )
    book.record(back + held + decided, IN_2019)


def test_referred_they_lie_with_the_policy_committee_which_decides(
    at_the_committee: BookOnDisk,
) -> None:
    book = at_the_committee
    upward = "".join(decision("refer", ref, ", referred_to: policy") for ref in REFS)
    book.record(resolution("refers", more=", to: policy") + upward, IN_2019)
    for ref in REFS:
        referred = Seen("policy-committee", "referred", thousands(AT_FIRST[ref]), [])
        assert seen(book, ref) == referred
    _meet_in_policy(book)
    assert seen(book, A, MARCH) == Seen("approved", "approved", thousands(ASKED[A]), [])
    assert seen(book, B, MARCH) == Seen("rejected", "rejected", thousands(AT_FIRST[B]), [])
    in_part = Seen("part-approved", "approved-in-part", thousands(IN_PART[C]), [])
    assert seen(book, C, MARCH) == in_part


def _meet_in_policy(book: BookOnDisk) -> None:
    held = "- meeting: {ref: policy-2019-01-23, body: policy, held_on: 2019-01-23}\n"
    book.record(held + resolution("agrees", "policy-2019-01-23"), IN_2019)
    there = {"meeting": "policy-2019-01-23", "actor": "Policy clerk"}
    refused_as_stale(book, decision("approve", B, **there))
    book.record(
        decision("approve", A, **there)
        + decision("reject", B, **there)
        + decision("approve-in-part", C, part_of(C), **there),
        IN_2019,
    )
