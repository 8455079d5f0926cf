"""Bodies for any two times: names, lines, terms and seats."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from projections.bodies.governance import structure_at
from projections.bodies.lines import lines_at
from projections.bodies.queries import list_bodies, show_body
from projections.bodies.seats import members_at, seats_at
from projections.bodies.tree import tree
from projections.structure import BodyAt, LineAt, SeatAt, Structure
from tests.books import IN_2018, IN_2019, BookOnDisk

BODIES = """
- body: {ref: policy, name: Policy Committee, kind: committee, level: Members}
- body:
    ref: ics
    name: Improvement Sub-Committee
    kind: sub-committee
    established_on: 2017-05-01
    reports_to: [{body: policy, kind: reports-to, cadence: quarterly, starts_on: 2017-05-01}]
    terms_of_reference:
      summary: Watches over savings.
      decides: [savings-changes]
      portfolios: [place]
      financial_limit: 5000000
    members:
      - {person: A. Member, role: member}
      - {person: The Chair, role: chair}
      - {person: An Officer, role: officer-in-attendance, voting: false}
"""
CHANGES = """
- body-renaming: {body: ics, name: Improvement and Change Sub-Committee, decided_on: 2018-05-10}
- reporting-line-end: {body: ics, to: policy, kind: reports-to, ends_on: 2018-11-05}
- reporting-line: {body: ics, to: policy, kind: updates, cadence: monthly, starts_on: 2018-11-05}
- terms-of-reference: {body: ics, summary: Decides on change., decided_on: 2018-11-05}
- membership-end: {body: ics, person: A. Member, ended_on: 2018-11-05}
- membership: {body: ics, person: B. Member, role: vice-chair, starts_on: 2018-11-05}
- body: {ref: board, name: Board, kind: programme-board, established_on: 2018-11-05}
- reporting-line: {body: board, to: ics, kind: reports-to, starts_on: 2018-11-05}
- body-dissolution: {body: board, decided_on: 2019-03-01, successor: ics}
"""
BEFORE, AFTER = date(2018, 11, 4), date(2018, 11, 5)


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """Two bodies recorded in 2018; what changed in 2018 became known in 2019."""
    book.record(BODIES, IN_2018)
    book.record(CHANGES, IN_2019)
    return book


def test_a_body_bears_the_name_of_the_day(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        names = {
            day: next(b.name for b in list_bodies(views, day) if b.ref == "ics")
            for day in (date(2018, 5, 9), date(2018, 5, 10))
        }
    assert list(names.values()) == [
        "Improvement Sub-Committee",
        "Improvement and Change Sub-Committee",
    ]


def test_a_body_is_not_listed_before_it_was_established(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        assert [b.ref for b in list_bodies(views, date(2017, 4, 30))] == ["policy"]
        assert show_body(views, "ics", date(2017, 4, 30)) is None


def test_as_at_and_as_known_give_four_different_answers(recorded: BookOnDisk) -> None:
    known = recorded.position_at(IN_2018)
    with recorded.views() as views:
        answers = {
            (day, position): (
                lines_at(views, day, position),
                [seat.person for seat in members_at(views, "ics", day, position)],
            )
            for day in (BEFORE, AFTER)
            for position in (known, None)
        }
    report = LineAt("ics", "policy", "reports-to", "quarterly", date(2017, 5, 1))
    update = LineAt("ics", "policy", "updates", "monthly", AFTER)
    board = LineAt("board", "ics", "reports-to", None, AFTER)
    first, then = ["The Chair", "A. Member"], ["The Chair", "B. Member"]
    assert answers == {
        (BEFORE, known): ([report], [*first, "An Officer"]),
        (AFTER, known): ([report], [*first, "An Officer"]),
        (BEFORE, None): ([report], [*first, "An Officer"]),
        (AFTER, None): ([update, board], [*then, "An Officer"]),
    }


def test_a_line_or_seat_with_an_end_is_in_force_up_to_the_day_before(book: BookOnDisk) -> None:
    book.record(
        BODIES
        + """
