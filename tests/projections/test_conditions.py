"""Conditions for any two times: numbered through, followed up, fallen away."""

from __future__ import annotations

from datetime import date

import pytest

from projections.changes.requests import change
from projections.conditions.queries import ConditionRow, list_conditions
from projections.savings.history import history
from tests.books import BookOnDisk

BOOK = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- project: {ref: p, name: P}
- baseline: {project: p, authority: {body: ics, decided_on: 2018-01-01}, profile: {2018/19: 100}}
- change-request: {ref: CR, title: Less, kind: write-off, to: ics, raised_on: 2018-02-01,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2018/19: 60}}]}
- decision: {change_request: CR, outcome: approved, decided_on: 2018-03-01,
    conditions: [{text: Report, owner: Ann, due: 2018-06-30, evidence: A report}, {text: Tell}]}
- gate-sequence: {ref: CR, name: Gates, body: ics,
    gates: [{number: 1, name: One}, {number: 2, name: Two}]}
- gate-decision: {sequence: CR, gate: 1, outcome: conditional-go, decided_on: 2018-04-01,
    conditions: [Train]}
"""
BREACH = "- condition-breach: {condition: CR/1, breached_on: 2018-07-05, reason: No report}\n"
OVERDUE = "- condition-overdue: {condition: CR/1, on: 2018-07-01}\n"
STANDS = (
    "- decision: {change_request: CR, outcome: approved, decided_on: 2018-08-01,"
    " conditions: [{text: Report twice}]}\n"
)
GOES_BACK = "- decision: {change_request: CR, outcome: rejected, decided_on: 2018-08-01}\n"
RECYCLE = (
    "- gate-decision: {sequence: CR, gate: 2, outcome: recycle, recycle_to: 1,"
    " decided_on: 2018-09-01}\n"
)
NEVER = date(2100, 1, 1)


@pytest.fixture
def recorded(book: BookOnDisk) -> BookOnDisk:
    """A request and a gate of one name, each with its conditions."""
    book.record(BOOK)
    return book


def _listed(book: BookOnDisk, on: date = NEVER) -> dict[str, ConditionRow]:
    with book.views() as views:
        return {row.ref: row for row in list_conditions(views, on)}


def test_conditions_are_those_that_were_set_by_the_day(recorded: BookOnDisk) -> None:
    assert [*_listed(recorded)] == ["CR/1", "CR/2", "CR/1/1"]
    assert [*_listed(recorded, date(2018, 3, 31))] == ["CR/1", "CR/2"]
    first = _listed(recorded)["CR/1"]
    assert (first.text, first.owner, first.evidence) == ("Report", "Ann", "A report")
    assert (first.due, first.body, first.state) == (date(2018, 6, 30), "ics", "open")
    assert _listed(recorded)["CR/1/1"].body == "ics"


def test_a_condition_is_overdue_after_its_day_whether_or_not_that_is_in_the_book(
    recorded: BookOnDisk,
) -> None:
    assert not _listed(recorded, date(2018, 6, 30))["CR/1"].overdue
    late = _listed(recorded, date(2018, 7, 1))["CR/1"]
    assert (late.overdue, late.noted) == (True, False)
    recorded.record(OVERDUE)
    assert _listed(recorded, date(2018, 7, 1))["CR/1"].noted


def test_a_breach_opens_the_request_again_and_leaves_its_figures(recorded: BookOnDisk) -> None:
    recorded.record(OVERDUE + BREACH)
    breached = _listed(recorded)["CR/1"]
    assert (breached.state, breached.note, breached.overdue) == ("breached", "No report", False)
    assert _listed(recorded, date(2018, 7, 4))["CR/1"].state == "open"
    with recorded.views() as views:
        open_again = change(views, "CR", as_at=NEVER)
        before = change(views, "CR", as_at=date(2018, 7, 4))
    assert open_again is not None
    assert before is not None
    assert (before.state, open_again.state) == ("approved", "reopened")
    # Its figures are in the book already: they are neither stale nor counted as still to come.
    assert (open_again.figures_stand, open_again.awaits_decision) == (True, False)
    assert open_again.stale is None


def test_conditions_of_an_approval_that_stands_go_on_and_new_ones_are_numbered_on(
    recorded: BookOnDisk,
) -> None:
    recorded.record(BREACH + STANDS)
    found = {ref: row.state for ref, row in _listed(recorded).items() if row.kind != "gate"}
    assert found == {"CR/1": "breached", "CR/2": "open", "CR/3": "open"}
    with recorded.views() as views:
        told = change(views, "CR", as_at=NEVER)
    assert told is not None
    assert (told.state, told.figures_stand) == ("approved", True)


def test_conditions_fall_away_with_the_approval(recorded: BookOnDisk) -> None:
    recorded.record(BREACH + GOES_BACK)
    second = _listed(recorded)["CR/2"]
    assert (second.state, second.ended_on) == ("lapsed", date(2018, 8, 1))
    assert _listed(recorded)["CR/1/1"].state == "open"


def test_conditions_fall_away_with_a_recycle_past_their_gate(recorded: BookOnDisk) -> None:
    recorded.record(RECYCLE)
    states = {ref: row.state for ref, row in _listed(recorded).items()}
    assert states == {"CR/1": "open", "CR/2": "open", "CR/1/1": "lapsed"}


def test_the_history_of_a_figure_tells_each_decision_that_moved_it(recorded: BookOnDisk) -> None:
    recorded.record(BREACH + GOES_BACK)
    with recorded.views() as views:
        moved = history(views, "p", as_at=NEVER)
    assert [str(movement.change) for movement in moved.movements] == ["100", "-40", "40"]
