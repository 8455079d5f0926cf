"""Who held which role, by grant or by a seat, for any two times."""

from __future__ import annotations

from datetime import date

import pytest

from projections.authority.roles import list_roles
from tests.books import BookOnDisk

PEOPLE = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- role-grant: {person: Sue Milburn, role: clerk, body: ics, starts_on: 2018-01-01}
- role-grant: {person: Al Key, role: finance, starts_on: 2018-02-01, ends_on: 2019-02-01}
- membership: {body: ics, person: C. Hale, role: chair, starts_on: 2018-03-01}
- membership: {body: ics, person: S. Sub, role: substitute, starts_on: 2018-03-01}
"""
ENDS = """
- role-end: {person: sue milburn, role: clerk, body: ics, ended_on: 2018-06-01, reason: Moved}
- role-grant: {person: Sue Milburn, role: clerk, body: ics, starts_on: 2019-01-01}
- membership-end: {body: ics, person: C. Hale, ended_on: 2019-05-01}
"""


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """People in roles and on a body."""
    book.record(PEOPLE)
    book.record(ENDS)
    return book


def told(book: BookOnDisk, on: str) -> list[str]:
    with book.views() as views:
        return [
            f"{row.person} {row.role} {row.body} {'seat' if row.by_seat else 'grant'} {row.state}"
            for row in list_roles(views, date.fromisoformat(on))
        ]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2017-12-31", []),
        ("2018-01-01", ["Sue Milburn clerk ics grant held"]),
        (
            "2018-06-01",
            [
                "Al Key finance None grant held",
                "Sue Milburn clerk ics grant ended",
                "C. Hale chair ics seat held",
            ],
        ),
        (
            "2019-05-01",
            [
                "Al Key finance None grant ended",
                "Sue Milburn clerk ics grant ended",
                "Sue Milburn clerk ics grant held",
                "C. Hale chair ics seat ended",
            ],
        ),
    ],
)
def test_a_role_is_held_on_the_days_for_which_it_was_granted(
    recorded: BookOnDisk, on: str, expected: list[str]
) -> None:
    assert told(recorded, on) == expected


def test_a_role_that_ended_says_when_and_why(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        ended = next(row for row in list_roles(views, date(2019, 5, 1)) if row.reason)
    assert (ended.person, ended.ends_on, ended.reason) == ("Sue Milburn", date(2018, 6, 1), "Moved")


def test_what_was_not_known_is_not_told(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        assert list_roles(views, date(2019, 5, 1), known=1) == []