- reporting-line: {body: policy, to: ics, kind: advises, starts_on: 2018-01-01, ends_on: 2018-06-01}
- membership: {body: policy, person: C, role: member, starts_on: 2018-01-01, ends_on: 2018-06-01}
"""
    )
    with book.views() as views:
        for day, held in ((date(2018, 5, 31), True), (date(2018, 6, 1), False)):
            assert any(line.kind == "advises" for line in lines_at(views, day)) is held
            assert bool(members_at(views, "policy", day)) is held


def test_the_structure_names_who_sits_where_only_if_asked(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        asked = structure_at(views, AFTER, members=True)
        assert structure_at(views, AFTER).seats is None
        assert list(seats_at(views, AFTER)) == ["ics"]
        assert seats_at(views, AFTER, ref="policy") == {}
    assert asked.seats == (
        SeatAt("ics", "The Chair", "chair"),
        SeatAt("ics", "B. Member", "vice-chair"),
        SeatAt("ics", "An Officer", "officer-in-attendance"),
    )


def test_terms_of_reference_are_those_of_the_day(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        before, after = (show_body(views, "ics", day) for day in (BEFORE, AFTER))
    assert before is not None
    assert after is not None
    assert before.terms is not None
    assert after.terms is not None
    assert before.terms.financial_limit == Decimal(5000000)
    assert (before.terms.decides, before.terms.portfolios) == (("savings-changes",), ("place",))
    assert (after.terms.summary, after.terms.financial_limit) == ("Decides on change.", None)
    assert after.terms.decided_on == AFTER


def test_the_page_of_a_body_has_its_names_with_their_days(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        page = show_body(views, "ics", AFTER)
    assert page is not None
    assert page.names == (
        ("Improvement Sub-Committee", date(2017, 5, 1), date(2018, 5, 9)),
        ("Improvement and Change Sub-Committee", date(2018, 5, 10), None),
    )
    assert [line.body for line in page.lines_from_others] == ["board"]


def test_a_body_without_terms_has_none(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        page = show_body(views, "policy", AFTER)
    assert page is not None
    assert page.terms is None


def test_the_structure_leaves_dissolved_bodies_and_their_lines_out(recorded: BookOnDisk) -> None:
    with recorded.views() as views:
        before = structure_at(views, date(2019, 2, 28))
        after = structure_at(views, date(2019, 3, 1), as_known=IN_2019, organisation="A council")
        listed = {body.ref: body for body in list_bodies(views, date(2019, 3, 1))}
    assert {body.ref for body in before.bodies} == {"policy", "ics", "board"}
    assert {body.ref for body in after.bodies} == {"policy", "ics"}
    assert [line.kind for line in after.lines] == ["updates"]
    assert (after.as_known, after.organisation) == (IN_2019, "A council")
    assert (listed["board"].dissolved_on, listed["board"].successor) == (date(2019, 3, 1), "ics")


def _structure(*lines: LineAt) -> Structure:
    refs = dict.fromkeys(ref for line in lines for ref in (line.body, line.to))
    return Structure(tuple(BodyAt(ref, ref, "committee") for ref in refs), lines, AFTER)


def _drawn(structure: Structure) -> list[str]:
    return [
        "-" * branch.depth + branch.body.ref + "!" * branch.shown_above
        for branch in tree(structure)
    ]


def test_who_reports_stands_below_and_who_supports_too() -> None:
    lines = (
        LineAt("b", "a", "reports-to"),
        LineAt("a", "c", "supported-by"),
        LineAt("d", "b", "advises"),
    )
    assert _drawn(_structure(*lines)) == ["a", "-b", "--d", "-c"]


def test_a_body_below_two_is_shown_with_what_is_below_it_once() -> None:
    lines = (
        LineAt("c", "a", "reports-to"),
        LineAt("c", "b", "updates"),
        LineAt("d", "c", "reports-to"),
    )
    assert _drawn(_structure(*lines)) == ["a", "-c", "--d", "b", "-c!"]


def test_a_circle_is_shown_from_its_first_body() -> None:
    lines = (LineAt("b", "a", "reports-to"), LineAt("a", "b", "updates"))
    assert _drawn(_structure(*lines)) == ["a", "-b", "--a!"]
