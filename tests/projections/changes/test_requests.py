"""Change requests as they stand: states, figures, staleness, and the two times."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from projections.changes.requests import Change, change, changes
from projections.views import Views
from tests.books import IN_2018, IN_2019, BookOnDisk
from tests.projections.savings.conftest import BASELINE

LATER = date(2026, 1, 1)
REQUEST = """
- change-request:
    ref: R-1
    title: Take some off
    kind: write-off
    to: ics
    raised_on: 2018-02-01
    raised_by: A. Officer
    projects:
      - project: reviews
        expected: {2018/19: 3000, 2019/20: 2000.50}
        revised: {2018/19: 2500, 2019/20: 2000.50}
    comments: [{by: finance, text: Noted., made_on: 2018-01-20}]
"""
DECISIONS = {
    "approved": """
- decision:
    change_request: R-1
    outcome: approved
    decided_on: 2018-03-01
    conditions: [{text: Report in June., owner: A. Officer, due: 2018-06-30}]
""",
    "approved-in-part": """
- decision:
    change_request: R-1
    outcome: approved-in-part
    decided_on: 2018-03-01
    projects:
      - project: reviews
        expected: {2018/19: 3000, 2019/20: 2000.50}
        revised: {2018/19: 2900, 2019/20: 2000.50}
""",
    "rejected": "- decision: {change_request: R-1, outcome: rejected, decided_on: 2018-03-01}",
    "withdrawn": "- decision: {change_request: R-1, outcome: withdrawn, decided_on: 2018-03-01}",
    "deferred": """
- meeting: {ref: ics-2018-05-01, body: ics, scheduled_for: 2018-05-01}
- decision:
    {change_request: R-1, outcome: deferred, decided_on: 2018-03-01, deferred_to: ics-2018-05-01}
""",
    "referred": """
- decision:
    {change_request: R-1, outcome: referred, decided_on: 2018-03-01, referred_to: policy}
""",
}


def the_one(views: Views, ref: str = "R-1", **moment: int) -> Change:
    """Return a change that must be there."""
    found = change(views, ref, as_at=LATER, **moment)
    assert found is not None
    return found


@pytest.fixture
def raised(book: BookOnDisk) -> BookOnDisk:
    """A book with a request that waits for its decision."""
    book.record(BASELINE)
    book.record(REQUEST)
    return book


@pytest.mark.parametrize("outcome", DECISIONS)
def test_a_decision_gives_the_request_its_state_from_its_day_on(
    raised: BookOnDisk, outcome: str
) -> None:
    raised.record(DECISIONS[outcome])
    with raised.views() as views:
        assert the_one(views).state == outcome
        before = change(views, "R-1", as_at=date(2018, 2, 28))
        assert before is not None
        assert (before.state, before.decision) == ("open", None)
        assert change(views, "R-1", as_at=date(2018, 1, 31)) is None


def test_a_decision_recorded_later_was_not_known_before(raised: BookOnDisk) -> None:
    raised.record(DECISIONS["approved"], at=IN_2019)
    known = raised.position_at(IN_2018)
    with raised.views() as views:
        assert the_one(views, known=known).state == "open"
        assert the_one(views).state == "approved"


def test_an_approval_shows_its_conditions_and_by_whom(raised: BookOnDisk) -> None:
    raised.record(DECISIONS["approved"])
    with raised.views() as views:
        found = the_one(views)
    assert found.conditions == [
        {"text": "Report in June.", "owner": "A. Officer", "due": "2018-06-30", "evidence": None}
    ]
    assert found.decision is not None
    assert (found.decision["body"], found.decided_on) == ("ics", "2018-03-01")
    assert (found.stale, found.awaits_decision) == (None, False)


def test_of_a_part_approval_both_what_was_asked_and_agreed_is_shown(raised: BookOnDisk) -> None:
    raised.record(DECISIONS["approved-in-part"])
    with raised.views() as views:
        found = the_one(views)
    assert found.projects[0].total.change == Decimal(-500)
    assert found.agreed is not None
    assert found.agreed[0].total.change == found.change == Decimal(-100)


def test_a_referred_request_lies_with_the_other_body(raised: BookOnDisk) -> None:
    raised.record(DECISIONS["referred"])
    with raised.views() as views:
        found = the_one(views)
    assert (found.body, found.awaits_decision, found.decided_on) == ("policy", True, None)


def test_a_deferred_request_names_the_meeting_it_comes_back_to(raised: BookOnDisk) -> None:
    raised.record(DECISIONS["deferred"])
    with raised.views() as views:
        found = the_one(views)
    assert found.decision is not None
    assert found.decision["deferred_to"] == "ics-2018-05-01"


def test_advice_given_before_the_request_was_raised_is_shown_with_it(raised: BookOnDisk) -> None:
    with raised.views() as views:
        assert [comment["by"] for comment in the_one(views).comments] == ["finance"]
        assert changes(views, as_at=date(2018, 1, 25)) == []


def test_a_request_is_stale_once_the_book_has_another_profile(raised: BookOnDisk) -> None:
    with raised.views() as views:
        assert the_one(views).stale is False
    raised.record(
        "- extension: {ref: P-1, project: reviews, decided_on: 2018-02-15,"
        " authority: {body: policy, decided_on: 2018-02-15}, change: {2018/19: 1}}"
    )
    with raised.views() as views:
        line = the_one(views).projects[0]
    assert line.stale is True
    assert line.book == {"2018/19": Decimal(3001), "2019/20": Decimal("2000.50")}


def test_an_extension_is_listed_with_what_stood_before_it(example: Views) -> None:
    found = the_one(example, "ASCH-2018-A")
    assert (found.kind, found.state, found.body) == ("extension", "approved", "asch")
    assert [tuple(map(str, figure)) for figure in found.projects[0].profile] == [
        ("2019/20", "50000", "100000", "50000"),
        ("2020/21", "50000", "100000", "50000"),
    ]


def test_one_extension_of_two_projects_is_one_change(book: BookOnDisk) -> None:
    book.record("- project: {ref: calls, name: Calls}")
    for project in ("reviews", "calls"):
        book.record(
            f"- extension: {{ref: P-1, project: {project}, decided_on: 2018-02-15,"
            " authority: {body: policy, decided_on: 2018-02-15}, change: {2018/19: 1}}"
        )
    with book.views() as views:
        (found,) = changes(views, as_at=LATER)
    assert [line.project for line in found.projects] == ["reviews", "calls"]
    assert found.change == Decimal(2)


def test_the_three_requests_of_january_2019_wait_and_one_is_stale(
    example: Views,
) -> None:
    waiting = [found for found in changes(example, as_at=LATER) if found.awaits_decision]
    assert {found.ref: found.stale for found in waiting} == {
        "ICS-2019-A": False,
        "ICS-2019-B": True,
        "ICS-2019-C": False,
    }


def test_nothing_is_found_under_an_unknown_reference(example: Views) -> None:
    assert change(example, "ICS-2020-A", as_at=LATER) is None
