"""What changed in the structure between two days, and which resolution changed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from projections.bodies.differences import BodyChange, Cause, LineChange, differences
from tests.books import IN_2018, IN_2019, BookOnDisk

STRUCTURE = """
- body: {ref: policy, name: Policy Committee, kind: committee}
- body:
    ref: ics
    name: Improvement Sub-Committee
    kind: sub-committee
    reports_to: [{body: policy, kind: reports-to, cadence: quarterly}]
- body:
    ref: team
    name: Delivery Team
    kind: working-group
    reports_to:
      - {body: ics, kind: reports-to}
      - {body: policy, kind: updates, starts_on: 2018-01-01, ends_on: 2018-06-01}
- terms-of-reference: {body: ics, summary: Advises on change., decided_on: 2018-01-01}
- body: {ref: old, name: Old Board, kind: programme-board}
- reporting-line: {body: old, to: ics, kind: reports-to}
- reporting-line: {body: policy, to: ics, kind: advises, cadence: weekly}
"""
CHANGES = """
- file: {authority: {body: policy, decided_on: 2018-05-10, resolution: 2018/7}}
- body-renaming: {body: ics, name: Change Sub-Committee, decided_on: 2018-05-10}
- terms-of-reference: {body: ics, summary: Decides on change., decided_on: 2018-05-11}
- reporting-line-end: {body: ics, to: policy, kind: reports-to, ends_on: 2018-05-10}
- reporting-line:
    {body: ics, to: policy, kind: reports-to, cadence: monthly, starts_on: 2018-05-10}
- reporting-line-end: {body: policy, to: ics, kind: advises, ends_on: 2018-05-10}
- reporting-line: {body: policy, to: ics, kind: advises, starts_on: 2018-05-10}
- reporting-line-end: {body: team, to: ics, kind: reports-to, ends_on: 2018-05-10}
- body: {ref: new, name: New Board, kind: programme-board, established_on: 2018-05-10}
- reporting-line: {body: new, to: ics, kind: reports-to, starts_on: 2018-05-10}
- body-dissolution: {body: old, decided_on: 2018-05-10, successor: new}
- body: {ref: flash, name: Task Group, kind: working-group, established_on: 2018-05-11}
- body-dissolution: {body: flash, decided_on: 2018-05-20}
- reporting-line:
    body: team
    to: policy
    kind: advises
    starts_on: 2018-05-12
    authority: {officer: Head of Change, note: agreed in writing}
- reporting-line: {body: team, to: new, kind: updates, starts_on: 2018-05-13, authority: null}
"""
BEFORE, AFTER = date(2018, 5, 9), date(2018, 7, 1)


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """A structure known in 2018, and what a committee changed in it, known from 2019 on."""
    book.record(STRUCTURE, IN_2018)
    book.record(CHANGES, IN_2019)
    return book


def _why(change: BodyChange | LineChange) -> list[str | None]:
    return [cause.resolution for cause in change.causes]


def test_a_body_was_added_ended_or_changed_by_the_resolution_of_its_fact(
    recorded: BookOnDisk,
) -> None:
    with recorded.views() as views:
        found = differences(views, BEFORE, AFTER)
    changes = {change.ref: (change.change, change.words, _why(change)) for change in found.bodies}
    assert changes == {
        "ics": (
            "changed",
            ("until then Improvement Sub-Committee", "other terms of reference"),
            ["policy/2018/7"] * 2,
        ),
        "new": ("added", (), ["policy/2018/7"]),
        "old": ("ended", ("succeeded by New Board",), ["policy/2018/7"]),
    }
    assert [cause.since for cause in found.bodies[0].causes] == [
        date(2018, 5, 10),
        date(2018, 5, 11),
    ]


def test_a_line_was_added_ended_or_is_held_to_another_cadence(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        found = differences(views, BEFORE, AFTER)
    changes = {
        (line.body, line.to, line.kind): (line.change, line.words, _why(line))
        for line in found.lines
    }
    by_policy = ["policy/2018/7"]
    assert changes == {
        ("ics", "policy", "reports-to"): ("changed", ("monthly, until then quarterly",), by_policy),
        ("new", "ics", "reports-to"): ("added", (), by_policy),
        ("old", "ics", "reports-to"): ("ended", (), by_policy),  # with the body at its end
        ("policy", "ics", "advises"): (
            "changed",
            ("how often is no longer stated, until then weekly",),
            by_policy,
        ),
        ("team", "ics", "reports-to"): ("ended", (), by_policy),
        ("team", "new", "updates"): ("added", (), [None]),
        ("team", "policy", "advises"): ("added", (), [None]),
        ("team", "policy", "updates"): ("ended", (), [None]),  # its own end had come
    }


def test_a_change_without_a_resolution_names_who_else_decided_it_or_nobody(
    recorded: BookOnDisk,
) -> None:
    with recorded.views() as views:
        lines = {(line.body, line.kind): line for line in differences(views, BEFORE, AFTER).lines}
    (officer,) = lines["team", "advises"].causes
    assert (officer.officer, officer.since) == ("Head of Change", date(2018, 5, 12))
    (nobody,) = lines["team", "updates"].causes
    assert (nobody.body, nobody.officer, nobody.resolution) == (None, None, None)


def test_a_line_that_lapses_ends_on_its_own_last_day(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        (line,) = differences(views, date(2018, 5, 31), date(2018, 6, 1)).lines
    assert (line.change, line.causes[0].since) == ("ended", date(2018, 6, 1))


def test_what_was_established_and_dissolved_in_between_is_told_apart(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        found = differences(views, BEFORE, AFTER)
        while_there = differences(views, BEFORE, date(2018, 5, 12))
    assert [body.name for body in found.brief] == ["Task Group"]
    assert "flash" in {change.ref for change in while_there.bodies}
    assert while_there.brief == ()


def test_what_was_not_known_then_did_not_change_anything(recorded: BookOnDisk) -> None:
    known = recorded.position_at(IN_2018)
    with recorded.views() as views:
        found = differences(views, BEFORE, date(2018, 5, 20), known, as_known=IN_2018)
    assert (found.bodies, found.lines, found.brief) == ((), (), ())
    assert found.after.as_known == IN_2018
    assert isinstance(found.before.bodies, tuple)


def test_a_body_established_later_brings_the_lines_that_name_no_day(book: BookOnDisk) -> None:
    book.record(
        """
