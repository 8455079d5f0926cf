"""What was delegated to whom, whether it holds, and how it was used, for any two times."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from projections.authority.delegations import DelegationRow, list_delegations, newly_lapsed
from projections.facts.queries import list_facts
from tests.books import BookOnDisk

COUNCIL = """
- body: {ref: ics, name: Improvement, kind: sub-committee}
- meeting: {ref: m1, body: ics, held_on: 2019-01-07}
- meeting: {ref: m2, body: ics, held_on: 2019-06-03}
- resolution:
    ref: 2019/1
    meeting: m1
    title: Smaller changes
    clauses:
      - {effect: notes, text: The report.}
      - {effect: delegates, text: Small ones., delegate: Director, in_consultation_with: [Chair],
         limit: 1000.50, until: 2020-01-01}
      - {effect: delegates, text: Others., delegate: Director}
- project: {ref: p, name: P}
- opening-balance: {project: p, as_at: 2018-04-01, source: Report, profile: {2018/19: 100}}
- change-request: {ref: R, title: R, kind: re-profile, to: ics, raised_on: 2019-01-02,
    projects: [{project: p, expected: {2018/19: 100}, revised: {2019/20: 100}}]}
"""
USE = """
- decision: {change_request: R, outcome: approved, decided_on: 2019-02-01, decided_by: Director,
    under: ics/2019/1/2, consulted: [Chair]}
"""
ENDS = """
- delegation-end: {delegation: ics/2019/1/3, ended_on: 2019-03-01, reason: No need}
"""
SUPERSEDED = """
- resolution: {ref: 2019/2, meeting: m2, title: T, supersedes: [2019/1],
    clauses: [{effect: notes, text: T.}]}
"""
LAPSE = "- delegation-lapse: {delegation: ics/2019/1/2, on: 2020-02-01}\n"


def at(book: BookOnDisk, on: str) -> list[DelegationRow]:
    with book.views() as views:
        return list_delegations(views, date.fromisoformat(on))


@pytest.fixture
def used(book: BookOnDisk) -> BookOnDisk:
    """A resolution with two powers, one of which was used and one taken back."""
    book.record(COUNCIL)
    book.record(USE)
    book.record(ENDS)
    return book


def test_a_power_is_shown_with_its_bounds_and_uses(used: BookOnDisk) -> None:
    first, second = at(used, "2019-02-01")
    assert (first.ref, first.delegate, first.state) == ("ics/2019/1/2", "Director", "in force")
    assert (first.limit, first.until) == (Decimal("1000.50"), date(2020, 1, 1))
    assert (first.in_consultation_with, first.since) == (("Chair",), date(2019, 1, 7))
    [use] = first.uses
    assert (use.officer, use.used_for) == ("Director", "change-request:R")
    assert (use.amount, use.consulted) == (Decimal(100), ("Chair",))
    assert (second.limit, second.until, second.uses) == (None, None, ())


@pytest.mark.parametrize(
    ("on", "states"),
    [
        ("2019-01-06", []),
        ("2019-01-07", ["in force", "in force"]),
        ("2019-03-01", ["in force", "ended"]),
        ("2019-12-31", ["in force", "ended"]),
        ("2020-01-01", ["ran out", "ended"]),
    ],
)
def test_a_power_holds_until_it_ends(used: BookOnDisk, on: str, states: list[str]) -> None:
    assert [row.state for row in at(used, on)] == states


def test_a_power_ends_with_the_resolution_that_gives_it(used: BookOnDisk) -> None:
    used.record(SUPERSEDED)
    assert [row.state for row in at(used, "2019-06-03")] == ["superseded", "ended"]


def test_why_it_was_taken_back_is_told(used: BookOnDisk) -> None:
    ended = at(used, "2019-03-01")[1]
    assert (ended.until, ended.reason) == (date(2019, 3, 1), "No need")


def test_a_power_that_ran_out_waits_to_be_recorded_so_once(used: BookOnDisk) -> None:
    with used.views() as views:
        assert [*newly_lapsed(views, date(2019, 12, 31))] == []
        assert [*newly_lapsed(views, date(2020, 2, 1))] == [("ics/2019/1/2", date(2020, 1, 1))]
    used.record(LAPSE)
    assert at(used, "2020-02-01")[0].lapse_recorded
    with used.views() as views:
        assert [*newly_lapsed(views, date(2020, 2, 1))] == []


def test_a_use_is_in_the_log_of_what_was_decided(used: BookOnDisk) -> None:
    with used.views() as views:
        facts = [fact.topic for fact in list_facts(views, subject=("change-request", "R"))]
    assert "minutebook.delegation-used.1" in facts