- body: {ref: policy, name: Policy Committee, kind: committee}
- body:
    ref: board
    name: Board
    kind: programme-board
    established_on: 2018-05-10
    reports_to: [{body: policy, kind: reports-to}]
    authority: {body: policy, decided_on: 2018-05-10, resolution: 2018/7}
"""
    )
    with book.views() as views:
        (line,) = differences(views, date(2018, 5, 9), date(2018, 5, 10)).lines
    assert [(cause.since, cause.resolution) for cause in line.causes] == [
        (date(2018, 5, 10), "policy/2018/7")
    ]
    assert isinstance(line.causes[0], Cause)


PILOT = (
    """
- body: {ref: council, name: Council, kind: council}
- body: {ref: a, name: Board A, kind: programme-board}
- body: {ref: pilot, name: Pilot Group, kind: working-group}
""",
    """
- file: {authority: {body: council, resolution: R1, decided_on: 2018-02-01}}
- reporting-line: {body: pilot, to: a, cadence: monthly, starts_on: 2018-02-01, ends_on: 2019-03-01}
""",
    """
- file: {authority: {body: council, resolution: R2, decided_on: 2019-03-01}}
- reporting-line: {body: pilot, to: a, cadence: monthly, starts_on: 2019-03-01}
""",
    """
- file: {authority: {body: council, resolution: R3, decided_on: 2019-06-01}}
- body-dissolution: {body: pilot, decided_on: 2019-06-01}
""",
)


def _record(book: BookOnDisk, files: Iterable[str]) -> None:
    for file in files:
        book.record(file, IN_2019)


def test_a_line_that_was_renewed_did_not_end_by_the_decision_that_first_limited_it(
    book: BookOnDisk,
) -> None:
    _record(book, PILOT)
    with book.views() as views:
        (line,) = differences(views, date(2019, 1, 1), date(2019, 7, 1)).lines
    assert (line.change, _why(line)) == ("ended", ["council/R3"])


RESTATED = (
    """
- body: {ref: council, name: Council, kind: council}
- body: {ref: c, name: Board C, kind: programme-board}
- reporting-line: {body: c, to: council, kind: reports-to, cadence: monthly, starts_on: 2018-01-01}
""",
    """
- file: {authority: {body: council, resolution: R1, decided_on: 2019-02-01}}
- reporting-line-end: {body: c, to: council, kind: reports-to, ends_on: 2019-02-01}
- reporting-line: {body: c, to: council, cadence: quarterly, starts_on: 2019-02-01}
- body-renaming: {body: c, name: Board Cee, decided_on: 2019-02-01}
- terms-of-reference: {body: c, summary: Decides., decided_on: 2019-02-01}
""",
    """
- file: {authority: {body: council, resolution: R2, decided_on: 2019-03-01}}
- reporting-line-end: {body: c, to: council, kind: reports-to, ends_on: 2019-03-01}
- reporting-line:
    {body: c, to: council, cadence: quarterly, starts_on: 2019-03-01, ends_on: 2019-12-01}
- body-renaming: {body: c, name: Board Cee, decided_on: 2019-03-01}
- terms-of-reference: {body: c, summary: Decides., decided_on: 2019-03-01}
""",
)


def test_who_only_states_again_what_holds_already_changed_nothing(book: BookOnDisk) -> None:
    _record(book, RESTATED)
    with book.views() as views:
        found = differences(views, date(2019, 1, 1), date(2019, 5, 1))
        nothing = differences(views, date(2019, 2, 15), date(2019, 5, 1))
    assert [_why(line) for line in found.lines] == [["council/R1"]]
    assert [_why(body) for body in found.bodies] == [["council/R1", "council/R1"]]
    assert (nothing.bodies, nothing.lines) == ((), ())


def test_first_terms_of_reference_are_not_called_other_ones(book: BookOnDisk) -> None:
    _record(book, RESTATED)
    with book.views() as views:
        (body,) = differences(views, date(2019, 1, 1), date(2019, 5, 1)).bodies
    assert body.words == ("until then Board C", "terms of reference set")
